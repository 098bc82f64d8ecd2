"""Pages that show plans: the list, one plan with its arithmetic and results, its PDF."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.journal import queries as journal
from zhunsheng.planning import exports, queries, rules
from zhunsheng.planning.choices import DayItem, ItemClass, PlanStage, PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanPart
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.queries import PartProgress
from zhunsheng.planning.rules import PlanFacts, Share
from zhunsheng.planning.views.common import READ, WRITE, crumbs, found
from zhunsheng.web import clock, pages, parts, tables

TONES = {
    PlanStage.DRAFTED: "n",
    PlanStage.SUBMITTED: "o",
    PlanStage.APPROVED: "g",
    PlanStage.PUBLISHED: "g",
    PlanStage.REPLACED: "n",
    PlanStage.AMENDING: "o",
    PlanStage.GIVEN_UP: "n",
}
UNIT_PAGE = 20


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part as the page shows it."""

    part: PlanPart
    days: int
    listed: int
    result: PartProgress


@dataclass(frozen=True, slots=True)
class ClassShares:
    """A class of days with its items, their shares, and its sum."""

    label: str
    sign: str
    total: Share
    items: tuple[tuple[DayItem, Share], ...]


@pages.allow(*READ)
def plan_list(request: HttpRequest) -> HttpResponse:
    """Show the plans by year."""
    viewer = pages.viewer_of(request)
    lines = queries.plan_lines(viewer)
    context = {
        "title": "年度监督检查计划",
        "page": tables.paginate([(line, TONES[line.stage]) for line in lines], request),
        "may_draft": viewer.by.holds(frozenset(WRITE)),
    }
    return pages.show(request, "planning/list.html", context)


def _class_shares(facts: PlanFacts, kind: ItemClass, total: int) -> ClassShares:
    items = [(item, days) for item, days in facts.items if item.item_class is kind]
    found = rules.shares(total, [(item.label, days) for item, days in items])
    whole = rules.shares(total, [(kind.label, sum(days for _, days in items))])[0]
    sign = "O" if kind is ItemClass.OTHER_ENFORCEMENT else "X"
    own = tuple((item, one) for (item, _), one in zip(items, found, strict=True) if one.days)
    return ClassShares(kind.label, sign, whole, own)


def _urls(plan: AnnualPlan) -> dict[str, str]:
    return {
        step.value: reverse(f"planning:{step.value}", args=[plan.id])
        for step in PlanStep
        if step is not PlanStep.DRAFT
    }


@pages.allow(*READ)
def detail(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan: the arithmetic with its numbers, parts, key units, results, next acts."""
    plan = found(request, plan_id)
    viewer, day = pages.viewer_of(request), clock.today()
    facts = queries.facts_of(viewer, plan, on=day)
    sums = rules.arithmetic(facts)
    progress = queries.progress_of(viewer, plan)
    days = rules.part_days(facts)
    listed = {part.number: part.listed for part in facts.parts}
    stage = queries.stage_of(facts)
    context = {
        "title": plan.title,
        "crumbs": crumbs(plan),
        "plan": plan,
        "stage": stage,
        "tone": TONES[stage],
        "steps": [
            step
            for step in parts.progress_of(procedure=ANNUAL_PLAN, facts=facts)
            if step.state is not parts.StepState.NOT_NEEDED
        ],
        "sums": sums,
        "year": queries.year_days(plan.year),
        "shares": rules.shares(
            sums.total,
            [
                ("监督检查", sums.inspection),
                ("其他执法", sums.other),
                ("非执法", sums.not_enforcement),
            ],
        ),
        "classes": [_class_shares(facts, kind, sums.total) for kind in ItemClass],
        "lines": [
            PartLine(one.part, count, listed[one.part.number], one)
            for one, count in zip(progress.parts, days, strict=True)
        ],
        "totals": (rules.unit_total(facts), rules.visit_total(facts), sum(days)),
        "progress": progress,
        "amendment": queries.running_amendment(viewer, plan),
        "warnings": rules.warnings(facts),
        "units": tables.paginate(_unit_lines(request, plan), request, size=UNIT_PAGE),
        "is_open": rules.contents_are_open(facts) is None and viewer.by.holds(frozenset(WRITE)),
        "may_amend": not rules.amendment_findings(facts) and viewer.by.holds(frozenset(WRITE)),
        "choices": parts.choices_of(
            procedure=ANNUAL_PLAN, facts=facts, by=viewer.by, urls=_urls(plan)
        ),
        "entries": [
            parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)
            for entry in journal.timeline(viewer, [("plan", plan.id)])
        ],
    }
    return pages.show(request, "planning/detail.html", context)


def _unit_lines(request: HttpRequest, plan: AnnualPlan) -> list[dict[str, object]]:
    viewer = pages.viewer_of(request)
    return [
        {
            "unit": unit,
            "reasons": exports.reasons_text(unit),
            "months": exports.months_text(unit),
        }
        for unit in queries.units_of(viewer, plan)
    ]


@pages.allow(*READ)
def pdf(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give the plan as PDF."""
    plan = found(request, plan_id)
    data = exports.plan_pdf(pages.viewer_of(request), plan)
    name = f"plan-{plan.year}-{plan.plan_version}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
