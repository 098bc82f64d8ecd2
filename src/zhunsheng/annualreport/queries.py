"""Reads of annual reports, and the check of a manifest against the open database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.annualreport import rules
from zhunsheng.annualreport.choices import COMPILERS, Phrase
from zhunsheng.annualreport.models import Report
from zhunsheng.annualreport.rules import BadManifest, Composed, Disagreement, Manifest, ReportFacts
from zhunsheng.annualreport.rules.acts import TERM
from zhunsheng.annualreport.rules.manifest import text_of
from zhunsheng.kernel.act import Actor, ActorKind, Viewer
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.figure import Figure, FigureUnit
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.statistics import queries as statistics
from zhunsheng.statistics.rules import shown

__all__ = ["BadManifest", "Disagreement", "duties", "report", "reports", "text", "verify"]

ROLES = frozenset(role.value for role in COMPILERS)


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


def text(row: Report) -> Composed:
    """Return the text of a report."""
    return text_of(row.contents)


def plain_text(row: Report) -> list[str]:
    """Return the text of a report line by line, as it is printed."""
    found = text(row)
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


def figure_lines(row: Report) -> tuple[StatedLine, ...]:
    """Return the figures that a report states, in their order."""
    return tuple(
        StatedLine(
            key=one["key"],
            label=one["label"],
            text=shown(FigureUnit[one["unit"]], one["value"]),
            unit=FigureUnit[one["unit"]].value,
            definition=one["definition"],
        )
        for one in row.contents["figures"]
    )


def publication_day(year: int, jurisdiction: str) -> date:
    """Return the last day on which the report of a year is published in time."""
    return _day_before("report.publication", year, jurisdiction)


def submission_day(year: int, jurisdiction: str) -> date:
    """Return the last day on which the report of a year is handed in in time."""
    return _day_before("report.submission", year, jurisdiction)


def _day_before(key: str, year: int, jurisdiction: str) -> date:
    """The law says "before" a day of the next year: the last day is the one ahead of it."""
    value = lawbook.parameter(key, on=date(year + 1, 1, 1), jurisdiction=jurisdiction)
    day = date(year + 1, value.integer("month"), value.integer("day"))
    return day - timedelta(days=1)


def facts_of(
    viewer: Scope, *, year: int, on: date, as_of: date | None = None, row: Report | None = None
) -> ReportFacts:
    """Return what the rules look at of a year's report; of one draft where it is given."""
    drafts = Report.objects.of(viewer).filter(year=year).order_by("round")
    acts = [
        DoneAct("compile", day, n)
        for n, day in enumerate(drafts.values_list("compiled_on", flat=True), start=1)
    ]
    out = publication.published(viewer).filter(
        kind=PublicationKind.REPORT.value, subject_id__in=drafts.values("id")
    )
    acts += [
        DoneAct("publish", day, len(acts) + n)
        for n, day in enumerate(out.values_list("published_on", flat=True), start=1)
    ]
    hints = text(row).open_hints if row is not None else 0
    return ReportFacts(tuple(acts), year, as_of, on, hints)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return whether last year's report is to be compiled or published; derived, never stored."""
    year = on.year - 1
    place = accounts.bureau(viewer).jurisdiction
    acts = {act.step for act in facts_of(viewer, year=year, on=on).acts}
    if "publish" in acts:
        return ()
    subject = Phrase.DUTY_SUBJECT.label.format(year=year)
    row = latest(viewer, year)
    if row is None:
        url, label, action = reverse("annualreport:compile"), Phrase.COMPILE, Phrase.COMPILE_ACT
        due_on = submission_day(year, place)
    else:
        url = reverse("annualreport:detail", args=[row.id])
        label, action = Phrase.PUBLISH, Phrase.PUBLISH_ACT
        due_on = publication_day(year, place)
    key = f"annualreport.{label.value.lower()}:{year}"
    return (Duty(key, label.label, subject, due_on, TERM, ROLES, url, action.label),)


def verify(content: bytes) -> list[Disagreement]:
    """
    Count every figure of a ``figures.json`` again on the open database; empty where all agree.

    The manifest names its bureau and its days, so that nobody needs to be signed in.

    :raises BadManifest: if the file is no manifest, or its bureau is not in this database
    """
    manifest = rules.read_manifest(content)
    viewer = _reader(manifest)
    keys = [stated.key for stated in manifest.figures]
    found = _counted(viewer, manifest, keys)
    changed = rules.tampered(manifest)
    differences = [rules.disagreement_of(s, found.get(s.key)) for s in manifest.figures]
    named = {one.key for one in differences if one is not None}
    said = [one for one in rules.text_disagreements(manifest) if one.key not in named]
    return [one for one in (changed, *differences, *said) if one is not None]


def verify_own(viewer: Viewer, content: bytes) -> list[Disagreement]:
    """
    Count a file of figures again for somebody who is signed in: only the own bureau's.

    :raises BadManifest: if the file is no manifest, or is another bureau's
    """
    if rules.read_manifest(content).bureau != viewer.bureau:
        raise BadManifest(rules.OTHER_DATABASE)
    return verify(content)


def _counted(viewer: Viewer, manifest: Manifest, keys: Iterable[str]) -> dict[str, Figure]:
    known = [key for key in keys if key in statistics.defined()]
    return statistics.figures(viewer, manifest.since, manifest.until, manifest.as_of, keys=known)


def _reader(manifest: Manifest) -> Viewer:
    actor = Actor(ActorKind.SYSTEM, manifest.bureau, "")
    viewer = Viewer(bureau=manifest.bureau, by=actor)
    try:
        accounts.bureau(viewer)
    except ObjectDoesNotExist:
        raise BadManifest(rules.OTHER_DATABASE) from None
    return viewer
