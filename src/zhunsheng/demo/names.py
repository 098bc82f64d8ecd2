"""Invented names, recognisably so: 示例 stands in each, and every code has the example's prefix."""

from __future__ import annotations

from stdnum.cn import uscc

DIVISION = "999901"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
SYLLABLES = "瑞丰恒昌永进立科鸿运海盛金源众诚康达北环顺泰明华东兴宏远嘉和新安长青万利德信"
COUNT = len(SYLLABLES)
ENDINGS = {
    "HAZCHEM_TRADE": "化工经营有限公司",
    "HAZCHEM_PRODUCTION": "化工有限公司",
    "GAS_STATION": "加油站有限公司",
    "FIREWORKS": "烟花爆竹销售有限公司",
    "NON_COAL_MINE": "石材矿业有限公司",
    "METALLURGY": "金属制品有限公司",
    "INDUSTRY_TRADE": "机械有限公司",
    "COMMERCE": "商贸有限公司",
    "OTHER": "仓储有限公司",
}
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def person(number: int) -> str:
    """Return the number-th invented person: 示例甲 … 示例癸, 示例甲子, 示例乙丑, …"""
    if number < len(STEMS):
        return f"示例{STEMS[number]}"
    turn = number - len(STEMS)
    cycle, place = divmod(turn, 60)
    pair = STEMS[place % 10] + BRANCHES[place % 12]
    return f"示例{pair}" + (STEMS[cycle - 1] if cycle else "")


def street(number: int) -> str:
    """Return the number-th invented street."""
    return f"示例{SYLLABLES[2 * number % COUNT]}{SYLLABLES[(2 * number + 1) % COUNT]}街道"


def enterprise(number: int, sector: str) -> str:
    """Return the number-th invented enterprise of a sector; no two numbers share a name."""
    round_, place = divmod(number, COUNT * COUNT)
    second, first = divmod(place, COUNT)
    mark = STEMS[round_ - 1] if round_ else ""
    return f"示例{SYLLABLES[first]}{SYLLABLES[second]}{mark}{ENDINGS[sector]}"


def credit_code(number: int) -> str:
    """Return a credit code with a right check digit whose organisation part begins with EXAM."""
    digits = ""
    for _ in range(4):
        number, place = divmod(number, len(_CODE_LETTERS))
        digits = _CODE_LETTERS[place] + digits
    body = f"91{DIVISION}EXAM{digits}0"
    return body + str(uscc.calc_check_digit(body))
