"""What the rules of a draw rest on; names as the findings print them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from zhunsheng.kernel.citation import cite

DRAWS: Final = cite("GF-2019-5")
TWO_OFFICERS: Final = cite("APL-2021:42.1")
RECUSAL: Final = cite("APL-2021:43")
DELEGATION: Final = cite("APL-2021:20")
SEPARATION: Final = cite("APL-2021:58.1")
NO_LIST_NO_INSPECTION: Final = cite("GBF-2024-54")
LONGEST_NAMES: Final = 5


def names_of(names: Iterable[str]) -> str:
    """Return names for a message: a few of them, and how many there are."""
    found = list(names)
    shown = "、".join(found[:LONGEST_NAMES])
    return shown if len(found) <= LONGEST_NAMES else f"{shown}等{len(found)}个"
