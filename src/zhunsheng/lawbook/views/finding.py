"""Search over the lawbook: short words of Chinese are found wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.documents.fines import leniency_text
from zhunsheng.lawbook.loading import (
    benchmarks,
    everyday_words,
    instruments,
    leniencies,
    parameters,
    violation_versions,
)
from zhunsheng.lawbook.rules.law import Violation

#: How many finds of a kind a page shows.
SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Find:
    """Something found: what it is called, where it stands, what it says."""

    label: str
    url: str
    text: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Finds of one kind: the first of them, and how many there are."""

    label: str
    finds: tuple[Find, ...]
    total: int


def search(words: str) -> tuple[Group, ...]:
    """Return what holds every word, in groups; empty groups are left out."""
    wanted = words.casefold().split()
    found = (
        ("法律文件", _instruments()),
        ("条文", _articles()),
        ("违法行为", _violations()),
        ("期限与金额", _parameters()),
        ("裁量基准", _benchmarks()),
        ("免罚轻罚清单", _lists()),
    )
    groups = (_group(label, rows, wanted) for label, rows in found)
    return tuple(group for group in groups if group.total)


def is_meant(row: Violation, words: str) -> bool:
    """Return whether a violation holds every word in what it is called and cites."""
    text = f"{row.label} {row.conduct} {queries.cite_label(row.penalty)} {row.key}".casefold()
    return _says(text, words.casefold().split())


def _group(label: str, rows: Iterable[Find], wanted: list[str]) -> Group:
    held = [one for one in rows if _holds(one, wanted)]
    return Group(label, tuple(held[:SHOWN]), len(held))


def _holds(one: Find, wanted: list[str]) -> bool:
    return _says(f"{one.label} {one.text}".casefold(), wanted)


def _says(text: str, wanted: list[str]) -> bool:
    """Return whether a text holds every word, or one of those that the word stands for."""
    known = everyday_words()
    return all(any(w in text for w in (word, *known.get(word, ()))) for word in wanted)


def _instruments() -> Iterator[Find]:
    for row in instruments().values():
        url = reverse("lawbook:detail", args=[row.id])
        yield Find(f"《{row.title}》", url, f"{row.number}，{row.short}", row.verified)


def _articles() -> Iterator[Find]:
    for row in instruments().values():
        for citation, article in queries.articles_of(row):
            label = f"《{row.short}》{citation.place}"
            verified = row.verified and article.verified
            yield Find(label, queries.url_of(citation), article.says, verified)


def _violations() -> Iterator[Find]:
    for key, versions in violation_versions().items():
        row = versions[-1]
        text = f"{row.conduct}（{queries.cite_label(row.penalty)}）"
        yield Find(row.label, reverse("lawbook:violation", args=[key]), text, row.verified)


def _parameters() -> Iterator[Find]:
    for values in parameters().values():
        row = values[-1]
        text = f"{queries.value_text(row)}（{queries.cite_label(row.basis)}）"
        url = f"{reverse('lawbook:parameters')}?{urlencode({'q': row.label})}"
        yield Find(row.label, url, text, row.verified)


def _benchmarks() -> Iterator[Find]:
    for rows in benchmarks().values():
        for row in rows:
            url = f"{reverse('lawbook:benchmarks')}#{row.id}"
            text = f"{queries.cite_label(row.basis)}{row.place}"
            yield Find(row.label, url, text, row.verified)


def _lists() -> Iterator[Find]:
    for one in (one for rows in leniencies().values() for one in rows):
        url = f"{reverse('lawbook:lists')}#{one.list_id}"
        yield Find(one.label, url, f"{one.title}，{leniency_text(one)}", one.verified)
