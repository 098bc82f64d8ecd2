"""The filter of statistics: period, day of the statistics, and what figures are cut by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms

from zhunsheng.accounts.choices import Dimension
from zhunsheng.statistics.choices import PeriodPart
from zhunsheng.statistics.queries import Choices, Cut
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

BACKWARDS: Final = "结束日期早于开始日期。请改正后再查看。"
NOT_BEGUN: Final = "所选期间在数据截至日期（{as_of}）以后才开始。请改选期间或者数据截至日期。"
AHEAD: Final = "数据截至日期晚于今天（{today}）。请选择今天或者以前的日期。"
HALF: Final = "开始日期和结束日期应当同时填写。"


class YearFilter(tables.FilterForm):
    """Of which year, on which day the figures are taken, and what they are cut by."""

    year = forms.TypedChoiceField(label="年度", coerce=int, empty_value=None)
    as_of = fields.DayField(label="数据截至")
    street = forms.TypedChoiceField(label="街道（镇）", coerce=UUID, empty_value=None)
    sector = forms.ChoiceField(label="行业领域")
    officer = forms.TypedChoiceField(label="办理人员", coerce=UUID, empty_value=None)
    campaign = forms.ChoiceField(label="专项行动")

    def __init__(self, data: Any, *, years: Iterable[int], cuts: Choices, today: date) -> None:  # noqa: ANN401  # a QueryDict
        self.today = today
        self.choices = {
            "street": cuts.streets,
            "sector": cuts.sectors,
            "officer": cuts.officers,
            "campaign": cuts.campaigns,
        }
        offered = {name: [("", tables.ANY), *rows] for name, rows in self.choices.items()}
        offered["year"] = [(str(year), f"{year}年") for year in years]
        for name, rows in offered.items():
            self.base_fields[name].choices = rows  # type: ignore[attr-defined]  # a choice field
        super().__init__(data)

    def clean_as_of(self) -> date | None:
        """Refuse a day that is still to come: what happens until then is not known."""
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > self.today:
            raise forms.ValidationError(AHEAD.format(today=self.today.isoformat()))
        return day

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """What figures are cut by."""
        return tuple(
            Cut(dimension, self.chosen[name], dict(self.choices[name])[str(self.chosen[name])])
            for dimension in Dimension
            if (name := dimension.value.lower()) in self.chosen
        )


class PeriodFilter(YearFilter):
    """The same of a part of a year, or of free days."""

    field_order = ("year", "part", "since", "until")

    part = fields.EnumField(
        PeriodPart,
        only=[one for one in PeriodPart if one is not PeriodPart.YEAR],
        label="季度、月份",
    )
    since = fields.DayField(label="自选开始日期")
    until = fields.DayField(label="自选结束日期")

    def clean(self) -> dict[str, Any]:
        """Ask for both free days, in their order."""
        said: dict[str, Any] = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if bool(since) is not bool(until):
            self.add_error("until" if since else "since", HALF)
        if since and until and until < since:
            self.add_error("until", BACKWARDS)
        return said


class SubmitForm(fields.ActForm):
    """On which day the figures are taken, and whether an empty return is meant."""

    bases: ClassVar[dict[str, str]] = {"as_of": "GBF-2018-118"}

    as_of = fields.DayField(label="数据截至")
    nil_confirmed = forms.BooleanField(
        label="确认零报告",
        required=False,
        help_text="各项指标均为零时勾选，表示已经核实确无记录。",
    )


class ExplainForm(fields.ActForm):
    """Why the return of a period was not handed in."""

    reason = fields.NoteField(label="未报送的原因", max_length=400)


class CorrectForm(SubmitForm):
    """Why the numbers changed."""

    reason = fields.NoteField(label="更正理由", max_length=400)
