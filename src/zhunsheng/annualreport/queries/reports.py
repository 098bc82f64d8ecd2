"""Reads of compiled reports: the drafts, their text and figures, last year's beside."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts.records import OfBureau, Scope
from zhunsheng.annualreport import rules
from zhunsheng.annualreport.choices import ReportStep
from zhunsheng.annualreport.models import Report, ReportAct
from zhunsheng.annualreport.rules import Composed
from zhunsheng.annualreport.rules.manifest import text_of
from zhunsheng.kernel.figure import FigureUnit
from zhunsheng.statistics.rules import change_percent, shown


def reports(viewer: Scope) -> QuerySet[Report]:
    """Return the reports of the bureau without their manifests, the latest first."""
    rows: QuerySet[Report] = Report.objects.of(viewer).defer("manifest")
    return rows.order_by("-year", "-round")


def report(viewer: Scope, report_id: UUID) -> Report:
    """
    Return a report of the bureau.

    :raises Report.DoesNotExist: if the bureau has none of this id
    """
    row: Report = Report.objects.of(viewer).get(id=report_id)
    return row


def latest(viewer: Scope, year: int) -> Report | None:
    """Return the last draft of a year, or nothing."""
    return Report.objects.of(viewer).filter(year=year).order_by("-round").first()


def approved(viewer: Scope, year: int) -> Report | None:
    """Return the draft of a year that the head approved, the last one, or nothing."""
    rows = Report.objects.of(viewer).filter(year=year, acts__step=ReportStep.APPROVE.value)
    found: Report | None = rows.order_by("-round").first()
    return found


def acts(row: Report) -> QuerySet[ReportAct]:
    """Return what was done with a draft, in order."""
    rows: QuerySet[ReportAct] = ReportAct.objects.of(OfBureau(row.bureau_id)).filter(report=row)
    return rows.order_by("sequence")


def text(row: Report) -> Composed:
    """Return the text of a report."""
    return text_of(row.contents)


def plain_text(found: Composed) -> list[str]:
    """Return a text line by line, as it is printed."""
    parts = [one for part in found.parts for one in (part.heading, *(x.text for x in part.lines))]
    inner = [line.text for line in found.opening], parts, [line.text for line in found.closing]
    return [one for group in inner for one in group]


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A figure of a report as a table prints it."""

    key: str
    label: str
    text: str
    unit: str
    definition: str


def figure_lines(row: Report, found: Composed) -> tuple[StatedLine, ...]:
    """Return the figures that a text of the report prints, in their order; the manifest has all."""
    said = {run.figure for line in found.lines for run in line.runs}
    return tuple(
        StatedLine(
            key=one["key"],
            label=one["label"],
            text=shown(FigureUnit[one["unit"]], one["value"]),
            unit=FigureUnit[one["unit"]].value,
            definition=one["definition"],
        )
        for one in row.contents["figures"]
        if one["key"] in said
    )


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A figure of this year's report beside last year's, as a table prints them."""

    label: str
    unit: str
    last: str
    now: str
    difference: str
    percent: str


def compared(row: Report) -> tuple[Report | None, tuple[ComparedLine, ...]]:
    """Return last year's report, approved or the last draft, and its figures beside these."""
    own = OfBureau(row.bureau_id)
    last = approved(own, row.year - 1) or latest(own, row.year - 1)
    if last is None:
        return None, ()
    pairs = rules.compared(last.contents["figures"], row.contents["figures"])
    return last, tuple(
        ComparedLine(
            one.label,
            one.unit.value,
            shown(one.unit, one.last),
            shown(one.unit, one.now),
            f"{'+' if one.difference > 0 else ''}{shown(one.unit, one.difference)}",
            change_percent(one.last, one.difference),
        )
        for one in pairs
    )
