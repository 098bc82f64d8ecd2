"""
What a party owes: the fine by its dates, the surcharge day by day, and what stops it.

行政处罚法 72.1(1) lets three per cent of the fine be added for every day of delay. The house reads
"the fine" as the part that is overdue and unpaid on the day: who paid a part is not charged for it
(行政处罚法 5.2); a bureau whose province reads it as the whole fine says so by a parameter of its
own. The first day is the one after the term's last day, and the day of payment is still a day of
delay. Days of a reconsideration or a suit, the first and the last included, are not counted (73.3).
What is not due yet under an approved deferral or instalment is not late (66.2). Of the sum of a
span of days a broken fen falls to the party. All of it together is never above the fine (72.1(1)).

Where a number changes in mid-delay, each day counts as the law of that day says: the surcharge
presses for every day anew, and a new law does not reach back to days before it (立法法 104). No
transitional rule says so in words, so that a page marks such a sum as not verified (`is_mixed`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from zhunsheng.kernel.money import yuan_text

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """An amount and the last day on which it is paid in time."""

    on: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """From which day on which amounts are due; what they leave of the fine was paid before."""

    since: date
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment."""

    on: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Stop:
    """
    Days on which nothing is added, both ends included; ``until`` is open while it runs.

    ``decided`` tells that it ended with a decision on the matter, not withdrawn or dismissed.
    """

    since: date
    until: date | None
    kind: str
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Waiver:
    """What an agreement forgoes of the surcharge if all the rest is paid by a day."""

    amount_fen: int
    pay_by: date


@dataclass(frozen=True, slots=True)
class SurchargeLaw:
    """Rate for a day, bound for all days, whether only what is unpaid is charged; since when."""

    percent: int
    cap_percent: int
    on_unpaid: bool = True
    since: date = field(default=date.min, compare=False)


