"""Articles that grant another limit than ninety days, read from the file that a lawyer edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhunsheng.cases.rules.limits import CitedLimit
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    text = files("zhunsheng.cases").joinpath("data", "limits.yaml").read_text("utf-8")
    return tuple(yaml.safe_load(text))


def granting() -> Mapping[str, bool]:
    """Return the articles that grant another limit, each with whether it was verified."""
    return {row["article"]: bool(row["verified"]) for row in _rows()}


def stopping() -> Mapping[str, bool]:
    """Return those of them that let the term stand still, each with whether it was verified."""
    return {row["article"]: bool(row["verified"]) for row in _rows() if row["stops"]}


def granting_on(on: date) -> Mapping[str, bool]:
    """Return the articles of instruments in force on a day that grant another limit."""
    return _of_day(granting(), on)


def stopping_on(on: date) -> Mapping[str, bool]:
    """Return the articles of instruments in force on a day that let the term stand still."""
    return _of_day(stopping(), on)


def _of_day(articles: Mapping[str, bool], on: date) -> Mapping[str, bool]:
    return {key: sure for key, sure in articles.items() if _in_force(Citation.parse(key), on)}


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
    return CitedLimit(
        str(instrument.rank.value),
        grants=_is_among(citation, known),
        stops=_is_among(citation, stopping()),
        granting=known,
    )


def _is_among(citation: Citation, articles: Iterable[str]) -> bool:
    return _article_of(citation) in {_article_of(Citation.parse(key)) for key in articles}


def _in_force(citation: Citation, on: date) -> bool:
    instrument = lawbook.instrument(citation)
    return on >= instrument.effective_on and not (instrument.ended_on and on >= instrument.ended_on)


def _article_of(citation: Citation) -> tuple[str, int, int]:
    return (citation.instrument, citation.article, citation.insert)
