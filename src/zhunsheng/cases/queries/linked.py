"""Which cases for what may be one act name each other: opened anew, or ended for the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.records import visible
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry

#: Steps whose acts may name another case.
NAMING: Final = ("opening", "proposal", "termination")


@dataclass(frozen=True, slots=True)
class Link:
    """Another case; the step that names the one in the other, and whether it stands here."""

    case: PenaltyCase
    step: str
    stands_here: bool


def links_of(viewer: Viewer, file: CaseFile) -> tuple[Link, ...]:
    """Return the cases that a case names, and those that name it, as the viewer may see them."""
    named, own = dict(_named(file)), str(file.case.id)
    seen = visible(viewer)
    rows = seen.filter(id__in=named).order_by("id") if named else ()
    party = registry.of_entity(file.case.party.merged_into_id or file.case.party_id, "case__party")
    acts = CaseAct.objects.of(viewer).filter(party, step__in=NAMING, data__contains=own)
    there = acts.filter(case__in=seen).exclude(case=file.case).select_related("case")
    return (
        *(Link(one, named[one.id], True) for one in rows),
        *(Link(act.case, act.step, False) for act in there.order_by("id")),
    )


def _named(file: CaseFile) -> Iterator[tuple[UUID, str]]:
    """Yield the ids of the cases that the acts of a file name, with the step."""
    for step in ("proposal", "opening"):
        for one in file.data(step).get("reopened", {}).get("cases", ()):
            yield UUID(one["id"]), step
    if other := file.data("termination").get("other"):
        yield UUID(other), "termination"
