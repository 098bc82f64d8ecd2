"""Instruments and their articles in our own words, from ``data/instruments/``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.lawbook.choices import InstrumentRank
from zhunsheng.lawbook.loading.common import Once, Row, rows
from zhunsheng.lawbook.loading.reading import loader
from zhunsheng.lawbook.rules.places import NATIONAL

_WANTED = {"id", "title", "short", "rank", "number", "effective_on", "source", "checked_on"}

_MAY = {
    "promulgated_on",
    "ended_on",
    "replaced_by",
    "verified",
    "articles",
    "jurisdiction",
    "includes_upto",
}
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

    ``promulgated_on`` is the day on which it was passed or published, None where nobody read it;
    ``ended_on`` is the first day without it.
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
    promulgated_on: date | None = None
    jurisdiction: str = NATIONAL
    includes_upto: bool | None = None
    where: str = field(default="", compare=False)


@loader
def instruments() -> Mapping[str, Instrument]:
    """
    Return all instruments by id.

    One of the site takes the place of the program's; its articles are added to those held.

    :raises BadLawData: if a file does not keep its form
    """
    loaded: dict[str, Instrument] = {}
    once = Once()
    for row in rows("instruments"):
        with row.within():
            row.only(_WANTED, _MAY)
            key = once.named(row, "id")
            loaded[key] = _instrument(key, row, loaded.get(key))
    return loaded


def _instrument(key: str, row: Row, held: Instrument | None) -> Instrument:
    effective_on = row.day("effective_on")
    articles = _articles(row.get("articles", Row()), row)
    promulgated_on = row.day("promulgated_on") if "promulgated_on" in row else None
    if promulgated_on is not None and promulgated_on > effective_on:
        raise row.bad(f"promulgated on {promulgated_on}, after {effective_on}")
    if cite(key).article:
        raise row.bad(f"{key} is no id of an instrument")
    return Instrument(
        id=key,
        title=row["title"],
        short=row["short"],
        rank=InstrumentRank(row["rank"]),
        number=str(row["number"]),
        effective_on=effective_on,
        ended_on=row.last_day("ended_on", effective_on),
        replaced_by=row.get("replaced_by", ""),
        source=row["source"],
        checked_on=row.day("checked_on"),
        verified=row.flag("verified", True),
        articles={**held.articles, **articles} if held is not None else articles,
        promulgated_on=promulgated_on,
        jurisdiction=row.get("jurisdiction", NATIONAL),
        includes_upto=row.flag("includes_upto", False) if "includes_upto" in row else None,
        where=row.where,
    )


def cited(row: Row, key: str) -> Citation:
    """
    Return the citation that a key states.

    :raises BadLawData: if it is none, or the lawbook does not hold the place
    """
    citation = cite(str(row[key]))
    law = instruments().get(citation.instrument)
    if law is None:
        raise row.bad(f"{key}: no instrument {citation.instrument}")
    if citation.article and citation.number not in law.articles:
        with row.within():  # where problems are gathered, the rest of the row is still read
            raise row.bad(f"{key}: {law.id} has no article {citation.number}")
    return citation


def _articles(rows: Row, place: Row) -> Mapping[str, Article]:
    loaded: dict[str, Article] = {}
    for key, value in rows.items():
        number = str(key)
        if not _ARTICLE.match(number):
            raise place.bad(f"article {number}")
        row = value if isinstance(value, Row) else Row(says=value)
        row.where = row.where or place.where
        row.only({"says"}, {"verified"})
        loaded[number] = Article(number, str(row["says"]), row.flag("verified", True))
    return loaded
