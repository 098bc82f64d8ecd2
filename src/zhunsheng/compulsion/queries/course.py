"""What became of a measure: its acts, its term, its stage; computed from the acts alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.compulsion import rules
from zhunsheng.compulsion.choices import MeasureKind, MeasureStage
from zhunsheng.compulsion.models import Measure, MeasureAct
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import hours_after
from zhunsheng.lawbook import queries as lawbook

ENDS = ("handling", "restoration", "abandonment")


@dataclass(frozen=True, slots=True)
class Course:
    """A measure, the jurisdiction of its bureau, and the steps that were taken, in order."""

    measure: Measure
    place: str
    acts: tuple[MeasureAct, ...] = ()

    def parameter(self, key: str, on: date) -> lawbook.ParameterValue:
        """Return a number of the law as it holds for the bureau on a day."""
        return lawbook.parameter(key, on=on, jurisdiction=self.place)

    def last(self, step: str) -> MeasureAct | None:
        """Return the last act of a step."""
        return next((act for act in reversed(self.acts) if act.step == step), None)

    @property
    def kind(self) -> MeasureKind:
        """The kind of the measure."""
        return MeasureKind(self.measure.kind)

    @property
    def executed(self) -> MeasureAct | None:
        """The act on the spot."""
        return self.last("execution")

    @property
    def executed_at(self) -> datetime | None:
        """The instant at which the measure was taken."""
        return self.executed.at if self.executed else None

    @property
    def begun_at(self) -> datetime | None:
        """The instant of the urgent record, if the measure began with one."""
        begun = self.last("urgent_start")
        return begun.at if begun else None

    @property
    def urgent_until(self) -> datetime | None:
        """The instant until which what began in an urgency is taken; none where it was."""
        if self.begun_at is None or self.executed is not None:
            return None
        on = self.acts[0].on
        return hours_after(instant=self.begun_at, hours=self.report_hours(on))

    @property
    def confirmed(self) -> MeasureAct | None:
        """The last act by which the chief said yes to a cut."""
        return self.last("confirmation") or self.last("approval")

    @property
    def ended(self) -> MeasureAct | None:
        """The act that ended the measure, if there is one."""
        return next((act for act in self.acts if act.step in ENDS), None)

    @property
    def approved(self) -> MeasureAct | None:
        """The approval, before or after."""
        return self.last("approval") or self.last("late_approval")

    @property
    def tests(self) -> tuple[rules.TestPeriod, ...]:
        """The days of tests: as they were told, or shorter where one ended before."""
        periods: list[rules.TestPeriod] = []
        for act in self.acts:
            if act.step == "testing":
                told = act.contents
                first, last = date.fromisoformat(told["first"]), date.fromisoformat(told["last"])
                periods.append(rules.TestPeriod(first, last))
            elif act.step == "testing_result" and periods:
                end = min(periods[-1].last, act.on)
                periods[-1] = rules.TestPeriod(periods[-1].first, end)
        return tuple(periods)

    def is_tested(self, on: date) -> bool:
        """Return whether a test is running on the day and its end was not entered."""
        steps = [act for act in self.acts if act.step in {"testing", "testing_result"}]
        if not steps or steps[-1].step == "testing_result":
            return False
        return on <= self.tests[-1].last

    @property
    def extension_days(self) -> int:
        """By how many days the term was extended."""
        extended = self.last("extension")
        return int(extended.contents["days"]) if extended else 0

    @property
    def days_before(self) -> int:
        """How many days earlier measures of the matter held these things: one term is theirs."""
        return int(self.executed.contents.get("days_before", 0)) if self.executed else 0

    @property
    def due_on(self) -> date | None:
        """The last day of sealing or seizing; none before it was done, and none for a cut."""
        if not self.kind.seals or self.executed is None:
            return None
        day = self.executed.on
        limit = self.parameter("compulsion.seizure_limit", day).integer()
        days = limit + self.extension_days - self.days_before
        return rules.term_end(day, days, self.tests)

    @property
    def term_basis(self) -> Citation:
        """The article that limits sealing and seizing, by the law of the day."""
        day = self.executed.on if self.executed else self.acts[0].on
        return self.parameter("compulsion.seizure_limit", day).basis

    @property
    def approval_due_at(self) -> datetime | None:
        """The instant until which an urgent measure is approved; none where it was, or need not."""
        if not self.measure.urgent or not self.kind.seals or self.executed is None:
            return None
        return hours_after(instant=self.executed.at, hours=self.report_hours(self.executed.on))

    def report_hours(self, on: date) -> int:
        """Return the hours to report an urgent measure: by the law of its day, else of ``on``."""
        day = self.executed.on if self.executed else on
        return self.parameter("compulsion.urgent_report", day).integer()

    def stage(self, on: date) -> MeasureStage:
        """Return where the measure stands on a day."""
        if self.ended is not None:
            gone = self.ended.step == "abandonment"
            return MeasureStage.ABANDONED if gone else MeasureStage.ENDED
        if self.executed is None:
            if self.begun_at is not None:
                return MeasureStage.BEGUN
            return MeasureStage.APPROVED if self.approved else MeasureStage.REQUESTED
        if self.due_on is not None and on > self.due_on:
            return MeasureStage.LAPSED
        if self.approval_due_at is not None and self.approved is None:
            return MeasureStage.UNAPPROVED
        return MeasureStage.IN_FORCE


def courses(scope: Scope, measures: Iterable[Measure]) -> tuple[Course, ...]:
    """Return the courses of measures in their order."""
    found, place = tuple(measures), accounts.bureau(scope).jurisdiction
    acts: dict[UUID, list[MeasureAct]] = {one.id: [] for one in found}
    rows = MeasureAct.objects.of(scope).filter(measure_id__in=list(acts))
    for act in rows.order_by("measure_id", "sequence"):
        acts[act.measure_id].append(act)
    return tuple(Course(one, place, tuple(acts[one.id])) for one in found)
