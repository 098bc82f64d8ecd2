"""What the pages of planning share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.kernel.act import Act
from zhunsheng.kernel.citation import Citation
from zhunsheng.planning import queries
from zhunsheng.planning.choices import DRAFTERS, PLAN_READERS, SUBMITTERS
from zhunsheng.planning.models import AnnualPlan
from zhunsheng.web import clock, pages, parts

ROOM: Final = "年度计划"
READ: Final = tuple(sorted(role.value for role in PLAN_READERS))
WRITE: Final = tuple(sorted(role.value for role in DRAFTERS))
LEAD: Final = tuple(sorted(role.value for role in SUBMITTERS))
Service = Callable[[Act, Mapping[str, Any]], AnnualPlan]


def found(request: HttpRequest, plan_id: UUID) -> AnnualPlan:
    """Return the plan of the address."""
    return queries.plan_by_id(pages.viewer_of(request), plan_id)


def today() -> dict[str, object]:
    """Return the values that a form of an act begins with."""
    return {"on": clock.today()}


def crumbs(plan: AnnualPlan | None = None, label: str = "") -> tuple[parts.Crumb, ...]:
    """Return the places above a page."""
    here = [parts.Crumb(ROOM, reverse("planning:list"))]
    if plan is not None:
        where = reverse("planning:detail", args=[plan.id])
        here.append(parts.Crumb(plan.title, where if label else ""))
    if label:
        here.append(parts.Crumb(label))
    return tuple(here)


def views_of(plan: AnnualPlan, active: str) -> tuple[parts.Tab, ...]:
    """Return the sides of a plan as tabs; only an amendment has a version before it."""
    sides = [("detail", "计划内容"), ("results", "完成情况")]
    if plan.replaces_id is not None:
        sides.append(("difference", "与调整前对照"))
    return tuple(
        parts.Tab(label, reverse(f"planning:{name}", args=[plan.id]), active=name == active)
        for name, label in sides
    )


def act_page(
    request: HttpRequest,
    plan: AnnualPlan,
    *,
    title: str,
    form: Form,
    service: Service,
    consequence: str,
    basis: Citation,
    template: str = "web/act.html",
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show the form of an act on a plan, or act and return to the plan."""
    told = {
        "subtitle": plan.title,
        "crumbs": crumbs(plan, title),
        "consequence": consequence,
        "basis": basis,
        "facts": (("计划", plan.title), ("行政执法人员", f"{plan.officers_count} 人")),
        **(more or {}),
    }
    return pages.act_on_record(
        request,
        plan,
        page="planning:detail",
        title=title,
        form=form,
        act=service,
        told=told,
        template=template,
    )
