"""
A table of dates and amounts that a lawyer can count again by hand.

The fine is 10,000 yuan, so a day costs 300; it was due on 18 March 2025 unless a row says else.
"""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases.rules import (
    Debt,
    Due,
    Paid,
    Stop,
    SurchargeLaw,
    Timetable,
    Waiver,
    next_due,
    overpaid_fen,
    surcharge_fen,
    surcharge_owed_fen,
    surcharge_spans,
)
from zhunsheng.execution.rules import CourtWindow, WindowLaw, court_window
from zhunsheng.kernel.days import Calendar, DayUnit, calendar_end

FINE = 1_000_000
LAW = SurchargeLaw(percent=3, cap_percent=100)
RECONSIDERATION, LITIGATION = "RECONSIDERATION", "LITIGATION"


def day(text: str) -> date:
    return date.fromisoformat(text)


def debt(
    due: str = "2025-03-18",
    *,
    fine: int = FINE,
    paid: tuple[tuple[str, int], ...] = (),
    surcharge_paid: tuple[tuple[str, int], ...] = (),
    stops: tuple[tuple[str, str, str], ...] = (),
    plan: tuple[str, tuple[tuple[str, int], ...]] | None = None,
    waiver: tuple[int, str] | None = None,
    law: SurchargeLaw = LAW,
) -> Debt:
    timetables = [Timetable(date.min, (Due(day(due), fine),))]
    if plan:
        since, dues = plan
        timetables.append(Timetable(day(since), tuple(Due(day(on), fen) for on, fen in dues)))
    return Debt(
        fine_fen=fine,
        timetables=tuple(timetables),
        laws=(law,),
        paid=tuple(Paid(day(on), fen) for on, fen in paid),
        surcharge_paid=tuple(Paid(day(on), fen) for on, fen in surcharge_paid),
        stops=tuple(Stop(day(a), day(b) if b else None, kind) for a, b, kind in stops),
        waivers=(Waiver(waiver[0], day(waiver[1])),) if waiver else (),
    )


PLAN = ("2025-03-10", (("2025-04-10", 500_000), ("2025-05-10", 500_000)))
LATE_PLAN = ("2025-03-25", PLAN[1])

