"""Sentences of the report, read from the file of texts; a digit outside of a figure is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from zhunsheng.annualreport.choices import ReportPart
from zhunsheng.annualreport.rules.typed import NAMES, PLACE, note_numbers

_FIELDS: Final = {"text", "hint", "when", "unless", "below"}


class BrokenTemplate(ValueError):
    """The file of texts holds a typed number, an unknown name or an unknown field."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the figures it depends on; a hint is left to the office."""

    text: str
    is_hint: bool = False
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[str, ...]:
        """Keys of the figures that stand in the text."""
        return tuple(match[2] for match in PLACE.finditer(self.text) if match[1])

    def stands(self, values: Mapping[str, int]) -> bool:
        """Return whether the sentence stands on these values; a figure not defined yet is none."""
        if any(key not in values for key in (*self.figures, *self.when, *self.unless, *self.below)):
            return False
        if not all(values[key] for key in self.when) or any(values[key] for key in self.unless):
            return False
        return not self.below or values[self.below[0]] < values[self.below[1]]


@dataclass(frozen=True, slots=True)
class Section:
    """
    A block of the text: a heading with its paragraphs; it stands where one of its sentences does.

    ``inner`` is left out of what is published, unless the office says otherwise; ``answers`` is
    the shortcoming that a measure is tied to; ``facts`` begins with the dated facts of the first
    responsible person. Without paragraphs the block is the office's own.
    """

    key: str
    heading: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    is_inner: bool = False
    answers: str = ""
    has_facts: bool = False

    @property
    def compares(self) -> bool:
        """Whether the block says that one figure is below another: what it says may pass."""
        return any(one.below for paragraph in self.paragraphs for one in paragraph)


@dataclass(frozen=True, slots=True)
class PartTemplate:
    """A part with its sections, and what is printed where none of them stands."""

    part: ReportPart
    sections: tuple[Section, ...]
    otherwise: Sentence | None


@dataclass(frozen=True, slots=True)
class Templates:
    """All texts of a report."""

    opening: tuple[Sentence, ...]
    parts: tuple[PartTemplate, ...]
    closing: tuple[Sentence, ...]

    def sections(self) -> Iterable[tuple[ReportPart, Section]]:
        """Return every block with its part, in order."""
        return ((part.part, section) for part in self.parts for section in part.sections)

    def sentences(self) -> Iterable[Sentence]:
        """Return every sentence."""
        yield from (*self.opening, *self.closing)
        for part in self.parts:
            yield from (one for s in part.sections for p in s.paragraphs for one in p)
            if part.otherwise:
                yield part.otherwise


def sentence_of(row: Mapping[str, Any]) -> Sentence:
    """
    Return a sentence of the file.

    :raises BrokenTemplate: for an unknown field or name, or a number that is typed
    """
    if unknown := set(row) - _FIELDS:
        raise BrokenTemplate(f"unknown fields {sorted(unknown)}")
    text = str(row.get("text") or row.get("hint") or "")
    refuse_typed_numbers(text)
    for match in PLACE.finditer(text):
        if not match[1] and match[2] not in NAMES:
            raise BrokenTemplate(f"unknown name {match[2]}")
    return Sentence(
        text=text,
        is_hint="hint" in row,
        when=tuple(row.get("when", ())),
        unless=tuple(row.get("unless", ())),
        below=tuple(row.get("below", ())),
    )


def refuse_typed_numbers(text: str) -> None:
    """
    Refuse a text that holds a number, or a brace, outside of the places for figures and names.

    :raises BrokenTemplate: with the text
    """
    bare = PLACE.sub("", text)
    if note_numbers(bare) or "{" in bare or "}" in bare:
        raise BrokenTemplate(f"typed number or brace: {text}")


@cache
def templates() -> Templates:
    """
    Return the texts of the report.

    :raises BrokenTemplate: if one of them is not well formed
    """
    raw = yaml.safe_load(
        files("zhunsheng.annualreport").joinpath("data", "text.yaml").read_text("utf-8")
    )
    parts = tuple(_part(row) for row in raw["parts"])
    if [part.part for part in parts] != list(ReportPart):
        raise BrokenTemplate("the four parts stand in their order")
    made = Templates(
        opening=tuple(sentence_of(row) for row in raw["opening"]),
        parts=parts,
        closing=tuple(sentence_of(row) for row in raw["closing"]),
    )
    keys = [section.key for _, section in made.sections()]
    if len(set(keys)) != len(keys):
        raise BrokenTemplate("two blocks of one key")
    if unknown := {s.answers for _, s in made.sections() if s.answers} - set(keys):
        raise BrokenTemplate(f"measures for unknown shortcomings {sorted(unknown)}")
    return made


def _part(row: Mapping[str, Any]) -> PartTemplate:
    other = row.get("otherwise")
    return PartTemplate(
        part=ReportPart(row["part"]),
        sections=tuple(_section(one) for one in row.get("sections", ())),
        otherwise=sentence_of(other) if other else None,
    )


def _section(row: Mapping[str, Any]) -> Section:
    refuse_typed_numbers(row["heading"])
    rows = row.get("paragraphs", ())
    return Section(
        key=row["key"],
        heading=row["heading"],
        paragraphs=tuple(tuple(sentence_of(one) for one in paragraph) for paragraph in rows),
        is_inner=bool(row.get("inner")),
        answers=row.get("answers", ""),
        has_facts=bool(row.get("facts")),
    )


def figures_used() -> frozenset[str]:
    """Return the keys of all figures that the texts name."""
    keys: set[str] = set()
    for one in templates().sentences():
        keys.update(one.figures, one.when, one.unless, one.below)
    return frozenset(keys)
