"""A bureau with officers, a street and entities: what the tests of inspections stand on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max

from tests.keeping import kept
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.inspection import services
from zhunsheng.inspection.choices import BasisKind, RectificationResult
from zhunsheng.inspection.models import Inspection, InspectionFinding
from zhunsheng.inspection.rules import (
    NAMED_SOURCES,
    EarlyApplication,
    FindingDraft,
    InspectionRequest,
    ReinspectionLine,
    VisitRecord,
)
from zhunsheng.kernel.act import SHANGHAI, Act, Actor, ActorKind, Viewer
from zhunsheng.powers.tests import builders as powers
from zhunsheng.registry import services as registry
from zhunsheng.registry.services import EntityFacts
from zhunsheng.registry.tests.builders import code
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.services import CredentialFacts, DelegationFacts, OfficerFacts

FOUNDED = date(2025, 1, 2)
APPROVED = date(2025, 9, 5)
VISITED = date(2025, 9, 8)
DUE = date(2025, 9, 22)
BUREAU = UUID("01950000-0000-7000-8000-0000000000e1")
OTHER = UUID("01950000-0000-7000-8000-0000000000e9")
SYSTEM = Actor(ActorKind.SYSTEM, UUID("01950000-0000-7000-8000-0000000000e2"), "系统")
FACTS = accounts.BureauFacts(
    "示例区应急管理局", "示", "999902", "CN", "示例区人民政府", "示例路1号", "000"
)
ITEM = powers.INSPECTION.code
PASSWORD = "示例口令，仅供测试2025"


#: Who deployed an inspection from above by a paper, and its day.
DEPLOYED: dict[str, Any] = {"source_body": "示例市应急管理局", "source_on": FOUNDED}
#: On the ground of a special campaign that the plan of the year holds.
OF_CAMPAIGN: dict[str, Any] = {"basis_kind": BasisKind.CAMPAIGN, "campaign": "示例行动"}


@dataclass(frozen=True, slots=True)
class World:
    """Ids and people of a bureau that can inspect."""

    bureau: UUID
    chief: Actor
    officer: Actor
    street_officer: Actor
    officers: tuple[UUID, UUID]
    lapsing: UUID
    street_officers: tuple[UUID, UUID]
    street: UUID
    team: UUID
    entities: tuple[UUID, UUID, UUID]

    def act(self, key: str, on: date, by: Actor | None = None) -> Act:
        """Return an act of the officer, recorded at six in the evening of the day."""
        return act(key, on, by or self.officer, self.bureau)

    def viewer(self, by: Actor | None = None) -> Viewer:
        """Return the officer as a reader."""
        return Viewer(bureau=self.bureau, by=by or self.officer)


def act(key: str, on: date, by: Actor = SYSTEM, bureau: UUID = BUREAU) -> Act:
    """Return an act that is recorded at six in the evening of its day."""
    at = datetime(on.year, on.month, on.day, 18, 0, tzinfo=SHANGHAI)
    return Act(by=by, bureau=bureau, at=at, request_key=key)


@kept
def world(bureau: UUID = BUREAU) -> World:
    """Found a bureau that can inspect."""
    other = bureau != BUREAU
    facts = replace(FACTS, name="样例区应急管理局", division_code="999903") if other else FACTS
    tail = "x" if other else ""

    def new(key: str) -> Act:
        return act(f"founding-{key}", FOUNDED, SYSTEM, bureau)

    accounts.found_bureau(ctx=new("bureau"), facts=facts, on=FOUNDED)
    powers.list_inspections(FOUNDED, bureau)
    team = accounts.add_unit(ctx=new("team"), name="执法一队", kind=UnitKind.TEAM, on=FOUNDED).id
    street = accounts.add_unit(
        ctx=new("street"), name="示例街道", kind=UnitKind.STREET, on=FOUNDED
    ).id

    def user(name: str, role: Role, unit: UUID | None) -> Actor:
        made = accounts.add_user(
            ctx=new(f"user-{name}"),
            username=f"{name}{tail}",
            name=f"示例{name}",
            roles=frozenset({role}),
            password="",
            unit=unit,
            on=FOUNDED,
        )
        return made.actor

    chief = user("chief", Role.CHIEF, None)
    officer = user("officer", Role.ENFORCEMENT_OFFICER, team)
    walker = user("street", Role.STREET_OFFICER, street)

    def certified(name: str, unit: UUID, until: date, account: UUID | None = None) -> UUID:
        return workforce.add_officer(
            ctx=new(f"officer-{name}"),
            facts=OfficerFacts(
                name=name,
                unit=unit,
                user=account,
                credential=CredentialFacts(f"SL{name}{tail}", date(2024, 1, 1), until),
            ),
            on=FOUNDED,
        ).id

    late = date(2027, 12, 31)
    return World(
        bureau=bureau,
        chief=chief,
        officer=officer,
        street_officer=walker,
        officers=(certified("示例乙", team, late, officer.id), certified("示例丙", team, late)),
        lapsing=certified("示例丁", team, VISITED - timedelta(days=1)),
        street_officers=(
            certified("示例戊", street, late, walker.id),
            certified("示例己", street, late),
        ),
        street=street,
        team=team,
        entities=(
            _entity(new("e1"), "示例区晨安化工有限公司", street, 101),
            _entity(new("e2"), "示例区远山五金厂", street, 102),
            _entity(new("e3"), "示例区新禾粮油店", street, 103),
        ),
    )


def _entity(ctx: Act, name: str, street: UUID, number: int) -> UUID:
    facts = EntityFacts(
        name=name,
        credit_code=code(number),
        address="示例区安平路8号",
        legal_representative="示例甲",
        phone="0999-0000003",
        street=street,
    )
    return registry.add_entity(ctx=ctx, facts=facts, on=FOUNDED).id


def delegate(
    one: World,
    powers: tuple[DelegatedPower, ...] = tuple(DelegatedPower),
    until: date = date(2025, 12, 31),
    street: UUID | None = None,
) -> None:
    """Delegate powers to the street."""
    unit, paper = street or one.street, f"示应急委〔2025〕{2 if street else 1}号"
    workforce.grant_delegation(
        ctx=act(f"deed {paper}", FOUNDED, SYSTEM, one.bureau),
        facts=DelegationFacts(unit, paper, powers, FOUNDED, until, FOUNDED),
        on=FOUNDED,
    )


def request(one: World, entity: int = 0, **changes: Any) -> InspectionRequest:
    """Return a request to look into a tip by the two officers: it needs no plan of the year."""
    plain = InspectionRequest(
        entity=one.entities[entity],
        officers=one.officers,
        basis_kind=BasisKind.TIP,
        items="特种作业人员持证",
        item_codes=(ITEM,),
    )
    if changes.get("basis_kind", plain.basis_kind) in NAMED_SOURCES | {BasisKind.RESUMPTION}:
        number = Inspection.objects.of(one.viewer()).count() + 1
        plain = replace(plain, source=f"示举报〔2025〕{number}号")
    if changes.get("basis_kind") is BasisKind.SUPERIOR:
        plain = replace(plain, **DEPLOYED)
    return replace(plain, **changes)


def visit(on: date = VISITED, **changes: Any) -> VisitRecord:
    """Return a visit of the morning with one violation and one hazard."""
    plain = VisitRecord(
        started_at=datetime(on.year, on.month, on.day, 9, 10, tzinfo=SHANGHAI),
        ended_at=datetime(on.year, on.month, on.day, 11, 40, tzinfo=SHANGHAI),
        place="甲类仓库、配电间",
        situation="检查了安全管理台账和2处作业场所。",
        site_head="示例甲",
        site_head_post="总经理",
        recording="执法记录仪2台全程录音录像",
        findings=(
            FindingDraft("示例员工未取得特种作业操作证上岗。", "配电间", "safety.97-7"),
            FindingDraft("消防通道堆放杂物。", "甲类仓库"),
        ),
    )
    return replace(plain, **changes)


def later(one: World, on: date = VISITED) -> dict[str, Any]:
    """Return ten minutes after all visits of a day, for nobody is at two places at once."""
    rows = Inspection.objects.of(one.viewer()).filter(visited_on=on)
    last: datetime | None = rows.aggregate(last=Max("ended_at"))["last"]
    return {} if last is None else {"started_at": last, "ended_at": last + timedelta(minutes=10)}


def approved(one: World, key: str = "approve", **changes: Any) -> Inspection:
    """Approve one inspection."""
    done = services.approve_inspections(
        ctx=one.act(key, APPROVED, one.chief), requests=(request(one, **changes),), on=APPROVED
    )
    assert done is not None
    return done


def visited(one: World, key: str = "visit", **changes: Any) -> Inspection:
    """Approve and visit."""
    row = approved(one, f"approve-{key}")
    record = visit(**(later(one) | changes))
    return services.record_visit(
        ctx=one.act(key, VISITED), inspection=row.id, visit=record, version=0, on=VISITED
    )


def ordered(one: World, key: str = "order") -> Inspection:
    """Approve, visit and order."""
    row = visited(one, f"visit-{key}")
    services.issue_order(
        ctx=one.act(key, VISITED), inspection=row.id, due_on=DUE, version=1, on=VISITED
    )
    found: Inspection = Inspection.objects.of(one.viewer()).select_related("order").get(id=row.id)
    return found


def hours(on: date, hour: int = 15) -> tuple[datetime, datetime]:
    """Return from when to when a re-inspection of a day was."""
    began = datetime(on.year, on.month, on.day, hour, 0, tzinfo=SHANGHAI)
    return began, began + timedelta(minutes=40)


def early(on: date, hour: int = 15) -> dict[str, Any]:
    """Return the application of the day to look again before the term ends, and the hours."""
    return {"requested": EarlyApplication("收文〔2025〕12号", on), "hours": hours(on, hour)}


def results(
    one: World, row: Inspection, result: RectificationResult = RectificationResult.DONE
) -> tuple[ReinspectionLine, ...]:
    """Return the same result for every finding of an inspection."""
    rows = InspectionFinding.objects.of(one.viewer()).filter(inspection=row).order_by("number")
    return tuple(ReinspectionLine(f.id, result, "") for f in rows)


def came_from_a_draw(row: Inspection) -> Inspection:
    """Let an inspection come from a draw of before, when none had to be named."""
    row.basis_kind = BasisKind.OWN_DRAW.value
    row.save(update_fields=["basis_kind"])
    return row
