"""An invented bureau that drafts, adopts and publishes lists, and items made by the test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.keeping import kept
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.powers import exports, queries, services
from zhunsheng.powers.choices import ListOrigin, PowerKind
from zhunsheng.powers.models import PowerListVersion
from zhunsheng.powers.rules import PowerFacts
from zhunsheng.powers.services import ListDraft

DAY = date(2025, 3, 3)
BUREAU = UUID("01950000-0000-7000-8000-0000000000d1")
OTHER = UUID("01950000-0000-7000-8000-0000000000d9")
LABEL = "示例区应急管理局权责清单"


def _actor(number: int, *roles: Role) -> Actor:
    key = UUID(f"01950000-0000-7000-8000-0000000000e{number}")
    return Actor(ActorKind.OFFICER, key, "示例甲", frozenset(role.value for role in roles))


LAWYER = _actor(1, Role.LEGAL_REVIEWER)
CHIEF = _actor(2, Role.CHIEF)
OFFICER = _actor(3, Role.ENFORCEMENT_OFFICER)

ITEM = PowerFacts(
    code="CF-001",
    name="对特种作业人员未持证上岗的处罚",
    kind=PowerKind.PENALTY,
    subject="示例区应急管理局",
    bases=("SPL-2021:97(7)", "SPL-2021:30.1"),
    limits="本行政区域内",
    flow="立案、调查、决定",
    responsibility="违法实施的追究责任",
    supervision="结果公示",
    violations=("safety.97-7",),
)
INSPECTION = replace(
    ITEM,
    code="JC-001",
    name="安全生产监督检查",
    kind=PowerKind.INSPECTION,
    bases=("SPL-2021:62",),
    violations=(),
)


def ctx(key: str, *, by: Actor = LAWYER, on: date = DAY, bureau: UUID = BUREAU) -> Act:
    at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    return Act(by=by, bureau=bureau, at=at, request_key=key)


@kept
def found(bureau: UUID = BUREAU, division: str = "999901") -> None:
    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", division, "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=ctx(f"found {bureau}", bureau=bureau), facts=facts, on=DAY)


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


def drafted(origin: ListOrigin = ListOrigin.BLANK, *, on: date = DAY) -> PowerListVersion:
    act = ctx(f"draft {origin.value} {on}", on=on)
    return services.draft_list(ctx=act, draft=ListDraft(LABEL, origin), on=on)


def filled(*items: PowerFacts, origin: ListOrigin = ListOrigin.BLANK, on: date = DAY) -> Any:
    row = drafted(origin, on=on)
    return imported(row, items or (ITEM, INSPECTION), on=on)


def imported(row: PowerListVersion, items: Sequence[PowerFacts], *, on: date = DAY) -> Any:
    return services.import_items(
        ctx=ctx(f"import {row.id} {row.version}", on=on),
        power_list=row.id,
        filename="清单.xlsx",
        content=exports.items_sheet(items),
        on=on,
    )


def adopted(row: PowerListVersion, *, start: date = DAY, on: date = DAY) -> PowerListVersion:
    return services.adopt_list(
        ctx=ctx(f"adopt {row.id}", by=CHIEF, on=on),
        power_list=row.id,
        effective_from=start,
        approval="局长办公会〔2025〕1号",
        on=on,
    )


def list_inspections(
    on: date, bureau: UUID = BUREAU, origin: ListOrigin = ListOrigin.BLANK
) -> None:
    """
    Publish a list whose first item of inspection is JC-001, unless one is in force.

    From the lawbook it holds every penalty as well, so that cases can be opened.
    """
    if queries.inspection_items(ctx("read", on=on, bureau=bureau), on=on) is not None:
        return

    def act(key: str, by: Actor = LAWYER) -> Act:
        return ctx(f"inspections {key}", by=by, on=on, bureau=bureau)

    row = services.draft_list(ctx=act("draft"), draft=ListDraft(LABEL, origin), on=on)
    if origin is ListOrigin.BLANK:
        services.set_item(ctx=act("item"), power_list=row.id, item=INSPECTION, on=on)
    services.adopt_list(
        ctx=act("adopt", CHIEF), power_list=row.id, effective_from=on, approval="示例1号", on=on
    )
    services.publish_list(ctx=act("publish"), power_list=row.id, place="示例网站", on=on)


def published(*items: PowerFacts, start: date = DAY, on: date = DAY) -> PowerListVersion:
    row = adopted(filled(*items, on=on), start=start, on=on)
    act = ctx(f"publish {row.id}", on=on)
    return services.publish_list(ctx=act, power_list=row.id, place="示例网站", on=on)
