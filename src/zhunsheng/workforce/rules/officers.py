"""Who may enforce on a day: two officers, each with a credential that is valid. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import same_person
from zhunsheng.workforce.choices import CredentialState, Ended

QUALIFIED_OFFICERS: Final = cite("APL-2021:42.1")
FEWEST_OFFICERS: Final = 2
MONTHS_BEFORE_EXPIRY: Final = 6


@dataclass(frozen=True, slots=True)
class CredentialTerm:
    """
    One credential: its number and the first and last day on which it is valid.

    ``ended`` says why it ends before the day printed on it, empty where it does not.
    """

    number: str
    valid_from: date
    valid_until: date
    ended: str = ""

    def holds_on(self, on: date) -> bool:
        """Return whether the credential is valid on the day, both ends included."""
        return self.valid_from <= on <= self.valid_until

    def until(self, day: date | None, why: str) -> CredentialTerm:
        """Return the credential as it holds no more from a day on, where that is earlier."""
        if day is None or day > self.valid_until:
            return self
        return replace(self, valid_until=day - timedelta(days=1), ended=why)


def one_at_a_time(terms: Iterable[CredentialTerm]) -> tuple[CredentialTerm, ...]:
    """
    Return the terms of one person, in the order of entry, so that no two hold on one day.

    A credential ends where a later one begins; of two that begin on one day the one that was
    entered later holds. One that was withdrawn before it began ends no other.

    >>> old = CredentialTerm("A", date(2022, 1, 1), date(2027, 12, 31))
    >>> new = CredentialTerm("B", date(2025, 1, 1), date(2026, 12, 31))
    >>> [(one.number, str(one.valid_until), one.ended) for one in one_at_a_time([new, old])]
    [('A', '2024-12-31', '换发新证'), ('B', '2026-12-31', '')]
    """
    found: list[CredentialTerm] = []
    following: date | None = None
    for term in sorted(terms, key=lambda one: one.valid_from)[::-1]:
        found.insert(0, term.until(following, Ended.REPLACED.label))
        if term.valid_from <= term.valid_until:
            following = term.valid_from
    return tuple(found)


@dataclass(frozen=True, slots=True)
class OfficerFact:
    """
    An officer as the rules see one; the credential shown is the one that ends last.

    ``others`` holds the officer's earlier credentials, so that an act of an earlier day is judged
    by what was valid then. Without any credential the number is empty and the dates are None.
    ``of_street`` where the unit is a delegated street, ``is_reviewer`` who reviews by law,
    ``ended`` why the credential shown ends before its printed day, ``told_apart`` who is known to
    be another person than the officer of the same name.
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
    ended: str = ""
    told_apart: bool = False

    @property
    def terms(self) -> tuple[CredentialTerm, ...]:
        """All credentials, the one that ends last in front."""
        if self.valid_from is None or self.valid_until is None:
            return self.others
        last = CredentialTerm(self.credential_number, self.valid_from, self.valid_until, self.ended)
        return (last, *self.others)

    def number_on(self, on: date) -> str:
        """Return the number of the credential valid on the day, empty where none is."""
        return next((term.number for term in self.terms if term.holds_on(on)), "")


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


def persons(officers: Iterable[OfficerFact]) -> int:
    """Return how many people these officers are: entries of one name are one, unless told apart."""
    told = {
        (same_person(one.name, kinds="LN"), one.id if one.told_apart else None) for one in officers
    }
    return len(told)


def enough_officers(officers: tuple[OfficerFact, ...]) -> Finding | None:
    """Refuse fewer than two officers (行政处罚法 42)."""
    count = persons(officers)
    if count >= FEWEST_OFFICERS:
        return None
    text, step = f"执法人员为{count}人，不得少于两人", "请再指派具有行政执法资格的人员"
    if len({officer.id for officer in officers}) > count:
        text += "（同名的登记按一人计算）"
        step += "；同名的确是两人的，请先在人员的变更登记中写明与同名人员的区别"
    return Finding("officers.fewer_than_two", text, QUALIFIED_OFFICERS, step)


def all_are_officers(unknown: int, *, room: str, basis: Citation, next_step: str) -> Finding | None:
    """Refuse persons who are no officers of the bureau; article and next step are the room's."""
    if not unknown:
        return None
    message = f"有{unknown}名人员不在本局执法队伍内"
    return Finding(f"{room}.officer.unknown", message, basis, next_step)


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
    if last.ended and on > last.valid_until:
        since = last.valid_until + timedelta(days=1)
        return f"的执法证{last.number}因{last.ended}自{since}起失效，{on}无效"
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
        coming = any(on < term.valid_from <= term.valid_until for term in terms)
        return CredentialState.NOT_YET if coming else CredentialState.EXPIRED
    end = max(term.valid_until for term in terms)
    near = months_before(end, MONTHS_BEFORE_EXPIRY)
    return CredentialState.EXPIRING if on >= near else CredentialState.VALID
