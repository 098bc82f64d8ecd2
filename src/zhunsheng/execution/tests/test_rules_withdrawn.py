"""How long a party may still sue after a reconsideration; no database."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases.rules import Stop
from zhunsheng.execution.rules import WindowLaw, court_window
from zhunsheng.kernel.days import Calendar


@pytest.mark.parametrize(
    ("on_the_spot", "decided", "until", "ends"),
    [
        (False, True, "2025-03-20", "2025-04-07"),
        (False, False, "2025-03-20", "2025-09-03"),
        (False, False, "2025-08-29", "2025-09-15"),
        (True, False, "2025-03-20", "2025-05-06"),
    ],
)
def test_a_withdrawn_reconsideration_leaves_the_terms_of_the_start(
    on_the_spot: bool, decided: bool, until: str, ends: str
) -> None:
    """行政诉讼法 45, 46: fifteen days run from a decision on the matter; else the later holds."""
    found = court_window(
        Calendar.load(),
        WindowLaw(60, 6, 15, 10, 3),
        delivered_on=date(2025, 3, 3),
        stops=[Stop(date(2025, 3, 10), date.fromisoformat(until), "RECONSIDERATION", decided)],
        demanded_on=None,
        plan_ends=None,
        on_the_spot=on_the_spot,
    )
    assert found.remedies_end == date.fromisoformat(ends)
