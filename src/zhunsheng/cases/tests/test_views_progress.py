"""The progress bar of a case: the order of what was done, and that an end demands nothing more."""

from __future__ import annotations

from typing import Any

import pytest

from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.tests.guard_rows import acts
from zhunsheng.cases.views.progress import required_steps
from zhunsheng.web.parts import StepState

OPENED = "clue opening investigation proposal review_request legal_review=AGREED"
DECIDED = f"{OPENED} prior_notice notice_delivery representation_waiver decision"
FELL = "remedy_opened=RECONSIDERATION decision_changed=ANNULLED remedy_ended=RECONSIDERATION"


def shown(done: str, **facts: Any) -> tuple[list[str], list[str]]:
    """Return what is marked as current, and what is still demanded after it."""
    procedure = PENALTY_SUMMARY if done.startswith("on_the_spot") else PENALTY_ORDINARY
    marks = required_steps(procedure, CaseFacts(acts=acts(*done.split()), **facts), None)
    current, rest = (
        [mark.label for mark in marks if mark.state is state]
        for state in (StepState.CURRENT, StepState.REQUIRED)
    )
    return current, rest


@pytest.mark.parametrize(
    "done",
    [
        "clue not_opened",
        "clue opening transfer",
        "clue opening investigation termination",
        f"{DECIDED} decision_delivery payment=FINE closing",
        "on_the_spot report_back payment=FINE closing",
    ],
)
def test_an_ended_case_demands_nothing(done: str) -> None:
    assert shown(done, fine_imposed=True) == ([], [])


@pytest.mark.parametrize(
    ("done", "facts", "current", "rest"),
    [
        ("clue opening suspension", {}, ["恢复调查"], "调查终结"),
        (
            "clue opening investigation crime_report crime_decision=APPROVED crime_handover",
            {},
            ["登记移送答复"],
            "拟处理意见",
        ),
        (f"{DECIDED} decision_delivery {FELL}", {"fine_imposed": False}, ["结案"], ""),
        (
            f"{DECIDED} decision_delivery payment=FINE closing {FELL}",
            {"fine_imposed": False, "refund_fen": 100},
            ["退还罚款"],
            "",
        ),
        (
            f"{DECIDED} decision_delivery payment=FINE closing {FELL} remedy_opened=LITIGATION",
            {"fine_imposed": False},
            ["复议诉讼终结"],
            "",
        ),
        ("on_the_spot", {}, ["报所属机关备案"], "缴纳罚款"),
    ],
)
def test_what_happened_tells_what_comes_next(
    done: str, facts: dict[str, Any], current: list[str], rest: str
) -> None:
    """行政处罚法 52.3, 66, 73: what a turn of the case left open is the next step."""
    found = shown(done, **facts)
    assert (found[0], "".join(found[1][:1])) == (current, rest)


def test_a_proposal_to_spare_the_party_leads_to_no_notice_and_no_penalty() -> None:
    """行政处罚法 33, 57.1(2): who is not punished is told the decision not to punish."""
    current, rest = shown(OPENED, spares=True, fine_imposed=False, review_is_current=True)
    assert [*current, *rest] == ["不予处罚决定", "送达决定书", "结案"]


def test_what_was_done_stands_in_its_order_and_a_fallen_decision_says_so() -> None:
    done = f"{DECIDED} review_request legal_review=AGREED decision_changed=ANNULLED closing"
    marks = required_steps(PENALTY_ORDINARY, CaseFacts(acts=acts(*done.split())), None)
    labels = [mark.label for mark in marks]
    assert labels.index("处罚告知") < labels.index("法制审核")
    assert [mark.note for mark in marks if mark.label == "处罚决定"] == ["03-03已失效"]
