"""The bureau of these tests tells its own matters: the rooms that do so lie above this one."""

from __future__ import annotations

from typing import Any

import pytest

from zhunsheng.compulsion.tests.builders import World


@pytest.fixture
def world(settings: Any) -> World:
    """Return a bureau that can take measures."""
    settings.ZHUNSHENG_MATTERS = dict.fromkeys(
        ("inspection", "case"), "zhunsheng.compulsion.tests.builders.matter"
    )
    settings.ZHUNSHENG_OUTCOMES = ("zhunsheng.compulsion.tests.builders.outcomes",)
    settings.ZHUNSHENG_ORDERS = ("zhunsheng.compulsion.tests.builders.orders",)
    return World()
