"""Reads of registry."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import READERS, Role
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry.choices import (
    ABOVE,
    CEASED,
    ENTERPRISES,
    CreditGrade,
    EnforcementLevel,
    EntityKind,
    OperationStep,
    RiskClass,
    Sector,
    StandardGrade,
)
from zhunsheng.registry.models import BusinessEntity, ImportRun, OperationChange
from zhunsheng.registry.queries.told import told_by
from zhunsheng.registry.rules import EntityFacts, UnitStanding


@dataclass(frozen=True, slots=True)
class EntityFilters:
    """
    What a list of entities is narrowed to; ``text`` is a name, its initials, or a code.

    Names and codes of before, and those of entries that were merged, tell an entity as well.
    """

    text: str = ""
    sector: Sector | None = None
    risk_class: RiskClass | None = None
    street: UUID | None = None


def entity(viewer: Scope, entity_id: UUID) -> BusinessEntity:
    """
    Return an entity of the bureau with its street.

    :raises BusinessEntity.DoesNotExist: if the bureau has none of this id
    """
    row: BusinessEntity = (
        BusinessEntity.objects.of(viewer).select_related("street").get(id=entity_id)
    )
    return row


def facts_of(row: BusinessEntity) -> EntityFacts:
    """Return the facts that an entity is registered with."""
    return EntityFacts(
        name=row.name,
        credit_code=row.credit_code,
        kind=EntityKind(row.kind),
        sector=Sector(row.sector),
        risk_class=RiskClass(row.risk_class),
        address=row.address,
        street=row.street_id,
        legal_representative=row.legal_representative,
        person_in_charge=row.person_in_charge,
        phone=row.phone,
        employees=row.employees,
        standard_grade=StandardGrade(row.standard_grade),
        credit_grade=CreditGrade(row.credit_grade) if row.credit_grade else None,
        enforcement_level=EnforcementLevel(row.enforcement_level),
        emerging_sector=row.emerging_sector,
        particulars=tuple(row.particulars.items()),
    )


def entities_by_ids(viewer: Scope, ids: Iterable[UUID]) -> dict[UUID, BusinessEntity]:
    """Return the entities of these ids by id; unknown ids are left out."""
    return {row.id: row for row in BusinessEntity.objects.of(viewer).filter(id__in=list(ids))}


@dataclass(frozen=True, slots=True)
class Classed:
    """What the class of an entity is told by, for published caps."""

    sector: Sector
    grade: StandardGrade
    risk: RiskClass
    is_enterprise: bool


def classed(viewer: Scope, ids: Iterable[UUID]) -> dict[UUID, Classed]:
    """
    Return what the classes of these entities are told by; one query.

    An entry that was merged into another is of the class of the kept one.
    """
    rows = BusinessEntity.objects.of(viewer).filter(id__in=list(ids)).select_related("merged_into")
    columns = ("sector", "standard_grade", "risk_class", "kind")
    kept = [f"merged_into__{name}" for name in columns]
    return {
        row.id: Classed(
            Sector(one.sector),
            StandardGrade(one.standard_grade),
            RiskClass(one.risk_class),
            EntityKind(one.kind) in ENTERPRISES,
        )
        for row in rows.only(*columns, *kept)
        for one in [row.merged_into or row]
    }


def sectors_of(viewer: Scope, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the codes of the sectors of these entities; one query."""
    rows = BusinessEntity.objects.of(viewer).filter(id__in=list(ids))
    return dict(rows.order_by("pinyin_key", "id").values_list("id", "sector"))


def ids_by_street(
    viewer: Scope, ids: Iterable[UUID], streets: Iterable[UUID]
) -> dict[UUID, tuple[UUID, ...]]:
    """Return which of these entities lie in each of these streets; one query."""
    asked, found = set(ids), dict[UUID, list[UUID]]()
    rows = BusinessEntity.objects.of(viewer).filter(street_id__in=list(streets))
    for one, street in rows.values_list("id", "street_id"):
        if one in asked:
            found.setdefault(street, []).append(one)
    return {street: tuple(rows) for street, rows in found.items()}


