"""Forms of the annual report: compile, publish, verify a file."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from zhunsheng.web import forms as fields

LARGEST = 20 * 1024 * 1024
TOO_LARGE = "文件超过20兆字节。请选择系统导出的数字清单文件。"
GUIDE = (
    "可以留空，留空的在报告中保留方括号提示。"
    "数字请写成占位，如 {figure:inspection.visits}，各数字的占位见“统计”。"
)


class CompileForm(fields.ActForm):
    """Of which year, on which day the figures are taken, what the office adds."""

    bases: ClassVar[dict[str, str]] = {
        "as_of": "PARTY-2019-28:25",
        "first_person": "DUTY-2016",
    }

    year = forms.IntegerField(label="报告年度", min_value=2018, max_value=2100)
    as_of = fields.DayField(label="数据截至")
    note = forms.CharField(label="标题下的说明", max_length=300, required=False)
    achievements = fields.NoteField(
        label="第一部分补充", required=False, help_text=GUIDE, max_length=20_000
    )
    shortcomings = fields.NoteField(
        label="第二部分补充：不足和原因", required=False, help_text=GUIDE, max_length=20_000
    )
    first_person = fields.NoteField(
        label="第三部分：主要负责人履行第一责任人职责",
        required=False,
        help_text=GUIDE,
        max_length=20_000,
        rows=6,
    )
    next_year = fields.NoteField(
        label="第四部分补充：下一年度安排", required=False, help_text=GUIDE, max_length=20_000
    )


class PublishForm(fields.ActForm):
    """Where the report is published."""

    bases: ClassVar[dict[str, str]] = {"place": "PARTY-2019-28:24"}

    place = forms.CharField(label="公开平台", max_length=120, initial="本机关门户网站")


class VerifyForm(fields.ActForm):
    """A file of figures to be counted again."""

    file = forms.FileField(label="数字清单文件（figures.json）")

    def clean_file(self) -> object:
        """Refuse a file that no export can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file
