"""The time within which an act may still be punished (行政处罚法 36)."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import Question
from zhunsheng.lawbook.rules.facts import PenaltyFacts

LIMITATION: Final[Citation] = cite("APL-2021:36")
#: Years from the end of the act; the longer term for harm to life, health or finance.
YEARS: Final = 2
YEARS_OF_HARM: Final = 5


def limitation(facts: PenaltyFacts) -> Question | Finding | None:
    """
    Return why an act is punished no more, or what has to be stated to know; else None.

    The term runs from the end of the act to the day on which it was found; an act that is
    decided within the shorter term was found within it.
    """
    end, decided = facts.times.until, facts.times.decided_on
    if (decided - end).days <= 365 * YEARS or decided <= _years_after(facts, YEARS):
        return None
    if facts.found_on is None:
        return Question.FOUND_ON
    if not facts.times.violated_from <= facts.found_on <= decided:
        return Finding(
            "penalty.found_on_impossible",
            "发现日期不在违法行为开始之后、作出决定之前",
            LIMITATION,
            "请核对发现违法行为的日期",
        )
    if facts.found_on <= _years_after(facts, YEARS):
        return None
    if facts.found_on <= _years_after(facts, YEARS_OF_HARM):
        if facts.endangered is None:
            return Question.ENDANGERED
        if facts.endangered:
            return None
    return Finding(
        "penalty.limitation_passed",
        f"违法行为{end.isoformat()}终了，{facts.found_on.isoformat()}才被发现，已过追责期限",
        LIMITATION,
        "不再给予行政处罚；违法状态仍在继续的，请改填持续情形",
    )


def _years_after(facts: PenaltyFacts, years: int) -> date:
    return calendar_end(start=facts.times.until, length=years, unit=DayUnit.YEAR)
