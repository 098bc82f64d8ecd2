"""Reading a sheet of business entities: each row becomes facts, or is named with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import compress
from typing import Final, TypeVar, cast
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.choices import Labelled
from zhunsheng.registry import queries
from zhunsheng.registry.choices import (
    CreditGrade,
    EnforcementLevel,
    EntityKind,
    RiskClass,
    Sector,
    StandardGrade,
)
from zhunsheng.registry.rules import (
    YES_NO,
    EntityFacts,
    Field,
    FieldKind,
    FormerCode,
    IdentityFacts,
    Particulars,
    SiteDraft,
    already_registered,
    entity_findings,
    identity_findings,
    listed_already,
    reader_of,
    same_place,
    site_findings,
    tidy_code,
)
from zhunsheng.web import sheets, streams
from zhunsheng.web.importing import RowReader, Scan, sentence
from zhunsheng.web.sheets import COMMA, Column

L = TypeVar("L", bound=Labelled)
T = TypeVar("T")
#: For each place in a row the further fact that stands there: its key and what reads its text.
Further = Sequence[tuple[str, Callable[[str], str]] | None]

TITLE: Final = "监管对象"
GUIDE: Final = "填写说明"
CODE: Final = "统一社会信用代码"
NOT_A_CHOICE: Final = "“{text}”不是可选的{heading}。请填写：{choices}。"
NOT_A_NUMBER: Final = "“{text}”不是整数。请填写从业人数，如 25。"
TWICE_IN_FILE: Final = "与本文件第{row}行是同一单位。请删除重复的一行。"
MISSING_SECTOR: Final = "未填写行业领域。请填写：{choices}。"
NOTHING_LISTED: Final = "（尚未登记）"
NOT_DEGREES: Final = "“{text}”不是度数。请填写{heading}，如 113.912345。"
LEVEL_HINT: Final = "一家企业由一个层级执法，空白为县（区）级"
MAIN_SITE: Final = "主要经营场所"
HINTS: Final = {
    FieldKind.NUMBER: "整数",
    FieldKind.AMOUNT: "数字，最多两位小数",
    FieldKind.DAY: "如 2026-01-15",
}
_DEGREES: Final = re.compile(r"\d{1,3}(\.\d{1,15})?")
_MICRO: Final = Decimal("0.000001")


@cache
def _members(kind: type[Labelled]) -> Mapping[str, Labelled]:
    """Return what may be written for a member: its label or its code."""
    return {member.label: member for member in kind} | {member.value: member for member in kind}


def _labels(kind: type[Labelled]) -> tuple[str, ...]:
    return tuple(member.label for member in kind)


def _column(field: Field) -> Column:
    choices = field.choices or (YES_NO if field.kind is FieldKind.YES_NO else ())
    return Column(field.key, field.heading, choices=choices, hint=HINTS.get(field.kind, ""))


COLUMNS: Final = (
    Column("name", "单位名称", required=True, example="示例市示例化工有限公司"),
    Column("credit_code", CODE, required=True, example="91999901EXAM00010H", hint="18位，文本格式"),
    Column("kind", "类型", example="企业法人", choices=_labels(EntityKind), hint="空白为企业法人"),
    Column("sector", "行业领域", required=True, example="化工生产", choices=_labels(Sector)),
    Column("risk_class", "风险等级", example="B", choices=("A", "B", "C", "D"), hint="空白视为B"),
    Column("address", "地址", example="示例区示例路1号"),
    Column("street", "所在街道（镇）", example="示例街道", hint="与已登记的街道名称一致"),
    Column("legal_representative", "法定代表人", example="示例甲"),
    Column("person_in_charge", "主要负责人", example="示例乙"),
    Column("phone", "联系电话", example="000-00000000"),
    Column("employees", "从业人数", example="25", hint="整数"),
    Column("standard_grade", "标准化等级", example="三级", choices=_labels(StandardGrade)),
    Column(
        "credit_grade",
        "公共信用综合评价等级",
        example="A",
        choices=("A", "B", "C", "D"),
        hint="来自信用信息共享平台，只能导入，不能在页面上填写。",
    ),
    Column("enforcement_level", "执法层级", choices=_labels(EnforcementLevel), hint=LEVEL_HINT),
    Column("emerging_sector", "新兴行业领域", hint="与登记表单中所列名称一致"),
    Column("longitude", "经度", example="113.912345", hint="以度为单位，最多六位小数"),
    Column("latitude", "纬度", example="35.123456", hint="以度为单位，最多六位小数"),
    *(_column(field) for field in queries.fields().values()),
)
HEADINGS: Final = {column.key: column.heading for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class EntityRow:
    """What one row of a sheet registers: an entity, and the point of its address."""

    facts: EntityFacts
    site: SiteDraft | None


class _Row(RowReader):
    """One row of entities."""

    def choice(self, key: str, kind: type[L], default: L) -> L:
        text = self.text(key)
        if not text:
            return default
        member = _members(kind).get(text) or _members(kind).get(text.upper())
        if member is not None:
            return cast("L", member)
        shown = COMMA.join(_labels(kind))
        self.wrong(key, NOT_A_CHOICE.format(text=text, heading=HEADINGS[key], choices=shown))
        return default

    def sector(self) -> Sector:
        if not self.text("sector"):
            shown = COMMA.join(_labels(Sector))
            self.wrong("sector", MISSING_SECTOR.format(choices=shown))
        return self.choice("sector", Sector, Sector.OTHER)

    def number(self, key: str) -> int | None:
        text = self.text(key).replace(",", "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            self.wrong(key, NOT_A_NUMBER.format(text=text))
            return None
        return int(text)

    def listed(self, key: str, known: Mapping[str, T]) -> T | None:
        """Return what a name stands for; empty for no name."""
        text = self.text(key)
        if not text or text in known:
            return known.get(text)
        shown = COMMA.join(known) or NOTHING_LISTED
        self.wrong(key, NOT_A_CHOICE.format(text=text, heading=HEADINGS[key], choices=shown))
        return None

    def credit(self) -> CreditGrade | None:
        text = self.text("credit_grade").upper()
        return self.choice("credit_grade", CreditGrade, CreditGrade.A) if text else None

    def degrees(self, key: str) -> Decimal | None:
        text = self.text(key)
        if not text:
            return None
        if not _DEGREES.fullmatch(text):
            self.wrong(key, NOT_DEGREES.format(text=text, heading=HEADINGS[key]))
            return None
        return Decimal(text).quantize(_MICRO)

    def particulars(self, further: Further) -> Particulars:
        """Return the further facts that the row fills in, each checked by its kind."""
        found, cells = [], self.row.cells
        # Most cells of a wide template are empty: they are left out before any is looked at.
        for field, cell in compress(zip(further, cells, strict=False), cells):
            if field is None or not (text := cell.strip()):
                continue
            key, read = field
            try:
                if sheets.LOST in text:
                    self.wrong(key, sheets.LOST_SIGN)
                found.append((key, read(text)))
            except ValueError as reason:
                self.wrong(key, f"{reason}。")
        return tuple(found)


def scan(scope: Scope, *, filename: str, content: bytes, on: date) -> Scan[EntityRow]:
    """Return the rows of a sheet as an import by this bureau would take them, one by one."""
    streets = {unit.name: unit.id for unit in accounts.units(scope, kind=UnitKind.STREET)}
    registered, former = queries.names_by_code(scope), queries.former_codes(scope)
    places = queries.places(scope)
    emerging = {one.label: one.key for one in queries.emerging_sectors(on=on).sectors.values()}
    seen: dict[str, int] = {}
    further: Further | None = None

    def read(reader: RowReader) -> EntityRow:
        nonlocal further
        if further is None:
            further = _further(reader.sheet.places)
        row = _Row(reader.sheet, reader.row, reader.headings, reader.errors)
        facts = _facts(row, streets, emerging, further)
        _check(row, facts, registered=registered, former=former, places=places, seen=seen)
        return EntityRow(facts, _site(row, facts))

    rows = streams.rows_of(filename, content, streams.LARGE)
    return Scan(rows=rows, columns=COLUMNS, read=read)


def preview(scope: Scope, *, filename: str, content: bytes, on: date) -> Scan[EntityRow]:
    """
    Read a sheet as an import by this bureau would, and write nothing.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    reading = scan(scope, filename=filename, content=content, on=on)
    for _ in reading:
        continue
    return reading


