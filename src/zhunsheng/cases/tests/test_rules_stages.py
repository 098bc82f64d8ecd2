"""When an order ran out unrectified, and what a fine of the second stage needs: no table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases.rules.stages import StagedViolation, ran_out, stage_findings
from zhunsheng.kernel.citation import cite

DUE = date(2025, 9, 22)
AFTER = DUE + timedelta(days=1)
TWO = StagedViolation("two", "两档", cite("SPL-2021:97(7)"), has_second=True, order_first=False)
ORDER = StagedViolation("order", "先责令", cite("SPL-2021:108"), has_second=False, order_first=True)


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


class TestStage:
    @pytest.mark.parametrize(
        ("row", "late", "fined", "codes"),
        [
            (TWO, True, True, ["amount.order_not_expired"]),
            (TWO, False, True, []),
            (ORDER, False, True, ["amount.order_not_expired"]),
            (ORDER, False, False, []),
            (ORDER, True, True, ["amount.no_second_stage"]),
        ],
    )
    def test_needs_a_proven_order(
        self, row: StagedViolation, late: bool, fined: bool, codes: list[str]
    ) -> None:
        found = stage_findings((row,), late=late, fined=fined, proven=frozenset())
        assert [one.code for one in found] == codes
        proven = stage_findings((row,), late=False, fined=fined, proven=frozenset({row.key}))
        assert proven == ()

    def test_names_the_violations_that_are_not_proven(self) -> None:
        found = stage_findings((TWO, ORDER), late=True, fined=True, proven=frozenset({"two"}))
        assert [(one.message.partition("：")[2], str(one.basis)) for one in found] == [
            ("先责令", "SPL-2021:108")
        ]
