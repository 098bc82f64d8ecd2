"""What the reviewer of a case sees: the file on one side, the seven questions on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from zhunsheng.cases import services
from zhunsheng.cases.forms.base import Known
from zhunsheng.cases.forms.reviewing import Asked, ReviewForm
from zhunsheng.cases.queries import CaseFile, rounds
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.views.choosing import own_case_findings
from zhunsheng.cases.views.reading import papers_of
from zhunsheng.documents.rules import Paper
from zhunsheng.kernel.act import Viewer
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.legalreview.choices import (
    EVIDENCE_ANCHOR,
    PAPER_ANCHOR,
    CheckState,
    Question,
)
from zhunsheng.legalreview.rules import Check, by_question
from zhunsheng.legalreview.rules.claims import REVIEWERS
from zhunsheng.web.parts import Tone
from zhunsheng.workforce import queries as workforce

TONES = {
    CheckState.SOUND: Tone.GREEN,
    CheckState.DOUBT: Tone.ORANGE,
    CheckState.FAULT: Tone.RED,
}


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
class Row:
    """One question with what the record shows on it and the fields of its answer."""

    asked: Asked
    checks: tuple[tuple[Check, Tone], ...]

    @property
    def is_open(self) -> bool:
        """Whether the fields of a defect are shown from the start."""
        value = self.asked.answer.value()
        asked = self.asked
        faults = (asked.defects.errors, asked.anchors.errors, asked.remark.errors)
        return value == "bad" or any(faults)

    @property
    def chosen(self) -> int:
        """How many pieces of evidence and papers the answer rests on so far."""
        return len(self.asked.anchors.value() or ())


def reviewer_of(viewer: Viewer, known: Known, file: CaseFile) -> Known:
    """Return what the form of a review is limited by: the own qualification, the file's things."""
    officer = workforce.officer_of_user(viewer, viewer.by.id)
    papers = papers_of(viewer, file)
    anchors = rounds.anchors_of(file, papers)
    return replace(
        known,
        legally_qualified=officer is not None and officer.legally_qualified,
        anchors=tuple(anchors.items()),
        resting=_resting(file, papers),
    )


def _resting(file: CaseFile, papers: Sequence[Paper]) -> dict[str, tuple[str, ...]]:
    """Return on what each answer rests where the reviewer does not say otherwise."""
    stated = _stated(file)
    proof = [f"{EVIDENCE_ANCHOR}:{one.id}" for one in file.evidence if str(one.id) in stated]
    found = {}
    for question in Question:
        wanted = PAPERS_OF.get(question)
        made = [
            f"{PAPER_ANCHOR}:{one.id}"
            for one in papers
            if (one.kind in wanted if wanted else one.kind not in rounds.OWN_PAPERS)
        ]
        found[question.value] = (*(proof if question is Question.FACTS else ()), *made)
    return found


def _stated(file: CaseFile) -> frozenset[str]:
    """Return the evidence that the proposal names for what it rests on, or else all of it."""
    rows = file.data("proposal").get("derivations", ())
    named = {
        str(one["evidence"])
        for row in rows
        for one in (*row["answers"]["facts"].values(), *row["circumstances"])
    }
    held = {str(one.id) for one in file.evidence}
    return frozenset(named & held or held)


def review_context(
    viewer: Viewer, file: CaseFile, form: ReviewForm, known: Known, *, today: date
) -> dict[str, Any]:
    """Return the two sides of the page."""
    papers = papers_of(viewer, file)
    every = legalreview.of_subject(viewer, ("case", file.case.id))
    materials = services.materials(file) if file.last("proposal") else ()
    found = by_question(checks_of(viewer, file, papers, on=today))
    last = every[-1] if every else None
    holder = legalreview.holder_of(viewer, last.id) if last else None
    is_open = last is not None and not hasattr(last, "opinion") and viewer.by.holds(REVIEWERS)
    return {
        "rows": [
            Row(asked, tuple((check, TONES[check.state]) for check in found[asked.question]))
            for asked in form.asked
        ],
        "materials": materials,
        "file": file,
        "papers": papers,
        "review": last,
        "rounds": every,
        "holder": holder,
        "may_claim": is_open and holder is None and not own_case_findings(file, viewer),
        "changes": rounds.changes_of(file, every, materials, dict(known.anchors)),
    }