def _further(places: Mapping[str, int]) -> Further:
    fields = queries.fields()
    at = {place: key for key, place in places.items() if key in fields}
    return [
        (at[place], reader_of(fields[at[place]])) if place in at else None
        for place in range(max(at, default=-1) + 1)
    ]


def _facts(
    row: _Row,
    streets: Mapping[str, UUID],
    emerging: Mapping[str, str],
    further: Further,
) -> EntityFacts:
    return EntityFacts(
        name=row.text("name"),
        credit_code=tidy_code(row.text("credit_code")),
        kind=row.choice("kind", EntityKind, EntityKind.COMPANY),
        sector=row.sector(),
        risk_class=row.choice("risk_class", RiskClass, RiskClass.B),
        address=row.text("address"),
        street=row.listed("street", streets),
        legal_representative=row.text("legal_representative"),
        person_in_charge=row.text("person_in_charge"),
        phone=row.text("phone"),
        employees=row.number("employees"),
        standard_grade=row.choice("standard_grade", StandardGrade, StandardGrade.UNGRADED),
        credit_grade=row.credit(),
        enforcement_level=row.choice(
            "enforcement_level", EnforcementLevel, EnforcementLevel.DISTRICT
        ),
        emerging_sector=row.listed("emerging_sector", emerging) or "",
        particulars=row.particulars(further),
    )


def _site(row: _Row, facts: EntityFacts) -> SiteDraft | None:
    """Return the point of the entity's address, nothing where the sheet names none."""
    longitude, latitude = row.degrees("longitude"), row.degrees("latitude")
    if longitude is None and latitude is None:
        return None
    draft = SiteDraft(MAIN_SITE, facts.address, longitude, latitude)
    for finding in site_findings(draft):
        row.wrong("longitude", sentence(finding))
    return draft


def _check(
    row: _Row,
    facts: EntityFacts,
    *,
    registered: Mapping[str, str],
    former: Mapping[str, FormerCode],
    places: Set[str],
    seen: dict[str, int],
) -> None:
    for finding in entity_findings(facts):
        row.wrong(finding.code.split(".")[1], sentence(finding))
    code = facts.credit_code
    place = same_place(facts.name, facts.address)
    same = code or place
    if same in seen:
        row.wrong("credit_code" if code else "name", TWICE_IN_FILE.format(row=seen[same]))
    elif code in registered:
        row.wrong("credit_code", sentence(already_registered(code, registered[code])))
    elif code in former:
        asked = IdentityFacts(code=code, former=former[code])
        row.wrong("credit_code", "".join(map(sentence, identity_findings(asked))))
    elif same in places:
        row.wrong("name", sentence(listed_already(facts.name)))
    for known in (same, place):
        seen.setdefault(known, row.row.number)


def template() -> bytes:
    """Return the blank template as .xlsx."""
    return sheets.template_bytes(COLUMNS, title=TITLE, guide=GUIDE)
