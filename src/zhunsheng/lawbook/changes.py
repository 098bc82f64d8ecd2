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
                said[1] or say("change.repealed", successor=row.replaced_by or say("change.none")),
                row.verified,
            )


def _ended(ended_on: date | None, day: date) -> bool:
    return ended_on is not None and day >= ended_on


def _violations(earlier: date, later: date) -> Iterator[Change]:
    old, new = queries.violations(on=earlier), queries.violations(on=later)
    for key in sorted(old.keys() | new.keys()):
        one, other = old.get(key), new.get(key)
        if one is other:
            continue
        shown = other or one
        assert shown is not None
        yield Change(
            ChangeKind.VIOLATION,
            shown.label,
            shown.penalty,
            fines_text(one),
            fines_text(other),
            shown.verified,
        )


def _parameters(earlier: date, later: date) -> Iterator[Change]:
    for values in parameters().values():
        for place in sorted({one.jurisdiction for one in values}):
            own = [one for one in values if one.jurisdiction == place]
            before = [one for one in own if one.since <= earlier]
            after = [one for one in own if one.since <= later]
            if after and after[-1] is not (before[-1] if before else None):
                yield Change(
                    ChangeKind.PARAMETER,
                    after[-1].label,
                    after[-1].basis,
                    queries.value_text(before[-1]) if before else "",
                    queries.value_text(after[-1]),
                    after[-1].verified,
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
