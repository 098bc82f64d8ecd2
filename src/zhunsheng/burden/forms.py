"""Forms of burden: the caps that a bureau publishes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from zhunsheng.burden.rules import NoticeDraft
from zhunsheng.burden.rules.frequency import MOST
from zhunsheng.web import forms as fields

LIMIT = "limit_"


class NoticeForm(fields.ActForm):
    """Caps for the classes of enterprises; a class that is left empty follows the general one."""

    title = forms.CharField(label="公布文件", max_length=120)
    number = forms.CharField(label="文号", max_length=60, required=False)
    year = forms.IntegerField(label="适用年度", min_value=2025, max_value=2100)

    def __init__(self, *args: object, labels: Mapping[str, str], **rest: object) -> None:
        super().__init__(*args, **rest)
        for key, label in labels.items():
            self.fields[f"{LIMIT}{key}"] = forms.IntegerField(
                label=label, min_value=1, max_value=MOST, required=False
            )


def draft_of(data: Mapping[str, Any]) -> NoticeDraft:
    """Return the notice that a valid form holds; classes that were left empty are left out."""
    limits = {
        name.removeprefix(LIMIT): most
        for name, most in data.items()
        if name.startswith(LIMIT) and most is not None
    }
    return NoticeDraft(data["title"], data["number"], data["year"], limits)
