"""A draft table that somebody hands in as a file: YAML in the form of the lawbook."""

from __future__ import annotations

from zhunsheng.fairness.rules.drafting import UNREADABLE, BadDraft, draft_from
from zhunsheng.lawbook.loading import BadLawData
from zhunsheng.lawbook.loading.common import parsed
from zhunsheng.lawbook.rules.law import Benchmark


def read_draft(*, text: str, file: str) -> Benchmark:
    """
    Return the one benchmark that a YAML file of the lawbook's form holds.

    :raises BadDraft: if the file holds none or several, or does not keep the form
    """
    try:
        found = parsed(text, file=file)
    except (BadLawData, TypeError, ValueError, RecursionError) as problem:
        raise BadDraft(UNREADABLE.format(problem=problem)) from None
    rows = found if isinstance(found, list) else [found]
    return draft_from(rows)
