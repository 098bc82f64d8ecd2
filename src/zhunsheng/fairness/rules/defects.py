"""Defects of a draft table that its text alone shows, laid against the statute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from zhunsheng.fairness.choices import DefectKind
from zhunsheng.fairness.rules import wording
from zhunsheng.fairness.rules.spans import Cell, deciding_facts, domain, faulty_cells
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import FineModel, Liable, Stage
from zhunsheng.lawbook.rules.law import Benchmark, Fine, Tier, Violation

#: How far the middle of a tier may lie from that of its neighbour, in percent of the statutory
#: range, before a small difference in facts makes too large a difference in the fine.
CLIFF_PERCENT: Final = 40

Line = tuple[Liable, Stage, FineModel]
Step = tuple[Tier, Fine]


@dataclass(frozen=True, slots=True)
class Defect:
    """
    One defect: where it stands, and the finding with its article and the next step.

    A ``grave`` one is to be mended before the table is adopted; another is to be reasoned.
    """

    kind: DefectKind
    grave: bool
    tiers: tuple[str, ...]
    line: str
    finding: Finding


def defects(
    draft: Benchmark, law: Violation, *, cliff_percent: int = CLIFF_PERCENT
) -> tuple[Defect, ...]:
    """Return every defect of a draft with tiers against a version of the law, grave ones first."""
    tiers = in_order(draft.tiers)
    found = [*_conditions(tiers), *_missing(tiers, law)]
    for line, steps in lines_of(tiers).items():
        found += _of_line(line, steps, law, cliff_percent)
    kinds = list(DefectKind)
    return tuple(sorted(found, key=lambda one: (not one.grave, kinds.index(one.kind))))


def in_order(tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    """Return the tiers from light to heavy: by the values at which their conditions begin."""
    facts = deciding_facts(tiers)

    def begins(tier: Tier) -> tuple[int, ...]:
        least = {one.fact: one.least for one in tier.when}
        return tuple(_begin(least.get(fact), domain(fact)[0]) for fact in facts)

    return tuple(sorted(tiers, key=begins))


def _begin(least: int | None, first: int) -> int:
    return first if least is None else max(least, first)


def lines_of(tiers: Sequence[Tier]) -> dict[Line, list[Step]]:
    """Return the steps of a table for each person, stage and model."""
    found: dict[Line, list[Step]] = {}
    for tier in tiers:
        for fine in tier.fines:
            found.setdefault((fine.who, fine.stage, fine.model), []).append((tier, fine))
    return found


def statute(law: Violation, line: Line) -> tuple[Fine, ...]:
    """Return the measures of the law for the same person, stage and model."""
    who, stage, model = line
    return tuple(one for one in law.of(who, stage) if one.model is model)


# ------------------------------------------------------------------- conditions and missing lines


def _conditions(tiers: Sequence[Tier]) -> Iterator[Defect]:
    for cell in faulty_cells(tiers):
        yield _overlap(cell) if cell.tiers else _gap(cell)


def _overlap(cell: Cell) -> Defect:
    finding = wording.overlap(cell.spans, cell.tiers)
    return Defect(DefectKind.OVERLAP, True, cell.tiers, "", finding)


def _gap(cell: Cell) -> Defect:
    finding = wording.gap(cell.spans, outer=cell.outer)
    return Defect(DefectKind.GAP, not cell.outer, (), "", finding)


def _missing(tiers: Sequence[Tier], law: Violation) -> Iterator[Defect]:
    """Yield who is fined by the law at a stage, but by no tier, or not by every tier."""
    for who, stage in dict.fromkeys((fine.who, fine.stage) for fine in law.fines):
        without = [
            tier.key
            for tier in tiers
            if not any((one.who, one.stage) == (who, stage) for one in tier.fines)
        ]
        if without:
            every = len(without) == len(tiers)
            line = wording.line(law, who, stage)
            finding = wording.missing(law, line, () if every else tuple(without))
            yield Defect(DefectKind.MISSING_TIER, False, tuple(without), line, finding)


# ------------------------------------------------------------------- amounts of one line


def _of_line(
    line: Line, steps: Sequence[Step], law: Violation, cliff_percent: int
) -> Iterator[Defect]:
    wide, name = statute(law, line), wording.line(law, line[0], line[1])
    yield from _outside(steps, wide, law, name)
    yield from _points(steps, wide, law, name)
    for lower, upper in pairwise(steps):
        if not _is_heavier(lower[0], upper[0]):
            continue
        yield from _out_of_step(lower, upper, name)
        yield from _cliff(lower, upper, wide, name, cliff_percent)


def _is_heavier(lower: Tier, upper: Tier) -> bool:
    """Return whether no condition of the upper tier begins below that of the lower one."""
    least = {one.fact: one.least or 0 for one in lower.when}
    return all((one.least or 0) >= least.get(one.fact, 0) for one in upper.when)


def _outside(
    steps: Sequence[Step], wide: Sequence[Fine], law: Violation, name: str
) -> Iterator[Defect]:
    """Yield the tiers that leave the statutory range: nobody may narrow what is not given."""
    for tier, fine in steps:
        if any(one.least <= fine.least and fine.most <= one.most for one in wide):
            continue
        for kind, limit in _broken(fine, wide):
            finding = wording.outside(kind, law, name, tier.key, fine, limit)
            yield Defect(kind, True, (tier.key,), name, finding)


def _broken(fine: Fine, wide: Sequence[Fine]) -> Iterator[tuple[DefectKind, int]]:
    least, most = (min((w.least for w in wide), default=0), max((w.most for w in wide), default=0))
    if wide and fine.least < least:
        yield DefectKind.BELOW_MINIMUM, least
    if wide and fine.most > most:
        yield DefectKind.ABOVE_MAXIMUM, most
    if not wide or (fine.least >= least and fine.most <= most):
        yield DefectKind.WITHOUT_BASIS, 0


def _points(
    steps: Sequence[Step], wide: Sequence[Fine], law: Violation, name: str
) -> Iterator[Defect]:
    """Yield the tiers that are one amount: at the statutory minimum, or anywhere else."""
    floors = {one.least for one in wide if one.least < one.most}
    if not floors:
        return  # the law itself leaves one amount
    single = [(tier, fine) for tier, fine in steps if fine.least == fine.most]
    parted = {
        DefectKind.BLANKET_MINIMUM: [one for one in single if one[1].least in floors],
        DefectKind.SINGLE_POINT: [one for one in single if one[1].least not in floors],
    }
    for kind, found in parted.items():
        if found:
            keys, fines = [tier.key for tier, _ in found], [fine for _, fine in found]
            everywhere = kind is DefectKind.BLANKET_MINIMUM and 1 < len(steps) == len(found)
            finding = wording.point(kind, law, name, keys, fines)
            yield Defect(kind, everywhere, tuple(keys), name, finding)


def _out_of_step(lower: Step, upper: Step, name: str) -> Iterator[Defect]:
    (light, small), (heavy, large) = lower, upper
    keys = (light.key, heavy.key)
    if large.least < small.least or large.most < small.most:
        finding = wording.inverted(name, keys, small, large)
        yield Defect(DefectKind.INVERTED, True, keys, name, finding)
        return
    same = (small.least, small.most) == (large.least, large.most)
    if same or large.least < small.most:
        finding = wording.crossed(name, keys, small, large, same=same)
        yield Defect(DefectKind.CROSSED, same, keys, name, finding)


def _cliff(
    lower: Step, upper: Step, wide: Sequence[Fine], name: str, percent: int
) -> Iterator[Defect]:
    width = max((w.most for w in wide), default=0) - min((w.least for w in wide), default=0)
    (light, small), (heavy, large) = lower, upper
    jump = (large.least + large.most) - (small.least + small.most)  # twice the distance of middles
    if width > 0 and jump * 100 > 2 * percent * width:
        keys = (light.key, heavy.key)
        share = jump * 100 // (2 * width)
        finding = wording.cliff(name, keys, small, large, share=share, percent=percent)
        yield Defect(DefectKind.CLIFF, False, keys, name, finding)
