"""An assessment as a whole: everything that was looked at, everything that came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from zhunsheng.fairness.choices import Dimension, LeftOut
from zhunsheng.fairness.rules.comparing import FALSE_ALARMS, Comparison, Observation, compared
from zhunsheng.fairness.rules.defects import Defect, defects
from zhunsheng.fairness.rules.replay import Effect, Table, effect, replayed
from zhunsheng.fairness.rules.synthetic import Situation, drawn, grid
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.lawbook.rules.law import Benchmark, Violation

#: Invented cases beside those on the boundaries.
DRAWN: Final = 2_000


@dataclass(frozen=True, slots=True)
class PastFine:
    """A fine of the past under the violation of the draft, with the facts that decided it."""

    situation: Situation
    fine_fen: int


@dataclass(frozen=True, slots=True)
class Past:
    """What the bureau decided, coded: to be replayed, to be compared, and what was left out."""

    fines: tuple[PastFine, ...] = ()
    observations: tuple[Observation, ...] = ()
    not_replayed: Mapping[LeftOut, int] | None = None
    not_compared: Mapping[LeftOut, int] | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """On which day and over which period, and what counts as a cliff."""

    since: date
    on: date
    cliff_percent: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    What came of an assessment; ``seed`` is the hash of all that went in.

    Anybody who has the draft, the law and the coded observations makes the same again.
    """

    seed: str
    terms: Terms
    law_since: date
    old: str
    defects: tuple[Defect, ...]
    past: Effect
    synthetic: Effect
    on_grid: int
    comparisons: tuple[Comparison, ...]
    observations: tuple[Observation, ...]
    not_replayed: tuple[tuple[LeftOut, int], ...]
    not_compared: tuple[tuple[LeftOut, int], ...]
    false_alarms: int = FALSE_ALARMS


def assessed(
    draft: Benchmark,
    law: Violation,
    old: Benchmark | None,
    past: Past,
    *,
    rows: Sequence[Mapping[str, Any]],
    terms: Terms,
) -> Assessment:
    """Return the assessment of a draft; ``rows`` is the draft as it is kept."""
    seed = seed_of(rows, law, old, past, terms)
    before, after = Table(law, old, terms.on), Table(law, draft, terms.on)
    tables = tuple(one for one in (draft, old) if one is not None)
    edges = grid(law, tables)
    invented = [*edges, *drawn(law, tables, count=DRAWN, seed=f"{seed}:cases")]
    told = [replayed(before, after, one.situation, one.fine_fen) for one in past.fines]
    left = Counter(past.not_replayed or {})
    left[LeftOut.UNDERIVED] += sum(one is None for one in told)
    made = (replayed(before, after, one, None) for one in invented)
    return Assessment(
        seed=seed,
        terms=terms,
        law_since=law.since,
        old=old.id if old is not None else "",
        defects=defects(draft, law, cliff_percent=terms.cliff_percent),
        past=effect(one for one in told if one is not None),
        synthetic=effect(one for one in made if one is not None),
        on_grid=len(edges),
        comparisons=compared(past.observations, seed=f"{seed}:shuffles"),
        observations=past.observations,
        not_replayed=_counted(left),
        not_compared=_counted(past.not_compared or {}),
    )


def seed_of(
    rows: Sequence[Mapping[str, Any]],
    law: Violation,
    old: Benchmark | None,
    past: Past,
    terms: Terms,
) -> str:
    """Return the hash of all that goes into an assessment."""
    return sha256_hex(
        {
            "draft": list(rows),
            "law": [law.key, law.since],
            "old": None if old is None else [old.id, old.since],
            "fines": [_fine(one) for one in past.fines],
            "observations": observation_rows(past.observations),
            "terms": terms,
        }
    )


def observation_rows(rows: Iterable[Observation]) -> list[list[Any]]:
    """Return observations as plain lists: stratum, place, then the codes of each dimension."""
    return [[one.stratum, one.place, *_codes(one)] for one in rows]


def _codes(one: Observation) -> list[list[str]]:
    return [list(one.groups.get(dimension, ())) for dimension in Dimension]


def _fine(one: PastFine) -> list[Any]:
    at = one.situation
    facts = [[fact.value, value] for fact, value in at.facts]
    return [at.who.value, at.stage.value, facts, one.fine_fen]


def _counted(found: Mapping[LeftOut, int]) -> tuple[tuple[LeftOut, int], ...]:
    return tuple((reason, found[reason]) for reason in LeftOut if found.get(reason))


def plain_result(found: Assessment) -> dict[str, Any]:
    """Return an assessment as the plain values in which it is kept."""
    return {
        "seed": found.seed,
        "since": found.terms.since.isoformat(),
        "on": found.terms.on.isoformat(),
        "cliff_percent": found.terms.cliff_percent,
        "false_alarms": found.false_alarms,
        "law_since": found.law_since.isoformat(),
        "old": found.old,
        "defects": [_defect(one) for one in found.defects],
        "past": _effect(found.past),
        "synthetic": _effect(found.synthetic) | {"on_grid": found.on_grid},
        "comparisons": [_comparison(one) for one in found.comparisons],
        "observations": observation_rows(found.observations),
        "not_replayed": [[reason.value, count] for reason, count in found.not_replayed],
        "not_compared": [[reason.value, count] for reason, count in found.not_compared],
    }


def _defect(one: Defect) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "grave": one.grave,
        "tiers": list(one.tiers),
        "line": one.line,
        "message": one.finding.message,
        "basis": str(one.finding.basis),
        "next_step": one.finding.next_step,
    }


def _effect(one: Effect) -> dict[str, Any]:
    return {
        "count": one.count,
        "changed": one.changed,
        "higher": one.higher,
        "lower": one.lower,
        "median_change": one.median_change,
        "bins_before": list(one.bins_before),
        "bins_after": list(one.bins_after),
        "tiers": [[t.line, t.tier, t.count, t.changed, t.before, t.after] for t in one.tiers],
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    return {
        "dimension": one.dimension.value,
        "comparable": one.comparable,
        "shuffles": one.shuffles,
        "exceeding": one.exceeding,
        "adjusted": one.adjusted,
        "alarm": one.alarm,
        "groups": [[g.code, g.count, g.median, g.offset] for g in one.groups],
    }
