"""The annual plan as a procedure: draft, government's approval, filing, publication."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.planning import rules
from zhunsheng.planning.choices import DRAFTERS, SUBMITTERS, PlanStep
from zhunsheng.planning.rules import PlanFacts

_ROLES: Final = frozenset(role.value for role in DRAFTERS)
_LEADERS: Final = frozenset(role.value for role in SUBMITTERS)

ANNUAL_PLAN: Final[Procedure[PlanFacts]] = Procedure(
    key="plan",
    label="年度监督检查计划",
    basis=rules.RULES,
    steps=(
        Step(key=PlanStep.DRAFT.value, label="编制计划", basis=rules.DUTY_TO_PLAN, actor=_ROLES),
        Step(
            key=PlanStep.SUBMIT.value,
            label="报请本级人民政府批准",
            basis=rules.RULES,
            actor=_LEADERS,
            after=(PlanStep.DRAFT.value,),
            guards=(
                rules.plan_is_current,
                rules.days_run_forward,
                rules.contents_stand_by_then,
                *rules.SUMS,
            ),
        ),
        Step(
            key=PlanStep.RETURN.value,
            label="退回修改",
            basis=rules.RULES,
            actor=_ROLES,
            after=(PlanStep.SUBMIT.value,),
            guards=(rules.plan_is_not_approved, rules.days_run_forward),
            optional=True,
        ),
        Step(
            key=PlanStep.APPROVE.value,
            label="登记政府批准",
            basis=rules.RULES,
            actor=_LEADERS,
            after=(PlanStep.SUBMIT.value,),
            guards=(rules.approval_is_numbered, rules.days_run_forward, *rules.SUMS),
        ),
        Step(
            key=PlanStep.CORRECT.value,
            label="更正批准文号",
            basis=rules.RULES,
            actor=_LEADERS,
            after=(PlanStep.APPROVE.value,),
            guards=(rules.approval_is_numbered, rules.days_run_forward),
            repeatable=True,
            optional=True,
        ),
        Step(
            key=PlanStep.FILE_UPPER.value,
            label="报上一级应急管理部门备案",
            basis=rules.KEY_UNITS_YEARLY,
            actor=_ROLES,
            after=(PlanStep.APPROVE.value,),
            guards=(rules.days_run_forward,),
        ),
        Step(
            key=PlanStep.FILE_JUSTICE.value,
            label="送本级司法行政部门备案",
            basis=rules.INSPECTIONS_OF_ENTERPRISES,
            actor=_ROLES,
            after=(PlanStep.APPROVE.value,),
            guards=(rules.days_run_forward,),
        ),
        Step(
            key=PlanStep.PUBLISH.value,
            label="公布计划",
            basis=rules.INSPECTIONS_OF_ENTERPRISES,
            actor=_ROLES,
            after=(PlanStep.APPROVE.value,),
            guards=(rules.days_run_forward,),
        ),
        Step(
            key=PlanStep.GIVE_UP.value,
            label="放弃调整",
            basis=rules.RULES,
            actor=_ROLES,
            guards=(
                rules.plan_is_an_amendment,
                rules.amendment_is_not_approved,
                rules.days_run_forward,
                rules.contents_stand_by_then,
            ),
            optional=True,
            closes=True,
        ),
    ),
)