SURCHARGES = [
    ("期限的最后一日不加处", debt(), "2025-03-18", 0),
    ("期限届满的次日加处一日", debt(), "2025-03-19", 30_000),
    ("逾期十日", debt(), "2025-03-28", 300_000),
    ("逾期三十三日，尚未到上限", debt(), "2025-04-20", 990_000),
    ("逾期三十四日，加处至罚款数额为止", debt(), "2025-04-21", 1_000_000),
    ("逾期一年仍不超出罚款数额", debt(), "2026-03-18", 1_000_000),
    ("末日为周六的不顺延，周日起加处", debt("2025-03-22"), "2025-03-23", 30_000),
    ("末日在国庆假期内的不顺延", debt("2025-10-03"), "2025-10-06", 90_000),
    ("跨年连续计算", debt("2025-12-30"), "2026-01-02", 90_000),
    ("闰年的二月二十九日计为一日", debt("2028-02-28"), "2028-03-01", 60_000),
    (
        "期限内缴纳一部分，只按未缴部分",
        debt(paid=(("2025-03-10", 400_000),)),
        "2025-03-28",
        180_000,
    ),
    (
        "逾期第五日缴纳一部分，当日仍按原数，次日起减少",
        debt(paid=(("2025-03-23", 400_000),)),
        "2025-03-28",
        240_000,
    ),
    ("末日缴清的不加处", debt(paid=(("2025-03-18", FINE),)), "2025-04-30", 0),
    ("逾期一日缴清的，停在一日", debt(paid=(("2025-03-19", FINE),)), "2025-04-30", 30_000),
    (
        "复议期间首尾两日均不计算",
        debt(stops=(("2025-03-21", "2025-03-25", RECONSIDERATION),)),
        "2025-03-28",
        150_000,
    ),
    (
        "复议仍在进行的，自申请之日起停止",
        debt(stops=(("2025-03-21", "", RECONSIDERATION),)),
        "2025-05-28",
        60_000,
    ),
    (
        "复议跨越缴纳期限末日的，自终结次日起加处",
        debt(stops=(("2025-03-10", "2025-03-20", RECONSIDERATION),)),
        "2025-03-28",
        240_000,
    ),
    (
        "复议与诉讼重叠的日子只扣一次",
        debt(
            stops=(
                ("2025-03-21", "2025-03-25", RECONSIDERATION),
                ("2025-03-24", "2025-03-27", LITIGATION),
            )
        ),
        "2025-03-28",
        90_000,
    ),
    (
        "复议以后起诉，两段之间的日子照算",
        debt(
            stops=(
                ("2025-03-19", "2025-03-21", RECONSIDERATION),
                ("2025-03-24", "2025-03-28", LITIGATION),
            )
        ),
        "2025-03-28",
        60_000,
    ),
    (
        "全程在诉讼期间的不加处",
        debt(stops=(("2025-03-15", "", LITIGATION),)),
        "2025-12-31",
        0,
    ),
    (
        "停止不影响上限",
        debt(stops=(("2025-03-21", "2025-03-25", RECONSIDERATION),)),
        "2025-12-31",
        1_000_000,
    ),
    ("批准分期的，各期届满前不加处", debt(plan=PLAN), "2025-04-10", 0),
    ("第一期逾期十日，只按该期", debt(plan=PLAN), "2025-04-20", 150_000),
    ("两期均逾期的，分别起算", debt(plan=PLAN), "2025-05-20", 750_000),
    (
        "第一期按时、第二期逾期十日",
        debt(plan=PLAN, paid=(("2025-04-10", 500_000),)),
        "2025-05-20",
        150_000,
    ),
    (
        "多缴第一期的，第二期逾期只按余数",
        debt(plan=PLAN, paid=(("2025-04-10", 800_000),)),
        "2025-05-20",
        60_000,
    ),
    ("逾期以后才批准的，批准以前的照算", debt(plan=LATE_PLAN), "2025-04-10", 180_000),
    ("逾期以后才批准的，批准期限届满后再算", debt(plan=LATE_PLAN), "2025-04-20", 330_000),
    (
        "延期到一日的，次日起按全额",
        debt(plan=("2025-03-10", (("2025-06-30", FINE),))),
        "2025-07-02",
        60_000,
    ),
    (
        "本地按罚款全额计算的，部分缴纳不减少基数",
        debt(paid=(("2025-03-10", 400_000),), law=SurchargeLaw(3, 100, on_unpaid=False)),
        "2025-03-28",
        300_000,
    ),
    ("不足一分的舍去", debt(fine=33_333), "2025-03-19", 999),
    ("有零头的罚款也不超出本金", debt(fine=33_333), "2025-06-30", 33_333),
]


@pytest.mark.parametrize(
    ("said", "owed", "until", "expected"), SURCHARGES, ids=[row[0] for row in SURCHARGES]
)
def test_a_surcharge_is_counted_as_article_72_says(said, owed, until, expected):
    assert surcharge_fen(owed, until=day(until)) == expected
    spans = surcharge_spans(owed, until=day(until))
    assert sum(one.amount_fen for one in spans) == expected
    assert all(one.amount_fen == 0 for one in spans if one.stopped)


PAID_LATE = (("2025-03-28", FINE),)
OWED = [
    ("缴清罚款以后仍欠加处罚款", debt(paid=PAID_LATE), 300_000),
    (
        "已缴的加处罚款扣除",
        debt(paid=PAID_LATE, surcharge_paid=(("2025-04-01", 100_000),)),
        200_000,
    ),
    (
        "按执行协议缴清其余款项的，减免生效",
        debt(
            paid=PAID_LATE,
            surcharge_paid=(("2025-04-20", 100_000),),
            waiver=(200_000, "2025-04-30"),
        ),
        0,
    ),
    (
        "其余加处罚款未缴的，减免不生效",
        debt(paid=PAID_LATE, waiver=(200_000, "2025-04-30")),
        300_000,
    ),
    (
        "其余加处罚款晚于约定期限的，减免失效",
        debt(
            paid=PAID_LATE,
            surcharge_paid=(("2025-05-01", 100_000),),
            waiver=(200_000, "2025-04-30"),
        ),
        200_000,
    ),
    (
        "罚款本金晚于约定期限的，减免失效",
        debt(paid=PAID_LATE, waiver=(300_000, "2025-03-27")),
        300_000,
    ),
    ("全部减免且按期缴清本金的", debt(paid=PAID_LATE, waiver=(300_000, "2025-03-28")), 0),
]


