"""Reading a sheet of officers: each row becomes facts, or is named with what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.names import same_person
from zhunsheng.web import sheets
from zhunsheng.web.importing import Reading, RowReader, read_rows, sentence
from zhunsheng.web.sheets import COMMA, Column
from zhunsheng.workforce import queries
from zhunsheng.workforce.choices import CredentialKind
from zhunsheng.workforce.rules import (
    CredentialFacts,
    OfficerFacts,
    account_taken,
    credential_taken,
    namesake_findings,
    officer_findings,
)

TITLE: Final = "执法人员"
GUIDE: Final = "填写说明"
YES_OR_NO: Final = {"是": True, "否": False, "": False}
DAY_FORMATS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")
NOT_A_DAY: Final = "“{text}”不是日期。请写作2026-01-15的样式。"
NOT_YES_OR_NO: Final = "“{text}”应为“是”或者“否”。请改正。"
NOT_A_CHOICE: Final = "“{text}”不是本机关登记的{heading}。请填写：{choices}。"
MISSING_UNIT: Final = "未填写所属机构。请填写：{choices}。"
NO_ACCOUNT: Final = "用户名“{text}”没有对应的账户。请先由系统管理员新增账户，或者留空。"
DATES_MISSING: Final = "有执法证号但未填写{heading}。请按证件填写。"
NUMBER_MISSING: Final = "填写了有效期但没有执法证号。请按证件填写，没有证件的请将有效期留空。"
NAMED_TWICE: Final = (
    "与本文件第{row}行的{heading}相同。同一人的请删除一行，另一本证件在该人员的页面登记；"
    "确是另一人的，请填写与同名人员的区别。"
)
TWICE_IN_FILE: Final = "与本文件第{row}行的{heading}相同。请删除重复的一行。"

KINDS: Final = tuple(kind.label for kind in CredentialKind)
COLUMNS: Final = (
    Column("name", "姓名", required=True, example="示例甲"),
    Column("unit", "所属机构", required=True, example="执法一队", hint="与已登记的机构名称一致"),
    Column("username", "用户名", example="shili.jia", hint="本人登录用的账户，可留空"),
    Column("number", "执法证号", required=True, example="000000000001", hint="没有证件的留空"),
    Column("kind", "证件种类", choices=KINDS, hint="空白视为行政执法证"),
    Column("valid_from", "有效期自", required=True, example="2022-11-01"),
    Column("valid_until", "有效期至", required=True, example="2027-10-31"),
    Column("is_reviewer", "法制审核人员", example="否", choices=("是", "否")),
    Column("legally_qualified", "法律职业资格", example="否", choices=("是", "否")),
    Column("duties", "职责", example="危险化学品企业执法检查"),
    Column("told_apart", "与同名人员的区别", hint="本机关另有同名人员时填写"),
)
HEADINGS: Final = {column.key: column.heading for column in COLUMNS}
_COLUMN_OF: Final = {"credential": "number", "user": "username"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the bureau has already: units and accounts by name, whose numbers and accounts."""

    units: Mapping[str, UUID]
    accounts: Mapping[str, UUID]
    numbers: Mapping[str, str]
    officers: Mapping[UUID, str]
    present: Mapping[str, str]


