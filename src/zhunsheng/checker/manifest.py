"""M01 to M03: does a printed report say what its manifest of figures (figures.json) says?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any, Final

from zhunsheng.checker.arithmetic import slip
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import SHARE_WORDS, quantities
from zhunsheng.checker.reading.problem import Unreadable
from zhunsheng.checker.text import Paragraph, normalise
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.figure import FigureUnit
from zhunsheng.kernel.money import yuan_text

FORMAT: Final = "zhunsheng-annual-report-"
NO_MANIFEST: Final = "这不是年度报告的数字清单，请用系统导出的figures.json核对。"
CHANGED: Final = "数字清单的内容与清单所载的校验值不符，清单被改动过，不能用来核对。请重新导出。"
NEAR: Final = 0.6  # how alike a paragraph is to the line it was edited from, at least
PLACE: Final = "\ue000"  # stands for a figure while two lines are laid side by side
ANNEX: Final = re.compile(r"^附件\d?：数字清单$")
#: Numbers that count nothing: a date, the number of a document, a share in words.
_NUMBER: Final = re.compile(
    rf"\d[\d,.]*|[〇零一二三四五六七八九]{{4}}年|[一二三四五六七八九十]{{1,3}}月[一二三四五六七八九十]{{1,3}}日|{SHARE_WORDS}"
)

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d年")
_HASH: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{60,68}(?![0-9a-f])")
_DAY: Final = re.compile(r"(?<!\d)\d{4}年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report as printed, with a sign for each figure, and the figures' keys."""

    fixed: str
    keys: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The line with its figures printed."""
        return "".join(_pieces(self))


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A number in a line, and what it says: value, unit and whether it is about right."""

    start: int
    end: int
    told: tuple[Decimal, str, bool] | str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says: the label and printed value of each figure, and the lines."""

    labels: dict[str, str]
    cells: dict[tuple[str, str], str]  # label and definition of a figure, its value in the annex
    lines: tuple[Line, ...]
    year: int
    days: frozenset[str]  # period, closing and date of the report, as they are printed
    hash: str


def read(data: bytes) -> Manifest:
    """
    Read a ``figures.json``.

    :raises Unreadable: where it is none, or was changed after it was written
    """
    try:
        raw = json.loads(data.decode("utf-8-sig"))
        inner = raw["manifest"]
        if not str(inner["format"]).startswith(FORMAT):
            raise Unreadable(NO_MANIFEST)
        if sha256_hex(inner) != raw["manifest_hash"]:
            raise Unreadable(CHANGED)
        return _manifest(inner, raw["manifest_hash"])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise Unreadable(NO_MANIFEST) from error


def _manifest(inner: dict[str, Any], stated: str) -> Manifest:
    text = inner["text"]
    rows = [*text["opening"], *(r for part in text["parts"] for r in part["lines"])]
    lines = [_line(row["runs"]) for row in (*rows, *text["closing"])]
    typed = [part["heading"] for part in text["parts"]] + [inner["note"]] * bool(inner["note"])
    lines += [Line(normalise(words)[0], (), ()) for words in typed]
    days = (date.fromisoformat(inner[key]) for key in ("since", "until", "as_of", "compiled_on"))
    return Manifest(
        year=inner["year"],
        hash=stated,
        days=frozenset(f"{day.year}年{day.month}月{day.day}日" for day in days),
        labels={one["key"]: one["label"] for one in inner["figures"]},
        cells={
            (normalise(one["label"])[0], normalise(one["definition"])[0]): _cell(one)
            for one in inner["figures"]
        },
        lines=tuple(line for line in lines if line.keys or _is_counting(line.fixed)),
    )


def _is_counting(fixed: str) -> bool:
    return bool(_NUMBER.search(fixed)) or any(quantities(fixed))


def _cell(figure: dict[str, Any]) -> str:
    value: int = figure["value"]
    return yuan_text(value) if figure["unit"] == FigureUnit.FEN.name else str(value)


def _line(runs: list[dict[str, str]]) -> Line:
    figures = [run for run in runs if run["figure"]]
    fixed = "".join(PLACE if run["figure"] else run["text"] for run in runs)
    return Line(
        normalise(fixed)[0],
        tuple(run["figure"] for run in figures),
        tuple(normalise(run["text"])[0] for run in figures),
    )


def check_against(document: Document, manifest: Manifest) -> Iterator[Hit]:
    """Name each figure that the text prints otherwise, leaves out, or has from nowhere."""
    left = {paragraph.number: paragraph for paragraph in _body(document)}
    changed = []
    for line in manifest.lines:
        pieces = _printed(line, left)
        if not pieces:
            changed.append(line)
        else:
            yield from _without_figure(line, next(iter([left.pop(number) for number in pieces])))
    for line in changed:
        paragraph = _alike(line, left)
        if paragraph is None:
            yield from _left_out(line, manifest)
            continue
        del left[paragraph.number]
        yield from _compared(line, paragraph, manifest)
    for paragraph in left.values():
        yield from _from_nowhere(paragraph, document)
    yield from _around(document, left, manifest)
    yield from _annex(document, manifest)


def _printed(line: Line, left: Mapping[int, Paragraph]) -> list[int]:
    """
    Return the paragraphs that print a line unchanged, none where nothing does.

    They are several where a PDF's full line ends with a stop, so that its reader parts it there.
    """
    for first, paragraph in left.items():
        text, pieces = paragraph.norm, [first]
        while len(text) < len(line.text) and line.text.startswith(text):
            following = left.get(pieces[-1] + 1)
            if following is None:
                break
            text += following.norm
            pieces.append(following.number)
        if text == line.text:
            return pieces
    return []


def _around(document: Document, left: dict[int, Paragraph], manifest: Manifest) -> Iterator[Hit]:
    """Compare the year of the title, and the days and the hash that are printed around the text."""
    title, meant = document.title, f"{manifest.year}年"
    if title is not None:
        yield from _other(title, _YEAR, (meant,), "“报告年度”")
    body = {paragraph.number for paragraph in _body(document)}
    for paragraph in document.prose:
        if paragraph.number in left or paragraph.number not in body:
            yield from _other(paragraph, _DAY, sorted(manifest.days), "“日期”")
            yield from _other(paragraph, _HASH, (manifest.hash,), "“校验值”")


def _other(
    paragraph: Paragraph, pattern: re.Pattern[str], known: Sequence[str], named: str
) -> Iterator[Hit]:
    """Name what is printed otherwise than the manifest says."""
    for match in pattern.finditer(paragraph.norm):
        if match[0] not in known:
            yield _differs(named, "、".join(known), match[0], paragraph, *match.span())


def _body(document: Document) -> Iterator[Paragraph]:
    for paragraph in document.prose:
        if ANNEX.match(paragraph.norm):
            return
        yield paragraph


def _alike(line: Line, left: dict[int, Paragraph]) -> Paragraph | None:
    """Find the paragraph that a line was edited to."""
    best: tuple[float, Paragraph] | None = None
    matcher = SequenceMatcher(None, b=line.text, autojunk=False)
    for paragraph in left.values():
        matcher.set_seq1(paragraph.norm)
        bound = best[0] if best else NEAR
        if matcher.real_quick_ratio() < bound or matcher.quick_ratio() < bound:
            continue
        ratio = matcher.ratio()
        if ratio >= bound:
            best = (ratio, paragraph)
    return best[1] if best else None


def _compared(line: Line, paragraph: Paragraph, manifest: Manifest) -> Iterator[Hit]:
    """Lay the two side by side: only fixed words are matched, a figure is what lies between."""
    places = [0, *accumulate(len(piece) for piece in _pieces(line))]
    meant, said = _numbers(line.text), _numbers(paragraph.norm)
    done = (0, 0)
    matcher = SequenceMatcher(None, line.fixed, paragraph.norm, autojunk=False)
    for tag, first, last, there, until in matcher.get_opcodes():
        start, end = places[first], places[last]
        ours, theirs = _touching(meant, start, end), _touching(said, there, until)
        while ours and theirs and ours[0].told == theirs[0].told:
            start, there = max(start, ours[0].end), max(there, theirs[0].end)
            ours, theirs = ours[1:], theirs[1:]
        while ours and theirs and ours[-1].told == theirs[-1].told:
            end, until = min(end, ours[-1].start), min(until, theirs[-1].start)
            ours, theirs = ours[:-1], theirs[:-1]
        if tag == "equal" or not (ours or theirs):
            continue
        start, end = _hull(ours) or (start, max(start, end))
        there, until = _hull(theirs) or (there, max(there, until))
        if (end, until) == done:  # the other end of a number that was named
            continue
        done = end, until
        keys = (
            manifest.labels.get(key, "")
            for key, (begin, stop) in zip(line.keys, _figures(line, places), strict=True)
            if begin < end and stop > start
        )
        named = "、".join(f"“{label}”" for label in keys if label)
        changed = line.text[start:end], paragraph.norm[there:until]
        yield _differs(named, *changed, paragraph, there, until)


def _pieces(line: Line) -> Iterator[str]:
    """Yield what each sign of the fixed words prints: itself, or a figure."""
    left = iter(line.texts)
    return (next(left) if char == PLACE else char for char in line.fixed)


def _figures(line: Line, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where each figure of a line is printed."""
    return ((places[n], places[n + 1]) for n, char in enumerate(line.fixed) if char == PLACE)


