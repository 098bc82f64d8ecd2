"""Text of a PDF, page by page, with the sentences that line breaks tore apart joined again."""

from __future__ import annotations

import re
from typing import Any, Final

import pypdfium2

from zhunsheng.checker.reading.problem import Unreadable
from zhunsheng.checker.text import (
    Block,
    Table,
    blocks_of_lines,
    columns,
    normalise,
    starts_a_heading,
)

PAGE_LIMIT: Final = 2000
SCAN_LIMIT: Final = 10
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_PAGE_NUMBER: Final = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-—–\s]*$")
_SHORTER_THAN_FULL: Final = 6  # columns by which a justified line may miss the full width


def read(data: bytes) -> list[Block | Table]:
    """
    Read a PDF.

    :raises Unreadable: where it is damaged, locked by a password, or holds pictures only
    """
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("文件损坏，或者不是PDF文件。")
    pages = [_lines(text) for text in _page_texts(data)]
    if sum(len(line) for lines in pages for line in lines) < SCAN_LIMIT:
        raise Unreadable("这个PDF里只有图片没有文字（扫描件），请先做文字识别，或者提供电子原稿。")
    full = _full_width(pages)
    blocks: list[Block] = []
    for number, lines in enumerate(pages, start=1):
        blocks += blocks_of_lines("\n".join(lines), page=number, full=full)
    return [*_joined_over_pages(blocks, full)]


def _page_texts(data: bytes) -> list[str]:
    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise Unreadable("这个PDF加了密码，请先解除密码再查。") from error
        raise Unreadable("PDF文件损坏，请重新导出后再查。") from error
    try:
        if len(document) > PAGE_LIMIT:
            raise Unreadable("PDF超过2000页，请拆分后再查。")
        return [_page_text(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("PDF文件损坏，请重新导出后再查。") from error
    finally:
        document.close()


def _page_text(document: Any, index: int) -> str:  # noqa: ANN401 - pypdfium2 is published untyped
    page = document[index]
    textpage = page.get_textpage()
    text = str(textpage.get_text_bounded())
    textpage.close()
    page.close()
    return text


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.replace("\ufffe", "").splitlines()]
    return [line for line in lines if line and not _PAGE_NUMBER.match(line)]


def _full_width(pages: list[list[str]]) -> int:
    """Find how many columns a full line holds: what one line in ten reaches at least."""
    lengths = sorted(columns(normalise(line)[0]) for lines in pages for line in lines)
    return max(24, lengths[len(lengths) * 9 // 10] - _SHORTER_THAN_FULL)


def _joined_over_pages(blocks: list[Block], full: int) -> list[Block]:
    """Join a sentence that a page break tore apart."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last is not None and last.page != block.page and _continues(last, block, full):
            joined[-1] = Block(f"{last.text}\n{block.text}", last.page)
            continue
        joined.append(block)
    return joined


def _continues(last: Block, block: Block, full: int) -> bool:
    tail = normalise(last.text.rsplit("\n", 1)[-1])[0]
    head = normalise(block.text.split("\n", 1)[0])[0]
    ends = not tail or tail[-1] in "。！？；：”）"
    return not ends and columns(tail) >= full and not starts_a_heading(head)
