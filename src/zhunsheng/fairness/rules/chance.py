"""
Chance that anybody can recompute: SHA-256 over a seed and a counter, no generator.

The numbers of a seed are the digests of ``<seed>:0``, ``<seed>:1``, … in UTF-8, each cut into four
numbers of eight bytes, big end first.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from itertools import count, islice
from typing import Final

_FOUR: Final = struct.Struct(">4Q")


def numbers(seed: str) -> Iterator[int]:
    """Yield the numbers of a seed, each from 0 to below two to the sixty-fourth."""
    for block in count():
        yield from _FOUR.unpack(hashlib.sha256(f"{seed}:{block}".encode()).digest())


def below(number: int, bound: int) -> int:
    """Return the number brought into 0 to ``bound`` - 1."""
    return number * bound >> 64


def shuffled(items: Sequence[int], seed: Iterator[int]) -> list[int]:
    """Return the items in the order of as many numbers of the seed, the smallest first."""
    keys = list(islice(seed, len(items)))
    return [items[place] for place in sorted(range(len(items)), key=keys.__getitem__)]