def _numbers(text: str) -> list[Number]:
    """Return what a text says in numbers: 三起 is 3起, about right is another number."""
    found = [Number(q.start, q.end, (q.value, q.unit_shown, q.is_vague)) for q in quantities(text)]
    taken = {place for each in found for place in range(each.start, each.end)}
    others = [m for m in _NUMBER.finditer(text) if taken.isdisjoint(range(*m.span()))]
    return sorted([*found, *(Number(m.start(), m.end(), m[0]) for m in others)])


def _touching(numbers: list[Number], start: int, end: int) -> list[Number]:
    return [one for one in numbers if one.start <= end and one.end >= start]


def _hull(numbers: list[Number]) -> tuple[int, int] | None:
    """Return the range from the first to the last of these numbers, None where there are none."""
    return (numbers[0].start, numbers[-1].end) if numbers else None


def _differs(named: str, meant: str, found: str, paragraph: Paragraph, start: int, end: int) -> Hit:
    told = f"这里写{found}" if found else "这里没有写"
    values = [[q.value for q in quantities(text)] for text in (found, meant)]
    why = slip(*(v[0] for v in values)) if all(len(v) == 1 for v in values) else ""
    return Hit(
        rule="M01",
        severity=Severity.ERROR,
        message=(
            f"{named or '不是统计数字的一处'}：数字清单所附正文为{meant or '没有这一数字'}，"
            f"{told}{'，' + why if why else ''}。"
        ),
        suggestion=f"改回{meant or '原文'}；记录确有变动的，重新编制报告，不在文稿上改数字。",
        paragraph=paragraph,
        start=start,
        end=max(end, min(start + 1, len(paragraph.norm))),
    )


