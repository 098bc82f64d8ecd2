"""
The draw: who is drawn follows from the published pool and the seed, and from nothing else.

Claim. With a seed that nobody could know or choose when the pool was published, every set of
units that the strata ask for is equally likely, and for each drawn unit every admissible pair of
officers is equally likely (without a limit). Whoever has the published record can recompute all
of it.

Method. The pool is one canonical text; its SHA-256 is published first. The seed follows from what
the parties open and from the hash of the pool (``seeds``). The ticket of a unit is SHA-256 over
the 64 hexadecimal digits of the seed followed by the id of the unit; of each stratum the smallest
tickets are drawn. The ticket of a pair for a unit is SHA-256 over seed, id of the unit, and the
ids of both officers in the order of their texts; the smallest ticket wins.

What this does not prove: that the pool holds whom it should hold, that the parties were
independent of each other, and that this is the first draw (repeats are kept and named).
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Final

from zhunsheng.draw.choices import ChangeGround
from zhunsheng.draw.rules.pool import Pool, Stratum
from zhunsheng.kernel.canonical import canonical_bytes
from zhunsheng.workforce import rules as workforce

#: Categories of characters that are not seen, or that steer a terminal.
HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
PAIR: Final = workforce.FEWEST_OFFICERS


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn unit: its place, its ticket, the two officers and the ticket of their pair."""

    rank: int
    unit: str
    ticket: str
    officers: tuple[str, str]
    pair_ticket: str


@dataclass(frozen=True, slots=True)
class OfficerChange:
    """An officer who was drawn and does not go: for which unit, why, who goes instead."""

    number: int
    unit: str
    out: str
    ground: ChangeGround
    reason: str
    changed_on: date
    officers: tuple[str, str]
    pair_ticket: str


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def public_name(name: str, *, is_person: bool) -> str:
    """
    Return the name of a unit as everybody may read it: of a natural person the first character.

    >>> public_name("示例甲", is_person=True)
    '示**'
    """
    return f"{name[:1]}**" if is_person else name


def pool_hash(pool: Pool) -> str:
    """Return the SHA-256 of the canonical bytes of the pool."""
    return hashlib.sha256(canonical_bytes(pool)).hexdigest()


def ticket(seed: str, unit: str) -> str:
    """
    Return the ticket of a unit.

    >>> ticket("0" * 64, "01950000-0000-7000-8000-000000000001")
    'ffa786544515afb5a9722b883c8de2730f9aad1b81f57cb16db790cfa57fef11'
    """
    return _sha256(seed + unit)


def pair_ticket(seed: str, unit: str, first: str, second: str) -> str:
    """
    Return the ticket of a pair of officers for a unit; the order of the officers is of no matter.

    >>> pair_ticket("0" * 64, "u", "b", "a") == pair_ticket("0" * 64, "u", "a", "b")
    True
    >>> pair_ticket("0" * 64, "u", "a", "b")
    'c8e075ea0c2e6a60c8e9bafac178d8cf727de9e43f80aac69d1ff9661a53b6f2'
    """
    one, other = sorted((first, second))
    return _sha256(seed + unit + one + other)


def smallest(seed: str, units: Iterable[str], count: int) -> list[tuple[str, str]]:
    """
    Return ticket and id of the units with the smallest tickets, the smallest first.

    >>> [unit for _, unit in smallest("0" * 64, ("u", "v", "w"), 2)]
    ['u', 'w']
    """
    start, asked = seed.encode("ascii"), tuple(units)
    hashed = hashlib.sha256
    tickets = [hashed(start + unit.encode()).digest() for unit in asked]
    won = heapq.nsmallest(count, zip(tickets, asked, strict=True))
    return [(ticket_of.hex(), unit) for ticket_of, unit in won]


def drawn_units(
    strata: Iterable[Stratum], ids: Iterable[Iterable[str]], seed: str
) -> list[tuple[str, str]]:
    """
    Return ticket and id of the drawn units of all strata, the smallest ticket first.

    ``ids`` are those of the units of each stratum, in the order of the strata.
    """
    found: list[tuple[str, str]] = []
    for stratum, units in zip(strata, ids, strict=True):
        found += smallest(seed, units, stratum.to_draw)
    return sorted(found)


