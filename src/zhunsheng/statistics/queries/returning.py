"""Returns: what they would say now, what was handed in, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.statistics import rules
from zhunsheng.statistics.choices import REPORTERS, Phrase
from zhunsheng.statistics.models import ReturnExplanation, StatReturn
from zhunsheng.statistics.queries.counting import defined, figures
from zhunsheng.statistics.rules import Period, ReturnFacts, ReturnForm


def snapshot(viewer: Viewer, form: ReturnForm, period: Period) -> dict[str, object]:
    """Return what a return says of a period, counted now."""
    keys = [key for key in form.figures if key in defined()]
    found = figures(viewer, period.since, period.until, period.as_of, keys=keys)
    return rules.snapshot_of(form, period, found)


def stat_return(viewer: Scope, return_id: UUID) -> StatReturn:
    """
    Return a version of a return that was handed in.

    :raises StatReturn.DoesNotExist: if the bureau has none of this id
    """
    row: StatReturn = StatReturn.objects.of(viewer).get(id=return_id)
    return row


def stat_returns(viewer: Scope) -> QuerySet[StatReturn]:
    """Return everything that was handed in without its contents, the latest period first."""
    rows: QuerySet[StatReturn] = StatReturn.objects.of(viewer).defer("snapshot")
    return rows.order_by("-since", "form", "-round")


def versions(viewer: Scope, form: str, since: date) -> tuple[StatReturn, ...]:
    """Return the versions of a return of a period, the first in front."""
    rows = StatReturn.objects.of(viewer).filter(form=form, since=since)
    return tuple(rows.order_by("round"))


def return_facts(viewer: Scope, form: ReturnForm, period: Period, *, on: date) -> ReturnFacts:
    """Return what the rules look at before a return is handed in or corrected."""
    rows = StatReturn.objects.of(viewer).filter(form=form.key, since=period.since)
    acts = tuple(
        DoneAct("return_correction" if number > 1 else "return_submission", day, number)
        for number, day in rows.order_by("round").values_list("round", "submitted_on")
    )
    explained = ReturnExplanation.objects.of(viewer).filter(form=form.key, since=period.since)
    return ReturnFacts(
        acts=acts,
        until=period.until,
        as_of=period.as_of,
        on=on,
        is_explained=explained.exists(),
    )


def explanations(viewer: Scope) -> QuerySet[ReturnExplanation]:
    """Return why returns were not handed in and are not by now, the latest period first."""
    sent = StatReturn.objects.of(viewer).filter(form=OuterRef("form"), since=OuterRef("since"))
    rows: QuerySet[ReturnExplanation] = ReturnExplanation.objects.of(viewer).filter(~Exists(sent))
    return rows.order_by("-since", "form")


@dataclass(frozen=True, slots=True)
class DueReturn:
    """A return of a period that ended: handed in, explained or neither, and until when due."""

    form: ReturnForm
    period: Period
    due_on: date | None
    handed_in: StatReturn | None
    is_explained: bool = False


def due_on(viewer: Scope, form: ReturnForm, until: date) -> date | None:
    """Return the last day of a return of a period that ends so, where the lawbook holds one."""
    if not form.due:
        return None
    place = accounts.bureau(viewer).jurisdiction
    value = lawbook.parameter(form.due, on=until, jurisdiction=place)
    return date(until.year + 1, value.integer("month"), value.integer("day"))


def due_returns(viewer: Scope, on: date) -> tuple[DueReturn, ...]:
    """Return each return of the period that ended last before a day; two queries."""
    periods = {form.key: rules.last_ended(form.cycle, on) for form in rules.return_forms().values()}
    days = {period.since for period in periods.values()}
    held = {
        (row.form, row.since): row
        for row in stat_returns(viewer).filter(since__in=days).order_by("round")
    }
    explained = set(ReturnExplanation.objects.of(viewer).values_list("form", "since"))
    return tuple(
        DueReturn(
            form,
            periods[form.key],
            due_on(viewer, form, periods[form.key].until),
            held.get((form.key, periods[form.key].since)),
            (form.key, periods[form.key].since) in explained,
        )
        for form in rules.return_forms().values()
    )


def unsent_returns(viewer: Viewer, on: date) -> tuple[DueReturn, ...]:
    """
    Return the returns of earlier periods that were neither handed in nor explained; three queries.

    The first period is the one that began after the bureau recorded its first act.
    """
    first = journal.first_day(viewer)
    if first is None:
        return ()
    done = set(StatReturn.objects.of(viewer).filter(round=1).values_list("form", "since"))
    done |= set(ReturnExplanation.objects.of(viewer).values_list("form", "since"))
    return tuple(
        DueReturn(form, period, due_on(viewer, form, period.until), None)
        for form in rules.return_forms().values()
        for period in rules.ended_before(form.cycle, first, on)
        if (form.key, period.since) not in done
    )


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return the returns that were not handed in: of the last periods, and before them of all."""
    last = due_returns(viewer, on)
    open_now = tuple(one for one in last if one.handed_in is None and not one.is_explained)
    return (
        *_duties(unsent_returns(viewer, on), Phrase.HAND_IN_LATE),
        *_duties(open_now, Phrase.HAND_IN),
    )


def _duties(found: Iterable[DueReturn], said: Phrase) -> tuple[Duty, ...]:
    return tuple(
        Duty(
            key=f"statistics.return:{one.form.key}:{one.period.since.isoformat()}",
            label=said.label.format(label=one.form.label),
            subject=Phrase.DAYS.label.format(
                since=one.period.since.isoformat(), until=one.period.until.isoformat()
            ),
            due_on=one.due_on,
            basis=one.form.basis,
            roles=frozenset(role.value for role in REPORTERS),
            url=reverse("statistics:return", args=[one.form.key, one.period.since.isoformat()]),
            action=Phrase.HAND_IN_ACT.label,
            verified=one.form.is_verified,
        )
        for one in found
    )
