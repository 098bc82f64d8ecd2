"""Forms of documents: filters, reserving and voiding a number."""

from django import forms

from zhunsheng.documents import queries
from zhunsheng.web.forms import ActForm
from zhunsheng.web.tables import FilterForm


def _kinds() -> list[tuple[str, str]]:
    return [(kind.key, kind.title) for kind in queries.kinds().values()]


def _kinds_or_all() -> list[tuple[str, str]]:
    return [("", "全部"), *_kinds()]


class DocumentFilter(FilterForm):
    """The kind and the year of the documents that a list shows."""

    kind = forms.ChoiceField(label="文书种类", choices=_kinds_or_all)
    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)


class ReserveForm(ActForm):
    """For which kind the next number is set aside."""

    kind = forms.ChoiceField(label="文书种类", choices=_kinds)


class VoidForm(ActForm):
    """Why a reserved number is given up."""

    reason = forms.CharField(
        label="作废原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
