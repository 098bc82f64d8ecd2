"""The labelled set of our own: what a careful reader finds, and nothing on a clean text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from zhunsheng.checker import rules
from zhunsheng.checker.tests.whole import Labelled, Score, scores, texts

ROWS = tuple(texts())
#: What the rules may tell, by the names that they write themselves.
RULES = sorted(
    {
        name
        for module in Path(rules.__file__).parent.glob("*.py")
        for name in re.findall(r"\bL\d\d\b", module.read_text("utf-8"))
    }
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text[-24:])
def test_of_a_text_finds_what_a_careful_reader_finds(row: Labelled):
    assert row.told == row.found


def test_set_is_large_enough_and_both_kinds_of_texts_are_many():
    clean = [row for row in ROWS if not row.found]

    assert len(ROWS) >= 900
    assert 0.4 <= len(clean) / len(ROWS) <= 0.7


def test_of_each_rule_has_three_faults_or_more():
    faults = Counter(rule for row in ROWS for rule in row.found)

    assert {rule for rule in RULES if faults[rule] < 3} == set()
    assert set(faults) == set(RULES)


def test_scores_count_what_was_missed_and_what_is_not_there():
    rows = (
        Labelled("检查5家（甲1家、乙3家）。", ("L01",)),
        Labelled("检查5家（甲1家、乙3家）。", ()),
        Labelled("检查5家。", ("L01",)),
    )

    assert scores(rows) == (Score("L01", right=1, missed=1, false=1),)
