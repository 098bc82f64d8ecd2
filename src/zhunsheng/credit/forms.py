"""Forms of credit records."""

from __future__ import annotations

from typing import Any

from django import forms

from zhunsheng.credit.choices import CreditClass
from zhunsheng.web import forms as fields
from zhunsheng.web import tables


class CreditFilter(tables.FilterForm):
    """What the list of records is narrowed to."""

    q = forms.CharField(label="当事人、文号", max_length=60)
    year = forms.IntegerField(label="决定年份", min_value=1990, max_value=2100)


class DatedForm(fields.ActForm):
    """A form of an act on a record; the day and its reason stand last."""

    on = fields.DayField(label="办理日期")
    late_reason = forms.CharField(
        label="补记理由",
        required=False,
        max_length=200,
        help_text="日期早于今天的，说明补记理由。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.order_fields([n for n in self.fields if n not in {"on", "late_reason"}])


class ClassForm(DatedForm):
    """The class that the bureau sets."""

    credit_class = fields.EnumField(
        CreditClass,
        only=(CreditClass.ORDINARY, CreditClass.SERIOUS, CreditClass.MINOR),
        label="类别",
    )
    reason = fields.NoteField(label="理由", max_length=400)


class RequestForm(DatedForm):
    """A request for repair."""

    promises = forms.BooleanField(label="当事人已作出公开信用承诺")
    note = fields.NoteField(label="说明", required=False, max_length=400)


class GrantForm(DatedForm):
    """A repair that is granted."""

    note = fields.NoteField(label="说明", required=False, max_length=400)


class RefusalForm(DatedForm):
    """A repair that is refused."""

    reason = fields.NoteField(label="理由", max_length=400)
