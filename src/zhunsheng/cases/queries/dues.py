"""Until when the bureau acts on what it began or approved; by the law of the day of the start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhunsheng.cases.queries import orders
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.challenged import no_decision_ended
from zhunsheng.cases.rules.facts import ENDS, CaseFacts
from zhunsheng.cases.rules.guards import filing_is_due
from zhunsheng.cases.rules.hours import approved_at
from zhunsheng.cases.rules.objections import CORRECTION
from zhunsheng.cases.rules.terms import Term, crime_terms, own_term
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import DayUnit, hours_after
from zhunsheng.kernel.period import last_day
from zhunsheng.lawbook import queries as lawbook


@dataclass(frozen=True, slots=True)
class BureauDue:
    """The last day of a term of the bureau, None in a year whose holidays are unknown."""

    on: date | None
    basis: Citation
    verified: bool


def _number(file: CaseFile, key: str, since: date) -> lawbook.ParameterValue:
    return lawbook.parameter(key, on=since, jurisdiction=file.bureau.jurisdiction)


def opening_due(file: CaseFile) -> BureauDue | None:
    """Return until when the opening is made up, nothing where no urgent inquiry went before it."""
    begun = file.last("urgent_inquiry")
    if begun is None:
        return None
    held, calendar = _number(file, "penalty.opening_makeup", begun.on), lawbook.site_calendar()
    due = last_day(calendar, start=begun.on, length=held.integer(), unit=DayUnit.WORKING)
    return BureauDue(due, held.basis, held.verified)


def filing_due(file: CaseFile, facts: CaseFacts) -> BureauDue | None:
    """Return until when a heavy penalty is filed, nothing where none is to be (75)."""
    decided = facts.day_of("decision")
    if decided is None or not filing_is_due(facts):
        return None
    until, held = _filed_until(file, decided)
    return BureauDue(until, held.basis, held.verified)


def _filed_until(file: CaseFile, decided: date) -> tuple[date, lawbook.ParameterValue]:
    held = _number(file, "penalty.upward_filing", decided)
    return decided + timedelta(days=held.integer()), held


def withdrawn_before_filing(file: CaseFile) -> bool:
    """Return whether the decision was taken back while it could still be filed (75)."""
    decided, withdrawn = file.last("decision"), file.last("withdrawal")
    if decided is None or withdrawn is None:
        return False
    return withdrawn.on <= _filed_until(file, decided.on)[0]


def crime_decision_due(file: CaseFile) -> date | None:
    """Return the last day to decide on the last report of a suspected crime (移送规定 5)."""
    reported = file.last("crime_report")
    if reported is None:
        return None
    length = _number(file, "transfer.decision_limit", reported.on).integer()
    return reported.on + timedelta(days=length)


def handover_due(file: CaseFile) -> datetime | None:
    """Return the instant until which a case reaches the police after the approval (移送规定 5)."""
    decided = file.last("crime_decision")
    if decided is None:
        return None
    approved = approved_at(decided.on, file.data("crime_decision").get("at", ""))
    length = _number(file, "transfer.to_police", decided.on).integer()
    return hours_after(instant=approved, hours=length)


def report_back_due(file: CaseFile, facts: CaseFacts) -> BureauDue | None:
    """Return until when a penalty on the spot is reported back, nothing where it was (52.3)."""
    decided = facts.day_of("on_the_spot")
    if decided is None or facts.done("report_back") or not no_decision_ended(facts):
        return None
    return reported_back(file, decided)


def reported_back(file: CaseFile, decided: date) -> BureauDue:
    """Return until when a penalty of that day on the spot is reported to the bureau (52.3)."""
    held, calendar = _number(file, "penalty.report_back", decided), lawbook.site_calendar()
    due = last_day(calendar, start=decided, length=held.integer(), unit=DayUnit.WORKING)
    return BureauDue(due, held.basis, held.verified)


def reply_due(file: CaseFile, facts: CaseFacts) -> BureauDue | None:
    """Return until when the police answer a case handed over, nothing where they did (8)."""
    handed = facts.day_of("crime_handover")
    if handed is None or facts.last("crime_reply") > facts.last("crime_handover"):
        return None
    held = _number(file, "transfer.police_review", handed)
    return BureauDue(handed + timedelta(days=held.integer()), held.basis, held.verified)


def started_terms(file: CaseFile, facts: CaseFacts, *, on: date) -> Iterator[Term]:
    """Yield the terms of the bureau's own that run beside those of the case."""
    calendar, opening = lawbook.site_calendar(), opening_due(file)
    if any(map(facts.done, ("opening", *ENDS))):
        opening = None
    for key, due in (
        ("filing", filing_due(file, facts)),
        ("opening", opening),
        ("report_back", report_back_due(file, facts)),
        ("crime_reply", reply_due(file, facts)),
    ):
        if due is not None:
            yield own_term(calendar, key, due=due.on, basis=due.basis, verified=due.verified, on=on)
    order = orders.correction(file)
    if order and order.until and no_decision_ended(facts) and not any(map(facts.done, ENDS)):
        yield own_term(
            calendar, orders.CORRECTED_BY, due=order.until, basis=CORRECTION, verified=True, on=on
        )
    decision, handover = crime_decision_due(file), handover_due(file)
    yield from crime_terms(facts, calendar, decision_due=decision, due_at=handover, on=on)
