"""The parties of a case: of one file, and of the cases of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import DecisionChange, DecisionKind, Stage
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.models import CaseAct, Decision, PenaltyCase
from zhunsheng.cases.queries import owing
from zhunsheng.cases.queries.files import CaseFile, Kin
from zhunsheng.cases.queries.records import changes_among, stage_after
from zhunsheng.lawbook.choices import Liable, PartyKind


@dataclass(frozen=True, slots=True)
class PartyLine:
    """
    A party of a case: where its file stands, and the amount that was proposed or decided.

    ``fine_fen`` is what stands by now, None before there is an amount; ``paid_fen`` what was paid
    of it; ``change`` what became of the decision, if anything. ``waits`` tells that a person in
    charge has not approved the party yet.
    """

    case: UUID
    name: str
    kind: PartyKind
    stage: Stage
    waits: bool
    is_first: bool
    is_this: bool
    is_decided: bool
    spares: bool
    fine_fen: int | None
    paid_fen: int
    change: DecisionChange | None = None


def name_of(first: PenaltyCase, others: Iterable[PenaltyCase]) -> str:
    """Return the name of a case from the file of its first party and those that joined it."""
    name, conduct = first.named, first.cause.removeprefix(first.party_name)
    rows = list(others)
    if not rows or conduct == first.cause:
        return first.titled
    own = [row for row in rows if row.party_role and row.party_id == first.party_id]
    name += "".join(
        say("case_and", role=Liable(row.party_role).label, party=row.named) for row in own
    )
    return say("comma").join([name, *(row.named for row in rows if row not in own)]) + conduct


def case_name(file: CaseFile) -> str:
    """Return the name of a case after all of its parties, or of a file that joined one."""
    joined = [one.case for one in file.joined if "not_opened" not in one.steps]
    return name_of(file.case, joined)


def party_lines(file: CaseFile) -> tuple[PartyLine, ...]:
    """Return the parties of the case of a file, the first one first, each with where it stands."""
    own = Kin(file.case, file.acts)
    ordered = sorted((own, *file.kin), key=lambda one: (bool(one.case.lead_id), one.case.id))
    return tuple(_line(one, is_this=one is own) for one in ordered)


def _line(one: Kin, *, is_this: bool) -> PartyLine:
    decided = one.data("decision") or one.data("on_the_spot")
    known = decided or one.data("proposal")
    spared = "no_penalty" in one.steps or (not decided and bool(known.get("spares")))
    changed = [act.outcome for act in one.acts if act.step == "decision_changed"]
    return PartyLine(
        case=one.case.id,
        name=one.case.party_label,
        kind=PartyKind(one.case.party_kind),
        stage=stage_after(one.steps),
        waits=one.waits and one.case.lead_id is not None,
        is_first=one.case.lead_id is None,
        is_this=is_this,
        is_decided=bool(decided) or "no_penalty" in one.steps,
        spares=spared,
        fine_fen=_fine_fen(one) if known and not spared else None,
        paid_fen=owing.paid_fen(one.acts),
        change=DecisionChange(changed[-1]) if changed else None,
    )


def _fine_fen(one: Kin) -> int:
    decided = any(act.step in owing.SETTING for act in one.acts)
    return owing.imposed_fen(one.acts) if decided else int(one.data("proposal")["fine_fen"])


@dataclass(frozen=True, slots=True)
class Others:
    """
    The parties that joined a case, by name, and the fines that stand on all of its parties.

    ``changes`` are what became of decisions that do not stand as they were made.
    """

    names: tuple[str, ...]
    is_fined: bool
    fine_fen: int
    changes: tuple[DecisionChange, ...] = ()


def others_of(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, Others]:
    """
    Return the parties that joined cases and what was decided on all parties, in four queries.

    A party that was not proceeded against is none of the case.
    """
    wanted = list(ids)
    joined = PenaltyCase.objects.of(scope).filter(lead_id__in=wanted).select_related("party")
    dropped = CaseAct.objects.of(scope).filter(case__lead_id__in=wanted, step="not_opened")
    left_out = set(dropped.values_list("case_id", flat=True))
    names: dict[UUID, list[str]] = {one: [] for one in wanted}
    for row in joined.order_by("id"):
        if row.id not in left_out:
            names[row.lead_id].append(row.party_label)
    fines: dict[UUID, list[int]] = {one: [] for one in wanted}
    among = Q(case_id__in=wanted) | Q(case__lead_id__in=wanted)
    made = Decision.objects.of(scope).filter(among, kind=DecisionKind.PENALTY.value)
    changed = changes_among(scope, among)
    changes: dict[UUID, list[DecisionChange]] = {one: [] for one in wanted}
    for case, lead, fine in made.values_list("case_id", "case__lead_id", "fine_fen"):
        last = changed.get(case)
        fines[lead or case].append(int(last.contents["fine_fen"]) if last else fine)
        if last:
            changes[lead or case].append(DecisionChange(last.outcome))
    return {
        one: Others(tuple(names[one]), bool(fines[one]), sum(fines[one]), tuple(changes[one]))
        for one in wanted
    }


def credit_terms(file: CaseFile, *, fine_fen: int, on: date) -> tuple[str, int, int] | None:
    """Return class, least and most months of the credit record of a penalty, as its room tells."""
    told = import_string(settings.ZHUNSHENG_CREDIT_TERMS)
    found: tuple[str, int, int] | None = told(
        fine_fen=fine_fen,
        party=PartyKind(file.case.party_kind),
        on=on,
        jurisdiction=file.bureau.jurisdiction,
    )
    return found
