"""When a remedy may open and end in a case, and what it may make of a decision."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases.choices import DecisionChange, RemedyKind
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.queries.weights import weights
from zhunsheng.cases.rules import (
    CaseFacts,
    ChangeDraft,
    change_findings,
    ending_findings,
    opening_findings,
)
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook.choices import Measure

DAY = date(2025, 6, 3)
SPOT, CLOSED = DoneAct("on_the_spot", DAY, 1), DoneAct("closing", DAY, 2)
OPENED = DoneAct("remedy_opened", DAY, 3, "RECONSIDERATION")
ENDED = DoneAct("remedy_ended", DAY, 4, "RECONSIDERATION")
FELL = DoneAct("decision_changed", DAY, 5, "ANNULLED")


def facts(*acts: DoneAct) -> CaseFacts:
    return CaseFacts(acts=acts, on=DAY)


@pytest.mark.parametrize("procedure", [PENALTY_ORDINARY, PENALTY_SUMMARY], ids=lambda p: p.key)
class TestSteps:
    def test_are_open_after_closing_and_nothing_else_is(self, procedure):
        """What is paid after closing is booked (67); the file does not open again for it."""
        after = (
            facts(SPOT, CLOSED)
            if procedure is PENALTY_SUMMARY
            else facts(DoneAct("decision", DAY, 1), CLOSED)
        )
        late_money = {"payment", "renaming"} if procedure is PENALTY_SUMMARY else set()
        open_now = {step.key for step in procedure.allowed(after)}
        later = {"remedy_opened", "withdrawal", "decision_changed", "annulment_report"}
        assert open_now == later | late_money

    def test_deliver_a_withdrawal_once_and_before_the_case_closes(self, procedure):
        """行政处罚法 61: the paper that takes a penalty back reaches the party."""
        withdrawn = facts(SPOT, DoneAct("withdrawal", DAY, 2))
        told = facts(*withdrawn.acts, DoneAct("withdrawal_delivery", DAY, 3))

        def codes(key, one):
            return {found.code for found in procedure.findings(key, one)}

        assert "withdrawal.not_delivered" in codes("closing", withdrawn)
        assert "withdrawal.not_delivered" not in codes("closing", told)
        assert "withdrawal.delivered" not in codes("withdrawal_delivery", withdrawn)
        assert "withdrawal.delivered" in codes("withdrawal_delivery", told)

    def test_need_a_decision(self, procedure):
        found = procedure.findings("remedy_opened", facts())
        assert [one.code for one in found] == ["remedy.undecided"]

    def test_end_only_what_began(self, procedure):
        assert procedure.findings("remedy_ended", facts(SPOT, OPENED)) == ()
        found = procedure.findings("remedy_ended", facts(SPOT, OPENED, ENDED))
        assert [one.code for one in found] == ["remedy.none_open"]


class TestRemedy:
    def test_of_a_kind_opens_once_and_again_after_its_end(self):
        kind = RemedyKind.RECONSIDERATION
        assert opening_findings(facts(SPOT), kind, on=DAY) == ()
        assert opening_findings(facts(SPOT, OPENED, ENDED), kind, on=DAY) == ()
        found = opening_findings(facts(SPOT, OPENED), kind, on=DAY)
        assert [one.code for one in found] == ["remedy.open_already"]

    def test_begins_not_before_the_decision(self):
        found = opening_findings(facts(SPOT), RemedyKind.LITIGATION, on=date(2025, 6, 2))
        assert [one.code for one in found] == ["remedy.before_decision"]

    def test_of_the_other_kind_does_not_end(self):
        found = ending_findings(facts(SPOT, OPENED), RemedyKind.LITIGATION)
        assert [one.code for one in found] == ["remedy.kind_not_open"]


class TestChange:
    def codes(self, draft: ChangeDraft, *acts: DoneAct, on: date = DAY) -> list[str]:
        found = change_findings(draft, facts(*acts), fine_fen=200_000, on=on)
        return [one.code for one in found]

    def test_names_its_paper_and_an_amount_that_differs(self):
        changed = DecisionChange.CHANGED
        assert self.codes(ChangeDraft(changed, "机关", "一号", 100_000), SPOT) == []
        assert self.codes(ChangeDraft(changed, "机关", "一号"), SPOT) == ["change.no_amount"]
        assert self.codes(ChangeDraft(changed, "机关", "一号", 200_000), SPOT) == [
            "change.no_amount"
        ]
        assert self.codes(ChangeDraft(changed, " ", "一号", 1), SPOT) == ["change.no_paper"]
        assert self.codes(ChangeDraft(changed, "机关", "一号", -1), SPOT) == ["change.negative"]
        assert self.codes(ChangeDraft(changed, "机关", "一号", 0), SPOT) == ["change.nothing_left"]
        assert self.codes(ChangeDraft(DecisionChange.UNLAWFUL, "机关", " "), SPOT) == [
            "change.no_paper"
        ]

    def test_is_not_heavier_for_who_asked_for_it(self) -> None:
        """行政复议法 63: no change to the disadvantage of the applicant."""
        changed = DecisionChange.CHANGED
        found = self.codes(ChangeDraft(changed, "机关", "一号", 200_001), SPOT)
        assert found == ["change.heavier"]

    def test_comes_not_before_the_decision_nor_after_its_end(self):
        draft = ChangeDraft(DecisionChange.UNLAWFUL, "机关", "一号")
        assert self.codes(draft, SPOT, on=date(2025, 6, 2)) == ["change.before_decision"]
        assert self.codes(draft, SPOT, FELL) == ["change.ended"]


REVOKED, HELD = Measure.LICENSE_REVOCATION, Measure.LICENSE_SUSPENSION
CLOSED_DOWN, GAINS = Measure.SUSPENSION_OF_BUSINESS, Measure.CONFISCATE_GAINS


@pytest.mark.parametrize(
    ("decided", "kinds", "lighter", "code"),
    [
        ((REVOKED,), (HELD,), "暂扣三个月", ""),
        ((REVOKED, CLOSED_DOWN), (CLOSED_DOWN, HELD), "暂扣三个月", ""),
        ((REVOKED,), (HELD,), " ", "change.lighter_unsaid"),
        ((REVOKED,), (REVOKED, HELD), "暂扣三个月", "change.other_kind"),
        ((REVOKED,), (CLOSED_DOWN, HELD), "暂扣三个月", "change.other_kind"),
        ((HELD,), (REVOKED,), "吊销", "change.other_kind"),
        ((GAINS,), (HELD,), "暂扣三个月", "change.other_kind"),
        ((REVOKED,), (GAINS,), "违法所得", "change.other_kind"),
        ((REVOKED,), (), "暂扣三个月", "change.no_lighter_kind"),
    ],
)
def test_a_lighter_kind_takes_the_place_of_a_heavier_one(decided, kinds, lighter, code) -> None:
    """行政复议法 63, 行政诉讼法 77: a change is never heavier; a lighter kind is lawful."""
    draft = ChangeDraft(DecisionChange.CHANGED, "机关", "一号", 0, kinds=kinds, lighter=lighter)
    imposed = [{"kind": one.value, "amount_fen": 0, "issuer": "示例局"} for one in decided]
    found = change_findings(
        draft, facts(SPOT), fine_fen=0, imposed=imposed, weights=weights(), warns=True, on=DAY
    )
    assert [one.code for one in found] == ([code] if code else [])
    if not code:
        [row] = [row for row in draft.left_of(imposed) if row["kind"] == HELD.value]
        assert (row["content"], row["issuer"]) == (lighter, "示例局")


@pytest.mark.parametrize(
    ("warns", "warning", "code"),
    [(True, False, ""), (False, False, "change.no_warning"), (True, True, "change.no_warning")],
)
def test_a_warning_falls_where_one_stands(warns, warning, code) -> None:
    """行政复议法 63: what the paper takes away is a change, the fine left as it was."""
    draft = ChangeDraft(DecisionChange.CHANGED, "机关", "一号", 2, warning=warning, no_warning=True)
    found = change_findings(draft, facts(SPOT), fine_fen=2, warns=warns, on=DAY)
    assert [one.code for one in found] == ([code] if code else [])


def test_a_change_that_takes_the_warning_alone_is_a_quashing() -> None:
    """行政复议法 64: without its warning nothing of it punishes."""
    draft = ChangeDraft(DecisionChange.CHANGED, "机关", "一号", 0, no_warning=True)
    found = change_findings(draft, facts(SPOT), fine_fen=0, warns=True, on=DAY)
    assert [one.code for one in found] == ["change.nothing_left"]


@pytest.mark.parametrize(
    ("fine", "warns", "warning", "kinds", "code"),
    [
        (0, False, False, (), "change.nothing_left"),
        (1, False, False, (), ""),
        (0, True, False, (), ""),
        (0, False, True, (), ""),
        (0, False, False, (HELD,), ""),
    ],
)
def test_a_change_that_leaves_no_penalty_is_a_quashing(fine, warns, warning, kinds, code) -> None:
    """行政复议法 63, 64: a decision that is changed still punishes; else it is quashed."""
    draft = ChangeDraft(DecisionChange.CHANGED, "机关", "一号", fine, kinds=kinds, warning=warning)
    imposed = [{"kind": HELD.value, "amount_fen": 0, "issuer": "示例局"}]
    found = change_findings(draft, facts(SPOT), fine_fen=2, imposed=imposed, warns=warns, on=DAY)
    assert [one.code for one in found] == ([code] if code else [])
