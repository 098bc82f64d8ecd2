"""Other cases of a party for what a case is about: one act is not fined twice (行政处罚法 29)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import CaseProcedure, DecisionKind, PoliceReply, TerminationGround
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries import applied, loading, standing
from zhunsheng.cases.queries.files import ENDING, CaseFile
from zhunsheng.cases.rules.near import (
    LEAST_OTHER_ACT,
    NearActs,
    Span,
    facts_key,
    may_be_one_act,
)
from zhunsheng.cases.rules.times import UNSAID, TimesDraft
from zhunsheng.kernel.names import says
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry


def punished_before(scope: Scope, case: PenaltyCase, *, same_source: bool) -> tuple[str, ...]:
    """
    Return the numbers of the cases in which the party was punished for one of these violations.

    ``same_source`` keeps those that come from the very same inspection or other source record;
    without it they are a warning: a violation may be committed again. A decision that lost its
    force stands in nobody's way.
    """
    if same_source and case.source_id is None:
        return ()
    rows = _of_party(scope, case).filter(
        decision__kind=DecisionKind.PENALTY.value,
        decision__annulment__isnull=True,
    )
    if same_source:
        rows = rows.filter(source=case.source, source_id=case.source_id)
    found = rows.exclude(id=case.id).order_by("number").values_list("number", "violation_keys")
    return tuple(number for number, keys in found if set(keys) & set(case.violation_keys))


def _of_party(scope: Scope, case: PenaltyCase) -> QuerySet[PenaltyCase]:
    """
    Return the cases against the party of a case, what was merged with its entry included.

    Two entries of one unit may have two names; a person of the unit is another party.
    """
    same = Q(party_name=case.party_name)
    if not case.is_person_of:
        same |= Q(is_person_of=False)
    entity = registry.of_entity(case.party.merged_into_id or case.party_id, "party")
    rows: QuerySet[PenaltyCase] = PenaltyCase.objects.of(scope).filter(same, entity)
    return rows


def fined_for_the_act(
    scope: Scope, file: CaseFile, on: date, *, unexplained: bool = False
) -> NearActs:
    """
    Return the cases in which the party was fined for what may be the same act.

    That is one of the violations of the case at about the same time, or one that had not ended; or
    another then, or from the same inspection. ``unexplained`` are those of which a fine has to tell
    its act: without those that say why they are about another act, with another violation that was
    spared. A decision that lost its force stands in nobody's way.
    """
    narrowed = _FINED | _SPARED if unexplained else _FINED
    return _near(scope, file, on, narrowed, unexplained=unexplained)


def ended_for_term(
    scope: Scope,
    file: CaseFile,
    on: date,
    *,
    other_act: str = "",
    times: TimesDraft = UNSAID,
    facts: str = "",
) -> tuple[CaseFile, ...]:
    """
    Return the files that ended, and whose term is over, for what may be the same act.

    Whatever they ended for, and under whatever key or day the same facts were told; what the police
    took over comes back with a term of its own (27.1). Of those that ended before, as opened
    wrongly or with nothing found, the term counts on in the later file: it begins with the first
    opening of the act.
    """
    acts = CaseAct.objects.of(scope).filter(case=OuterRef("pk"), step="termination")
    ended = Q(Exists(acts.exclude(outcome=TerminationGround.CRIME.value)))
    around = _around(scope, file, on, ended, times)
    found = _of_the_act(file, around, other_act=other_act, facts=facts)
    files = loading.load_many(scope, found, on=on)
    return tuple(one for one in files if _term_is_over(one, file, on))


def ended_unsaid(
    scope: Scope,
    file: CaseFile,
    on: date,
    *,
    said: Collection[Mapping[str, Any]],
    other_act: str = "",
    times: TimesDraft = UNSAID,
    facts: str = "",
) -> tuple[CaseFile, ...]:
    """
    Return the files that ended after their term and that a case goes beyond without saying why.

    It was opened while they ran, so that its opening could not say it. ``said`` is what was kept of
    those that are named.
    """
    named = {one["id"] for kept in said for one in kept["cases"]}
    ended = ended_for_term(scope, file, on, other_act=other_act, times=times, facts=facts)
    return tuple(one for one in ended if str(one.case.id) not in named)


def told_elsewhere(
    scope: Scope,
    file: CaseFile,
    on: date,
    *,
    other_act: str,
    times: TimesDraft = UNSAID,
    facts: str = "",
) -> tuple[CaseFile, ...]:
    """
    Return the files that ended after the party was told of a penalty for the act of a case (45.2).

    What ended for the case is about its act. A decision that fell has a rule of its own.
    """
    acts = CaseAct.objects.of(scope).filter(case=OuterRef("pk"))
    told, ended = (Exists(acts.filter(step__in=steps)) for steps in (("prior_notice",), _ENDED))
    around = _around(scope, file, on, Q(told, ended), times)
    same = {one.id for one in _of_the_act(file, around, other_act=other_act, facts=facts)}
    return tuple(
        one
        for one in loading.load_many(scope, [row for row, _ in around], on=on)
        if one.case.id in same or one.data("termination").get("other") == str(file.case.id)
    )


def spared_before(
    scope: Scope,
    file: CaseFile,
    on: date,
    *,
    other_act: str,
    times: TimesDraft = UNSAID,
    facts: str = "",
) -> tuple[str, ...]:
    """Return the cases in which it was decided, and stands, not to punish the act (57.1)."""
    found = _decided_before(scope, file, on, _SPARED, other_act, times, facts)
    return tuple(one.number for one in found)


def fallen_before(
    scope: Scope,
    file: CaseFile,
    on: date,
    *,
    other_act: str,
    times: TimesDraft = UNSAID,
    facts: str = "",
) -> tuple[PenaltyCase, ...]:
    """Return the cases whose decision on the act was quashed, or withdrawn by the bureau."""
    return tuple(_decided_before(scope, file, on, _FELL, other_act, times, facts))


def _decided_before(
    scope: Scope,
    file: CaseFile,
    on: date,
    narrowed: Q,
    other_act: str,
    times: TimesDraft,
    facts: str,
) -> list[PenaltyCase]:
    around = _around(scope, file, on, narrowed, times)
    if says(other_act, LEAST_OTHER_ACT):  # the same may be done again, and told in the same words
        around = [(one, near) for one, near in around if near]
    return _of_the_act(file, around, other_act=other_act, facts=facts)


def _of_the_act(
    file: CaseFile, around: list[tuple[PenaltyCase, bool]], *, other_act: str, facts: str
) -> list[PenaltyCase]:
    """
    Return those of these cases that may be about the act of a file.

    ``other_act`` may tell it from one of about the time, not from one with the same facts; of one
    violation it is not for the officers on the spot to say so.
    """
    told = _facts_told(file, facts)
    apart = says(other_act, LEAST_OTHER_ACT) and not _is_on_the_spot(file.case)
    return [
        one
        for one, near in around
        if _tells(one, told) or (near and not apart and _of_one_kind(one, file.case))
    ]


def _facts_told(file: CaseFile, facts: str) -> frozenset[str]:
    """Return the facts of a file, first and last, as they are compared; those of now come last."""
    last = facts or applied.facts_stated(file.case, file.acts)
    return frozenset({facts_key(file.case.facts), facts_key(last)} - {""})


def _tells(one: PenaltyCase, told: frozenset[str]) -> bool:
    """Return whether a case has one of these facts, by its clue or by what it rests on now."""
    stated = applied.facts_stated(one, one.acts.all())
    return not told.isdisjoint({facts_key(one.facts), facts_key(stated)})


def _term_is_over(ended: CaseFile, file: CaseFile, on: date) -> bool:
    """
    Return whether a file ended after its term, or the term of its act ran out in a later file.

    What is fined on the spot has no term; what is decided anew had its own in the first file.
    """
    end = ended.last("termination")
    if end is None:
        return False
    if standing.facts_of(ended, on=end.on).decision_term_over:
        return True
    counts_on = file.case.remade_of_id is None and not _is_on_the_spot(file.case)
    is_first = ended.opened_on and (not file.opened_on or ended.opened_on < file.opened_on)
    if not counts_on or not is_first or end.outcome not in _OPENED_AGAIN:
        return False
    return standing.facts_of(ended, on=on).decision_term_over


def handling(scope: Scope, file: CaseFile, on: date) -> tuple[PenaltyCase, ...]:
    """
    Return the cases in which what may be the same act of the party is, or was, dealt with.

    They are open, and were so no later than this one, so that no term begins anew; or they are
    decided, and the decision has its force.
    """
    narrowed = Q(decision__annulment__isnull=True) & (_DECIDED | _open(scope))
    found = _of_one_act(scope, file, on, narrowed)
    acts = CaseAct.objects.of(scope).filter(case__in=found, step="opening")
    opened = {act.case_id: act.contents.get("case_opened_on", str(act.on)) for act in acts}
    own = str(file.opened_on)
    return tuple(one for one in found if hasattr(one, "decision") or opened[one.id] <= own)


def near_acts(
    scope: Scope, file: CaseFile, on: date, *, times: TimesDraft = UNSAID, facts: str = ""
) -> NearActs:
    """
    Return these cases, those open for what may be the same act, and another that was spared (29).

    One that ended because the police opened theirs is open there, until it comes back (27.1).
    ``times`` and ``facts`` are those that a proposal tells of the violation, which the case may not
    have yet. On the spot a clue of the act stands in the way, too, until it is decided on.
    """
    acts = CaseAct.objects.of(scope).filter(case=OuterRef("pk"))
    returned = CaseAct.objects.of(scope).filter(
        case=OuterRef("case"),
        step="crime_reply",
        outcome=PoliceReply.RETURNED.value,
        sequence__gt=OuterRef("sequence"),
    )
    for_crime = acts.filter(
        ~Exists(returned), step="termination", outcome=TerminationGround.CRIME.value
    )
    narrowed = _FINED | _SPARED | _open(scope) | Q(Exists(for_crime))
    near = _near(scope, file, on, narrowed, times, facts)
    if not _is_on_the_spot(file.case):
        return near
    pending = Q(~Exists(acts.filter(step__in=("opening", *ENDING))), decision__isnull=True)
    clues = _of_the_act(file, _around(scope, file, on, pending, times), other_act="", facts=facts)
    return replace(near, clues=tuple(one.cause for one in clues))


def _open(scope: Scope) -> Q:
    """Return the condition that a case was opened, and neither ended nor was decided."""
    acts = CaseAct.objects.of(scope).filter(case=OuterRef("pk"))
    opened, ended = (Exists(acts.filter(step__in=steps)) for steps in (("opening",), ENDING))
    return Q(opened, ~ended, decision__isnull=True)


_FINED: Final = Q(
    decision__kind=DecisionKind.PENALTY.value,
    decision__fine_fen__gt=0,
    decision__annulment__isnull=True,
)
_SPARED: Final = Q(decision__kind=DecisionKind.NO_PENALTY.value, decision__annulment__isnull=True)
_FELL: Final = Q(decision__annulment__isnull=False)
#: Steps that end a file with nothing decided.
_ENDED: Final = ("termination", "transfer")
#: Ends with nothing decided after which the act may be taken up again.
_OPENED_AGAIN: Final = frozenset(
    {
        TerminationGround.WRONGLY_OPENED.value,
        TerminationGround.NOT_ESTABLISHED.value,
        TerminationGround.LIMITATION.value,
    }
)
_DECIDED: Final = Q(decision__isnull=False)


def _near(
    scope: Scope,
    file: CaseFile,
    on: date,
    narrowed: Q,
    times: TimesDraft = UNSAID,
    facts: str = "",
    *,
    unexplained: bool = False,
) -> NearActs:
    around = _around(scope, file, on, narrowed, times)
    found = [(one, near) for one, near in around if near or _is_of_source(one, file.case)]
    known = _facts_told(file, facts)
    told = {one.id for one, _ in found if _tells(one, known)}
    same = {one.id for one, near in found if near and _of_one_kind(one, file.case)} - told
    apart = _told_apart(scope, [one.id for one, _ in found]) if unexplained and found else set()
    spared = {one.id for one, _ in around if _is_spared(one)}  # the same is refused by itself
    apart |= spared & (same | told)
    same, told = same - spared, told - spared
    close = {one.id for one, _ in found} | spared
    spot = _is_on_the_spot(file.case)
    further = [one for one, _ in around if spot and one.id not in close]
    return NearActs(
        same=tuple(one.number for one, _ in found if one.id in same),
        other=tuple(one.number for one, _ in found if one.id not in same | told | apart),
        told=tuple(one.number for one, _ in found if one.id in told),
        again=tuple(
            one.number for one in further if _tells(one, known) or _was_fined_on_the_spot(one, on)
        ),
    )


def _is_on_the_spot(case: PenaltyCase) -> bool:
    return bool(case.procedure == CaseProcedure.SUMMARY.value)


def _is_spared(case: PenaltyCase) -> bool:
    decision = getattr(case, "decision", None)
    return decision is not None and decision.kind == DecisionKind.NO_PENALTY.value


def _was_fined_on_the_spot(case: PenaltyCase, on: date) -> bool:
    decision = getattr(case, "decision", None)
    return _is_on_the_spot(case) and decision is not None and decision.decided_on == on


def _of_one_act(scope: Scope, file: CaseFile, on: date, narrowed: Q) -> tuple[PenaltyCase, ...]:
    """Return the cases about one of the violations of the case at about the same time."""
    around = _around(scope, file, on, narrowed)
    return tuple(one for one, near in around if near and _of_one_kind(one, file.case))


def _around(
    scope: Scope, file: CaseFile, on: date, narrowed: Q, times: TimesDraft = UNSAID
) -> list[tuple[PenaltyCase, bool]]:
    """Return other cases against the party, each with whether it is of about the same time."""
    case, place = file.case, file.bureau.jurisdiction
    days = lawbook.parameter("penalty.acts_near", on=on, jurisdiction=place).integer()
    ended = times.ended_on or case.violation_ended_on
    span = times.began_on or case.violation_began_on or ended or case.clue_on, ended
    others = _of_party(scope, case).filter(narrowed).exclude(id=case.id)
    rows = others.select_related("decision", "party", "remade_of__lead", "lead").order_by("number")
    rows = rows.prefetch_related(applied.stating(scope))
    return [(one, may_be_one_act(_span(one), span, days=days)) for one in rows]


def _of_one_kind(one: PenaltyCase, case: PenaltyCase) -> bool:
    """Return whether two cases share a violation."""
    return bool(set(one.violation_keys) & set(case.violation_keys))


def _is_of_source(one: PenaltyCase, case: PenaltyCase) -> bool:
    """Return whether two cases come from one record, such as an inspection."""
    return case.source_id is not None and one.source_id == case.source_id


def _told_apart(scope: Scope, cases: list[UUID]) -> set[UUID]:
    """Return the cases that say why they are about another act than others of about the time."""
    rows = CaseAct.objects.of(scope).filter(case__in=cases, step__in=("proposal", "on_the_spot"))
    return {
        row.case_id for row in rows if says(str(row.contents.get("other_act", "")), LEAST_OTHER_ACT)
    }


def _span(case: PenaltyCase) -> Span:
    """Return first and last day of what another case is about; a decision ends what goes on."""
    decision = getattr(case, "decision", None)
    ended = case.violation_ended_on or (decision.decided_on if decision else None)
    return case.violation_began_on or case.law_day, ended
