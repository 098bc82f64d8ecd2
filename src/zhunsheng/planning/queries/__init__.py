"""
Reads of planning: plans and their facts, officers and proposals, lists, results, differences.
"""

from zhunsheng.planning.queries.difference import (
    difference,
    months_text,
    parts_text,
    reasons_text,
    strata_text,
)
from zhunsheng.planning.queries.facts import facts_of, stage_facts, stage_of, strata_of
from zhunsheng.planning.queries.figures import (
    duties,
    plan_figures,
    planned_unit_rows,
    planned_visit_rows,
    row_keys,
    unvisited_key_rows,
    unvisited_rows,
)
from zhunsheng.planning.queries.lists import PlanLine, plan_lines
from zhunsheng.planning.queries.planned import planned_visits
from zhunsheng.planning.queries.plans import (
    acts_of,
    campaigns,
    content_hash,
    days_of,
    import_run,
    parts_of,
    plan,
    plan_by_id,
    plan_in_force,
    running_amendment,
    standing_acts,
    teams_of,
    unit_days_of,
    unit_rows,
    units_of,
    year_days,
)
from zhunsheng.planning.queries.results import (
    PartProgress,
    Progress,
    UnitProgress,
    progress,
    progress_of,
)
from zhunsheng.planning.queries.staff import (
    UnitOfficers,
    certified_officers,
    limits,
    officers_by_unit,
    proposals,
)

__all__ = [
    "PartProgress",
    "PlanLine",
    "Progress",
    "UnitOfficers",
    "UnitProgress",
    "acts_of",
    "campaigns",
    "certified_officers",
    "content_hash",
    "days_of",
    "difference",
    "duties",
    "facts_of",
    "import_run",
    "limits",
    "months_text",
    "officers_by_unit",
    "parts_of",
    "parts_text",
    "plan",
    "plan_by_id",
    "plan_figures",
    "plan_in_force",
    "plan_lines",
    "planned_unit_rows",
    "planned_visit_rows",
    "planned_visits",
    "progress",
    "progress_of",
    "proposals",
    "reasons_text",
    "row_keys",
    "running_amendment",
    "stage_facts",
    "stage_of",
    "standing_acts",
    "strata_of",
    "strata_text",
    "teams_of",
    "unit_days_of",
    "unit_rows",
    "units_of",
    "unvisited_key_rows",
    "unvisited_rows",
    "year_days",
]
