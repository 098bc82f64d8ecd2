"""Rows of a benchmark table as they were typed, one by one; what is wrong is gathered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhunsheng.lawbook.choices import Degree, Fact, FactUnit, FineModel, Liable, Stage
from zhunsheng.lawbook.loading.violations import violation_versions
from zhunsheng.lawbook.tables import columns
from zhunsheng.lawbook.tables.cells import NotANumber, plain, whole
from zhunsheng.lawbook.tables.columns import BANDS, HEADINGS, WEIGHTS
from zhunsheng.web.importing import RowReader

MISSING: Final = "没有填写。请填写{heading}。"
NOT_A_CHOICE: Final = "“{text}”不是可以填写的{heading}。请填写：{choices}。"
NO_VIOLATION: Final = "法规库中没有编码为“{text}”的违法行为。请照“填写说明”中的编码填写。"
ONLY_SOME: Final = "“全部”只能用于区间和权重模式。请填写违法行为编码。"
UPSIDE_DOWN: Final = "下限{least}大于上限{most}。请核对后改正。"
EMPTY_SPAN: Final = "条件自{least}不满{below}，没有任何数值符合。请核对后改正。"
NO_FACT: Final = "填了数值，没有填写条件的事实。请填写事实或者清空数值。"
TWICE_ONE_FACT: Final = "两个条件是同一事实。请合并为一个条件。"
ABOVE_HUNDRED: Final = "百分数不得大于100。"
NOT_HERE: Final = "{model}模式不填写{heading}。请清空。"
UNTYPED: Final = "该行含有公式，公式的结果可能没有更新。请复制后按数值粘贴，再上传。"
#: What is taken over from the row above where a cell is empty, as merged cells leave it.
INHERITED: Final = ("number", "violation", "model", "tier")
PERCENT: Final = frozenset({FineModel.INCOME, BANDS, WEIGHTS})
HIGHEST: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is in order by itself: one fine of a tier, one band, or one option of a weight."""

    sheet: str
    number: int
    item: str
    violation: str
    label: str
    model: FineModel | str
    tier: str
    option: str
    when: Mapping[str, tuple[int | None, int | None]]
    who: Liable
    stage: Stage
    least: int
    most: int

    @property
    def where(self) -> str:
        """The place of the row, as errors name it."""
        return f"{self.sheet}!{self.number}" if self.sheet else str(self.number)

    @property
    def kind(self) -> str:
        """What the rows of one violation must have in common: tiers, bands or weights."""
        return "tiers" if isinstance(self.model, FineModel) else self.model


