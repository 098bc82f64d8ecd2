"""What every form of a measure's act has: the day and the time, and why it is entered later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from zhunsheng.compulsion.queries import MeasureFile
from zhunsheng.kernel.act import SHANGHAI, Act
from zhunsheng.web import forms as fields

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What a form is filled and limited by: the clock, the people, the measure."""

    now: datetime
    file: MeasureFile | None = None
    officers: Choices = ()
    left_out: str = ""
    heads: Choices = ()
    orders: Choices = ()
    scans: Choices = ()
    outcomes: Choices = ()


class StepForm(fields.DatedForm):
    """A form of one step; ``values`` are what the act takes beside day and time."""

    people: ClassVar[dict[str, str]] = {}
    #: Fields that stand before all others.
    leading: ClassVar[tuple[str, ...]] = ()

    at_the_end: ClassVar[tuple[str, ...]] = ("on", "time", "late_reason")

    time = fields.TimeField("办理时间", hint="按小时计算的期限以实际时间为准。")

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        now = known.now.astimezone(SHANGHAI)
        start = {"on": now.date(), "time": now.strftime("%H:%M"), **self.starting(known)}
        kwargs["initial"] = {**start, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name, source in self.people.items():
            note = known.left_out if source == "officers" else ""
            fields.offer(self.fields[name], getattr(known, source), note)
        self.order_fields(self.leading)

    def starting(self, known: Known) -> dict[str, object]:
        """Return what the record knows already."""
        return {}

    def done_at_once(self, on: date) -> None:
        """Ask neither for day nor time: the hours run from the entry."""
        super().done_at_once(on)
        del self.fields["time"]

    def at(self, ctx: Act) -> datetime:
        """Return the instant that was typed, or that of the entry where nothing is typed."""
        if self.done_on:
            return ctx.at
        return fields.instant_of(self.cleaned_data["on"], self.cleaned_data["time"])

    @property
    def values(self) -> dict[str, object]:
        """What the act takes beside the day and the time; nothing by default."""
        return {}
