"""What is due in this room: approvals, reports within hours, terms that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from zhunsheng.compulsion import rules
from zhunsheng.compulsion.choices import DutyKind
from zhunsheng.compulsion.queries.course import Course, courses
from zhunsheng.compulsion.queries.lists import unfinished
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.duty import Duty

#: So many days before its last day a term stands on the desk.
AHEAD: Final = 5


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is due in this room on a day, the most urgent first; two queries."""
    found = [
        duty
        for one in courses(viewer, unfinished(viewer))
        for duty in (_running(one, on) if one.executed else _waiting(one, on))
    ]
    last = date.max
    return tuple(sorted(found, key=lambda duty: (duty.due_on or last, duty.key)))


def _waiting(one: Course, on: date) -> Iterator[Duty]:
    """Yield the approval that a request waits for; what is begun in an urgency is taken at once."""
    if one.urgent_until is not None:
        last = one.urgent_until.astimezone(SHANGHAI).date()
        kind = DutyKind.GIVING_UP if on > last else DutyKind.URGENT_TAKING
        yield _duty(kind, one, last, rules.URGENCY)
    if one.last("request") is None or one.approved is not None:
        return
    kind = DutyKind.APPROVAL if one.kind.seals else DutyKind.CHIEF_APPROVAL
    yield _duty(kind, one, None, rules.STEPS if one.kind.seals else rules.CUT_POWER)


def _running(one: Course, on: date) -> Iterator[Duty]:
    """Yield what the hours of an urgency and the days of a term ask for."""
    due_at = one.approval_due_at
    if due_at is not None and one.approved is None:
        day = due_at.astimezone(SHANGHAI).date()
        if on > day:
            # The hours are over: nobody may approve any more, what was sealed is given back.
            yield _duty(DutyKind.RELEASE, one, day, rules.URGENCY)
            return
        if one.last("report") is None:
            yield _duty(DutyKind.REPORT, one, day, rules.URGENCY)
        yield _duty(DutyKind.LATE_APPROVAL, one, day, rules.URGENCY)
    if one.due_on is None or one.due_on > on + timedelta(days=AHEAD):
        return
    over = on > one.due_on
    kind = DutyKind.RELEASE if over else DutyKind.HANDLING
    yield _duty(kind, one, one.due_on, rules.RELEASE if over else rules.HANDLING)


def _duty(kind: DutyKind, one: Course, due_on: date | None, basis: Citation) -> Duty:
    row = one.measure
    return Duty(
        key=f"compulsion.{kind.value.lower()}:{row.id}",
        label=kind.label,
        subject=f"{row.entity.name} {row.kind_label}",
        due_on=due_on,
        basis=basis,
        roles=kind.roles,
        url=reverse("compulsion:act", args=[row.id, kind.step]),
        action=kind.action,
    )
