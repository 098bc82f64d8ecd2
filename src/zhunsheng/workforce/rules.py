"""Who may enforce on a day: two officers, each with a credential that is valid. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from pypinyin import lazy_pinyin

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains
from zhunsheng.workforce.choices import CredentialKind, CredentialState, DelegatedPower

QUALIFIED_OFFICERS: Final = cite("APL-2021:42.1")
RECUSAL: Final = cite("APL-2021:43")
DELEGATION: Final = cite("APL-2021:20")
FEWEST_OFFICERS: Final = 2
MONTHS_BEFORE_EXPIRY: Final = 6
_NUMBER: Final = re.compile(r"[0-9]+")
LONGEST_NAME: Final = 60
LONGEST_NUMBER: Final = 40
LONGEST_DUTIES: Final = 200


@dataclass(frozen=True, slots=True)
class CredentialTerm:
    """One credential: its number and the first and last day on which it is valid."""

    number: str
    valid_from: date
    valid_until: date

    def holds_on(self, on: date) -> bool:
        """Return whether the credential is valid on the day, both ends included."""
        return self.valid_from <= on <= self.valid_until


@dataclass(frozen=True, slots=True)
class OfficerFact:
    """
    An officer as the rules see one; the credential shown is the one that ends last.

    ``others`` holds the officer's earlier credentials, so that an act of an earlier day is judged
    by what was valid then. Without any credential the number is empty and the dates are None.
    ``of_street`` where the unit is a delegated street, ``is_reviewer`` who reviews by law.
    """

    id: UUID
    user_id: UUID | None
    name: str
    credential_number: str
    valid_from: date | None
    valid_until: date | None
    unit_id: UUID | None
    others: tuple[CredentialTerm, ...] = ()
    of_street: bool = False
    is_reviewer: bool = False

    @property
    def terms(self) -> tuple[CredentialTerm, ...]:
        """All credentials, the one that ends last in front."""
        if self.valid_from is None or self.valid_until is None:
            return self.others
        last = CredentialTerm(self.credential_number, self.valid_from, self.valid_until)
        return (last, *self.others)

    def number_on(self, on: date) -> str:
        """Return the number of the credential valid on the day, empty where none is."""
        return next((term.number for term in self.terms if term.holds_on(on)), "")


@dataclass(frozen=True, slots=True)
class CredentialFacts:
    """What a credential is entered with; both days are included in its validity."""

    number: str
    valid_from: date
    valid_until: date
    kind: CredentialKind = CredentialKind.ENFORCEMENT


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """What an officer is entered with; ``legally_qualified`` is 法律职业资格 (行政处罚法 58)."""

    name: str
    unit: UUID
    user: UUID | None = None
    is_reviewer: bool = False
    legally_qualified: bool = False
    duties: str = ""
    credential: CredentialFacts | None = None


@dataclass(frozen=True, slots=True)
class DelegationFacts:
    """What a deed of delegation says; both days are included in its term."""

    unit: UUID
    deed_number: str
    powers: tuple[DelegatedPower, ...]
    valid_from: date
    valid_until: date
    published_on: date | None
    published_at: str = ""


def pinyin_key(name: str) -> str:
    """Return the key by which a name is sorted: toneless syllables with a blank between."""

    syllables = (part.strip().lower() for part in lazy_pinyin(name))
    return _NUMBER.sub(lambda number: number[0].zfill(6), " ".join(syllables))[:240]


def credential_valid(fact: OfficerFact, on: date) -> bool:
    """Return whether the officer held a valid enforcement credential on the day."""
    return any(term.holds_on(on) for term in fact.terms)


@dataclass(frozen=True, slots=True)
class Offered:
    """Officers who may take a step, as a form lists them, and those left out with the reason."""

    choices: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def note(self) -> str:
        """Who is left out and why, by reason; empty where nobody is."""
        named: dict[str, list[str]] = {}
        for name, reason in self.left_out:
            named.setdefault(reason, []).append(name)
        rows = "；".join(f"{reason}：{'、'.join(names)}" for reason, names in named.items())
        return f"未列出：{rows}。" if rows else ""


def offered(
    facts: Iterable[OfficerFact],
    *,
    on: date,
    interested: Collection[UUID] = (),
    streets: Collection[UUID] = (),
    units: Mapping[UUID, str] = MappingProxyType({}),
    with_reviewers: bool = True,
) -> Offered:
    """
    Return who of these officers may take a step on the day: 42 the credential, 43 no interest.

    ``interested`` are those with an interest in the party, ``streets`` the delegated units whose
    officers do not act for the bureau (20); ``units`` are the names of units, told with the number.
    Legal reviewers go on no visit, whose case they could not review (58).
    """
    listed, left_out = [], []
    for one in facts:
        number = one.number_on(on)
        if not number:
            left_out.append((one.name, "办理当日没有有效的执法证"))
        elif one.id in interested:
            left_out.append((one.name, "与当事人有利害关系，应当回避"))
        elif one.unit_id in streets:
            left_out.append((one.name, "街道（镇）人员，不能办理本局事项"))
        elif one.is_reviewer and not with_reviewers:
            left_out.append((one.name, "法制审核人员，不参加现场检查"))
        else:
            unit = units.get(one.unit_id, "") if one.unit_id else ""
            told = "，".join(filter(None, (unit, number)))
            listed.append((str(one.id), f"{one.name}（{told}）"))
    return Offered(tuple(listed), tuple(left_out))


def every_credential_holds(officers: tuple[OfficerFact, ...], on: date) -> Finding | None:
    """Refuse where somebody's credential does not hold on the day, in one finding for all (G2)."""
    found = [_not_certified(one, on) for one in officers if not credential_valid(one, on)]
    if not found:
        return None
    return replace(found[0], message="；".join(one.message for one in found))