def _left_out(line: Line, manifest: Manifest) -> Iterator[Hit]:
    if not line.keys:
        return
    told = "、".join(
        f"{manifest.labels.get(key, key)}{text}"
        for key, text in zip(line.keys, line.texts, strict=True)
    )
    yield Hit(
        rule="M02",
        severity=Severity.WARNING,
        message=f"数字清单所附正文中有一段在文中没有找到，其中的数字是：{told}。",
        suggestion="确属不写的可以删去；改写较多的，请逐一核对其中的数字。",
    )


def _from_nowhere(paragraph: Paragraph, document: Document) -> Iterator[Hit]:
    if paragraph is document.title:
        return
    counted = [(one.start, one.end) for one in quantities(paragraph.norm)]
    found = sorted([*counted, *_shares(paragraph.norm)])
    if found:
        yield Hit(
            rule="M03",
            severity=Severity.WARNING,
            message="这一段不在数字清单所附的正文里，其中的数字没有记录可以核对。",
            suggestion="数字改由系统统计后写入；确无记录的，写明出处。",
            paragraph=paragraph,
            start=found[0][0],
            end=found[-1][1],
        )


def _shares(text: str) -> list[tuple[int, int]]:
    """Return where a text states a share without a unit: 三成, 过半."""
    return [match.span() for match in re.finditer(SHARE_WORDS, text)]


def _without_figure(line: Line, paragraph: Paragraph) -> Iterator[Hit]:
    """Name the numbers that the text was compiled with, and that no figure stands behind."""
    counted = [(one.start, one.end) for one in quantities(line.fixed)]
    for begin, end in sorted([*counted, *_shares(line.fixed)]):
        words = line.fixed[begin:end]
        start = paragraph.norm.find(words)
        yield Hit(
            rule="M03",
            severity=Severity.ERROR,
            message=f"“{words}”印在正文里，数字清单没有对应的指标，没有记录可以核对。",
            suggestion="数字改由系统统计后写入，重新编制报告；确无记录的，删去数字。",
            paragraph=paragraph,
            start=start,
            end=start + len(words),
        )


def _annex(document: Document, manifest: Manifest) -> Iterator[Hit]:
    """Compare the table of figures behind the text."""
    for table in document.tables:
        for cells, paragraph in zip(table.rows, table.paragraphs, strict=True):
            if len(cells) != 4:
                continue
            label, value, _, definition = (normalise(cell)[0] for cell in cells)
            meant = manifest.cells.get((label, definition))
            if meant is not None and value != meant:
                start = paragraph.norm.find(value, len(label)) if value else 0
                yield _differs(
                    f"“{label}”", meant, value, paragraph, max(start, 0), start + len(value)
                )
