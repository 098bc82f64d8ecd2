"""What a decision imposes, as those who count decisions look at it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zhunsheng.kernel.figure import Row
from zhunsheng.lawbook.choices import Measure


@dataclass(frozen=True, slots=True)
class Imposed:
    """A decision to punish as a row, its case, and what it imposes."""

    row: Row
    root: UUID
    warns: bool
    fine_fen: int
    gains_fen: int
    kinds: frozenset[Measure]