class LineReader(RowReader):
    """One row while it is read; empty cells of merged columns take over what stands above."""

    above: Mapping[str, str]

    def taken(self, key: str) -> str:
        """Return the plain text of a cell, for some columns that of the row above."""
        own = plain(self.text(key))
        if own or key not in INHERITED:
            return own
        above = self.above.get("violation", "")
        same = plain(self.text("violation")) in ("", above)
        return self.above.get(key, "") if same else ""

    def choice(self, key: str, choices: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of any choice
        """Return the choice of a cell by label or code, None where it is none or empty."""
        text = self.taken(key)
        for label, value in choices.items():
            if text and text in (label, plain(label), getattr(value, "value", label)):
                return value
        if text:
            shown = "、".join(choices)
            said = NOT_A_CHOICE.format(text=text, heading=HEADINGS[key], choices=shown)
            self.wrong(key, said)
        return None

    def wanted(self, key: str) -> bool:
        """Return whether a cell is filled; name it where it is not."""
        if self.taken(key):
            return True
        self.wrong(key, MISSING.format(heading=HEADINGS[key]))
        return False

    def whole(self, key: str) -> int | None:
        """Return the whole number of a cell, None where it is empty or none."""
        text = self.taken(key)
        try:
            return whole(text) if text else None
        except NotANumber as problem:
            self.wrong(key, problem.message)
            return None


def line_of(row: LineReader, *, sheet: str) -> Line | None:
    """Return a row as a line; None where something in it is wrong, which it then names."""
    model = row.choice("model", columns.MODELS) if row.wanted("model") else None
    violation = _violation(row, model)
    row.wanted("tier")
    weighs = model == WEIGHTS
    parts = model in (BANDS, WEIGHTS)
    when = {} if parts else _when(row)
    if parts:
        _refuse_filled(row, str(model))
    if model == BANDS and row.taken("tier"):
        row.choice("tier", columns.DEGREES)
    who = None if parts else _wanted_choice(row, "who", columns.WHO)
    stage = None if parts else row.choice("stage", columns.STAGES)
    least, most = _span(row, model)
    if row.errors:
        return None
    assert model is not None
    return Line(
        sheet=sheet,
        number=row.row.number,
        item=row.taken("number"),
        violation="" if violation == columns.EVERY else violation,
        label=row.text("label"),
        model=model,
        tier=_degree(row.taken("tier")) if model == BANDS else row.taken("tier"),
        option=row.taken("fact1") if weighs else "",
        when=when,
        who=who or Liable.UNIT,
        stage=stage or Stage.FIRST,
        least=least,
        most=most,
    )


def _degree(text: str) -> str:
    return str((columns.DEGREES.get(text) or Degree(text)).value)


def _wanted_choice(row: LineReader, key: str, choices: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of any choice
    return row.choice(key, choices) if row.wanted(key) else None


def _violation(row: LineReader, model: object) -> str:
    if not row.wanted("violation"):
        return ""
    text = row.taken("violation")
    if text == columns.EVERY:
        if model is not None and model not in (BANDS, WEIGHTS):
            row.wrong("violation", ONLY_SOME)
    elif text not in violation_versions():
        row.wrong("violation", NO_VIOLATION.format(text=text))
    return text


def _refuse_filled(row: LineReader, model: str) -> None:
    """Name cells that mean nothing in a row of bands or weights."""
    empty = [f"{name}{n}" for n in columns.CONDITIONS for name in ("fact", "from", "below")]
    empty += ["who", "stage"] + (["least"] if model == WEIGHTS else [])
    for key in empty:
        if model == WEIGHTS and key == "fact1":
            row.wanted(key)
        elif row.text(key):
            row.wrong(key, NOT_HERE.format(model=model, heading=HEADINGS[key]))


def _span(row: LineReader, model: object) -> tuple[int, int]:
    keys = ("most",) if model == WEIGHTS else ("least", "most")
    found = [row.whole(key) if row.wanted(key) else None for key in keys]
    least, most = found[0], found[-1]
    if least is None or most is None:
        return 0, 0
    if least > most:
        row.wrong("least", UPSIDE_DOWN.format(least=least, most=most))
    if model in PERCENT and most > HIGHEST:
        row.wrong("most", ABOVE_HUNDRED)
    return least, most


def _when(row: LineReader) -> dict[str, tuple[int | None, int | None]]:
    found: dict[str, tuple[int | None, int | None]] = {}
    for number in columns.CONDITIONS:
        for name, span in _condition(row, number):
            if name in found:
                row.wrong(f"fact{number}", TWICE_ONE_FACT)
            found[name] = span
    return found


def _condition(row: LineReader, number: int) -> Iterator[tuple[str, tuple[int | None, int | None]]]:
    fact: Fact | None = row.choice(f"fact{number}", columns.FACTS)
    least, below = row.whole(f"from{number}"), row.whole(f"below{number}")
    if fact is None:
        stated = row.text(f"from{number}") or row.text(f"below{number}")
        if stated and not row.text(f"fact{number}"):
            row.wrong(f"fact{number}", NO_FACT)
        return
    if fact.unit is FactUnit.YES_NO and least is not None and below is None:
        below = least + 1
    if least is None and below is None:
        row.wrong(f"from{number}", MISSING.format(heading=HEADINGS[f"from{number}"]))
    elif least is not None and below is not None and least >= below:
        row.wrong(f"below{number}", EMPTY_SPAN.format(least=least, below=below))
    yield fact.value, (least, below)
