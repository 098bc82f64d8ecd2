"""Search by the words that people use, beside those of the law."""

from __future__ import annotations

import pytest

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.loading import everyday_words
from zhunsheng.lawbook.views import finding


class TestEverydayWords:
    def test_find_the_violation_that_they_mean(self) -> None:
        row = queries.newest()["safety.97-7"]
        assert finding.is_meant(row, "焊工 无证")
        assert not finding.is_meant(row, "焊工 烟花")

    @pytest.mark.parametrize("word", sorted(everyday_words()))
    def test_find_something_each(self, word: str) -> None:
        assert finding.search(word)
