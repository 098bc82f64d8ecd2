"""Inspections of a year: approved month by month, visited, ordered, inspected again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from zhunsheng.demo.engine import Story, instant, pick, shares
from zhunsheng.demo.founding import Officer, World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.demo.stories import entries
from zhunsheng.inspection import queries as read
from zhunsheng.inspection import services
from zhunsheng.inspection.choices import BasisKind, HazardGrade, RectificationResult
from zhunsheng.inspection.rules import (
    FindingDraft,
    InspectionRequest,
    ReinspectionLine,
    VisitRecord,
)
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry

#: Hours of a day in which visits begin, apart by more than the longest one with its beginning.
SLOTS = ((9, 10), (11, 20), (13, 30), (15, 40))
PLANNED = (date(YEAR, 3, 12), date(YEAR, 12, 12))
DRAWN = {
    BasisKind.OWN_DRAW: (date(YEAR, 5, 26), date(YEAR, 7, 11)),
    BasisKind.JOINT_DRAW: (date(YEAR, 9, 22), date(YEAR, 11, 14)),
}
SERVICE = (date(YEAR, 1, 13), date(YEAR, 2, 21))
#: Fines of a summary case and of an ordinary one rest on this violation; its range holds both.
#: What is found where a case follows: one conduct each, never the alternatives of a rule (40).
FOUND = {
    "safety.97-4": "安全生产教育和培训情况没有如实记录，培训签到册中有12处签名由他人代签",
    "safety.97-3": "12名从业人员没有参加规定的安全生产教育和培训，签到册上的签名由他人代签",
    "safety.97-7": "特种作业人员没有取得相应资格，上岗从事低压电工作业",
    "safety.97-5": "事故隐患排查治理情况没有如实记录，排查治理台账中有12处签名由他人代签",
}
CASE_VIOLATIONS = tuple(FOUND)


@dataclass(frozen=True, slots=True)
class CasePlan:
    """A case that follows from a visit, ``SUMMARY``, ``ORDINARY`` or ``NO_PENALTY``; its fine."""

    kind: str
    fine: int
    hearing: bool
    number: int


@dataclass(slots=True)
class Visit:
    """One visit of the program."""

    number: int
    basis: BasisKind
    day: date
    entity: UUID | None = None
    findings: int = 0
    ordered: bool = False
    case: CasePlan | None = None
    measure: str = ""
    street: UUID | None = None
    officers: tuple[Officer, Officer] | None = None
    slot: int | None = None

    @property
    def begin(self) -> datetime:
        """
        When the visit begins.

        :raises ValueError: if nobody placed it in the day yet
        """
        if self.slot is None:
            raise ValueError(f"visit {self.number} has no hour")
        return instant(self.day, *SLOTS[self.slot]) + timedelta(minutes=self.number % 40)

    @property
    def delay(self) -> timedelta:
        """How much later than in the first hours of the day it begins, and all that follows."""
        hour, minute = SLOTS[0]
        return self.begin - instant(self.day, hour, minute + self.number % 40)


def program(world: World) -> list[Visit]:
    """Return all visits of the year with what they find and what follows from them."""
    scenario = world.scenario
    visits: list[Visit] = []
    counts = {
        BasisKind.SERVICE: (scenario.service_visits, SERVICE),
        BasisKind.PLAN: (scenario.planned_visits, PLANNED),
        BasisKind.OWN_DRAW: (scenario.own_draw_units, DRAWN[BasisKind.OWN_DRAW]),
        BasisKind.JOINT_DRAW: (scenario.joint_draw_units, DRAWN[BasisKind.JOINT_DRAW]),
    }
    for basis, (count, (first, last)) in counts.items():
        if count:
            days = world.year.spread(count, first=first, last=last)
            visits += [Visit(len(visits) + n, basis, day) for n, day in enumerate(days)]
    _choose_entities(world, visits)
    enforcing = [v for v in visits if v.basis is not BasisKind.SERVICE]
    _spread_findings(world, enforcing)
    _spread_cases(world, [v for v in enforcing if v.ordered])
    if world.scenario.open_matters:
        _spread_measures([v for v in enforcing if v.ordered])
    _choose_officers(world, visits)
    return visits


def _spread_measures(ordered: Sequence[Visit]) -> None:
    """
    Let measures follow from orders: two that end from those that lead to no case, and one that
    still holds from the last order, if its case is young enough to be open when the demo stands.
    """
    by_day = sorted(ordered, key=lambda visit: visit.day)
    spare = [visit for visit in by_day if visit.case is None]
    for visit, measure in zip(
        (*spare[:1], *spare[1:][-1:]), ("sealing", "power_cut"), strict=False
    ):
        visit.measure = measure
    if by_day and by_day[-1].day >= date(YEAR, 12, 4) and not by_day[-1].measure:
        by_day[-1].measure = "seizing"


def _choose_entities(world: World, visits: Sequence[Visit]) -> None:
    """Give each planned and service visit an enterprise of its own; draws choose theirs."""
    entities = world.all_entities()
    key_units = [
        e for part in world.scenario.plan_parts for e in world.entities[part.sector][: part.units]
    ]
    key = set(key_units)
    ordered = key_units + [e for e in entities if e not in key]
    planned = [v for v in visits if v.basis is BasisKind.PLAN]
    for visit, entity in zip(planned, ordered * (len(planned) // len(ordered) + 1), strict=False):
        visit.entity = entity
    service = [v for v in visits if v.basis is BasisKind.SERVICE]
    for visit, entity in zip(service, reversed(entities), strict=False):
        visit.entity = entity


def _spread_findings(world: World, visits: Sequence[Visit]) -> None:
    scenario = world.scenario
    if not scenario.orders:
        return
    chosen = [visits[n * len(visits) // scenario.orders] for n in range(scenario.orders)]
    most = max(4, 2 * scenario.findings // scenario.orders)
    parts = shares(
        scenario.findings, scenario.orders, least=1, most=most, seed=f"{scenario.name}/findings"
    )
    for visit, findings in zip(chosen, parts, strict=True):
        visit.ordered, visit.findings = True, findings


def _spread_cases(world: World, ordered: Sequence[Visit]) -> None:
    """Let cases begin early enough to be closed within the year; late ones stay open."""
    plans = _case_plans(world)
    early = [v for v in ordered if v.day <= date(YEAR, 9, 30)]
    chosen = [early[n * len(early) // len(plans)] for n in range(len(plans))]
    for visit, plan in zip(chosen, plans, strict=True):
        visit.case = plan
    if world.scenario.open_matters:
        for number, visit in enumerate(v for v in ordered if v.day >= date(YEAR, 11, 10)):
            fine = HEARD_FINE if number % 4 == 1 else 1_200_000 + 300_000 * number
            visit.case = CasePlan("ORDINARY", fine, number % 4 == 1, 100 + number)


def _case_plans(world: World) -> list[CasePlan]:
    s = world.scenario
    plans = [CasePlan("NO_PENALTY", 0, False, n) for n in range(s.no_penalty_cases)]
    if s.ordinary_cases:
        heard = [CasePlan("ORDINARY", HEARD_FINE, True, n) for n in range(s.hearings)]
        rest = s.ordinary_cases - s.hearings
        amounts = shares(
            s.ordinary_fines - HEARD_FINE * s.hearings,
            rest,
            least=400_000,
            most=4_900_000,
            seed=f"{s.name}/ordinary",
            step=10_000,
        )
        plans += heard + [CasePlan("ORDINARY", f, False, n) for n, f in enumerate(amounts)]
    if s.summary_cases:
        amounts = shares(
            s.summary_fines, s.summary_cases, least=20_000, most=300_000,
            seed=f"{s.name}/summary", step=5_000,
        )  # fmt: skip
        plans += [CasePlan("SUMMARY", f, False, n) for n, f in enumerate(amounts)]
    return sorted(plans, key=lambda p: pick(f"{s.name}/{p.kind}/{p.number}", 1 << 30))


HEARD_FINE = 6_000_000


def _choose_officers(world: World, visits: Sequence[Visit]) -> None:
    """
    Send a pair of the bureau that is free; every second summary case lies with the street's own.

    What follows on the day of a visit needs its afternoon: such visits have the first choice.
    """
    wanted = [v.entity for v in visits if v.entity]
    streets = {e.id: e.street_id for e in registry.entities_by_ids(world.viewer, wanted).values()}
    diary = Diary(visits)
    for visit in sorted(visits, key=lambda one: (not one.measure, one.case is None)):
        street = streets.get(visit.entity) if visit.entity else None
        if visit.case and visit.case.kind == "SUMMARY" and visit.case.number % 2 and street:
            first, second = world.street_officers[street]
            visit.street = street
            diary.place(visit, [(first, second)])
        elif visit.entity:
            seed = f"{world.scenario.name}/pair/{visit.number}"
            diary.place(visit, (world.pair(f"{seed}{more}") for more in ("", *range(1, 40))))


class Diary:
    """In which hours of which days officers are at a visit."""

    def __init__(self, visits: Sequence[Visit]) -> None:
        self._taken = {
            (one.day, officer.id, one.slot)
            for one in visits
            for officer in one.officers or ()
            if one.slot is not None
        }

    def place(self, visit: Visit, pairs: Iterable[tuple[Officer, Officer]]) -> None:
        """
        Send the first of these pairs that has an hour of the day free, in the first such hour.

        :raises ValueError: if none has one
        """
        for pair in pairs:
            for slot in range(len(SLOTS)):
                own = {(visit.day, officer.id, slot) for officer in pair}
                if not own & self._taken:
                    self._taken |= own
                    visit.officers, visit.slot = pair, slot
                    return
        raise ValueError(f"no hour is left on {visit.day} for visit {visit.number}")


def stories(world: World, visits: Sequence[Visit]) -> Iterator[Story]:
    """Return the stories of planned and service visits: one approval a month, then each visit."""
    own = [v for v in visits if v.basis in {BasisKind.PLAN, BasisKind.SERVICE}]
    for _, group in groupby(own, key=lambda v: (v.basis.value, v.day.year, v.day.month)):
        yield month(world, list(group))


def month(world: World, visits: Sequence[Visit], basis_id: UUID | None = None) -> Story:
    """Approve the visits of a month in one act on the workday before the first, then begin them."""
    day = world.year.calendar.previous_workday(visits[0].day)
    yield instant(day, 16, 30)
    ctx = world.year.act(world.who("fujuzhang"), instant(day, 16, 30))
    requests = tuple(_request(world, visit, basis_id) for visit in visits)
    services.approve_inspections(ctx=ctx, requests=requests, on=day)
    for number, visit in enumerate(visits):
        world.year.begin(inspection(world, visit, ctx.new_id("inspection", number)))


def _request(world: World, visit: Visit, basis_id: UUID | None) -> InspectionRequest:
    if visit.entity is None or visit.officers is None:
        raise ValueError(f"visit {visit.number} has no entity or no officers")
    return InspectionRequest(
        entity=visit.entity,
        officers=tuple(officer.id for officer in visit.officers),
        basis_kind=visit.basis,
        basis_id=basis_id,
        unit=visit.street,
        items=world_items(visit.basis),
        item_codes=() if visit.basis is BasisKind.SERVICE else (LISTED,),
        planned_on=visit.day,
        companions=entries.companions(world, visit),
    )


def world_items(basis: BasisKind) -> str:
    """Return what is inspected on a visit of that ground."""
    return ITEMS[basis is BasisKind.SERVICE]


#: The published item that every inspection of the year looks at.
LISTED = "JC-001"
ITEMS = (
    "安全生产责任制落实、教育培训、特种作业人员持证、隐患排查治理、应急预案及演练、现场安全管理",
    "安全生产法律法规宣讲、复工复产安全指导",
)


def inspection(world: World, visit: Visit, inspection_id: UUID) -> Story:
    """Visit, order where something was found, begin a case, inspect again."""
    from zhunsheng.demo.stories import cases, compulsion

    if visit.officers is None:
        raise ValueError(f"visit {visit.number} has no officers")
    lead = visit.officers[0].actor
    begin = visit.begin
    yield from entries.enter(world, visit, inspection_id, begin)
    yield begin + timedelta(hours=2)
    services.record_visit(
        ctx=world.year.act(lead, begin + timedelta(hours=2)),
        inspection=inspection_id,
        visit=_visit_record(world, visit, inspection_id),
        version=None,
        on=visit.day,
    )
    if not visit.ordered:
        return
    yield begin + timedelta(hours=3)
    due_on = world.year.workday(visit.day + timedelta(days=15))
    order = services.issue_order(
        ctx=world.year.act(lead, begin + timedelta(hours=3)),
        inspection=inspection_id,
        due_on=due_on,
        version=None,
        on=visit.day,
    )
    if visit.case is None and visit.measure != "power_cut":
        world.year.begin(entries.listed(world, visit, inspection_id))
    if visit.case:
        world.year.begin(cases.story(world, visit, inspection_id))
    if visit.measure:
        world.year.begin(compulsion.story(world, visit, inspection_id))
    if world.scenario.open_matters and visit.number % 3 == 0 and visit.day.month == 12:
        return  # left open: the re-inspection is overdue on the pinned day
    yield instant(due_on, 14, visit.number % 50)
    findings = read.findings_of(world.viewer, inspection_id)
    services.reinspect(
        ctx=world.year.act(lead, instant(due_on, 14, visit.number % 50)),
        hours=entries.free_hours(world, inspection_id, due_on),
        order=order.id,
        results=tuple(ReinspectionLine(f.id, RectificationResult.DONE, DONE) for f in findings),
        officers=(),
        on=due_on,
    )


DONE = "已按要求整改，现场核实"


def _visit_record(world: World, visit: Visit, inspection_id: UUID) -> VisitRecord:
    start = visit.begin
    return VisitRecord(
        started_at=start,
        ended_at=start + timedelta(minutes=80),
        place="生产经营场所",
        situation=SITUATION,
        site_head=SITE_HEAD,
        site_head_post="安全管理人员",
        recording=f"SL{visit.day:%Y%m%d}{visit.number:05d}",
        findings=tuple(_finding(visit, n) for n in range(visit.findings)),
        companions=tuple(one.id for one in read.companions_of(world.viewer, inspection_id)),
        attendees=entries.attendees(world, visit),
        dispatch=entries.dispatch(world, visit, start),
    )


SITUATION = "检查时该单位正常经营，负责人和安全管理人员到场配合"
SITE_HEAD = "示例现场负责人"


def _finding(visit: Visit, number: int) -> FindingDraft:
    keys = [key for key in sorted(lawbook.violations(on=visit.day)) if key in COMMON_VIOLATIONS]
    key = keys[pick(f"{visit.number}/{number}", len(keys))]
    if number == 0 and visit.case:
        key = CASE_VIOLATIONS[visit.number % len(CASE_VIOLATIONS)]
    said = lawbook.violation(key, on=visit.day).label
    is_defied = number == 0 and visit.measure == "power_cut"
    is_major = is_defied or pick(f"{visit.number}/{number}/g", 40) == 0
    return FindingDraft(
        description=FOUND[key] if number == 0 and visit.case else said,
        place=PLACES[pick(f"{visit.number}/{number}/p", len(PLACES))],
        violation_key=key,
        grade=HazardGrade.MAJOR if is_major else HazardGrade.GENERAL,
        standard=STANDARD if is_major else "",
    )


STANDARD = "《示例行业重大事故隐患判定标准》第二条"
COMMON_VIOLATIONS = {
    "safety.97-3", "safety.97-4", "safety.97-5", "safety.97-6", "safety.97-7", "safety.99-1",
    "safety.99-3", "safety.99-5", "safety.101-3", "safety.102", "safety.105-2",
}  # fmt: skip
PLACES = ("一号车间", "仓库", "配电室", "办公区资料室", "卸料区", "作业现场", "门店")
