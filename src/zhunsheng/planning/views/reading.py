"""Pages that show plans: the list, one plan with its arithmetic, its paper."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.documents import queries as documents
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.planning import exports, queries, rules
from zhunsheng.planning.choices import DayItem, ItemClass, PartKind, PlanStage, PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanPart
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.queries import PartProgress
from zhunsheng.planning.rules import PlanFacts, Share
from zhunsheng.planning.views.common import READ, WRITE, crumbs, found, views_of
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts, tables

TONES = {
    PlanStage.DRAFTED: "n",
    PlanStage.ON_RECORD: "n",
    PlanStage.SUBMITTED: "o",
    PlanStage.APPROVED: "g",
    PlanStage.PUBLISHED: "g",
    PlanStage.REPLACED: "n",
    PlanStage.AMENDING: "o",
    PlanStage.GIVEN_UP: "n",
}
UNIT_PAGE = 20
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part as the page shows it."""

    part: PlanPart
    fact: rules.PlanPart
    days: int
    result: PartProgress
    months: tuple[int, ...]

    @property
    def strata(self) -> str:
        """How many are drawn of each risk class, with the formula."""
        return queries.strata_text(self.fact.strata)

    @property
    def when(self) -> str:
        """The months of the part."""
        return queries.months_text(self.part.months)


@dataclass(frozen=True, slots=True)
class ClassShares:
    """A class of days with its items, their shares, its sum and how that comes about."""

    label: str
    sign: str
    total: Share
    items: tuple[tuple[DayItem, Share], ...]

    @property
    def formula(self) -> str:
        """The addition of the items."""
        return " + ".join(str(share.days) for _, share in self.items)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A unit of the bureau with its days."""

    team: rules.Team
    total: int
    inspection: int
    url: str


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


def _class_shares(facts: PlanFacts, kind: ItemClass, whole: Share) -> ClassShares:
    items = [(item, days) for item, days in facts.items if item.item_class is kind]
    found = rules.shares_within(whole, [(item.label, days) for item, days in items])
    sign = "O" if kind is ItemClass.OTHER_ENFORCEMENT else "X"
    own = tuple((item, one) for (item, _), one in zip(items, found, strict=True) if one.days)
    return ClassShares(kind.label, sign, whole, own)


def _urls(plan: AnnualPlan) -> dict[str, str]:
    return {
        step.value: reverse(f"planning:{step.value}", args=[plan.id])
        for step in PlanStep
        if step is not PlanStep.DRAFT
    }


def _stated(request: HttpRequest, facts: PlanFacts) -> dict[str, object]:
    """Return what would be said of a total: the one asked about, or a usual omission."""
    text = request.GET.get("stated", "")
    asked = int(text) if tables.is_number(text) else None
    total = rules.usual_omission(facts) if asked is None else asked
    finding = rules.trial(facts, total)
    return {
        "sum": rules.sum_of_parts(facts),
        "asked": asked,
        "total": total,
        "findings": (finding,) if finding else (),
    }


@pages.allow(*READ)
def detail(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan: the arithmetic with its formulas, parts, lists, next acts."""
    plan = found(request, plan_id)
    viewer, day = pages.viewer_of(request), clock.today()
    facts = queries.facts_of(viewer, plan, on=day)
    sums = rules.arithmetic(facts)
    progress = queries.progress_of(viewer, plan)
    stage = queries.stage_of(facts)
    writes = viewer.by.holds(frozenset(WRITE))
    lines = _lines(facts, progress)
    shares = rules.shares(
        sums.total,
        [
            ("监督检查", sums.inspection),
            ("其他执法", sums.other),
            ("非执法", sums.not_enforcement),
        ],
    )
    context = {
        "title": plan.title,
        "crumbs": crumbs(plan),
        "plan": plan,
        "tabs": views_of(plan, "detail"),
        "stage": stage,
        "tone": TONES[stage],
        "steps": [
            step
            for step in parts.progress_of(procedure=ANNUAL_PLAN, facts=facts)
            if step.state is not parts.StepState.NOT_NEEDED
        ],
        "sums": sums,
        "facts": facts,
        "is_on_record": stage is PlanStage.ON_RECORD and plan.year < day.year,
        "year": queries.year_days(plan.year),
        "shares": shares,
        "staff_share": rules.shares(facts.staff or 0, [("", facts.officers)])[0],
        "classes": [
            _class_shares(facts, kind, one) for kind, one in zip(ItemClass, shares[1:], strict=True)
        ],
        "teams": _teams(viewer, plan, facts),
        "lines": lines,
        "totals": (
            rules.unit_total(facts),
            rules.visit_total(facts),
            sum(line.days for line in lines),
        ),
        "kinds": [
            (sign, [line for line in lines if line.fact.kind is kind], days)
            for sign, kind, days in (
                ("K", PartKind.KEY, sums.key),
                ("G", PartKind.GENERAL, sums.general),
            )
        ],
        "months": rules.MONTHS,
        "month_sums": [sum(line.months[month - 1] for line in lines) for month in rules.MONTHS],
        "stated": _stated(request, facts),
        "progress": progress,
        "publish_url": pages.open_to(viewer.by, "publication:list")
        if stage is PlanStage.PUBLISHED
        else "",
        "approval": queries.approval(viewer, plan),
        "amendment": queries.running_amendment(viewer, plan),
        "warnings": rules.warnings(facts),
        "units": _unit_page(request, plan),
        "sees_all": not registry.sees_own_street_only(viewer),
        "officers_url": pages.open_to(viewer.by, "workforce:list"),
        "is_open": rules.contents_are_open(facts) is None and writes,
        "may_amend": not rules.amendment_findings(facts) and writes,
        "choices": parts.choices_of(
            procedure=ANNUAL_PLAN, facts=facts, by=viewer.by, urls=_urls(plan)
        ),
        "entries": [
            parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)
            for entry in journal.timeline(viewer, [("plan", plan.id)])
        ],
    }
    return pages.show(request, "planning/detail.html", context)


