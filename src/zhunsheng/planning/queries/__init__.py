"""Reads of planning: plans and their facts, lists, progress, figures, rows, duties."""

from zhunsheng.planning.queries.lists import PlanLine, plan_lines
from zhunsheng.planning.queries.plans import (
    acts_of,
    certified_officers,
    content_hash,
    days_of,
    facts_of,
    parts_of,
    plan,
    plan_by_id,
    stage_facts,
    stage_of,
    standing_acts,
    units_of,
    year_days,
)
from zhunsheng.planning.queries.results import (
    PartProgress,
    Progress,
    duties,
    plan_figures,
    planned_unit_rows,
    planned_visit_rows,
    progress,
    progress_of,
)

__all__ = [
    "PartProgress",
    "PlanLine",
    "Progress",
    "acts_of",
    "certified_officers",
    "content_hash",
    "days_of",
    "duties",
    "facts_of",
    "parts_of",
    "plan",
    "plan_by_id",
    "plan_figures",
    "plan_lines",
    "planned_unit_rows",
    "planned_visit_rows",
    "progress",
    "progress_of",
    "stage_facts",
    "stage_of",
    "standing_acts",
    "units_of",
    "year_days",
]
