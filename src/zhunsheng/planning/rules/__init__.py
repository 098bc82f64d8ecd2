"""
The rules of an annual plan, pure: its arithmetic (``days``, ``months``), the sums and lists that
must hold (``sums``, ``units``, gathered in ``checks``), its steps, what deserves a look
(``warning``), and how versions and years compare (``difference``, ``averages``).
"""

from zhunsheng.planning.rules.averages import Proposal
from zhunsheng.planning.rules.bounds import (
    basics_bounds,
    days_bounds,
    draft_bounds,
    part_bounds,
    unit_bounds,
)
from zhunsheng.planning.rules.checks import SUMS, findings
from zhunsheng.planning.rules.criteria import Criterion, criteria
from zhunsheng.planning.rules.days import (
    Arithmetic,
    Limit,
    PlanFacts,
    PlanLimits,
    PlanPart,
    PlanUnit,
    Share,
    Stratum,
    Team,
    arithmetic,
    class_days,
    days_for_inspection,
    part_days,
    shares,
    spread,
    unit_total,
    visit_total,
)
from zhunsheng.planning.rules.difference import Change, Line, changes
from zhunsheng.planning.rules.drafts import PartDraft, PlanDraft, UnitDraft
from zhunsheng.planning.rules.law import (
    APPROVED_BY_MONTH_DAY,
    ARITHMETIC,
    DUTY_TO_PLAN,
    FACTORS,
    INSPECTIONS_OF_ENTERPRISES,
    KEY_UNITS_YEARLY,
    NO_OVERLAP,
    PRINCIPLES,
    RULES,
)
from zhunsheng.planning.rules.months import MONTHS, over_months, plan_by_month, visits_by_month
from zhunsheng.planning.rules.steps import (
    amendment_findings,
    amendment_is_not_approved,
    approval_is_numbered,
    contents_are_open,
    plan_is_an_amendment,
    plan_is_current,
    plan_is_not_approved,
    stage,
    year_findings,
)
from zhunsheng.planning.rules.sums import (
    parts_make_the_stated_total,
    sum_of_parts,
    trial,
    usual_omission,
)
from zhunsheng.planning.rules.units import (
    new_units_findings,
    part_findings,
    removed_units_findings,
    sheet_findings,
    unit_findings,
)
from zhunsheng.planning.rules.warning import WARNINGS, warnings

__all__ = [
    "APPROVED_BY_MONTH_DAY",
    "ARITHMETIC",
    "DUTY_TO_PLAN",
    "FACTORS",
    "INSPECTIONS_OF_ENTERPRISES",
    "KEY_UNITS_YEARLY",
    "MONTHS",
    "NO_OVERLAP",
    "PRINCIPLES",
    "RULES",
    "SUMS",
    "WARNINGS",
    "Arithmetic",
    "Change",
    "Criterion",
    "Limit",
    "Line",
    "PartDraft",
    "PlanDraft",
    "PlanFacts",
    "PlanLimits",
    "PlanPart",
    "PlanUnit",
    "Proposal",
    "Share",
    "Stratum",
    "Team",
    "UnitDraft",
    "amendment_findings",
    "amendment_is_not_approved",
    "approval_is_numbered",
    "arithmetic",
    "basics_bounds",
    "changes",
    "class_days",
    "contents_are_open",
    "criteria",
    "days_bounds",
    "days_for_inspection",
    "draft_bounds",
    "findings",
    "new_units_findings",
    "over_months",
    "part_bounds",
    "part_days",
    "part_findings",
    "parts_make_the_stated_total",
    "plan_by_month",
    "plan_is_an_amendment",
    "plan_is_current",
    "plan_is_not_approved",
    "removed_units_findings",
    "shares",
    "sheet_findings",
    "spread",
    "stage",
    "sum_of_parts",
    "trial",
    "unit_bounds",
    "unit_findings",
    "unit_total",
    "usual_omission",
    "visit_total",
    "visits_by_month",
    "warnings",
    "year_findings",
]
