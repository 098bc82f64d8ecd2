"""The law that applies to an act: the law of its day, or a later lighter one (行政处罚法 37)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.lawbook.choices import ConductKind, FineModel, Liable, Stage
from zhunsheng.lawbook.rules.law import Condition, Violation

OLD_AND_LIGHTER: Final[Citation] = cite("APL-2021:37")


@dataclass(frozen=True, slots=True)
class Times:
    """
    When an act began, when it ended (None: it still goes on), and when it is decided.

    :raises ValueError: if the days stand in no possible order
    """

    violated_from: date
    decided_on: date
    ended_on: date | None = None
    kind: ConductKind = ConductKind.ONCE

    def __post_init__(self) -> None:
        """Refuse days in no possible order."""
        over_at_once = self.kind is ConductKind.ONCE and self.ended_on is not None
        if not self.violated_from <= self.until <= self.decided_on or (
            over_at_once and self.ended_on != self.violated_from
        ):
            raise ValueError("an act begins, ends and is decided in this order")

    @property
    def until(self) -> date:
        """The last day of the act; of one that is over at once, its own day."""
        if self.kind is ConductKind.ONCE:
            return self.violated_from
        return self.ended_on or self.decided_on


@dataclass(frozen=True, slots=True)
class Applicable:
    """
    The version of the act's last day, the one of the decision, and which is lighter.

    ``later`` is None where it is the same; ``lighter`` is None where neither is. A choice is
    recorded wherever both stand. ``doubtful`` tells that the later version, which says the same,
    was read in no source; ``went_on`` that the act began before the law that it went on into.
    """

    earlier: Violation
    later: Violation | None = None
    lighter: Violation | None = None
    repealed: bool = False
    doubtful: bool = False
    went_on: bool = False

    @property
    def asks_for_choice(self) -> bool:
        """Whether somebody has to record which version is applied."""
        return self.later is not None

    @property
    def versions(self) -> tuple[Violation, ...]:
        """The versions that come into question, older first."""
        return (self.earlier,) if self.later is None else (self.earlier, self.later)


def applicable(versions: Sequence[Violation], times: Times) -> Applicable | None:
    """
    Return the version or versions for an act, None where no law punished it on its last day.

    An act that went on counts to its end: one that goes on into the new law falls under the new
    law alone. Where the law of the decision's day differs from the law of the act's, both are
    returned and the lighter one is named. ``repealed`` tells that the law of the decision's day
    punishes the act no more.
    """
    then = current(versions, times.until)
    if then is None:
        return None
    went_on = times.violated_from < then.since and versions[0].since < then.since
    now = current(versions, times.decided_on)
    if now is None:
        return Applicable(then, repealed=True)
    if now is then:
        return Applicable(then, went_on=went_on)
    if _weight(now) == _weight(then):
        return Applicable(then, doubtful=not now.verified, went_on=went_on)
    return Applicable(then, now, lighter=_lighter(then, now))


def current(versions: Sequence[Violation], day: date) -> Violation | None:
    """Return the version that stands on a day, None where there is none."""
    return next((one for one in versions if one.in_force(day)), None)


_Key = tuple[Liable, Stage, FineModel, tuple[Condition, ...]]


def _weight(version: Violation) -> tuple[object, ...]:
    measures = (frozenset(version.measures), frozenset(version.late_measures))
    return (_amounts(version), version.order, measures)


def _amounts(version: Violation) -> dict[_Key, tuple[int, int]]:
    return {(f.who, f.stage, f.model, f.when): (f.most, f.least) for f in version.fines}


def _lighter(then: Violation, now: Violation) -> Violation | None:
    """Return the version that is nowhere heavier; None where each is heavier somewhere."""
    if _nowhere_heavier(now, then):
        return now
    return then if _nowhere_heavier(then, now) else None


def _nowhere_heavier(one: Violation, other: Violation) -> bool:
    """Return whether no fine and no measure of one exceeds the other's."""
    mine, theirs = _amounts(one), _amounts(other)
    if not mine.keys() <= theirs.keys():
        return False
    fines = all(
        most <= theirs[key][0] and least <= theirs[key][1] for key, (most, least) in mine.items()
    )
    measures = set(one.measures) <= set(other.measures)
    return fines and measures and set(one.late_measures) <= set(other.late_measures)
