"""Composing the text: sentences that stand on the figures, each number kept as a run of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zhunsheng.annualreport.choices import Phrase
from zhunsheng.annualreport.rules.blocks import BlockDraft, sentences_of, source_of
from zhunsheng.annualreport.rules.templates import (
    PartTemplate,
    Section,
    Sentence,
    Templates,
    templates,
)
from zhunsheng.annualreport.rules.typed import PLACE
from zhunsheng.kernel.figure import Figure, FigureUnit
from zhunsheng.kernel.money import wan_text


@dataclass(frozen=True, slots=True)
class Names:
    """What may stand in a text beside figures."""

    bureau: str
    year: int
    as_of: date

    def printed(self, name: str) -> str | None:
        """Return a name as it is printed, or nothing for an unknown one."""
        texts = {
            "bureau": self.bureau,
            "year": str(self.year),
            "next_year": str(self.year + 1),
            "as_of": day_text(self.as_of),
        }
        return texts.get(name)


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
    #: The block that it belongs to, and whether it stays inside.
    block: str = ""
    is_inner: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ComposedPart:
    """A part with its heading and lines."""

    heading: str
    lines: tuple[Line, ...]

    @property
    def public(self) -> ComposedPart:
        """The part as it is published."""
        kept = tuple(line for line in self.lines if not line.is_inner)
        if self.lines and not kept:
            kept = (Line((Run(Phrase.INNER_PART.label),)),)
        return replace(self, lines=kept)


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

    @property
    def empty_parts(self) -> tuple[str, ...]:
        """Headings of the parts in which nothing is written, not even what is left to do."""
        return tuple(
            part.heading for part in self.parts if all(one.is_heading for one in part.lines)
        )

    @property
    def inner_parts(self) -> tuple[str, ...]:
        """Headings of the parts of which nothing is published."""
        return tuple(
            part.heading
            for part in self.parts
            if part.lines and all(x.is_inner for x in part.lines)
        )

    @property
    def public(self) -> Composed:
        """
        The text that is published: what stays inside is left out.

        A part of nothing else keeps its heading and says so, since a report has four parts and
        the public is told that something is not shown.
        """
        return replace(self, parts=tuple(part.public for part in self.parts))

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Headings of the shortcomings whose measure does not stand in the text."""
        standing = {line.block for line in self.lines}
        open_ones = {
            section.answers
            for _, section in templates().sections()
            if section.answers in standing and section.key not in standing
        }
        return tuple(x.text for x in self.lines if x.is_heading and x.block in open_ones)


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
    written: Mapping[str, BlockDraft] | None = None,
    facts: Iterable[str] = (),
) -> Composed:
    """
    Return the text that stands on these figures.

    What the office ``written`` of a block, by its key, takes the place of what is proposed;
    ``facts`` are the dated facts of the first responsible person.
    """
    values = {key: figure.value for key, figure in figures.items()}
    printed_ones = {key: printed(figure) for key, figure in figures.items()}
    writer = _Writer(values, printed_ones, names, written or {}, tuple(facts))
    return Composed(
        opening=writer.lines(templates.opening),
        parts=tuple(writer.part(one) for one in templates.parts),
        closing=writer.lines(templates.closing),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    values: Mapping[str, int]
    texts: Mapping[str, str]
    names: Names
    written: Mapping[str, BlockDraft]
    facts: tuple[str, ...]

    def part(self, one: PartTemplate) -> ComposedPart:
        lines = [line for section in one.sections for line in self.section(section)]
        if not lines and one.otherwise:
            lines = [self.left_out(one) or self.line(one.otherwise)]
        return ComposedPart(one.part.label, tuple(lines))

    def left_out(self, one: PartTemplate) -> Line | None:
        """Return a hint with what the data shows and the office left out, or nothing."""
        found = [
            Phrase.QUOTED.label.format(text=section.heading)
            for section in one.sections
            if source_of(section, self.values, self.facts)
        ]
        if not found:
            return None
        text = Phrase.LEFT_OUT.label.format(found=Phrase.COMMA.label.join(found))
        return self.line(Sentence(text, is_hint=True))

    def section(self, section: Section) -> list[Line]:
        draft = self.written.get(section.key)
        if draft is None:
            source, inner = source_of(section, self.values, self.facts), section.is_inner
        else:
            source, inner = draft.text if draft.is_used else "", not draft.is_public
        found = [self.line(one) for one in sentences_of(source)]
        if not found:
            return []
        if section.compares and not source_of(section, self.values):
            found.append(self.line(Sentence(Phrase.NO_LONGER.label, is_hint=True)))
        heading = Line((Run(section.heading),), is_heading=True)
        return [replace(line, block=section.key, is_inner=inner) for line in (heading, *found)]

    def lines(self, sentences: Iterable[Sentence]) -> tuple[Line, ...]:
        return tuple(self.line(one) for one in sentences if one.stands(self.values))

    def line(self, sentence: Sentence) -> Line:
        runs = self.runs(sentence.text)
        if sentence.is_hint:
            text = "".join(run.text for run in runs)
            return Line((Run(Phrase.HINT.label.format(text=text)),), is_hint=True)
        return Line(tuple(runs))

    def runs(self, text: str) -> list[Run]:
        found: list[Run] = []
        end = 0
        for match in PLACE.finditer(text):
            found += [Run(text[end : match.start()])] if match.start() > end else []
            is_figure = bool(match[1])
            known = self.texts.get(match[2]) if is_figure else self.names.printed(match[2])
            value = known or match[0]  # an unknown place is shown as it is, and refused as typed
            found.append(Run(value, match[2] if is_figure else ""))
            end = match.end()
        return [*found, Run(text[end:])] if end < len(text) else found
