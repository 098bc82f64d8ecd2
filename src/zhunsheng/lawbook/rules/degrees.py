"""How heavily a range is used: ordinary, lighter, mitigated, heavier (行政处罚法 32, 34, 49)."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import Degree, FactorEffect
from zhunsheng.lawbook.rules.benchmarks import Narrowed
from zhunsheng.lawbook.rules.facts import PenaltyFacts

LIGHTER: Final[Citation] = cite("APL-2021:32")
DISCRETION: Final[Citation] = cite("APL-2021:34")


def degree_of(facts: PenaltyFacts) -> Degree | None:
    """
    Return the degree: the stated one, else what the circumstances say; None must be weighed.

    Circumstances of one kind speak for themselves; of both kinds, somebody weighs them.
    """
    if facts.degree is not None:
        return facts.degree
    effects = {one.effect for one in facts.circumstances}
    if not effects:
        return Degree.ORDINARY
    if len(effects) > 1:
        return None
    return Degree.LIGHTER if FactorEffect.LIGHTER_OR_MITIGATED in effects else Degree.HEAVIER


def degree_findings(degree: Degree, facts: PenaltyFacts, *, least: int) -> tuple[Finding, ...]:
    """Return why a degree has no ground in the circumstances of the case."""
    effects = {one.effect for one in facts.circumstances}
    less = FactorEffect.LIGHTER_OR_MITIGATED in effects
    if degree in (Degree.LIGHTER, Degree.MITIGATED) and not less:
        return (
            Finding(
                "penalty.degree.no_ground",
                f"没有认定从轻或者减轻情节，不能{degree.label}处罚",
                LIGHTER,
                "请登记情节及证据，或者按一般情形裁量",
            ),
        )
    if degree is Degree.HEAVIER and FactorEffect.HEAVIER not in effects:
        return (
            Finding(
                "penalty.degree.no_ground",
                "没有认定从重情节，不能从重处罚",
                DISCRETION,
                "请登记情节、依据及证据，或者按一般情形裁量",
            ),
        )
    if degree is Degree.ORDINARY and effects == {FactorEffect.LIGHTER_OR_MITIGATED}:
        return (
            Finding(
                "penalty.degree.must_be_lighter",
                "已认定应当从轻或者减轻的情节，不能按一般情形裁量",
                LIGHTER,
                "请从轻或者减轻处罚",
            ),
        )
    if degree is Degree.MITIGATED and least == 0:
        return (
            Finding(
                "penalty.degree.nothing_below",
                "法定幅度没有下限，减轻处罚没有更低的数额",
                LIGHTER,
                "请从轻处罚，或者改用较轻的处罚种类",
            ),
        )
    return ()


def part_of(degree: Degree, part: Narrowed, *, least: int) -> tuple[int, int]:
    """
    Return the part of a range for a degree, in fen, both ends in.

    Mitigated lies below the statutory minimum. Without bands, lighter is the lower half and
    heavier the upper half of what the benchmark leaves.
    """
    if degree is Degree.MITIGATED:
        return 0, least - 1
    width = part.most - part.least
    band = next((one for one in part.bands if one.degree == degree.value), None)
    if band is not None:
        return part.least + width * band.least // 100, part.least + width * band.most // 100
    if degree is Degree.LIGHTER:
        return part.least, part.least + width // 2
    if degree is Degree.HEAVIER:
        return part.least + width // 2, part.most
    return part.least, part.most
