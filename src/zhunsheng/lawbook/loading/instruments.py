"""Instruments and their articles in our own words, from ``data/instruments/``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from zhunsheng.lawbook.choices import InstrumentRank
from zhunsheng.lawbook.loading.common import Row, documents
from zhunsheng.lawbook.rules.places import NATIONAL

_MAY = {"ended_on", "replaced_by", "verified", "articles", "jurisdiction", "includes_upto"}
_ARTICLE = re.compile(r"^\d+(-\d+)?$")


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an instrument: number, what it says in our own words, whether checked."""

    number: str
    says: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """
    A law, regulation, rule or document with its version in force from ``effective_on``.

    ``jurisdiction`` is the place of a local one. ``includes_upto`` tells whether 以下 includes the
    figure that it names in this instrument; None where nobody read that (law.md A13).
    """

    id: str
    title: str
    short: str
    rank: InstrumentRank
    number: str
    effective_on: date
    ended_on: date | None
    replaced_by: str
    source: str
    checked_on: date
    verified: bool
    articles: Mapping[str, Article]
    jurisdiction: str = NATIONAL
    includes_upto: bool | None = None


@cache
def instruments() -> Mapping[str, Instrument]:
    """
    Return all instruments by id.

    :raises BadLawData: if a file does not keep its form
    """
    wanted = {"id", "title", "short", "rank", "number", "effective_on", "source", "checked_on"}
    loaded: dict[str, Instrument] = {}
    for _, row in documents("instruments"):
        row.only(wanted, _MAY)
        loaded[row["id"]] = Instrument(
            id=row["id"],
            title=row["title"],
            short=row["short"],
            rank=InstrumentRank(row["rank"]),
            number=str(row["number"]),
            effective_on=row["effective_on"],
            ended_on=row.get("ended_on"),
            replaced_by=row.get("replaced_by", ""),
            source=row["source"],
            checked_on=row["checked_on"],
            verified=bool(row.get("verified", True)),
            articles=_articles(row.get("articles", Row()), row),
            jurisdiction=row.get("jurisdiction", NATIONAL),
            includes_upto=row.get("includes_upto"),
        )
    return loaded


def _articles(rows: Row, place: Row) -> Mapping[str, Article]:
    loaded: dict[str, Article] = {}
    for key, value in rows.items():
        number = str(key)
        if not _ARTICLE.match(number):
            raise place.bad(f"article {number}")
        row = value if isinstance(value, Row) else Row(says=value)
        row.only({"says"}, {"verified"})
        loaded[number] = Article(number, str(row["says"]), bool(row.get("verified", True)))
    return loaded
