"""
L11: does a time limit that the text states agree with the rule in force in the report's year?

Always a warning: a text may state a general rule correctly (20 working days for enforcement
decisions, 国办发〔2018〕118号) and then speak of penalties, for which 7 applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from zhunsheng.checker import law, vocabulary
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import chinese_number
from zhunsheng.checker.text import Paragraph
from zhunsheng.checker.vocabulary import Clock, ClockPeriod
from zhunsheng.kernel.citation import chinese_numeral

_LIMIT: Final = re.compile(
    r"(?<![\d.])(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,4})(?:个)?"
    r"(?P<unit>工作日|自然日|日|天|月)(?P<within>之?内|以内|前|期限|的期限)"
)
#: 每日按罚款数额的百分之三加处罚款.
_SURCHARGE: Final = re.compile(
    r"(?:每日|每天|按日)[^，。；]{0,16}?(?:(?P<of>[百千万])分之(?P<words>[一二两三四五六七八九十]{1,3})"
    r"|(?P<number>\d{1,3}(?:\.\d{1,2})?)(?P<sign>[%‰]))(?:的罚款|的标准|的比例)?(?P<after>[^，。；]{0,6})"
)
_PER: Final = {"%": 1, "百": 1, "‰": 10, "千": 10, "万": 100}  # parts of a percent
SURCHARGE: Final = "penalty.surcharge_rate"
_UNIT_NAMES: Final = {"working": "个工作日", "calendar": "日", "month": "个月"}
WORDS_WITHIN: Final = 60  # characters around the limit in which the duty must be named


def check(document: Document) -> Iterator[Hit]:
    """Check every stated time limit whose duty is known."""
    stated: dict[str, bool] = {}  # clock id: the right limit stands somewhere in the text
    for paragraph in document.prose:
        for match in _LIMIT.finditer(paragraph.norm):
            if paragraph.norm[: match.start()].endswith(("年", "月")):
                continue
            yield from _check_limit(document, paragraph, match, stated)
        for match in _SURCHARGE.finditer(paragraph.norm):
            yield from _surcharge(document, paragraph, match)


def _surcharge(document: Document, paragraph: Paragraph, match: re.Match[str]) -> Iterator[Hit]:
    """Compare the daily addition to an unpaid fine with the law; a late fee is another matter."""
    stated = match["number"] or chinese_number(match["words"]) or 0
    percent = Decimal(stated) / _PER[match["of"] or match["sign"]]
    rate = law.in_force(SURCHARGE, document.law_of)
    if "加处" not in match[0] or "滞纳金" in match[0] or rate is None:
        return
    if percent == rate.integer():
        return
    right = f"百分之{chinese_numeral(rate.integer())}"
    yield Hit(
        rule="L11",
        severity=Severity.WARNING,
        message=f"写“{match[0]}”，加处罚款按每日罚款数额的{right}计算（{law.basis(rate)}）。",
        suggestion=f"改为“每日按罚款数额的{right}加处罚款”，或者核对是否另有规定。",
        paragraph=paragraph,
        start=match.start(),
        end=match.end(),
    )


@cache
def _words(clock: Clock) -> tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None]:
    return (
        re.compile(clock.words),
        re.compile(clock.unless) if clock.unless else None,
        re.compile(clock.topic) if clock.topic else None,
    )


def _check_limit(
    document: Document, paragraph: Paragraph, match: re.Match[str], stated: dict[str, bool]
) -> Iterator[Hit]:
    start, end = paragraph.sentence_at(match.start())
    around = paragraph.norm[
        max(start, match.start() - WORDS_WITHIN) : min(end, match.end() + WORDS_WITHIN)
    ]
    clock = _meant(paragraph, match, around)
    period = _in_force(clock, document.law_of) if clock else None
    days = _days(match)
    if clock is None or period is None or days is None or _agrees(period, days, match["unit"]):
        return
    if match["within"] == "前" and days > period.days:
        return  # earlier than the law asks
    if clock.id not in stated:
        stated[clock.id] = _states_rule_elsewhere(document, clock, period)
    if not stated[clock.id]:
        yield _differs(document, paragraph, match, clock, period)


def _days(match: re.Match[str]) -> int | None:
    number = match["number"]
    return int(number) if number.isdecimal() else chinese_number(number)


def _meant(paragraph: Paragraph, match: re.Match[str], around: str) -> Clock | None:
    """Choose the clock that a limit is of: one named in its clause, else one named near it."""
    named = []
    for clock in vocabulary.clocks():
        words, unless, topic = _words(clock)
        if match["within"] == "前" and not clock.is_before:
            continue
        if not words.search(around) or (unless and unless.search(around)):
            continue
        if topic is None or topic.search(_topic_area(paragraph, match)):
            named.append(clock)
    clause = _clause(paragraph.norm, match)
    inside = [clock for clock in named if _words(clock)[0].search(clause)]
    return next(iter(inside or named), None)


def _clause(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；，") + 1
    stop = re.search(r"[。；，]|$", text[match.end() :])
    return text[start : match.end() + (stop.start() if stop else 0)]


def _topic_area(paragraph: Paragraph, match: re.Match[str]) -> str:
    """Return the sentence and its neighbours, in which the matter of a limit must be named."""
    return paragraph.norm[max(0, match.start() - 300) : match.end() + 300]


def _in_force(clock: Clock, on: date | None) -> ClockPeriod | None:
    """Return the value in force on a day, none where the day is not known."""
    known = [period for period in clock.periods if on is not None and period.since <= on]
    return known[-1] if known else None


def _agrees(period: ClockPeriod, days: int, unit: str) -> bool:
    """Compare number and unit; a bare 日 is left to the day rule of the instrument."""
    if days != period.days:
        return False
    if period.unit == "month" or unit == "月":
        return period.unit == "month" and unit == "月"
    return not (period.unit == "calendar" and unit == "工作日")


def _states_rule_elsewhere(document: Document, clock: Clock, period: ClockPeriod) -> bool:
    """Tell whether the text states the right limit of the same duty in another sentence."""
    words, _, topic = _words(clock)
    for paragraph in document.prose:
        for match in _LIMIT.finditer(paragraph.norm):
            days = _days(match)
            near = paragraph.norm[max(0, match.start() - WORDS_WITHIN) : match.end() + WORDS_WITHIN]
            right = days is not None and _agrees(period, days, match["unit"])
            if right and words.search(near) and (topic is None or topic.search(near)):
                return True
    return False


def _differs(
    document: Document,
    paragraph: Paragraph,
    match: re.Match[str],
    clock: Clock,
    period: ClockPeriod,
) -> Hit:
    when = f"{document.year}年" if document.year else "现行规定"
    rule = f"{period.days}{_UNIT_NAMES[period.unit]}"
    general = ""
    if clock.id == "publication.penalty" and match["number"] in ("20", "二十"):
        general = "20个工作日是行政执法决定公示的一般期限；"
    doubt = "" if period.verified else "（依据条文待核实）"
    return Hit(
        rule="L11",
        severity=Severity.WARNING,
        message=f"文中写“{match[0]}”。{general}{clock.name}在{when}适用{rule}，依据{period.basis}{doubt}。",
        suggestion=f"请确认所写期限适用的事项；写的是{clock.name}的，改为{rule}，并核对实际是否按{rule}办理。",
        paragraph=paragraph,
        start=match.start(),
        end=match.end(),
    )