def kept_of(viewer: Scope, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return for each of these entities the entry that was kept, itself where it is that one."""
    rows = BusinessEntity.objects.of(viewer).filter(id__in=list(ids))
    return {one: into or one for one, into in rows.values_list("id", "merged_into_id")}


def classes_held(viewer: Scope) -> frozenset[Classed]:
    """Return the classes that occur among the bureau's entities; one query."""
    rows = BusinessEntity.objects.of(viewer).filter(merged_into=None).order_by()
    columns = ("sector", "standard_grade", "risk_class", "kind")
    return frozenset(
        Classed(
            Sector(sector), StandardGrade(grade), RiskClass(risk), EntityKind(kind) in ENTERPRISES
        )
        for sector, grade, risk, kind in rows.values_list(*columns).distinct()
    )


def families(viewer: Scope, ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """
    Return every entry that is one of these entities, with the asked ones that it belongs to.

    An entity and what was merged into it are one family; two queries.
    """
    rows = BusinessEntity.objects.of(viewer)
    asked = rows.filter(id__in=list(ids)).values_list("id", "merged_into_id")
    root = {one: into or one for one, into in asked}
    of_root: dict[UUID, list[UUID]] = {}
    for one, top in root.items():
        of_root.setdefault(top, []).append(one)
    members = rows.filter(Q(id__in=list(of_root)) | Q(merged_into_id__in=list(of_root)))
    return {
        one: tuple(of_root[into or one])
        for one, into in members.values_list("id", "merged_into_id")
    }


def family(viewer: Scope, entity: UUID | None) -> frozenset[UUID]:
    """Return an entity with every entry that is one with it by a merger; none for none."""
    return frozenset({entity, *families(viewer, [entity])} if entity else ())


def all_ids(
    viewer: Scope,
    sector: Sector | None = None,
    *,
    enterprises_only: bool = False,
    inspectable_on: date | None = None,
) -> tuple[UUID, ...]:
    """
    Return the ids of the bureau's entities in the order of their names, those of one sector.

    With ``inspectable_on`` those that closed by that day, or that another level inspects, are left
    out.
    """
    rows = BusinessEntity.objects.of(viewer).filter(merged_into=None)
    if inspectable_on is not None:
        rows = inspectable(viewer, on=inspectable_on)
    rows = rows.order_by("pinyin_key", "id")
    if sector is not None:
        rows = rows.filter(sector=sector.value)
    if enterprises_only:
        kinds = [kind.value for kind in ENTERPRISES]
        rows = rows.filter(kind__in=kinds)
    return tuple(rows.values_list("id", flat=True))


def ids_in(
    viewer: Scope, *, sectors: Iterable[str] = (), risk_classes: Iterable[str] = ()
) -> tuple[UUID, ...]:
    """Return the ids of the bureau's entities of these sectors and classes; none means every."""
    rows = BusinessEntity.objects.of(viewer).filter(merged_into=None)
    if wanted := list(sectors):
        rows = rows.filter(sector__in=wanted)
    if wanted := list(risk_classes):
        rows = rows.filter(risk_class__in=wanted)
    return tuple(rows.order_by("pinyin_key", "id").values_list("id", flat=True))


def entities(viewer: Viewer, filters: EntityFilters | None = None) -> QuerySet[BusinessEntity]:
    """
    Return the entities that the viewer may see, narrowed and in the order of their names.

    Who reads for a delegated street only sees the entities of that street.
    """
    wanted = filters or EntityFilters()
    rows = visible(viewer).filter(merged_into=None)
    rows = rows.select_related("street").order_by("pinyin_key", "id")
    if wanted.sector is not None:
        rows = rows.filter(sector=wanted.sector.value)
    if wanted.risk_class is not None:
        rows = rows.filter(risk_class=wanted.risk_class.value)
    if wanted.street is not None:
        rows = rows.filter(street_id=wanted.street)
    return rows.filter(told_by(viewer, wanted.text)) if wanted.text.strip() else rows


def visible(viewer: Viewer) -> QuerySet[BusinessEntity]:
    """Return the entities that the viewer may see: all, or those of the own street."""
    rows: QuerySet[BusinessEntity] = BusinessEntity.objects.of(viewer)
    if sees_own_street_only(viewer):
        return rows.filter(street_id=accounts.user(viewer, viewer.by.id).unit_id or viewer.by.id)
    return rows


def sees_own_street_only(viewer: Viewer) -> bool:
    """Return whether the viewer reads for a delegated street and holds no role of the bureau."""
    readers = frozenset(role.value for role in READERS)
    return Role.STREET_OFFICER.value in viewer.by.roles and not viewer.by.holds(readers)


def visible_entity(viewer: Viewer, entity_id: UUID) -> BusinessEntity:
    """
    Return an entity that the viewer may see, with its street.

    :raises BusinessEntity.DoesNotExist: if there is none
    """
    return visible(viewer).select_related("street", "merged_into", "import_run").get(id=entity_id)


def inspectable(viewer: Scope, *, on: date) -> QuerySet[BusinessEntity]:
    """Return the entities that the bureau inspects: they operate, are of this level, stand once."""
    rows: QuerySet[BusinessEntity] = BusinessEntity.objects.of(viewer).filter(merged_into=None)
    rows = rows.exclude(enforcement_level__in=[level.value for level in ABOVE])
    return rows.exclude(id__in=list(closed_units(viewer, on=on)))


def of_risk_class(viewer: Scope, risk: RiskClass, *, on: date) -> tuple[tuple[UUID, str, str], ...]:
    """Return id, name and sector of what the bureau inspects of a risk class, by name."""
    rows = inspectable(viewer, on=on).filter(risk_class=risk.value)
    return tuple(rows.order_by("pinyin_key", "id").values_list("id", "name", "sector"))


def counts_by_risk(
    viewer: Scope, sector: Sector | None, *, without: Iterable[UUID] = (), on: date
) -> dict[RiskClass, int]:
    """Return how many entities that the bureau inspects each risk class holds, some left out."""
    rows = inspectable(viewer, on=on)
    rows = rows.exclude(id__in=list(without)).order_by()
    rows = rows if sector is None else rows.filter(sector=sector.value)
    found = dict(rows.values_list("risk_class").annotate(Count("id")))
    return {risk: found[risk.value] for risk in RiskClass if risk.value in found}


@dataclass(frozen=True, slots=True)
class Totals:
    """How many entities a filter gives: all, enterprises, those of the two higher risk classes."""

    entities: int
    enterprises: int
    higher_risk: int


def totals(rows: QuerySet[BusinessEntity]) -> Totals:
    """Count the rows of a filter in one query."""
    kinds = [kind.value for kind in ENTERPRISES]
    found = rows.order_by().aggregate(
        entities=Count("id"),
        enterprises=Count("id", filter=Q(kind__in=kinds)),
        higher_risk=Count("id", filter=Q(risk_class__in=[RiskClass.C.value, RiskClass.D.value])),
    )
    return Totals(**found)


def count(viewer: Scope) -> int:
    """Return how many entities the bureau has."""
    return BusinessEntity.objects.of(viewer).filter(merged_into=None).count()


def import_run(viewer: Scope, run_id: UUID) -> ImportRun:
    """
    Return an import of the bureau.

    :raises ImportRun.DoesNotExist: if the bureau has none of this id
    """
    row: ImportRun = ImportRun.objects.of(viewer).get(id=run_id)
    return row


def closed_units(viewer: Scope, ids: Iterable[UUID] | None = None, *, on: date) -> dict[UUID, date]:
    """Return since when units are closed on a day, of these ids or of all; one query."""
    return _ceased(viewer, ids, CEASED, on=on)


def ended_units(viewer: Scope, ids: Iterable[UUID] | None = None, *, on: date) -> dict[UUID, date]:
    """Return since when units are struck off the register on a day; one query."""
    return _ceased(viewer, ids, {OperationStep.ENDED}, on=on)


def resumed_on(viewer: Scope, entity: UUID, *, on: date) -> date | None:
    """Return the day on which a unit last took up its operation again, by a day."""
    rows = OperationChange.objects.of(viewer).filter(entity_id=entity, on__lte=on)
    resumed = rows.filter(step=OperationStep.RESUMED.value).order_by("on")
    return resumed.values_list("on", flat=True).last()


def _ceased(
    viewer: Scope, ids: Iterable[UUID] | None, steps: Collection[OperationStep], *, on: date
) -> dict[UUID, date]:
    """Return the last day of such steps of units that did not take up their operation since."""
    rows = OperationChange.objects.of(viewer).filter(on__lte=on).order_by("on", "id")
    if ids is not None:
        rows = rows.filter(entity_id__in=list(ids))
    found: dict[UUID, date] = {}
    for one, step, day in rows.values_list("entity_id", "step", "on"):
        if step == OperationStep.RESUMED.value:
            found.pop(one, None)
        elif OperationStep(step) in steps:
            found[one] = day
    return found


def standings(viewer: Scope, ids: Iterable[UUID], *, on: date) -> dict[UUID, UnitStanding]:
    """Return what stands against inspecting these units on a day, by id; two queries."""
    wanted = list(ids)
    closed = closed_units(viewer, wanted, on=on)
    rows = BusinessEntity.objects.of(viewer).filter(id__in=wanted)
    columns = (
        *("id", "name", "enforcement_level"),
        *("merged_into__name", "address", "credit_code"),
    )
    return {
        one: UnitStanding(
            name=name,
            closed_on=closed.get(one),
            other_body=found.label if (found := EnforcementLevel(level)) in ABOVE else "",
            kept=kept or "",
            address=address,
            credit_code=code,
        )
        for one, name, level, kept, address, code in rows.values_list(*columns)
    }
