"""The hours of a handover to the police, and money that is passed on before a case closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

import pytest

from zhunsheng.cases.rules import hours, paying
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import Finding

DAY: Final = date(2025, 3, 3)


class TestHours:
    """移送规定 5: twenty-four hours from the approval, whatever day or night it is."""

    def test_of_an_old_approval_without_a_time_run_from_the_end_of_its_day(self) -> None:
        assert hours.approved_at(DAY, "") == datetime(2025, 3, 4, tzinfo=SHANGHAI)
        kept = datetime(2025, 3, 3, 9, 30, tzinfo=SHANGHAI)
        assert hours.approved_at(DAY, kept.isoformat()) == kept

    @pytest.mark.parametrize(
        ("minute", "ground", "codes"),
        [
            (None, "示例事由", ["handover.no_time"]),
            (29, "", ["handover.before_approval"]),
            (30, "", []),
            (40, "", []),
            (41, "", ["handover.late"]),
            (41, "示例事由", []),
            (50, "示例事由", []),
            (51, "示例事由", ["handover.not_yet"]),
        ],
    )
    def test_bound_the_handover_by_the_minute(
        self, minute: int | None, ground: str, codes: list[str]
    ) -> None:
        def at(minutes: int) -> datetime:
            return datetime(2025, 3, 4, 9, minutes, tzinfo=SHANGHAI)

        found = hours.handover_findings(
            None if minute is None else at(minute),
            approved=at(30),
            due=at(40),
            ground=ground,
            now=at(50),
        )
        assert [one.code for one in found] == codes


class TestMoney:
    """国家赔偿法 36, 行政处罚法 71: money goes back to the party or to the bank before the end."""

    @pytest.mark.parametrize(
        ("guard", "refused", "passes", "code"),
        [
            (paying.refund_is_owed, {}, {"refund_fen": 1}, "case.refund.nothing_owed"),
            (paying.refund_is_settled, {"refund_fen": 1}, {}, "case.refund.outstanding"),
            (paying.cash_is_out, {}, {"cash_out": True}, "case.cash.none"),
            (paying.cash_is_banked, {"cash_out": True}, {}, "case.cash.outstanding"),
        ],
    )
    def test_is_asked_for_by_each_guard(
        self,
        guard: Callable[[CaseFacts], Finding | None],
        refused: dict[str, Any],
        passes: dict[str, Any],
        code: str,
    ) -> None:
        finding = guard(CaseFacts(**refused))
        assert finding is not None
        assert finding.code == code
        assert guard(CaseFacts(**passes)) is None
