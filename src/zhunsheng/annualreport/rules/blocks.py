"""Blocks of the text that the office chooses and edits: their source, and what an edit changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from zhunsheng.annualreport.choices import Phrase, ReportPart
from zhunsheng.annualreport.rules.templates import Section, Sentence, templates

#: So many days of a duty are named one by one; of more, the first and the last.
MOST_DAYS: Final = 6


class UnknownBlock(LookupError):
    """The report has no block of this key."""


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """What the office says of a block: its text with places for figures, used or not, public."""

    key: str
    text: str
    is_used: bool = True
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of the first responsible person, and the events that are records of it."""

    duty: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of political wording with the days between which it is current."""

    term: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a difference: "" stood before and stands still, "ins" came, "del" went."""

    text: str
    kind: str = ""


def section_of(key: str) -> tuple[ReportPart, Section]:
    """
    Return the block of a key, with its part.

    :raises UnknownBlock: if there is none
    """
    for part, section in templates().sections():
        if section.key == key:
            return part, section
    raise UnknownBlock(key)


def source_of(section: Section, values: Mapping[str, int], facts: Iterable[str] = ()) -> str:
    """Return what the program proposes for a block: a paragraph a line, figures as places."""
    lines = list(facts) if section.has_facts else []
    for paragraph in section.paragraphs:
        standing = [one for one in paragraph if one.stands(values)]
        plain = "".join(one.text for one in standing if not one.is_hint)
        lines += [plain] if plain else []
        lines += [Phrase.HINT.label.format(text=one.text) for one in standing if one.is_hint]
    return "\n".join(lines)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Return the paragraphs of a block's source; a line in brackets is still open."""
    opens, closes = Phrase.HINT.label.format(text="\n").split("\n")
    found = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        is_hint = line.startswith(opens) and line.endswith(closes)
        inner = line.removeprefix(opens).removesuffix(closes) if is_hint else line
        found.append(Sentence(inner, is_hint=is_hint))
    return tuple(found)


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """
    Return what was struck out and what was put in, character by character.

    >>> [(one.kind, one.text) for one in difference("检查企业。", "检查单位。")]
    [('', '检查'), ('del', '企业'), ('ins', '单位'), ('', '。')]
    """
    found: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            found.append(Piece(before[i:j]))
            continue
        found += [Piece(before[i:j], "del")] if j > i else []
        found += [Piece(after[k:m], "ins")] if m > k else []
    return tuple(found)


def days_said(days: Iterable[date]) -> str:
    """Return days as the text names them; of many, the first and the last."""
    said = [Phrase.DAY.label.format(year=d.year, month=d.month, day=d.day) for d in sorted(days)]
    if len(said) > MOST_DAYS:
        return Phrase.FROM_TO.label.format(first=said[0], last=said[-1])
    return Phrase.COMMA.label.join(said)


def fact_line(duty: Duty, days: Iterable[date]) -> str:
    """Return a dated fact of the first responsible person as a sentence."""
    return Phrase.FACT.label.format(days=days_said(days), duty=duty.duty)


@cache
def first_person_duties() -> tuple[Duty, ...]:
    """Return the duties of the first responsible person, in order."""
    return tuple(Duty(row["duty"], tuple(row["events"])) for row in _read("first_person")["duties"])


@cache
def terms() -> tuple[Term, ...]:
    """Return the dated terms of political wording; none of them is verified."""
    rows = _read("terms")["terms"]
    return tuple(Term(row["term"], row["since"], row.get("until")) for row in rows)


def terms_on(day: date) -> tuple[Term, ...]:
    """Return the terms that are current on a day."""
    return tuple(t for t in terms() if t.since <= day and (t.until is None or day <= t.until))


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(
        files("zhunsheng.annualreport").joinpath("data", f"{name}.yaml").read_text("utf-8")
    )
    return found
