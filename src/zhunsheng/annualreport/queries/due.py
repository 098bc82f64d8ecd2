"""What the rules look at of a year's report, and what is due on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.records import OfBureau, Scope
from zhunsheng.annualreport.choices import COMPILERS, RECEIVERS, Phrase, ReportStep
from zhunsheng.annualreport.models import Report, ReportAct
from zhunsheng.annualreport.queries.reports import (
    acts,
    approved,
    latest,
    text,
)
from zhunsheng.annualreport.rules import ReportFacts
from zhunsheng.annualreport.rules.acts import TERM, WAYS
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.period import last_day
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import PublicationKind

ROLES = frozenset(role.value for role in COMPILERS)
HEAD = frozenset({Role.CHIEF.value})


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
    done = [("compile", day) for day in drafts.values_list("compiled_on", flat=True)]
    facts = ReportFacts(year=year, as_of=as_of, on=on)
    if row is not None:
        found = text(row)
        another_waits, overtaken_by = _beside(viewer, row)
        done += [(one.step, one.on) for one in acts(row)]
        facts = replace(
            facts,
            open_hints=found.open_hints,
            unanswered=found.unanswered,
            empty_parts=found.empty_parts,
            overtaken_by=overtaken_by,
            another_waits=another_waits,
            is_latest=not drafts.filter(round__gt=row.round).exists(),
            approved_hash=_approved_hash(row),
            content_hash=sha256_hex(row.contents),
        )
    shown = drafts if row is None else drafts.filter(id=row.id)
    out = publication.published(viewer).filter(
        kind=PublicationKind.REPORT.value, subject_id__in=shown.values("id")
    )
    done += [("publish", day) for day in out.values_list("published_on", flat=True)]
    return replace(
        facts, acts=tuple(DoneAct(step, day, n) for n, (step, day) in enumerate(done, start=1))
    )


def _out(viewer: Scope) -> dict[UUID, UUID]:
    """Return the drafts that the public reads, each with its publication."""
    rows = publication.published(viewer).filter(kind=PublicationKind.REPORT.value)
    return dict(rows.values_list("subject_id", "id"))


def out_before(row: Report) -> tuple[int, UUID | None]:
    """Return the other draft of the year that the public reads, and its publication, if any."""
    scope = OfBureau(row.bureau_id)
    out = _out(scope)
    others = Report.objects.of(scope).filter(year=row.year, id__in=out).exclude(id=row.id)
    other = others.order_by("-round").first()
    return (other.round, out[other.id]) if other else (0, None)


@dataclass(frozen=True, slots=True)
class ToReplace:
    """A draft that was approved after the one that the public reads."""

    report: UUID
    year: int
    round: int
    former: int
    approved_on: date


def to_replace(viewer: Scope) -> tuple[ToReplace, ...]:
    """Return the approved drafts of any year that are to take the place of a public one."""
    shown = Report.objects.of(viewer).filter(id__in=_out(viewer))
    former = dict(shown.order_by("round").values_list("year", "round"))
    rows = ReportAct.objects.of(viewer).filter(
        step=ReportStep.APPROVE.value, report__year__in=former
    )
    fields = rows.order_by("report__year", "report__round").values_list(
        "report__year", "report_id", "report__round", "on"
    )
    last = {year: (report, number, on) for year, report, number, on in fields}
    return tuple(
        ToReplace(report, year, number, former[year], on)
        for year, (report, number, on) in last.items()
        if number > former[year]
    )


def _approved_hash(row: Report) -> str:
    found = acts(row).filter(step=ReportStep.APPROVE.value).last()
    return found.content_hash if found else ""


def handed_in(row: Report) -> frozenset[str]:
    """Return to whom a draft was handed in."""
    rows = acts(row).filter(step=ReportStep.HAND_IN.value)
    return frozenset(rows.values_list("receiver", flat=True))


def handed_in_before(row: Report, receiver: str) -> int:
    """Return the last earlier draft of the year that somebody was handed in, or nought."""
    rows = ReportAct.objects.of(OfBureau(row.bureau_id)).filter(
        report__year=row.year,
        report__round__lt=row.round,
        step=ReportStep.HAND_IN.value,
        receiver=receiver,
    )
    return rows.aggregate(last=Max("report__round"))["last"] or 0


def _beside(viewer: Scope, row: Report) -> tuple[bool, int]:
    """
    Return what became of the year's other drafts.

    Whether one lies before the head, and the last later one that was approved, nought for none.
    """
    rows = ReportAct.objects.of(viewer).filter(report__year=row.year, step__in=WAYS)
    rows = rows.exclude(report=row).order_by("sequence")
    last = dict(rows.values_list("report__round", "step"))
    approved_ones = [one for one, step in last.items() if step == ReportStep.APPROVE.value]
    later = [one for one in approved_ones if one > row.round]
    return ReportStep.SUBMIT.value in last.values(), max(later, default=0)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is due on last year's report, and on public ones that were overtaken."""
    year = on.year - 1
    place = accounts.bureau(viewer).jurisdiction
    replaced = to_replace(viewer)
    found = _duties(viewer, on, year, place, is_out=any(one.year == year for one in replaced))
    return (*found, *(_replacement(one, place) for one in replaced))


