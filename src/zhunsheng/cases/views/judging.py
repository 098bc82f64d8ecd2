"""What somebody who judges a case reads beside the form: law, course, evidence and papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhunsheng.cases import queries
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.procedure.roles import LEADERS
from zhunsheng.cases.queries import CaseFile
from zhunsheng.cases.views.progress import REVIEW_STEP
from zhunsheng.cases.views.reading import fines_of, papers_of
from zhunsheng.kernel.act import Viewer
from zhunsheng.legalreview import queries as legalreview

#: Steps whose page shows the law of the case and the range of its fine.
JUDGING: Final = frozenset(
    {
        "proposal", "deviation_approval", REVIEW_STEP, "first_check", "committee", "endorsement",
        "sparing_endorsement", "discussion", "decision", "no_penalty",
    }
)  # fmt: skip
#: Whether a case is opened is read from the clue.
OPENING: Final = frozenset({"opening", "not_opened"})
CLOSING: Final = "closing"
#: What is laid before the persons in charge.
LAID_BEFORE: Final = frozenset({"first_check", "submission", "sparing_submission"})
#: Steps of the persons in charge, who read what came of the case before they sign (57.1).
SIGNING: Final = LAID_BEFORE | {
    step.key for step in PENALTY_ORDINARY.steps if step.actor & LEADERS
} - OPENING - {CLOSING}
#: Steps whose page tells what is inner to the case.
INNER: Final = JUDGING | SIGNING | {CLOSING}


def materials_of(viewer: Viewer, file: CaseFile, step: str) -> dict[str, object]:
    """Return what the page of a step shows of its case."""
    if step in OPENING:
        return {"violations": queries.applied_of(file), "opened": file}
    found: dict[str, object] = {}
    if step in JUDGING:
        found["violations"] = queries.applied_of(file)
        if step != "proposal":
            found |= {**fines_of(file), "open_tree": True}
    if step in SIGNING:
        found |= {"course": tuple(_course(viewer, file)), "file": file}
    if step == CLOSING:
        found["course"] = tuple(_asked(file))
    if step in SIGNING | {CLOSING}:
        found["papers"] = papers_of(viewer, file)
    return found


def _course(viewer: Viewer, file: CaseFile) -> Iterator[tuple[str, str]]:
    """Yield what checks, review, party, hearing, committee and discussion came to."""
    rounds = legalreview.of_subject(viewer, ("case", file.case.id))
    opinion = getattr(rounds[-1], "opinion", None) if rounds else None
    if opinion:
        by = f"第{rounds[-1].round}次，{opinion.reviewer_name}，{opinion.concluded_on.isoformat()}"
        yield "法制审核", f"{opinion.outcome_label}（{by}）：{opinion.text}"
    said, answer = file.data("representation"), file.data("representation_answer")
    if said:
        yield "陈述申辩", f"{said['by']}：{said['text']}"
    if answer:
        yield "复核意见", f"{'采纳' if answer['accepted'] else '不采纳'}：{answer['text']}"
    told = (
        ("初审意见", "first_check", "opinion"),
        ("听证报告", "hearing_report", "opinion"),
        ("案审会意见", "committee", "conclusion"),
        ("集体讨论", "discussion", "conclusion"),
        ("呈批意见", "submission", "opinion"),
        ("审签意见", "endorsement", "opinion"),
        ("不予处罚呈批意见", "sparing_submission", "opinion"),
        ("不予处罚审签意见", "sparing_endorsement", "opinion"),
    )
    for label, step, key in told:
        text = file.data(step).get(key)
        if text:
            yield label, str(text)


def _asked(file: CaseFile) -> Iterator[tuple[str, str]]:
    """Yield what the handlers said when they asked for the closing."""
    asked = file.last("closing_request")
    if asked:
        yield "提请结案", f"{asked.by_name}，{asked.on.isoformat()}"
        yield "承办人意见", str(asked.contents.get("opinion") or "建议结案")