@dataclass(slots=True)
class _Row(RowReader):
    """One row of officers, with what the bureau has already."""

    known: Known = field(kw_only=True)

    def day(self, key: str) -> date | None:
        text = self.text(key)
        if not text:
            return None
        for form in DAY_FORMATS:
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007  # a legal day, no instant
            except ValueError:
                continue
        self.wrong(key, NOT_A_DAY.format(text=text))
        return None

    def flag(self, key: str) -> bool:
        text = self.text(key)
        if text not in YES_OR_NO:
            self.wrong(key, NOT_YES_OR_NO.format(text=text))
        return YES_OR_NO.get(text, False)

    def unit(self) -> UUID:
        text = self.text("unit")
        shown = COMMA.join(self.known.units)
        if not text:
            self.wrong("unit", MISSING_UNIT.format(choices=shown))
        elif text not in self.known.units:
            heading = HEADINGS["unit"]
            self.wrong("unit", NOT_A_CHOICE.format(text=text, heading=heading, choices=shown))
        return self.known.units.get(text, UUID(int=0))

    def account(self) -> UUID | None:
        text = self.text("username")
        if text and text not in self.known.accounts:
            self.wrong("username", NO_ACCOUNT.format(text=text))
        return self.known.accounts.get(text)

    def kind(self) -> CredentialKind:
        text = self.text("kind")
        for kind in CredentialKind:
            if text in {kind.label, kind.value}:
                return kind
        if text:
            shown = COMMA.join(KINDS)
            heading = HEADINGS["kind"]
            self.wrong("kind", NOT_A_CHOICE.format(text=text, heading=heading, choices=shown))
        return CredentialKind.ENFORCEMENT


def preview(scope: Scope, *, filename: str, content: bytes) -> Reading[OfficerFacts]:
    """
    Read a sheet as an import by this bureau would, and write nothing.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    known = Known(
        units={unit.name: unit.id for unit in accounts.units(scope)},
        accounts={user.username: user.id for user in accounts.users(scope)},
        numbers=queries.holders_by_number(scope),
        officers=queries.officers_by_user(scope),
        present=queries.present_by_name(scope),
    )
    seen: dict[tuple[str, str], int] = {}

    def read(reader: RowReader) -> OfficerFacts:
        row = _Row(reader.sheet, reader.row, reader.headings, reader.errors, known=known)
        facts = _facts(row)
        _check(row, facts, seen)
        return facts

    return read_rows(filename=filename, content=content, columns=COLUMNS, read=read)


def _facts(row: _Row) -> OfficerFacts:
    return OfficerFacts(
        name=row.text("name"),
        unit=row.unit(),
        user=row.account(),
        is_reviewer=row.flag("is_reviewer"),
        legally_qualified=row.flag("legally_qualified"),
        duties=row.text("duties"),
        told_apart=row.text("told_apart"),
        credential=_credential(row),
    )


def _credential(row: _Row) -> CredentialFacts | None:
    number, since, until = row.text("number"), row.day("valid_from"), row.day("valid_until")
    kind = row.kind()
    if not number:
        if since or until:
            row.wrong("number", NUMBER_MISSING)
        return None
    for key in ("valid_from", "valid_until"):
        if not row.text(key):
            row.wrong(key, DATES_MISSING.format(heading=HEADINGS[key]))
    if since is None or until is None:
        return None
    return CredentialFacts(number=number, valid_from=since, valid_until=until, kind=kind)


def _check(row: _Row, facts: OfficerFacts, seen: dict[tuple[str, str], int]) -> None:
    for finding in officer_findings(facts):
        part = finding.code.split(".")[1]
        row.wrong(_COLUMN_OF.get(part, part), sentence(finding))
    number, account = row.text("number"), facts.user
    taken = row.known.numbers.get(number)
    if taken is not None:
        row.wrong("number", sentence(credential_taken(number, taken)))
    else:
        for finding in namesake_findings(facts, row.known.present):
            row.wrong("told_apart", sentence(finding))
    twin = row.known.officers.get(account) if account else None
    if twin is not None:
        row.wrong("username", sentence(account_taken(twin)))
    for key in ("number", "username") if facts.told_apart else ("number", "username", "name"):
        _once(row, key, seen)


def _once(row: _Row, key: str, seen: dict[tuple[str, str], int]) -> None:
    text = same_person(row.text(key)) if key == "name" else row.text(key)
    if not text:
        return
    first = seen.setdefault((key, text), row.row.number)
    if first != row.row.number:
        said = NAMED_TWICE if key == "name" else TWICE_IN_FILE
        row.wrong(key, said.format(row=first, heading=HEADINGS[key]))


def template() -> bytes:
    """Return the blank template as .xlsx."""
    return sheets.template_bytes(COLUMNS, title=TITLE, guide=GUIDE)
