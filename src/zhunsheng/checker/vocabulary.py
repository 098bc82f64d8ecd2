"""The word lists of the rules: YAML that a colleague can edit, read once into dataclasses."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml


class DataError(ValueError):
    """A data file of the checker has an entry that the program does not understand."""


@dataclass(frozen=True, slots=True)
class Term:
    """A written form that is wrong, and the right one."""

    pattern: str
    right: str
    severity: str
    reason: str
    context: str = ""  # a pattern the sentence must hold as well
    unless: str = ""  # a pattern that excuses the sentence

    def compiled(self) -> re.Pattern[str]:
        """Compile the pattern of the wrong form."""
        return re.compile(self.pattern)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that a reader will ask about (L16, L17, L22)."""

    rule: str
    pattern: str
    severity: str
    reason: str
    suggestion: str
    unless: str = ""  # a pattern that excuses the sentence
    reports_only: bool = False
    this_year_only: bool = False

    def compiled(self) -> re.Pattern[str]:
        """Compile the pattern of the phrase."""
        return re.compile(self.pattern)


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter that a work treats, and the article in which this version treats it."""

    words: str  # pattern for the words of the matter
    article: int
    name: str
    verified: bool = False
    is_alone: bool = False  # no other article of the work treats the matter


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A well-known mechanism of a work, and the articles that may be cited for it."""

    words: str  # pattern for the words of the mechanism
    articles: tuple[int, ...]  # the first is the one to cite
    name: str


@dataclass(frozen=True, slots=True)
class Work:
    """One version of a law, regulation or document, as others may cite it."""

    title: str
    since: date | None = None
    until: date | None = None  # the first day without it
    short: str = ""
    heir: str = ""  # what stands in its place
    last_article: int = 0
    topics: tuple[Topic, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a yearly report may state twice (L24), or of last year (L18)."""

    name: str
    pattern: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClockPeriod:
    """The value of a legal clock from a day on."""

    since: date
    days: int
    unit: str
    basis: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """A legal clock, the words that name it in a text, and its values over time."""

    id: str
    name: str
    words: str  # pattern for the words that name the duty
    periods: tuple[ClockPeriod, ...]
    unless: str = ""
    is_before: bool = False  # counted backwards from the act: 举行听证的七个工作日前
    topic: str = ""  # pattern that the sentence or, failing that, the paragraph must hold


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a yearly report is expected to state."""

    id: str
    name: str
    pattern: str
    open: str = ""  # the words of a hint that leaves it to the office, [请补充……]


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of the statistics room, the words by which a report states it, and its units."""

    key: str
    field: str  # the field of a scenario that it fills, "" for none
    name: str
    pattern: str
    units: tuple[str, ...]
    is_planned: bool = False
    unless: str = ""  # a pattern that excuses the clause


@dataclass(frozen=True, slots=True)
class Concept:
    """One of the sets of cases that are compared: reviewed, decided, delivered, published."""

    id: str
    name: str
    pattern: str
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a yearly report must have, and the words of its heading."""

    id: str
    name: str
    pattern: str
    traces: str  # words that show the matter is treated somewhere else


def _records(name: str) -> list[dict[str, Any]]:
    path = resources.files("zhunsheng.checker").joinpath("data", name)
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(loaded, list):
        raise DataError(f"{name}: a list is expected")
    return loaded


def _check_keys(record: dict[str, Any], kind: type, name: str) -> dict[str, Any]:
    known = {field.name for field in fields(kind)}
    unknown = set(record) - known
    if unknown:
        raise DataError(f"{name}: unknown keys {sorted(unknown)}")
    return record


@cache
def terms() -> tuple[Term, ...]:
    """Read the terms of rule L12."""
    return tuple(Term(**_check_keys(r, Term, "terms.yaml")) for r in _records("terms.yaml"))


@cache
def phrases() -> tuple[Phrase, ...]:
    """Read the phrases of rules L16, L17 and L22."""
    return tuple(Phrase(**_check_keys(r, Phrase, "phrases.yaml")) for r in _records("phrases.yaml"))


@cache
def works() -> tuple[Work, ...]:
    """Read the works of rule L14."""
    found = []
    for record in _records("works.yaml"):
        _check_keys(record, Work, "works.yaml")
        topics = tuple(
            Topic(**_check_keys(t, Topic, "works.yaml")) for t in record.get("topics", ())
        )
        mechanisms = tuple(
            Mechanism(
                **{
                    **_check_keys(m, Mechanism, "works.yaml"),
                    "articles": tuple(m["articles"]),
                }
            )
            for m in record.get("mechanisms", ())
        )
        found.append(Work(**{**record, "topics": topics, "mechanisms": mechanisms}))
    return tuple(found)


@cache
def things() -> tuple[Thing, ...]:
    """Read the things of rules L18 and L24."""
    return tuple(
        Thing(**{**_check_keys(r, Thing, "things.yaml"), "units": tuple(r["units"])})
        for r in _records("things.yaml")
    )


@cache
def clocks() -> tuple[Clock, ...]:
    """Read the clocks of rule L11; the periods of each ascend."""
    found = []
    for record in _records("clocks.yaml"):
        _check_keys(record, Clock, "clocks.yaml")
        periods = tuple(
            ClockPeriod(**_check_keys(p, ClockPeriod, "clocks.yaml")) for p in record["periods"]
        )
        if [p.since for p in periods] != sorted({p.since for p in periods}):
            raise DataError(f"clocks.yaml: the periods of {record['id']} do not ascend")
        found.append(Clock(**{**record, "periods": periods}))
    return tuple(found)


@cache
def figures() -> tuple[Figure, ...]:
    """Read the figures that rule L05 expects."""
    return tuple(Figure(**_check_keys(r, Figure, "figures.yaml")) for r in _records("figures.yaml"))


@cache
def known() -> tuple[Known, ...]:
    """Read the figures that an extracted number may be."""
    return tuple(
        Known(**{**_check_keys(r, Known, "known.yaml"), "units": tuple(r["units"])})
        for r in _records("known.yaml")
    )


@cache
def assumed() -> dict[str, int]:
    """Read what the skeleton of a scenario assumes where a report is silent."""
    path = resources.files("zhunsheng.checker").joinpath("data", "scenario.yaml")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def concepts() -> tuple[Concept, ...]:
    """Read the sets of cases that rule L06 compares."""
    return tuple(
        Concept(**_check_keys(r, Concept, "concepts.yaml")) for r in _records("concepts.yaml")
    )


@cache
def parts() -> tuple[Part, ...]:
    """Read the parts that rule L19 expects."""
    return tuple(Part(**_check_keys(r, Part, "parts.yaml")) for r in _records("parts.yaml"))
