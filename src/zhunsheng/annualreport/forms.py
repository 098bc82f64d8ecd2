"""Forms of the annual report: write, compile, approve, hand in, publish, verify a file."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from zhunsheng.annualreport.choices import BlockState, ReportReceiver
from zhunsheng.web import forms as fields

FIRST_YEAR, LAST_YEAR = 2018, 2100
LARGEST = 20 * 1024 * 1024
TOO_LARGE = "文件超过20兆字节。请选择系统导出的数字清单文件。"
EMPTY = "写入报告的文字不能为空。不写入的，请选择“不写入报告”。"
HINT = (
    "数字写成占位，如 {figure:inspection.visits}，从“数字”一栏插入，汉字数字也不直接写；"
    "日期、文号可以直接写。"
)
NOTE_HINT = "印在标题下；不写统计数字，汉字数字、百分比也不写，日期、文号可以写。"


class CompileForm(fields.ActForm):
    """Of which year, and on which day the figures are taken."""

    bases: ClassVar[dict[str, str]] = {"as_of": "PARTY-2019-28:25"}

    year = forms.IntegerField(label="报告年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    as_of = fields.DayField(label="数据截至")
    note = forms.CharField(
        label="标题下的说明", max_length=300, required=False, help_text=NOTE_HINT
    )


class BlockForm(fields.ActForm):
    """A block of the text as the office wants it."""

    text = fields.NoteField(
        label="文字", required=False, help_text=HINT, max_length=20_000, rows=12
    )
    state = forms.ChoiceField(
        label="是否写入", choices=BlockState.pairs(), widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, object]:
        """Refuse an empty text that is to stand in the report."""
        data: dict[str, object] = super().clean() or self.cleaned_data
        stands = data.get("state") not in (None, BlockState.LEFT_OUT.value)
        if stands and not str(data.get("text", "")).strip():
            self.add_error("text", EMPTY)
        return data


class CommentForm(fields.ActForm):
    """A comment on a block."""

    text = fields.NoteField(label="批注", max_length=2_000, rows=2)


class SubmitForm(fields.ActForm):
    """Nothing is asked: what is stored is submitted or approved."""


class ReturnForm(fields.ActForm):
    """What is to be changed."""

    reason = fields.NoteField(label="修改意见", max_length=2_000, rows=4)


class HandInForm(fields.DatedForm):
    """To whom, on which day, and the receipt."""

    bases: ClassVar[dict[str, str]] = {"receiver": "PARTY-2019-28:24"}

    receiver = forms.ChoiceField(label="受文机关", choices=ReportReceiver.pairs())
    receipt = forms.CharField(label="回执：收文编号或者签收人", max_length=120)
    reason = fields.NoteField(
        label="更正的理由",
        required=False,
        max_length=400,
        rows=2,
        help_text="以前各稿已经向该机关报送的，写明改了什么、为什么改；首次报送不填。",
    )


class PublishForm(fields.ActForm):
    """Where the report is published; where it takes the place of another one, why."""

    bases: ClassVar[dict[str, str]] = {"place": "PARTY-2019-28:24", "reason": "OGD-2019:26"}

    place = forms.CharField(label="公开平台", max_length=120, initial="本机关门户网站")
    reason = fields.NoteField(
        label="更正的理由",
        max_length=400,
        rows=2,
        help_text="写明改了什么、为什么改。公开本稿时撤回原稿，理由向社会公开。",
    )

    def __init__(self, *args: Any, replaces: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not replaces:
            del self.fields["reason"]


class VerifyForm(fields.ActForm):
    """A file of figures to be counted again."""

    file = forms.FileField(label="数字清单文件（figures.json）")

    def clean_file(self) -> object:
        """Refuse a file that no export can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file
