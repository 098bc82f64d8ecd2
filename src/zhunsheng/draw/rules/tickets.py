"""
The draw: who is drawn follows from the published pool and the seed, and from nothing else.

Claim. With a seed that nobody could know or choose when the pool was published, every set of
``n`` units of the pool is equally likely, and for each drawn unit every admissible pair of
officers is equally likely (without a limit per officer). Whoever has the published record can
recompute all of it.

Method. The pool is one canonical text; its SHA-256 is published first. The seed is the SHA-256 of
the contributions of several persons together with the hash of the pool. The ticket of a unit is
SHA-256 over the 64 hexadecimal digits of the seed followed by the id of the unit; the ``n``
smallest tickets are drawn. The ticket of a pair for a unit is SHA-256 over seed, id of the unit,
and the ids of both officers in the order of their texts; the smallest ticket wins.

What this does not prove: that the pool holds whom it should hold, that the contributions were
independent of each other, and that this is the first draw (repeats are kept and named).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import Final

from zhunsheng.draw.choices import DrawKind, PoolSide
from zhunsheng.kernel.canonical import canonical_bytes
from zhunsheng.workforce import rules as workforce

RULE_VERSION: Final = "zhunsheng-rule/2"
#: The form of the record that belongs to each version of the rule; records of old stay as they are.
FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {"zhunsheng-rule/1": "zhunsheng-draw/1", RULE_VERSION: "zhunsheng-draw/2"}
)
#: Categories of characters that are not seen, or that steer a terminal.
HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
PAIR: Final = workforce.FEWEST_OFFICERS


@dataclass(frozen=True, slots=True)
class PoolUnit:
    """A unit that can be drawn."""

    id: str
    name: str
    credit_code: str
    risk_class: str


@dataclass(frozen=True, slots=True)
class PoolOfficer:
    """An officer who can be drawn, with the credential valid on the day of publication."""

    id: str
    name: str
    credential: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Recusal:
    """An officer who does not inspect a unit; the reason stays with the bureau."""

    officer: str
    unit: str


@dataclass(frozen=True, slots=True)
class PoolExclusion:
    """A unit or officer left out of the pool, with the reason."""

    side: PoolSide
    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a contributor promised before the seed: the hash of the later contribution."""

    contributor: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What somebody gave to the seed."""

    contributor: str
    value: str


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule under which the pool is drawn: its version and its text."""

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class Pool:
    """All that is published before the seed; ``most_per_officer`` 0 means no limit."""

    draw: str
    bureau: str
    title: str
    kind: DrawKind
    published_on: date
    units_to_draw: int
    units: tuple[PoolUnit, ...]
    officers: tuple[PoolOfficer, ...]
    recusals: tuple[Recusal, ...]
    exclusions: tuple[PoolExclusion, ...]
    partners: tuple[str, ...]
    commitments: tuple[Commitment, ...]
    most_per_officer: int
    repeats: str
    repeat_reason: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn unit: its place, its ticket, the two officers and the ticket of their pair."""

    rank: int
    unit: str
    ticket: str
    officers: tuple[str, str]
    pair_ticket: str


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def same_name(name: str) -> str:
    """
    Return a name without what the eye does not see: width, case, blanks, invisible characters.

    >>> same_name(" 示例甲\u200b") == same_name("示例甲")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in HIDDEN)


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


def commitment_of(contribution: Contribution) -> str:
    """
    Return the hash that a contributor may publish before the contribution itself.

    >>> commitment_of(Contribution("示例甲", "318204"))
    '99b832af838106faf91e6a76464c4ebfa91eefec27d86b36f2914413124e9e85'
    """
    return hashlib.sha256(canonical_bytes(contribution)).hexdigest()


def seed_of(contributions: Iterable[Contribution], pool_digest: str) -> str:
    """
    Return the seed: SHA-256 over the canonical contributions and the hash of the pool.

    >>> seed_of((Contribution("示例甲", "318204"), Contribution("示例乙", "77")), "0" * 64)
    '7d5c78859559a94c3e2f9fb50fa2910fe5887f4995370c1c94419f3bf84fc7e6'
    """
    made_of = {"contributions": list(contributions), "pool_hash": pool_digest}
    return hashlib.sha256(canonical_bytes(made_of)).hexdigest()


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


def smallest(tickets: Mapping[str, str], count: int) -> tuple[str, ...]:
    """
    Return the ids of the smallest tickets, the smallest first.

    >>> smallest({"u": "9f", "v": "03", "w": "41"}, 2)
    ('v', 'w')
    """
    return tuple(sorted(tickets, key=lambda one: (tickets[one], one))[:count])


def drawn_pair(seed: str, unit: str, officers: Collection[str]) -> tuple[str, str, str]:
    """
    Return the pair of officers with the smallest ticket for the unit, and the ticket.

    :raises ValueError: if there are fewer than two officers
    """
    tickets = [(pair_ticket(seed, unit, a, b), a, b) for a, b in combinations(sorted(officers), 2)]
    if not tickets:
        raise ValueError(f"no pair for {unit}")
    won, first, second = min(tickets)
    return first, second, won


def certified(pool: Pool, on: date) -> tuple[str, ...]:
    """Return the officers of the pool whose credential is valid on the day."""
    return tuple(o.id for o in pool.officers if o.valid_from <= on <= o.valid_until)


def admissible(pool: Pool, on: date) -> dict[str, tuple[str, ...]]:
    """Return per unit of the pool the officers who may inspect it on the day."""
    able = certified(pool, on)
    recused = {(r.officer, r.unit) for r in pool.recusals}
    return {u.id: tuple(o for o in able if (o, u.id) not in recused) for u in pool.units}


def without_pair(pool: Pool, on: date) -> tuple[str, ...]:
    """Return the names of the units for which fewer than two officers are admissible."""
    able = admissible(pool, on)
    return tuple(unit.name for unit in pool.units if len(able[unit.id]) < PAIR)


def outcome(pool: Pool, seed: str, on: date) -> tuple[Drawn, ...]:
    """
    Return who is drawn, by rank.

    :raises ValueError: if a drawn unit has no admissible pair
    """
    tickets = {unit.id: ticket(seed, unit.id) for unit in pool.units}
    able = admissible(pool, on)
    load: Counter[str] = Counter()
    found = []
    for rank, unit in enumerate(smallest(tickets, pool.units_to_draw), start=1):
        officers = _with_room(able[unit], load, pool.most_per_officer)
        first, second, won = drawn_pair(seed, unit, officers)
        load.update((first, second))
        found.append(Drawn(rank, unit, tickets[unit], (first, second), won))
    return tuple(found)


def _with_room(able: tuple[str, ...], load: Mapping[str, int], most: int) -> tuple[str, ...]:
    """Leave out whom the limit is reached by, as long as a pair remains."""
    free = tuple(one for one in able if not most or load.get(one, 0) < most)
    return free if len(free) >= PAIR else able


def digests(pool: Pool) -> dict[str, object]:
    """Return a hash of each entry of the pool, so that a changed one can be named."""
    plain = {name: getattr(pool, name) for name in Pool.__slots__}
    listed = {"units", "officers", "recusals", "exclusions", "commitments"}
    return {
        name: [_digest(entry) for entry in value] if name in listed else _digest(value)
        for name, value in plain.items()
    }


def _digest(value: object) -> str:
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
