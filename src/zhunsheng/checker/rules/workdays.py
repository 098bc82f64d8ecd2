"""L01 in plans: officers times days told in prose, and the working days that a year really has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.text import Paragraph
from zhunsheng.kernel.days import Calendar

LONGEST: Final = 600  # characters of a sentence; a longer one is none
_DAYS: Final = r"(?![\d.,%万余多])个?(?:工作)?[日天个](?!均)"
_OFFICERS: Final = re.compile(
    r"(?<!第)(?<![\d.])(?P<before>\d{1,4})[人名][^，。；：、（）\d]{0,6}执法人员"
    r"|执法人员(?:共|总数|为|有|合计)?(?P<after>\d{1,4})[人名]"
)
#: What one officer works: 每人全年248天, or 法定工作日248天 that is not the total.
_EACH: Final = re.compile(
    r"(?:(?:每人|人均|每名(?:执法)?人员)(?P<kind>[^，。；：、（）\d]{0,10})"
    rf"|(?<![总计共])法定工作日(?:数|天数)?(?:为|是|有)?)(?P<days>\d{{1,3}}){_DAYS}"
)
_ALL: Final = re.compile(
    rf"(?:总法定工作日|合计|共计|总计|总共|共)(?:为|是|有)?(?P<kind>[^，。；：、（）\d]{{0,8}})"
    rf"(?P<days>\d{{2,7}}){_DAYS}(?!有)"
)
#: What makes the total another thing than officers times days.
_OTHER: Final = re.compile(
    r"扣除|减去|除去|剔除|其中|另|每[周月]|值班|借调|半[年天]|[=＝×*＊÷－]|约|近|余|以上|不少于|至少"
)
#: 12人×248天，共2976天 and 2976天（12人×248天）: a product without an equation sign.
_FACTOR: Final = (
    r"(?<![\d.×xX*＊÷+＋\-－/／])(?P<a>\d{1,5})[人名天日个]?(?:工作日)?[×xX*＊]"
    r"(?P<b>\d{1,5})(?![\d.])个?(?:工作日|[人名天日])?(?![×xX*＊÷+＋\-－/／=＝])"
)
_PRODUCT_THEN: Final = re.compile(
    rf"{_FACTOR}(?:计算|测算)?[，]?(?:总法定工作日|合计|共计|总计|共|计|即)(?:为|是)?[^，。；：、（）\d]{{0,8}}(?P<total>\d{{2,7}}){_DAYS}"
)
_THEN_PRODUCT: Final = re.compile(
    rf"(?<![\d.])(?P<total>\d{{2,7}}){_DAYS}(?:（(?:按|即)?|，(?:按|即)){_FACTOR}(?=[）。；]|$)"
)
_YEAR_DAYS: Final = re.compile(
    r"(?<!总)法定工作日(?:数|天数)?(?:为|是|有|共|共有|按)?"
    r"(?P<days>\d{3})(?![\d.,×xX*＊%万])个?(?:工作日|[日天])?(?![×xX*＊÷])"
)
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)年")
#: Days of a year that are no weekend, as the ministry of labour counts: 365 less 104.
_WITHOUT_WEEKENDS: Final = 261


def check(document: Document) -> Iterator[Hit]:
    """Check the prose, sentence by sentence."""
    for paragraph in document.prose:
        for start, end in paragraph.sentences():
            if end - start > LONGEST:
                continue
            yield from _officers(paragraph, start, end)
            yield from _products(paragraph, start, end)
            yield from _year(document, paragraph, start, end)


def _officers(paragraph: Paragraph, start: int, end: int) -> Iterator[Hit]:
    """Multiply the officers of a sentence with the days of each, where it states one of each."""
    text = paragraph.norm
    people = {int(m["before"] or m["after"]) for m in _OFFICERS.finditer(text, start, end)}
    each, whole = list(_EACH.finditer(text, start, end)), list(_ALL.finditer(text, start, end))
    if not len(people) == len(each) == len(whole) == 1 or _OTHER.search(text, start, end):
        return
    (one,), (total,), (count,) = each, whole, people
    if one.end() > total.start() or ("检查" in total["kind"] and "检查" not in (one["kind"] or "")):
        return
    if one["kind"] is None and not total[0].startswith("总法定工作日"):
        return
    yield from _told(paragraph, total, count, int(one["days"]))


def _products(paragraph: Paragraph, start: int, end: int) -> Iterator[Hit]:
    for pattern in (_PRODUCT_THEN, _THEN_PRODUCT):
        for match in pattern.finditer(paragraph.norm, start, end):
            yield from _told(paragraph, match, int(match["a"]), int(match["b"]), "total")


def _told(
    paragraph: Paragraph, match: re.Match[str], count: int, days: int, group: str = "days"
) -> Iterator[Hit]:
    stated, right = int(match[group]), count * days
    if stated == right:
        return
    yield Hit(
        rule="L01",
        severity=Severity.ERROR,
        message=f"写{stated}天，按人数乘以天数应为{right}天（{count}×{days}＝{right}）。",
        suggestion=f"核对人数和天数：两数无误的，改为{right}天；扣除了其他工作日的，在文中写明。",
        paragraph=paragraph,
        start=match.start(),
        end=match.end(),
    )


def _year(document: Document, paragraph: Paragraph, start: int, end: int) -> Iterator[Hit]:
    """Compare 法定工作日 with the calendar of its year; a year without a calendar is not judged."""
    named = {int(year) for year in _YEAR.findall(paragraph.norm[start:end])}
    year = named.pop() if named else document.year
    calendar = Calendar.load()
    if named or year is None or not calendar.is_known(year):
        return
    real = calendar.working_days_of_year(year)
    by_statute = _WITHOUT_WEEKENDS - calendar.year(year).statutory_count
    for match in _YEAR_DAYS.finditer(paragraph.norm, start, end):
        if int(match["days"]) in (real, by_statute):
            continue
        yield Hit(
            rule="L01",
            severity=Severity.WARNING,
            message=(
                f"法定工作日写{match['days']}天，按国务院办公厅{year}年放假安排，"
                f"每人全年为{real}个工作日。"
            ),
            suggestion=f"按{year}年放假安排核对；不是全年的，写明起止日期。",
            paragraph=paragraph,
            start=match.start(),
            end=match.end(),
        )
