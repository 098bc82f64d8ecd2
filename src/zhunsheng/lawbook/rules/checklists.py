"""Checklists of a sector: what officers look at on the spot, and which violation a fault is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.citation import Citation


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """
    One thing to look at.

    ``fault`` says what is wrong where it is not so; ``violation`` is the key of the catalogue.
    ``major`` names the rule by which a fault may be a major hazard, None where there is none.
    Unless ``verified``, nobody held the item against its source.
    """

    checklist: str
    number: int
    part: str
    check: str
    fault: str
    violation: str
    major: Citation | None
    verified: bool

    @property
    def id(self) -> str:
        """The item as records name it; it stays the same when others come or go."""
        return f"{self.checklist}-{self.number}"


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items of one sector, those that hold for every sector first."""

    key: str
    label: str
    sector: str
    items: tuple[ChecklistItem, ...]
    source: str
    checked_on: date
