"""What the pages of inspections share: who may open them, choices of people, head of a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEADS, OFFICERS, READERS, Role, UnitKind
from zhunsheng.inspection import queries
from zhunsheng.inspection.models import Inspection
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.web import pages, parts
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import rules as workforce_rules

ROOM: Final = "检查与整改"
READ: Final = tuple(sorted(role.value for role in READERS | {Role.STREET_OFFICER}))
HEAD: Final = tuple(sorted(role.value for role in HEADS))
FIELD: Final = tuple(sorted(role.value for role in OFFICERS))


def found(request: HttpRequest, inspection_id: UUID) -> Inspection:
    """Return the inspection of the address that the reader may see."""
    return queries.inspection(pages.viewer_of(request), inspection_id)


def street_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the streets by name."""
    return [(str(u.id), u.name) for u in accounts.units(viewer, kind=UnitKind.STREET)]


def officer_choices(viewer: Viewer, on: date) -> list[tuple[str, str]]:
    """Return the officers by name; a certificate that does not hold on the day is said so."""
    facts = workforce.all_officer_facts(viewer)
    if queries.sees_own_unit_only(viewer.by):
        unit = accounts.user(viewer, viewer.by.id).unit_id
        facts = tuple(fact for fact in facts if fact.unit_id == unit)
    return [(str(fact.id), _officer_label(fact, on)) for fact in facts]


def _officer_label(fact: workforce_rules.OfficerFact, on: date) -> str:
    number = fact.number_on(on)
    return f"{fact.name}（{number}）" if number else f"{fact.name}（执法证无效）"


def crumbs(row: Inspection | None = None, label: str = "") -> tuple[parts.Crumb, ...]:
    """Return the places above a page."""
    here = [parts.Crumb(ROOM, reverse("inspection:list"))]
    if row is not None:
        here.append(parts.Crumb(row.entity.name, reverse("inspection:detail", args=[row.pk])))
    if label:
        here.append(parts.Crumb(label))
    return tuple(here)


def told(ctx: Act, data: object) -> Act:
    """Return the act with the reason for which it is recorded late."""
    assert isinstance(data, dict)
    return replace(ctx, late_reason=str(data.get("late_reason", "")))
