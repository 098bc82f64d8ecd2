"""The inspection that a case came from, and the cases beside it, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from zhunsheng.cases import queries
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import CaseFile, linked
from zhunsheng.cases.queries.loading import INSPECTION
from zhunsheng.documents import queries as documents
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer
from zhunsheng.web import clock, pages

#: What a case is to another: by the step that names the one, and whether it stands here.
LINKS: Final = {
    ("opening", True): "期限届满的原案",
    ("opening", False): "期限届满后重新立案",
    ("proposal", True): "期限届满的原案",
    ("proposal", False): "原案期限届满后继续查处",
    ("termination", True): "另案",
    ("termination", False): "因本案终止的案件",
}


@dataclass(frozen=True, slots=True)
class Sourced:
    """The visit with who came and attended, what it found, and its papers."""

    visit: Any
    url: str
    officers: str
    attendees: tuple[Any, ...]
    findings: list[Any]
    measures: tuple[Any, ...]
    papers: list[Any]
    closed_papers: Any


def source_of(viewer: Viewer, case: PenaltyCase) -> Sourced | None:
    """Return the inspection that a case came from, nothing where none is seen by the viewer."""
    found = [one for kind, one in queries.subjects_of(case) if kind == INSPECTION]
    if not found:
        return None
    try:
        row = inspections.inspection(viewer, found[0])
    except ObjectDoesNotExist:
        return None
    papers = list(documents.documents_of(viewer, (INSPECTION, row.pk)))
    return Sourced(
        visit=row,
        url=pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["inspection"], row.pk),
        officers=inspections.officer_names(viewer, [row.pk]).get(row.pk, ""),
        attendees=tuple(inspections.attendees_of(viewer, row.pk)),
        findings=[
            one
            for one in inspections.findings_of(viewer, row.pk)
            if one.violation_key in case.violation_keys
        ],
        measures=tuple(inspections.measures_of(viewer, row)),
        papers=papers,
        closed_papers=documents.closed_to(viewer, papers, on=clock.today()),
    )


def links_of(viewer: Viewer, file: CaseFile) -> list[tuple[str, Any]]:
    """Return the cases for what may be the same act, each with what it is to this one."""
    return [(LINKS[one.step, one.stands_here], one.case) for one in linked.links_of(viewer, file)]
