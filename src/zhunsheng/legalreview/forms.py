"""Filters of the pages of legal review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from zhunsheng.legalreview.choices import Outcome
from zhunsheng.legalreview.rules import defects
from zhunsheng.web import forms as fields
from zhunsheng.web import tables


class ReviewFilter(tables.FilterForm):
    """Filters of the list of reviews; the tab and what statistics link to stay beside them."""

    q = forms.CharField(label="案由、当事人")
    outcome = forms.ChoiceField(label="结论", choices=[("", "全部"), *Outcome.pairs()])
    code = forms.ChoiceField(label="问题", choices=())
    since = fields.DayField(label="自")
    until = fields.DayField(label="至")

    def __init__(self, *args: object, **kwargs: object) -> None:
        named = [(kind.code, f"{kind.code} {kind.label}") for kind in defects().values()]
        self.base_fields["code"].choices = [("", "全部"), *named]  # type: ignore[attr-defined]  # a choice field
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # the address


class PeriodFilter(tables.FilterForm):
    """The period of the statistics."""

    since = fields.DayField(label="自")
    until = fields.DayField(label="至")


class AssignForm(fields.ActForm):
    """Which reviewer a review is given to."""

    to = forms.TypedChoiceField(label="审核人", coerce=UUID)

    def __init__(
        self, *args: Any, reviewers: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", fields.EMPTY_CHOICE), *reviewers]  # type: ignore[attr-defined]  # a choice field
