"""What stands against handing in a return, or correcting one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct

DATA: Final = cite("GBF-2018-118")


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """All that the rules of a return look at."""

    acts: tuple[DoneAct, ...] = ()
    until: date | None = None
    as_of: date | None = None
    on: date | None = None
    is_nil: bool = False
    nil_confirmed: bool = False
    is_changed: bool = True
    reason_given: bool = False
    #: The day of the statistics of the version before, where one was handed in.
    last_as_of: date | None = None
    is_explained: bool = False


def period_is_over(facts: ReturnFacts) -> Finding | None:
    """Refuse a period that has not ended on the day of the statistics."""
    if facts.until is None or facts.as_of is None or facts.as_of >= facts.until:
        return None
    return Finding(
        "statistics.period_not_over",
        f"统计期间到{facts.until.isoformat()}才结束，数据截至{facts.as_of.isoformat()}不完整",
        DATA,
        "请在期间结束以后报送",
    )


def as_of_is_not_ahead(facts: ReturnFacts) -> Finding | None:
    """Refuse a day of the statistics after the day on which it is handed in."""
    if facts.as_of is None or facts.on is None or facts.as_of <= facts.on:
        return None
    return Finding(
        "statistics.as_of_ahead",
        f"数据截至日期{facts.as_of.isoformat()}晚于报送日期{facts.on.isoformat()}",
        DATA,
        "请选择报送当日或者以前的日期",
    )


def as_of_is_not_before_the_last(facts: ReturnFacts) -> Finding | None:
    """Refuse a correction that looks no further than the version that it corrects."""
    if facts.as_of is None or facts.last_as_of is None or facts.as_of >= facts.last_as_of:
        return None
    return Finding(
        "statistics.as_of_before_the_last",
        f"数据截至日期{facts.as_of.isoformat()}早于已报送版本的{facts.last_as_of.isoformat()}",
        DATA,
        "请选择已报送版本的数据截至日期或者以后的日期，更正后的版本不能比原版本更早",
    )


def not_handed_in(facts: ReturnFacts) -> Finding | None:
    """Refuse a second return of the same period: what was handed in is corrected by version."""
    if not any(done.step == "return_submission" for done in facts.acts):
        return None
    return Finding(
        "statistics.handed_in",
        "这一期间的统计报表已经报送，不能重复报送",
        DATA,
        "数字有变化的，请打开已报送的报表办理更正",
    )


def is_unsent(facts: ReturnFacts) -> Finding | None:
    """Refuse to explain what was handed in, or was explained before."""
    if any(done.step == "return_submission" for done in facts.acts):
        said, after = "已经报送，没有需要说明的", "请打开已报送的报表查看"
    elif facts.is_explained:
        said, after = "已经说明过未报送的原因", "请查看原说明；需要报送的，直接办理报送"
    else:
        return None
    return Finding("statistics.not_unsent", f"这一期间的统计报表{said}", DATA, after)


def nil_is_confirmed(facts: ReturnFacts) -> Finding | None:
    """Refuse an empty return that nobody looked at: a nil return is confirmed as one."""
    if not facts.is_nil or facts.nil_confirmed:
        return None
    return Finding(
        "statistics.nil_not_confirmed",
        "本期各项指标均为零，属于零报告，尚未确认",
        DATA,
        "请核实确无记录后勾选“确认零报告”",
    )


def nil_is_meant(facts: ReturnFacts) -> Finding | None:
    """Refuse to confirm as nil a return that has numbers."""
    if facts.is_nil or not facts.nil_confirmed:
        return None
    return Finding(
        "statistics.not_nil",
        "勾选了“确认零报告”，本期指标却不全为零",
        DATA,
        "请核对各项指标；数字无误的，取消勾选后报送",
    )


def is_changed(facts: ReturnFacts) -> Finding | None:
    """Refuse a correction that corrects nothing."""
    if facts.is_changed:
        return None
    return Finding(
        "statistics.nothing_changed",
        "重新计算的数字和记录与已报送的版本完全一致，没有需要更正的内容",
        DATA,
        "请先在业务模块改正记录，再更正报表",
    )


def reason_is_given(facts: ReturnFacts) -> Finding | None:
    """Refuse a correction without its reason."""
    if facts.reason_given:
        return None
    return Finding("statistics.no_reason", "没有写明更正的理由", DATA, "请写明数字为什么有变化")


def absence_is_explained(facts: ReturnFacts) -> Finding | None:
    """Refuse an explanation that says nothing."""
    if facts.reason_given:
        return None
    return Finding(
        "statistics.no_explanation",
        "没有写明未报送的原因",
        DATA,
        "请写明原因，如系统启用以前已经按原渠道报送；没有报送的，请补报",
    )
