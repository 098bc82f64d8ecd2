"""The running terms of a case, counted on the calendar; an unknown year gives no day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.hearing import hearing_notice_awaits_delivery
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.days import Calendar, CalendarUnknown, DayUnit, end_moved_by
from zhunsheng.kernel.period import after_stops, last_day, left

#: How many days ahead the first day for a hearing is looked for.
MOST_AHEAD: Final = 60
#: First day, and the day on which the term runs again.
Span = tuple[date, date]


#: The article that sets the length of a term, and whether that was verified.
Source = tuple[Citation, bool]


@dataclass(frozen=True, slots=True)
class Policy:
    """
    The legal numbers and the bureau's choices that hold on a day.

    Of the terms that run, ``sources`` has what sets the length of each, by its key.
    """

    review_every_case: bool
    hearing_threshold_fen: int
    hearing_threshold_verified: bool
    heavy_fine_fen: int
    summary_ceiling_fen: int
    representation_days: int
    representation_most_days: int
    hearing_request_days: int
    hearing_notice_days: int
    decision_days: int
    delivery_days: int
    payment_days: int
    public_notice_days: int
    first_check: bool = False
    case_committee: bool = False
    endorsement: bool = False
    closing_request: bool = False
    crime_decision_days: int = 3
    crime_handover_hours: int = 24
    limitation_years: int = 2
    limitation_years_harmful: int = 5
    filing_bodies: frozenset[str] = frozenset()
    police_stops_term: bool = False
    expert_stop_verified: bool = False
    interview_required: bool = False
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """
    One running term: its last day (None while holidays are unpublished) and what is left.

    A term of hours has the instant at which it ends, too.
    """

    key: str
    label: str
    basis: Citation
    unit: DayUnit
    due: date | None
    left: int | None
    workdays_left: int | None
    verified: bool = True
    of_experts: int = 0
    due_at: datetime | None = None


def latest_notice_day(calendar: Calendar, *, hearing_on: date, length: int) -> date | None:
    """Return the last day on which a hearing may still be notified, if the year is known."""
    try:
        return calendar.before(event=hearing_on, length=length, unit=DayUnit.WORKING)
    except (CalendarUnknown, OverflowError):  # no calendar reaches back before its first day
        return None


def may_be_heard(calendar: Calendar, day: date) -> bool:
    """Return whether a hearing may be held on a day: no rest day, as far as the year is known."""
    return not calendar.is_known(day.year) or calendar.is_workday(day)


def earliest_hearing(calendar: Calendar, *, on: date, length: int) -> date | None:
    """Return the first working day for which a hearing may be notified on a day, if known."""
    for later in range(1, MOST_AHEAD):
        day = on + timedelta(days=later)
        if not may_be_heard(calendar, day):
            continue
        last = latest_notice_day(calendar, hearing_on=day, length=length)
        if last is not None and last >= on:
            return day
    return None


#: Days after the opening on which a page warns while the term is of an article not read yet (60).
WARNED_ON: Final = (80, 60)


def days_warned(opened_on: date | None, on: date | None) -> int:
    """
    Return the last warning that a day has passed, in days after the opening, 0 before the first.

    >>> days_warned(date(2025, 3, 3), date(2025, 5, 2)), days_warned(date(2025, 3, 3), None)
    (60, 0)
    """
    if opened_on is None or on is None:
        return 0
    return next((days for days in WARNED_ON if (on - opened_on).days >= days), 0)


def is_over(due: date | None, on: date) -> bool:
    """Return whether a term has run out; one without a known end has not."""
    return due is not None and on > due


def term(
    calendar: Calendar,
    *,
    key: str,
    label: str,
    basis: Citation,
    due: date | None,
    unit: DayUnit,
    on: date,
    verified: bool = True,
) -> Term:
    """Return a term with what is left of it on a day."""
    found = left(calendar, due_on=due, on=on)
    workdays = found.workdays if found else None
    remains = workdays if unit is DayUnit.WORKING else found.days if found else None
    return Term(key, label, basis, unit, due, remains, workdays, verified)


@dataclass(frozen=True, slots=True)
class Starts:
    """The days from which a case's terms run, as far as they do; its law is that of the day."""

    opened: date | None
    told: date | None
    decided: date | None
    delivered: date | None


def starts_of(facts: CaseFacts) -> Starts:
    """Return the days from which the terms of a case run."""
    return Starts(
        opened=facts.opened_on,
        told=facts.day_of("notice_delivery") if facts.notice_is_delivered else None,
        decided=facts.day_of("decision") or facts.day_of("no_penalty"),
        delivered=facts.day_of("decision_delivery") or facts.day_of("on_the_spot"),
    )


@dataclass(frozen=True, slots=True)
class TermDays:
    """The last days of a case's terms, as far as they run; experts added days to the first."""

    decision: date | None = None
    representation: date | None = None
    hearing_window: date | None = None
    hearing_notice: date | None = None
    decision_delivery: date | None = None
    payment: date | None = None
    payment_is_moved: bool = False
    of_experts: int = 0


