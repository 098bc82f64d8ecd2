"""Who investigated a case and who signed for it: each leaves what follows to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.loading import INSPECTION, subjects_of
from zhunsheng.cases.queries.shapes import NAMING, named_by, recused_by
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.inspection import queries as inspections
from zhunsheng.workforce import queries as workforce

#: The submissions of a case for decision, and the endorsements of them.
SUBMITTED: Final = ("submission", "sparing_submission")
ENDORSED: Final = ("endorsement", "sparing_endorsement")


@dataclass(frozen=True, slots=True)
class Investigators:
    """The accounts and the names of all who investigated a case."""

    users: frozenset[UUID]
    names: frozenset[str]


def investigators(scope: Scope, file: CaseFile) -> Investigators:
    """
    Return who investigated a case: every handler, the inspectors, who took evidence (58, 64(4)).

    Handlers are all who ever were, in the file of any party; the inspectors are those of the
    source inspection; evidence is that of every record on which a party's file stands.
    """
    subjects = {*subjects_of(file.case), *(("case", one.case.id) for one in file.kin)}
    visits = [one for kind, one in subjects if kind == INSPECTION]
    sent = (
        *inspections.officer_ids(scope, *visits),
        *inspections.successor_ids(scope, *visits),
    )
    acts = (*file.acts, *(act for one in file.kin for act in one.acts))
    named = [row for act in acts if act.step in NAMING for row in named_by(act.contents)]
    found = {
        *((one.user_id, one.name) for one in file.handlers),
        *((one.user_id, one.name) for one in workforce.officer_facts(scope, sent)),
        *inquiry.takers(scope, {one for _, one in subjects}),
    }
    return Investigators(
        users=file.handling | {user for user, _ in found if user},
        names=frozenset({name for _, name in found} | {row["name"] for row in named}),
    )


def by_endorsed(file: CaseFile) -> bool:
    """Return whether who acts endorsed any submission of a file, to punish or to spare."""
    return any(act.step in ENDORSED and act.by_id == file.by for act in file.acts)


def reviewers(file: CaseFile) -> frozenset[UUID]:
    """Return who gave an opinion of a legal review in any file of the case."""
    acts = (*file.acts, *(act for one in file.kin for act in one.acts))
    return frozenset(act.by_id for act in acts if act.step == "legal_review" and act.by_id)


def signed_before(file: CaseFile) -> frozenset[str]:
    """Return the submissions and endorsements that were signed on another file than the present."""
    bound = {step: file.data(step).get("bound_hash") for step in (*SUBMITTED, *ENDORSED)}
    return frozenset(step for step, one in bound.items() if one and one != file.file_hash)


def voter_aside(file: CaseFile) -> bool:
    """Return whether one who voted in the last discussion stands aside from the case (43)."""
    voters = {UUID(str(one["member"])) for one in file.data("discussion").get("views", ())}
    return not voters.isdisjoint(file.interested_users)


def review_fell(file: CaseFile) -> bool:
    """Return whether the last reviewer stands aside, or a handler was recused since (43)."""
    reviewed, asked = file.last("legal_review"), file.last("review_request")
    if not reviewed or not asked or asked.sequence > reviewed.sequence:
        return False
    later = (act for act in file.acts if act.sequence > reviewed.sequence)
    return reviewed.by_id in file.interested_users or bool(recused_by(later))