@pytest.mark.parametrize(("said", "owed", "expected"), OWED, ids=[row[0] for row in OWED])
def test_what_is_owed_of_it_is_less_what_was_paid_and_forgone(said, owed, expected):
    assert surcharge_owed_fen(owed, until=day("2025-05-30")) == expected


def test_what_an_agreement_lets_off_is_not_owed_while_it_runs_and_is_again_once_broken():
    """行政强制法 42: on its last day the rest is asked for, on the next one the whole."""
    agreed = debt(paid=PAID_LATE, waiver=(200_000, "2025-04-30"))
    assert surcharge_owed_fen(agreed, until=day("2025-04-30")) == 100_000
    assert surcharge_owed_fen(agreed, until=day("2025-05-01")) == 300_000


ALL_ADDED = (("2025-04-20", 300_000),)
OVERPAID = [
    ("缴清的没有多缴", debt(paid=PAID_LATE, surcharge_paid=ALL_ADDED), 0),
    ("罚款减半，都多缴一半", debt(fine=500_000, paid=PAID_LATE, surcharge_paid=ALL_ADDED), 650_000),
    ("决定失效，全部退还", debt(fine=0, paid=PAID_LATE, surcharge_paid=ALL_ADDED), FINE + 300_000),
    (
        "协议已履行，仍照原数缴纳的，多缴减免的部分",
        debt(paid=PAID_LATE, surcharge_paid=ALL_ADDED, waiver=(200_000, "2025-04-30")),
        200_000,
    ),
    ("欠缴加处罚款不抵多缴的罚款", debt(fine=500_000, paid=PAID_LATE), 500_000),
]


@pytest.mark.parametrize(("said", "owed", "expected"), OVERPAID, ids=[row[0] for row in OVERPAID])
def test_what_was_paid_above_fine_and_surcharge_is_owed_back(said, owed, expected):
    """国家赔偿法 36, 行政处罚法 72.1(1)."""
    assert overpaid_fen(owed, until=day("2025-05-30")) == expected


def test_the_next_date_is_the_first_whose_amount_is_not_paid():
    assert next_due(debt(plan=PLAN)) == Due(day("2025-04-10"), 500_000)
    part = debt(plan=PLAN, paid=(("2025-04-01", 600_000),))
    assert next_due(part) == Due(day("2025-05-10"), 400_000)
    assert next_due(debt(paid=(("2025-03-18", FINE),))) is None


TERMS = [
    ("收到之日不计", "2025-03-03", "2025-03-18"),
    ("跨月", "2025-02-20", "2025-03-07"),
    ("跨年", "2025-12-20", "2026-01-04"),
    ("闰年二月", "2028-02-20", "2028-03-06"),
    ("末日在春节假期内", "2026-02-03", "2026-02-18"),
]


@pytest.mark.parametrize(("said", "told", "end"), TERMS, ids=[row[0] for row in TERMS])
def test_the_term_of_payment_is_fifteen_calendar_days(said, told, end):
    assert calendar_end(start=day(told), length=15, unit=DayUnit.CALENDAR) == day(end)


