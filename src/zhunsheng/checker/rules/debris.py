"""L20: what an editor leaves behind, placeholders, and two ways of writing digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.text import Paragraph

_PIECE: Final = (
    r"\[bookmark[：:][^\]\n]{0,60}\]|\{?(?:HYPERLINK|PAGEREF|INCLUDEPICTURE|MERGEFIELD|TOC)\\?[\"“\\][^}\n]{0,120}\}?"
    r"|\{(?:PAGE|NUMPAGES|DATE|REF[^}\n]{0,60})\}|_?OLE_LINK\d{0,4}|_GoBack|_Toc\d{3,12}|_Hlk\d{3,12}"
    r"|\\?\*?MERGEFORMAT|错误！?!?未找到引用源。?|错误！?!?未定义书签。?|Error[!！]Referencesourcenotfound\.?"
    r"|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo)[;；]?|</?(?:p|br|span|div|td|tr|b|o:p)[ />]"
)
_DEBRIS: Final = re.compile(f"(?:{_PIECE}){{1,20}}", re.IGNORECASE)
_BROKEN: Final = re.compile("[\ufffd\u0000-\u0008\u000e-\u001f]{1,50}|锟斤拷|烫烫烫")
_PLACEHOLDER: Final = re.compile(
    r"(?:[Xx×＊*]{2,8}|[○〇□]{2,8}|_{2,20})(?=[年月日个家件起次项份人名万元])|（(?:待补充?|待填写?|待定|待核实?|此处[^）]{0,12}(?:补充|填写|核实|添加|修改)[^）]{0,12}|请(?:补充|填写|核实)[^）]{0,20})）"
)
#: Words that nobody writes twice on purpose; 讨论讨论 or 监督监督 may be meant.
_DOUBLED: Final = re.compile(
    r"(依法|进行|开展|全面|认真|积极|严格|切实|不断|进一步|我局|全区|全市|全县|按照|根据|以及|对于|通过|关于|共同|及时|坚持)\1"
)
_TITLE_MARK: Final = re.compile("[《》]")
_FULL_WIDTH: Final = re.compile(f"[{chr(0xFF10)}-{chr(0xFF19)}]{{1,40}}")
_ASCII_DIGIT: Final = re.compile(r"[0-9]")
_ASCII_POINT: Final = re.compile(r"(?<=[\u4e00-\u9fff])[,;:!?](?=[\u4e00-\u9fff])")


def check(document: Document) -> Iterator[Hit]:
    """Check the written form of every paragraph."""
    for paragraph in document.paragraphs:
        yield from _debris(paragraph)
        yield from _placeholders(paragraph)
        yield from _doubled(paragraph)
    yield from _titles(document)
    yield from _digits(document)
    yield from _punctuation(document)


def _debris(paragraph: Paragraph) -> Iterator[Hit]:
    for match in (*_DEBRIS.finditer(paragraph.norm), *_BROKEN.finditer(paragraph.norm)):
        broken = _BROKEN.match(match[0])
        yield Hit(
            rule="L20",
            severity=Severity.ERROR,
            message="文字损坏，出现了乱码。"
            if broken
            else "残留了编辑软件的书签、域代码或者网页代码。",
            suggestion="对照原稿恢复文字。"
            if broken
            else "发布前删除这段代码，并检查其前后文字是否完整。",
            paragraph=paragraph,
            start=match.start(),
            end=match.end(),
        )


def _placeholders(paragraph: Paragraph) -> Iterator[Hit]:
    for match in _PLACEHOLDER.finditer(paragraph.norm):
        yield Hit(
            rule="L20",
            severity=Severity.ERROR,
            message="留有没有填写的空位。",
            suggestion="填写实际内容；没有的写“0”或者“无”。",
            paragraph=paragraph,
            start=match.start(),
            end=min(match.end() + 1, len(paragraph.norm)),
        )


def _doubled(paragraph: Paragraph) -> Iterator[Hit]:
    for match in _DOUBLED.finditer(paragraph.norm):
        yield Hit(
            rule="L20",
            severity=Severity.WARNING,
            message=f"“{match[1]}”连写了两遍。",
            suggestion=f"删去一个“{match[1]}”。",
            paragraph=paragraph,
            start=match.start(),
            end=match.end(),
        )


def _titles(document: Document) -> Iterator[Hit]:
    """Tell where a title mark has no partner, unless the next paragraph brings it."""
    open_before: tuple[Paragraph, int] | None = None
    for paragraph in document.prose:
        opened, closing = _unpaired(paragraph.norm)
        if open_before is not None and closing:
            open_before, closing = None, closing[1:]
        if open_before is not None:
            yield _no_partner(*open_before)
        for place in (*closing, *opened[:-1]):
            yield _no_partner(paragraph, place)
        open_before = (paragraph, opened[-1]) if opened else None
    if open_before is not None:
        yield _no_partner(*open_before)


def _unpaired(text: str) -> tuple[list[int], list[int]]:
    """Return the places of the marks that open, and of those that close, without a partner."""
    opened: list[int] = []
    closing: list[int] = []
    for match in _TITLE_MARK.finditer(text):
        if match[0] == "《":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            closing.append(match.start())
    return opened, closing


def _no_partner(paragraph: Paragraph, place: int) -> Hit:
    return Hit(
        rule="L20",
        severity=Severity.WARNING,
        message=f"书名号不成对：“{paragraph.norm[place]}”没有与它相配的另一半。",
        suggestion="补全书名号，并核对文件名称。",
        paragraph=paragraph,
        start=place,
        end=min(place + 20, len(paragraph.norm)),
    )


def _digits(document: Document) -> Iterator[Hit]:
    """Tell once where full-width digits stand in a text that otherwise uses half-width ones."""
    if not any(_ASCII_DIGIT.search(p.raw) for p in document.paragraphs):
        return
    places = [(p, match) for p in document.paragraphs for match in _FULL_WIDTH.finditer(p.raw)]
    if not places:
        return
    paragraph, match = places[0]
    start, end = _range(paragraph, match)
    yield Hit(
        rule="L20",
        severity=Severity.INFO,
        message=f"数字全角、半角混用，全角数字有{len(places)}处，首处为“{match[0]}”。",
        suggestion="统一用半角数字。",
        paragraph=paragraph,
        start=start,
        end=end,
    )


def _punctuation(document: Document) -> Iterator[Hit]:
    places = [(p, match) for p in document.prose for match in _ASCII_POINT.finditer(p.raw)]
    if not places:
        return
    paragraph, match = places[0]
    start, end = _range(paragraph, match)
    yield Hit(
        rule="L20",
        severity=Severity.INFO,
        message=f"汉字之间用了半角标点，共{len(places)}处，首处为“{match[0]}”。",
        suggestion="统一用全角标点。",
        paragraph=paragraph,
        start=max(0, start - 1),
        end=min(end + 1, len(paragraph.norm)),
    )


def _range(paragraph: Paragraph, match: re.Match[str]) -> tuple[int, int]:
    """Translate a range of the text as written into normalised positions."""
    inside = [
        index
        for index, offset in enumerate(paragraph.offsets)
        if match.start() <= offset < match.end()
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