def enough_officers(officers: tuple[OfficerFact, ...]) -> Finding | None:
    """Refuse fewer than two officers (行政处罚法 42)."""
    count = len({officer.id for officer in officers})
    if count >= FEWEST_OFFICERS:
        return None
    return Finding(
        "officers.fewer_than_two",
        f"执法人员为{count}人，不得少于两人",
        QUALIFIED_OFFICERS,
        "请再指派具有行政执法资格的人员",
    )


def all_are_officers(unknown: int, *, room: str, basis: Citation, next_step: str) -> Finding | None:
    """Refuse persons who are no officers of the bureau; article and next step are the room's."""
    if not unknown:
        return None
    message = f"有{unknown}名人员不在本局执法队伍内"
    return Finding(f"{room}.officer.unknown", message, basis, next_step)


def nobody_has_an_interest(
    names: frozenset[str], *, room: str, party: str, next_step: str
) -> Finding | None:
    """Refuse officers who declared an interest in the party, all in one finding (行政处罚法 43)."""
    if not names:
        return None
    message = f"{'、'.join(sorted(names))}与{party}有利害关系，应当回避"
    return Finding(f"{room}.officer.interested", message, RECUSAL, next_step)


def acts_without_interest(
    has_interest: bool, *, code: str, who: str, next_step: str
) -> Finding | None:
    """Refuse who acts with a declared interest in the party (行政处罚法 43)."""
    if not has_interest:
        return None
    return Finding(code, f"{who}与当事人有利害关系，应当回避", RECUSAL, next_step)


def _not_certified(officer: OfficerFact, on: date) -> Finding:
    code = "officers.credential_lapsed" if officer.terms else "officers.credential_none"
    return Finding(
        code,
        f"{officer.name}{_credential_reason(officer, on)}",
        QUALIFIED_OFFICERS,
        "请换派持有有效执法证的人员；已换发新证的请先在执法队伍中登记",
    )


def _credential_reason(officer: OfficerFact, on: date) -> str:
    if not officer.terms:
        return "没有登记行政执法证"
    last = officer.terms[0]
    if on < last.valid_from:
        return f"的执法证{last.number}自{last.valid_from}起有效，{on}尚未生效"
    return f"的执法证{last.number}已于{last.valid_until}到期，{on}无效"


def months_before(day: date, months: int) -> date:
    """
    Return the day of the same number some months earlier, the month's last where it has none.

    >>> months_before(date(2026, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 27))


def credential_state(terms: tuple[CredentialTerm, ...], on: date) -> CredentialState:
    """Return how an officer's credentials stand on the day; the one that ends last decides."""
    if not terms:
        return CredentialState.NONE
    if not any(term.holds_on(on) for term in terms):
        coming = any(term.valid_from > on for term in terms)
        return CredentialState.NOT_YET if coming else CredentialState.EXPIRED
    end = max(term.valid_until for term in terms)
    near = months_before(end, MONTHS_BEFORE_EXPIRY)
    return CredentialState.EXPIRING if on >= near else CredentialState.VALID


def officer_findings(facts: OfficerFacts) -> tuple[Finding, ...]:
    """Return every reason against entering an officer with these facts."""
    found = []
    if not facts.name.strip():
        found.append(_finding("name.missing", "未填写姓名", "请填写姓名"))
    if len(facts.name) > LONGEST_NAME:
        found.append(_finding("name.too_long", f"姓名超过{LONGEST_NAME}字", "请缩短"))
    if len(facts.duties) > LONGEST_DUTIES:
        found.append(_finding("duties.too_long", f"职责超过{LONGEST_DUTIES}字", "请缩短"))
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


def interest_findings(*, reason: str, declared: bool) -> tuple[Finding, ...]:
    """Return every reason against declaring an interest."""
    found = []
    if not explains(reason):
        found.append(
            Finding("workforce.interest.reason", "未说明利害关系", RECUSAL, "请写明何种关系")
        )
    if declared:
        found.append(
            Finding("workforce.interest.twice", "该利害关系已登记", RECUSAL, "无需重复登记")
        )
    return tuple(found)


def delegation_findings(facts: DelegationFacts, *, is_street: bool) -> tuple[Finding, ...]:
    """Return every reason against a delegation (行政处罚法 20 and 21)."""
    checks: tuple[tuple[bool, str, str, str], ...] = (
        (is_street, "unit", "受委托的机构不是本机关登记的街道（镇）", "请选择街道（镇）"),
        (bool(facts.deed_number.strip()), "deed", "未填写委托书文号", "请填写书面委托书的文号"),
        (bool(facts.powers), "powers", "委托书未载明委托事项和权限", "请至少选择一项"),
        (
            facts.valid_from <= facts.valid_until,
            "term",
            "委托期限的截止日期早于起始日期",
            "请按委托书核对期限",
        ),
        (facts.published_on is not None, "published", "委托书未向社会公布", "请公布后填写公布日期"),
    )
    return tuple(
        Finding(f"workforce.delegation.{code}", message, DELEGATION, next_step)
        for holds, code, message, next_step in checks
        if not holds
    )


def list_of(words: Iterable[str]) -> str:
    """Return words as a Chinese list."""
    return "、".join(words)


def deed_taken() -> Finding:
    """Return the refusal of a deed number that is registered already."""
    return Finding(
        "workforce.delegation.deed_taken",
        "该委托书文号已登记",
        DELEGATION,
        "请核对文号；续期的请用新的委托书",
    )
