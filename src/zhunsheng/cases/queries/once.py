"""Other cases of a party for what a case is about: one act is not fined twice (行政处罚法 29)."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import DecisionKind, PoliceReply, TerminationGround
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries.files import ENDING, CaseFile
from zhunsheng.cases.rules.inputs import Span, may_be_one_act
from zhunsheng.cases.rules.times import UNSAID, TimesDraft
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


def fined_for_the_act(scope: Scope, file: CaseFile, on: date) -> tuple[str, ...]:
    """
    Return the numbers of the cases in which the party was fined for what may be the same act.

    That is one of the violations of the case at about the same time, or one that had not ended; a
    decision that lost its force stands in nobody's way.
    """
    return _numbers(_near(scope, file, on, _FINED))


def ended_for_term(scope: Scope, file: CaseFile, on: date) -> tuple[PenaltyCase, ...]:
    """Return the cases that ended because their term was over, for what may be the same act."""
    acts = CaseAct.objects.of(scope).filter(
        case=OuterRef("pk"), step="termination", outcome=TerminationGround.TERM_OVER.value
    )
    return _near(scope, file, on, Q(Exists(acts)))


def handling(scope: Scope, file: CaseFile, on: date) -> tuple[PenaltyCase, ...]:
    """
    Return the cases in which what may be the same act of the party is, or was, dealt with.

    They are open, and were so no later than this one, so that no term begins anew; or they are
    decided, and the decision has its force.
    """
    found = _near(scope, file, on, Q(decision__annulment__isnull=True) & (_DECIDED | _open(scope)))
    acts = CaseAct.objects.of(scope).filter(case__in=found, step="opening")
    opened = {act.case_id: act.contents.get("case_opened_on", str(act.on)) for act in acts}
    own = str(file.opened_on)
    return tuple(one for one in found if hasattr(one, "decision") or opened[one.id] <= own)


def near_acts(
    scope: Scope, file: CaseFile, on: date, *, times: TimesDraft = UNSAID
) -> tuple[str, ...]:
    """
    Return the numbers of these cases, and of those open for what may be the same act (29).

    One that ended because the police opened theirs is open there, until it comes back (27.1).
    ``times`` are those that a proposal tells of the violation, which the case may not have yet.
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
    narrowed = _FINED | _open(scope) | Q(Exists(for_crime))
    return _numbers(_near(scope, file, on, narrowed, times))


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
_DECIDED: Final = Q(decision__isnull=False)


def _numbers(cases: tuple[PenaltyCase, ...]) -> tuple[str, ...]:
    return tuple(one.number for one in cases)


def _near(
    scope: Scope, file: CaseFile, on: date, narrowed: Q, times: TimesDraft = UNSAID
) -> tuple[PenaltyCase, ...]:
    case, place = file.case, file.bureau.jurisdiction
    days = lawbook.parameter("penalty.acts_near", on=on, jurisdiction=place).integer()
    ended = times.ended_on or case.violation_ended_on
    span = times.began_on or case.violation_began_on or ended or case.clue_on, ended
    others = _of_party(scope, case).filter(narrowed).exclude(id=case.id)
    rows = others.select_related("decision").order_by("number")
    return tuple(
        one
        for one in rows
        if set(one.violation_keys) & set(case.violation_keys)
        and may_be_one_act(_span(one), span, days=days)
    )


def _span(case: PenaltyCase) -> Span:
    """Return first and last day of what another case is about; a decision ends what goes on."""
    decision = getattr(case, "decision", None)
    ended = case.violation_ended_on or (decision.decided_on if decision else None)
    return case.violation_began_on or case.law_day, ended
