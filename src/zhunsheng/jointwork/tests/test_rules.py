"""Rules of joint work, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.inspection.choices import BasisKind
from zhunsheng.jointwork.choices import LetterStage, ParticipantKind, ReferralStage, TaskStage
from zhunsheng.jointwork.rules import letters, referrals, tasks
from zhunsheng.jointwork.rules.letters import LetterFacts
from zhunsheng.jointwork.rules.referrals import ReferralFacts
from zhunsheng.jointwork.rules.tasks import KnownTask, ParticipantDraft, TaskDraft, TaskFacts
from zhunsheng.kernel.procedure import DoneAct

DAY = date(2025, 9, 8)
UNIT, DRAW = UUID(int=1), UUID(int=2)
KNOWN = KnownTask("示例区应急管理局", frozenset({UNIT}), frozenset({"JC-001"}))
DRAFT = TaskDraft(
    title="秋季联合执法",
    ground=BasisKind.CAMPAIGN,
    items="持证",
    item_codes=("JC-001",),
    first_on=DAY,
    last_on=DAY,
    participants=(ParticipantDraft(ParticipantKind.DEPARTMENT, "示例部门"),),
    entities=(UNIT,),
)
DRAWN = replace(DRAFT, ground=BasisKind.JOINT_DRAW, draw=DRAW, entities=())


def acts(*steps: str) -> tuple[DoneAct, ...]:
    return tuple(DoneAct(step, DAY, number) for number, step in enumerate(steps, start=1))


def codes(draft: TaskDraft, known: KnownTask = KNOWN) -> list[str]:
    found = tasks.task_findings(draft, known, on=DAY)
    return [one.code.removeprefix("jointwork.task.") for one in found]


class TestDraftOfATask:
    def test_may_begin_and_end_on_the_day(self) -> None:
        assert codes(DRAFT) == []
        assert codes(replace(DRAFT, last_on=DAY - timedelta(days=1))) == ["period"]

    @pytest.mark.parametrize("ground", [BasisKind.SUPERIOR, BasisKind.TIP, BasisKind.REFERRAL])
    def test_that_rests_on_a_paper_names_it(self, ground: BasisKind) -> None:
        body: dict[str, Any] = {"paper_body": "示例市安全生产委员会", "paper_on": DAY}
        assert codes(replace(DRAFT, ground=ground, **body)) == ["paper"]
        assert codes(replace(DRAFT, ground=ground, paper="示安委〔2025〕3号", **body)) == []

    @pytest.mark.parametrize(
        "changes",
        [
            {"paper_body": "省厅"},
            {"paper_body": KNOWN.bureau},
            {"paper_on": None},
            {"paper_on": date(2099, 1, 1)},
        ],
    )
    def test_from_above_names_who_deployed_it_and_the_day(self, changes: dict[str, Any]) -> None:
        """国办发〔2024〕54号: an order from above is a paper of an authority, with its day."""
        said: dict[str, Any] = {
            "paper": "示安委〔2025〕3号",
            "paper_body": "示例市安委会",
            "paper_on": DAY,
        }
        above = replace(DRAFT, ground=BasisKind.SUPERIOR, **said)
        assert codes(above) == []
        assert codes(replace(above, **changes)) == ["inspection.source.deployment"]

    def test_rests_on_no_service_visit(self) -> None:
        assert codes(replace(DRAFT, ground=BasisKind.SERVICE)) == ["ground"]

    def test_of_a_draw_takes_units_from_a_joint_draw_that_was_run(self) -> None:
        ran = replace(KNOWN, draw_is_joint=True, draw_is_run=True)
        assert codes(DRAWN, ran) == []
        assert codes(DRAWN, replace(ran, draw_is_run=False)) == ["draw"]
        assert codes(DRAWN, replace(ran, draw_is_joint=False)) == ["draw"]
        assert codes(DRAWN, replace(ran, draw_is_taken=True)) == ["draw_taken"]
        assert codes(replace(DRAWN, entities=(UNIT,)), ran) == ["units"]
        assert codes(replace(DRAWN, ground=BasisKind.PLAN), ran) == ["draw"]

    def test_looks_at_items_for_the_sector_of_its_units_alone(self) -> None:
        """国办发〔2024〕54号: what could not be approved at a unit is not planned for it."""
        bound = replace(KNOWN, bound={"JC-001": frozenset({"GAS_STATION"})})
        assert codes(DRAFT, replace(bound, sectors={"GAS_STATION": ("示例甲",)})) == []
        (found,) = tasks.task_findings(
            DRAFT, replace(bound, sectors={"COMMERCE": ("示例甲", "示例乙")}), on=DAY
        )
        assert found.code == "inspection.items.sector"
        assert "示例甲、示例乙" in found.message

    def test_names_known_units(self) -> None:
        assert codes(replace(DRAFT, entities=(UUID(int=9),))) == ["units"]


class TestStages:
    def test_of_a_task(self) -> None:
        facts = TaskFacts(on=DAY, last_on=DAY)
        ways = {
            (): TaskStage.DRAFTED,
            ("joint_task_refusal",): TaskStage.REFUSED,
            ("joint_task_approval",): TaskStage.UNDERWAY,
            ("joint_task_approval", "joint_task_closing"): TaskStage.CLOSED,
        }
        for steps, stage in ways.items():
            assert tasks.stage_of(replace(facts, acts=acts(*steps))) is stage
        late = replace(facts, acts=acts("joint_task_approval"), on=DAY + timedelta(days=1))
        assert tasks.stage_of(late) is TaskStage.OVER

    def test_of_a_referral_is_late_the_day_after_the_term(self) -> None:
        facts = ReferralFacts(on=DAY, acts=acts("referral_delivery"), due_on=DAY)
        assert referrals.stage_of(facts) is ReferralStage.WAITING
        assert referrals.answer_is_late(facts) is not None
        late = replace(facts, on=DAY + timedelta(days=1))
        assert referrals.stage_of(late) is ReferralStage.LATE
        assert referrals.answer_is_late(late) is None

    def test_of_a_clue(self) -> None:
        facts = ReferralFacts(on=DAY, is_incoming=True)
        assert referrals.stage_of(facts) is ReferralStage.RECEIVED
        taken = replace(facts, acts=acts("clue_assessment", "clue_acceptance"))
        assert referrals.stage_of(taken) is ReferralStage.ACCEPTED
        assert referrals.stage_of(replace(taken, is_taken_up=True)) is ReferralStage.TAKEN_UP

    def test_of_a_letter_is_late_the_day_after_the_term_unless_answered(self) -> None:
        facts = LetterFacts(on=DAY, acts=acts("letter_signing", "signing_for"), due_on=DAY)
        assert letters.stage_of(facts) is LetterStage.TO_ANSWER
        late = replace(facts, on=DAY + timedelta(days=1))
        assert letters.stage_of(late) is LetterStage.LATE
        answered = replace(late, acts=acts("letter_signing", "signing_for", "letter_response"))
        assert letters.stage_of(answered) is LetterStage.ANSWERED
        more = replace(
            late, acts=acts("letter_signing", "signing_for", "letter_response", "response_return")
        )
        assert letters.stage_of(more) is LetterStage.LATE


def test_an_act_is_not_dated_before_the_last_one() -> None:
    from zhunsheng.jointwork.procedure import JOINT_TASK

    facts = TaskFacts(on=DAY - timedelta(days=1), acts=acts("joint_task_draft"), last_on=DAY)
    found = JOINT_TASK.findings("joint_task_approval", facts)
    assert [one.code for one in found] == ["jointwork.out_of_order"]


def test_who_did_not_report_is_named_up_to_five() -> None:
    facts = TaskFacts(on=DAY, missing_lines=tuple(f"单位{n}：示例部门" for n in range(7)))
    found = tasks.everybody_reported(facts)
    assert found is not None
    assert found.message.endswith("单位4：示例部门等7项")
    assert tasks.everybody_reported(replace(facts, gap_reason_given=True)) is None
