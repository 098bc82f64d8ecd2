"""Automatic paragraph numbers of a Word file: 一、 that is shown but does not stand in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from docx.oxml.ns import qn

_DIGITS: Final = "零一二三四五六七八九"
_CHINESE: Final = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital")
)


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counted: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> Numbering:  # noqa: ANN401 - python-docx is published untyped
        """Read the list definitions of a document; a document without any has none."""
        numbering = cls()
        part = next(
            (
                r.target_part
                for r in document.part.rels.values()
                if r.reltype.endswith("/numbering")
            ),
            None,
        )
        root = getattr(part, "element", None)
        if root is None:
            return numbering
        for abstract in root.iterchildren(qn("w:abstractNum")):
            for level in abstract.iterchildren(qn("w:lvl")):
                key = (abstract.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl"), "0")))
                numbering.levels[key] = (
                    _value(level, "w:numFmt") or "decimal",
                    _value(level, "w:lvlText") or "",
                    int(_value(level, "w:start") or "1"),
                )
        for number in root.iterchildren(qn("w:num")):
            abstract_id = _value(number, "w:abstractNumId")
            if abstract_id is not None:
                numbering.lists[number.get(qn("w:numId"))] = abstract_id
        return numbering

    def label(self, paragraph: Any, style: Any) -> str:  # noqa: ANN401 - as above
        """Count a paragraph and return the number that is shown before it."""
        found = _reference(paragraph)
        if found is None and style is not None:
            found = _reference(style.element)
        if found is None or found[0] not in self.lists:
            return ""
        abstract, level = self.lists[found[0]], found[1]
        for deeper in [key for key in self.counted if key[0] == abstract and key[1] > level]:
            del self.counted[deeper]
        start = self.levels.get((abstract, level), ("decimal", "", 1))[2]
        self.counted[abstract, level] = self.counted.get((abstract, level), start - 1) + 1
        return self._shown(abstract, level)

    def _shown(self, abstract: str, level: int) -> str:
        pattern = self.levels.get((abstract, level), ("", "", 1))[1]

        def number(match: re.Match[str]) -> str:
            key = (abstract, int(match[1]) - 1)
            style = self.levels.get(key, ("decimal", "", 1))[0]
            value = self.counted.get(key, 1)
            return _chinese(value) if style in _CHINESE else str(value)

        return re.sub(r"%(\d)", number, pattern)


def _value(element: Any, name: str) -> str | None:  # noqa: ANN401 - as above
    child = element.find(qn(name))
    return child.get(qn("w:val")) if child is not None else None


def _reference(element: Any) -> tuple[str, int] | None:  # noqa: ANN401 - as above
    properties = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if properties is None:
        return None
    number = _value(properties, "w:numId")
    return (number, int(_value(properties, "w:ilvl") or "0")) if number else None


def _chinese(value: int) -> str:
    """Write a number below one hundred in Chinese."""
    tens, ones = divmod(value, 10)
    if not 0 < value < 100:
        return str(value)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")
