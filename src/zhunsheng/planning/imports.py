"""Reading an old plan from one sheet: basics, days, parts and units, taken over whole or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.choices import Labelled
from zhunsheng.kernel.finding import Finding
from zhunsheng.planning import queries, rules
from zhunsheng.planning.choices import DayItem, KeyCriterion, PartKind
from zhunsheng.planning.rules import PartDraft, PlanDraft, PlanFacts, PlanPart, UnitDraft
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import Sector
from zhunsheng.registry.rules import tidy_code
from zhunsheng.web import clock, sheets
from zhunsheng.web.importing import Reading, RowReader, sentence
from zhunsheng.web.sheets import COMMA, Column, RowError, Sheet

L = TypeVar("L", bound=Labelled)

TITLE: Final = "年度计划"
GUIDE: Final = "填写说明"
BASICS, DAYS, PART, UNIT = "基本情况", "工作日", "检查任务", "单位"
YEAR, OFFICERS, STAFF, STATED = "年度", "行政执法人员数", "在册人员数", "载明的单位总数"
GOALS, SAFEGUARDS = "目标任务", "保障措施"
APPROVED_ON, APPROVAL_NUMBER = "批准日期", "批准文号"
NUMBERS: Final = (YEAR, OFFICERS, STAFF, STATED)
TEXTS: Final = (GOALS, SAFEGUARDS)
TOLD: Final = (APPROVED_ON, APPROVAL_NUMBER)
ALL_BASICS: Final = (*NUMBERS, *TEXTS, *TOLD)
FIRST_YEAR, LAST_YEAR = 2018, 2100
MOST: Final = 1_000_000

NOT_A_CHOICE: Final = "“{text}”不是可选的{heading}。请填写：{choices}。"
NOT_A_NUMBER: Final = "“{text}”不是{least}至{most}之间的整数。请填写整数。"
MISSING: Final = "未填写{heading}。请填写后再上传。"
TWICE: Final = "与本文件第{row}行重复。请删除重复的一行。"
TOO_LONG: Final = "共{length}字，超过{most}字。请缩短后再上传。"
NO_YEAR: Final = "文件没有“基本情况—年度”一行。请补充后再上传。"
NOT_MONTHS: Final = "“{text}”不是月份。请填写1至12的数，以顿号分隔，如“4、9”。"
NO_PART: Final = "文件没有序号为{number}的检查任务。请补充该任务，或者更正任务序号。"
UNKNOWN_UNIT: Final = "监管对象名录中没有该单位。请先在监管对象中登记，或者更正统一社会信用代码。"
UNKNOWN_REASON: Final = "“{text}”不是列入理由。请填写序号（如“①”）或者名称：{choices}。"
UNKNOWN_TEAM: Final = "“{text}”不是本机关的科室或者执法队。请填写：{choices}。"
KEPT_AS_IT_IS: Final = "往年计划按文件原样导入；要报请批准的，导入后更正总数或者各任务的单位数"
NO_DAY: Final = "填写了批准文号，没有“基本情况—批准日期”一行。请补充后再上传。"
NOT_A_DAY: Final = "“{text}”不是日期。请填写如2024-02-20的日期。"
_NOT_DIGITS: Final = re.compile(r"[年月日/.．－\s]+")
_NO_MONTHS: Final = re.compile(r"[、，,;；\s]+")


def _labels(kind: type[Labelled]) -> tuple[str, ...]:
    return tuple(member.label for member in kind)


COLUMNS: Final = (
    Column(
        "kind",
        "类别",
        required=True,
        example=UNIT,
        choices=(BASICS, DAYS, PART, UNIT),
        hint=f"每行填{COMMA.join((BASICS, DAYS, PART, UNIT))}之一",
    ),
    Column(
        "name",
        "名称",
        required=True,
        example="示例市示例化工有限公司",
        hint=f"基本情况填{COMMA.join(ALL_BASICS)}；工作日填O1至X7；任务、单位填名称",
    ),
    Column(
        "number", "数值", example="35", hint="年度、人数、工作日数、任务的单位数（空白为名单家数）"
    ),
    Column("part", "任务序号", example="1", hint="检查任务和单位填写，单位归入同一序号的任务"),
    Column(
        "credit_code", "统一社会信用代码", example="91999901EXAM00010H", hint="单位填写，文本格式"
    ),
    Column("team", "机构", example="执法一队", hint="工作日属于某一科室或者执法队的填写"),
    Column("method", "检查方式", example=PartKind.KEY.label, choices=_labels(PartKind)),
    Column("sector", "行业领域", example=Sector.FIREWORKS.label, choices=_labels(Sector)),
    Column("visits", "每家次数", example="1", hint="空白为1"),
    Column("days", "任务工作日", example="120", hint="空白由系统分配"),
    Column("cap", "频次上限", example="2", hint="每家每年最多检查次数，可以空白"),
    Column("months", "检查月份", example="4、9", hint="空白为全年"),
    Column("reasons", "列入理由", example="①", hint="重点检查单位填写，可以填序号"),
    Column("special", "专项检查事由", hint="专项检查的任务填写"),
    Column(
        "note", "说明", hint="目标任务、保障措施的文字，往年计划的批准日期和文号，或者单位的说明"
    ),
)
HEADINGS: Final = {column.key: column.heading for column in COLUMNS}


@dataclass(slots=True)
class PlanSheet:
    """What a sheet says of a plan; ``places`` remembers in which row each thing stood."""

    basics: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    approved_on: date | None = None
    days: dict[UUID | None, dict[DayItem, int]] = field(default_factory=dict)
    parts: dict[int, PartDraft] = field(default_factory=dict)
    units: dict[int, list[UnitDraft]] = field(default_factory=dict)
    places: dict[tuple[object, ...], int] = field(default_factory=dict)

    @property
    def draft(self) -> PlanDraft:
        """What the plan begins with."""
        return PlanDraft(
            year=self.basics[YEAR],
            officers=self.basics.get(OFFICERS, 0),
            staff=self.basics.get(STAFF),
            stated_units=self.basics.get(STATED),
            goals=self.texts.get(GOALS, ""),
            safeguards=self.texts.get(SAFEGUARDS, ""),
            told_approved_on=self.approved_on,
            told_approval_number=self.texts.get(APPROVAL_NUMBER, ""),
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the bureau holds that a sheet may name."""

    teams: Mapping[str, UUID]
    codes: Mapping[str, UUID]


