"""What the rules of a plan rest on; names as the findings print them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from zhunsheng.kernel.citation import cite

RULES: Final = cite("PLAN-2017")
NO_OVERLAP: Final = cite("PLAN-2017:4")
PRINCIPLES: Final = cite("PLAN-2017:6")
FACTORS: Final = cite("PLAN-2017:7")
ARITHMETIC: Final = cite("PLAN-2017:8")
DUTY_TO_PLAN: Final = cite("SPL-2021:62")
KEY_UNITS_YEARLY: Final = cite("MEM-2025-11")
INSPECTIONS_OF_ENTERPRISES: Final = cite("GBF-2024-54")

LONGEST_NAMES: Final = 5


def named(names: Iterable[str]) -> str:
    """Return names as a finding prints them: the first few, and how many there are."""
    found = list(names)
    shown = "、".join(found[:LONGEST_NAMES])
    return shown if len(found) <= LONGEST_NAMES else f"{shown}等{len(found)}家"
