"""What may be entered as a business entity: names, credit codes, lengths. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final
from unicodedata import category, normalize
from uuid import UUID

from stdnum.cn import uscc

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, folded, is_hidden
from zhunsheng.registry.choices import (
    CreditGrade,
    EnforcementLevel,
    EntityKind,
    RiskClass,
    Sector,
    StandardGrade,
)

#: Further facts by the key of their field, as text; only those that were filled in.
Particulars = tuple[tuple[str, str], ...]

CLASSED_SUPERVISION: Final = cite("SPL-2021:62")
CREDIT_CODE_STANDARD: Final = cite("GB-32100")
CREDIT_CODE_LENGTH: Final = 18
CREDIT_CODE_SIGNS: Final = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
#: The first sign of a code names who registers: enterprises, individual businesses and farmers'
#: cooperatives (91, 92, 93); institutions (1x); civil bodies (5x).
ENTERPRISE_AUTHORITY: Final = "9"
OTHER_AUTHORITIES: Final = frozenset("15")
MOST_EMPLOYEES: Final = 1_000_000

LENGTHS: Final = {
    "name": 120,
    "address": 200,
    "legal_representative": 60,
    "person_in_charge": 60,
    "phone": 40,
}
LABELS: Final = {
    "name": "单位名称",
    "address": "地址",
    "legal_representative": "法定代表人",
    "person_in_charge": "主要负责人",
    "phone": "联系电话",
    "employees": "从业人数",
}
#: Categories of signs that a name cannot hold: controls, private ones, halves of a pair.
UNSEEN: Final = frozenset({"Cc", "Co", "Cs", "Zl", "Zp"})
#: By what a table program tells a formula.
FORMULA_SIGNS: Final = frozenset("=+-@")
_NUMBER: Final = re.compile(r"[0-9]+")
#: What a name holds that is registered, and so has a code; a person trades under a sign at most.
_OF_FIRMS: Final = re.compile(r"公司|集团|企业|合作社|事务所|[厂矿站库](\(.*)?$")
#: A sign that has a reading of its own, or a run of others.
_RUN: Final = re.compile(r"([〇㐀-鿿])|([^〇㐀-鿿]+)")
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """What a business entity is entered with; ``street`` is a unit of kind STREET."""

    name: str
    credit_code: str
    kind: EntityKind = EntityKind.COMPANY
    sector: Sector = Sector.OTHER
    risk_class: RiskClass = RiskClass.B
    address: str = ""
    street: UUID | None = None
    legal_representative: str = ""
    person_in_charge: str = ""
    phone: str = ""
    employees: int | None = None
    standard_grade: StandardGrade = StandardGrade.UNGRADED
    credit_grade: CreditGrade | None = None
    enforcement_level: EnforcementLevel = EnforcementLevel.DISTRICT
    emerging_sector: str = ""
    particulars: Particulars = ()


def tidy_code(text: str) -> str:
    """Return a credit code as it is kept: half-width capitals without spaces and dashes."""
    return "".join(text.translate(_FULL_WIDTH).split()).replace("-", "").upper()


def same_place(name: str, address: str) -> str:
    """
    Return what an entity without a code is told by: its name and address, of whatever width.

    >>> same_place("示例甲", "示例路１号") == same_place("示例甲", "示例路1号")
    True
    """
    return f"{folded(name)} {folded(address)}"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a name is sorted (toneless syllables) and searched (their first letters)."""

    key: str
    initials: str


def spelling(name: str) -> Spelling:
    """
    Return the spelling of a name; Latin letters and digits stay whole.

    >>> spelling("示例A化工")
    Spelling(key='shi li a hua gong', initials='slahg')
    """
    syllables = [part.strip().lower() for part in _syllables(name)]
    padded = _NUMBER.sub(_padded, " ".join(syllables))
    typed = name.lower()
    letters = "".join(part if part in typed else part[:1] for part in syllables)
    return Spelling(padded[:240], "".join(letters.split())[:120])


def _syllables(name: str) -> list[str]:
    """Read a name sign by sign, and as a whole where a phrase in it is read another way."""
    from pypinyin import lazy_pinyin  # its dictionaries take half a second of every start

    found = [_reading(sign) if sign else run for sign, run in _RUN.findall(name)]
    for at in range(len(name) - 1):
        odd = _odd_phrases(name[at : at + 2])  # nearly always none
        if odd and name.startswith(odd, at):
            return lazy_pinyin(name)
    return found


@cache
def _reading(sign: str) -> str:
    from pypinyin import Style, pinyin

    return pinyin(sign, style=Style.NORMAL)[0][0]