class _Row(RowReader):
    """One row of a plan."""

    def choice(self, key: str, kind: type[L]) -> L | None:
        text = self.text(key)
        found = next((m for m in kind if text in (m.label, m.value)), None)
        if text and found is None:
            shown = COMMA.join(_labels(kind))
            self.wrong(key, NOT_A_CHOICE.format(text=text, heading=HEADINGS[key], choices=shown))
        return found

    def needed(self, key: str) -> str:
        text = self.text(key)
        if not text:
            self.wrong(key, MISSING.format(heading=HEADINGS[key]))
        return text

    def short(self, key: str, most: int) -> str:
        text = self.text(key)
        if len(text) > most:
            self.wrong(key, TOO_LONG.format(length=len(text), most=most))
        return text

    def count(self, key: str, *, least: int = 0, most: int = MOST) -> int | None:
        text = self.text(key).replace(",", "")
        if not text:
            return None
        whole = text.isascii() and text.isdigit() and len(text) <= 9
        if not (whole and least <= int(text) <= most):
            self.wrong(key, NOT_A_NUMBER.format(text=text, least=least, most=most))
            return None
        return int(text)

    def must_count(self, key: str, *, least: int = 0, most: int = MOST) -> int:
        self.needed(key)
        return self.count(key, least=least, most=most) or 0

    def day(self, key: str) -> date | None:
        text = self.needed(key)
        parts = _NOT_DIGITS.sub("-", text).strip("-").split("-")
        try:
            return date(*map(int, parts)) if len(parts) == 3 else date.fromisoformat(text)
        except ValueError:
            self.wrong(key, NOT_A_DAY.format(text=text))
            return None

    def months(self) -> tuple[int, ...]:
        found = set()
        for text in filter(None, _NO_MONTHS.split(self.text("months").removesuffix("月"))):
            if text.isascii() and text.isdigit() and int(text) in rules.MONTHS:
                found.add(int(text))
            else:
                self.wrong("months", NOT_MONTHS.format(text=text))
        return tuple(sorted(found))

    def reasons(self) -> tuple[KeyCriterion, ...]:
        known = rules.criteria()
        names = {name: c.code for c in known.values() for name in (c.mark, c.code.label, c.label)}
        marks = {c.mark for c in known.values()}
        text = self.text("reasons")
        typed = list(text) if set(text) <= marks else _NO_MONTHS.split(text)
        found = []
        for one in filter(None, typed):
            if one in names:
                found.append(names[one])
                continue
            shown = COMMA.join(c.label for c in known.values())
            self.wrong("reasons", UNKNOWN_REASON.format(text=one, choices=shown))
        return tuple(dict.fromkeys(found))


