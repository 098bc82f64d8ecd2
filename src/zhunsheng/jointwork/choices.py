"""Who takes part in what, where a task, a referral and a letter stand, fixed wording."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.choices import Labelled

#: Who works on tasks, referrals and letters; approval and signing are the heads'.
HANDLERS: Final = frozenset({Role.ENFORCEMENT_OFFICER, Role.TEAM_HEAD})
#: Who enters what arrived from others.
RECEIVERS: Final = HANDLERS | {Role.WINDOW_CLERK, Role.CASE_SECRETARY}
#: Who enters a line of results or an answer: the bureau's officers, a street its own.
REPORTERS: Final = HANDLERS | {Role.STREET_OFFICER}
#: A street reads what is addressed to it alone; referrals are the bureau's.
SEERS: Final = READERS | {Role.STREET_OFFICER}
SIGNERS: Final = HEADS

#: Grounds of a joint task: those of an inspection that several bodies can share.
GROUNDS: Final = (
    BasisKind.JOINT_DRAW,
    BasisKind.CAMPAIGN,
    BasisKind.PLAN,
    BasisKind.SUPERIOR,
    BasisKind.TIP,
    BasisKind.REFERRAL,
)
#: Grounds that rest on a paper, whose number is asked for.
ON_PAPER: Final = frozenset({BasisKind.SUPERIOR, BasisKind.TIP, BasisKind.REFERRAL})

#: Parameters of the lawbook: how long an answer is waited for, how long a clue is looked into.
ANSWER_DAYS: Final = "jointwork.referral_answer"
ASSESSMENT_DAYS: Final = "jointwork.referral_assessment"


class ParticipantKind(Labelled):
    """Who takes part beside the bureau."""

    DEPARTMENT = ("DEPARTMENT", "参加部门")
    STREET = ("STREET", "参加街道（镇）")


class TaskStage(Labelled):
    """Where a joint task stands; computed from what happened."""

    DRAFTED = ("DRAFTED", "任务待批准")
    REFUSED = ("REFUSED", "任务未获批准")
    UNDERWAY = ("UNDERWAY", "任务实施中")
    OVER = ("OVER", "任务期满待汇总")
    CLOSED = ("CLOSED", "任务已汇总")


class Direction(Labelled):
    """Whether the bureau sends a clue or receives it."""

    OUT = ("OUT", "移送其他机关的线索")
    IN = ("IN", "其他机关移来的线索")


class ReferralGround(Labelled):
    """Why a matter is another's (安全生产法 69, 行政处罚法 22)."""

    OTHER_POWER = ("OTHER_POWER", "属于其他部门职权")
    OTHER_PLACE = ("OTHER_PLACE", "属于其他地方管辖")
    HIGHER_LEVEL = ("HIGHER_LEVEL", "属于上级机关管辖")


class ReferralAnswer(Labelled):
    """What the other body answered."""

    TAKEN = ("TAKEN", "对方已接收")
    NOT_TAKEN = ("NOT_TAKEN", "对方不予接收")


class ReferralStage(Labelled):
    """Where a referral stands; computed from what happened."""

    DRAFTED = ("DRAFTED", "线索待批准移送")
    REFUSED = ("REFUSED", "线索未予移送")
    TO_DELIVER = ("TO_DELIVER", "移送函待送达")
    WAITING = ("WAITING", "等待对方答复")
    LATE = ("LATE", "对方超期未答复")
    TAKEN = ("TAKEN", "对方办理中")
    NOT_TAKEN = ("NOT_TAKEN", "对方退回")
    RECEIVED = ("RECEIVED", "收到线索待核查")
    ASSESSED = ("ASSESSED", "核查后待决定")
    ACCEPTED = ("ACCEPTED", "已接收待处理")
    TAKEN_UP = ("TAKEN_UP", "处理中待反馈")
    SENT_BACK = ("SENT_BACK", "线索已退回对方")
    ENDED = ("ENDED", "线索已办结")


class SupervisionKind(Labelled):
    """The letters by which the bureau asks a street or a department to act."""

    SUPERVISION_LETTER = ("SUPERVISION_LETTER", "督办函")
    REMINDER_LETTER = ("REMINDER_LETTER", "提醒函")
    SUGGESTION_LETTER = ("SUGGESTION_LETTER", "工作建议函")


class LetterStage(Labelled):
    """Where a letter stands; computed from what happened."""

    DRAFTED = ("DRAFTED", "函件待签发")
    UNSIGNED = ("UNSIGNED", "函件未签发")
    ISSUED = ("ISSUED", "函件待签收")
    TO_ANSWER = ("TO_ANSWER", "等待回复")
    LATE = ("LATE", "超期未回复")
    ANSWERED = ("ANSWERED", "回复待核对")
    SETTLED = ("SETTLED", "函件已销号")


class Progress(Labelled):
    """What a list is narrowed to."""

    UNFINISHED = ("UNFINISHED", "未办结")


class Phrase(Labelled):
    """Fixed wording of papers and events."""

    COMMA = ("COMMA", "、")
    CONTACT = ("CONTACT", "{name}，{phone}")
    UNNUMBERED = ("UNNUMBERED", "（无文号）")
    ACCEPTED = ("ACCEPTED", "本局决定接收")
    SENT_BACK = ("SENT_BACK", "经核查，本局不予接收，现将线索退回你单位")
    HANDLED = ("HANDLED", "本局已经接收并处理，处理结果如下")
    DUE = ("DUE", "请于{day}前将办理情况书面回复本局。")
    NO_ANSWER = ("NO_ANSWER", "请在工作中予以考虑，不要求回复。")
    NOBODY = ("NOBODY", "未指明单位")
    OWN_ENTRY = ("OWN_ENTRY", "本单位登记")
    SENTENCE = ("SENTENCE", "{entity}：{said}")
