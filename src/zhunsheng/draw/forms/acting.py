"""Forms of draws: strings become values; nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import MOST_BYTES
from zhunsheng.draw.choices import (
    ChangeGround,
    DrawKind,
    DrawStage,
    ResultKind,
)
from zhunsheng.draw.rules import FEWEST_DICE
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

TOO_LARGE = "上传的文件超过100兆字节。请降低扫描分辨率后重新上传。"
NO_SCAN = "文件不是可以读取的PDF、JPEG或者PNG。请重新扫描后上传。"


class DrawFilter(tables.FilterForm):
    """Filters of the list of draws."""

    text = forms.CharField(label="任务名称")
    kind = fields.EnumField(DrawKind, label="抽查方式")
    stage = fields.EnumField(DrawStage, label="状态")
    year = forms.IntegerField(label="年度", min_value=1900, max_value=2200)


class PartyForm(fields.DatedForm):
    """Which party it is."""

    contributor = forms.ChoiceField(label="提供方")

    def offer(self, parties: Iterable[str]) -> None:
        """Offer these parties."""
        field = self.fields["contributor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", fields.EMPTY_CHOICE), *((one, one) for one in parties)]


PROOF_HINT = (
    "当众掷骰的必须附：能看清全部点数和两名见证人签名的照片或者扫描件，"
    "PDF、JPEG或者PNG；校验值随结果公布。"
)


class ScanField(forms.FileField):
    """A scan or photo that becomes its bytes, empty where none is sent."""

    widget = forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})

    def __init__(self, **rest: Any) -> None:
        super().__init__(required=False, **rest)

    def clean(self, data: object, initial: object = None) -> bytes:
        """
        Return the file.

        :raises ValidationError: if it is too large or no scan
        """
        file = super().clean(data, initial)
        if file is None:
            return b""
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        content: bytes = file.read()
        scan = documents.read_scan(content)
        if scan.kind is None or scan.fault:
            raise forms.ValidationError(NO_SCAN)
        return content


class CommitmentForm(PartyForm):
    """What a party commits to; the value itself has no field and is never sent."""

    bases: ClassVar[dict[str, str]] = {"commitment": "GF-2019-5"}
    commitment = forms.CharField(
        label="承诺值",
        max_length=64,
        widget=forms.TextInput(attrs={"class": "mono", "autocomplete": "off"}),
        help_text="由本页在您的浏览器中生成，也可以自己用核验程序算出后填写。",
    )

    witness = forms.CharField(
        label="书面提交人",
        required=False,
        max_length=120,
        help_text="在本系统没有账号的一方（如派驻纪检监察机构）填写：签名人的姓名和职务。",
    )
    paper = ScanField(
        label="书面承诺扫描件",
        help_text="书面提交的附：PDF、JPEG或者PNG。书面承诺上写明本页所列的名录校验值和抽取规则校验值，"
        "签名的原件在本系统以外证明当时公布的是哪一份名录和规则。",
    )


class WithdrawalForm(PartyForm):
    """Why a commitment is taken back."""

    bases: ClassVar[dict[str, str]] = {"reason": "GF-2019-5"}
    reason = forms.CharField(
        label="撤回理由", max_length=400, help_text="公开，例如“保管单遗失，无法公开原内容”。"
    )


class OpeningForm(PartyForm):
    """What a party opens."""

    bases: ClassVar[dict[str, str]] = {"content": "GF-2019-5"}
    content = forms.CharField(
        label="公开的内容",
        max_length=64,
        widget=forms.TextInput(attrs={"class": "mono", "autocomplete": "off"}),
        help_text="保管单上的64位内容，一字不差。",
    )


class SeedForm(fields.DatedForm):
    """The points of dice, or the numbers of a public event, as they are read."""

    bases: ClassVar[dict[str, str]] = {"numbers": "GF-2019-5"}
    numbers = fields.NoteField(
        label="点数或者结果的数字",
        rows=2,
        max_length=400,
        help_text=f"按掷出或者公布的次序填写；骰子不少于{FEWEST_DICE}个点数。",
    )


class OutcomeForm(SeedForm):
    """The same with who saw it, and where it was."""

    witnesses = fields.LinesField(label="见证人", help_text="两人以上，每行一人，写明姓名和单位。")
    source = forms.CharField(
        label="地点或者出处", max_length=200, help_text="掷骰的地点，或者结果的公开出处。"
    )
    proof = ScanField(label="掷骰现场照片", help_text=PROOF_HINT)


class ChangeForm(fields.DatedForm):
    """Who does not go, and why; who goes instead is not asked."""

    bases: ClassVar[dict[str, str]] = {"out": "APL-2021:43"}
    out = fields.UuidChoice(label="不参加的人员")
    ground = fields.EnumField(ChangeGround, label="事由")
    reason = forms.CharField(
        label="具体理由", max_length=400, help_text="与记录一起公开，不写病情等个人隐私。"
    )

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer the officers who go there now."""
        field = self.fields["out"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", fields.EMPTY_CHOICE), *((str(one), name) for one, name in people)]


class ClosedForm(fields.DatedForm):
    """How it was established that a drawn unit has closed."""

    bases: ClassVar[dict[str, str]] = {"words": "GF-2019-5"}
    words = forms.CharField(
        label="核实情况",
        max_length=200,
        help_text="公开，例如“现场查看大门上锁，登记机关公告已注销”。",
    )


class PartnerForm(fields.DatedForm):
    """What a department reports of one unit."""

    partner = forms.ChoiceField(label="部门")
    visited_on = fields.DayField(label="检查结束日期")
    kind = fields.EnumField(ResultKind, label="检查结果")
    result = forms.CharField(label="结果说明", max_length=400, required=False)

    def offer(self, partners: Iterable[str]) -> None:
        """Offer the departments of the draw."""
        field = self.fields["partner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", fields.EMPTY_CHOICE), *((one, one) for one in partners)]
