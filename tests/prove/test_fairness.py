"""An assessment without any bias raises an alarm in at most five of a hundred cases."""

from __future__ import annotations

from zhunsheng.fairness.choices import Dimension
from zhunsheng.fairness.rules.comparing import FALSE_ALARMS, compared
from zhunsheng.fairness.tests.builders import fines

SETS = 400
#: Five of a hundred on average; more than this in 400 sets happens by chance once in a thousand.
MOST = 35


def test_the_rate_of_false_alarms_is_kept() -> None:
    assert FALSE_ALARMS == 5
    alarms = 0
    for number in range(SETS):
        found = compared(fines(f"unbiased {number}", 120), seed=f"{number}", shuffles=199)
        alarms += any(one.alarm for one in found)
    print(f"{alarms} of {SETS} sets without bias raised an alarm")
    assert alarms <= MOST


def test_a_planted_bias_is_found_in_most_sets() -> None:
    found = 0
    for number in range(50):
        rows = fines(f"biased {number}", 120, harsh=2_500)
        own = {one.dimension for one in compared(rows, seed=f"{number}", shuffles=199) if one.alarm}
        found += Dimension.OFFICER in own
    print(f"a handler who is harsher by a quarter of the range was found in {found} of 50 sets")
    assert found >= 40
