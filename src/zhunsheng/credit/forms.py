"""Forms of credit records."""

from __future__ import annotations

from django import forms

from zhunsheng.credit.choices import CreditClass
from zhunsheng.web import forms as fields
from zhunsheng.web import tables


class CreditFilter(tables.FilterForm):
    """What the list of records is narrowed to."""

    q = forms.CharField(label="当事人、文号", max_length=60)
    year = forms.IntegerField(label="决定年份", min_value=1990, max_value=2100)


class ClassForm(fields.DatedForm):
    """The class that the bureau sets."""

    credit_class = fields.EnumField(
        CreditClass,
        only=(CreditClass.ORDINARY, CreditClass.SERIOUS, CreditClass.MINOR),
        label="类别",
    )
    reason = fields.NoteField(label="理由", max_length=400)


class RequestForm(fields.DatedForm):
    """A request for repair."""

    promises = forms.BooleanField(label="当事人已作出公开信用承诺")
    note = fields.NoteField(label="说明", required=False, max_length=400)


class GrantForm(fields.DatedForm):
    """A repair that is granted."""

    note = fields.NoteField(label="说明", required=False, max_length=400)


class RefusalForm(fields.DatedForm):
    """A repair that is refused."""

    reason = fields.NoteField(label="理由", max_length=400)
