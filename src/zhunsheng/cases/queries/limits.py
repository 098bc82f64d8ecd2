"""Articles that grant another limit than ninety days, read from the file that a lawyer edits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from zhunsheng.cases.rules.limits import CitedLimit
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook


@cache
def granting() -> Mapping[str, bool]:
    """Return the articles that grant another limit, each with whether it was verified."""
    text = files("zhunsheng.cases").joinpath("data", "limits.yaml").read_text("utf-8")
    return {row["article"]: bool(row["verified"]) for row in yaml.safe_load(text)}


def granting_on(on: date) -> Mapping[str, bool]:
    """Return those of instruments in force on a day."""
    return {key: sure for key, sure in granting().items() if _in_force(Citation.parse(key), on)}


def cited_limit(basis: str, on: date) -> CitedLimit:
    """Return what the lawbook knows of a cited article, nothing where none is in force."""
    known = granting_on(on)
    try:
        citation = Citation.parse(basis.strip())
        if str(citation) not in known:  # one that is held is cited as a whole until it is read
            lawbook.article(citation)
        instrument = lawbook.instrument(citation)
    except (ValueError, lawbook.NoSuchLaw):
        return CitedLimit(granting=known)
    if not _in_force(citation, on):
        return CitedLimit(granting=known)
    articles = {_article_of(Citation.parse(key)) for key in known}
    return CitedLimit(str(instrument.rank.value), _article_of(citation) in articles, known)


def _in_force(citation: Citation, on: date) -> bool:
    instrument = lawbook.instrument(citation)
    return on >= instrument.effective_on and not (instrument.ended_on and on >= instrument.ended_on)


def _article_of(citation: Citation) -> tuple[str, int, int]:
    return (citation.instrument, citation.article, citation.insert)
