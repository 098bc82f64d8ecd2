"""The ten figures of a head's first screen: each number is the count of rows that it opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.annualreport import queries as annualreport
from zhunsheng.burden import queries as burden
from zhunsheng.cases import queries as cases
from zhunsheng.desk import rules
from zhunsheng.desk.choices import Headed, Heading, Phrase
from zhunsheng.desk.rules import Line
from zhunsheng.hazards import queries as hazards
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Row
from zhunsheng.planning import queries as planning
from zhunsheng.registry import queries as registry
from zhunsheng.remedies import queries as remedies
from zhunsheng.remedies.choices import RemedyKind, RemedyScope
from zhunsheng.visitcode import queries as visitcode
from zhunsheng.web.linked import linked_rows

Rows = Sequence[Row]

#: The first day of which the program knows rules and holidays.
EVER: Final = date(2018, 1, 1)
#: Rooms whose terms are those of a case, or of a measure that was taken for one.
OF_CASES: Final = ("cases.", "compulsion.", "inquiry.", "execution.", "legalreview.")
#: As many further visits as an enterprise near its cap may have.
NEAR: Final = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a headline, and the rows that it counts: one each."""

    head: Headed
    rows: Rows

    @property
    def value(self) -> int:
        """The number."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the ten figures: its numbers, and what else is to be said of it."""

    heading: Heading
    counts: tuple[Counted, ...] = ()
    note: str = ""


def headlines(
    viewer: Viewer, lines: Iterable[Line], *, year: int, on: date
) -> tuple[Headline, ...]:
    """
    Return the ten figures as they stand on a day, those of a year for the year.

    There is no total of fines and no ranking among them. Where no room keeps the records yet, the
    note says so and there is no number.
    """
    known = tuple(lines)
    return (
        Headline(Heading.ACCIDENTS, note=Phrase.NO_ACCIDENTS.label),
        Headline(Heading.HAZARDS, _hazards(viewer, on)),
        _plan(viewer, year, on),
        Headline(Heading.ORDERS, (Counted(Headed.ORDERS_LATE, _late_orders(viewer, on)),)),
        Headline(Heading.CASES, _cases(viewer, known, on)),
        Headline(Heading.MINE, (Counted(Headed.MINE, _mine(viewer, known)),)),
        Headline(Heading.PUBLICATION, _unpublished(known)),
        _burden(viewer, year, on),
        _supervision(viewer, known, year, on),
        _remedies(viewer, known, on),
    )


def counted(found: Iterable[Headline], head: Headed) -> Counted:
    """Return one number of the headlines."""
    return next(one for line in found for one in line.counts if one.head is head)


def _hazards(viewer: Viewer, on: date) -> tuple[Counted, ...]:
    found = inspections.open_major_findings(viewer)
    rows = linked_rows(
        "inspection.inspectionfinding",
        "inspection:detail",
        ((one.id, one.inspection_id, one.inspection.entity.name, one.description) for one in found),
    )
    return (
        Counted(Headed.HAZARDS_OPEN, rows),
        Counted(Headed.HAZARDS_LISTED, hazards.standing_rows(viewer, on)),
        Counted(Headed.HAZARDS_LATE, hazards.late_rows(viewer, EVER, on, on)),
    )


def _plan(viewer: Viewer, year: int, on: date) -> Headline:
    progress = planning.progress(viewer, year)
    note = Phrase.NO_PLAN.label
    if progress.planned_units:
        note = Phrase.PLAN_REACHED.label.format(
            year=year, percent=progress.percent, planned=progress.planned_units
        )
    counts = (
        Counted(Headed.PLAN_VISITED, progress.unit_rows),
        Counted(Headed.PLAN_UNVISITED, planning.unvisited_rows(progress)),
    )
    return Headline(Heading.PLAN, counts, note)


def _late_orders(viewer: Viewer, on: date) -> Rows:
    return linked_rows(
        "inspection.rectificationorder",
        "inspection:detail",
        (
            (one.order.id, one.inspection_id, one.term_ends_on.isoformat(), one.entity_name)
            for one in inspections.due_reinspections(viewer, on)
            if one.term_ends_on < on
        ),
    )


