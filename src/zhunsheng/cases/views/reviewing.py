"""What the reviewer of a case sees: the file on one side, the seven questions on the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zhunsheng.cases import services
from zhunsheng.cases.forms.base import Known
from zhunsheng.cases.forms.reviewing import Asked, ReviewForm
from zhunsheng.cases.queries import CaseFile, rounds
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.views.choosing import own_case_findings
from zhunsheng.cases.views.reading import papers_of
from zhunsheng.kernel.act import Viewer
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.legalreview.choices import (
    CheckState,
)
from zhunsheng.legalreview.rules import Check, by_question
from zhunsheng.legalreview.rules.claims import REVIEWERS
from zhunsheng.web.parts import Tone

TONES = {
    CheckState.SOUND: Tone.GREEN,
    CheckState.DOUBT: Tone.ORANGE,
    CheckState.FAULT: Tone.RED,
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
    papers = papers_of(viewer, file)
    anchors = rounds.anchors_of(file, papers)
    return replace(
        known,
        legally_qualified=rounds.is_legally_qualified(viewer),
        anchors=tuple(anchors.items()),
        resting=rounds.resting_on(file, papers),
    )


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
        "is_answered": hasattr(last, "opinion") and not form.is_bound,
        "rounds": every,
        "holder": holder,
        "may_claim": is_open and holder is None and not own_case_findings(file, viewer),
        "changes": rounds.changes_of(file, every, materials, dict(known.anchors)),
    }
