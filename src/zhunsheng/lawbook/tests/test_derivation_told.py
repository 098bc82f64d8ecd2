"""What a derivation says of the facts that were stated, and of a benchmark that does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import Fact, NodeKind
from zhunsheng.lawbook.documents import derivation as telling
from zhunsheng.lawbook.rules.facts import Known
from zhunsheng.lawbook.tests.test_derivation import WELDER, nodes


@pytest.mark.parametrize("persons", [2, 3])
def test_it_says_what_it_lacks_of_the_benchmark_and_shows_every_stated_fact(
    persons: int,
) -> None:
    """行政处罚法 34: an item whose loaded tiers do not fit is there all the same."""
    stated = {Fact.PERSONS: Known(persons), Fact.PLACES: Known(4)}
    found = queries.derived("safety.97-7", replace(WELDER, facts=stated))
    shown = {n.about: n.least for n in nodes(found) if n.kind is NodeKind.FACT}
    assert shown == {"persons": persons, "places": 4}
    if persons == 2:
        said = telling.paragraph(found)
        assert "第26项规定了该行为" in said
        assert "没有适用与本案事实（涉及人次：2）对应的阶次" in said
        bare = queries.derived("safety.99-1", replace(WELDER, facts=stated))
        assert "没有适用的裁量阶次" in telling.paragraph(bare)


def test_a_violation_of_nobody_is_refused() -> None:
    """行政处罚法 34, 40: 违法事实不清、证据不足的，不得给予行政处罚; 0 persons are no tier."""
    found = queries.derived("safety.97-7", replace(WELDER, facts={Fact.PERSONS: Known(0)}))
    assert [one.code for one in found.findings] == ["penalty.nothing_counted"]
    assert (found.least, found.most) == (0, 0)
