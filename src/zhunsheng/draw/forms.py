"""Forms of draws: strings become values; nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import MOST_BYTES
from zhunsheng.draw.choices import (
    CONTRIBUTORS,
    ChangeGround,
    CreditStanding,
    DrawKind,
    DrawStage,
    ExclusionGround,
    PoolSide,
    ResultKind,
    SeedMethod,
    grounds_of,
)
from zhunsheng.draw.rules import FEWEST_DICE, Partner, PoolScope, Rates, SeedPlan
from zhunsheng.registry.choices import RiskClass, Sector
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

NO_NUMBER = "请填写拟抽取家数，或者选择按风险和信用分层。"
TOO_LARGE = "上传的文件超过100兆字节。请降低扫描分辨率后重新上传。"
NO_SCAN = "文件不是可以读取的PDF、JPEG或者PNG。请重新扫描后上传。"
NO_RATE = "按风险和信用分层的，请填写比例。"
#: What parts the items of a department in one line.
ITEM_MARKS: Final = "、;；"


class CountField(forms.IntegerField):
    """A whole number with bounds."""

    def __init__(self, *, least: int, most: int | None = None, **rest: Any) -> None:
        widget = forms.NumberInput(attrs={"class": "num", "min": least, "step": 1})
        rest.setdefault("widget", widget)
        super().__init__(error_messages={"invalid": "请填写整数。"}, **rest)
        self.validators.append(MinValueValidator(least, f"不得小于{least}。"))
        if most is not None:
            self.validators.append(MaxValueValidator(most, f"不得大于{most}。"))


class DrawFilter(tables.FilterForm):
    """Filters of the list of draws."""

    text = forms.CharField(label="任务名称")
    kind = fields.EnumField(DrawKind, label="抽查方式")
    stage = fields.EnumField(DrawStage, label="状态")
    year = forms.IntegerField(label="年度", min_value=1900, max_value=2200)


GROUNDS = "、".join(one.label for one in grounds_of(PoolSide.UNIT))


class PoolForm(fields.DatedForm):
    """The pool of a draw: items, units and officers, how many are drawn, who is left out."""

    bases: ClassVar[dict[str, str]] = {
        "items": "GBF-2024-54",
        "by_rates": "GF-2019-5",
        "officers": "APL-2021:42.1",
    }
    title = forms.CharField(label="抽查任务名称", max_length=120)
    kind = fields.EnumField(DrawKind, label="抽查方式", initial=DrawKind.OWN)
    items = forms.MultipleChoiceField(
        label="本机关的抽查事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只列已经公布的权责清单中的行政检查事项。",
    )
    partners = fields.PairsField(
        label="参加部门及其事项",
        required=False,
        rows=3,
        help_text="联合抽查时填写，每行一个部门和它的事项，以空格分开，多个事项用顿号分开。",
    )
    visits_from = fields.DayField(label="检查期自")
    visits_until = fields.DayField(label="检查期至")
    sectors = forms.MultipleChoiceField(
        label="行业领域",
        choices=Sector.pairs(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选的列入全部行业领域。",
    )
    risk_classes = forms.MultipleChoiceField(
        label="风险等级",
        choices=RiskClass.pairs(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选的列入全部等级。",
    )
    excluded = fields.PairsField(
        label="不参加抽取的单位",
        required=False,
        help_text="每行填写统一社会信用代码、事由和具体情况，"
        "如“代码 停产停业期间：收文〔2025〕12号停产报告，检修至六月底”。"
        f"事由限于：{GROUNDS}。已登记停业或者注销的自动列入。",
    )
    units_to_draw = CountField(
        label="拟抽取家数", least=1, required=False, help_text="不分层的填写。"
    )
    by_rates = forms.BooleanField(
        label="按风险等级和信用类别分层，每层按下列比例抽取", required=False
    )
    officers = forms.MultipleChoiceField(label="执法检查人员", widget=forms.CheckboxSelectMultiple)
    left_out_ground = fields.EnumField(
        ExclusionGround,
        only=grounds_of(PoolSide.OFFICER),
        label="未列入人员的事由",
        required=False,
    )
    left_out_reason = forms.CharField(
        label="未列入人员的具体理由",
        required=False,
        max_length=200,
        help_text="公开，不写个人隐私。",
    )
    most_per_officer = CountField(
        label="每人最多承担家数", least=0, initial=0, help_text="零为不限制。"
    )
    most_per_pair = CountField(
        label="同一对人员一年最多搭配次数",
        least=0,
        initial=2,
        help_text="连同本年度以前的抽取计算，零为不限制。",
    )
    method = fields.EnumField(SeedMethod, label="种子确定方式", initial=SeedMethod.COMMITMENTS)
    contributors = fields.LinesField(
        label="提供方",
        required=False,
        initial="\n".join(CONTRIBUTORS),
        help_text="各方承诺后公开的，每行一方；次序固定，不得调换。",
    )
    event = forms.CharField(
        label="公开事件",
        required=False,
        max_length=120,
        help_text="采用公开事件的，写明全称和期次，如某日公开摇奖第几期。",
    )
    event_on = fields.DayField(label="公开事件日期", required=False)
    repeat_reason = forms.CharField(label="重新抽取的理由", required=False, max_length=400)

    def __init__(self, *args: Any, rates: Mapping[str, int], **rest: Any) -> None:
        super().__init__(*args, **rest)
        for kind, name, label in _rate_fields():
            least = 1 if kind is RiskClass else 0
            self.fields[name] = CountField(
                label=label, least=least, most=100, required=False, initial=rates.get(name)
            )
        order = list(self.fields)
        place = order.index("by_rates") + 1
        names = [name for _, name, _ in _rate_fields()]
        rest_of = [one for one in order if one not in names]
        self.order_fields([*rest_of[:place], *names, *rest_of[place:]])

    def offer(
        self,
        officers: Iterable[tuple[UUID, str]],
        items: Mapping[str, str],
        *,
        repeats: bool,
    ) -> None:
        """Offer officers (all chosen at first) and items; ask for a reason of a repetition."""
        choices = [(str(one), label) for one, label in officers]
        self._choose("officers", choices)
        former = self.initial.get("chosen")
        self.initial["officers"] = [one for one, _ in choices if former is None or one in former]
        self._choose("items", [(code, f"{code} {name}") for code, name in items.items()])
        if not repeats:
            del self.fields["repeat_reason"]

    def begin_with(self, former: Mapping[str, object]) -> None:
        """Begin with what a former draw said; ``chosen`` are the ids of its officers."""
        self.initial.update(former)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Want a number of units, or the rates."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("by_rates"):
            for _, name, _ in _rate_fields():
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, NO_RATE)
        elif data.get("units_to_draw") is None and "units_to_draw" not in self.errors:
            self.add_error("units_to_draw", NO_NUMBER)
        return data

    @property
    def scope(self) -> PoolScope:
        """Which units the pool covers."""
        data = self.cleaned_data
        return PoolScope(tuple(data["sectors"]), tuple(data["risk_classes"]))

    @property
    def chosen_officers(self) -> tuple[UUID, ...]:
        """The officers that were ticked."""
        return tuple(UUID(one) for one in self.cleaned_data["officers"])

    @property
    def named_partners(self) -> tuple[Partner, ...]:
        """The departments with their items."""
        marks = str.maketrans(dict.fromkeys(ITEM_MARKS, "\n"))
        found = []
        for name, items in self.cleaned_data["partners"]:
            lines = items.translate(marks).splitlines()
            found.append(Partner(name, tuple(one.strip() for one in lines if one.strip())))
        return tuple(found)

    @property
    def rates(self) -> Rates | None:
        """The rates, where the units are stratified."""
        if not self.cleaned_data["by_rates"]:
            return None
        data = self.cleaned_data
        return Rates(
            tuple((one.value, data[f"rate_{one.value}"]) for one in RiskClass),
            tuple((one.value, data[f"rate_{one.value}"]) for one in CreditStanding),
        )

    @property
    def seed_plan(self) -> SeedPlan:
        """How the seed will come about."""
        data = self.cleaned_data
        return SeedPlan(data["method"], data["contributors"], data["event"], data["event_on"])


def _rate_fields() -> list[tuple[type[RiskClass] | type[CreditStanding], str, str]]:
    risk = [(RiskClass, f"rate_{one.value}", f"{one.label}抽取比例（%）") for one in RiskClass]
    credit = [
        (CreditStanding, f"rate_{one.value}", f"{one.label}增加（百分点）")
        for one in CreditStanding
    ]
    return [*risk, *credit]


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