def _once(row: _Row, said: PlanSheet, column: str, *key: object) -> None:
    """Name a thing that the file says twice."""
    first = said.places.setdefault(key, row.row.number)
    if first != row.row.number:
        row.wrong(column, TWICE.format(row=first))


def _basics(row: _Row, said: PlanSheet, known: _Known) -> None:
    name = row.text("name")
    _once(row, said, "name", BASICS, name)
    if name == YEAR:
        said.basics[name] = row.must_count("number", least=FIRST_YEAR, most=LAST_YEAR)
    elif name in NUMBERS:
        said.basics[name] = row.must_count("number")
    elif name in TEXTS:
        row.needed("note")
        said.texts[name] = row.short("note", 5000)
    elif name == APPROVAL_NUMBER:
        row.needed("note")
        said.texts[name] = row.short("note", 80)
    elif name == APPROVED_ON:
        said.approved_on = row.day("note")
    else:
        shown = COMMA.join(ALL_BASICS)
        row.wrong("name", NOT_A_CHOICE.format(text=name, heading=BASICS, choices=shown))


def _days(row: _Row, said: PlanSheet, known: _Known) -> None:
    name, team = row.text("name"), row.text("team")
    code = name.split(" ")[0].upper()
    item = next((one for one in DayItem if code == one.value or name == one.label), None)
    if item is None:
        shown = COMMA.join(one.value for one in DayItem)
        row.wrong("name", NOT_A_CHOICE.format(text=name, heading=DAYS, choices=shown))
    if team and team not in known.teams:
        row.wrong("team", UNKNOWN_TEAM.format(text=team, choices=COMMA.join(known.teams)))
    days = row.must_count("number")
    if item is not None:
        _once(row, said, "name", DAYS, team, item)
        said.days.setdefault(known.teams.get(team), {})[item] = days


def _part(row: _Row, said: PlanSheet, known: _Known) -> None:
    number = row.must_count("part", least=1, most=999)
    _once(row, said, "part", PART, number)
    row.needed("method")
    visits = row.count("visits", most=366)
    said.parts[number] = PartDraft(
        number=number,
        label=row.short("name", 60),
        kind=row.choice("method", PartKind) or PartKind.KEY,
        unit_count=row.count("number"),
        visits_per_unit=1 if visits is None else visits,
        sector=row.choice("sector", Sector),
        days=row.count("days"),
        cap=row.count("cap", most=366),
        months=row.months(),
        special_ground=row.short("special", 200),
    )


def _unit(row: _Row, said: PlanSheet, known: _Known) -> None:
    number = row.must_count("part", least=1, most=999)
    code = tidy_code(row.needed("credit_code"))
    entity = known.codes.get(code)
    if entity is None:
        if code:
            row.wrong("credit_code", UNKNOWN_UNIT)
        return
    _once(row, said, "credit_code", UNIT, number, entity)
    said.places[(UNIT, number)] = row.row.number
    drafted = UnitDraft(entity, row.reasons(), row.months(), row.short("note", 200))
    said.units.setdefault(number, []).append(drafted)


_READ: Final[dict[str, Callable[[_Row, PlanSheet, _Known], None]]] = {
    BASICS: _basics,
    DAYS: _days,
    PART: _part,
    UNIT: _unit,
}


