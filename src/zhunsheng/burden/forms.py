"""Forms of burden: the caps that a bureau publishes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from zhunsheng.burden.rules import NoticeDraft
from zhunsheng.burden.rules.frequency import MOST
from zhunsheng.web import forms as fields
from zhunsheng.web import uploads

LIMIT = "limit_"
UPSIDE_DOWN = "结束日期早于开始日期。请核对后改正。"


class NoticeForm(fields.ActForm):
    """Caps for the classes of enterprises; a class that is left empty follows the general one."""

    title = forms.CharField(label="公布文件", max_length=120)
    number = forms.CharField(label="文号", max_length=60, required=False)
    year = forms.IntegerField(label="适用年度", min_value=2025, max_value=2100)
    reason = forms.CharField(
        label="提高上限的理由",
        max_length=400,
        required=False,
        help_text="提高或者取消已经公布的上限的必须填写，和变化一并显示。",
    )

    def __init__(self, *args: object, labels: Mapping[str, str], **rest: object) -> None:
        super().__init__(*args, **rest)
        for key, label in labels.items():
            self.fields[f"{LIMIT}{key}"] = forms.IntegerField(
                label=label, min_value=1, max_value=MOST, required=False
            )


class JointForm(uploads.UploadForm):
    """What is due to several departments, and within which days and forces it is planned."""

    title = forms.CharField(label="名称", max_length=120)
    first = fields.DayField(label="开始日期")
    last = fields.DayField(label="结束日期")
    capacity = forms.IntegerField(
        label="每部门每日可检查家数",
        min_value=1,
        max_value=200,
        initial=4,
        help_text="按每个部门每日能派出的执法人员和车辆填写。",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            self.add_error("last", UPSIDE_DOWN)
        return self.cleaned_data


def draft_of(data: Mapping[str, Any]) -> NoticeDraft:
    """Return the notice that a valid form holds; classes that were left empty are left out."""
    limits = {
        name.removeprefix(LIMIT): most
        for name, most in data.items()
        if name.startswith(LIMIT) and most is not None
    }
    return NoticeDraft(data["title"], data["number"], data["year"], limits, data["reason"])
