"""Which sentence of the law bars which steps of an advance preservation and of taking evidence."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import pytest

from zhunsheng.inquiry.choices import ON_A_COMMISSION, DisposalKind, Keeping, Taking
from zhunsheng.inquiry.procedure import ADVANCE_PRESERVATION, INQUIRY
from zhunsheng.inquiry.rules import drafts
from zhunsheng.inquiry.rules.drafts import OnTheSpot
from zhunsheng.inquiry.tests.test_rules import DAY, KEEPING, TAKING, officer
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.procedure import DoneAct

TOMORROW: Final = DAY + timedelta(days=1)
LAPSED: Final = (officer(1), officer(2, until=DAY - timedelta(days=1)))
_TAKING: Final = (Keeping.REQUEST, Keeping.NOTICE)
_DECIDING: Final = (Keeping.APPROVAL, Keeping.REFUSAL, Keeping.DISPOSAL)
LATER: Final = (DoneAct(Keeping.REQUEST.value, TOMORROW, 1),)

#: The sentence in our words, facts, the code of the refusal, the steps that it bars.
BARS: Final = (
    ("54 案件、检查未办结", {"subject_is_open": False}, "inquiry.subject.closed", _TAKING),
    ("54 不早于案件、检查", {"subject_since": TOMORROW}, "inquiry.subject.not_begun", _TAKING),
    ("42 本局人员", {"officers_unknown": 1}, "inquiry.officer.unknown", _TAKING),
    ("42 两人以上", {"officers": (officer(1),)}, "officers.fewer_than_two", _TAKING),
    ("42 证件有效", {"officers": LAPSED}, "officers.credential_lapsed", _TAKING),
    ("43 回避", {"interested": frozenset({"示例1"})}, "inquiry.officer.interested", _TAKING),
    ("42 由参加的人记录", {"actor_takes_part": False}, "inquiry.actor.absent", _TAKING),
    ("56 批准的人没有申请", {"actor_asked": True}, "preservation.approver.asked", _DECIDING),
    ("42 提出处理意见、撤回的人是现在的承办人", {"actor_handles": False},
     "inquiry.actor.no_handler", (Keeping.PROPOSAL, Keeping.WITHDRAWAL)),
    ("9 没收由处罚决定作出，不是对保存证据的处理",
     {"disposals": frozenset({DisposalKind.CONFISCATED})}, "preservation.confiscated",
     (Keeping.PROPOSAL, Keeping.DISPOSAL)),
    ("43 提出处理意见、撤回的人回避", {"actor_has_interest": True},
     "inquiry.actor.interested", (Keeping.PROPOSAL, Keeping.WITHDRAWAL)),
    ("43 批准的人回避", {"actor_has_interest": True}, "inquiry.approver.interested",
     _DECIDING),
    ("47 按先后记录", {"acts": LATER}, "preservation.out_of_order",
     tuple(step for step in Keeping if step is not Keeping.REQUEST)),
    ("56 写明理由", {"reason_given": False}, "preservation.end.no_reason",
     (Keeping.REFUSAL, Keeping.WITHDRAWAL)),
)  # fmt: skip
ROWS: Final = [
    pytest.param(facts, code, step, id=f"{sentence}-{step.value}")
    for sentence, facts, code, steps in BARS
    for step in steps
]


@pytest.mark.parametrize(("facts", "code", "step"), ROWS)
def test_a_sentence_bars_each_step_that_it_is_about(
    facts: dict[str, Any], code: str, step: Keeping
) -> None:
    found = ADVANCE_PRESERVATION.findings(step.value, replace(KEEPING, **facts))
    assert code in {finding.code for finding in found}


@pytest.mark.parametrize("step", [Keeping.APPROVAL, Keeping.REFUSAL, Keeping.WITHDRAWAL])
def test_what_was_not_asked_for_is_neither_approved_nor_given_up(step: Keeping) -> None:
    """行政处罚法 56."""
    found = ADVANCE_PRESERVATION.findings(step.value, KEEPING)
    needs = f"advance_preservation.{step.value}.needs.preservation_request"
    assert needs in {finding.code for finding in found}


@pytest.mark.parametrize("step", [one for one in Taking if one not in ON_A_COMMISSION])
def test_no_evidence_is_taken_with_a_certificate_that_ended_the_day_before(step: Taking) -> None:
    """行政处罚法 42."""
    found = INQUIRY.findings(step.value, replace(TAKING, officers=LAPSED))
    assert {finding.code for finding in found} == {"officers.credential_lapsed"}


@pytest.mark.parametrize("step", [Taking.INTERVIEW, Taking.SCENE, Taking.SAMPLING])
def test_a_record_is_signed_or_its_refusal_noted(step: Taking) -> None:
    """行政处罚法 55, 47."""
    unsigned = replace(TAKING, signed=False, witness_named=True)
    codes = {finding.code for finding in INQUIRY.findings(step.value, unsigned)}
    assert codes == {"inquiry.unsigned"}
    noted = replace(unsigned, refusal_noted=True)
    assert INQUIRY.findings(step.value, noted) == ()


NINE: Final = datetime(2025, 3, 3, 9, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "end", "on", "holds"),
    [
        (NINE, NINE + timedelta(minutes=1), DAY, True),
        (NINE, NINE, DAY, False),
        (NINE, NINE - timedelta(minutes=1), DAY, False),
        (NINE, NINE + timedelta(days=1), DAY, False),
        (NINE, NINE + timedelta(minutes=1), TOMORROW, False),
    ],
)
def test_times_run_forward_within_the_day(
    start: datetime, end: datetime, on: date, holds: bool
) -> None:
    """行政处罚法 47."""
    assert OnTheSpot((), "示例地点", start, end).runs_within(on) == holds


def test_the_day_of_a_step_is_that_of_its_last_act() -> None:
    twice = (DoneAct("disposal_proposal", DAY, 1), DoneAct("disposal_proposal", TOMORROW, 2))
    facts = replace(KEEPING, acts=twice)
    assert facts.day_of("disposal_proposal") == TOMORROW
    assert facts.day_of("disposal") is None


def test_after_the_term_all_may_be_freed_in_one_decision() -> None:
    """行政处罚法 56: given back or released, some this way and some the other."""
    both = frozenset({DisposalKind.GIVEN_BACK, DisposalKind.RELEASED})
    late = replace(KEEPING, disposals=both, until=DAY - timedelta(days=1))
    codes = {one.code for one in ADVANCE_PRESERVATION.findings("disposal_proposal", late)}
    assert "preservation.lapsed" not in codes


@pytest.mark.parametrize(
    ("step", "facts"),
    [(Taking.INTERVIEW, {"called_on": DAY}), (Taking.RESULT, {"commissioned_on": DAY})],
)
def test_an_answer_may_come_on_the_day_of_the_question(step: Taking, facts: dict[str, Any]) -> None:
    assert INQUIRY.findings(step.value, replace(TAKING, **facts)) == ()


@pytest.mark.parametrize(
    ("step", "facts", "lacking"),
    [
        (Taking.COMMISSION, {"questions_asked": False}, "未写明鉴定事项"),
        (Taking.COMMISSION, {"materials_listed": False}, "未写明送检材料"),
        (Taking.RESULT, {"conclusion_given": False}, "缺少鉴定结论"),
        (Taking.RESULT, {"report_attached": False}, "缺少鉴定报告文件"),
    ],
)
def test_a_refusal_names_what_is_lacking(step: Taking, facts: dict[str, Any], lacking: str) -> None:
    found = INQUIRY.findings(step.value, replace(TAKING, **facts))
    assert [finding.message for finding in found] == [lacking]


def test_what_a_record_does_not_say_was_not_done() -> None:
    """行政处罚法 55: certificates, rights and signatures are stated, never taken for granted."""
    forms = [one for one in vars(drafts).values() if isinstance(one, type) and is_dataclass(one)]
    flags = {
        f"{form.__name__}.{field.name}": field.default
        for form in forms
        for field in fields(form)
        if field.type == "bool" and field.default is not MISSING
    }
    assert len(flags) > 5
    assert {name for name, default in flags.items() if default} == set()