def _cases(viewer: Viewer, lines: tuple[Line, ...], on: date) -> tuple[Counted, ...]:
    near = (line for line in rules.at_risk(lines) if line.duty.key.startswith(OF_CASES))
    return (
        Counted(Headed.CASES_OPEN, cases.open_rows(viewer, on)),
        Counted(Headed.CASES_NEAR, _of_lines(near)),
    )


def _mine(viewer: Viewer, lines: tuple[Line, ...]) -> Rows:
    return _of_lines(rules.split(lines, viewer.by.roles)[0])


def _unpublished(lines: tuple[Line, ...]) -> tuple[Counted, ...]:
    due = [line for line in lines if line.duty.key.startswith("publication.publish:")]
    return (
        Counted(Headed.PUBLICATION_DUE, _of_lines(due)),
        Counted(Headed.PUBLICATION_LATE, _of_lines(line for line in due if line.is_overdue)),
    )


def _burden(viewer: Viewer, year: int, on: date) -> Headline:
    borne = burden.borne(viewer, year=year, on=on)
    near = [one for one, held in borne.items() if held.left is not None and held.left <= NEAR]
    named = registry.entities_by_ids(viewer, near)
    since, until = date(year, 1, 1), min(date(year, 12, 31), on)
    visits = inspections.visit_rows(viewer, since, until)
    shown = visitcode.inspection_entry_rows(viewer, since, until)
    percent = rules.percent(len(shown), len(visits))
    note = Phrase.SCANNED.label.format(year=year, percent=percent) if visits else ""
    rows = linked_rows(
        "registry.businessentity",
        "burden:meter",
        ((one, one, named[one].name) for one in sorted(near, key=lambda one: named[one].name)),
    )
    counts = (
        Counted(Headed.NEAR_CAP, rows),
        Counted(Headed.SCANNED, shown),
        Counted(Headed.VISITS, visits),
    )
    return Headline(Heading.BURDEN, counts, note)


def _supervision(viewer: Viewer, lines: tuple[Line, ...], year: int, on: date) -> Headline:
    until = min(date(year, 12, 31), on)
    tips = inspections.visit_rows(viewer, date(year, 1, 1), until, BasisKind.TIP)
    late = (line for line in lines if line.is_overdue and line.duty.key.startswith("jointwork."))
    counts = (
        Counted(Headed.SUPERVISION_LATE, _of_lines(late)),
        Counted(Headed.TIP_VISITS, tips),
    )
    return Headline(Heading.SUPERVISION, counts, Phrase.NO_TIPS.label.format(year=year))


def _remedies(viewer: Viewer, lines: tuple[Line, ...], on: date) -> Headline:
    open_ones = list(remedies.remedies(viewer, remedies.RemedyFilters(scope=RemedyScope.OPEN)))
    pairs = (
        (Headed.RECONSIDERATIONS, RemedyKind.RECONSIDERATION),
        (Headed.SUITS, RemedyKind.LITIGATION),
    )
    counts = tuple(
        Counted(
            head,
            linked_rows(
                "remedies.remedy",
                "remedies:detail",
                (
                    (one.id, one.id, one.number, one.applicant)
                    for one in open_ones
                    if one.kind == kind.value
                ),
            ),
        )
        for head, kind in pairs
    )
    return Headline(Heading.REMEDIES, counts, _next_duty(viewer, on))


def _next_duty(viewer: Viewer, on: date) -> str:
    """Return what the first responsible person has to see to next: the yearly report."""
    for one in annualreport.duties(viewer, on):
        day = one.due_on.isoformat() if one.due_on else Phrase.NO_DAY.label
        return Phrase.NEXT_DUTY.label.format(label=one.label, day=day)
    return ""


def _of_lines(lines: Iterable[Line]) -> Rows:
    return tuple(
        Row(
            key=line.duty.key,
            label=f"{line.duty.label} {line.duty.subject}",
            url=line.duty.url,
        )
        for line in lines
    )
