"""Golden dates of the clocks of remedies: holidays, make-up days, day rules, ends of years."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import Calendar
from zhunsheng.remedies import rules
from zhunsheng.remedies.choices import LetterKind, Outcome
from zhunsheng.remedies.rules.clocks import Counted, Policy

CALENDAR = Calendar.load()
POLICY = Policy(
    copy=Counted(7, cite("ARL-2023:48"), verified=False),
    answer=Counted(10, cite("ARL-2023:48")),
    answer_simplified=Counted(5, cite("ARL-2023:54")),
    decision=Counted(60, cite("ARL-2023:62")),
    decision_simplified=Counted(30, cite("ARL-2023:62")),
    suit_after=Counted(15, cite("ALP-2017:45"), verified=False),
    defence=Counted(15, cite("ALP-2017:67"), verified=False),
    second_instance=Counted(15, cite("ALP-2017:85"), verified=False),
    second_instance_order=Counted(10, cite("ALP-2017:85"), verified=False),
    opinion_reply=Counted(60, cite("ARL-2023:76"), verified=False),
    procuratorial_reply=Counted(2, cite("PSR-2019:19"), verified=False),
)

#: What runs, from which day, until which day, and what the case shows.
GOLDEN = (
    # the written answer: ten working days, five in the simplified procedure (48, 54, 88)
    ("answer", "2025-03-03", "2025-03-17", "two plain weeks"),
    ("answer", "2025-03-07", "2025-03-21", "received on a Friday"),
    ("answer", "2025-03-08", "2025-03-21", "received on a Saturday, counted from Monday"),
    ("answer", "2025-01-20", "2025-02-08", "the Spring Festival, two make-up days"),
    ("answer", "2025-01-24", "2025-02-13", "two make-up days around the Spring Festival"),
    ("answer", "2025-04-01", "2025-04-16", "Qingming on a Friday"),
    ("answer", "2025-04-25", "2025-05-13", "1 to 5 May, make-up Sunday 27 April"),
    ("answer", "2025-05-26", "2025-06-10", "the Dragon Boat Monday"),
    ("answer", "2025-09-22", "2025-10-11", "the National Day week, both make-up days"),
    ("answer", "2025-12-18", "2026-01-04", "the turn of the year, make-up Sunday 4 January 2026"),
    ("answer", "2025-12-31", "2026-01-15", "received on the last day of the year"),
    ("answer", "2024-09-13", "2024-09-29", "Mid-Autumn, make-up days 14 and 29 September"),
    ("answer", "2024-02-05", "2024-02-23", "the Spring Festival of 2024"),
    ("answer_simplified", "2025-03-03", "2025-03-10", "one plain week"),
    ("answer_simplified", "2025-09-29", "2025-10-13", "National Day; the make-up Saturday counts"),
    ("answer_simplified", "2025-01-27", "2025-02-10", "the whole Spring Festival"),
    ("answer_simplified", "2025-12-26", "2026-01-05", "the turn of the year"),
    ("answer_simplified", "2025-04-03", "2025-04-11", "Qingming on the next day"),
    # the decision: sixty or thirty calendar days, to the next workday (62, 88)
    ("decision", "2025-03-03", "2025-05-06", "ends in the May holidays, so on the next workday"),
    ("decision", "2025-06-02", "2025-08-01", "no rest day at the end"),
    ("decision", "2025-12-10", "2026-02-09", "over the end of a year, ends on a Sunday"),
    ("decision_simplified", "2025-03-03", "2025-04-02", "thirty days"),
    ("decision_simplified", "2025-09-05", "2025-10-09", "ends in the National Day week"),
    # the suit after reconsideration and the second instance: fifteen days of the party
    ("suit_after", "2025-03-03", "2025-03-18", "fifteen calendar days"),
    ("suit_after", "2025-03-07", "2025-03-24", "ends on a Saturday"),
    ("suit_after", "2025-09-18", "2025-10-09", "ends in the National Day week"),
    ("second_instance", "2025-12-17", "2026-01-04", "ends on New Year's Day; Sunday 4 is worked"),
    ("second_instance", "2025-06-10", "2025-06-25", "no rest day at the end"),
    ("second_instance_order", "2025-06-10", "2025-06-20", "ten calendar days of an order"),
    ("second_instance_order", "2025-09-24", "2025-10-09", "ends in the National Day week"),
    # the defence: fifteen days from the copy of the complaint (67, 101)
    ("defence", "2025-03-03", "2025-03-18", "fifteen calendar days"),
    ("defence", "2025-01-14", "2025-02-05", "ends in the Spring Festival"),
    ("defence", "2025-04-17", "2025-05-06", "ends in the May holidays"),
    ("defence", "2024-02-14", "2024-02-29", "ends on a leap day"),
    # replies to letters: sixty days, two months, what the letter states; never lengthened
    ("opinion", "2025-03-03", "2025-05-02", "sixty days, the end lies in the May holidays"),
    ("opinion", "2025-12-01", "2026-01-30", "over the end of a year"),
    ("procuratorial", "2025-12-31", "2026-02-28", "two months to the last day of February"),
    ("procuratorial", "2025-03-15", "2025-05-15", "two months to the same day"),
)  # fmt: skip


def counted(what: str, start: date) -> date | None:
    """Return the last day of a term of the table."""
    simplified = what.endswith("_simplified")
    match what.removesuffix("_simplified"):
        case "answer":
            return rules.answer_due(POLICY, CALENDAR, received_on=start, simplified=simplified)
        case "decision":
            return rules.decision_due(POLICY, CALENDAR, accepted_on=start, simplified=simplified)
        case "suit_after":
            return rules.suit_due(POLICY, CALENDAR, received_on=start)
        case "second_instance":
            return _appeal(Outcome.QUASHED, start)
        case "second_instance_order":
            return _appeal(Outcome.DISMISSED, start)
        case "defence":
            return rules.defence_due(POLICY, CALENDAR, received_on=start)
        case "opinion":
            return _letter(LetterKind.RECONSIDERATION_OPINION, start)
        case _:
            return _letter(LetterKind.PROCURATORIAL_SUGGESTION, start)


def _appeal(outcome: Outcome, start: date) -> date | None:
    return rules.second_instance_due(POLICY, CALENDAR, judged_on=start, outcome=outcome)


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.MEDIATED])
def test_a_suit_that_is_over_at_once_has_no_appeal(outcome: Outcome) -> None:
    """行政诉讼法 60, 62: a suit withdrawn or mediated is not taken further."""
    assert _appeal(outcome, date(2025, 6, 10)) is None
    assert rules.effect_findings(outcome, last=None, on=date(2025, 6, 10)) == ()


def _letter(kind: LetterKind, start: date, stated: int | None = None) -> date | None:
    return rules.letter_due(POLICY, CALENDAR, kind, received_on=start, stated=stated)[0]


@pytest.mark.parametrize(("what", "start", "end", "why"), GOLDEN, ids=lambda v: v)
def test_a_term_ends_on_its_day(what: str, start: str, end: str, why: str) -> None:
    assert counted(what, date.fromisoformat(start)) == date.fromisoformat(end), why


class TestLetter:
    def test_has_the_term_that_it_states(self) -> None:
        assert _letter(LetterKind.JUDICIAL_SUGGESTION, date(2025, 3, 3), 30) == date(2025, 4, 2)
        assert _letter(LetterKind.RECONSIDERATION_OPINION, date(2025, 3, 3), 7) == date(2025, 3, 10)

    def test_of_a_court_has_no_term_unless_it_states_one(self) -> None:
        assert _letter(LetterKind.JUDICIAL_SUGGESTION, date(2025, 3, 3)) is None


def test_a_year_without_a_holiday_notice_gives_no_day() -> None:
    last = max(CALENDAR.years)
    start = date(last, 12, 28)
    assert counted("answer", start) is None
    assert counted("opinion", start) == date(last + 1, 2, 26)
