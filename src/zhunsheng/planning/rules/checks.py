"""Everything that must hold before a plan goes before the government."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.finding import Finding
from zhunsheng.planning.rules import sums, units
from zhunsheng.planning.rules.days import PlanFacts

SUMS: Final = (
    sums.working_days_are_known,
    sums.officers_are_stated,
    sums.teams_make_the_officers,
    sums.days_are_entered,
    sums.days_remain,
    sums.days_remain_in_each_team,
    sums.days_are_used_up,
    sums.parts_are_entered,
    sums.parts_have_units,
    sums.parts_make_the_stated_total,
    units.key_units_are_named,
    units.named_units_are_key_units,
    units.units_are_of_the_sector,
    units.lists_match_their_numbers,
    units.units_stand_once,
    units.closed_units_are_left_out,
    units.units_are_of_this_level,
    units.merged_units_are_left_out,
    units.key_units_are_visited,
    units.visits_keep_the_caps,
    units.own_caps_are_not_above_the_published,
    units.key_units_have_reasons,
    units.higher_risks_are_registered,
    units.other_reasons_are_told,
    units.special_parts_have_months,
    units.special_parts_are_few,
)


def findings(facts: PlanFacts) -> tuple[Finding, ...]:
    """Return every reason why the contents of the plan cannot go before the government."""
    return tuple(found for rule in SUMS if (found := rule(facts)) is not None)
