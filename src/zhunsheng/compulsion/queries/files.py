"""What the rules look at: a measure with its people, its list and its matter, on one day."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import READERS, Role, UnitKind
from zhunsheng.compulsion import rules
from zhunsheng.compulsion.choices import DefiedOrder, Ground, MatterKind, MeasureKind
from zhunsheng.compulsion.models import Measure, MeasureItem, MeasureOfficer
from zhunsheng.compulsion.procedure import procedure_of
from zhunsheng.compulsion.queries.course import Course, courses
from zhunsheng.compulsion.rules import Matter, MeasureFacts, Order, Outcome
from zhunsheng.evidence import queries as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.act import SHANGHAI, Act, Actor, Viewer
from zhunsheng.kernel.procedure import DoneAct, Procedure
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import OfficerFact, credential_valid

_BUREAU = frozenset(role.value for role in READERS)


@dataclass(frozen=True, slots=True)
class People:
    """Who carries a measure out and who acts now, and what speaks against them."""

    officers: tuple[OfficerFact, ...]
    unknown: int
    interested: frozenset[str]
    delegates: frozenset[str]
    by: OfficerFact | None = None
    by_has_interest: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """A piece of evidence that holds an order, as a page names it."""

    id: UUID
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class MeasureFile:
    """A measure with everything that its rules and its pages look at."""

    measure: Measure
    course: Course
    people: People
    items: tuple[MeasureItem, ...]
    matter: Matter | None
    orders: tuple[Order, ...] = ()
    scan: Scan | None = None

    @property
    def order_known(self) -> bool:
        """Whether the order that is defied holds on record, or lies in the file."""
        row = self.measure
        if self.course.kind.seals or self.scan is not None:
            return True
        return order_of(self.orders, row.defied_order, row.order_number, date.max) is not None

    @property
    def procedure(self) -> Procedure[MeasureFacts]:
        """The declared procedure of the measure."""
        return procedure_of(self.course.kind)


def matter(viewer: Viewer, kind: MatterKind, matter_id: UUID) -> Matter | None:
    """Return the matter that a measure serves; the setting names the query of its room."""
    told: Callable[[Viewer, UUID], Matter | None] = import_string(
        settings.ZHUNSHENG_MATTERS[kind.value]
    )
    return told(viewer, matter_id)


def people(
    scope: Act | Viewer,
    ids: Iterable[UUID],
    entity: UUID | None,
    matter: Matter | None,
    *,
    on: date | None = None,
) -> People:
    """Return officers with what speaks against them: unknown, interested, recused, of a street."""
    wanted = tuple(dict.fromkeys(ids))
    found = workforce.officer_facts(scope, wanted)
    declared = workforce.interests(scope, entities=registry.family(scope, entity), on=on)
    barred = {officer for officer, _ in declared} | (matter.recused if matter else frozenset())
    by = workforce.officer_fact_of_user(scope, scope.by.id)
    streets = {unit.id for unit in accounts.units(scope, kind=UnitKind.STREET)}
    return People(
        officers=found,
        unknown=len(wanted) - len(found),
        interested=frozenset(o.name for o in found if o.id in barred),
        delegates=frozenset(o.name for o in found if o.unit_id in streets),
        by=by,
        by_has_interest=(by is not None and by.id in barred)
        or (matter is not None and scope.by.id in matter.aside),
    )


def orders(viewer: Viewer, entity: UUID) -> tuple[Order, ...]:
    """Return the orders to stop that rooms recorded against a party and that hold."""
    told: list[Callable[[Viewer, UUID], Iterable[Order]]]
    told = [import_string(one) for one in settings.ZHUNSHENG_ORDERS]
    return tuple(order for one in told for order in one(viewer, entity))


def outcomes(viewer: Viewer, measure: Measure) -> tuple[Outcome, ...]:
    """Return the papers of its matter by which a measure's things leave the party."""
    told: list[Callable[[Viewer, tuple[str, UUID], UUID], Iterable[Outcome]]]
    told = [import_string(one) for one in settings.ZHUNSHENG_OUTCOMES]
    subject = (measure.matter_kind, measure.matter_id)
    return tuple(made for one in told for made in one(viewer, subject, measure.entity_id))


def order_of(
    found: Iterable[Order], kind: DefiedOrder | str | None, number: str, on: date
) -> Order | None:
    """Return the order of a kind and a number that was made by a day, or nothing."""
    said = _item_key(number)
    return next(
        (
            one
            for one in found
            if kind in one.kinds and _item_key(one.number) == said and one.made_on <= on
        ),
        None,
    )


def scans(viewer: Viewer, kind: MatterKind, matter_id: UUID) -> tuple[Scan, ...]:
    """Return the documents with a file in the catalogue of a matter."""
    rows = evidence.catalogue(viewer, (kind.value, matter_id))
    return tuple(
        Scan(one.id, one.number, one.name)
        for one in rows
        if one.kind == EvidenceKind.DOCUMENTARY.value and one.is_kept
    )


def load(viewer: Viewer, measure: Measure) -> MeasureFile:
    """Return the file of a measure."""
    officers = MeasureOfficer.objects.of(viewer).filter(measure=measure).order_by("place")
    served = matter(viewer, MatterKind(measure.matter_kind), measure.matter_id)
    named = officers.values_list("officer_id", flat=True)
    items = MeasureItem.objects.of(viewer).filter(measure=measure).order_by("number")
    cuts = not MeasureKind(measure.kind).seals
    held = evidence.items(viewer, [measure.order_scan_id]) if measure.order_scan_id else []
    return MeasureFile(
        measure=measure,
        course=courses(viewer, (measure,))[0],
        people=people(viewer, named, measure.entity_id, served),
        items=tuple(items),
        matter=served,
        orders=orders(viewer, measure.entity_id) if cuts else (),
        scan=next((Scan(one.id, one.number, one.name) for one in held), None),
    )