def read_plan(
    scope: Scope, *, filename: str, content: bytes, on: date
) -> tuple[Reading[int], PlanSheet]:
    """
    Read a plan from a sheet; nothing is written.

    A plan is taken whole: where one row is wrong no row is good, and the sheet of errors holds
    every row, so that it can be mended and uploaded again.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    sheet = sheets.read_sheet(filename=filename, content=content, columns=COLUMNS)
    said, errors = PlanSheet(), list[RowError]()
    known = _Known(
        teams={u.name: u.id for u in accounts.units(scope) if u.kind != UnitKind.STREET.value},
        codes=registry.ids_by_code(scope),
    )
    for row in (_Row(sheet, one, HEADINGS) for one in sheet.rows):
        kind = row.text("kind")
        if kind in _READ:
            row.needed("name")
            _READ[kind](row, said, known)
        else:
            shown = COMMA.join(_READ)
            row.wrong("kind", NOT_A_CHOICE.format(text=kind, heading="类别", choices=shown))
        errors += row.errors
    errors += [*_across(scope, sheet, said, on), *_bounds(said)]
    return _reading(sheet, errors, _remarks(said)), said


def _remarks(said: PlanSheet) -> tuple[Finding, ...]:
    """Return that the stated total is not the sum of the parts: an old plan is kept as it is."""
    parts = tuple(
        PlanPart(
            one.number,
            one.label,
            one.kind,
            len(said.units.get(one.number, ())) if one.unit_count is None else one.unit_count,
        )
        for _, one in sorted(said.parts.items())
    )
    stated = said.basics.get(STATED)
    facts = PlanFacts(0, 0, None, parts=parts, stated_units=stated)
    found = rules.parts_make_the_stated_total(facts)
    return (replace(found, next_step=KEPT_AS_IT_IS),) if found else ()


def _across(scope: Scope, sheet: Sheet, said: PlanSheet, on: date) -> Iterable[RowError]:
    """Yield what is wrong between rows: a year planned already, an approval of another year."""
    if YEAR not in said.basics:
        yield RowError(sheet.rows[0].number, HEADINGS["name"], NO_YEAR)
    elif found := rules.year_findings(
        said.basics[YEAR], queries.plan(scope, said.basics[YEAR]) is not None
    ):
        place = said.places[(BASICS, YEAR)]
        yield RowError(place, HEADINGS["number"], sentence(found[0]))
    if YEAR in said.basics and said.approved_on is not None:
        year, limits = said.basics[YEAR], queries.limits(scope, on=on)
        place = said.places[(BASICS, APPROVED_ON)]
        for finding in rules.told_findings(year, said.approved_on, on=on, limits=limits):
            yield RowError(place, HEADINGS["note"], sentence(finding))
    if APPROVAL_NUMBER in said.texts and said.approved_on is None:
        yield RowError(said.places[(BASICS, APPROVAL_NUMBER)], HEADINGS["name"], NO_DAY)
    for number, first, entity in rules.listed_twice(said.parts, said.units):
        place, there = said.places[(UNIT, number, entity)], said.places[(UNIT, first, entity)]
        yield RowError(place, HEADINGS["credit_code"], TWICE.format(row=there))
    for number in said.units.keys() - said.parts.keys():
        yield RowError(said.places[(UNIT, number)], HEADINGS["part"], NO_PART.format(number=number))


def _bounds(said: PlanSheet) -> Iterable[RowError]:
    """Yield items or parts of more days than the officers have, and parts that leave a gap."""
    officers, last = said.basics.get(OFFICERS, 0), 0
    given = [(item.label, n) for days in said.days.values() for item, n in days.items()]
    for finding in rules.days_bounds(given, officers=officers):
        place = min(at for key, at in said.places.items() if key[0] == DAYS)
        yield RowError(place, HEADINGS["number"], sentence(finding))
    for number, part in sorted(said.parts.items()):
        gap = [("part", one) for one in rules.place_findings(number, last=last)]
        over = [("days", one) for one in rules.part_bounds(part, officers=officers)]
        for key, finding in (*gap, *over):
            yield RowError(said.places[(PART, number)], HEADINGS[key], sentence(finding))
        last = number


def _reading(sheet: Sheet, errors: list[RowError], remarks: tuple[Finding, ...]) -> Reading[int]:
    return Reading(
        headings=sheet.headings,
        rows_read=len(sheet.rows),
        good=() if errors else tuple(row.number for row in sheet.rows),
        errors=tuple(sorted(errors, key=lambda error: error.row)),
        rejected=sheet.rows if errors else (),
        ignored=COMMA.join(sheet.ignored),
        remarks=remarks,
    )


def preview(scope: Scope, *, filename: str, content: bytes) -> Reading[int]:
    """
    Read a sheet as an import by this bureau would, and write nothing.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    return read_plan(scope, filename=filename, content=content, on=clock.today())[0]


def template() -> bytes:
    """Return the blank template as .xlsx."""
    return sheets.template_bytes(COLUMNS, title=TITLE, guide=GUIDE)