@cache
def _toneless(syllable: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal

    return to_normal(syllable)


@cache
def _short_phrases() -> Mapping[str, Sequence[str]]:
    """Return the phrases of two to four signs by their first two."""
    from pypinyin import phrases_dict

    found = defaultdict(list)
    for phrase in phrases_dict.phrases_dict:
        if 2 <= len(phrase) <= 4:
            found[phrase[:2]].append(phrase)
    return found


@cache
def _odd_phrases(two: str) -> tuple[str, ...]:
    """Return the short phrases that begin so and are read otherwise than sign by sign."""
    return tuple(phrase for phrase in _short_phrases().get(two, ()) if _is_odd(phrase))


def _is_odd(phrase: str) -> bool:
    from pypinyin import phrases_dict

    readings = phrases_dict.phrases_dict[phrase]
    return any(
        _toneless(one[0]) != _reading(sign) for sign, one in zip(phrase, readings, strict=False)
    )


def _padded(number: re.Match[str]) -> str:
    """Pad a number, so that No. 2 comes before No. 10."""
    return number[0].zfill(6)


def list_of(words: Iterable[str]) -> str:
    """Return words as a Chinese list."""
    return "、".join(words)


def credit_code_finding(code: str) -> Finding | None:
    """Refuse a code that GB 32100 does not allow, its check digit included."""
    if len(code) != CREDIT_CODE_LENGTH:
        return _bad_code("length", f"统一社会信用代码应为18位，现为{len(code)}位")
    if set(code) - CREDIT_CODE_SIGNS:
        wrong = "、".join(sorted(set(code) - CREDIT_CODE_SIGNS))
        return _bad_code("sign", f"统一社会信用代码含有不使用的字符{wrong}")
    if not code[2:8].isdigit():
        return _bad_code("division", "统一社会信用代码第3至8位应为登记机关行政区划码数字")
    if code[-1] != uscc.calc_check_digit(code[:-1]):
        return _bad_code("check_digit", f"统一社会信用代码{code}的校验位不符")
    return None


def _bad_code(what: str, message: str) -> Finding:
    return Finding(
        f"registry.credit_code.{what}",
        message,
        CREDIT_CODE_STANDARD,
        "请对照营业执照核对；表格中该列请设为文本格式",
    )


def entity_findings(facts: EntityFacts) -> tuple[Finding, ...]:
    """Return every reason against entering these facts, those of the credit code included."""
    found = [_name_finding(facts), _code_finding(facts), _kind_finding(facts)]
    found += [_person_finding(facts), _employees_finding(facts)]
    found += [_length_finding(facts, field) for field in LENGTHS]
    found += [_sign_finding(facts, field) for field in LENGTHS]
    return tuple(finding for finding in found if finding is not None)


def _name_finding(facts: EntityFacts) -> Finding | None:
    if facts.name.strip():
        return None
    return Finding(
        "registry.name.missing", "未填写单位名称", CLASSED_SUPERVISION, "请按营业执照填写全称"
    )


def _sign_finding(facts: EntityFacts, field: str) -> Finding | None:
    """Refuse signs that nobody sees or that turn the writing round, and names read as formulas."""
    text = getattr(facts, field).strip()
    said = ""
    if any(is_hidden(sign) or category(sign) in UNSEEN for sign in text):
        said = "含有看不见或者改变文字方向的字符"
    elif field == "name" and normalize("NFKC", text[:1]) in FORMULA_SIGNS:
        said = f"以“{text[:1]}”开头，会被表格软件当作公式"
    if not said:
        return None
    step = "请对照营业执照重新键入，不要从其他文件粘贴"
    return Finding(f"registry.{field}.signs", f"{LABELS[field]}{said}", CLASSED_SUPERVISION, step)


def _code_finding(facts: EntityFacts) -> Finding | None:
    if facts.credit_code:
        return credit_code_finding(facts.credit_code)
    if not facts.kind.needs_credit_code:
        return None
    return Finding(
        "registry.credit_code.missing",
        "未填写统一社会信用代码",
        CREDIT_CODE_STANDARD,
        "请按营业执照填写；自然人请将类型选为自然人",
    )


def _kind_finding(facts: EntityFacts) -> Finding | None:
    """Refuse a kind that the authority which gave the code does not register (GB 32100)."""
    authority, counts = facts.credit_code[:1], facts.kind.counts_as_enterprise
    if authority == ENTERPRISE_AUTHORITY and not counts:
        of = "企业、个体工商户或者农民专业合作社"
    elif authority in OTHER_AUTHORITIES and counts:
        of = "机关、事业单位、社会组织"
    else:
        return None
    return Finding(
        "registry.kind.code",
        f"代码以{facts.credit_code[:2]}开头，是{of}的代码，与类型“{facts.kind.label}”不符",
        CREDIT_CODE_STANDARD,
        "请对照登记证照核对代码和类型",
    )


def _length_finding(facts: EntityFacts, field: str) -> Finding | None:
    length = len(getattr(facts, field))
    if length <= LENGTHS[field]:
        return None
    return Finding(
        f"registry.{field}.too_long",
        f"{LABELS[field]}共{length}字，超过{LENGTHS[field]}字",
        CLASSED_SUPERVISION,
        "请缩短后再提交",
    )


def _employees_finding(facts: EntityFacts) -> Finding | None:
    if facts.employees is None or 0 <= facts.employees <= MOST_EMPLOYEES:
        return None
    return Finding(
        "registry.employees.out_of_range",
        f"从业人数{facts.employees}不在0至{MOST_EMPLOYEES}之间",
        CLASSED_SUPERVISION,
        "请填写整数",
    )


def already_registered(code: str, name: str) -> Finding:
    """Return the refusal of a code that the bureau has already, under ``name``."""
    return Finding(
        "registry.credit_code.taken",
        f"统一社会信用代码{code}已登记为“{name}”",
        CREDIT_CODE_STANDARD,
        "无需重复录入；信息有变化的请在该单位页面变更",
    )


def listed_already(name: str) -> Finding:
    """Return the refusal of an entry without a code that stands under this name and address."""
    return Finding(
        "registry.name.taken",
        f"“{name}”已按同一名称和地址登记，没有统一社会信用代码可以区别",
        CLASSED_SUPERVISION,
        "无需重复录入；确属另一家的，请填写代码或者详细地址以示区别",
    )


def _person_finding(facts: EntityFacts) -> Finding | None:
    """Refuse a natural person without a code who bears the name of a firm: it stands twice."""
    if facts.kind is not EntityKind.PERSON or not _OF_FIRMS.search(folded(facts.name)):
        return None
    return Finding(
        "registry.name.of_firm",
        f"“{facts.name}”是单位的名称，不是自然人",
        CREDIT_CODE_STANDARD,
        "请按营业执照选择类型并填写统一社会信用代码；确是自然人的，填写本人姓名",
    )


def name_is_shared(name: str, units: str) -> Finding:
    """Return the refusal of a full name that several units share, each told by its code."""
    return Finding(
        "registry.name.shared",
        f"名称“{name.strip()}”有几家同名单位：{units}",
        CREDIT_CODE_STANDARD,
        "请填写统一社会信用代码；没有代码的，先补充登记信息以示区别",
    )


def unknown_street() -> Finding:
    """Return the refusal of a street that is no street of the bureau."""
    return Finding(
        "registry.street.unknown",
        "所选街道（镇）不是本机关登记的街道（镇）",
        CLASSED_SUPERVISION,
        "请从列表中选择；没有的请系统管理员先登记",
    )


def unknown_emerging_sector() -> Finding:
    """Return the refusal of an emerging sector that the version of the day does not hold."""
    return Finding(
        "registry.emerging_sector.unknown",
        "所选新兴行业领域不在当前版本的清单中",
        CLASSED_SUPERVISION,
        "请从列表中选择",
    )


def nothing_changed() -> Finding:
    """Return the refusal of an amendment that changes nothing."""
    return Finding(
        "registry.amendment.empty",
        "所填内容与登记内容相同",
        CLASSED_SUPERVISION,
        "无需变更的请返回；需要变更的请先修改再提交",
    )


def operation_findings(
    *, since: date | None, resumed: date | None = None, closes: bool, reason: str, on: date
) -> tuple[Finding, ...]:
    """
    Return why a unit cannot be noted as closed, or as resumed: it is so already, no reason.

    ``since`` is the day from which it is closed; it resumes on that day at the earliest.
    ``resumed`` is the day on which it last resumed: a closing before it would tell nothing.
    """
    found = []
    if resumed is not None and closes and on < resumed:
        text = f"停业或者注销日期{on.isoformat()}早于恢复营业日期{resumed.isoformat()}"
        step = "请填写恢复营业以后实际停业或者注销的日期"
        found.append(Finding("registry.operation.before", text, CLASSED_SUPERVISION, step))
    if since is not None and not closes and on < since:
        text = f"恢复营业日期{on.isoformat()}早于停业或者注销日期{since.isoformat()}"
        step = "请填写实际恢复营业的日期"
        found.append(Finding("registry.operation.before", text, CLASSED_SUPERVISION, step))
    if since is not None and closes:
        text = "该单位已经登记为停业或者注销"
        step = "恢复营业的，请登记恢复营业"
        found.append(Finding("registry.closed", text, CLASSED_SUPERVISION, step))
    if since is None and not closes:
        text = "该单位没有登记为停业或者注销"
        found.append(Finding("registry.open", text, CLASSED_SUPERVISION, "不需要登记恢复营业"))
    if not explains(reason):
        text = "未写明情况和依据"
        step = "请写明注销登记、公告或者现场核实的情况"
        found.append(Finding("registry.operation.reason", text, CLASSED_SUPERVISION, step))
    return tuple(found)
