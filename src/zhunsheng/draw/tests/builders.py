"""An invented bureau with units and officers, pools without a database, and draws."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from stdnum.cn import uscc

from tests.keeping import kept
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.models import User
from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import DrawKind, ExclusionGround, PoolSide, SeedMethod
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import Contribution, Exclusion, Pool, PoolDraft, SeedPlan
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.powers import services as powers
from zhunsheng.powers.choices import ListOrigin, PowerKind
from zhunsheng.powers.rules import PowerFacts
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import RiskClass, Sector
from zhunsheng.registry.models import BusinessEntity
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
PARTIES = ("法制机构", "司法行政部门", "派驻纪检监察机构")
#: A picture of one dot, which stands for a scan.
SLIP = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da63f80f00010101001cb08c990000000049454e44ae426082"
)
NONCES = {party: hashlib.sha256(party.encode()).hexdigest() for party in PARTIES}
GIVEN = tuple(Contribution(party, NONCES[party]) for party in PARTIES)
BY_PARTIES = SeedPlan(SeedMethod.COMMITMENTS, PARTIES, "", None)
ITEM = "JC-001"
#: Why somebody is left out of a pool: a unit, an officer.
STOPPED = (ExclusionGround.SUSPENDED, "收文〔2025〕12号停产报告，检修至年底")
LENT = (ExclusionGround.AWAY, "借调在外")
INSPECTIONS = PowerFacts(
    code=ITEM,
    name="对生产经营单位安全生产情况的监督检查",
    kind=PowerKind.INSPECTION,
    subject="示例区应急管理局",
    bases=("SPL-2021:62",),
    limits="按照计划和双随机抽查",
    flow="审批、检查、反馈",
    responsibility="依法追究责任",
    supervision="司法行政监督",
)
UNTIL = date(2025, 6, 30)
DATA = Path(__file__).parent / "data"
RATES = rules.Rates(
    (("A", 2), ("B", 5), ("C", 10), ("D", 20)),
    (("GOOD", 0), ("MINOR", 2), ("ORDINARY", 5), ("SERIOUS", 20)),
)
LAST_DAY = date(2027, 12, 31)


def ctx(key: str, *, on: date = DAY, **changes: Any) -> Act:
    at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    return replace(Act(by=HEAD, bureau=BUREAU, at=at, request_key=key), **changes)


@kept
def found(bureau: UUID = BUREAU, division: str = "999901") -> None:
    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", division, "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=ctx(f"found {bureau}", bureau=bureau), facts=facts, on=DAY)
    list_powers(lambda key: ctx(key, bureau=bureau), DAY, ListOrigin.BLANK)
    if bureau == BUREAU:
        user(Role.LEGAL_REVIEWER)
        user(Role.JUSTICE_SUPERVISOR)
        second_reviewer()


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
                name=f"示例第{chr(0x4E00 + number)}{label}",
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


def second_reviewer() -> User:
    """Return another legal reviewer, who takes down the paper of a party without an account."""
    return accounts.add_user(
        ctx=ctx("second reviewer"),
        username="second",
        name="示例乙",
        roles=frozenset({Role.LEGAL_REVIEWER}),
        password="",
        unit=None,
        on=DAY,
    )


def list_powers(
    of: Callable[[str], Act], on: date, origin: ListOrigin = ListOrigin.LAWBOOK
) -> None:
    """Publish a power list; ``of`` gives an act under a key."""
    draft = powers.ListDraft("示例区应急管理局权责清单", origin)
    row = powers.draft_list(ctx=of("list"), draft=draft, on=on)
    if origin is ListOrigin.BLANK:
        powers.set_item(ctx=of("item"), power_list=row.id, item=INSPECTIONS, on=on)
    powers.adopt_list(
        ctx=of("adopt list"),
        power_list=row.id,
        effective_from=on,
        approval="示局会〔2025〕1号",
        on=on,
    )
    powers.publish_list(ctx=of("publish list"), power_list=row.id, place="示例网站", on=on)


def drafted(units: tuple[UUID, ...], staff: tuple[UUID, ...], **changes: Any) -> PoolDraft:
    """Return what is to be published, with everything that a draw needs."""
    said: dict[str, Any] = {
        "title": "2025年第一次双随机抽查",
        "kind": DrawKind.OWN,
        "scope": rules.PoolScope(),
        "entities": units,
        "officers": staff,
        "items": (ITEM,),
        "visits_from": DAY,
        "visits_until": UNTIL,
        "seed_plan": BY_PARTIES,
        "units_to_draw": 3,
    }
    return PoolDraft(**{**said, **changes})


def _rest(
    units: tuple[UUID, ...], staff: tuple[UUID, ...], out: tuple[Exclusion, ...]
) -> list[Exclusion]:
    """Leave out, with a reason, whoever the registry and the workforce hold beside a pool."""
    told = {*units, *staff, *(one.id for one in out)}
    sides = {
        PoolSide.UNIT: queries.scope_units(ctx("read"), rules.PoolScope()),
        PoolSide.OFFICER: queries.field_officers(ctx("read"), on=DAY),
    }
    return [
        Exclusion(side, one, *(STOPPED if side is PoolSide.UNIT else LENT))
        for side, known in sides.items()
        for one in known
        if one not in told
    ]


def published(
    units: tuple[UUID, ...],
    staff: tuple[UUID, ...],
    key: str = "pool",
    *,
    by: Act | None = None,
    **changes: Any,
) -> Draw:
    out = changes.pop("exclusions", ())
    draft = drafted(units, staff, exclusions=(*out, *_rest(units, staff, out)), **changes)
    return services.publish_pool(ctx=by or ctx(key), draft=draft, on=DAY)


def entities_of(draw: Draw) -> tuple[UUID, ...]:
    return tuple(UUID(one["id"]) for one in json.loads(draw.pool)["units"])


def officers_of(draw: Draw) -> tuple[UUID, ...]:
    return tuple(UUID(one["id"]) for one in json.loads(draw.pool)["officers"])


def one_serious(viewer: object, *, on: date) -> dict[UUID, str]:
    """Stand in for the credit records: the first unit has a serious one."""
    return {min(UUID(str(one.id)) for one in registry_rows(viewer)): "SERIOUS"}


def registry_rows(viewer: Any) -> list[BusinessEntity]:
    return list(BusinessEntity.objects.of(viewer))


def old_draw(version: int = 2) -> Draw:
    """Return a draw whose pool was published under an earlier rule, and nothing more."""
    pool = json.loads((DATA / f"draw-{version}.json").read_bytes())["pool"]
    text = canonical_text(pool)
    made: Draw = Draw.objects.create(
        id=UUID(pool["draw"]),
        bureau_id=BUREAU,
        title=pool["title"],
        kind=pool["kind"],
        units_to_draw=pool["units_to_draw"],
        units_count=len(pool["units"]),
        officers_count=len(pool["officers"]),
        pool=text,
        pool_hash=hashlib.sha256(text.encode()).hexdigest(),
        published_on=DAY,
        published_at=ctx("old").at,
    )
    return made


def party(number: int) -> Actor:
    """Return the account that hands in what a party of ``PARTIES`` commits to."""
    role = Role.JUSTICE_SUPERVISOR if number == 1 else Role.LEGAL_REVIEWER
    return replace(
        HEAD,
        id=UUID(int=HEAD.id.int + 100 + number),
        name=f"示例{number}",
        roles=frozenset({role.value}),
    )


def on_paper(name: str) -> dict[str, Any]:
    """Return what goes with the commitment of a party that has no account."""
    return {} if rules.role_of(name) else {"witness": "示例丙，派驻组组长", "paper": SLIP}


def committed(draw: Draw, key: str = "seed", *, parties: tuple[str, ...] = PARTIES) -> Draw:
    """Let parties commit, each through an account of its own."""
    for name in parties:
        promise = rules.commitment_of(str(draw.id), Contribution(name, NONCES[name]))
        services.commit_contribution(
            ctx=ctx(f"{key} commit {name}", by=party(PARTIES.index(name))),
            draw=draw.id,
            contributor=name,
            commitment=promise,
            **on_paper(name),
            on=DAY,
        )
    return draw


def opened(draw: Draw, key: str = "seed", *, parties: tuple[str, ...] = PARTIES) -> Draw:
    """Let parties open what they committed to; the last one binds the seed."""
    for name in parties:
        draw = services.open_contribution(
            ctx=ctx(f"{key} open {name}", by=party(PARTIES.index(name))),
            draw=draw.id,
            contributor=name,
            value=NONCES[name],
            on=DAY,
        )
    return draw


def bound(draw: Draw, key: str = "seed") -> Draw:
    return opened(committed(draw, key), key)


def entered(draw: Draw, key: str = "thrown", *, on: date = DAY, **changes: Any) -> Draw:
    """Let the legal section write down what came out of dice."""
    thrown: dict[str, Any] = {
        "numbers": "3614 2356 1143 6625 1234",
        "witnesses": ("示例甲", "示例乙"),
        "source": "示例会议室",
        "proof": SLIP,
        "on": on,
    }
    act = changes.pop("act", None) or ctx(f"{key} entered {on}", on=on)
    act = replace(act, by=changes.pop("by", party(0)))
    return services.enter_outcome(ctx=act, draw=draw.id, **{**thrown, **changes})


def checked(
    draw: Draw, numbers: str = "36142356114366251234", *, on: date = DAY, by: Actor | None = None
) -> Draw:
    """Let the justice department read the same and bind the seed."""
    act = ctx(f"checked {on} {numbers}", on=on, by=by or party(1))
    return services.bind_seed(ctx=act, draw=draw.id, numbers=numbers, on=on)


def ran(draw: Draw, key: str = "run") -> Draw:
    return services.run_draw(ctx=ctx(key), draw=draw.id, on=DAY)


def whole(units: int = 8, staff: int = 4, **changes: Any) -> Draw:
    """Return a draw with all its steps taken."""
    draw = published(entities(units), officers(staff), **changes)
    return ran(bound(draw))


def written() -> tuple[int, int]:
    return Draw.objects.of(ctx("read")).count(), Event.objects.count()


def refused(act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal that wrote nothing and recorded no event."""
    before = written()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert written() == before
    return [finding.code for finding in refusal.value.findings]


