"""What the pages of inspections share: who may open them, choices of people, head of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEADS, OFFICERS, READERS, Role, UnitKind
from zhunsheng.inspection import queries
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.web import pages, parts
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import rules
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.rules import Offered, OfficerFact

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
    """
    Return the officers who may be sent, each with the unit: legal reviewers are none of them.

    A certificate that does not hold is said so.
    """
    facts = tuple(fact for fact in workforce.all_officer_facts(viewer) if not fact.is_reviewer)
    if queries.sees_own_unit_only(viewer.by):
        unit = accounts.user(viewer, viewer.by.id).unit_id
        facts = tuple(fact for fact in facts if fact.unit_id == unit)
    return _choices(viewer, facts, on)


def eligible(viewer: Viewer, on: date) -> tuple[OfficerFact, ...]:
    """Return the bureau's own whose certificates hold on a day and who may be sent."""
    return tuple(
        one
        for one in workforce.all_officer_facts(viewer)
        if one.number_on(on) and not one.of_street and not one.is_reviewer
    )


def sent_choices(viewer: Viewer, sent: Collection[UUID], *, on: date) -> list[tuple[str, str]]:
    """Return the officers who were sent, each with the unit."""
    facts = (fact for fact in workforce.all_officer_facts(viewer) if fact.id in sent)
    return _choices(viewer, facts, on)


def _choices(viewer: Viewer, facts: Iterable[OfficerFact], on: date) -> list[tuple[str, str]]:
    units = {unit.pk: unit.name for unit in accounts.units(viewer)}
    return [(str(fact.id), _officer_label(fact, units, on)) for fact in facts]


def _officer_label(fact: OfficerFact, units: Mapping[UUID, str], on: date) -> str:
    unit = units.get(fact.unit_id, "") if fact.unit_id else ""
    told = "，".join(filter(None, (unit, fact.number_on(on) or "执法证无效")))
    return f"{fact.name}（{told}）"


def reinspectors(viewer: Viewer, row: Inspection, on: date) -> Offered:
    """Return who may look again: the bureau's own, and the street whose deed covers it (20)."""
    own_only = queries.sees_own_unit_only(viewer.by)
    mine = accounts.user(viewer, viewer.by.id).unit_id if own_only else None
    unit = row.unit_id or mine
    near = unit if unit == row.entity.street_id else None
    street = queries.street_to_reinspect(viewer, near, on)
    family = registry.family(viewer, row.entity_id)
    found = workforce.offered_officers(
        viewer, on=on, entities=family, street=street, with_reviewers=False
    )
    if not own_only or row.unit_id is None:
        return found
    own = {str(one.id) for one in workforce.all_officer_facts(viewer) if one.unit_id == row.unit_id}
    return Offered(tuple(one for one in found.choices if one[0] in own))


def successors(viewer: Viewer, row: Inspection, on: date) -> Offered:
    """Return who may carry on from a visit: the bureau's own, and the unit's street (20, 43)."""
    near, family = row.entity.street_id, registry.family(viewer, row.entity_id)
    held = workforce.delegated_powers_of(viewer, (near,), on)[near]
    street = near if DelegatedPower.INSPECTION in held else None
    return workforce.offered_officers(
        viewer, on=on, entities=family, street=street, with_reviewers=False
    )


def steps_in(viewer: Viewer, row: Inspection) -> bool:
    """Return whether the reader is of the bureau, which may act on what a street saw (20)."""
    return not queries.sees_own_unit_only(viewer.by) and queries.street_went(viewer, row)


def orderers(viewer: Viewer, row: Inspection, on: date) -> Offered | None:
    """Return who of the bureau may order what a street saw; nothing on other visits."""
    if not steps_in(viewer, row):
        return None
    family = registry.family(viewer, row.entity_id)
    return workforce.offered_officers(viewer, on=on, entities=family, with_reviewers=False)


def crumbs(row: Inspection | None = None, label: str = "") -> tuple[parts.Crumb, ...]:
    """Return the places above a page."""
    here = [parts.Crumb(ROOM, reverse("inspection:list"))]
    if row is not None:
        here.append(parts.Crumb(row.entity.name, reverse("inspection:detail", args=[row.pk])))
    if label:
        here.append(parts.Crumb(label))
    return tuple(here)


def kept(form: Form, request: HttpRequest) -> dict[str, object]:
    """Return what was typed, for a page that is shown again without acting."""
    return {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in form.fields.items()
    }


def ceased(viewer: Viewer, row: Inspection, on: date) -> str:
    """Return that the unit ceased since when, nothing where it operates."""
    closed = registry.closed_units(viewer, [row.entity_id], on=on).get(row.entity_id)
    if closed is None:
        return ""
    if queries.ended_on(viewer, row, on=on):
        return f"{closed.isoformat()}起注销登记，不能再检查、制发文书"
    return f"{closed.isoformat()}起停业、歇业；到场核实是否确已停业，照实记录"


def uncertified(viewer: Viewer, row: Inspection) -> str:
    """Return who of a visit turned out to have had no certificate on its day (行政处罚法 42)."""
    if row.visited_on is None:
        return ""
    went = workforce.officer_facts(viewer, queries.officer_ids(viewer, row.pk))
    found = rules.every_credential_holds(went, row.visited_on)
    if found is None:
        return ""
    held = sum(rules.credential_valid(one, row.visited_on) for one in went)
    return (
        f"{found.message}；检查当日持有效执法证的人员为{held}人。执法人员应当具有执法资格、"
        "不得少于两人（行政处罚法第四十二条第一款），请负责人核查本次检查的效力，"
        "所取证据和已制发的文书送法制审核认定，需要继续处理的另行检查、重新取证"
    )


def record_facts(row: Inspection) -> tuple[tuple[str, str], ...]:
    """Return what an act's page says of the inspection it is about."""
    facts: list[tuple[str, str]] = [
        ("被检查单位", row.entity.name),
        ("类别和来源", f"{row.kind_label}·{row.basis_label}"),
        ("实施单位", row.unit.name if row.unit else "本局"),
        ("批准日期", _iso(row.approved_on)),
    ]
    if row.items:
        facts.append(("检查事项", row.items))
    if row.visited_on:
        facts.append(("检查日期", _iso(row.visited_on)))
    order = queries.order_of(row)
    if order is not None:
        facts += [
            ("责令日期", _iso(order.issued_on)),
            ("整改期限", _iso(order.current_due_on)),
        ]
    return tuple(facts)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def act_page(row: Inspection, *, step: str, form: Form, consequence: str) -> dict[str, object]:
    """Return what the page of an act on an inspection shows."""
    declared = INSPECTION.step(step)
    return {
        "title": declared.label,
        "subtitle": row.entity.name,
        "crumbs": crumbs(row, declared.label),
        "form": form,
        "version": row.version,
        "back": reverse("inspection:detail", args=[row.pk]),
        "button": declared.label,
        "consequence": consequence,
        "basis": declared.basis,
        "facts": record_facts(row),
    }
