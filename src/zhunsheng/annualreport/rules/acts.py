"""What stands against compiling or publishing a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct

CONTENT: Final = cite("PARTY-2019-28:25")
TERM: Final = cite("PARTY-2019-28:24")


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All that the rules of a report look at."""

    acts: tuple[DoneAct, ...] = ()
    year: int = 0
    as_of: date | None = None
    on: date | None = None
    open_hints: int = 0
    typed_numbers: tuple[str, ...] = ()


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
        f"补充的文字中有无法核对的数字{quoted}",
        CONTENT,
        "改用数字的占位（如{figure:inspection.visits}），或者删去数字",
    )


def no_open_hint(facts: ReportFacts) -> Finding | None:
    """Refuse to publish a draft in which places are still left to the office."""
    if not facts.open_hints:
        return None
    return Finding(
        "annualreport.open_hints",
        f"报告还有{facts.open_hints}处待补充的内容",
        CONTENT,
        "请补充后重新编制，再公开",
    )
