"""The seven questions of a legal review and how it may end."""

from __future__ import annotations

from zhunsheng.kernel.choices import Labelled


class Question(Labelled):
    """One of the seven matters that a review looks at (国办发〔2018〕118号)."""

    SUBJECT = ("SUBJECT", "执法主体是否合法，执法人员是否具备资格")
    PROCEDURE = ("PROCEDURE", "执法程序是否合法")
    FACTS = ("FACTS", "案件事实是否清楚，证据是否合法充分")
    LAW = ("LAW", "适用法律、法规、规章是否准确，裁量是否适当")
    POWER = ("POWER", "是否超越本机关法定权限")
    DOCUMENTS = ("DOCUMENTS", "执法文书是否完备、规范")
    CRIME = ("CRIME", "违法行为是否涉嫌犯罪、需要移送司法机关")

    @property
    def answer_without_objection(self) -> str:
        """The printed answer where the reviewer has nothing against the proposal."""
        return "否" if self in ASKED_FOR_A_FAULT else "是"

    @property
    def answer_with_objection(self) -> str:
        """The printed answer where the reviewer objects."""
        return "是" if self in ASKED_FOR_A_FAULT else "否"


#: Questions that ask for a fault, so that 否 is the good answer.
ASKED_FOR_A_FAULT = frozenset({Question.POWER, Question.CRIME})


class CheckState(Labelled):
    """What a machine found on a question, from harmless to grave; a person decides."""

    SOUND = ("SOUND", "未见问题")
    DOUBT = ("DOUBT", "需要核对")
    FAULT = ("FAULT", "记录不符")


class ListState(Labelled):
    """What a list of reviews holds; the code stands in the address."""

    WAITING = ("waiting", "待审核")
    MINE = ("mine", "我认领的")
    FREE = ("free", "待认领")
    DONE = ("done", "已审核")
    ALL = ("all", "全部")


class Outcome(Labelled):
    """How a review ends: agreed, or returned with its defects (行政处罚法 58)."""

    AGREED = ("AGREED", "审核通过")
    RETURNED = ("RETURNED", "退回补正")


#: Kinds of things of a file on which an answer may rest, as their keys begin.
EVIDENCE_ANCHOR = "evidence"
PAPER_ANCHOR = "paper"
