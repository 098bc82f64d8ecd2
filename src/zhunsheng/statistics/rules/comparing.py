"""Sets of decided cases against each other, case by case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.figure import Row
from zhunsheng.statistics.choices import EXPLAINED, Remainder, Stage


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """
    A decision of the ordinary procedure as the comparison of sets looks at it.

    ``opinions`` are those of its legal review, oldest first: when, and whether it agreed.
    ``taken_back`` tells that it was public and was withdrawn, ``fell`` that it ended, ``barred``
    that it is public no more (行政处罚法 48.2).
    """

    row: Row
    decided_on: date
    opinions: tuple[tuple[date, bool], ...]
    delivered: bool
    delivery_due: date | None
    published: bool
    publication_due: date | None
    natural_person: bool
    taken_back: bool = False
    fell: bool = False
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Leftover:
    """Decided cases that are missing in a set for one named reason."""

    reason: Remainder
    rows: tuple[Row, ...]

    @property
    def is_explained(self) -> bool:
        """Whether the law itself explains the difference."""
        return self.reason in EXPLAINED


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many of the decided cases are in a set, and the named remainder."""

    stage: Stage
    decided: int
    inside: int
    leftovers: tuple[Leftover, ...]

    @property
    def is_equal(self) -> bool:
        """Whether both sets are the same."""
        return self.decided == self.inside

    @property
    def is_explained(self) -> bool:
        """Whether every remainder is one that the law explains."""
        return all(left.is_explained for left in self.leftovers)


def compared(cases: Iterable[DecidedCase], *, as_of: date) -> tuple[Comparison, ...]:
    """
    Compare the decisions of the ordinary procedure with those of them that went each way.

    Numbers alone prove nothing: the sets are compared case by case, and what is missing is named.
    """
    decided = tuple(cases)
    return tuple(_comparison(stage, decided, as_of) for stage in Stage)


def _comparison(stage: Stage, decided: tuple[DecidedCase, ...], as_of: date) -> Comparison:
    missing: dict[Remainder, list[Row]] = {}
    for case in decided:
        reason = _MISSING[stage](case, as_of)
        if reason is not None:
            missing.setdefault(reason, []).append(case.row)
    left = tuple(
        Leftover(reason, tuple(missing[reason])) for reason in Remainder if reason in missing
    )
    absent = sum(len(one.rows) for one in left)
    return Comparison(stage, len(decided), len(decided) - absent, left)


def _not_reviewed(case: DecidedCase, as_of: date) -> Remainder | None:
    """Name what is missing: the last opinion before the decision agrees (行政处罚法 58.1)."""
    before = [agreed for on, agreed in case.opinions if on <= case.decided_on]
    if before:
        return None if before[-1] else Remainder.REVIEW_RETURNED
    return Remainder.REVIEWED_LATER if case.opinions else Remainder.NOT_REVIEWED


def _not_delivered(case: DecidedCase, as_of: date) -> Remainder | None:
    if case.delivered:
        return None
    if case.fell:
        return Remainder.FELL
    over = case.delivery_due is not None and case.delivery_due < as_of
    return Remainder.DELIVERY_OVERDUE if over else Remainder.NOT_DELIVERED_YET


def _not_published(case: DecidedCase, as_of: date) -> Remainder | None:
    if case.published:
        return None
    if case.fell:
        return Remainder.FELL
    if case.barred:
        return Remainder.UNLAWFUL
    if case.natural_person:
        return Remainder.NATURAL_PERSON
    over = case.publication_due is not None and case.publication_due < as_of
    if case.taken_back:
        return Remainder.TAKEN_BACK_OVERDUE if over else Remainder.TAKEN_BACK
    return Remainder.PUBLICATION_OVERDUE if over else Remainder.NOT_PUBLISHED_YET


def _not_in_force(case: DecidedCase, as_of: date) -> Remainder | None:
    return Remainder.FELL if case.fell else None


_MISSING: Final = {
    Stage.REVIEWED: _not_reviewed,
    Stage.DELIVERED: _not_delivered,
    Stage.PUBLISHED: _not_published,
    Stage.IN_FORCE: _not_in_force,
}
