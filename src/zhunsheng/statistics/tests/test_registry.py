"""The registry of figures: every definition has a source, and a number is the count of its rows."""

from __future__ import annotations

import pytest

from zhunsheng.kernel.figure import Figure, FigureUnit
from zhunsheng.statistics import queries, rules
from zhunsheng.statistics.choices import RECORD_NAMES, CountingRule
from zhunsheng.statistics.queries.sources import SOURCES
from zhunsheng.statistics.tests.builders import AS_OF, SINCE, UNTIL, YearWorld, told_year

#: As many as the issue asks for at least.
LEAST = 120
UNITS = {"家", "家次", "件", "起", "项", "份", "次", "人", "人次", "车次", "学时", "元"}


class TestDefinitions:
    def test_are_at_least_as_many_as_asked(self):
        assert len(queries.defined()) >= LEAST

    def test_each_have_a_source_or_parts(self):
        own = {key for key, one in rules.definitions().items() if not one.parts}
        assert own == set(SOURCES)

    @pytest.mark.parametrize("key", queries.defined())
    def test_say_unit_scope_basis_and_how_they_count(self, key):
        one = rules.definition(key)
        assert one.unit.value in UNITS
        assert one.definition
        assert "；。" not in one.definition
        assert {"{since}", "{until}", "{day}"} & set(_places(one.scope))
        assert one.stands is ("{day}" in _places(one.scope))  # what stands names its day
        assert (one.rule is CountingRule.PARTS) is bool(one.parts)
        assert bool(one.records) is not bool(one.parts)
        assert set(one.records) <= set(RECORD_NAMES)
        if one.unit is FigureUnit.FEN:
            assert one.rule in {CountingRule.SUM, CountingRule.PARTS}

    def test_keep_cases_decisions_units_and_visits_apart(self):
        for one in rules.definitions().values():
            assert {rules.definition(part).unit for part in one.parts} <= {one.unit}, one.key

    def test_bear_no_label_twice(self):
        labels = [(one.group, one.label) for one in rules.definitions().values()]
        assert len(labels) == len(set(labels))


def _places(scope: str) -> list[str]:
    return ["{" + part.partition("}")[0] + "}" for part in scope.split("{")[1:]]


def rule_holds(one: Figure) -> bool:
    """Return whether the rows count as the definition says."""
    rule, rows = rules.definition(one.key).rule, one.rows
    if rule is CountingRule.EACH:
        return one.value == len(rows) == len({row.key for row in rows})
    if rule is CountingRule.DISTINCT:
        return one.value == len({row.distinct for row in rows if row.weight == 1})
    if rule is CountingRule.SUM:
        return one.value == sum(row.weight for row in rows) and not any(r.distinct for r in rows)
    return one.value == sum(part.value for part in one.parts)


@pytest.mark.django_db
class TestRows:
    def test_are_of_the_record_and_count_as_the_definition_says(self):
        world = told_year(YearWorld())
        for key, one in queries.figures(world.viewer(), SINCE, UNTIL, AS_OF).items():
            assert rule_holds(one), key
            kinds = {row.key.partition(":")[0] for row in one.rows}
            assert kinds <= set(rules.definition(key).records), key
