"""The declared procedures: joint task, clue sent, clue received, supervision letter."""

from __future__ import annotations

from typing import Final

from zhunsheng.jointwork.choices import HANDLERS, RECEIVERS, REPORTERS, SIGNERS
from zhunsheng.jointwork.rules import ONE_VISIT, SUPERVISED, TOGETHER, letters, referrals, tasks
from zhunsheng.jointwork.rules.common import in_order
from zhunsheng.jointwork.rules.letters import LetterFacts
from zhunsheng.jointwork.rules.referrals import ReferralFacts
from zhunsheng.jointwork.rules.tasks import TaskFacts
from zhunsheng.kernel.procedure import Procedure, Step

_HANDLERS: Final = frozenset(role.value for role in HANDLERS)
_RECEIVERS: Final = frozenset(role.value for role in RECEIVERS)
_REPORTERS: Final = frozenset(role.value for role in REPORTERS)
_HEADS: Final = frozenset(role.value for role in SIGNERS)
_ORDER: Final = in_order(TOGETHER)
_LETTER_ORDER: Final = in_order(SUPERVISED)

JOINT_TASK: Final[Procedure[TaskFacts]] = Procedure(
    key="jointwork.task",
    label="联合执法任务",
    basis=TOGETHER,
    steps=(
        Step("joint_task_draft", "拟定联合执法任务", TOGETHER, _HANDLERS | _HEADS),
        Step(
            "joint_task_approval",
            "批准联合执法任务",
            ONE_VISIT,
            _HEADS,
            after=("joint_task_draft",),
            guards=(_ORDER, tasks.task_is_running),
        ),
        Step(
            "joint_task_refusal",
            "不批准联合执法任务",
            ONE_VISIT,
            _HEADS,
            after=("joint_task_draft",),
            guards=(_ORDER, tasks.task_is_undecided),
            optional=True,
            closes=True,
        ),
        Step(
            "joint_visits",
            "批准联合检查",
            ONE_VISIT,
            _HEADS,
            after=("joint_task_approval",),
            guards=(_ORDER, tasks.task_is_running, tasks.visits_are_not_drawn),
            optional=True,
            repeatable=True,
        ),
        Step(
            "participant_result",
            "登记参加单位结果",
            TOGETHER,
            _REPORTERS,
            after=("joint_task_approval",),
            guards=(_ORDER,),
            optional=True,
            repeatable=True,
        ),
        Step(
            "joint_task_closing",
            "汇总联合执法任务",
            TOGETHER,
            _HANDLERS,
            after=("joint_task_approval",),
            guards=(_ORDER, tasks.own_visits_are_made, tasks.everybody_reported),
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
        Step(
            "referral_approval",
            "批准移送线索",
            TOGETHER,
            _HEADS,
            after=("referral_draft",),
            guards=(_ORDER,),
            documents=("clue_referral_letter",),
        ),
        Step(
            "referral_refusal",
            "不予移送线索",
            TOGETHER,
            _HEADS,
            after=("referral_draft",),
            guards=(_ORDER, referrals.referral_is_not_decided),
            optional=True,
            closes=True,
        ),
        Step(
            "referral_delivery",
            "送达线索移送函",
            TOGETHER,
            _HANDLERS,
            after=("referral_approval",),
            guards=(_ORDER,),
        ),
        Step(
            "referral_urging",
            "催办移送线索",
            TOGETHER,
            _HANDLERS,
            after=("referral_delivery",),
            guards=(_ORDER, referrals.is_unanswered, referrals.answer_is_late),
            optional=True,
            repeatable=True,
        ),
        Step(
            "referral_answer",
            "登记线索移送答复",
            TOGETHER,
            _HANDLERS,
            after=("referral_delivery",),
            guards=(_ORDER,),
        ),
        Step(
            "referral_outcome",
            "登记移送线索结果",
            TOGETHER,
            _HANDLERS,
            after=("referral_answer",),
            guards=(_ORDER, referrals.clue_was_taken),
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
        Step(
            "clue_assessment",
            "核查移来线索",
            TOGETHER,
            _HANDLERS,
            after=("clue_receipt",),
            guards=(_ORDER,),
        ),
        Step(
            "clue_acceptance",
            "接收移来线索",
            TOGETHER,
            _HEADS,
            after=("clue_assessment",),
            required_when=referrals.is_ours,
            guards=(_ORDER, referrals.clue_is_ours),
            documents=("clue_reply_letter",),
        ),
        Step(
            "clue_return",
            "退回移来线索",
            TOGETHER,
            _HEADS,
            after=("clue_assessment",),
            required_when=referrals.is_not_ours,
            guards=(_ORDER, referrals.clue_is_not_decided, referrals.return_has_a_reason),
            documents=("clue_reply_letter",),
            closes=True,
        ),
        Step(
            "clue_feedback",
            "反馈移来线索结果",
            TOGETHER,
            _HANDLERS,
            after=("clue_acceptance",),
            required_when=referrals.is_ours,
            guards=(_ORDER, referrals.clue_was_accepted, referrals.clue_was_taken_up),
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
        Step(
            "letter_signing",
            "签发函件",
            SUPERVISED,
            _HEADS,
            after=("letter_draft",),
            guards=(_LETTER_ORDER, letters.due_day_is_ahead),
            documents=("supervision_letter", "reminder_letter", "suggestion_letter"),
        ),
        Step(
            "letter_refusal",
            "不予签发函件",
            SUPERVISED,
            _HEADS,
            after=("letter_draft",),
            guards=(_LETTER_ORDER, letters.letter_is_unsigned),
            optional=True,
            closes=True,
        ),
        Step(
            "signing_for",
            "签收函件",
            SUPERVISED,
            _REPORTERS,
            after=("letter_signing",),
            guards=(_LETTER_ORDER,),
        ),
        Step(
            "letter_response",
            "回复函件",
            SUPERVISED,
            _REPORTERS,
            after=("signing_for",),
            required_when=letters.asks_for_an_answer,
            guards=(_LETTER_ORDER, letters.letter_is_unanswered),
            repeatable=True,
        ),
        Step(
            "response_return",
            "要求补充回复",
            SUPERVISED,
            _HANDLERS,
            after=("letter_response",),
            guards=(_LETTER_ORDER, letters.answer_exists, letters.due_day_is_ahead),
            optional=True,
            repeatable=True,
        ),
        Step(
            "letter_escalation",
            "提级督办",
            SUPERVISED,
            _HEADS,
            after=("letter_signing",),
            guards=(_LETTER_ORDER, letters.letter_is_late, letters.due_day_is_ahead),
            optional=True,
            repeatable=True,
        ),
        Step(
            "letter_closing",
            "函件销号",
            SUPERVISED,
            _HANDLERS,
            after=("signing_for",),
            guards=(_LETTER_ORDER, letters.letter_is_answered),
            closes=True,
        ),
    ),
)
