"""A kept assessment as page and paper read it: every line in words, in the order of reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhunsheng.fairness.choices import DefectKind, Dimension, FirmSize, LeftOut, Phrase
from zhunsheng.fairness.documents.wording import say
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook.choices import Liable, Stage
from zhunsheng.lawbook.documents.charts import stage_text
from zhunsheng.lawbook.loading import violation_versions
from zhunsheng.lawbook.rules.law import Violation


@dataclass(frozen=True, slots=True)
class DefectLine:
    """A defect in words."""

    kind: str
    grave: bool
    tiers: str
    message: str
    basis: Citation
    next_step: str

    @property
    def treatment(self) -> str:
        """Whether it is to be mended or to be reasoned."""
        return say("grave" if self.grave else "doubt")


@dataclass(frozen=True, slots=True)
class TierLine:
    """What the draft does to the cases of a row of its table."""

    line: str
    tier: str
    count: int
    changed: int
    before: int
    after: int

    @property
    def change(self) -> int:
        """By how much the median moves, in fen."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class EffectLines:
    """A set of cases under both tables."""

    count: int
    changed: int
    higher: int
    lower: int
    median_change: int
    on_grid: int
    bins: tuple[tuple[int, int], ...]
    tiers: tuple[TierLine, ...]

    @property
    def share(self) -> int:
        """How many of a hundred cases get another range."""
        return self.changed * 100 // self.count if self.count else 0


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group under its code: how many fines, and where they lie in the range, in percent."""

    label: str
    count: int
    place: int
    offset: int


@dataclass(frozen=True, slots=True)
class ComparisonLines:
    """The comparison by one dimension."""

    label: str
    comparable: bool
    alarm: bool
    p: str
    adjusted: str
    groups: tuple[GroupLine, ...]

    @property
    def verdict(self) -> str:
        """What it came to, in words."""
        if not self.comparable:
            return say("compared.none")
        return say("compared.alarm" if self.alarm else "compared.calm")


@dataclass(frozen=True, slots=True)
class Reading:
    """A kept assessment in words."""

    law: Violation | None
    old: str
    defects: tuple[DefectLine, ...]
    past: EffectLines
    synthetic: EffectLines
    comparisons: tuple[ComparisonLines, ...]
    shuffles: int
    not_replayed: str
    not_compared: str

    @property
    def grave(self) -> int:
        """How many defects are to be mended."""
        return sum(one.grave for one in self.defects)

    @property
    def alarms(self) -> int:
        """How many comparisons raise an alarm."""
        return sum(one.alarm for one in self.comparisons)


def reading_of(violation: str, result: Mapping[str, Any]) -> Reading:
    """Return a kept result in words."""
    law = _law(violation, result["law_since"])
    return Reading(
        law=law,
        old=result["old"],
        defects=tuple(map(_defect, result["defects"])),
        past=_effect(result["past"], law),
        synthetic=_effect(result["synthetic"], law),
        comparisons=tuple(map(_comparison, result["comparisons"])),
        shuffles=max((one["shuffles"] for one in result["comparisons"]), default=0),
        not_replayed=_left_out(result["not_replayed"]),
        not_compared=_left_out(result["not_compared"]),
    )


def _law(key: str, since: str) -> Violation | None:
    """Return the version that the assessment was made on, None where the lawbook lost it."""
    versions = violation_versions().get(key, ())
    return next((one for one in versions if one.since.isoformat() == since), None)


def _defect(one: Mapping[str, Any]) -> DefectLine:
    return DefectLine(
        kind=DefectKind(one["kind"]).label,
        grave=one["grave"],
        tiers="、".join(one["tiers"]),
        message=one["message"],
        basis=Citation.parse(one["basis"]),
        next_step=one["next_step"],
    )


def _effect(one: Mapping[str, Any], law: Violation | None) -> EffectLines:
    return EffectLines(
        count=one["count"],
        changed=one["changed"],
        higher=one["higher"],
        lower=one["lower"],
        median_change=one["median_change"],
        on_grid=one.get("on_grid", 0),
        bins=tuple(zip(one["bins_before"], one["bins_after"], strict=True)),
        tiers=tuple(_tier(row, law) for row in one["tiers"]),
    )


def _tier(row: Sequence[Any], law: Violation | None) -> TierLine:
    who, stage = row[0].split(".")
    words = (Liable(who).label, stage_text(law, Stage(stage)) if law else Stage(stage).label)
    line = "，".join(filter(None, words))
    return TierLine(line, row[1] or say("no_tier"), *row[2:])


def _comparison(one: Mapping[str, Any]) -> ComparisonLines:
    dimension, whole = Dimension(one["dimension"]), one["shuffles"] + 1
    return ComparisonLines(
        label=dimension.label,
        comparable=one["comparable"],
        alarm=one["alarm"],
        p=_decimal(one["exceeding"] + 1, whole),
        adjusted=_decimal(one["adjusted"], whole),
        groups=tuple(
            GroupLine(_group(dimension, code), count, median // 100, offset)
            for code, count, median, offset in sorted(one["groups"], key=lambda g: _order(g[0]))
        ),
    )


def _order(code: str) -> tuple[bool, int, int, str]:
    """Return where a code stands: by its own order, what is put together last; never by result."""
    stem = Phrase.STEMS.label.find(code[:1]) if code else -1
    if stem < 0:
        sizes = [size.value for size in FirmSize]
        return not code, sizes.index(code) if code in sizes else 0, 0, code
    return False, int(code[1:] or 1), stem, code


def _group(dimension: Dimension, code: str) -> str:
    if not code:
        return Phrase.OTHERS.label
    if dimension is Dimension.FIRM_SIZE:
        return FirmSize(code).label
    if dimension is Dimension.MONTH:
        year, month = code.split("-")
        return Phrase.MONTH.label.format(year=year, month=int(month))
    return Phrase[dimension.value].label.format(code=code)


def _decimal(part: int, whole: int) -> str:
    thousandths = part * 1000 // whole
    return f"{thousandths // 1000}.{thousandths % 1000:03d}"


def _left_out(rows: Sequence[Sequence[Any]]) -> str:
    return "，".join(
        say("left_out.each", reason=LeftOut(reason).label, count=count) for reason, count in rows
    )
