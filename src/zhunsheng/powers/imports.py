"""Reading a sheet of items: every row becomes an item, or the whole file is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from zhunsheng.kernel.finding import Finding
from zhunsheng.powers import rules
from zhunsheng.powers.choices import Phrase, PowerKind
from zhunsheng.powers.queries import basis
from zhunsheng.powers.rules import PowerFacts
from zhunsheng.web import sheets
from zhunsheng.web.importing import Reading, RowReader, read_rows, sentence
from zhunsheng.web.sheets import COMMA, Column

TITLE: Final = "权责清单"
GUIDE: Final = "填写说明"
NOT_A_KIND: Final = "“{text}”不是可选的类别。请填写：{choices}。"
NOT_YES_NO: Final = "“{text}”应为“是”或者“否”，空白为“否”。"
CODE_TWICE: Final = "事项编码{code}与第{row}行相同。请改为不同的编码。"
VIOLATION_TWICE: Final = "违法行为{key}已列在第{row}行。一种违法行为只列在一个事项之下。"

_KINDS: Final = {kind.label: kind for kind in PowerKind}
_BETWEEN: Final = re.compile(r"[;；,，、\s]+")

COLUMNS: Final = (
    Column("code", "事项编码", required=True, example="CF-001", hint="各版本中保持不变"),
    Column("name", "事项名称", required=True, example="对未按规定配备劳动防护用品的处罚"),
    Column("kind", "类别", required=True, example="行政处罚", choices=tuple(_KINDS)),
    Column("subject", "实施主体", required=True, example="示例区应急管理局"),
    Column(
        "bases",
        "法定依据",
        required=True,
        example="《安全生产法》第九十九条；《安全生产法》第四十五条",
        hint="写到条款项，多条以分号隔开；法规库没有收录的照录，标为未核实",
    ),
    Column("limits", "权限", required=True, example="本行政区域内由本局管辖的违法行为"),
    Column("flow", "流程", required=True, example="立案、调查、告知、决定、送达、执行"),
    Column("responsibility", "责任", required=True, example="违法实施的依法追究责任"),
    Column("supervision", "监督方式", required=True, example="结果公示、投诉举报、行政复议"),
    Column("is_delegated", "委托街道（镇）", example="否", choices=("是", "否"), hint="空白为否"),
    Column(
        "violations", "对应违法行为", example="safety.99-5", hint="法规库中的编码，多个以分号隔开"
    ),
    Column("licenses", "对应许可", hint="许可编码，多个以分号隔开"),
    Column("inspection_items", "对应检查事项", hint="检查事项编码，多个以分号隔开"),
    Column("sectors", "适用行业领域", hint="只用于行政检查事项，空白适用于所有单位"),
)
#: The column of the sheet in which a finding of an item is shown.
_PLACES: Final = {"keys": "licenses"}


class _Seen:
    """Codes and violations of the rows above, each with the number of its row."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}
        self.violations: dict[str, int] = {}
        self.known = basis.known_violations()
        self.sectors = basis.sectors()


def read(*, filename: str, content: bytes) -> Reading[PowerFacts]:
    """
    Read a sheet of items and write nothing.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    seen = _Seen()

    def one(row: RowReader) -> PowerFacts:
        facts = _facts(row)
        _look_at(row, facts, seen)
        return facts

    return read_rows(filename=filename, content=content, columns=COLUMNS, read=one)


def findings(reading: Reading[PowerFacts]) -> tuple[Finding, ...]:
    """Return the refusal of a sheet with bad rows, each named by its number; nothing if none."""
    if not reading.errors:
        return ()
    named = (rules.bad_row(one.row, one.column, one.message) for one in reading.errors)
    return rules.bad_rows(len(reading.rejected), named)


def template() -> bytes:
    """Return the blank template as .xlsx."""
    return sheets.template_bytes(COLUMNS, title=TITLE, guide=GUIDE)


def keys_of(text: str) -> tuple[str, ...]:
    """Return the codes of a cell or a field, each once, in order."""
    return tuple(dict.fromkeys(part for part in _BETWEEN.split(text) if part))


def bases_of(text: str) -> tuple[str, ...]:
    """Return the bases of a cell or a field, cited where the lawbook holds them."""
    return tuple(dict.fromkeys(basis.cited(part) for part in rules.split_bases(text)))


def _facts(row: RowReader) -> PowerFacts:
    blank = PowerFacts("", "", PowerKind.OTHER_POWER, "", (), "", "", "", "")
    return replace(
        blank,
        code=row.text("code").upper(),
        name=row.text("name"),
        kind=_kind(row),
        subject=row.text("subject"),
        bases=bases_of(row.text("bases")),
        limits=row.text("limits"),
        flow=row.text("flow"),
        responsibility=row.text("responsibility"),
        supervision=row.text("supervision"),
        is_delegated=_yes(row),
        violations=keys_of(row.text("violations")),
        licenses=keys_of(row.text("licenses")),
        inspection_items=keys_of(row.text("inspection_items")),
        sectors=basis.sector_codes(keys_of(row.text("sectors"))),
    )


def _kind(row: RowReader) -> PowerKind:
    text = row.text("kind")
    if text not in _KINDS:
        row.wrong("kind", NOT_A_KIND.format(text=text, choices=COMMA.join(_KINDS)))
    return _KINDS.get(text, PowerKind.OTHER_POWER)


def _yes(row: RowReader) -> bool:
    text = row.text("is_delegated")
    if text not in {"", Phrase.YES.label, Phrase.NO.label}:
        row.wrong("is_delegated", NOT_YES_NO.format(text=text))
    return text == Phrase.YES.label


def _look_at(row: RowReader, facts: PowerFacts, seen: _Seen) -> None:
    for finding in rules.item_findings(facts, known=seen.known, sectors=seen.sectors):
        place = finding.code.rpartition(".")[2]
        row.wrong(_PLACES.get(place, place), sentence(finding))
    number = row.row.number
    if facts.code in seen.codes:
        row.wrong("code", CODE_TWICE.format(code=facts.code, row=seen.codes[facts.code]))
    seen.codes.setdefault(facts.code, number)
    for key in facts.violations:
        if key in seen.violations:
            row.wrong("violations", VIOLATION_TWICE.format(key=key, row=seen.violations[key]))
        seen.violations.setdefault(key, number)
