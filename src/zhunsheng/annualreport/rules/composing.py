"""Composing the text: sentences that stand on the figures, each number kept as a run of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zhunsheng.annualreport.choices import Phrase, ReportPart
from zhunsheng.annualreport.rules.templates import (
    PLACE,
    PartTemplate,
    Section,
    Sentence,
    Templates,
)
from zhunsheng.kernel.figure import Figure, FigureUnit
from zhunsheng.kernel.money import wan_text


@dataclass(frozen=True, slots=True)
class Names:
    """What may stand in a text beside figures."""

    bureau: str
    year: int
    as_of: date

    def printed(self, name: str) -> str:
        """Return a name as it is printed."""
        texts = {
            "bureau": self.bureau,
            "year": str(self.year),
            "next_year": str(self.year + 1),
            "as_of": day_text(self.as_of),
        }
        return texts[name]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; where it is a number, ``figure`` is the key behind it."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a heading, made of runs; a hint is still open."""

    runs: tuple[Run, ...]
    is_heading: bool = False
    is_hint: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ComposedPart:
    """A part with its heading and lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """The whole text of a report."""

    opening: tuple[Line, ...]
    parts: tuple[ComposedPart, ...]
    closing: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in order."""
        inner = tuple(line for part in self.parts for line in part.lines)
        return (*self.opening, *inner, *self.closing)

    @property
    def open_hints(self) -> int:
        """How many places are left to the office; the closing hint is optional."""
        return sum(line.is_hint for part in self.parts for line in part.lines)


def day_text(day: date) -> str:
    """Return a day as official papers write it."""
    return Phrase.DAY.label.format(year=day.year, month=day.month, day=day.day)


def printed(figure: Figure) -> str:
    """
    Return a figure as the text prints it: count with its unit, amounts exactly in 万元.

    An amount of 1,293,380 yuan is printed 129.338万元.
    """
    if figure.unit is FigureUnit.FEN:
        return Phrase.MONEY.label.format(wan=wan_text(figure.value))
    return f"{figure.value}{figure.unit.value}"


def compose(
    *,
    templates: Templates,
    figures: Mapping[str, Figure],
    names: Names,
    additions: Mapping[ReportPart, str] | None = None,
) -> Composed:
    """
    Return the text that stands on these figures.

    What the office wrote for a part replaces the hints of that part.
    """
    values = {key: figure.value for key, figure in figures.items()}
    writer = _Writer(values, {k: printed(f) for k, f in figures.items()}, names)
    written = additions or {}
    return Composed(
        opening=writer.lines(templates.opening),
        parts=tuple(writer.part(one, written.get(one.part, "")) for one in templates.parts),
        closing=writer.lines(templates.closing),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    values: Mapping[str, int]
    texts: Mapping[str, str]
    names: Names

    def part(self, one: PartTemplate, written: str) -> ComposedPart:
        lines = [line for section in one.sections for line in self.section(section)]
        if not lines and one.otherwise:
            lines = [self.line((one.otherwise,))]
        if written.strip():
            lines = _without_empty_headings([line for line in lines if not line.is_hint])
            lines += [self.line((Sentence(text),)) for text in written.split("\n") if text.strip()]
        return ComposedPart(one.part.label, tuple(lines))

    def section(self, section: Section) -> list[Line]:
        found: list[Line] = []
        for paragraph in section.paragraphs:
            standing = [one for one in paragraph if one.stands(self.values)]
            plain = tuple(one for one in standing if not one.is_hint)
            found += [self.line(plain)] if plain else []
            found += [self.line((one,)) for one in standing if one.is_hint]
        if not found:
            return []
        return [Line((Run(section.heading),), is_heading=True), *found]

    def lines(self, sentences: Iterable[Sentence]) -> tuple[Line, ...]:
        return tuple(self.line((one,)) for one in sentences if one.stands(self.values))

    def line(self, sentences: tuple[Sentence, ...]) -> Line:
        runs = [run for one in sentences for run in self.runs(one.text)]
        if sentences[0].is_hint:
            text = "".join(run.text for run in runs)
            return Line((Run(Phrase.HINT.label.format(text=text)),), is_hint=True)
        return Line(tuple(runs))

    def runs(self, text: str) -> list[Run]:
        found: list[Run] = []
        end = 0
        for match in PLACE.finditer(text):
            found += [Run(text[end : match.start()])] if match.start() > end else []
            is_figure = bool(match[1])
            value = self.texts[match[2]] if is_figure else self.names.printed(match[2])
            found.append(Run(value, match[2] if is_figure else ""))
            end = match.end()
        return [*found, Run(text[end:])] if end < len(text) else found


def _without_empty_headings(lines: list[Line]) -> list[Line]:
    """Drop headings under which nothing is left."""
    kept: list[Line] = []
    for line in reversed(lines):
        if not line.is_heading or (kept and not kept[-1].is_heading):
            kept.append(line)
    return kept[::-1]
