"""Enumerations of remedies, and who may do what."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.cases.choices import DecisionChange, RemedyKind
from zhunsheng.kernel.choices import Labelled

#: Who answers for the bureau in reconsideration and in court.
RESPONDENTS: Final = HEADS | {Role.TEAM_HEAD, Role.LEGAL_REVIEWER, Role.CASE_SECRETARY}
#: Who may enter what changes a decision (as ``cases`` has it).
CONCLUDERS: Final = RESPONDENTS - {Role.CASE_SECRETARY}
REMEDY_READERS: Final = READERS

__all__ = [
    "CONCLUDERS",
    "OUTCOMES",
    "REMEDY_READERS",
    "RESPONDENTS",
    "Attendance",
    "Cover",
    "ExecutionStop",
    "Instance",
    "LetterKind",
    "Outcome",
    "Phrase",
    "RemedyKind",
    "RemedyScope",
    "RemedyStage",
]


class RemedyStage(Labelled):
    """Where a remedy stands; always computed from its acts."""

    TO_ANSWER = ("TO_ANSWER", "待答复举证")
    ANSWERED = ("ANSWERED", "审理中")
    JUDGED = ("JUDGED", "裁判未生效")
    ENDED = ("ENDED", "已终结")


class RemedyScope(Labelled):
    """Which remedies a list shows."""

    OPEN = ("OPEN", "未终结")


class Outcome(Labelled):
    """How a remedy ended (行政复议法 63 to 69, 73, 74; 行政诉讼法 69 to 77)."""

    UPHELD = ("UPHELD", "维持原决定")
    REJECTED = ("REJECTED", "驳回请求")
    DISMISSED = ("DISMISSED", "驳回申请或者起诉")
    CHANGED = ("CHANGED", "变更原决定")
    QUASHED = ("QUASHED", "撤销原决定")
    UNLAWFUL = ("UNLAWFUL", "确认原决定违法")
    INVALID = ("INVALID", "确认原决定无效")
    ORDERED = ("ORDERED", "责令履行职责")
    MEDIATED = ("MEDIATED", "调解结案")
    WITHDRAWN = ("WITHDRAWN", "申请人撤回或者撤诉")

    @property
    def change(self) -> DecisionChange | None:
        """What it makes of the decision, nothing where the decision stands as it is."""
        return _CHANGES.get(self)

    @property
    def decides(self) -> bool:
        """Whether it decides on the matter, so that a suit has a term of its own from then on."""
        return self not in {Outcome.DISMISSED, Outcome.WITHDRAWN}


_CHANGES: Final = {
    Outcome.CHANGED: DecisionChange.CHANGED,
    Outcome.QUASHED: DecisionChange.ANNULLED,
    Outcome.UNLAWFUL: DecisionChange.UNLAWFUL,
    Outcome.INVALID: DecisionChange.INVALID,
}
#: A court dismisses claims, it does not uphold; it may mediate within its discretion.
OUTCOMES: Final = {
    RemedyKind.RECONSIDERATION: tuple(Outcome),
    RemedyKind.LITIGATION: tuple(one for one in Outcome if one is not Outcome.UPHELD),
}


class ExecutionStop(Labelled):
    """Whether execution is stopped meanwhile (行政复议法 42, 行政诉讼法 56)."""

    STOPPED = ("STOPPED", "停止执行")
    CONTINUED = ("CONTINUED", "不停止执行")


class Attendance(Labelled):
    """Who stood for the bureau (行政诉讼法 3, 行政复议法 51)."""

    CHIEF = ("CHIEF", "主要负责人出庭")
    DEPUTY = ("DEPUTY", "其他负责人出庭")
    OFFICER = ("OFFICER", "工作人员出庭，负责人未出庭")


class Instance(Labelled):
    """Of which instance a ruling is."""

    FIRST = ("FIRST", "一审")
    SECOND = ("SECOND", "二审")


class LetterKind(Labelled):
    """A letter that asks the bureau for a reply (行政复议法 76, 行政诉讼法 66)."""

    RECONSIDERATION_OPINION = ("RECONSIDERATION_OPINION", "行政复议意见书")
    JUDICIAL_SUGGESTION = ("JUDICIAL_SUGGESTION", "司法建议书")
    PROCURATORIAL_SUGGESTION = ("PROCURATORIAL_SUGGESTION", "检察建议书")


class Phrase(Labelled):
    """Fixed wording of duties and bundles."""

    ANSWER = ("ANSWER", "提出复议书面答复和证据")
    DEFENCE = ("DEFENCE", "提交答辩状和证据")
    REPLY = ("REPLY", "书面回复{kind}")
    EFFECT = ("EFFECT", "登记裁判生效")
    DECISION_TERM = ("DECISION_TERM", "复议机关作出决定（未延长）")
    SUIT_TERM = ("SUIT_TERM", "申请人起诉")
    SECOND_TERM = ("SECOND_TERM", "不服一审裁判上诉")
    HANDLE = ("HANDLE", "办理")
    SUBJECT = ("SUBJECT", "{party} {number}")
    PROVES_PAPER = ("PROVES_PAPER", "处罚程序及决定内容")
    PAPER = ("PAPER", "《{title}》{number}")
    DECIDED = ("DECIDED", "{day}作出的《{title}》{number}")
    UNREADABLE = ("UNREADABLE", "本件的PDF文件不能合并，原件另行提交")
    NO_FILE = ("NO_FILE", "本件为实物或者仅登记校验值，原件另行提交")
    OTHER_FORMAT = ("OTHER_FORMAT", "本件为电子文件（{name}），以光盘或者存储介质另行提交")
    DAMAGED = ("DAMAGED", "本件文件缺失或者校验值不符，请核对原件后另行提交")
    BUNDLE = ("BUNDLE", "{kind}证据材料")


class Cover(Labelled):
    """Headings of the cover of a bundle."""

    NUMBER = ("NUMBER", "案件编号")
    BODY = ("BODY", "受理机关")
    APPLICANT = ("APPLICANT", "申请人（原告）")
    DECISION = ("DECISION", "原行政行为")
    RECEIVED_ON = ("RECEIVED_ON", "收到副本日期")
