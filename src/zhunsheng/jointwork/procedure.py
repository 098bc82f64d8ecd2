"""The declared procedures: joint task, clue sent, clue received, supervision letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from zhunsheng.jointwork.choices import HANDLERS, RECEIVERS, REPORTERS, SIGNERS
from zhunsheng.jointwork.rules import ONE_VISIT, SUPERVISED, TOGETHER, letters, referrals, tasks
from zhunsheng.jointwork.rules.common import in_order
from zhunsheng.jointwork.rules.letters import LetterFacts
from zhunsheng.jointwork.rules.referrals import ReferralFacts
from zhunsheng.jointwork.rules.tasks import TaskFacts
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import HasActs, Procedure, Step

F = TypeVar("F", bound=HasActs)

_HANDLERS: Final = frozenset(role.value for role in HANDLERS)
_RECEIVERS: Final = frozenset(role.value for role in RECEIVERS)
_REPORTERS: Final = frozenset(role.value for role in REPORTERS)
_HEADS: Final = frozenset(role.value for role in SIGNERS)
_ORDER: Final = in_order(TOGETHER)
_LETTER_ORDER: Final = in_order(SUPERVISED)


def _then(  # as a step, with what every step of the room has in common
    key: str,
    label: str,
    basis: Citation,
    actor: frozenset[str],
    after: str,
    *guards: Callable[[F], Finding | None],
    **more: Any,
) -> Step[F]:
    """Return a step after another one, dated no earlier than the last act of its record."""
    order = _LETTER_ORDER if basis is SUPERVISED else _ORDER
    return Step(key, label, basis, actor, after=(after,), guards=(order, *guards), **more)


JOINT_TASK: Final[Procedure[TaskFacts]] = Procedure(
    key="jointwork.task",
    label="联合执法任务",
    basis=TOGETHER,
    steps=(
        Step("joint_task_draft", "拟定联合执法任务", TOGETHER, _HANDLERS | _HEADS),
        _then(
            "joint_task_approval",
            "批准联合执法任务",
            ONE_VISIT,
            _HEADS,
            "joint_task_draft",
            tasks.task_is_running,
        ),
        _then(
            "joint_task_refusal",
            "不批准联合执法任务",
            ONE_VISIT,
            _HEADS,
            "joint_task_draft",
            tasks.task_is_undecided,
            optional=True,
            closes=True,
        ),
        _then(
            "joint_visits",
            "批准联合检查",
            ONE_VISIT,
            _HEADS,
            "joint_task_approval",
            tasks.task_is_running,
            tasks.visits_are_not_drawn,
            optional=True,
            repeatable=True,
        ),
        _then(
            "participant_result",
            "登记参加单位结果",
            TOGETHER,
            _REPORTERS,
            "joint_task_approval",
            optional=True,
            repeatable=True,
        ),
        _then(
            "joint_task_closing",
            "汇总联合执法任务",
            TOGETHER,
            _HANDLERS | _HEADS,
            "joint_task_approval",
            tasks.period_has_ended,
            tasks.own_visits_are_made,
            tasks.every_unit_is_visited,
            tasks.everybody_reported,
            closes=True,
        ),
    ),
)

REFERRAL_OUT: Final[Procedure[ReferralFacts]] = Procedure(
    key="jointwork.referral",
    label="向其他机关移送线索",
    basis=TOGETHER,
    steps=(
        Step("referral_draft", "提出移送线索", TOGETHER, _HANDLERS),
        _then(
            "referral_approval",
            "批准移送线索",
            TOGETHER,
            _HEADS,
            "referral_draft",
            documents=("clue_referral_letter",),
        ),
        _then(
            "referral_refusal",
            "不予移送线索",
            TOGETHER,
            _HEADS,
            "referral_draft",
            referrals.referral_is_not_decided,
            optional=True,
            closes=True,
        ),
        _then("referral_delivery", "送达线索移送函", TOGETHER, _HANDLERS, "referral_approval"),
        _then(
            "referral_urging",
            "催办移送线索",
            TOGETHER,
            _HANDLERS,
            "referral_delivery",
            referrals.is_unanswered,
            referrals.answer_is_late,
            optional=True,
            repeatable=True,
        ),
        _then("referral_answer", "登记线索移送答复", TOGETHER, _HANDLERS, "referral_delivery"),
        _then(
            "referral_outcome",
            "登记移送线索结果",
            TOGETHER,
            _HANDLERS,
            "referral_answer",
            referrals.clue_was_taken,
            optional=True,
            closes=True,
        ),
    ),
)

REFERRAL_IN: Final[Procedure[ReferralFacts]] = Procedure(
    key="jointwork.clue",
    label="接收其他机关移来的线索",
    basis=TOGETHER,
    steps=(
        Step("clue_receipt", "登记移来线索", TOGETHER, _RECEIVERS),
        _then("clue_assessment", "核查移来线索", TOGETHER, _HANDLERS, "clue_receipt"),
        _then(
            "clue_acceptance",
            "接收移来线索",
            TOGETHER,
            _HEADS,
            "clue_assessment",
            referrals.clue_is_ours,
            required_when=referrals.is_ours,
            documents=("clue_reply_letter",),
        ),
        _then(
            "clue_return",
            "退回移来线索",
            TOGETHER,
            _HEADS,
            "clue_assessment",
            referrals.clue_is_not_decided,
            referrals.return_has_a_reason,
            required_when=referrals.is_not_ours,
            documents=("clue_reply_letter",),
            closes=True,
        ),
        _then(
            "clue_feedback",
            "反馈移来线索结果",
            TOGETHER,
            _HANDLERS,
            "clue_acceptance",
            referrals.clue_was_accepted,
            referrals.clue_was_taken_up,
            required_when=referrals.is_ours,
            documents=("clue_reply_letter",),
            closes=True,
        ),
    ),
)

SUPERVISION: Final[Procedure[LetterFacts]] = Procedure(
    key="jointwork.letter",
    label="督办函、提醒函和工作建议函",
    basis=SUPERVISED,
    steps=(
        Step("letter_draft", "拟制函件", SUPERVISED, _HANDLERS),
        _then(
            "letter_signing",
            "签发函件",
            SUPERVISED,
            _HEADS,
            "letter_draft",
            letters.due_day_is_ahead,
            documents=("supervision_letter", "reminder_letter", "suggestion_letter"),
        ),
        _then(
            "letter_refusal",
            "不予签发函件",
            SUPERVISED,
            _HEADS,
            "letter_draft",
            letters.letter_is_unsigned,
            optional=True,
            closes=True,
        ),
        _then("signing_for", "签收函件", SUPERVISED, _REPORTERS, "letter_signing"),
        _then(
            "letter_response",
            "回复函件",
            SUPERVISED,
            _REPORTERS,
            "signing_for",
            letters.letter_is_unanswered,
            required_when=letters.asks_for_an_answer,
            repeatable=True,
        ),
        _then(
            "response_return",
            "要求补充回复",
            SUPERVISED,
            _HANDLERS,
            "letter_response",
            letters.answer_exists,
            letters.due_day_is_ahead,
            optional=True,
            repeatable=True,
        ),
        _then(
            "letter_escalation",
            "提级督办",
            SUPERVISED,
            _HEADS,
            "letter_signing",
            letters.letter_is_late,
            letters.due_day_is_ahead,
            optional=True,
            repeatable=True,
        ),
        _then(
            "letter_closing",
            "函件销号",
            SUPERVISED,
            _HANDLERS,
            "signing_for",
            letters.letter_is_answered,
            closes=True,
        ),
    ),
)
