"""The labelled set of our own: what a careful reader finds, and nothing on a clean text."""

from __future__ import annotations

import pytest

from zhunsheng.checker.tests.whole import Labelled, Score, scores, texts

ROWS = tuple(texts())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text[-24:])
def test_of_a_text_finds_what_a_careful_reader_finds(row: Labelled):
    assert row.told == row.found


def test_set_is_large_enough_and_a_half_of_it_is_clean():
    clean = [row for row in ROWS if not row.found]

    assert len(ROWS) >= 150
    assert 0.4 <= len(clean) / len(ROWS) <= 0.6
    assert len({rule for row in ROWS for rule in row.found}) >= 20


def test_scores_count_what_was_missed_and_what_is_not_there():
    rows = (
        Labelled("检查5家（甲1家、乙3家）。", ("L01",)),
        Labelled("检查5家（甲1家、乙3家）。", ()),
        Labelled("检查5家。", ("L01",)),
    )

    assert scores(rows) == (Score("L01", right=1, missed=1, false=1),)
