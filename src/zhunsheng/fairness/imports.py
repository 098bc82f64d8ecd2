"""A draft table that somebody hands in as a file: the spreadsheet of the lawbook, or its YAML."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhunsheng.fairness.rules.drafting import (
    BAD_ROW,
    CHOOSE,
    NOT_IN_FILE,
    UNREADABLE,
    BadDraft,
    draft_from,
    kept,
)
from zhunsheng.lawbook import imports as lawbook
from zhunsheng.lawbook.loading import BadLawData
from zhunsheng.lawbook.loading.common import parsed
from zhunsheng.lawbook.rules.law import Benchmark
from zhunsheng.web.sheets import UnreadableSheet

#: How many bad rows of a spreadsheet a refusal names.
NAMED: Final = 5


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


def read_sheet(
    *, content: bytes, file: str, violation: str, on: date, jurisdiction: str
) -> Benchmark:
    """
    Return the benchmark for a violation that a spreadsheet of the lawbook's form drafts.

    ``violation`` may be empty where the spreadsheet drafts one alone.

    :raises BadDraft: if the file cannot be read, names its first bad rows, or the choice is open
    """
    try:
        found, bad = lawbook.draft_benchmarks(
            filename=file, content=content, on=on, jurisdiction=jurisdiction
        )
    except UnreadableSheet as problem:
        raise BadDraft(problem.message) from None
    if bad:
        raise BadDraft("".join(BAD_ROW.format(row=one) for one in bad[:NAMED]))
    wanted = [one for one in found if violation in ("", one.violation)]
    if len(wanted) > 1:
        raise BadDraft(CHOOSE.format(labels="、".join(one.label for one in wanted)))
    if not wanted:
        raise BadDraft(NOT_IN_FILE.format(labels="、".join(one.label for one in found)))
    return kept(wanted[0])
