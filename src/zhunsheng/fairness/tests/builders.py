"""Drafts and fines for the tests of an assessment, none of them drawn by chance."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from zhunsheng.fairness import imports
from zhunsheng.fairness.choices import Dimension
from zhunsheng.fairness.rules.chance import below, numbers
from zhunsheng.fairness.rules.comparing import WHOLE, Observation
from zhunsheng.lawbook.loading import violation_versions
from zhunsheng.lawbook.rules.law import Benchmark, Violation

ON = date(2026, 1, 15)
SIGNS = Path(__file__).parent / "drafts" / "signs.yaml"
CLEAN = """
id: DRAFT-CLEAN
label: 示例草案：各档相接
violation: safety.99-1
basis: "APL-2021:34"
since: 2026-01-01
source: 测试用的草案
checked_on: 2026-01-01
verified: false
tiers:
  - key: A
    when: {places: [1, 3]}
    fines:
      - {who: UNIT, range: [0, 20000]}
      - {who: UNIT, stage: 2, range: [50000, 100000]}
      - {who: RESPONSIBLE, stage: 2, range: [10000, 13000]}
  - key: B
    when: {places: [3, 5]}
    fines:
      - {who: UNIT, range: [20000, 35000]}
      - {who: UNIT, stage: 2, range: [100000, 150000]}
      - {who: RESPONSIBLE, stage: 2, range: [13000, 16000]}
  - key: C
    when: {places: [5, null]}
    fines:
      - {who: UNIT, range: [35000, 50000]}
      - {who: UNIT, stage: 2, range: [150000, 200000]}
      - {who: RESPONSIBLE, stage: 2, range: [16000, 20000]}
"""


def signs() -> Benchmark:
    """Return the table of five tiers whose defects are to be found."""
    return imports.read_draft(text=SIGNS.read_text("utf-8"), file=SIGNS.name)


def clean(*changes: tuple[str, str]) -> Benchmark:
    """Return a table without a defect, with some of its text replaced."""
    text = CLEAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return imports.read_draft(text=text, file="draft.yaml")


def law(key: str = "safety.99-1") -> Violation:
    """Return the newest version of a violation."""
    return violation_versions()[key][-1]


def fines(seed: str, count: int, *, harsh: int = 0) -> list[Observation]:
    """
    Return fines in three strata, with officers in pairs, streets, sizes and months.

    ``harsh`` adds so much, of ``WHOLE``, to whatever the officer 甲 handles.
    """
    chance = numbers(seed)
    found = []
    for _ in range(count):
        stratum, place = below(next(chance), 3), below(next(chance), 6_000)
        first = below(next(chance), 6)
        second = (first + 1 + below(next(chance), 5)) % 6
        officers = tuple(sorted("甲乙丙丁戊己"[one] for one in (first, second)))
        if "甲" in officers:
            place += harsh
        groups = {
            Dimension.STREET: ("甲乙丙丁"[below(next(chance), 4)],),
            Dimension.OFFICER: officers,
            Dimension.FIRM_SIZE: (("TINY", "SMALL", "LARGE")[below(next(chance), 3)],),
            Dimension.MONTH: (f"2025-{1 + below(next(chance), 12):02d}",),
        }
        # The stratum decides how heavy a fine is; another mix of strata must be no alarm.
        found.append(Observation(f"s{stratum}", min(place + stratum * 1_000, WHOLE), groups))
    return found
