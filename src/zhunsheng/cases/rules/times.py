"""When a violation was: what the record and a form say of it, and whether that can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import ConductKind
from zhunsheng.lawbook.rules.versions import Times

FACTS_FIRST: Final[Citation] = cite("APL-2021:40")


@dataclass(frozen=True, slots=True)
class TimesDraft:
    """
    When the violation began and ended, and whether it was over at once, repeated or went on.

    What is not said stays as the record has it; one that still goes on has no end.
    """

    began_on: date | None = None
    ended_on: date | None = None
    conduct: ConductKind | None = None

    def over(self, known: TimesDraft) -> TimesDraft:
        """Return what is said here, and for the rest what was known before; once has one day."""
        began = self.began_on or known.began_on
        ended = self.ended_on or known.ended_on
        conduct = self.conduct or known.conduct
        if conduct is ConductKind.ONCE:
            began, ended = began or ended, ended or began
        return TimesDraft(began, ended, conduct)


#: Nothing is said of the days beside what the record has.
UNSAID: Final = TimesDraft()


def times_of(said: TimesDraft, *, found_on: date, on: date) -> Times | None:
    """
    Return the days of a violation for a decision of the day, None while they are not known.

    What ended on a day and is said to have begun on no other was over at once. Of what went on
    only the last day decides the law; its beginning is then the day on which it was found.
    """
    conduct = said.conduct
    if conduct is None and said.ended_on is not None:
        one_day = said.began_on in (None, said.ended_on)
        conduct = ConductKind.ONCE if one_day else ConductKind.CONTINUING
    if conduct is None:
        return None
    began = said.began_on or said.ended_on
    if conduct is ConductKind.ONCE and began is None:
        return None
    ended = None if conduct is ConductKind.ONCE else said.ended_on
    try:
        return Times(began or found_on, on, ended, conduct)
    except ValueError:
        return None


def times_findings(
    *,
    began_on: date | None,
    ended_on: date | None,
    conduct: ConductKind | None,
    on: date,
) -> tuple[Finding, ...]:
    """Refuse days of a violation in no possible order."""
    days = [day for day in (began_on, ended_on) if day is not None]
    if days != sorted(days) or (began_on is not None and began_on > on):
        return (
            Finding(
                "clue.days_out_of_order",
                "违法行为的开始、终了日期和办理日期先后不合",
                FACTS_FIRST,
                "请核对日期；仍在继续的不填写终了日期",
            ),
        )
    if conduct is ConductKind.ONCE and len(set(days)) > 1:
        return (
            Finding(
                "clue.once_has_one_day",
                "一次性的违法行为只有一个日期",
                FACTS_FIRST,
                "开始和终了填写同一日，或者把持续情形改为连续、继续",
            ),
        )
    return ()


def unknown_times_findings(*, known: bool) -> tuple[Finding, ...]:
    """Refuse a proposal while the record does not say when the violation was."""
    if known:
        return ()
    return (
        Finding(
            "fine.unanswered.times",
            "案卷没有写明违法行为的起止日期和持续情形",
            FACTS_FIRST,
            "请填写开始日期、持续情形和终了日期，适用哪一版本的法律由此确定",
        ),
    )
