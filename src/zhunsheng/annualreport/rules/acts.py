"""What stands against compiling or publishing a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, says
from zhunsheng.kernel.procedure import DoneAct

CONTENT: Final = cite("PARTY-2019-28:25")
TERM: Final = cite("PARTY-2019-28:24")
#: What is public and was changed is published anew.
CHANGED: Final = cite("OGD-2019:26")
#: The steps between the office and the head.
WAYS: Final = frozenset({"submit", "return", "approve"})
#: The kind of the event by which the head approves a draft.
APPROVED: Final = "annualreport.approved"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All that the rules of a report look at."""

    acts: tuple[DoneAct, ...] = ()
    year: int = 0
    as_of: date | None = None
    on: date | None = None
    open_hints: int = 0
    typed_numbers: tuple[str, ...] = ()
    #: Of one draft: shortcomings without a measure, whether a newer draft stands beside it.
    unanswered: tuple[str, ...] = ()
    #: Headings of the parts of one draft in which nothing is written.
    empty_parts: tuple[str, ...] = ()
    #: The draft that was approved after this one, nought where none was.
    overtaken_by: int = 0
    is_latest: bool = True
    another_waits: bool = False
    #: The hash that was approved, and the hash of what is stored.
    approved_hash: str = ""
    content_hash: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether the draft lies before the head: submitted, and not returned or approved."""
        said = [act.step for act in self.acts if act.step in WAYS]
        return bool(said) and said[-1] == "submit"


def same_hand(done: Iterable[tuple[str, UUID, str]]) -> str:
    """
    Return who approved what the same person compiled or submitted; nobody where others did.

    ``done`` are the kinds of the events of a draft in order, each with id and name of who acted.
    No rule forbids it: the page says so, because nobody else looked at the draft.

    >>> one, other = UUID(int=1), UUID(int=2)
    >>> compiled = ("annualreport.compiled", one, "示例甲")
    >>> same_hand([compiled, ("annualreport.approved", one, "示例甲")])
    '示例甲'
    >>> same_hand([compiled, ("annualreport.approved", other, "示例甲")])  # of the same name
    ''
    """
    worked: set[UUID] = set()
    for kind, by, name in done:
        if kind == APPROVED and by in worked:
            return name
        if kind in {"annualreport.compiled", "annualreport.submitted"}:
            worked.add(by)
    return ""


def year_is_over(facts: ReportFacts) -> Finding | None:
    """Refuse figures of a year that has not ended on the day of the statistics."""
    if facts.as_of is None or facts.as_of >= date(facts.year, 12, 31):
        return None
    return Finding(
        "annualreport.year_not_over",
        f"数据截至日期{facts.as_of.isoformat()}早于{facts.year}年年末，全年数字不完整",
        CONTENT,
        "请选择年末或者以后的数据截至日期",
    )


def as_of_is_not_ahead(facts: ReportFacts) -> Finding | None:
    """Refuse a day of the statistics after the day of compiling."""
    if facts.as_of is None or facts.on is None or facts.as_of <= facts.on:
        return None
    return Finding(
        "annualreport.as_of_ahead",
        f"数据截至日期{facts.as_of.isoformat()}晚于编制日期{facts.on.isoformat()}",
        CONTENT,
        "请选择编制当日或者以前的日期",
    )


def no_typed_number(facts: ReportFacts) -> Finding | None:
    """Refuse an addition with a number that no figure stands behind."""
    if not facts.typed_numbers:
        return None
    quoted = "、".join(f"“{number}”" for number in facts.typed_numbers)
    return Finding(
        "annualreport.typed_number",
        f"文字中有无法核对的数字{quoted}",
        CONTENT,
        "正文改用数字的占位（如{figure:inspection.visits}），标题下的说明不写数字；或者删去数字；固定提法加引号",
    )


def no_open_hint(facts: ReportFacts) -> Finding | None:
    """Refuse to publish a draft in which places are still left to the office."""
    if not facts.open_hints:
        return None
    return Finding(
        "annualreport.open_hints",
        f"报告还有{facts.open_hints}处待补充的内容",
        CONTENT,
        "请在撰写页补充后重新编制，再办理",
    )


def every_part_is_written(facts: ReportFacts) -> Finding | None:
    """Refuse a draft of which one of the four parts has no text (督察工作规定 25)."""
    if not facts.empty_parts:
        return None
    named = "、".join(f"“{heading}”" for heading in facts.empty_parts)
    return Finding(
        "annualreport.empty_part",
        f"报告应当有四个部分，其中{named}没有内容",
        CONTENT,
        "请在撰写页写入这一部分的内容，重新编制后再送审",
    )


def is_not_overtaken(facts: ReportFacts) -> Finding | None:
    """Refuse to hand in or publish a draft after which another one was approved."""
    if not facts.overtaken_by:
        return None
    return Finding(
        "annualreport.overtaken",
        f"本稿审定以后又审定了第{facts.overtaken_by}稿，本稿已被替代",
        CONTENT,
        f"请打开第{facts.overtaken_by}稿办理报送和公开",
    )


def shortcomings_are_answered(facts: ReportFacts) -> Finding | None:
    """Refuse a draft with a shortcoming that no measure of the next year is tied to."""
    if not facts.unanswered:
        return None
    named = "、".join(f"“{heading}”" for heading in facts.unanswered)
    return Finding(
        "annualreport.unanswered",
        f"第二部分的不足{named}在第四部分没有对应的安排",
        CONTENT,
        "请在撰写页采用或者补写对应的安排，重新编制后再送审",
    )


def is_latest_draft(facts: ReportFacts) -> Finding | None:
    """Refuse to submit a draft beside which a newer one stands."""
    if facts.is_latest:
        return None
    return Finding(
        "annualreport.newer_draft", "本年度已经编制了新的一稿", CONTENT, "请打开最新一稿送审"
    )


def is_not_waiting(facts: ReportFacts) -> Finding | None:
    """Refuse to submit a draft that lies before the head, or that was returned."""
    if any(act.step == "return" for act in facts.acts):
        return Finding(
            "annualreport.was_returned",
            "本稿已经退回修改",
            CONTENT,
            "请按退回意见修改文字，重新编制一稿后送审",
        )
    if not facts.is_waiting:
        return None
    return Finding(
        "annualreport.waiting", "本稿已经送审，尚未审定", CONTENT, "请等待主要负责人审定"
    )


def no_other_is_waiting(facts: ReportFacts) -> Finding | None:
    """Refuse to submit a draft while another one of the year lies before the head."""
    if not facts.another_waits:
        return None
    return Finding(
        "annualreport.another_waits",
        "本年度另一稿已经送审，尚未审定或者退回",
        CONTENT,
        "请先由主要负责人审定或者退回已经送审的一稿",
    )


def is_before_the_head(facts: ReportFacts) -> Finding | None:
    """Refuse to approve or return a draft that does not lie before the head."""
    if facts.is_waiting:
        return None
    return Finding(
        "annualreport.not_waiting", "本稿没有待审定的送审", CONTENT, "先办理“送审年度报告”"
    )


def approved_text_is_unchanged(facts: ReportFacts) -> Finding | None:
    """Refuse to hand in or publish another text than the one that was approved."""
    if not facts.approved_hash or facts.approved_hash == facts.content_hash:
        return None
    return Finding(
        "annualreport.other_text",
        "报告内容的校验值与审定时的校验值不一致",
        TERM,
        "不得报送或者公开；请核对数据库备份，重新编制、审定",
    )


def reason_findings(reason: str) -> tuple[Finding, ...]:
    """Return that a return says no reason, or nothing."""
    if explains(reason):
        return ()
    return (Finding("annualreport.no_reason", "退回没有写明意见", CONTENT, "请写明需要修改的内容"),)


def comment_findings(text: str) -> tuple[Finding, ...]:
    """Return that a comment says nothing, or nothing."""
    if says(text):
        return ()
    return (Finding("annualreport.no_comment", "批注没有内容", CONTENT, "请写明意见"),)


def change_findings(*, is_changed: bool) -> tuple[Finding, ...]:
    """Return that an edit changes nothing, or nothing."""
    if is_changed:
        return ()
    return (
        Finding("annualreport.unchanged", "文字和选项没有变化", CONTENT, "修改后再保存，或者返回"),
    )


def replacement_findings(*, replaces: int, reason: str) -> tuple[Finding, ...]:
    """
    Return that a draft takes the place of one that is public and does not say why, or nothing.

    ``replaces`` is the draft that the public reads, nought for none.
    """
    if not replaces or explains(reason):
        return ()
    return (
        Finding(
            "annualreport.no_replacement_reason",
            f"第{replaces}稿正在公开，已被本稿替代，没有写明更正的理由",
            CHANGED,
            "请写明改了什么、为什么改；公开本稿时系统同时撤回原稿，理由向社会公开",
        ),
    )


def receipt_findings(
    *, receiver: str, handed_in: Collection[str], receipt: str, corrects: int, reason: str
) -> tuple[Finding, ...]:
    """
    Return what a receipt lacks: it is there already, or nobody told who took the report.

    ``corrects`` is the draft that was handed in there before, nought for none; the new one
    corrects it and says why.
    """
    found = []
    if corrects and not explains(reason):
        found.append(
            Finding(
                "annualreport.no_correction_reason",
                f"第{corrects}稿已经向该机关报送，本次属于更正报送，没有写明更正的理由",
                TERM,
                "请写明改了什么、为什么改",
            )
        )
    if receiver in handed_in:
        found.append(
            Finding(
                "annualreport.handed_in_already",
                "已经登记过向该机关报送",
                TERM,
                "请在报送记录中查看原回执",
            )
        )
    if not says(receipt):
        found.append(
            Finding(
                "annualreport.no_receipt",
                "没有写明收文编号或者签收人",
                TERM,
                "请填写回执载明的收文编号或者签收人",
            )
        )
    return tuple(found)
