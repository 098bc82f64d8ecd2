"""How long the term to decide is: when it stood still, until when it was extended (60)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from zhunsheng.cases.choices import PoliceReply
from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.queries import limits
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import NINETY_DAYS
from zhunsheng.cases.rules.limits import Above
from zhunsheng.cases.rules.terms import Source, Span
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.period import after_stops
from zhunsheng.lawbook import queries as lawbook

#: First day, and the day on which the term runs again, nothing while it stands still.
Stop = tuple[date, date | None]


def number(file: CaseFile, key: str, on: date) -> lawbook.ParameterValue:
    """Return a number of law as it holds on a day where the case is."""
    return lawbook.parameter(key, on=on, jurisdiction=file.bureau.jurisdiction)


def longest(file: CaseFile, facts: CaseFacts) -> date | None:
    """Return the last day to which the term to decide may go, by the law of the opening (60)."""
    opened = facts.opened_on
    return opened and _end(file, facts, number(file, "penalty.decision_limit_most", opened))


def asked_above(file: CaseFile, facts: CaseFacts, *, on: date) -> Above:
    """Return beyond which day the upper authority approves an extension, by the law of a day."""
    held = number(file, "penalty.extension_above", on)
    beyond = _end(file, facts, held) if held.integer() else None
    return Above(beyond, held.basis, held.verified)


def _end(file: CaseFile, facts: CaseFacts, held: lawbook.ParameterValue) -> date | None:
    """Return the last of so many days from the opening, those not counted that stood still."""
    opened = facts.opened_on
    if opened is None:
        return None
    stops, experts = stopped(file, facts)
    end = opened + timedelta(days=held.integer())
    return after_stops(end, started=opened, stops=(*stops, *experts))


def stopped(file: CaseFile, facts: CaseFacts) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return when the term to decide stood still: of itself, and while experts were at work."""
    commissions = ((one.since, one.until) for one in file.pending.stops)
    counting = (one for one in commissions if number(file, inquiry.EXPERT_STOP, one[0]).integer())
    return tuple(_closed(facts, _stops(file))), tuple(_closed(facts, counting))


def _closed(facts: CaseFacts, stops: Iterable[Stop]) -> Iterator[Span]:
    """Yield stops up to the end of the term: a decision, or the day that is looked at."""
    ended = facts.day_of("decision") or facts.day_of("no_penalty") or facts.on
    for since, until in stops:
        if ended:
            yield since, min(until or ended, ended)


def _extension(file: CaseFile) -> CaseAct | None:
    """Return the extension that goes furthest: one case has one term for all parties."""
    acts = (*file.acts, *(act for one in file.kin for act in one.acts))
    made = (act for act in acts if act.step == "extension")
    return max(made, key=lambda act: str(act.contents["until"]), default=None)


def extended(file: CaseFile) -> Span | None:
    """Return the day of the extension and its last day."""
    act = _extension(file)
    return (act.on, date.fromisoformat(act.contents["until"])) if act else None


def source_of_term(file: CaseFile) -> dict[str, Source]:
    """
    Return which article sets the length of a term that is no plain one, and if verified.

    It was extended, or the case was opened anew after one that ended for its term.
    """
    act = _extension(file)
    if act is None:
        return {"decision": (NINETY_DAYS, False)} if file.reopened else {}
    basis = str(act.contents["basis"])
    return {"decision": (Citation.parse(basis), limits.granting().get(basis, False))}


def _stops(file: CaseFile) -> Iterator[Stop]:
    """
    Yield the times in which the term to decide stood still: suspended, and with the police.

    The case stands still for all of its parties (行政处罚法 60); the police have a party's file.
    """
    of_case = file.lead.acts if file.lead else ()
    for step, end, acts in (
        ("suspension", "resumption", file.acts),
        ("suspension", "resumption", of_case),
        ("crime_handover", "crime_reply", file.acts),
    ):
        since: date | None = None
        for one in acts:
            if one.step == step and _begins_stop(file, one):
                since = since or one.on
            elif one.step == end and one.outcome != PoliceReply.OPENED.value and since:
                yield since, one.on
                since = None
        if since:
            yield since, None


def _begins_stop(file: CaseFile, act: CaseAct) -> bool:
    if act.step == "crime_handover":
        return bool(number(file, "penalty.police_stops_term", act.on).integer())
    return file.stopped_by(act) in limits.stopping()
