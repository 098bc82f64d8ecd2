"""Comparing payments on record with the list of bank and treasury, by bill or bank's reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from zhunsheng.cases.rules import Paid
from zhunsheng.execution.choices import MatchState
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains

TREASURY: Final[Citation] = cite("APL-2021:74")


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of bank and treasury; ``typed`` is its bill as the list of before kept it."""

    ebill: str
    code: str
    amount_fen: int
    paid_on: date
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """
    A payment on record; ``codes`` are those that were issued for its case.

    The list may name it by its bill or by the ``reference`` of the bank.
    """

    ebill: str
    codes: frozenset[str]
    amount_fen: int
    paid_on: date
    case: str
    party: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a payment code asked for, from its day until it was voided."""

    on: date
    amount_fen: int
    void_on: date | None = None


def left_of_codes(codes: Sequence[Asked], paid: Iterable[Paid]) -> tuple[int, ...]:
    """
    Return what each code still asks for, oldest first, nothing of one that was voided.

    A receipt does not name its code: a payment settles the code of its very amount, or else the
    oldest that was open on its day.
    """
    left = [one.amount_fen for one in codes]
    for one in paid:
        rest = one.amount_fen
        held = [
            place
            for place, code in enumerate(codes)
            if code.on <= one.on and (code.void_on is None or one.on < code.void_on)
        ]
        for place in sorted(held, key=lambda at: left[at] != one.amount_fen):
            taken = min(left[place], rest)
            left[place], rest = left[place] - taken, rest - taken
    return tuple(0 if code.void_on else fen for code, fen in zip(codes, left, strict=True))


@dataclass(frozen=True, slots=True)
class Match:
    """A pair, or one side alone, and how the two stand to each other."""

    state: MatchState
    listed: Listed | None
    recorded: Recorded | None

    @property
    def ebill(self) -> str:
        """The number that both are compared by."""
        side = self.listed or self.recorded
        return side.ebill if side else ""

    @property
    def typed(self) -> str:
        """The number as the side that names it keeps it."""
        return (self.listed and self.listed.typed) or self.ebill

    @property
    def is_sound(self) -> bool:
        """Whether both sides say the same."""
        return self.state is MatchState.MATCHED


def matched(listed: Iterable[Listed], recorded: Iterable[Recorded]) -> tuple[Match, ...]:
    """
    Return every line and every payment with its counterpart, differences first.

    One transfer that was booked in parts, fine and surcharge, is one line of the bank. A bill that
    came in after the list is no difference: the line still knows the payment by its reference.
    """
    lines = tuple(listed)
    numbers = {line.ebill for line in lines}
    held: dict[str, Recorded] = {}
    for one in recorded:
        by_reference = one.ebill not in numbers and one.reference in numbers
        key = one.reference if by_reference else one.ebill
        before = held[key].amount_fen if key in held else 0
        held[key] = replace(one, amount_fen=before + one.amount_fen)
    found = []
    for line in lines:
        own = held.pop(line.ebill, None)
        found.append(Match(_state(line, own), line, own))
    found += [Match(MatchState.NOT_LISTED, None, own) for own in held.values()]
    return tuple(sorted(found, key=lambda one: (one.is_sound, one.ebill)))


def _state(line: Listed, own: Recorded | None) -> MatchState:
    if own is None:
        return MatchState.NOT_RECORDED
    if own.amount_fen != line.amount_fen:
        return MatchState.AMOUNT_DIFFERS
    if own.paid_on != line.paid_on:
        return MatchState.DAY_DIFFERS
    if line.code and line.code not in own.codes:
        return MatchState.CODE_DIFFERS
    return MatchState.MATCHED


def conclusion_findings(
    rows: Iterable[Match], *, note: str, on: date, last_day: date, is_imported: bool
) -> tuple[Finding, ...]:
    """Refuse to conclude a month that is not over, has no list, or hides a difference."""
    found = []
    if on <= last_day:
        found.append(
            Finding(
                "reconciliation.month_runs",
                f"本月至{last_day.isoformat()}止，尚未结束",
                TREASURY,
                "请在下月办理",
            )
        )
    if not is_imported:
        found.append(
            Finding(
                "reconciliation.no_list",
                "尚未导入本月的银行（财政）收缴清单",
                TREASURY,
                "请先导入清单",
            )
        )
    differ = sum(not row.is_sound for row in rows)
    if differ and not explains(note):
        found.append(
            Finding(
                "reconciliation.differences_unexplained",
                f"有{differ}笔不一致，没有说明原因",
                TREASURY,
                "请逐笔核对，登记漏记的缴款，或者写明原因",
            )
        )
    return tuple(found)


def bad_rows(rows: int, errors: Iterable[tuple[int, str, str]]) -> tuple[Finding, ...]:
    """Return the refusal of a list, first how many rows are wrong, then each of them."""
    if not rows:
        return ()
    first = Finding(
        "reconciliation.rows",
        f"清单有{rows}行不符合要求，整个文件没有导入",
        TREASURY,
        "请按下列说明逐行改正后再次上传",
    )
    named = (
        Finding(
            "reconciliation.row",
            f"第{row}行{'“' + column + '”' if column else ''}：{message.rstrip('。')}",
            TREASURY,
        )
        for row, column, message in errors
    )
    return (first, *named)


def concluded_findings(*, is_concluded: bool) -> tuple[Finding, ...]:
    """Refuse to change a month that is concluded."""
    if not is_concluded:
        return ()
    return (
        Finding(
            "reconciliation.concluded",
            "本月对账已经办结，不能再导入或者办结",
            TREASURY,
            "办结以后的变化显示为差异，请写入下月的差异说明",
        ),
    )


def cashier_findings(*, may: bool, roles: frozenset[str]) -> tuple[Finding, ...]:
    """Refuse who is not charged with comparing."""
    if may:
        return ()
    return (
        Finding(
            "reconciliation.wrong_role",
            "月度对账不由当前岗位办理",
            TREASURY,
            "请由有权岗位的人员登录后办理",
            roles,
        ),
    )
