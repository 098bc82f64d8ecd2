"""An invented bureau with a plan that can be approved, and facts without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from stdnum.cn import uscc

from tests.keeping import kept
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.documents.tests.scans import picture
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.planning import services
from zhunsheng.planning.choices import DayItem, FilingBody, KeyCriterion, PartKind
from zhunsheng.planning.models import AnnualPlan, PlanAct, PlanPart, PlanUnit
from zhunsheng.planning.rules import Limit, PlanFacts, PlanLimits
from zhunsheng.planning.rules import PlanPart as PartFact
from zhunsheng.planning.services import PartDraft, PlanDraft, UnitDraft
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import RiskClass, Sector
from zhunsheng.registry.rules import EntityFacts
from zhunsheng.web.uploads import Upload

DAY = date(2025, 3, 3)
BUREAU = UUID("01950000-0000-7000-8000-0000000000c1")
OTHER = UUID("01950000-0000-7000-8000-0000000000c9")
HEAD = Actor(
    ActorKind.OFFICER,
    UUID("01950000-0000-7000-8000-0000000000c2"),
    "示例甲",
    frozenset({Role.DEPUTY_HEAD.value, Role.WINDOW_CLERK.value}),
)
#: The paper by which the government approved.
PAPER = Upload("批准文件.jpg", picture())
CLERK = replace(HEAD, roles=frozenset({Role.ENFORCEMENT_OFFICER.value}))
LIMITS = PlanLimits(
    approval_month=Limit(3),
    key_visits=Limit(1, verified=True),
    key_share=Limit(60),
    officer_share=Limit(70),
    special=Limit(3),
)
DAYS = (
    (DayItem.O1, 200),
    (DayItem.O4, 180),
    (DayItem.O8, 240),
    (DayItem.X1, 124),
    (DayItem.X2, 320),
    (DayItem.X6, 300),
)


def ctx(key: str, *, on: date = DAY, **changes: Any) -> Act:
    at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    return replace(Act(by=HEAD, bureau=BUREAU, at=at, request_key=key), **changes)


@kept
def found(bureau: UUID = BUREAU, division: str = "999901") -> None:
    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", division, "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=ctx(f"found {bureau}", bureau=bureau), facts=facts, on=DAY)


def entities(count: int, sector: Sector = Sector.HAZCHEM_PRODUCTION) -> tuple[UUID, ...]:
    made = []
    for number in range(1, count + 1):
        stem = f"91999901MA{number:07d}"
        facts = EntityFacts(
            name=f"示例第{number}化工有限公司",
            credit_code=stem + uscc.calc_check_digit(stem),
            sector=sector,
            risk_class=RiskClass.C,
        )
        made.append(registry.add_entity(ctx=ctx(f"entity {number}"), facts=facts, on=DAY).id)
    return tuple(made)


def shops(count: int = 6) -> tuple[UUID, ...]:
    """Register units that no list names, from which a general part draws."""
    made = []
    for number in range(1, count + 1):
        stem = f"91999901MB{number:07d}"
        facts = EntityFacts(
            name=f"示例第{number}商店",
            credit_code=stem + uscc.calc_check_digit(stem),
            sector=Sector.COMMERCE,
        )
        made.append(registry.add_entity(ctx=ctx(f"shop {number}"), facts=facts, on=DAY).id)
    return tuple(made)


def user(role: Role) -> User:
    return accounts.add_user(
        ctx=ctx(f"user {role.value}"),
        username=role.value.lower(),
        name="示例甲",
        roles=frozenset({role}),
        password="",
        unit=None,
        on=DAY,
    )


def drafted(year: int = 2025) -> AnnualPlan:
    draft = PlanDraft(year=year, officers=10, staff=12)
    return services.draft_plan(ctx=ctx(f"draft {year}"), draft=draft, on=DAY)


def part(plan: AnnualPlan, number: int, units: int, **changes: Any) -> AnnualPlan:
    said = PartDraft(number, f"第{number}项任务", PartKind.KEY, units)
    return services.set_part(
        ctx=ctx(f"part {plan.id} {number}"), plan=plan.id, part=replace(said, **changes), on=DAY
    )


def filled(units: tuple[UUID, ...] = ()) -> AnnualPlan:
    """Return a draft whose sums hold; part 1 lists these units, or four others."""
    units = units or entities(4)
    shops()
    plan = drafted()
    services.set_days(ctx=ctx("days"), plan=plan.id, days=DAYS, on=DAY)
    part(plan, 1, len(units), visits_per_unit=2, label="化工生产")
    part(plan, 2, 6, kind=PartKind.GENERAL, label="商贸")
    listed = tuple(UnitDraft(one, (KeyCriterion.HIGHER_RISK,), (4, 9)) for one in units)
    services.add_units(ctx=ctx("units"), plan=plan.id, part=1, units=listed, on=DAY)
    return plan


def submitted(units: tuple[UUID, ...] = ()) -> AnnualPlan:
    plan = filled(units)
    return services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY)


def approved(units: tuple[UUID, ...] = ()) -> AnnualPlan:
    return approve(submitted(units), "approve")


def approve(plan: AnnualPlan, key: str) -> AnnualPlan:
    number = f"示政函〔2025〕{plan.plan_version + 2}号"
    return services.approve_plan(
        ctx=ctx(key), plan=plan.id, approval_number=number, scan=PAPER, on=DAY
    )


def published(units: tuple[UUID, ...] = ()) -> AnnualPlan:
    plan = approved(units)
    for body in FilingBody:
        services.file_plan(
            ctx=ctx(f"file {body.value}"), plan=plan.id, body=body, receipt="示备1号", on=DAY
        )
    return services.publish_plan(ctx=ctx("publish"), plan=plan.id, place="政府网站", on=DAY)


def written() -> tuple[int, int, int, int]:
    read = ctx("read")
    return (
        Event.objects.count(),
        PlanAct.objects.of(read).count(),
        PlanPart.objects.of(read).count(),
        PlanUnit.objects.of(read).count(),
    )


def facts(**changes: Any) -> PlanFacts:
    """Return facts whose sums hold: D 248, N 10, O 620, X 744, I 1116 = K 558 + G 558."""
    start = PlanFacts(
        year=2025,
        officers=10,
        working_days=248,
        items=DAYS,
        parts=(
            PartFact(1, "化工生产", PartKind.KEY, 4, 2, 558, listed=4),
            PartFact(2, "商贸", PartKind.GENERAL, 6, 1, 558),
        ),
        limits=LIMITS,
    )
    return replace(start, **changes)
