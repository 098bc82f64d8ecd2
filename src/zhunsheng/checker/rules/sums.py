"""L01 and L02: do the parts that a sentence lists make the total it states?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from zhunsheng.checker import elements, totals
from zhunsheng.checker.arithmetic import Part
from zhunsheng.checker.comparison import CHANGE, is_compared
from zhunsheng.checker.finding import Hit
from zhunsheng.checker.listing import REMAINDER, Kind, Listing, judge
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, quantities
from zhunsheng.checker.text import Paragraph

LOOK_BACK: Final = 120
REST_LIMIT: Final = 80

_MARKER: Final = re.compile(
    r"（?其中[：，]?(?:包括|包含|含)?|[，：；]?(?:分别(?:为|是)|包括|包含|即)[：]?|（(?:含|包括|分别(?:为|是))?"
    r"|：(?!一是|第一|1[.、])|(?<=[家次件项起人名份卷户个业员患位])中[，：]"
)
# A mark that weighs more than the one between the first two parts ends the list.
_WEIGHTS: Final = {"、": 1, "，": 2, "；": 3}
_SHARE: Final = re.compile(r"^占[^，。；\d]{0,12}$|^(?:所占)?比例(?:为)?$")
_COMPARED: Final = re.compile(rf"同比|环比|上年|去年|{CHANGE}了?$")
# What a person is, seen from several sides: one person stands in more than one of such parts.
_SIDES: Final = tuple(
    re.compile(side)
    for side in (
        r"[男女]",
        r"\d岁|周岁",
        r"学历|本科|研究生|硕士|博士|大专|专科",
        r"专业|学类",
        r"[党团]员",
        r"持证|资格",
        r"职称|工程师",
    )
)
# When, with whom and how a visit is made: one visit may be all of it.
_WAYS: Final = tuple(
    re.compile(way)
    for way in (
        r"夜间|节假日|周末|双休日|错时|凌晨",
        r"专家|第三方|中介|联合|街道|媒体",
        r"突击|暗访|随机|飞行|不打招呼|线上|远程",
    )
)
#: What may be done with all things, while other things are done with some of them.
_OF_ALL: Final = re.compile(rf"{elements.DEED.pattern}|公开|归集|培训|检查|抽查")
#: An amount, and straight after it how often it was given.
_PRICE: Final = re.compile(r"(?<=[、，：中])[\d.]+[万千百]?元\d+[笔件起人名户次]")
#: 其中6人还参加了市级培训: the same people again.
_ALSO: Final = re.compile(r"还|也|又|同时")
#: 排查126户、整治98户，其中D级分别为42户、28户: one kind, of two totals.
_OF_ONE: Final = re.compile(r"^[^、和及与]*[^、和及与分]分别(?:为|是|有)?$")
#: 对22家企业检查两次以上: a threshold, no count.
_THRESHOLD: Final = re.compile(r"及?以[上下内外]")
#: 即编制26人减去空编1人和借调3人: what follows is taken away, so that the list is no sum.
_TAKEN_AWAY: Final = re.compile(r"减去|扣减|扣除|除去|剔除")
_NEW_CLAUSE: Final = re.compile(
    r"^(?:共|并|还|同时|全年|发现|查[出处]|责令|下达|立案|处罚|罚款|整改|移送|曝光|约谈|作出|组织|开展|出动"
    r"|新增|净增|退出|年[初末底]|期[初末])"
)
#: What a number that is named again is said of: 全部33件, 已结案33件.
_AGAIN: Final = re.compile(r"全部|以上|上述|所有|共|结案|办结|公示|归档|销号|整改|建档")
_BEFORE_LIST: Final = ("", "，", "；", "：", "。", "（", "、")
_BECAME: Final = re.compile(r"已|其余|剩余|尚|未")
_CLOSED: Final = re.compile(r"（[^（）]*）")


def check(document: Document) -> Iterator[Hit]:
    """Check the lists of every paragraph, rows of tables left to their own rule."""
    for paragraph in document.prose:
        seen: set[int] = set()
        for listing in (*_lists_after_totals(paragraph), *totals.after_lists(paragraph)):
            if listing.total.start not in seen:
                seen.add(listing.total.start)
                yield from judge(listing)


def _lists_after_totals(paragraph: Paragraph) -> Iterator[Listing]:
    text = paragraph.norm
    closing = elements.brackets(text)
    for marker in _MARKER.finditer(text):
        end = _region_end(text, marker, closing)
        listing = _list_after(paragraph, marker, end) if end > marker.end() else None
        if listing is not None:
            yield listing


def _list_after(paragraph: Paragraph, marker: re.Match[str], end: int) -> Listing | None:
    text, kind = paragraph.norm, _kind(marker[0])
    region = elements.without_brackets(text[marker.end() : end])
    found = list(elements.parts(region, marker.end()))
    if not found:
        return None
    if marker[0][0] == "中":
        found = _of_one_form(found)
        if not found:
            return None
    total = _total_before(text, marker, found[0].quantity, kind)
    if total is None or _TAKEN_AWAY.search(text[total.end : marker.start()]):
        return None
    if kind is not Kind.COMPLETE:
        found = _until_repeated(found, paragraph, marker)
    kept, is_open = _cut(found, total, kind)
    minimum = 2 if kind is Kind.COMPLETE else 1
    if len(kept) < minimum or _is_no_division(text, kept, total):
        return None
    if kind is not Kind.COMPLETE and sum(part.value for part in kept) > total.value:
        total = _farther(paragraph, total, kept) or _row_before(text, total)
    last = kept[-1].quantity.end
    return Listing(
        paragraph=paragraph,
        kind=kind,
        total=total,
        parts=tuple(kept),
        is_loose=elements.may_overlap(kept) or is_open,
        is_open=is_open,
        start=total.start,
        end=last,
        remainder_follows=text[last : last + 1] == "等"
        or bool(REMAINDER.search(_rest_of_sentence(text, last))),
    )


def _until_repeated(found: list[Part], paragraph: Paragraph, marker: re.Match[str]) -> list[Part]:
    """
    Return the parts before a number is named again: 36件，其中普通程序25件，36件全部公示.

    What stands before 其中 without a number (集体讨论其中6件) is of the part that follows alone.
    """
    place, text = marker.start(), paragraph.norm
    start = max(place - LOOK_BACK, paragraph.sentence_at(place)[0])
    before = list(quantities(text, start, place))
    named = {(each.unit, each.value) for each in before}
    is_of_one = (
        marker[0] == "其中"
        and text[place - 1 : place] not in _BEFORE_LIST
        and (not before or before[-1].end < place)
    )
    for n, part in enumerate(found):
        again = not part.label or _AGAIN.search(part.label)
        known = again and (part.quantity.unit, part.quantity.value) in named
        if n and part.separator != "、" and (is_of_one or known):
            return found[:n]
    return found


def _farther(paragraph: Paragraph, nearest: Quantity, kept: list[Part]) -> Quantity | None:
    """Find an earlier number of the sentence that the parts make, or whose name they begin with."""
    start, _ = paragraph.sentence_at(nearest.start)
    made = sum((part.value for part in kept), Decimal(0))
    for part in elements.parts(paragraph.norm[start : nearest.start], start):
        if part.quantity.unit != nearest.unit or is_compared(paragraph.norm, part.quantity):
            continue
        is_named = len(part.label) > 1 and all(k.label.startswith(part.label) for k in kept)
        if is_named or (len(kept) > 1 and part.quantity.value == made):
            return part.quantity
    return None


def _row_before(text: str, total: Quantity) -> Quantity:
    """Add up what stands side by side before a list: 建议6件、提案9件，其中主办4件、会办11件."""
    start = max(text.rfind(mark, 0, total.start) for mark in "，；。：（）") + 1
    row = list(quantities(text, start, total.end))
    if any(each.unit != total.unit or is_compared(text, each) for each in row):
        return total
    return replace(total, value=sum((q.value for q in row), Decimal(0)), start=row[0].start)


def _of_one_form(found: list[Part]) -> list[Part]:
    """Return what 检查120家中 divides: kinds side by side; deeds and clauses may overlap."""
    length = next((n for n, part in enumerate(found) if n and part.separator != "、"), len(found))
    row = found[:length]
    return row if length > 1 and not any(elements.DEED.search(part.label) for part in row) else []


def _rest_of_sentence(text: str, place: int) -> str:
    """Return what follows a list in its sentence, and the first words after its full stop."""
    rest = text[place : place + REST_LIMIT]
    stop = rest.find("。")
    return rest if stop < 0 else rest[: stop + 6]


def _is_no_division(text: str, parts: list[Part], total: Quantity) -> bool:
    """Tell of what is taken away, of numbers of each, and of several sides of the same things."""
    whole = any(p.value == total.value and _OF_ALL.search(p.label) for p in parts)
    if len(parts) > 1 and (whole or _are_prices(text, parts)):
        return True
    return _shows_several_sides(parts) or any(
        _TAKEN_AWAY.search(part.label)
        or elements.EACH.search(part.label)
        or _OF_ONE.search(part.label)
        or _ALSO.match(text, part.quantity.end)
        for part in parts
    )


def _are_prices(text: str, parts: list[Part]) -> bool:
    """Tell of an amount and how often it was given: 3万元1笔、2万元2笔."""
    return all(
        part.quantity.unit == "元" and _PRICE.match(text, part.quantity.start) for part in parts
    )


def _shows_several_sides(parts: list[Part]) -> bool:
    """Tell of people by sex, age and schooling at once, or of visits by hour and company."""
    if len(_sides(parts, _WAYS) - {None}) > 1:
        return True
    return parts[0].quantity.family in ("人", "") and len(_sides(parts, _SIDES)) > 1


def _sides(parts: list[Part], sides: tuple[re.Pattern[str], ...]) -> set[int | None]:
    return {next((n for n, s in enumerate(sides) if s.search(part.label)), None) for part in parts}


def _kind(marker: str) -> Kind:
    if "中" in marker or "包" in marker:
        return Kind.OF_WHICH
    return Kind.SOME if "含" in marker else Kind.COMPLETE


def _region_end(text: str, marker: re.Match[str], closing: dict[int, int]) -> int:
    """
    Find where the list ends: its closing bracket, else the sentence, else the next such list.

    A list that finds no end within the limit is none: then the start is returned.
    """
    limit = min(len(text), marker.end() + elements.REGION_LIMIT)
    if marker[0][0] == "（":
        end = closing.get(marker.start(), limit)
        return end if end < limit else marker.end()
    mark = "其中" if "其中" in marker[0] else "：" if marker[0] == "：" else marker[0]
    again = text.find(mark, marker.end(), limit)
    index = marker.end()
    while index < limit:
        if text[index] in "。！？）" or index == again:
            return index
        index = closing.get(index, index) + 1
    return limit


def _total_before(text: str, marker: re.Match[str], first: Quantity, kind: Kind) -> Quantity | None:
    """Find the nearest quantity before a list that can be its total."""
    start = max(0, marker.start() - LOOK_BACK)
    window = text[start : marker.start()]
    if kind is Kind.COMPLETE:
        cut = max(window.rfind(mark) for mark in "。！？；，、：（）")
        start += cut + 1
    else:
        stops = [index for index, char in enumerate(window[:-1]) if char in "。！？"]
        start += stops[-1] + 1 if stops else 0
    before = [q for q in quantities(text, start, marker.start()) if q.unit and q.unit != "%"]
    fitting = [
        q
        for q in before
        if (not first.unit or q.family == first.family)
        and not is_compared(text, q)
        and not _THRESHOLD.match(text, q.end)
    ]
    fitting = _without_subtraction(text, start, marker.start(), fitting)
    if kind is not Kind.COMPLETE:  # what a bracket divides is no total of what follows it
        inside = [match.span() for match in _CLOSED.finditer(text, start, marker.start())]
        open_air = [q for q in fitting if not any(a < q.start < b for a, b in inside)]
        fitting = open_air or fitting
    if kind is Kind.COMPLETE and before and fitting and before[-1] is not fitting[-1]:
        return None
    return fitting[-1] if fitting else None


def _without_subtraction(text: str, start: int, end: int, found: list[Quantity]) -> list[Quantity]:
    """Leave out what is taken away, and from what: 编制26人减去空编1人、借调3人 is no total."""
    for taken in _TAKEN_AWAY.finditer(text, start, end):
        stop = re.search(r"[，；。]|后|$", text[taken.end() : end])
        until = taken.end() + (stop.start() if stop else 0)
        whole = [q for q in found if q.end <= taken.start()][-1:]
        found = [q for q in found if q not in whole and not taken.end() <= q.start < until]
    return found


def _cut(found: list[Part], total: Quantity, kind: Kind) -> tuple[list[Part], bool]:
    """End the list where another matter begins; tell too whether it may go on after that."""
    kept: list[Part] = []
    is_open = False
    for index, part in enumerate(found):
        if part.quantity.unit and part.quantity.family != total.family:
            if part.quantity.unit == "%" and _SHARE.search(part.label):
                is_open = True
            elif kept and part.label:
                break
            continue
        if kept and _COMPARED.search(part.label):
            return kept, True
        if elements.NOT_PART.search(part.label) or len(part.label) > elements.LABEL_LIMIT:
            break
        fresh = part.separator in "，；" and bool(_NEW_CLAUSE.match(part.label))
        another = kept and fresh and not _NEW_CLAUSE.match(kept[0].label)
        if another and not _makes_up(kept, found[index:], total):
            break
        kept.append(part.in_scale_of(total))
    first = _first_clause(kept, total, kind)
    rest = sum((part.value for part in kept), Decimal(0)) <= total.value
    return first, is_open or (len(first) < len(kept) and rest)


def _makes_up(kept: list[Part], rest: list[Part], total: Quantity) -> bool:
    """Tell whether parts that begin with a deed make, with those before them, just the total."""
    running = sum((part.value for part in kept), Decimal(0))
    for part in rest:
        if part.quantity.unit and part.quantity.family != total.family:
            return False
        running += part.in_scale_of(total).value
        if running == total.value:
            return True
    return False


def _first_clause(kept: list[Part], total: Quantity, kind: Kind) -> list[Part]:
    """Leave out a clause after the list, unless the sum needs it."""
    marks = [part.separator for part in kept[1:]]
    is_alone = marks[:1] == ["；"] and (len(marks) == 1 or set(marks) != {"；"})
    if is_alone and kind is Kind.OF_WHICH:  # 其中重大6件；通过12件，退回2件
        return kept if sum(part.value for part in kept) == total.value else kept[:1]
    if len(kept) < 3:
        return kept
    done = _divided(kept, total)
    if done:
        return kept[:done]
    weight = _WEIGHTS.get(kept[1].separator, 0)
    for index, part in enumerate(kept[2:], start=2):
        if _WEIGHTS.get(part.separator, 0) > weight:
            everything = sum((each.value for each in kept), Decimal(0))
            return kept if everything == total.value else kept[:index]
    return kept


def _tells_of_one(part: Part) -> bool:
    """Tell whether a clause goes on about one of the parts: 84家高危企业全部检查."""
    return bool(_BECAME.search(part.label)) or (not part.label and part.separator in "，；")


def _divided(kept: list[Part], total: Quantity) -> int:
    """Count the parts that make the total before a clause tells what became of one of them."""
    running = Decimal(0)
    for count, part in enumerate(kept):
        if count >= 2 and running == total.value and _tells_of_one(part):
            return count
        running += part.value
    return 0
