"""What changed in the law between two days: instruments, violations, numbers, benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import ChangeKind
from zhunsheng.lawbook.documents.fines import fines_text
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.loading import benchmarks, instruments, parameters
from zhunsheng.lawbook.loading.instruments import Instrument
from zhunsheng.lawbook.loading.parameters import ParameterValue
from zhunsheng.lawbook.rules.law import Violation


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that is another on the second day; ``before`` or ``after`` is empty where none is."""

    kind: ChangeKind
    label: str
    basis: Citation
    before: str
    after: str
    verified: bool


def changes(*, earlier: date, later: date) -> tuple[Change, ...]:
    """Return what the law says otherwise on the later day, in the order of kinds."""
    return (
        *_instruments(earlier, later),
        *_violations(earlier, later),
        *_parameters(earlier, later),
        *_benchmarks(earlier, later),
    )


def _instruments(earlier: date, later: date) -> Iterator[Change]:
    for row in instruments().values():
        stood = [
            row.effective_on <= day and not _ended(row.ended_on, day) for day in (earlier, later)
        ]
        if stood[0] != stood[1]:
            said = [say("change.in_force") if one else "" for one in stood]
            yield Change(
                ChangeKind.INSTRUMENT,
                row.title,
                Citation(row.id),
                said[0],
                said[1] or _lapsed(row),
                row.verified,
            )


def _lapsed(row: Instrument) -> str:
    """Return that an instrument is no longer in force, and what stands in its place."""
    heir = instruments().get(row.replaced_by)
    return say("change.replaced", successor=heir.short) if heir else say("change.lapsed")


def _ended(ended_on: date | None, day: date) -> bool:
    return ended_on is not None and day >= ended_on


def _violations(earlier: date, later: date) -> Iterator[Change]:
    old, new = queries.violations(on=earlier), queries.violations(on=later)
    shown = old | new
    for key in sorted(shown, key=lambda key: (shown[key].penalty, key)):
        one, other, row = old.get(key), new.get(key), shown[key]
        if one is other:
            continue
        before, after = fines_text(one), fines_text(other)
        if before == after and one is not None:
            before, after = (_moved(each, before) for each in (one, row))
        yield Change(ChangeKind.VIOLATION, row.label, row.penalty, before, after, row.verified)


def _moved(row: Violation, fines: str) -> str:
    """Return the same fines with what else may differ: the articles violated and of penalty."""
    return say(
        "change.moved",
        breach=queries.cite_label(row.breach),
        penalty=queries.cite_label(row.penalty),
        fines=fines,
    )


def _parameters(earlier: date, later: date) -> Iterator[Change]:
    for values in parameters().values():
        for place in sorted({one.jurisdiction for one in values}):
            own = [one for one in values if one.jurisdiction == place]
            before = [one for one in own if one.since <= earlier]
            after = [one for one in own if one.since <= later]
            if after and after[-1] is not (before[-1] if before else None):
                old = queries.value_text(before[-1]) if before else ""
                new = queries.value_text(after[-1])
                if old == new:
                    old, new = _rested(before[-1]), _rested(after[-1])
                last = after[-1]
                yield Change(ChangeKind.PARAMETER, last.label, last.basis, old, new, last.verified)


def _rested(value: ParameterValue) -> str:
    """Return the same value with the article on which it rests."""
    return say(
        "change.same_value",
        value=queries.value_text(value),
        basis=queries.cite_label(value.basis),
    )


def _benchmarks(earlier: date, later: date) -> Iterator[Change]:
    for rows in benchmarks().values():
        for row in rows:
            stood = [row.in_force(day) for day in (earlier, later)]
            if stood[0] != stood[1]:
                said = [say("change.in_force") if one else "" for one in stood]
                yield Change(
                    ChangeKind.BENCHMARK,
                    f"{row.label}{row.place}",
                    row.basis,
                    said[0],
                    said[1] or say("change.lapsed"),
                    row.verified,
                )
