"""An invented bureau with streets and users, and sheets made by the test itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import xlsxwriter
from stdnum.cn import uscc

from tests.keeping import kept
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.models import Unit, User
from zhunsheng.documents.tests.scans import scan
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.registry.choices import EntityKind, IdentityStep, RiskClass, Sector
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.rules import EntityFacts, IdentityProof
from zhunsheng.web.uploads import Upload

DAY = date(2025, 3, 3)
BUREAU = UUID("01950000-0000-7000-8000-0000000000a1")
OTHER_BUREAU = UUID("01950000-0000-7000-8000-0000000000b1")
CLERK = Actor(
    ActorKind.OFFICER,
    UUID("01950000-0000-7000-8000-0000000000a2"),
    "示例甲",
    frozenset({Role.WINDOW_CLERK.value}),
)
HEADINGS = (
    "单位名称",
    "统一社会信用代码",
    "类型",
    "行业领域",
    "风险等级",
    "地址",
    "所在街道（镇）",
    "法定代表人",
    "主要负责人",
    "联系电话",
    "从业人数",
)


def ctx(key: str, **changes: Any) -> Act:
    start = Act(by=CLERK, bureau=BUREAU, at=datetime(2025, 3, 3, 2, tzinfo=UTC), request_key=key)
    return replace(start, **changes)


@kept
def found(key: str, *, bureau: UUID = BUREAU, division: str = "999901") -> None:
    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", division, "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=ctx(key, bureau=bureau), facts=facts, on=DAY)


def street(name: str = "示例街道") -> Unit:
    return accounts.add_unit(ctx=ctx(f"unit {name}"), name=name, kind=UnitKind.STREET, on=DAY)


def user(role: Role, *, unit: UUID | None = None, bureau: UUID = BUREAU) -> User:
    return accounts.add_user(
        ctx=ctx(f"user {role.value} {bureau}", bureau=bureau),
        username=f"{role.value.lower()}-{str(bureau)[-2:]}",
        name="示例甲",
        roles=frozenset({role}),
        password="",
        unit=unit,
        on=DAY,
    )


def code(number: int) -> str:
    """Return a valid credit code of an invented unit."""
    stem = f"91999901MA{number:07d}"
    return stem + uscc.calc_check_digit(stem)


def facts(number: int = 1, **changes: Any) -> EntityFacts:
    start = EntityFacts(
        name=f"示例第{number}化工有限公司",
        credit_code=code(number),
        kind=EntityKind.COMPANY,
        sector=Sector.HAZCHEM_PRODUCTION,
        risk_class=RiskClass.C,
    )
    return replace(start, **changes)


def proof(step: IdentityStep | None = None, **changes: Any) -> dict[str, Any]:
    """Return what an act is given to show a name or code: a paper, its scan and a reason."""
    said = IdentityProof(step, "示市监登记查询〔2025〕7号", "录入时看错营业执照")
    return {"proof": replace(said, **changes), "scan": Upload("登记记录.pdf", scan())}


def row(number: int, **changes: object) -> list[object]:
    """Return a good row of a sheet, changed where asked (by heading)."""
    values: dict[str, object] = dict(
        zip(
            HEADINGS,
            (
                f"示例第{number}贸易有限公司",
                code(number),
                "企业法人",
                "商贸",
                "B",
                f"示例路{number}号",
                "",
                "示例乙",
                "示例丙",
                "000-0000",
                number,
            ),
            strict=True,
        )
    )
    return [{**values, **changes}[heading] for heading in HEADINGS]


def xlsx(rows: Sequence[Sequence[object]], *, headings: Sequence[str] = HEADINGS) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2025, 1, 1)})  # noqa: DTZ001 - the same bytes twice
        sheet = book.add_worksheet()
        for line, cells in enumerate([list(headings), *rows]):
            for at, cell in enumerate(cells):
                sheet.write(line, at, cell)
    return buffer.getvalue()


def csv(rows: Sequence[Sequence[object]], *, encoding: str = "utf-8") -> bytes:
    lines = [HEADINGS, *rows]
    return "\r\n".join(",".join(str(cell) for cell in line) for line in lines).encode(encoding)


def events() -> int:
    return Event.objects.count()


def freed(row: BusinessEntity) -> BusinessEntity:
    """Return an entry without a code as what it is: a trader whose code was freed for another."""
    kind = EntityKind.SOLE_PROPRIETOR.value
    BusinessEntity.objects.of(ctx("read")).filter(id=row.id).update(kind=kind)
    row.refresh_from_db()
    return row