def ids_of(pool: Pool) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the units of each stratum of a pool, in the order of its strata."""
    found: dict[tuple[str, str], list[str]] = {}
    for unit in pool.units:
        found.setdefault((unit.risk_class, unit.credit_class), []).append(unit.id)
    whole = tuple(unit.id for unit in pool.units)
    return tuple(
        tuple(found.get((one.risk_class, one.credit_class), ())) if one.risk_class else whole
        for one in pool.strata
    )


@dataclass(frozen=True, slots=True)
class Load:
    """How many units each officer has, and how often each pair was sent."""

    officers: Counter[str]
    pairs: Counter[tuple[str, str]]

    @classmethod
    def before(cls, pool: Pool) -> Load:
        """Return the load before the draw: no units yet, the pairs of earlier draws."""
        pairs = {(one.first, one.second): one.times for one in pool.earlier_pairs}
        return cls(Counter(), Counter(pairs))

    def add(self, pair: tuple[str, str]) -> None:
        """Count a pair that is sent."""
        self.officers.update(pair)
        self.pairs[pair] += 1


def drawn_pair(
    seed: str, unit: str, able: Collection[str], *, pool: Pool, load: Load, stays: str = ""
) -> tuple[str, str, str]:
    """
    Return the pair with the smallest ticket for the unit, and the ticket.

    Who reached a limit is passed over as long as somebody else remains; ``stays`` is an officer
    who must be in the pair.

    :raises ValueError: if there is no pair
    """
    most, often = pool.most_per_officer, pool.most_per_pair
    free = [o for o in able if o == stays or not most or load.officers[o] < most]
    pairs = _pairs(free, stays) or _pairs(able, stays)
    fresh = [pair for pair in pairs if not often or load.pairs[pair] < often]
    tickets = [(pair_ticket(seed, unit, *pair), pair) for pair in fresh or pairs]
    if not tickets:
        raise ValueError(f"no pair for {unit}")
    won, (first, second) = min(tickets)
    return first, second, won


def _pairs(officers: Iterable[str], stays: str) -> list[tuple[str, str]]:
    return [pair for pair in combinations(sorted(officers), PAIR) if not stays or stays in pair]


def certified(pool: Pool, on: date) -> tuple[str, ...]:
    """Return the officers whose credential is valid from the day until the visits end."""
    return tuple(
        o.id for o in pool.officers if o.valid_from <= on and pool.visits_until <= o.valid_until
    )


def admissible(pool: Pool, on: date, units: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return per unit the officers who may inspect it from the day on."""
    able = certified(pool, on)
    recused: dict[str, set[str]] = {}
    for one in pool.recusals:
        recused.setdefault(one.unit, set()).add(one.officer)
    of = {officer: street.name for street in pool.streets for officer in street.officers}
    lies_in = {unit: street.name for street in pool.streets for unit in street.units}
    return {
        u: tuple(
            o
            for o in able
            if o not in recused.get(u, ()) and (o not in of or of[o] == lies_in.get(u))
        )
        for u in units
    }


def without_pair(pool: Pool, on: date) -> tuple[str, ...]:
    """Return the names of the units for which fewer than two officers are admissible."""
    able = admissible(pool, on, (unit.id for unit in pool.units))
    return tuple(unit.name for unit in pool.units if len(able[unit.id]) < PAIR)


def outcome(pool: Pool, seed: str, on: date) -> tuple[Drawn, ...]:
    """
    Return who is drawn, by rank.

    :raises ValueError: if a drawn unit has no admissible pair
    """
    return paired(pool, drawn_units(pool.strata, ids_of(pool), seed), seed, on)


def paired(pool: Pool, won: Sequence[tuple[str, str]], seed: str, on: date) -> tuple[Drawn, ...]:
    """
    Return drawn units with their pairs; ``won`` is ticket and id of each, by rank.

    :raises ValueError: if a drawn unit has no admissible pair
    """
    able = admissible(pool, on, (unit for _, unit in won))
    load = Load.before(pool)
    found = []
    for rank, (won_by, unit) in enumerate(won, start=1):
        first, second, pair = drawn_pair(seed, unit, able[unit], pool=pool, load=load)
        load.add((first, second))
        found.append(Drawn(rank, unit, won_by, (first, second), pair))
    return tuple(found)


def standing(
    drawn: Iterable[Drawn], changes: Iterable[OfficerChange]
) -> dict[str, tuple[str, str]]:
    """Return the pair that goes to each drawn unit after the changes."""
    pairs = {one.unit: one.officers for one in drawn}
    return pairs | {one.unit: one.officers for one in changes}


def replacement(
    pool: Pool,
    seed: str,
    *,
    drawn: Collection[Drawn],
    changes: Collection[OfficerChange],
    wanted: OfficerChange,
) -> OfficerChange:
    """
    Return a wanted change with the pair that the tickets give; nobody chooses it.

    :raises ValueError: if no admissible pair is left for the unit
    """
    unit, out = wanted.unit, wanted.out
    now = standing(drawn, changes)
    gone = {out, *(one.out for one in changes if one.unit == unit)}
    able = [o for o in admissible(pool, wanted.changed_on, (unit,))[unit] if o not in gone]
    stays = next(one for one in now[unit] if one != out)
    load = Load.before(pool)
    for other, pair in now.items():
        if other != unit:
            load.add(pair)
    first, second, won = drawn_pair(
        seed, unit, able, pool=pool, load=load, stays=stays if stays in able else ""
    )
    return replace(wanted, officers=(first, second), pair_ticket=won)


def digests(pool: Mapping[str, object]) -> dict[str, object]:
    """Return a hash of each entry of a pool of any version, so that a changed one can be named."""
    return {
        name: [_digest(entry) for entry in value]
        if isinstance(value, list) and name not in _WHOLE
        else _digest(value)
        for name, value in pool.items()
    }


#: Lists of a pool that are hashed as a whole.
_WHOLE: Final = frozenset({"partners"})


def _digest(value: object) -> str:
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
