"""What each paper of a bundle proves, so that the judge need not guess it."""

from __future__ import annotations

from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import Folder
from zhunsheng.documents.rules import place_in_file
from zhunsheng.remedies.queries.material import purposes

#: What is made in a remedy itself, or about a licence, is no paper of the case.
ANSWERS = {"reconsideration_answer", "litigation_defence"}


def test_each_kind_that_goes_outside_has_a_purpose_of_its_own() -> None:
    """行政复议法 48, 行政诉讼法 67: evidence is handed in with what it proves."""
    outside = {
        kind.key
        for kind in documents.kinds().values()
        if place_in_file(kind.key, kind.catalogue).folder is Folder.MAIN
    }
    assert set(purposes()) == outside - ANSWERS
