"""The bands of a benchmark as a drawing: the statutory range is the axis, tiers are bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.lawbook.choices import FineModel, Liable, Stage
from zhunsheng.lawbook.documents.fines import conditions_text, short_amount
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.loading import violation_versions
from zhunsheng.lawbook.rules.law import Benchmark, Fine, Tier, Violation

#: The drawing in its own units: where the axis begins, how wide it is, how high a line is.
LEFT: Final = 64
WIDTH: Final = 240
LINE: Final = 26
TOP: Final = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A tier on the axis; all numbers are units of the drawing."""

    label: str
    text: str
    condition: str
    x: int
    y: int
    width: int

    @property
    def middle(self) -> int:
        """The line on which its texts stand."""
        return self.y + 12

    @property
    def after(self) -> int:
        """Where the text after the bar begins."""
        return self.x + self.width + 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis."""

    label: str
    x: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of one who answers at one stage, over the range that the law puts."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: int

    @property
    def text(self) -> str:
        """What the drawing shows, in words."""
        return "；".join(f"阶次{bar.label}（{bar.condition}）：{bar.text}" for bar in self.bars)


def charts_of(row: Benchmark, law: Violation | None = None) -> tuple[Chart, ...]:
    """
    Return the drawings of a benchmark with tiers, one for each who and stage.

    Without a ``law`` the axis is the range of the version of the benchmark's own last day.
    """
    law = law or _law(row)
    if law is None:
        return ()
    lines = dict.fromkeys((f.who, f.stage, f.model) for tier in row.tiers for f in tier.fines)
    return tuple(_chart(row, law, *line) for line in lines)


def _law(row: Benchmark) -> Violation | None:
    """Return the version of the law on the benchmark's last day, the newest where it lasts."""
    versions = violation_versions().get(row.violation, ())
    last = row.until or date.max
    held = [one for one in versions if one.since <= last]
    return held[-1] if held else None


def _chart(row: Benchmark, law: Violation, who: Liable, stage: Stage, model: FineModel) -> Chart:
    wide = [one for one in law.of(who, stage) if one.model is model]
    least = min((one.least for one in wide), default=0)
    held = [(tier, fine) for tier in row.tiers for fine in _fines(tier, who, stage, model)]
    # A draft may leave the range of the law: the axis is long enough for both.
    most = max((one.most for one in (*wide, *(fine for _, fine in held))), default=1) or 1
    bars = tuple(_bar(tier, fine, most, number) for number, (tier, fine) in enumerate(held))
    ticks = tuple(Tick(short_amount(model, mark), _x(mark, most)) for mark in _marks(least, most))
    title = "，".join(filter(None, (who.label, stage_text(law, stage))))
    return Chart(title, bars, ticks, TOP + LINE * len(bars) + 4)


def _marks(least: int, most: int) -> Iterator[int]:
    """Yield both ends of the axis and between them the least of the law, or else the middle."""
    yield 0
    inner = least or most // 2
    if most <= 4 * inner <= 3 * most and (least or most % 2 == 0):
        yield inner
    yield most


def _fines(tier: Tier, who: Liable, stage: Stage, model: FineModel) -> Iterator[Fine]:
    return (f for f in tier.fines if (f.who, f.stage, f.model) == (who, stage, model))


def _x(value: int, most: int) -> int:
    return LEFT + WIDTH * value // most


def _bar(tier: Tier, fine: Fine, most: int, number: int) -> Bar:
    begin, end = _x(fine.least, most), _x(fine.most, most)
    return Bar(
        label=tier.key,
        text=_span(fine),
        condition=conditions_text(tier.when),
        x=begin,
        y=TOP + LINE * number,
        width=max(end - begin, 4),
    )


def _span(fine: Fine) -> str:
    least, most = short_amount(fine.model, fine.least), short_amount(fine.model, fine.most)
    if fine.least == fine.most:
        return most
    return say("fine.short_band" if fine.least else "fine.short_upto", least=least, most=most)


def stage_text(law: Violation, stage: Stage) -> str:
    """Return the stage in words, nothing where the law does not tell two apart."""
    two = any(one.stage is Stage.SECOND for one in law.fines)
    return stage.label if two else ""