def pool_of(draw: Draw) -> rules.Pool:
    return queries.pool(queries.draw(ctx("read"), draw.id))


def pool(units: int = 5, staff: int = 4, count: int = 2, **changes: Any) -> Pool:
    """Return a pool without a database."""
    made = Pool(
        draw="d",
        bureau="示例区应急管理局",
        title="抽查",
        kind=DrawKind.OWN,
        published_on=DAY,
        visits_from=DAY,
        visits_until=UNTIL,
        item_list="权责清单（示例）",
        items=(rules.PoolItem("示例区应急管理局", ITEM, "监督检查"),),
        scope=rules.PoolScope(),
        unit_list=rules.ListVersion(1, "", units, 0),
        units=tuple(
            rules.PoolUnit(f"u{n}", f"单位{n}", "", "B", "GOOD") for n in range(1, units + 1)
        ),
        strata=(rules.Stratum("", "", 0, units, count),),
        units_to_draw=count,
        officer_list=rules.ListVersion(1, "", staff, 0),
        officers=tuple(
            rules.PoolOfficer(f"o{n}", f"{n}", date(2023, 1, 1), LAST_DAY)
            for n in range(1, staff + 1)
        ),
        recusals=(),
        streets=(),
        exclusions=(),
        partners=(),
        most_per_officer=0,
        most_per_pair=0,
        earlier_pairs=(),
        seed_plan=BY_PARTIES,
        repeats="",
        repeat_reason="",
        rule=rules.Rule(rules.RULE_VERSION, "规则"),
    )
    return replace(made, **changes)
