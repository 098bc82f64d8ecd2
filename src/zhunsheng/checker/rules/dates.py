"""L10: dates exist, lie in the report's year, and follow one another as the procedure does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.text import Paragraph

_DATE: Final = re.compile(
    r"(?<![\d.])(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?!令)"
)
_MONTH: Final = re.compile(r"(?<![\d.])(?:(?:19|20)\d\d)年(?P<month>\d{1,2})月(?!\d)")
_RANGE_JOINT: Final = re.compile(r"^(?:至|到|—{1,2}|-|－|~|～|–)$")
# A past or future year is meant where the sentence speaks of rules, histories or plans.
_OTHER_YEAR_IS_MEANT: Final = re.compile(
    r"施行|实施|印发|发布|修订|修正|修改|颁布|出台|公布|制定|成立|以来|至今|截至|截止|上年|去年|前年|同比|历年|往年"
    r"|自|于.{0,6}届|有效期|到期|跨年|结转|计划|拟|将|下一?年|明年|立案|延续|通过|批准|上一年"
)
_QUOTED: Final = re.compile(r"《[^》]{0,200}》|“[^”]{0,200}”|〔[^〕]{0,20}〕")
_STEPS: Final = (
    ("立案", re.compile(r"立案")),
    ("告知", re.compile(r"处罚告知|事先告知|告知书|^(?:依法)?告知")),
    ("听证", re.compile(r"听证会|举行听证|组织听证|听证")),
    ("法制审核", re.compile(r"法[制治]审核")),
    ("集体讨论", re.compile(r"集体讨论")),
    ("作出决定", re.compile(r"处罚决定|作出决定")),
    ("送达", re.compile(r"送达")),
    ("公示", re.compile(r"公示")),
)
# Delivery and publication both follow the decision; the law sets no order between the two.
_UNORDERED: Final = frozenset(("送达", "公示"))
CLAUSE_LIMIT: Final = 40


def check(document: Document) -> Iterator[Hit]:
    """Check every date of the prose."""
    for paragraph in document.prose:
        found = list(_DATE.finditer(paragraph.norm))
        yield from _impossible(paragraph, found, document.year)
        yield from _backward_ranges(paragraph, found, document.year)
        yield from _backward_steps(paragraph, found, document.year)
        if document.year is not None and document.title is not None:
            yield from _outside_year(document, paragraph, found, document.year)


def _value(match: re.Match[str], year: int | None) -> date | None:
    """Read a date; one without a year lies in the report's year."""
    stated = match["year"]
    if stated is None and year is None:
        year = 2024  # a leap year: what is impossible in it is impossible in every year
    try:
        return date(int(stated) if stated else year or 2024, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _impossible(
    paragraph: Paragraph, found: list[re.Match[str]], year: int | None
) -> Iterator[Hit]:
    bad = [match for match in found if _value(match, year) is None]
    months = [m for m in _MONTH.finditer(paragraph.norm) if not 1 <= int(m["month"]) <= 12]
    known = {match.start() for match in bad}
    for match in [*bad, *(m for m in months if m.start() not in known)]:
        assumed = f"（按{year}年计）" if year and not match[0].startswith(("19", "20")) else ""
        yield Hit(
            rule="L10",
            severity=Severity.ERROR,
            message=f"“{match[0]}”{assumed}不是日历上有的日期。",
            suggestion="按原始记录改正日期。",
            paragraph=paragraph,
            start=match.start(),
            end=match.end(),
        )


def _backward_ranges(
    paragraph: Paragraph, found: list[re.Match[str]], year: int | None
) -> Iterator[Hit]:
    for first, second in pairwise(found):
        if not _RANGE_JOINT.match(paragraph.norm[first.end() : second.start()]):
            continue
        begin, end = _value(first, year), _value(second, year)
        if begin is None or end is None or end >= begin:
            continue
        if second["year"] is None and first["year"] is not None:
            end = date(begin.year, end.month, min(end.day, 28))
            if end >= begin:
                continue
        yield Hit(
            rule="L10",
            severity=Severity.WARNING,
            message=f"起止日期倒置：“{first[0]}”晚于“{second[0]}”。",
            suggestion="核对起止日期；跨年的请写明年份。",
            paragraph=paragraph,
            start=first.start(),
            end=second.end(),
        )


def _backward_steps(
    paragraph: Paragraph, found: list[re.Match[str]], year: int | None
) -> Iterator[Hit]:
    """Compare the dated steps of one case inside one sentence."""
    done: dict[int, list[tuple[int, date, re.Match[str]]]] = {}
    for index, match in enumerate(found):
        start, end = paragraph.sentence_at(match.start())
        if index + 1 < len(found):
            end = min(end, found[index + 1].start())
        step = _step(paragraph.norm[match.end() : min(end, match.end() + CLAUSE_LIMIT)])
        value = _value(match, year)
        if step is not None and value is not None:
            done.setdefault(start, []).append((step, value, match))
    for steps in done.values():
        yield from _out_of_order(paragraph, steps)


def _step(clause: str) -> int | None:
    """Name the step of a dated clause; where it names several, the first in the clause."""
    places = [
        (found.start(), index)
        for index, (_, pattern) in enumerate(_STEPS)
        if (found := pattern.search(clause))
    ]
    return min(places)[1] if places else None


def _out_of_order(
    paragraph: Paragraph, steps: list[tuple[int, date, re.Match[str]]]
) -> Iterator[Hit]:
    if len({step for step, _, _ in steps}) != len(steps):
        return  # several cases in one sentence: nothing is known about their order
    ordered = sorted(steps, key=lambda entry: entry[0])
    for (early, first, one), (late, second, other) in pairwise(ordered):
        names = (_STEPS[early][0], _STEPS[late][0])
        if second >= first or set(names) <= _UNORDERED:
            continue
        yield Hit(
            rule="L10",
            severity=Severity.WARNING,
            message=f"日期先后不合程序：{names[0]}写{one[0]}，{names[1]}写{other[0]}，后一步早于前一步。",
            suggestion="对照案卷核对这两个日期；跨年的请写明年份。",
            paragraph=paragraph,
            start=min(one.start(), other.start()),
            end=max(one.end(), other.end()),
        )


def _outside_year(
    document: Document, paragraph: Paragraph, found: list[re.Match[str]], year: int
) -> Iterator[Hit]:
    """Ask about a full date of another year in a part that tells of the report's year."""
    if document.part_of(paragraph) not in ("results", "duty") or _is_signature(document, paragraph):
        return
    quoted = [match.span() for match in _QUOTED.finditer(paragraph.norm)]
    for match in found:
        stated = match["year"]
        if stated is None or int(stated) == year:
            continue
        start, end = paragraph.sentence_at(match.start())
        around = paragraph.norm[max(start, match.start() - 60) : min(end, match.end() + 60)]
        inside = any(a <= match.start() < b for a, b in quoted)
        if inside or _OTHER_YEAR_IS_MEANT.search(around):
            continue
        yield Hit(
            rule="L10",
            severity=Severity.WARNING,
            message=f"“{match[0]}”不在报告年度{year}年之内。",
            suggestion="核对年份；确属其他年度的事项，写明与本年度工作的关系。",
            paragraph=paragraph,
            start=match.start(),
            end=match.end(),
        )


def _is_signature(document: Document, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the date at the end of the text."""
    return paragraph in document.prose[-3:] and len(paragraph.norm) <= CLAUSE_LIMIT
