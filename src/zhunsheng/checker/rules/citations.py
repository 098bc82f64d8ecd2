"""L14: a cited work exists, is in force in the report's year, has this title and these articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from zhunsheng.checker import vocabulary
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import chinese_number
from zhunsheng.checker.text import Paragraph
from zhunsheng.checker.vocabulary import Topic, Work

_CITED: Final = re.compile(
    r"《(?P<title>[^《》]{2,60})》(?P<number>（[^（）]{0,40}）)?"
    r"(?:第(?P<article>[零〇一二两三四五六七八九十百\d]{1,7})条)?"
)
#: A law that is cited by its short name, without title marks: 行政处罚法第九十三条.
_BARE: Final = (
    r"(?:中华人民共和国)?(?P<title>⟨names⟩)(?P<number>（[^（）]{0,40}）)?"
    r"第(?P<article>[零〇一二两三四五六七八九十百\d]{1,7})条"
)
_PERIOD: Final = re.compile(
    r"《[^《》]{2,60}（(?:19|20)\d\d年?[—–\-－~～至]{1,2}(?P<to>(?:19|20)\d\d)年?）[^《》]{0,4}》"
)
_PAST_IS_MEANT: Final = re.compile(
    r"总结|评估|收官|收尾|回顾|到期|期满|届满|验收|终期|上一轮|原|以来"
)
#: What may stand between an article and the matter for which it is cited.
_FOR: Final = (
    r"(?:第[一二三四五六七八九十]款|的?规定|，|重大|行政|执法|处罚|决定|案件|未经|应当|进行|开展|组织|实施"
    r"|落实|对|的|均|全部){0,10}"
)
#: The same for a mechanism: what it takes, which says nothing of another matter.
_FOR_MECHANISM: Final = (
    r"(?:第[一二三四五六七八九十]款|第[（]?[一二三四五六七八九十]{1,3}[）]?项|的?规定|，|重大|行政|处罚|案件|依法|应当"
    r"|开展|组织|召开|召集|举行|进行|实施|适用|实行|落实|执行|听取|对|的|均|全部){0,10}"
)
_BY: Final = r"(?:程序|制度)?(?:的)?(?:依据|依照|按照|根据)(?:《?(?:中华人民共和国)?)?"
#: Words by which a text itself says that it speaks of an older version, or of a change.
_OLDER_IS_MEANT: Final = re.compile(
    r"(?:原|旧|修订前的|修正前的|修改前的|废止的?|废止了|取代)《?$|失效|废止|同时|原国家"
)
_LOOK_BACK: Final = 8
SENTENCE_LIMIT: Final = 400


def check(document: Document) -> Iterator[Hit]:
    """Check what the prose cites; without a year only what holds in every year."""
    for paragraph in document.prose:
        for match in (*_CITED.finditer(paragraph.norm), *_bare().finditer(paragraph.norm)):
            versions = _versions().get(_name(match["title"]), ())
            if versions and not _older_is_meant(paragraph, match):
                yield from _judge(paragraph, match, versions, document.year)
        if document.year is not None:
            yield from _run_out(paragraph, document.year)


@cache
def _bare() -> re.Pattern[str]:
    names = {work.short for work in vocabulary.works() if work.short}
    return re.compile(_BARE.replace("⟨names⟩", "|".join(sorted(names, key=len, reverse=True))))


def _run_out(paragraph: Paragraph, year: int) -> Iterator[Hit]:
    """Tell of a plan for a span of years that was over before the report's year."""
    for match in _PERIOD.finditer(paragraph.norm):
        start, end = paragraph.sentence_at(match.start())
        if int(match["to"]) < year and not _PAST_IS_MEANT.search(paragraph.norm[start:end]):
            yield _hit(
                paragraph,
                match,
                Severity.WARNING,
                f"{match[0]}的期限到{match['to']}年为止，报告的年度是{year}年。",
                "改写为现行的纲要或者规划；确系回顾过去的，在文中写明。",
            )


@cache
def _versions() -> dict[str, tuple[Work, ...]]:
    found: dict[str, list[Work]] = {}
    for work in vocabulary.works():
        for name in {_name(work.title), _name(work.short or work.title)}:
            found.setdefault(name, []).append(work)
    return {name: tuple(rows) for name, rows in found.items()}


def _name(title: str) -> str:
    return re.sub(r"（(?:试行|\d{4}年?修[正订])）$", "", title.removeprefix("中华人民共和国"))


def _older_is_meant(paragraph: Paragraph, match: re.Match[str]) -> bool:
    before = paragraph.norm[max(0, match.start() - _LOOK_BACK) : match.start()]
    return bool(_OLDER_IS_MEANT.search(before)) or bool(
        re.match(r".{0,6}(?:废止|失效)", paragraph.norm[match.end() : match.end() + _LOOK_BACK])
    )