def term_days(
    facts: CaseFacts,
    calendar: Calendar,
    policy: Policy,
    *,
    representation_days: int,
    extended: Span | None = None,
    hearing_on: date | None = None,
    stops: tuple[Span, ...] = (),
    experts: tuple[Span, ...] = (),
) -> TermDays:
    """
    Return the last day of each term that has begun; stops and experts lengthen that to decide.

    ``extended`` is the day of an extension and the day until which it extends: stops count from
    the one on. The notice of a hearing that was called for ``hearing_on`` reaches the party before
    it. Each length of ``policy`` is that of the day from which its term runs.
    """
    starts = starts_of(facts)

    def counted(start: date | None, length: int, unit: DayUnit) -> date | None:
        return last_day(calendar, start=start, length=length, unit=unit) if start else None

    plain = counted(starts.delivered, policy.payment_days, DayUnit.CALENDAR)
    payment = _payment_end(calendar, starts.delivered, policy)
    decision, of_experts = None, 0
    if starts.opened:
        began, end = extended or (starts.opened, starts.opened + timedelta(policy.decision_days))
        decision = after_stops(end, started=began, stops=(*stops, *experts))
        of_experts = (decision - after_stops(end, started=began, stops=stops)).days
    ahead = policy.hearing_notice_days
    notice = hearing_on and latest_notice_day(calendar, hearing_on=hearing_on, length=ahead)
    return TermDays(
        decision=decision,
        representation=counted(starts.told, representation_days, DayUnit.WORKING),
        hearing_window=counted(starts.told, policy.hearing_request_days, DayUnit.WORKING),
        hearing_notice=notice,
        decision_delivery=counted(starts.decided, policy.delivery_days, DayUnit.WORKING),
        payment=payment,
        payment_is_moved=payment != plain,
        of_experts=of_experts,
    )


def _payment_end(calendar: Calendar, delivered: date | None, policy: Policy) -> date | None:
    """Return the party's last day to pay, moved past rest days (行政处罚法 67.3, by analogy)."""
    if delivered is None:
        return None
    return last_day(
        calendar,
        start=delivered,
        length=policy.payment_days,
        unit=DayUnit.CALENDAR,
        roll_end=end_moved_by("APL-2021") is not None,
    )


def running_terms(
    facts: CaseFacts, calendar: Calendar, policy: Policy, days: TermDays, *, on: date
) -> tuple[Term, ...]:
    """Return the terms that run on a day, in the order in which they began."""
    found: list[Term] = []

    def add(key: str, label: str, unit: DayUnit, due: date | None, sure: bool = True) -> None:
        basis, known = policy.sources[key]
        found.append(
            term(
                calendar,
                key=key,
                label=label,
                basis=basis,
                due=due,
                unit=unit,
                on=on,
                verified=sure and known,
            )
        )

    if facts.done("opening") and not facts.is_decided:
        sure = not (facts.crime_ever_handed_over and policy.police_stops_term)
        sure = sure and (policy.expert_stop_verified or not days.of_experts)
        add("decision", "作出处理决定", DayUnit.CALENDAR, days.decision, sure)
        found[-1] = replace(found[-1], of_experts=days.of_experts)
    if facts.notice_is_delivered and not facts.is_decided:
        for key, label, due in _terms_of_notice(facts, days):
            add(key, label, DayUnit.WORKING, due)
    if starts_of(facts).decided and not facts.done("decision_delivery"):
        due = days.decision_delivery
        add("decision_delivery", "送达决定书", DayUnit.WORKING, due)
    if _payment_runs(facts):
        add(
            "payment",
            "缴纳罚款",
            DayUnit.CALENDAR,
            days.payment,
            not days.payment_is_moved,
        )
    return tuple(found)


def _terms_of_notice(facts: CaseFacts, days: TermDays) -> Iterator[tuple[str, str, date | None]]:
    """Yield key, name and last day of the terms before a decision."""
    if not facts.representation_is_closed:
        yield "representation", "陈述申辩", days.representation
    if facts.hearing_right and not facts.hearing_is_requested and not facts.hearing_is_waived:
        yield "hearing_window", "申请听证", days.hearing_window
    if hearing_notice_awaits_delivery(facts) is None:
        label = "送达听证会通知书"
        yield "hearing_notice_delivery", label, days.hearing_notice


def _payment_runs(facts: CaseFacts) -> bool:
    told = facts.done("decision_delivery") or facts.done("on_the_spot")
    ended = facts.done("execution_ended")
    return told and facts.fine_imposed and not facts.paid_in_full and not ended


#: Terms of the bureau's own that an article or the bureau itself sets: label and unit.
_OWN: Final = {
    "opening": ("补办立案", DayUnit.WORKING),
    "filing": ("重大行政处罚备案", DayUnit.CALENDAR),
    "correction": ("责令限期改正", DayUnit.CALENDAR),
    "report_back": ("报所属机关备案", DayUnit.WORKING),
    "crime_reply": ("公安机关审查移送的案件", DayUnit.CALENDAR),
}


def own_term(
    calendar: Calendar, key: str, *, due: date | None, basis: Citation, verified: bool, on: date
) -> Term:
    """Return a term of its own: to make up the opening, to file, to report back, of the police."""
    label, unit = _OWN[key]
    return term(
        calendar, key=key, label=label, basis=basis, due=due, unit=unit, on=on, verified=verified
    )


def crime_terms(
    facts: CaseFacts,
    calendar: Calendar,
    *,
    decision_due: date | None,
    due_at: datetime | None,
    on: date,
) -> tuple[Term, ...]:
    """
    Return the term to decide on a suspected crime, or to hand the case to the police.

    ``decision_due`` is the last day of the former, ``due_at`` the instant at which the hours after
    the approval end, nothing without one.
    """
    due = due_at.date() if due_at else None
    key, label = "crime_handover", "移送公安机关"
    if facts.crime_is_undecided:
        key, label, due, due_at = "crime_decision", "决定是否移送公安机关", decision_due, None
    elif not facts.crime_awaits_handover:
        return ()
    found = term(
        calendar,
        key=key,
        label=label,
        basis=cite("CTR-2020:5"),
        due=due,
        unit=DayUnit.CALENDAR,
        on=on,
    )
    return (replace(found, due_at=due_at),)
