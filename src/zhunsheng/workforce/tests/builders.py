"""An invented bureau with a team, a street and officers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import xlsxwriter

from tests.keeping import kept
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.models import Unit, User
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.workforce import services
from zhunsheng.workforce.models import Officer
from zhunsheng.workforce.rules import CredentialFacts, OfficerFacts

DAY = date(2025, 3, 3)
BUREAU = UUID("01950000-0000-7000-8000-0000000000a1")
OTHER_BUREAU = UUID("01950000-0000-7000-8000-0000000000b1")
CLERK = Actor(
    ActorKind.OFFICER,
    UUID("01950000-0000-7000-8000-0000000000a2"),
    "示例甲",
    frozenset({"TEAM_HEAD"}),
)
HEADINGS = ("姓名", "所属机构", "用户名", "执法证号", "有效期自", "有效期至", "法制审核人员")
LASTING = CredentialFacts("A001", date(2022, 11, 1), date(2027, 10, 31))


def ctx(key: str, **changes: Any) -> Act:
    start = Act(by=CLERK, bureau=BUREAU, at=datetime(2025, 3, 3, 2, tzinfo=UTC), request_key=key)
    return replace(start, **changes)


@kept
def found(key: str, *, bureau: UUID = BUREAU, division: str = "999901") -> None:
    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", division, "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=ctx(key, bureau=bureau), facts=facts, on=DAY)


def unit(name: str = "执法一队", kind: UnitKind = UnitKind.TEAM) -> Unit:
    return accounts.add_unit(ctx=ctx(f"unit {name}"), name=name, kind=kind, on=DAY)


def user(role: Role, *, bureau: UUID = BUREAU) -> User:
    return accounts.add_user(
        ctx=ctx(f"user {role.value} {bureau}", bureau=bureau),
        username=f"{role.value.lower()}-{str(bureau)[-2:]}",
        name="示例甲",
        roles=frozenset({role}),
        password="",
        unit=None,
        on=DAY,
    )


def officer(
    team: Unit, name: str = "示例乙", credential: CredentialFacts | None = LASTING, **more: Any
) -> Officer:
    return services.add_officer(
        ctx=ctx(f"officer {name}"),
        facts=OfficerFacts(name=name, unit=team.id, credential=credential, **more),
        on=DAY,
    )


def xlsx(rows: Sequence[Sequence[object]], *, headings: Sequence[str] = HEADINGS) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2025, 1, 1)})  # noqa: DTZ001 - the same bytes twice
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for line, cells in enumerate([list(headings), *rows]):
            for at, cell in enumerate(cells):
                sheet.write(line, at, cell, day if isinstance(cell, date) else None)
    return buffer.getvalue()


def events() -> int:
    return Event.objects.count()