def _judge(
    paragraph: Paragraph, match: re.Match[str], versions: tuple[Work, ...], year: int | None
) -> Iterator[Hit]:
    standing = [work for work in versions if year is None or _stands_in(work, year)]
    if not standing:
        yield _not_in_force(paragraph, match, versions, year or 0)
        return
    if match["article"] is None:
        return
    article = _number(match["article"])
    highest = max(work.last_article for work in standing)
    if article and highest and article > highest:
        yield _no_such_article(paragraph, match, standing[-1], highest)
        return
    if year is not None and len(standing) == 1:
        mistaken = _mistaken(paragraph, match, standing[0], article)
        if mistaken is not None:
            yield mistaken
            return
        yield from _moved(paragraph, match, standing[0], article)


def _stands_in(work: Work, year: int) -> bool:
    """Tell whether a version was in force on some day of a year."""
    since = work.since or date.min
    until = work.until or date.max
    return since <= date(year, 12, 31) and until > date(year, 1, 1)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_number(text) or 0


def _not_in_force(
    paragraph: Paragraph, match: re.Match[str], versions: tuple[Work, ...], year: int
) -> Hit:
    last = versions[-1]
    doubt = "" if last.verified else "（日期待核实）"
    if last.until is not None and last.until <= date(year, 1, 1):
        told = f"《{last.title}》自{_day(last.until)}起不再以此施行{doubt}"
        heir = f"现为《{last.heir}》" if last.heir else "请核对现行规定"
        message, suggestion = (
            f"{told}，{heir}。",
            f"改引现行规定：{last.heir or '按现行规定改写'}。",
        )
    else:
        since = versions[0].since
        told = _day(since) if since else "以后"
        message = f"《{last.title}》{told}起才施行{doubt}，{year}年还没有这一规定。"
        suggestion = "核对所引规定的名称和施行日期。"
    return _hit(paragraph, match, Severity.WARNING, message, suggestion)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _no_such_article(paragraph: Paragraph, match: re.Match[str], work: Work, highest: int) -> Hit:
    doubt = "" if work.verified else "（条数待核实）"
    return _hit(
        paragraph,
        match,
        Severity.ERROR,
        f"《{work.short or work.title}》共{highest}条{doubt}，没有第{match['article']}条。",
        "对照现行文本改正条文序号。",
    )


def _moved(paragraph: Paragraph, match: re.Match[str], work: Work, article: int) -> Iterator[Hit]:
    """Tell where the matter of the sentence stands in another article of this version."""
    start, end = paragraph.sentence_at(match.start())
    sentence = paragraph.norm[start : min(end, start + SENTENCE_LIMIT)]
    found = [topic for topic in work.topics if re.search(topic.words, sentence)]
    if len(found) != 1 or len(_CITED.findall(sentence)) + len(_bare().findall(sentence)) != 1:
        return
    topic = found[0]
    follows = re.match(_FOR + f"(?:{topic.words})", paragraph.norm[match.end() : end])
    if topic.is_alone and follows and article and article != topic.article:
        yield _elsewhere(paragraph, match, work, topic)
        return
    name = topic.name
    known_before = {
        older.article
        for other in vocabulary.works()
        if other.title == work.title and other is not work
        for older in other.topics
        if older.name == name
    }
    if article in known_before and article != topic.article:
        yield _elsewhere(paragraph, match, work, topic, f"，第{article}条是修订前的序号")


def _mistaken(paragraph: Paragraph, match: re.Match[str], work: Work, article: int) -> Hit | None:
    """Tell where a mechanism right beside a citation stands in other articles."""
    start, end = paragraph.sentence_at(match.start())
    before, after = paragraph.norm[start : match.start()], paragraph.norm[match.end() : end]
    for one in work.mechanisms:
        words = f"(?:{one.words})"
        is_beside = re.match(_FOR_MECHANISM + words, after) or re.search(words + _BY + "$", before)
        if is_beside and article and article not in one.articles:
            return _hit(
                paragraph,
                match,
                Severity.WARNING,
                f"{one.name}在现行《{work.short}》第{one.articles[0]}条，不在第{article}条。",
                f"改为第{one.articles[0]}条，并核对条文内容。",
            )
    return None


def _elsewhere(
    paragraph: Paragraph, match: re.Match[str], work: Work, topic: Topic, why: str = ""
) -> Hit:
    doubt = "" if topic.verified else "（待核实）"
    return _hit(
        paragraph,
        match,
        Severity.WARNING,
        f"{topic.name}在现行《{work.short or work.title}》第{topic.article}条{doubt}{why}。",
        f"改为第{topic.article}条，并核对条文内容。",
    )


def _hit(
    paragraph: Paragraph, match: re.Match[str], severity: Severity, message: str, suggestion: str
) -> Hit:
    return Hit("L14", severity, message, suggestion, paragraph, match.start(), match.end())
