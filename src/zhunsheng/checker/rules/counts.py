"""L09: where a text says n times and lists the days, the days must be n."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, plain, quantities
from zhunsheng.checker.text import Paragraph

_DAY: Final = r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬)"
_SPAN: Final = re.compile(rf"{_DAY}(?:(?:至|到|—|-|~|－)(?:{_DAY}|\d{{1,2}}[日号]))?")
_RUN: Final = re.compile(
    rf"{_SPAN.pattern}(?:[、，和及与](?:{_SPAN.pattern}|\d{{1,2}}[日号])){{1,60}}"
)
_ONE_OF_RUN: Final = re.compile(rf"{_SPAN.pattern}|\d{{1,2}}[日号]")
_TIMES: Final = frozenset(("次", "场", "场次", "期"))
_EXAMPLES: Final = re.compile(r"例如|比如|其中|等|如：|每")
LOOK_AROUND: Final = 120


def check(document: Document) -> Iterator[Hit]:
    """Check days listed sentence by sentence, and days listed in one breath."""
    for paragraph in document.prose:
        yield from _dated_sentences(paragraph)
        yield from _dated_runs(paragraph)


def _dated_sentences(paragraph: Paragraph) -> Iterator[Hit]:
    """Check a sentence that says n times, followed by sentences that each begin with a day."""
    claim: Quantity | None = None
    days: list[tuple[int, int]] = []
    for start, end in paragraph.sentences():
        if _SPAN.match(paragraph.norm, start, end):
            days.append((start, end))
            continue
        yield from _compare(paragraph, claim, days)
        claim, days = _claim(paragraph, start, end), []
    yield from _compare(paragraph, claim, days)


def _claim(paragraph: Paragraph, start: int, end: int) -> Quantity | None:
    """Return the last n times of a sentence, unless it only introduces examples."""
    counted = list(quantities(paragraph.norm, max(start, end - LOOK_AROUND), end))
    if not counted or counted[-1].unit not in _TIMES or counted[-1].is_vague:
        return None
    tail = paragraph.norm[counted[-1].end : end]
    return None if _EXAMPLES.search(tail) else counted[-1]


def _compare(
    paragraph: Paragraph, claim: Quantity | None, days: list[tuple[int, int]]
) -> Iterator[Hit]:
    if claim is None or len(days) < 2 or claim.value == len(days):
        return
    listed = [_SPAN.match(paragraph.norm, start) for start, _ in days]
    names = "、".join(match[0] for match in listed if match)
    yield _mismatch(paragraph, claim, len(days), names, (claim.start, days[-1][1]))


def _dated_runs(paragraph: Paragraph) -> Iterator[Hit]:
    """Check 3月1日、5月6日和9月2日…3次 inside one sentence."""
    text = paragraph.norm
    for run in _RUN.finditer(text):
        days = len(_ONE_OF_RUN.findall(run[0]))
        claim = _claim_of_run(paragraph, run)
        if claim is None or claim.value == days:
            continue
        start, end = min(claim.start, run.start()), max(claim.end, run.end())
        yield _mismatch(paragraph, claim, days, run[0], (start, end))


def _claim_of_run(paragraph: Paragraph, run: re.Match[str]) -> Quantity | None:
    """Find the n times that a run of days belongs to: before it in brackets, or after it."""
    text = paragraph.norm
    start, end = paragraph.sentence_at(run.start())
    if _EXAMPLES.match(text, run.end()) or _EXAMPLES.search(
        text[max(start, run.start() - 4) : run.start()]
    ):
        return None
    before = list(quantities(text, max(start, run.start() - 12), run.start()))
    if before and before[-1].unit in _TIMES and _leads_in(text[before[-1].end : run.start()]):
        return None if before[-1].is_vague else before[-1]
    after = next(quantities(text, run.end(), min(end, run.end() + 40)), None)
    if after is None or after.unit not in _TIMES or after.is_vague:
        return None
    between = text[run.end() : after.start]
    return None if re.search(r"；|，(?!先后|分别|共|累计|召开)|各|每", between) else after


def _leads_in(between: str) -> bool:
    return bool(re.fullmatch(r"[（：，]?(?:分别)?(?:为|是|于|在|时间为|时间：)?", between))


def _mismatch(
    paragraph: Paragraph, claim: Quantity, days: int, names: str, span: tuple[int, int]
) -> Hit:
    stated = plain(claim.value)
    return Hit(
        rule="L09",
        severity=Severity.WARNING,
        message=f"写了{stated}{claim.unit}，列出的日期是{days}个：{names}。",
        suggestion=f"核对会议或者活动记录：补全日期，或者把{stated}{claim.unit}改为{days}{claim.unit}。",
        paragraph=paragraph,
        start=span[0],
        end=span[1],
    )
