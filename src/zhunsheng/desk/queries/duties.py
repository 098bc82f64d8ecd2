"""The duties of all rooms as lines of one desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEAD_CODES, Role
from zhunsheng.annualreport import queries as annualreport
from zhunsheng.archive import queries as archive
from zhunsheng.cases import queries as cases
from zhunsheng.cases.rules import guards
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.credit import queries as credit
from zhunsheng.desk import rules
from zhunsheng.desk.choices import Phrase
from zhunsheng.desk.rules import Line
from zhunsheng.draw import queries as draws
from zhunsheng.execution import queries as execution
from zhunsheng.hazards import queries as hazards
from zhunsheng.inquiry import queries as inquiries
from zhunsheng.inspection import queries as inspections
from zhunsheng.jointwork import queries as jointwork
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.days import Calendar
from zhunsheng.kernel.duty import Duty
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.legalreview import queries as reviews
from zhunsheng.planning import queries as planning
from zhunsheng.powers import queries as powers
from zhunsheng.publication import queries as publication
from zhunsheng.remedies import queries as remedies
from zhunsheng.statistics import queries as statistics
from zhunsheng.visitcode import queries as visitcode

#: The review is by somebody else too; the room of the review asks for it.
ORDINARY = cite("APL-2021:54")
#: What stands in the way of a case whose investigation stands still, and the step that ends that.
SUSPENDED = "case.suspended"
RESUMPTION = "resumption"
HEAD_ROLES = HEAD_CODES
HANDLERS = frozenset({Role.ENFORCEMENT_OFFICER.value, Role.TEAM_HEAD.value})


@dataclass(frozen=True, slots=True)
class _Clock:
    """The day on which duties are looked at, and the calendar that counts its terms."""

    on: date
    calendar: Calendar

    def line(self, duty: Duty, *, waits_for_holidays: bool = False) -> Line:
        """Return a duty with what is left of its term."""
        return rules.line_of(
            duty,
            on=self.on,
            calendar=self.calendar,
            waits_for_holidays=waits_for_holidays,
        )


def lines(viewer: Viewer, *, on: date) -> tuple[Line, ...]:
    """
    Return every duty that the viewer may see, the nearest first.

    Who works for a delegated street sees those of the own unit alone; each room keeps that
    border. The number of queries does not depend on the number of records.
    """
    clock = _Clock(on, lawbook.site_calendar())
    # Every room asks for the place of the bureau: it is read once for all.
    with accounts.at_hand(accounts.bureau(viewer)):
        found = [
            *(clock.line(duty) for duty in inspections.duties(viewer, on)),
            *_case_lines(viewer, clock),
            *(clock.line(duty) for duty in jointwork.duties(viewer, on)),
            *(clock.line(duty) for duty in execution.duties(viewer, on)),
        ]
        if not inspections.sees_own_unit_only(viewer.by):
            found += _bureau_lines(viewer, clock)
    return rules.by_the_clock(found)


def _bureau_lines(viewer: Viewer, clock: _Clock) -> Iterator[Line]:
    """Return the duties of the bureau itself, which no street has a part in."""
    for duty in publication.duties(viewer, clock.on):
        # Every matter has a term; where its last day is missing, the holidays are unpublished.
        yield clock.line(duty, waits_for_holidays=duty.due_on is None)
    lower = (lawbook, powers, compulsion, inquiries, visitcode, hazards, cases)
    above = (planning, draws, remedies, credit, archive, statistics, annualreport)
    rooms = (*lower, *above)
    for duty in (one for room in rooms for one in room.duties(viewer, clock.on)):
        yield clock.line(duty)


def _case_lines(viewer: Viewer, clock: _Clock) -> Iterable[Line]:
    found = cases.upcoming(viewer, on=clock.on)
    told = found if archive.is_insider(viewer.by) else ()
    named = reviews.defects_named(viewer, (one.opinion for one in told if one.opinion))
    for one in found:
        term = one.term
        defects = named.get(one.opinion, ()) if one.opinion else ()
        line = clock.line(
            _of_case(one, defects),
            waits_for_holidays=term is not None and term.due is None,
        )
        handles = viewer.by.id in one.handlers
        yield replace(
            line,
            is_barred=_is_barred(one, handles=handles),
            is_followed=handles,
            is_returned=one.is_returned,
        )


def _is_barred(one: cases.Upcoming, *, handles: bool) -> bool:
    """Whether the step is for the case's handlers alone, or for others than they."""
    is_strange = bool(one.handlers) and not handles
    if one.step is None:
        return is_strange and one.obstacle is not None and one.obstacle.code != SUSPENDED
    if guards.by_a_handler in one.step.guards:
        return is_strange
    return handles and guards.by_no_handler in one.step.guards


def _obstacle(one: cases.Upcoming, defects: tuple[str, ...]) -> tuple[str, Citation]:
    """Return what is to be done where no step is open, and the article that asks for it."""
    if one.obstacle is None:
        return Phrase.STUCK.label, ORDINARY
    if one.opinion is not None:
        words = Phrase.DEFECTS.label.format(defects="、".join(defects)) if defects else ""
        return f"{Phrase.RETURNED.label}{words}", one.obstacle.basis
    reason = Phrase.REASON.label.format(reason=one.obstacle.message)
    return f"{Phrase.STUCK.label}{reason}", one.obstacle.basis


def _of_case(one: cases.Upcoming, defects: tuple[str, ...]) -> Duty:
    """Return the next step of a case; who waits for the party has nothing to press."""
    case, step, term = one.case, one.step, one.term
    label, basis = (step.label, step.basis) if step else _obstacle(one, defects)
    roles = step.actor if step else HANDLERS
    if step is None and one.obstacle is None and term is not None:
        label, basis, roles = term.label, term.basis, frozenset()
    page = reverse("cases:detail", args=[case.id])
    if step is None and one.obstacle is not None and one.obstacle.code == SUSPENDED:
        return Duty(
            key=f"cases.{RESUMPTION}:{case.id}",
            label=Phrase.RESUME.label,
            subject=" ".join(filter(None, (case.party_name, case.number))),
            due_on=term.due if term else None,
            basis=one.obstacle.basis,
            roles=HEAD_ROLES,
            url=reverse("cases:act", args=[case.id, RESUMPTION]),
            action=Phrase.HANDLE.label,
            verified=term is None or term.verified,
        )
    return Duty(
        key=f"cases.{step.key if step else 'open'}:{case.id}",
        label=label,
        subject=" ".join(filter(None, (case.party_name, case.number))),
        due_on=term.due if term else None,
        basis=basis,
        roles=roles,
        url=reverse("cases:act", args=[case.id, step.key]) if step else page,
        action=Phrase.HANDLE.label if step else Phrase.LOOK.label,
        verified=term is None or term.verified,
    )
