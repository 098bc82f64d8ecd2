"""A first list made from the lawbook: an item for every article of penalty, and usual others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypedDict

import yaml

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook.rules.law import Violation
from zhunsheng.powers.choices import PowerKind
from zhunsheng.powers.rules.items import PowerFacts
from zhunsheng.powers.rules.ties import is_decided_here

_AGAINST: Final = "对"
_ONE: Final = "{said}的处罚"
_MANY: Final = "{said}等{count}种违法行为的处罚"
_LONGEST: Final = 200


class BrokenStarter(ValueError):
    """The file of usual items contradicts itself; the text names the place."""


class Words(TypedDict):
    """What a first list says in the columns that are alike for all items of a kind."""

    limits: str
    flow: str
    responsibility: str
    supervision: str


@dataclass(frozen=True, slots=True)
class Starter:
    """What a first list says of each kind, and the usual items beside those of penalty."""

    words: Mapping[PowerKind, Words]
    items: tuple[Mapping[str, Any], ...]


@cache
def starter() -> Starter:
    """
    Return what ``data/starter.yaml`` holds.

    :raises BrokenStarter: for a missing or unknown key
    """
    text = files("zhunsheng.powers").joinpath("data", "starter.yaml").read_text("utf-8")
    loaded = yaml.safe_load(text)
    words: dict[PowerKind, Words] = {PowerKind(kind): row for kind, row in loaded["words"].items()}
    for kind, said in words.items():
        if set(said) != set(Words.__annotations__):
            raise BrokenStarter(kind.value)
    for row in loaded["items"]:
        if (
            set(row) - {"sectors"} != {"code", "name", "kind", "bases"}
            or PowerKind(row["kind"]) not in words
        ):
            raise BrokenStarter(str(row.get("code")))
    return Starter(words, tuple(loaded["items"]))


def proposal(
    violations: Iterable[Violation], *, subject: str, counts: Callable[[Citation], bool]
) -> tuple[PowerFacts, ...]:
    """
    Return a first list for a bureau: whoever uses it edits it before a leader adopts it.

    ``counts`` tells whether the law of a citation is in force on the day; what rests on no such
    law is left out, and so are violations that another body decides on. The code of an item of
    penalty follows from its article, so that a later proposal gives the same code.
    """
    groups: dict[Citation, list[Violation]] = {}
    for row in sorted(violations, key=lambda one: (one.penalty, one.key)):
        if is_decided_here(row) and counts(row.penalty):
            groups.setdefault(article_of(row.penalty), []).append(row)
    found = [_penalty(article, rows, subject) for article, rows in sorted(groups.items())]
    found += [_usual(row, subject) for row in starter().items]
    shown = (replace(one, bases=_counting(one.bases, counts)) for one in found)
    return tuple(one for one in shown if one.bases)


def _counting(bases: tuple[str, ...], counts: Callable[[Citation], bool]) -> tuple[str, ...]:
    return tuple(basis for basis in bases if counts(Citation.parse(basis)))


def article_of(citation: Citation) -> Citation:
    """Return the article that a citation lies in."""
    return Citation(citation.instrument, citation.article, insert=citation.insert)


def _penalty(article: Citation, rows: list[Violation], subject: str) -> PowerFacts:
    label, count = rows[0].label, len(rows)
    said = label if label.startswith(_AGAINST) else f"{_AGAINST}{label}"
    name = _ONE.format(said=said) if count == 1 else _MANY.format(said=said, count=count)
    breaches = sorted({article_of(row.breach) for row in rows} - {article})
    return PowerFacts(
        code=f"CF-{article.instrument}-{article.number}",
        name=name[:_LONGEST],
        kind=PowerKind.PENALTY,
        subject=subject,
        bases=(str(article), *(str(one) for one in breaches)),
        violations=tuple(row.key for row in rows),
        **starter().words[PowerKind.PENALTY],
    )


def _usual(row: Mapping[str, Any], subject: str) -> PowerFacts:
    kind = PowerKind(row["kind"])
    return PowerFacts(
        code=row["code"],
        name=row["name"],
        kind=kind,
        subject=subject,
        bases=tuple(row["bases"]),
        sectors=tuple(row.get("sectors", ())),
        **starter().words[kind],
    )
