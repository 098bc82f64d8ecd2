"""Hours as officers write them; what is entered has been done, and in its order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import pytest

from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.hours import hour_findings, instant, said

DAY: Final = date(2025, 3, 3)
TEN: Final = datetime(2025, 3, 3, 10, tzinfo=SHANGHAI)
MINUTE: Final = timedelta(minutes=1)
BASIS: Final = cite("APL-2021:47")


class TestHours:
    @pytest.mark.parametrize(
        ("text", "clock"),
        [
            ("10时30分", "10:30"),
            ("10时", "10:00"),
            ("9:05", "09:05"),
            (" 下午3时20分 ", "15:20"),
            ("下午12时", "12:00"),
            ("下午13时", "13:00"),
            ("上午9：59", "09:59"),
            ("0时0分", "00:00"),
        ],
    )
    def test_are_read_as_officers_write_them(self, text: str, clock: str) -> None:
        assert instant(DAY, text) == datetime.fromisoformat(f"{DAY}T{clock}+08:00")

    @pytest.mark.parametrize("text", ["", "24时", "9时60分", "九时", "9", "下午24时", "9:5"])
    def test_are_nothing_where_the_text_is_no_time(self, text: str) -> None:
        assert instant(DAY, text) is None

    def test_are_printed_with_their_day(self) -> None:
        assert said(TEN) == "2025-03-03 10:00"


class TestOrder:
    """行政处罚法 47: the whole process is recorded as it was."""

    def codes(self, at: datetime | None, after: datetime | None = None) -> list[str]:
        found = hour_findings("act", at, now=TEN, basis=BASIS, after=after)
        return [one.code for one in found]

    def test_is_not_later_than_the_entry(self) -> None:
        assert self.codes(None) == []
        assert self.codes(TEN) == []
        assert self.codes(TEN + MINUTE) == ["act.hour_not_yet"]

    def test_is_not_before_what_it_follows_to_the_minute(self) -> None:
        second = timedelta(seconds=30)
        assert self.codes(TEN, TEN + second) == []
        assert self.codes(TEN - MINUTE, TEN) == ["act.hour_before_earlier"]