def _lines(facts: PlanFacts, progress: queries.Progress) -> list[PartLine]:
    rows = zip(
        progress.parts,
        facts.parts,
        rules.part_days(facts),
        rules.plan_by_month(facts),
        strict=True,
    )
    return [PartLine(one.part, fact, days, one, months) for one, fact, days, months in rows]


def _teams(viewer: Viewer, plan: AnnualPlan, facts: PlanFacts) -> list[TeamLine]:
    rows = zip(queries.teams_of(viewer, plan), facts.teams, strict=True)
    day = facts.working_days or 0
    return [
        TeamLine(
            team=fact,
            total=fact.total(day),
            inspection=fact.inspection(day),
            url=reverse("planning:unit_days", args=[plan.id, row.unit_id]),
        )
        for row, fact in rows
    ]


def _unit_page(request: HttpRequest, plan: AnnualPlan) -> tables.Page[dict[str, object]]:
    page = tables.paginate(
        queries.unit_rows(pages.viewer_of(request), plan), request, size=UNIT_PAGE
    )
    rows = tuple(
        {
            "unit": unit,
            "reasons": queries.reasons_text(unit.reasons),
            "months": queries.months_text(unit.months_meant),
        }
        for unit in page.rows
    )
    return tables.Page(rows, page.number, page.size, page.total)


@pages.allow(*READ)
def pdf(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give the plan as PDF."""
    plan = found(request, plan_id)
    data = exports.plan_pdf(pages.viewer_of(request), plan)
    return _file(data, plan, "pdf", "application/pdf", "inline")


@pages.allow(*READ)
def docx(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give the plan as DOCX."""
    plan = found(request, plan_id)
    data = exports.plan_docx(pages.viewer_of(request), plan)
    return _file(data, plan, "docx", WORD, "attachment")


@pages.allow(*READ)
def approval_paper(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give the scan of the paper by which the government approved the plan."""
    held = queries.approval(pages.viewer_of(request), found(request, plan_id))
    if held is None or not held.scan:
        raise Http404
    content = documents.kept_file(held.scan)
    kind = documents.read_scan(content).kind
    return HttpResponse(content, content_type=kind.media_type if kind else None)


def _file(data: bytes, plan: AnnualPlan, ending: str, kind: str, shown: str) -> HttpResponse:
    name = f"plan-{plan.year}-{plan.plan_version}.{ending}"
    headers = {"Content-Disposition": f'{shown}; filename="{name}"'}
    return HttpResponse(data, content_type=kind, headers=headers)
