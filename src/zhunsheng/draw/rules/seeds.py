"""
The seed: bound to the published pool, and made of what nobody could know or choose alone.

By default each party commits first to 64 random hexadecimal digits (a hash that tells nothing of
them), and opens them once all have committed. Dice and a public event are the other two ways; the
event is named in the pool and happens later. No text that somebody may word at will, and no order
that somebody may choose, goes into the seed: whoever writes it down cannot try until it suits.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from zhunsheng.draw.choices import SeedMethod
from zhunsheng.kernel.canonical import canonical_bytes

#: How many dice are thrown at least: together they leave more than 2^51 outcomes.
FEWEST_DICE: Final = 20
_NONCE: Final = re.compile(r"[0-9a-f]{64}")
_NUMBERS: Final = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a party promised before the seed: the hash of what it opens later."""

    contributor: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a party gave to the seed."""

    contributor: str
    value: str


def commitment_of(draw: str, contribution: Contribution) -> str:
    """
    Return the hash that a party commits to, bound to one draw.

    >>> commitment_of("d", Contribution("示例甲", "0" * 64))[:16]
    '46bbfddbdb0221d8'
    """
    said = {
        "contributor": contribution.contributor,
        "draw": draw,
        "value": contribution.value,
    }
    return hashlib.sha256(canonical_bytes(said)).hexdigest()


def seed_of(method: SeedMethod, contributions: Iterable[Contribution], pool_digest: str) -> str:
    """
    Return the seed: SHA-256 over the method, what was given, and the hash of the pool.

    >>> seed_of(SeedMethod.DICE, (Contribution("骰子点数", "1 2 3"),), "0" * 64)[:16]
    '8d273591536fd30b'
    """
    made_of = {
        "contributions": list(contributions),
        "method": method,
        "pool_hash": pool_digest,
    }
    return hashlib.sha256(canonical_bytes(made_of)).hexdigest()


def is_nonce(value: str) -> bool:
    """Return whether a value is 64 hexadecimal digits, which nobody guesses."""
    return _NONCE.fullmatch(value) is not None


def numbers(text: str) -> tuple[int, ...]:
    """
    Return the numbers of a text, whatever parts them.

    >>> numbers("03、12  7")
    (3, 12, 7)
    """
    return tuple(int(one) for one in _NUMBERS.findall(text))


def dice(text: str) -> tuple[int, ...]:
    """
    Return the points of dice, each a digit, whatever parts them.

    >>> dice("36 1、5")
    (3, 6, 1, 5)
    """
    return tuple(int(one) for one in "".join(_NUMBERS.findall(text)))


def spelled(values: Iterable[int]) -> str:
    """Return numbers in the one way in which they go into the seed."""
    return " ".join(map(str, values))
