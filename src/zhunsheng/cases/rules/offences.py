"""Whether a violation is the first of its party (行政处罚法 33), from what a look-up found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhunsheng.cases.choices import FirstOffence
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.kernel.finding import Finding

FIRST_OFFENCE: Final[Citation] = cite("APL-2021:33.1")
EPOCH: Final = date(1, 1, 1)
_ASK: Final = "请核对当事人的身份证明，向作出过处罚的机关查询，不得仅凭姓名认定"


@dataclass(frozen=True, slots=True)
class OffenceFacts:
    """
    What a look-up of earlier offences found within its window.

    ``any_violation`` counts decisions for whatever violation, ``same_violation`` those for one of
    the case's own. ``is_identified`` tells that the party has an identity that is compared over
    bureaus; ``is_complete`` that every list from another site could be read and reaches back over
    the whole window.
    """

    any_violation: int = 0
    same_violation: int = 0
    is_identified: bool = True
    is_complete: bool = True


def is_first(facts: OffenceFacts) -> FirstOffence:
    """
    Tell whether the violation is the first (行政处罚法 33).

    Any earlier violation counts, not the same one alone: the article speaks of a first violation.
    One that was found settles it, however little else could be compared; where nothing was found
    and not everything could be compared, nobody knows.
    """
    if facts.any_violation:
        return FirstOffence.NO
    if facts.is_identified and facts.is_complete:
        return FirstOffence.YES
    return FirstOffence.UNKNOWN


def first_findings(facts: OffenceFacts) -> tuple[Finding, ...]:
    """Return what speaks against sparing the party as a first offender; nothing if it is one."""
    if facts.any_violation:
        same = f"（其中相同违法行为{facts.same_violation}次）" if facts.same_violation else ""
        return (
            Finding(
                "offence.not_first",
                f"当事人在回溯期限内已有{facts.any_violation}次违法记录{same}，不是初次违法",
                FIRST_OFFENCE,
                "不适用首违可不罚；轻微并及时改正、没有危害后果的，另按轻微不罚认定",
            ),
        )
    found = []
    if not facts.is_identified:
        found.append(
            Finding(
                "offence.not_identified",
                "案件没有当事人的统一社会信用代码，无法比对以往违法记录",
                FIRST_OFFENCE,
                _ASK,
            )
        )
    if not facts.is_complete:
        found.append(
            Finding(
                "offence.list_incomplete",
                "其他站点的违法记录未能全部比对",
                FIRST_OFFENCE,
                "请系统管理员按现行密钥重新导入对方的完整清单，或者向对方书面查询",
            )
        )
    return tuple(found)


def window_start(*, day: date, years: int) -> date:
    """
    Return the first day whose term of so many years still reaches the day.

    >>> window_start(day=date(2025, 3, 3), years=2)
    datetime.date(2023, 3, 3)
    >>> window_start(day=date(2025, 2, 28), years=1), window_start(day=date(2024, 2, 29), years=1)
    (datetime.date(2024, 2, 28), datetime.date(2023, 3, 1))
    """
    if day.year - years < EPOCH.year:
        return EPOCH
    last = calendar_end(start=date(day.year - years, day.month, 1), length=1, unit=DayUnit.MONTH)
    within = (last - timedelta(days=1)).day
    start = date(day.year - years, day.month, min(day.day, within))
    if calendar_end(start=start, length=years, unit=DayUnit.YEAR) < day:
        start += timedelta(days=1)
    return start
