"""What every form of a measure's act has: the day and the time, and why it is entered later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from zhunsheng.compulsion.queries import MeasureFile
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.web import forms as fields

Choices = Sequence[tuple[str, str]]
LATE_HINT = "办理日期早于今天的，说明补记理由。"


@dataclass(frozen=True, slots=True)
class Known:
    """What a form is filled and limited by: the clock, the people, the measure."""

    now: datetime
    file: MeasureFile | None = None
    officers: Choices = ()
    heads: Choices = ()


def time_field(label: str, *, hint: str = "") -> forms.TimeField:
    """Return a time of day, to the minute."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, help_text=hint)


def moment_of(day: date, at: time) -> datetime:
    """Return the instant of a day and a time in China."""
    return datetime.combine(day, at, tzinfo=SHANGHAI)


class StepForm(fields.ActForm):
    """A form of one step; ``values`` are what the act takes beside day and time."""

    people: ClassVar[dict[str, str]] = {}
    #: Fields that stand before all others.
    leading: ClassVar[tuple[str, ...]] = ()

    on = fields.DayField(label="办理日期")
    time = time_field("办理时间", hint="按小时计算的期限以实际时间为准。")
    late_reason = forms.CharField(
        label="补记理由", required=False, max_length=200, help_text=LATE_HINT
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        now = known.now.astimezone(SHANGHAI)
        start = {"on": now.date(), "time": now.strftime("%H:%M"), **self.starting(known)}
        kwargs["initial"] = {**start, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name, source in self.people.items():
            cast(forms.ChoiceField, self.fields[name]).choices = list(getattr(known, source))
        last = {"on", "time", "late_reason"}
        self.order_fields([*self.leading, *(name for name in self.fields if name not in last)])

    def starting(self, known: Known) -> dict[str, object]:
        """Return what the record knows already."""
        return {}

    @property
    def at(self) -> datetime:
        """The instant that was typed."""
        return moment_of(self.cleaned_data["on"], self.cleaned_data["time"])

    @property
    def values(self) -> dict[str, object]:
        """What the act takes beside the day and the time; nothing by default."""
        return {}


class UuidChoices(forms.TypedMultipleChoiceField):
    """Several records by their ids."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(coerce=UUID, label=label, help_text=help_text)
