"""The filter of statistics: year and day of the statistics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from zhunsheng.web import forms as fields
from zhunsheng.web import tables


class PeriodFilter(tables.FilterForm):
    """Of which year, and on which day the figures are taken."""

    year = forms.TypedChoiceField(label="年度", coerce=int, empty_value=None)
    as_of = fields.DayField(label="数据截至")

    def __init__(self, data: Any, *, years: Iterable[int]) -> None:  # noqa: ANN401  # a QueryDict
        choices = [(str(year), f"{year}年") for year in years]
        self.base_fields["year"].choices = choices  # type: ignore[attr-defined]  # a choice field
        super().__init__(data)