def file_of(viewer: Viewer, measure_id: UUID) -> MeasureFile:
    """
    Return the file of a measure of the bureau.

    :raises Measure.DoesNotExist: if the bureau has none of this id
    """
    row = Measure.objects.of(viewer).select_related("entity").get(id=measure_id)
    return load(viewer, row)


def _item_key(*said: str) -> tuple[str, ...]:
    """Return name, features and place of an item as they are compared: no width, no blanks."""
    return tuple("".join(unicodedata.normalize("NFKC", one).split()).casefold() for one in said)


def ground_is_in_force(kind: MeasureKind, ground: Ground | None, on: date) -> bool:
    """Return whether the article that gives the power is in force on the day."""
    return lawbook.instrument(rules.power_of(kind, ground)).effective_on <= on


def facts_of(
    file: MeasureFile, *, on: date, at: datetime, by: Actor, now: datetime
) -> MeasureFacts:
    """Return the facts of a measure for an act at an instant, recorded ``now``."""
    course, measure, who = file.course, file.measure, file.people
    kind = course.kind
    ground = Ground(measure.ground) if measure.ground else None
    noticed, delivered = course.last("notice"), course.last("notice_delivery")
    return MeasureFacts(
        on=on,
        at=at,
        at_is_of_the_day=is_of_day(at, on),
        recorded_at=now,
        acts=tuple(DoneAct(a.step, a.on, a.sequence, a.outcome) for a in course.acts),
        kind=kind,
        ground=ground,
        ground_in_force=ground_is_in_force(kind, ground, on),
        matter_known=file.matter is not None,
        matter_is_open=file.matter is None or file.matter.is_open,
        matter_is_suspended=file.matter is not None and file.matter.is_suspended,
        matter_is_with_police=file.matter is not None and file.matter.is_with_police,
        officers=who.officers,
        officers_unknown=who.unknown,
        interested=who.interested,
        delegates=who.delegates,
        by_delegate=is_delegate(by),
        by_chief=Role.CHIEF.value in by.roles,
        by_takes_part=takes_part(file, by),
        by_has_interest=who.by_has_interest,
        by_is_uncertified=is_uncertified(who, on),
        urgent=measure.urgent,
        serves_residents=measure.serves_residents,
        last_at=course.acts[-1].at if course.acts else None,
        executed_at=course.executed_at,
        order_known=file.order_known,
        begun_at=course.begun_at,
        noticed_at=noticed.at if noticed else None,
        planned_at=datetime.fromisoformat(noticed.contents["planned_at"]) if noticed else None,
        delivered_at=delivered.at if delivered else None,
        confirmed_on=course.confirmed.on if course.confirmed and not kind.seals else None,
        approval_days=course.parameter("compulsion.power_cut_approval", on).integer(),
        at_night=is_night(at, course),
        on_holiday=False if kind.seals else is_holiday(on),
        due_on=course.due_on,
        test_is_running=course.is_tested(on),
        test_days_before=sum((one.last - one.first).days + 1 for one in course.tests),
        test_most=course.parameter("compulsion.testing_longest", on).integer(),
        report_hours=course.report_hours(on),
        notice_hours=course.parameter(
            "compulsion.power_cut_notice", noticed.on if noticed else on
        ).integer(),
        extension_most=course.parameter("compulsion.seizure_extension", on).integer(),
    )


def is_delegate(by: Actor) -> bool:
    """Return whether somebody acts for a street alone, under a deed of delegation."""
    return Role.STREET_OFFICER.value in by.roles and not by.holds(_BUREAU)


def takes_part(file: MeasureFile, by: Actor) -> bool:
    """Return whether somebody asked for a measure or is one of those who carry it out."""
    first = file.course.acts[0].contents if file.course.acts else {}
    return first.get("asked_by") == str(by.id) or by.id in {
        one.user_id for one in file.people.officers
    }


def is_uncertified(who: People, on: date) -> bool:
    """Return whether who acts holds no certificate that is valid on the day."""
    return who.by is None or not credential_valid(who.by, on)


def is_of_day(at: datetime, on: date) -> bool:
    """Return whether an instant lies on a day in China."""
    return at.astimezone(SHANGHAI).date() == on


def is_night(at: datetime, course: Course) -> bool:
    """Return whether an instant lies in the night, as the lawbook counts its hours."""
    local = at.astimezone(SHANGHAI)
    begins = course.parameter("compulsion.night_start", local.date()).integer()
    ends = course.parameter("compulsion.night_end", local.date()).integer()
    return local.hour >= begins or local.hour < ends


def is_holiday(on: date) -> bool | None:
    """Return whether a day is one of the State Council's holidays, None in an unknown year."""
    calendar = lawbook.site_calendar()
    return on in calendar.year(on.year).days_off if calendar.is_known(on.year) else None


def act_facts(file: MeasureFile, ctx: Act, *, on: date, at: datetime) -> MeasureFacts:
    """Return the facts for an act that is recorded now."""
    return facts_of(file, on=on, at=at, by=ctx.by, now=ctx.at)
