"""The clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django.fixtures import Settings

from zhunsheng.web import clock


class TestClock:
    def test_stands_where_it_is_pinned(self) -> None:
        assert clock.now() == datetime(2026, 1, 15, 1, 12, tzinfo=UTC)
        assert clock.today() == date(2026, 1, 15)

    def test_reads_an_instant_without_zone_as_chinese(self, settings: Settings) -> None:
        settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T09:12"

        assert clock.now() == datetime(2026, 1, 15, 1, 12, tzinfo=UTC)

    def test_gives_the_day_in_china(self, settings: Settings) -> None:
        settings.ZHUNSHENG_PINNED_NOW = "2025-12-31T16:30:00+00:00"

        assert clock.today() == date(2026, 1, 1)

    def test_runs_where_it_is_not_pinned(self, settings: Settings) -> None:
        settings.ZHUNSHENG_PINNED_NOW = ""

        with time_machine.travel(datetime(2025, 6, 1, 20, 0, tzinfo=UTC), tick=False):
            assert clock.now() == datetime(2025, 6, 1, 20, 0, tzinfo=UTC)
            assert clock.today() == date(2025, 6, 2)

    def test_refuses_a_setting_that_is_no_instant(self, settings: Settings) -> None:
        settings.ZHUNSHENG_PINNED_NOW = "gestern"

        with pytest.raises(ValueError, match="gestern"):
            clock.now()

    def test_names_the_weekday(self) -> None:
        face = clock.ClockFace(now=datetime(2026, 1, 15, 9, tzinfo=UTC), pinned=True)

        assert face.weekday == "周四"
