"""Who investigated a case, and so neither reviews it nor sits at its hearing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.loading import INSPECTION, subjects_of
from zhunsheng.cases.queries.shapes import NAMING, named_by
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.inspection import queries as inspections
from zhunsheng.workforce import queries as workforce


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
    sent = inspections.officer_ids(scope, *(one for kind, one in subjects if kind == INSPECTION))
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
    """Return whether who acts endorsed the last submission of a file, to punish or to spare."""
    signed = (file.last("endorsement"), file.last("sparing_endorsement"))
    return any(act is not None and act.by_id == file.by for act in signed)
