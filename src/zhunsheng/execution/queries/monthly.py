"""Months whose payments are compared with the list of bank and treasury."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.cases import queries as cases
from zhunsheng.cases.rules import receipt_key
from zhunsheng.execution import rules
from zhunsheng.execution.choices import Phrase
from zhunsheng.execution.models import BankLine, PaymentCode, Reconciliation
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.days import DayUnit, calendar_end


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its list where one was taken in, both sides compared, and the digest of that."""

    year: int
    month: int
    row: Reconciliation | None
    matches: tuple[rules.Match, ...]
    cases: dict[str, UUID]

    @property
    def label(self) -> str:
        """The printed month."""
        return month_label(self.year, self.month)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return last_day(self.year, self.month)

    @property
    def sound(self) -> int:
        """How many rows agree."""
        return sum(one.is_sound for one in self.matches)

    @property
    def differing(self) -> tuple[rules.Match, ...]:
        """The rows that do not agree."""
        return tuple(one for one in self.matches if not one.is_sound)

    @property
    def listed_fen(self) -> int:
        """The sum of the list."""
        return sum(one.listed.amount_fen for one in self.matches if one.listed)

    @property
    def recorded_fen(self) -> int:
        """The sum of the payments on record."""
        return sum(one.recorded.amount_fen for one in self.matches if one.recorded)

    @property
    def digest(self) -> str:
        """SHA-256 over both sides as they stand now, with the bills as the list keeps them."""
        rows = [
            [
                one.state.value,
                one.typed,
                [one.listed.code, one.listed.amount_fen, one.listed.paid_on] if one.listed else [],
                [one.recorded.amount_fen, one.recorded.paid_on] if one.recorded else [],
            ]
            for one in sorted(self.matches, key=lambda one: (one.is_sound, one.typed))
        ]
        return sha256_hex({"year": self.year, "month": self.month, "rows": rows})

    @property
    def is_concluded(self) -> bool:
        """Whether the month is concluded."""
        return self.row is not None and self.row.concluded_on is not None

    @property
    def has_changed(self) -> bool:
        """Whether something changed after the month was concluded."""
        row = self.row
        return row is not None and self.is_concluded and row.concluded_digest != self.digest


def month_label(year: int, month: int) -> str:
    """Return the printed month."""
    return Phrase.MONTH.label.format(year=year, month=month)


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    following = calendar_end(start=date(year, month, 1), length=1, unit=DayUnit.MONTH)
    return date.fromordinal(following.toordinal() - 1)


def reconciliation(scope: Scope, year: int, month: int) -> Reconciliation | None:
    """Return the record of a month, nothing where no list was taken in."""
    rows = Reconciliation.objects.of(scope).filter(year=year, month=month)
    found: Reconciliation | None = rows.first()
    return found


def month_of(scope: Scope, year: int, month: int) -> Month:
    """Return a month with both sides compared; four queries."""
    row = reconciliation(scope, year, month)
    lines = BankLine.objects.of(scope).filter(reconciliation=row) if row else ()
    # A list of a month that was concluded keeps its bills as they were typed.
    listed = tuple(
        rules.Listed(receipt_key(one.ebill), one.code, one.amount_fen, one.paid_on, one.ebill)
        for one in lines
    )
    since, until = date(year, month, 1), last_day(year, month)
    asked = cases.payments(scope, since=since, until=until)
    paid, codes = list(asked), _codes(scope, asked)
    recorded = tuple(
        rules.Recorded(
            ebill=receipt_key(one.receipt),
            codes=codes.get(one.case_id, frozenset()),
            amount_fen=one.amount_fen,
            paid_on=one.paid_on,
            case=one.case.number,
            party=one.case.party_name,
            reference=receipt_key(one.reference),
        )
        for one in paid
    )
    numbers = ((one, number) for one in paid for number in (one.receipt, one.reference))
    own = {receipt_key(number): one.case_id for one, number in numbers}
    return Month(year, month, row, rules.matched(listed, recorded), own)


def _codes(scope: Scope, paid: QuerySet[Any]) -> dict[UUID, frozenset[str]]:
    ids = paid.order_by().values("case_id")
    rows = PaymentCode.objects.of(scope).filter(execution__case__in=ids)
    found: dict[UUID, set[str]] = {}
    for case_id, code in rows.values_list("execution__case_id", "code"):
        found.setdefault(case_id, set()).add(code)
    return {case_id: frozenset(codes) for case_id, codes in found.items()}


def cases_of_codes(scope: Scope, codes: Iterable[str]) -> dict[str, UUID]:
    """Return the cases that codes were issued for."""
    rows = PaymentCode.objects.of(scope).filter(code__in=set(codes))
    return dict(rows.values_list("code", "execution__case_id"))


def listed_elsewhere(scope: Scope, year: int, month: int) -> dict[str, str]:
    """Return the e-bills in the lists of other months, each with its month."""
    rows = BankLine.objects.of(scope).exclude(
        reconciliation__year=year, reconciliation__month=month
    )
    columns = ("ebill", "reconciliation__year", "reconciliation__month")
    return {receipt_key(ebill): month_label(y, m) for ebill, y, m in rows.values_list(*columns)}


def months(scope: Scope) -> list[Reconciliation]:
    """Return the months that hold money or whose list was taken in, the newest first."""
    rows = {(one.year, one.month): one for one in Reconciliation.objects.of(scope)}
    for year, month in cases.months_of_payments(scope):
        rows.setdefault((year, month), Reconciliation(year=year, month=month))
    return [rows[key] for key in sorted(rows, reverse=True)]


def previous_month(day: date) -> tuple[int, int]:
    """Return year and month of the month before a day's."""
    before = date.fromordinal(day.replace(day=1).toordinal() - 1)
    return before.year, before.month
