"""Single cells of a benchmark table: whole numbers however they were typed, and formulas."""

from __future__ import annotations

import html
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal, DecimalException
from io import BytesIO
from typing import Final

#: More than any fine or fact can be.
LARGEST: Final = 10**12
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_UNITS: Final = re.compile(r"[\s,¥]|元|倍|%|人次|人|处|项")
_TEN_THOUSAND: Final = "万"
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_TARGET: Final = re.compile(rb"<Relationship\s[^>]*>")
#: A cell with a formula, and its row; neither looks at any byte of a sheet more than a few times.
_FORMULA: Final = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f[\s/>]")
_ROW: Final = re.compile(rb"""\br\s*=\s*["'][A-Z]+(\d{1,12})["']""")

NOT_A_NUMBER: Final = "“{text}”不是整数。请填写0以上的整数，不写小数和范围。"
IS_A_DAY: Final = "“{text}”被表格软件当成了日期。请把单元格改为文本格式后重新填写。"


class NotANumber(ValueError):
    """A cell holds no whole number; ``message`` says in Chinese what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def plain(text: str) -> str:
    """Return a text with full-width letters, digits and signs made plain, without spaces around."""
    return unicodedata.normalize("NFKC", text).strip()


def whole(text: str) -> int:
    """
    Return the whole number of a cell: ``３万元``, ``30,000``, ``30000.0`` and ``30000`` are one.

    :raises NotANumber: if it is none, negative, or larger than anything can be
    """
    bare = _UNITS.sub("", plain(text))
    if _DAY.fullmatch(bare):
        raise NotANumber(IS_A_DAY.format(text=text))
    scale = 10_000 if bare.endswith(_TEN_THOUSAND) else 1
    try:
        number = Decimal(bare.removesuffix(_TEN_THOUSAND)) * scale
        is_whole = number == number.to_integral_value() and 0 <= number <= LARGEST
    except DecimalException:
        is_whole = False
    if not is_whole:
        raise NotANumber(NOT_A_NUMBER.format(text=text))
    return int(number)


def formulas(content: bytes) -> Mapping[str, frozenset[int]]:
    """Return for each sheet of an .xlsx the rows with a formula; nothing for another file."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        held = set(archive.namelist())
        found = {
            name: frozenset(_rows_with_formula(archive.read(path)))
            for name, path in _sheets(archive)
            if path in held
        }
    return {name: rows for name, rows in found.items() if rows}


def _rows_with_formula(text: bytes) -> Iterator[int]:
    for cell in _FORMULA.finditer(text):
        place = _ROW.search(cell[1])
        if place is not None:
            yield int(place[1])


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return the sheets of a workbook by name, each with the file that holds it."""
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, links} <= set(archive.namelist()):
        return []
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target")
        for tag in _TARGET.findall(archive.read(links))
    }
    return [
        (_attribute(tag, b"name"), _path(targets.get(_attribute(tag, rb"\w+:id"), "")))
        for tag in _SHEET.findall(archive.read(book))
    ]


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _attribute(tag: bytes, name: bytes) -> str:
    match = re.search(rb"\s" + name + rb"""=(?:"([^"]*)"|'([^']*)')""", tag)
    return html.unescape((match[1] or match[2] or b"").decode("utf-8")) if match else ""
