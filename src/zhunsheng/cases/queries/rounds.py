"""What an answer of a review may rest on, and what changed in a file between two rounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.shapes import draft_of
from zhunsheng.documents.rules import Paper
from zhunsheng.kernel.act import Viewer
from zhunsheng.legalreview.choices import EVIDENCE_ANCHOR, PAPER_ANCHOR, Question
from zhunsheng.legalreview.queries import Review
from zhunsheng.workforce import queries as workforce

#: Papers of the review itself, on which no answer rests.
OWN_PAPERS = frozenset({"legal_review_opinion"})
_OPENED = frozenset({"opening_approval", "joining_approval"})
_FOUND = frozenset({"investigation_report"})
#: The papers on which the answer to a question rests before the reviewer chooses others.
PAPERS_OF: Final[Mapping[Question, frozenset[str]]] = {
    Question.SUBJECT: _OPENED | {"recusal_decision"},
    Question.PROCEDURE: _OPENED
    | {"prior_notice", "hearing_rights_notice", "delivery_receipt", "hearing_record"},
    Question.FACTS: _FOUND,
    Question.LAW: _FOUND | {"handling_approval"},
    Question.POWER: _OPENED,
    Question.CRIME: _FOUND | {"crime_report"},
}


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the materials that reads otherwise than in the round before."""

    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Changes:
    """
    What changed since the round before, whose number is ``round``.

    ``acts`` are day, step and person; ``added`` the names of new evidence and papers, known only
    where the round before kept its catalogue.
    """

    round: int
    acts: tuple[tuple[date, str, str], ...]
    added: tuple[str, ...]
    materials: tuple[Change, ...]
    knows_catalogue: bool


def is_legally_qualified(viewer: Viewer) -> bool:
    """Return whether the roll of officers has the legal qualification of who looks (58.2)."""
    officer = workforce.officer_of_user(viewer, viewer.by.id)
    return officer is not None and officer.legally_qualified


def anchors_of(file: CaseFile, papers: Iterable[Paper]) -> dict[str, str]:
    """Return the evidence and the papers of a file by the key of each, with its printed name."""
    items = {f"{EVIDENCE_ANCHOR}:{i.id}": f"{i.number} {i.name}" for i in file.evidence}
    issued = {
        f"{PAPER_ANCHOR}:{paper.id}": f"{paper.title} {paper.number}".strip()
        for paper in papers
        if paper.kind not in OWN_PAPERS
    }
    return {**items, **issued}


def resting_on(file: CaseFile, papers: Sequence[Paper]) -> dict[str, tuple[str, ...]]:
    """Return on what each answer rests where the reviewer does not say otherwise."""
    stated = _stated(file)
    proof = [f"{EVIDENCE_ANCHOR}:{one.id}" for one in file.evidence if str(one.id) in stated]
    found = {}
    for question in Question:
        wanted = PAPERS_OF.get(question)
        made = [
            f"{PAPER_ANCHOR}:{one.id}"
            for one in papers
            if (one.kind in wanted if wanted else one.kind not in OWN_PAPERS)
        ]
        found[question.value] = (*(proof if question is Question.FACTS else ()), *made)
    return found


def _stated(file: CaseFile) -> frozenset[str]:
    """Return the evidence that the proposal names for what it rests on, or else all of it."""
    rows = file.data("proposal").get("derivations", ())
    named = {
        str(one["evidence"])
        for row in rows
        for one in (*draft_of(row)["facts"].values(), *row["circumstances"])
    }
    held = {str(one.id) for one in file.evidence}
    return frozenset(named & held or held)


def changes_of(
    file: CaseFile,
    rounds: Sequence[Review],
    materials: Iterable[tuple[str, str]],
    anchors: Mapping[str, str],
) -> Changes | None:
    """Return what changed since the last round that ended in an opinion, or nothing."""
    before = next((one for one in reversed(rounds) if hasattr(one, "opinion")), None)
    ended = file.last("legal_review")
    if before is None or ended is None:
        return None
    known = dict(before.catalogue)
    said = dict(before.material_lines)
    now = dict(materials)
    return Changes(
        round=before.round,
        acts=tuple(
            (act.on, file.procedure.step(act.step).label, act.by_name)
            for act in file.acts
            if act.sequence > ended.sequence
        ),
        added=tuple(label for key, label in anchors.items() if key not in known) if known else (),
        materials=tuple(
            Change(label, said.get(label, ""), now.get(label, ""))
            for label in dict.fromkeys([*now, *said])
            if said.get(label, "") != now.get(label, "")
        ),
        knows_catalogue=bool(known),
    )
