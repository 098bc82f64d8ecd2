"""Reading a sheet of business entities: each row becomes facts, or is named with what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.choices import Labelled
from zhunsheng.registry import queries
from zhunsheng.registry.choices import EntityKind, RiskClass, Sector
from zhunsheng.registry.rules import EntityFacts, already_registered, entity_findings, tidy_code
from zhunsheng.web import sheets
from zhunsheng.web.importing import Reading, RowReader, read_rows, sentence
from zhunsheng.web.sheets import COMMA, Column

L = TypeVar("L", bound=Labelled)

TITLE: Final = "监管对象"
GUIDE: Final = "填写说明"
CODE: Final = "统一社会信用代码"
NOT_A_CHOICE: Final = "“{text}”不是可选的{heading}。请填写：{choices}。"
NOT_A_NUMBER: Final = "“{text}”不是整数。请填写从业人数，如 25。"
TWICE_IN_FILE: Final = "与本文件第{row}行的统一社会信用代码相同。请删除重复的一行。"
MISSING_SECTOR: Final = "未填写行业领域。请填写：{choices}。"
NO_STREETS: Final = "（本机关尚未登记街道）"


def _labels(kind: type[Labelled]) -> tuple[str, ...]:
    return tuple(member.label for member in kind)


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
)
HEADINGS: Final = {column.key: column.heading for column in COLUMNS}


class _Row(RowReader):
    """One row of entities."""

    def choice(self, key: str, kind: type[L], default: L) -> L:
        text = self.text(key)
        if not text:
            return default
        for member in kind:
            if text.upper() == member.value or text == member.label:
                return member
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

    def street(self, streets: Mapping[str, UUID]) -> UUID | None:
        text = self.text("street")
        if not text or text in streets:
            return streets.get(text)
        shown = COMMA.join(streets) or NO_STREETS
        heading = HEADINGS["street"]
        self.wrong("street", NOT_A_CHOICE.format(text=text, heading=heading, choices=shown))
        return None


def preview(scope: Scope, *, filename: str, content: bytes) -> Reading[EntityFacts]:
    """
    Read a sheet as an import by this bureau would, and write nothing.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    streets = {unit.name: unit.id for unit in accounts.units(scope, kind=UnitKind.STREET)}
    registered = queries.names_by_code(scope)
    seen: dict[str, int] = {}

    def read(reader: RowReader) -> EntityFacts:
        row = _Row(reader.sheet, reader.row, reader.headings, reader.errors)
        facts = _facts(row, streets)
        _check(row, facts, registered=registered, seen=seen)
        return facts

    return read_rows(filename=filename, content=content, columns=COLUMNS, read=read)


def _facts(row: _Row, streets: Mapping[str, UUID]) -> EntityFacts:
    return EntityFacts(
        name=row.text("name"),
        credit_code=tidy_code(row.text("credit_code")),
        kind=row.choice("kind", EntityKind, EntityKind.COMPANY),
        sector=row.sector(),
        risk_class=row.choice("risk_class", RiskClass, RiskClass.B),
        address=row.text("address"),
        street=row.street(streets),
        legal_representative=row.text("legal_representative"),
        person_in_charge=row.text("person_in_charge"),
        phone=row.text("phone"),
        employees=row.number("employees"),
    )


def _check(
    row: _Row, facts: EntityFacts, *, registered: Mapping[str, str], seen: dict[str, int]
) -> None:
    for finding in entity_findings(facts):
        row.wrong(finding.code.split(".")[1], sentence(finding))
    code = facts.credit_code
    if not code:
        return
    if code in seen:
        row.wrong("credit_code", TWICE_IN_FILE.format(row=seen[code]))
    elif code in registered:
        row.wrong("credit_code", sentence(already_registered(code, registered[code])))
    seen.setdefault(code, row.row.number)


def template() -> bytes:
    """Return the blank template as .xlsx."""
    return sheets.template_bytes(COLUMNS, title=TITLE, guide=GUIDE)
