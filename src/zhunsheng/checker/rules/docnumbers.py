"""L13: numbers of official documents: six-cornered brackets, four-digit year, no 第, no zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.text import Paragraph

_NUMBER: Final = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{1,12}(?:（[\u4e00-\u9fff]{1,4}）[\u4e00-\u9fff]{1,8})?)"
    r"(?P<open>[〔【\[（［〈《<{「『])(?P<year>\d{2,4})(?P<year_word>年度?)?(?P<close>[〕】\]）］〉》>}」』])"
    r"(?P<di>第)?(?P<serial>\d{1,6})号"
)
_BARE: Final = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{1,10}[发字函令办通])(?P<year>(?:19|20)\d\d)年?第?(?P<serial>\d{1,5})号"
)
_LEADING_WORDS: Final = re.compile(
    r"^.*(?:根据|按照|依据|关于|的|和|与|及|见|为|转发|印发|通知|文件|文)"
)


def check(document: Document) -> Iterator[Hit]:
    """Check every document number."""
    for paragraph in document.paragraphs:
        for match in _NUMBER.finditer(paragraph.norm):
            faults = _faults(match)
            if faults:
                yield _wrong(paragraph, match, faults)
        for match in _BARE.finditer(paragraph.norm):
            yield _wrong(paragraph, match, ["年份没有用六角括号〔〕括起"])


def _faults(match: re.Match[str]) -> list[str]:
    faults: list[str] = []
    if (match["open"], match["close"]) != ("〔", "〕"):
        faults.append(f"年份用了“{match['open']}{match['close']}”，应当用六角括号〔〕")
    if len(match["year"]) != 4:
        faults.append(f"年份“{match['year']}”应当写四位数字")
    if match["year_word"]:
        faults.append("括号内只写年份数字，不写“年”")
    if match["di"]:
        faults.append("序号前不加“第”字")
    if match["serial"].startswith("0"):
        faults.append("序号不编虚位（不写前面的0）")
    return faults


def _wrong(paragraph: Paragraph, match: re.Match[str], faults: list[str]) -> Hit:
    """Name the faults and write the number as it should stand."""
    agency = _LEADING_WORDS.sub("", match["agency"]) or match["agency"]
    start = match.start() + len(match["agency"]) - len(agency)
    if agency != match["agency"] and not match["agency"].endswith(agency):
        agency, start = match["agency"], match.start()
    year = match["year"] if len(match["year"]) == 4 else "年份四位数"
    right = f"{agency}〔{year}〕{int(match['serial'])}号"
    return Hit(
        rule="L13",
        severity=Severity.WARNING,
        message=f"文号格式有误：{'；'.join(faults)}。",
        suggestion=f"按公文格式写作“{right}”。",
        paragraph=paragraph,
        start=start,
        end=match.end(),
    )
