"""What officers, credentials and trainings are entered with, what speaks against it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from pypinyin import lazy_pinyin

from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, is_spelled, same_person
from zhunsheng.workforce.choices import CredentialKind
from zhunsheng.workforce.rules.officers import QUALIFIED_OFFICERS

_NUMBER: Final = re.compile(r"[0-9]+")
LONGEST_NAME: Final = 60
LONGEST_NUMBER: Final = 40
LONGEST_DUTIES: Final = 200
LONGEST_TOLD_APART: Final = 200


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """
    What an officer is entered with; ``legally_qualified`` is 法律职业资格 (行政处罚法 58).

    ``told_apart`` says how the officer differs from another of the same name, where there is one.
    """

    name: str
    unit: UUID
    user: UUID | None = None
    is_reviewer: bool = False
    legally_qualified: bool = False
    duties: str = ""
    credential: CredentialFacts | None = None
    told_apart: str = ""


@dataclass(frozen=True, slots=True)
class CredentialFacts:
    """What a credential is entered with; both days are included in its validity."""

    number: str
    valid_from: date
    valid_until: date
    kind: CredentialKind = CredentialKind.ENFORCEMENT


def pinyin_key(name: str) -> str:
    """Return the key by which a name is sorted: toneless syllables with a blank between."""

    syllables = (part.strip().lower() for part in lazy_pinyin(name))
    return _NUMBER.sub(lambda number: number[0].zfill(6), " ".join(syllables))[:240]


def officer_findings(facts: OfficerFacts) -> tuple[Finding, ...]:
    """Return every reason against entering an officer with these facts."""
    found = []
    if not facts.name.strip():
        found.append(_finding("name.missing", "未填写姓名", "请填写姓名"))
    elif not is_spelled(facts.name):
        step = "请按执法证填写本人姓名，不加数字、括号和多余的间隔号；同名的填写与同名人员的区别"
        found.append(_finding("name.signs", f"“{facts.name.strip()}”不是姓名的写法", step))
    if len(facts.name) > LONGEST_NAME:
        found.append(_finding("name.too_long", f"姓名超过{LONGEST_NAME}字", "请缩短"))
    if len(facts.duties) > LONGEST_DUTIES:
        found.append(_finding("duties.too_long", f"职责超过{LONGEST_DUTIES}字", "请缩短"))
    found += told_apart_findings(facts.told_apart)
    credential = credential_findings(facts.credential) if facts.credential else ()
    return (*found, *credential)


def credential_findings(facts: CredentialFacts) -> tuple[Finding, ...]:
    """Return every reason against entering a credential with these facts."""
    found = []
    if not facts.number.strip():
        found.append(_finding("credential.number_missing", "未填写执法证号", "请按证件填写"))
    if len(facts.number) > LONGEST_NUMBER:
        found.append(
            _finding("credential.number_too_long", f"执法证号超过{LONGEST_NUMBER}字", "请核对")
        )
    if facts.valid_until < facts.valid_from:
        message = (
            f"有效期至{facts.valid_until.isoformat()}早于有效期自{facts.valid_from.isoformat()}"
        )
        found.append(_finding("credential.dates_reversed", message, "请按证件核对起止日期"))
    return tuple(found)


def _finding(code: str, message: str, next_step: str) -> Finding:
    return Finding(f"workforce.{code}", message, QUALIFIED_OFFICERS, next_step)


def credential_taken(number: str, name: str) -> Finding:
    """Return the refusal of a credential number that is registered already, for ``name``."""
    return _finding(
        "credential.number_taken", f"执法证号{number}已登记在{name}名下", "请按证件核对号码"
    )


def told_apart_findings(told: str) -> list[Finding]:
    """Return why a text does not tell an officer apart from another; an empty one says nothing."""
    found = []
    if told.strip() and not explains(told):
        step = "请写明两人的不同，如另一人的机构、职务、发证机关"
        found.append(_finding("told_apart.says_nothing", "没有写明与同名人员的区别", step))
    if len(told) > LONGEST_TOLD_APART:
        text = f"与同名人员的区别超过{LONGEST_TOLD_APART}字"
        found.append(_finding("told_apart.too_long", text, "请缩短"))
    return found


def namesake_findings(facts: OfficerFacts, present: Mapping[str, str]) -> tuple[Finding, ...]:
    """
    Refuse to enter one person as a second officer: two are to act, not one twice (行政处罚法 42).

    ``present`` tells by the letters of a name who serves; a namesake is told apart in words.
    """
    twin = present.get(same_person(facts.name), "")
    if not twin or facts.told_apart.strip():
        return ()
    step = (
        "同一人换发、补发证件的，请在该人员的页面登记执法证；"
        "确是另一人的，请填写与同名人员的区别，如另一人的机构、职务、发证机关"
    )
    text = f"{facts.name.strip()}已经登记为执法人员（{twin}），一人不得作为两名执法人员"
    return (_finding("told_apart.missing", text, step),)


def unknown_unit() -> Finding:
    """Return the refusal of a unit that is none of the bureau."""
    return _finding("unit.unknown", "所选机构不是本机关的机构", "请从列表中选择")


def account_taken(name: str) -> Finding:
    """Return the refusal of an account that another officer has already."""
    return _finding("user.taken", f"所选账户已对应执法人员{name}", "请选择本人的账户")


def unknown_account() -> Finding:
    """Return the refusal of an account that is none of the bureau."""
    return _finding("user.unknown", "所选账户不是本机关的账户", "请从列表中选择")


def training_findings(
    *, officers: int, hours: int, topic: str, held_on: date, on: date
) -> tuple[Finding, ...]:
    """Return every reason against recording a training."""
    found = []
    if not officers:
        found.append(_finding("training.nobody", "未选择参训人员", "请至少选择一人"))
    if not 0 < hours <= 200:
        found.append(_finding("training.hours", f"学时{hours}不在1至200之间", "请填写整数学时"))
    if not explains(topic):
        found.append(_finding("training.topic", "未填写培训内容", "请填写培训内容"))
    if held_on > on:
        found.append(
            _finding("training.to_come", f"培训日期{held_on}晚于登记当日", "请在培训后登记")
        )
    return tuple(found)


def list_of(words: Iterable[str]) -> str:
    """Return words as a Chinese list."""
    return "、".join(words)