def _replacement(one: ToReplace, place: str) -> Duty:
    """Return the duty to publish what was changed (政府信息公开条例 26)."""
    limit = lawbook.parameter(
        "publication.active_disclosure", on=one.approved_on, jurisdiction=place
    )
    last = last_day(
        lawbook.site_calendar(),
        start=one.approved_on,
        length=limit.integer(),
        unit=DayUnit.WORKING,
    )
    return Duty(
        f"annualreport.replace:{one.year}",
        Phrase.REPLACE.label,
        Phrase.REPLACE_SUBJECT.label.format(year=one.year, former=one.former, round=one.round),
        last,
        limit.basis,
        ROLES,
        reverse("annualreport:publish", args=[one.report]),
        Phrase.REPLACE_ACT.label,
    )


def _duties(viewer: Viewer, on: date, year: int, place: str, *, is_out: bool) -> Iterator[Duty]:
    subject, in_time = Phrase.DUTY_SUBJECT.label.format(year=year), submission_day(year, place)

    def duty(
        one: Phrase, act: Phrase, url: str, roles: frozenset[str] = ROLES, tail: str = ""
    ) -> Duty:
        key = f"annualreport.{one.value.lower()}:{year}"
        return Duty(key + tail, one.label, subject, in_time, TERM, roles, url, act.label)

    found = _due_draft(viewer, year, on)
    if found is None:
        yield duty(Phrase.COMPILE, Phrase.COMPILE_ACT, reverse("annualreport:compile"))
        return
    row, facts = found
    steps, url = {act.step for act in facts.acts}, _step_url(row, ReportStep.SUBMIT)
    if facts.is_waiting:
        url = _step_url(row, ReportStep.APPROVE)
        yield duty(Phrase.APPROVE, Phrase.APPROVE_ACT, url, HEAD)
        return
    if "approve" not in steps:
        was_returned = "return" in steps
        back = reverse("annualreport:studio", args=[year]) if was_returned else url
        act = Phrase.COMPILE_ACT if was_returned else Phrase.SUBMIT_ACT
        yield duty(Phrase.SUBMIT, act, back)
        return
    there = handed_in(row)
    for receiver in RECEIVERS:
        if receiver.value not in there:
            told = Phrase.HAND_IN_SUBJECT.label.format(year=year, receiver=receiver.label)
            url = f"{_step_url(row, ReportStep.HAND_IN)}?receiver={receiver.value}"
            one = duty(Phrase.HAND_IN, Phrase.HAND_IN_ACT, url, tail=f":{receiver.value.lower()}")
            yield replace(one, subject=told)
    if "publish" not in steps and not is_out:
        url = reverse("annualreport:publish", args=[row.id])
        one = duty(Phrase.PUBLISH, Phrase.PUBLISH_ACT, url)
        yield replace(one, due_on=publication_day(year, place))


def _due_draft(viewer: Viewer, year: int, on: date) -> tuple[Report, ReportFacts] | None:
    """
    Return the draft on which something is due: the one before the head, or else the approved one.

    Where neither is there, it is the last one.
    """
    newest = latest(viewer, year)
    if newest is None:
        return None
    facts = facts_of(viewer, year=year, on=on, row=newest)
    held = None if facts.is_waiting else approved(viewer, year)
    if held is None or held == newest:
        return newest, facts
    return held, facts_of(viewer, year=year, on=on, row=held)


def _step_url(row: Report, step: ReportStep) -> str:
    return reverse("annualreport:step", args=[row.id, step.value])
