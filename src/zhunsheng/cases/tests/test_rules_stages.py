"""When an order ran out unrectified, or was followed in time: no table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases.rules.stages import put_right, ran_out

DUE = date(2025, 9, 22)
AFTER = DUE + timedelta(days=1)


class TestOrder:
    @pytest.mark.parametrize(
        ("results", "on", "expected"),
        [
            ([], DUE, False),
            ([], AFTER, True),
            ([(AFTER, False)], AFTER, True),
            ([(AFTER, True)], AFTER, False),
            ([(DUE, True)], AFTER, False),
            ([(DUE, False)], AFTER, True),
            ([(DUE, False)], DUE, False),
            ([(AFTER, False), (AFTER + timedelta(days=1), True)], date(2025, 10, 9), True),
            ([(DUE, False), (AFTER, True)], date(2025, 10, 9), False),
            ([(date(2025, 10, 9), True)], AFTER, True),
        ],
    )
    def test_ran_out_where_the_record_up_to_the_day_shows_it(
        self, results: list[tuple[date, bool]], on: date, expected: bool
    ) -> None:
        assert ran_out(due_on=DUE, results=results, on=on) is expected

    def test_was_followed_in_time_where_a_re_inspection_within_the_term_says_so(self) -> None:
        assert put_right(due_on=DUE, results=[(DUE, True)], on=AFTER)
        assert not put_right(due_on=DUE, results=[(AFTER, True)], on=AFTER)
        assert not put_right(due_on=DUE, results=[(DUE, True)], on=DUE - timedelta(days=1))