WINDOW = WindowLaw(60, 6, 15, 10, 3)
NOTHING = ("", "", "", "")
#: told, stops, demanded, plan ends, on the spot; remedies end, demand ends, opens, closes.
WINDOWS = [
    (
        "六个月届满且催告满十个工作日",
        ("2025-03-03", (), "2025-09-05", "", False),
        ("2025-09-03", "2025-09-19", "2025-09-20", "2025-12-03"),
    ),
    (
        "提前催告的，自起诉期限届满次日",
        ("2025-03-03", (), "2025-04-01", "", False),
        ("2025-09-03", "2025-04-16", "2025-09-04", "2025-12-03"),
    ),
    (
        "没有催告的没有起日",
        ("2025-03-03", (), "", "", False),
        ("2025-09-03", "", "", "2025-12-03"),
    ),
    (
        "催告期跨国庆，调休上班日计入",
        ("2025-03-03", (), "2025-09-26", "", False),
        ("2025-09-03", "2025-10-16", "2025-10-17", "2025-12-03"),
    ),
    (
        "催告期跨元旦，催告太晚的起日在止日以后",
        ("2025-03-03", (), "2025-12-25", "", False),
        ("2025-09-03", "2026-01-09", "2026-01-10", "2025-12-03"),
    ),
    (
        "当场处罚应当先复议，六十日末日在五一假期内的顺延",
        ("2025-03-03", (), "2025-05-08", "", True),
        ("2025-05-06", "2025-05-22", "2025-05-23", "2025-08-06"),
    ),
    (
        "起诉期限末日在国庆假期内的顺延",
        ("2025-04-05", (), "", "", False),
        ("2025-10-09", "", "", "2026-01-09"),
    ),
    (
        "月底起算，二月末为补班的周六，不顺延",
        ("2025-08-31", (), "", "", False),
        ("2026-02-28", "", "", "2026-05-28"),
    ),
    (
        "复议维持以后十五日内没有起诉",
        ("2025-03-03", (("2025-04-01", "2025-06-16", RECONSIDERATION),), "2025-07-02", "", False),
        ("2025-07-01", "2025-07-16", "2025-07-17", "2025-10-01"),
    ),
    (
        "复议以后十五日的末日在假期内的顺延",
        ("2025-03-03", (("2025-08-01", "2025-09-20", RECONSIDERATION),), "", "", False),
        ("2025-10-09", "", "", "2026-01-09"),
    ),
    (
        "诉讼终结的，自终结之日",
        ("2025-03-03", (("2025-05-01", "2025-11-20", LITIGATION),), "", "", False),
        ("2025-11-20", "", "", "2026-02-20"),
    ),
    (
        "复议以后又诉讼的，以后者为准",
        (
            "2025-03-03",
            (
                ("2025-03-20", "2025-05-10", RECONSIDERATION),
                ("2025-05-20", "2025-08-29", LITIGATION),
            ),
            "",
            "",
            False,
        ),
        ("2025-08-29", "", "", "2025-11-29"),
    ),
    (
        "复议正在进行的没有起止",
        ("2025-03-03", (("2025-04-01", "", RECONSIDERATION),), "2025-09-05", "", False),
        NOTHING,
    ),
    (
        "批准分期的，自分期期限结束之日",
        ("2025-03-03", (), "2025-09-05", "2025-12-31", False),
        ("2025-09-03", "2025-09-19", "2026-01-01", "2026-03-31"),
    ),
    (
        "分期早于起诉期限结束的，仍自起诉期限",
        ("2025-03-03", (), "2025-09-05", "2025-06-30", False),
        ("2025-09-03", "2025-09-19", "2025-09-20", "2025-12-03"),
    ),
    ("决定书没有送达的没有起止", ("", (), "", "", False), NOTHING),
    (
        "末年放假安排未公布的，不猜",
        ("2026-09-01", (), "", "", False),
        NOTHING,
    ),
]


@pytest.mark.parametrize(("said", "given", "expected"), WINDOWS, ids=[row[0] for row in WINDOWS])
def test_the_court_may_be_asked_between_these_days(said, given, expected):
    told, stops, demanded, plan_ends, on_the_spot = given
    found = court_window(
        Calendar.load(),
        WINDOW,
        delivered_on=day(told) if told else None,
        stops=[Stop(day(a), day(b) if b else None, kind) for a, b, kind in stops],
        demanded_on=day(demanded) if demanded else None,
        plan_ends=day(plan_ends) if plan_ends else None,
        on_the_spot=on_the_spot,
    )
    assert found == CourtWindow(*(day(text) if text else None for text in expected))