@dataclass(frozen=True, slots=True)
class Debt:
    """
    A fine with its dates, what was paid of it and of the surcharge, stops and waivers.

    ``laws`` are the versions of the law on the days of delay, oldest first, at least one.
    """

    fine_fen: int
    timetables: tuple[Timetable, ...]
    laws: tuple[SurchargeLaw, ...]
    paid: tuple[Paid, ...] = ()
    surcharge_paid: tuple[Paid, ...] = ()
    stops: tuple[Stop, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def paid_fen(self) -> int:
        """What was paid of the fine."""
        return sum(one.amount_fen for one in self.paid)

    @property
    def unpaid_fen(self) -> int:
        """What is left of the fine."""
        return max(0, self.fine_fen - self.paid_fen)

    @property
    def cap_fen(self) -> int:
        """The most that all days together may add, as the last version says."""
        return self.fine_fen * self.law.cap_percent // 100

    @property
    def law(self) -> SurchargeLaw:
        """The last version."""
        return self.laws[-1]

    def law_on(self, day: date) -> SurchargeLaw:
        """Return the version of a day."""
        return next((one for one in reversed(self.laws) if one.since <= day), self.laws[0])

    @property
    def dues(self) -> tuple[Due, ...]:
        """The dates that hold now."""
        return self.timetables[-1].dues if self.timetables else ()


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row with one base: what they add, nothing where ``stopped`` says why."""

    since: date
    until: date
    base_fen: int
    amount_fen: int
    law: SurchargeLaw
    stopped: str = ""

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1


def late_fen(debt: Debt, day: date) -> int:
    """Return what is overdue as a day begins: the surcharge of that day presses for it."""
    return max(0, _asked_fen(debt, day) - sum(one.amount_fen for one in debt.paid if one.on < day))


def overdue_fen(debt: Debt, on: date) -> int:
    """Return what of that is still owed on the day, after all that was paid (行政强制法 34, 54)."""
    return max(0, _asked_fen(debt, on) - debt.paid_fen)


def _asked_fen(debt: Debt, day: date) -> int:
    """Return what the timetable of a day asked for before it."""
    held = [one for one in debt.timetables if one.since <= day]
    if not held:
        return 0
    dues = held[-1].dues
    before = debt.fine_fen - sum(one.amount_fen for one in dues)
    return before + sum(one.amount_fen for one in dues if one.on < day)


def stopped_by(debt: Debt, day: date) -> str:
    """Return what stops the surcharge on a day, nothing where it runs."""
    running = (s for s in debt.stops if s.since <= day and (s.until is None or day <= s.until))
    return next((stop.kind for stop in running), "")


def surcharge_spans(debt: Debt, *, until: date) -> tuple[Span, ...]:
    """Return the days of delay up to and including a day, as spans of one base."""
    found: list[Span] = []
    total = 0
    for since, last in _stretches(debt, until):
        late, stopped = late_fen(debt, since), stopped_by(debt, since)
        if not late:
            continue
        law = debt.law_on(since)
        base = late if law.on_unpaid else debt.fine_fen
        days = (last - since).days + 1
        added = 0 if stopped else base * law.percent * days // 100
        added = max(0, min(added, debt.fine_fen * law.cap_percent // 100 - total))
        total += added
        found.append(Span(since, last, base, added, law, stopped))
    return tuple(found)


def is_mixed(spans: Iterable[Span]) -> bool:
    """Return whether days of delay fall under versions of the law that differ."""
    return len({span.law for span in spans}) > 1


def _stretches(debt: Debt, until: date) -> Iterator[tuple[date, date]]:
    """Yield the days up to one in stretches within which nothing changes."""
    starts = {timetable.since for timetable in debt.timetables}
    starts |= {due.on + ONE_DAY for timetable in debt.timetables for due in timetable.dues}
    starts |= {one.on + ONE_DAY for one in debt.paid}
    starts |= {stop.since for stop in debt.stops}
    starts |= {stop.until + ONE_DAY for stop in debt.stops if stop.until}
    starts |= {law.since for law in debt.laws}
    days = sorted(day for day in starts if day <= until)
    for since, following in pairwise((*days, until + ONE_DAY)):
        yield since, following - ONE_DAY


def surcharge_fen(debt: Debt, *, until: date) -> int:
    """Return what all days of delay up to and including a day add."""
    return sum(span.amount_fen for span in surcharge_spans(debt, until=until))


def reckoned(debt: Debt, *, until: date) -> str:
    """Return what delay added up to a day and how, span by span; empty where it added nothing."""
    spans = [one for one in surcharge_spans(debt, until=until) if one.amount_fen]
    if not spans:
        return ""
    sums = "；".join(
        f"{one.since.isoformat()}至{one.until.isoformat()}逾期{one.days}日，以{yuan_text(one.base_fen)}元"
        f"按日{one.law.percent}%计{yuan_text(one.amount_fen)}元"
        for one in spans
    )
    owed = surcharge_owed_fen(debt, until=until)
    return f"加处罚款待缴{yuan_text(owed)}元（{sums}；合计不超过{yuan_text(debt.cap_fen)}元）"


def due_now_fen(debt: Debt, *, on: date) -> int:
    """Return what is to be paid of the fine next: what is overdue, or else the next part of it."""
    following = next_due(debt)
    if following is None:
        return debt.unpaid_fen
    return max(following.amount_fen, late_fen(debt, on + ONE_DAY))


def waived_fen(debt: Debt, *, until: date) -> int:
    """
    Return what agreements forgo of the surcharge: while one runs, and for good once it was kept.

    Kept is one where the fine and the rest of the surcharge were paid by its day; one that was
    broken forgoes nothing, the whole is owed again (行政强制法 42).
    """
    added = surcharge_fen(debt, until=until)
    holds = (w for w in debt.waivers if until <= w.pay_by or _is_kept(debt, w, added))
    return min(added, max((waiver.amount_fen for waiver in holds), default=0))


def _is_kept(debt: Debt, waiver: Waiver, added: int) -> bool:
    fine = sum(one.amount_fen for one in debt.paid if one.on <= waiver.pay_by)
    rest = sum(one.amount_fen for one in debt.surcharge_paid if one.on <= waiver.pay_by)
    return fine >= debt.fine_fen and rest >= added - waiver.amount_fen


def surcharge_owed_fen(debt: Debt, *, until: date) -> int:
    """Return what is left of the surcharge on a day."""
    return max(0, _surcharge_left(debt, until))


def overpaid_fen(debt: Debt, *, until: date) -> int:
    """
    Return what was paid above the fine and above the surcharge as they stand on a day.

    A fine that was reduced makes its surcharge less, too; of one that fell nothing is due.
    """
    return max(0, debt.paid_fen - debt.fine_fen) + max(0, -_surcharge_left(debt, until))


def _surcharge_left(debt: Debt, until: date) -> int:
    paid = sum(one.amount_fen for one in debt.surcharge_paid)
    return surcharge_fen(debt, until=until) - waived_fen(debt, until=until) - paid


def next_due(debt: Debt) -> Due | None:
    """Return the first date whose amount is not paid yet, with what it lacks."""
    asked = debt.fine_fen - sum(one.amount_fen for one in debt.dues)
    for due in sorted(debt.dues, key=lambda one: one.on):
        asked += due.amount_fen
        if asked > debt.paid_fen:
            return Due(due.on, min(due.amount_fen, asked - debt.paid_fen))
    return None


def earliest_day(debt: Debt, amount_fen: int) -> date | None:
    """Return the first day on which the dates that hold ask for an amount of the fine in all."""
    asked = debt.fine_fen - sum(one.amount_fen for one in debt.dues)
    for due in sorted(debt.dues, key=lambda one: one.on):
        asked += due.amount_fen
        if asked >= amount_fen:
            return due.on
    return None


def last_due(debt: Debt) -> date | None:
    """Return the day on which the last amount is due."""
    return max((one.on for one in debt.dues), default=None)
