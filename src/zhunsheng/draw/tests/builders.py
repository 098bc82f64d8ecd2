"""An invented bureau with units and officers, pools without a database, and draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from stdnum.cn import uscc

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.models import User
from zhunsheng.draw import rules, services
from zhunsheng.draw.choices import DrawKind
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import Contribution, Pool
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import RiskClass, Sector
from zhunsheng.registry.rules import EntityFacts
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.rules import CredentialFacts, OfficerFacts

DAY = date(2025, 3, 3)
NEXT = date(2025, 3, 4)
BUREAU = UUID("01950000-0000-7000-8000-0000000000a1")
OTHER = UUID("01950000-0000-7000-8000-0000000000b1")
HEAD = Actor(
    ActorKind.OFFICER,
    UUID("01950000-0000-7000-8000-0000000000a2"),
    "示例甲",
    frozenset({role.value for role in (Role.DEPUTY_HEAD, Role.WINDOW_CLERK, Role.SYSTEM_ADMIN)}),
)
GIVEN = (Contribution("示例甲", "318204"), Contribution("示例乙", "公开号码77"))
PROMISED = tuple(rules.Commitment(c.contributor, rules.commitment_of(c)) for c in GIVEN)
LAST_DAY = date(2027, 12, 31)


def ctx(key: str, *, on: date = DAY, **changes: Any) -> Act:
    at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    return replace(Act(by=HEAD, bureau=BUREAU, at=at, request_key=key), **changes)


def found(bureau: UUID = BUREAU, division: str = "999901") -> None:
    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", division, "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=ctx(f"found {bureau}", bureau=bureau), facts=facts, on=DAY)


def code(number: int) -> str:
    stem = f"91999901MA{number:07d}"
    return stem + uscc.calc_check_digit(stem)


def entities(count: int) -> tuple[UUID, ...]:
    return tuple(
        registry.add_entity(
            ctx=ctx(f"entity {number}"),
            facts=EntityFacts(
                name=f"示例第{number}化工有限公司",
                credit_code=code(number),
                sector=Sector.HAZCHEM_PRODUCTION,
                risk_class=RiskClass.C,
            ),
            on=DAY,
        ).id
        for number in range(1, count + 1)
    )


def officers(count: int, *, until: date = LAST_DAY, label: str = "") -> tuple[UUID, ...]:
    unit = accounts.add_unit(
        ctx=ctx(f"team {label}"), name=f"执法一队{label}", kind=UnitKind.TEAM, on=DAY
    )
    return tuple(
        workforce.add_officer(
            ctx=ctx(f"officer {label}{number}"),
            facts=OfficerFacts(
                name=f"示例第{number}{label}",
                unit=unit.id,
                credential=CredentialFacts(f"示{label}{number:04d}", date(2023, 1, 1), until),
            ),
            on=DAY,
        ).id
        for number in range(1, count + 1)
    )


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


def published(
    units: tuple[UUID, ...], staff: tuple[UUID, ...], key: str = "pool", **changes: Any
) -> Draw:
    said: dict[str, Any] = {
        "ctx": ctx(key),
        "title": "2025年第一次双随机抽查",
        "kind": DrawKind.OWN,
        "entities": units,
        "officers": staff,
        "units_to_draw": 3,
        "commitments": PROMISED,
        "on": DAY,
    }
    return services.publish_pool(**{**said, **changes})


def bound(draw: Draw, key: str = "seed") -> Draw:
    return services.bind_seed(ctx=ctx(key), draw=draw.id, contributions=GIVEN, on=DAY)


def ran(draw: Draw, key: str = "run") -> Draw:
    return services.run_draw(ctx=ctx(key), draw=draw.id, on=DAY)


def whole(units: int = 8, staff: int = 4, **changes: Any) -> Draw:
    """Return a draw with all its steps taken."""
    draw = published(entities(units), officers(staff), **changes)
    return ran(bound(draw))


def written() -> tuple[int, int]:
    return Draw.objects.of(ctx("read")).count(), Event.objects.count()


def pool(units: int = 5, staff: int = 4, count: int = 2, **changes: Any) -> Pool:
    """Return a pool without a database."""
    made = Pool(
        draw="d",
        bureau="示例区应急管理局",
        title="抽查",
        kind=DrawKind.OWN,
        published_on=DAY,
        units_to_draw=count,
        units=tuple(rules.PoolUnit(f"u{n}", f"单位{n}", "", "B") for n in range(1, units + 1)),
        officers=tuple(
            rules.PoolOfficer(f"o{n}", f"人员{n}", f"{n}", date(2023, 1, 1), LAST_DAY)
            for n in range(1, staff + 1)
        ),
        recusals=(),
        exclusions=(),
        partners=(),
        commitments=(),
        most_per_officer=0,
        repeats="",
        repeat_reason="",
        rule=rules.Rule(rules.RULE_VERSION, "规则"),
    )
    return replace(made, **changes)
