"""Reading the YAML that a lawyer edits into frozen values; unknown keys are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.lawbook.choices import InstrumentRank, PartyKind

_ARTICLE = re.compile(r"^\d+(-\d+)?$")


class BadLawData(ValueError):
    """A data file of the lawbook contradicts its form; names the file and the place."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an instrument: number, what it says in our own words, whether checked."""

    number: str
    says: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation, rule or document with its version in force from ``effective_on``."""

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


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """
    One dated value of a legal number; ``value`` holds integers by name (``""`` if only one).

    A number that no query reads says why in ``used_by``: ``page`` (it is only shown), or the
    constant of a pure rule that a test holds equal to it.
    """

    key: str
    label: str
    unit: str
    since: date
    jurisdiction: str
    value: Mapping[str, int]
    basis: Citation
    source: str
    checked_on: date
    verified: bool
    used_by: str = ""

    def integer(self, name: str = "") -> int:
        """Return the number called ``name``."""
        return self.value[name]


@dataclass(frozen=True, slots=True)
class Violation:
    """
    A conduct that the law punishes.

    Ranges are in fen, both ends included; ``order_first`` tells that a fine needs a refused or
    expired order (安全生产法 93, 108), ``warning`` that a warning may be given.
    """

    key: str
    label: str
    conduct: str
    breach: Citation
    penalty: Citation
    party: PartyKind
    fine_min: int
    fine_max: int
    late_fine_min: int
    late_fine_max: int
    order_first: bool
    warning: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the glossary: the Chinese term, its one identifier, words to avoid for it."""

    zh: str
    id: str
    avoid: tuple[str, ...]
    basis: Citation | None
    note: str


def _keys(row: Mapping[str, Any], wanted: set[str], optional: set[str], where: str) -> None:
    if missing := wanted - row.keys():
        raise BadLawData(f"{where}: missing {sorted(missing)}")
    if unknown := row.keys() - wanted - optional:
        raise BadLawData(f"{where}: unknown {sorted(unknown)}")


def _documents(folder: str) -> Iterator[tuple[str, Any]]:
    root = files("zhunsheng.lawbook") / "data" / folder
    for entry in sorted(_walk(root), key=str):
        yield entry.name, yaml.safe_load(entry.read_text("utf-8"))


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.name.endswith(".yaml"):
            yield entry


@cache
def instruments() -> Mapping[str, Instrument]:
    """
    Return all instruments by id.

    :raises BadLawData: if a file does not keep its form
    """
    wanted = {"id", "title", "short", "rank", "number", "effective_on", "source", "checked_on"}
    loaded: dict[str, Instrument] = {}
    for name, row in _documents("instruments"):
        _keys(row, wanted, {"ended_on", "replaced_by", "verified", "articles"}, name)
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
            articles=_articles(row.get("articles", {}), name),
        )
    return loaded


def _articles(rows: Mapping[Any, Any], where: str) -> Mapping[str, Article]:
    loaded: dict[str, Article] = {}
    for key, value in rows.items():
        number = str(key)
        if not _ARTICLE.match(number):
            raise BadLawData(f"{where}: article {number}")
        row = value if isinstance(value, dict) else {"says": value}
        _keys(row, {"says"}, {"verified"}, f"{where} {number}")
        loaded[number] = Article(number, str(row["says"]), bool(row.get("verified", True)))
    return loaded


@cache
def parameters() -> Mapping[str, tuple[ParameterValue, ...]]:
    """
    Return the dated values of every parameter by key, oldest first.

    :raises BadLawData: if a file does not keep its form or its dates do not ascend
    """
    loaded: dict[str, tuple[ParameterValue, ...]] = {}
    for name, row in _documents("parameters"):
        _keys(row, {"key", "label", "unit", "values"}, {"used_by"}, name)
        values = tuple(_value(row, item, name) for item in row["values"])
        order = [(v.jurisdiction, v.since) for v in values]
        if sorted(order) != order or len(set(order)) != len(order):
            raise BadLawData(f"{name}: dates of one jurisdiction ascend")
        loaded[row["key"]] = values
    return loaded


def _value(row: Mapping[str, Any], item: Mapping[str, Any], where: str) -> ParameterValue:
    wanted = {"since", "value", "basis", "source", "checked_on", "verified"}
    _keys(item, wanted, {"jurisdiction"}, where)
    value = item["value"] if isinstance(item["value"], dict) else {"": item["value"]}
    if not all(isinstance(number, int) for number in value.values()):
        raise BadLawData(f"{where}: a legal number is an integer")
    return ParameterValue(
        key=row["key"],
        label=row["label"],
        unit=row["unit"],
        since=item["since"],
        jurisdiction=item.get("jurisdiction", "CN"),
        value=value,
        basis=cite(item["basis"]),
        source=item["source"],
        checked_on=item["checked_on"],
        verified=item["verified"],
        used_by=row.get("used_by", ""),
    )


@cache
def violations() -> Mapping[str, Violation]:
    """
    Return all violations by key.

    :raises BadLawData: if a row does not keep its form
    """
    wanted = {"key", "label", "conduct", "breach", "penalty", "party", "fine"}
    optional = {"late_fine", "order_first", "warning", "verified"}
    loaded: dict[str, Violation] = {}
    for name, rows in _documents("violations"):
        for row in rows:
            _keys(row, wanted, optional, f"{name} {row.get('key')}")
            late = row.get("late_fine", [0, 0])
            loaded[row["key"]] = Violation(
                key=row["key"],
                label=row["label"],
                conduct=row["conduct"],
                breach=cite(row["breach"]),
                penalty=cite(row["penalty"]),
                party=PartyKind(row["party"]),
                fine_min=row["fine"][0] * 100,
                fine_max=row["fine"][1] * 100,
                late_fine_min=late[0] * 100,
                late_fine_max=late[1] * 100,
                order_first=bool(row.get("order_first", False)),
                warning=bool(row.get("warning", False)),
                verified=bool(row.get("verified", True)),
            )
    return loaded


@cache
def glossary() -> tuple[Term, ...]:
    """
    Return the rows of the glossary in the order of the file.

    :raises BadLawData: if a row does not keep its form
    """
    file = files("zhunsheng.lawbook") / "data" / "glossary.yaml"
    return tuple(term(row) for row in yaml.safe_load(file.read_text("utf-8")))


def term(row: Mapping[str, Any]) -> Term:
    """
    Return a row of the glossary as a term.

    :raises BadLawData: if it does not keep its form
    """
    _keys(row, {"zh", "id"}, {"avoid", "basis", "note"}, f"glossary {row.get('zh')}")
    basis = cite(row["basis"]) if "basis" in row else None
    return Term(row["zh"], row["id"], tuple(row.get("avoid", ())), basis, row.get("note", ""))
