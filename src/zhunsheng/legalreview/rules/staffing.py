"""How many reviewers a bureau has, against the share that it shall have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Staffing:
    """Reviewers and enforcement officers by name, and the share in percent that is asked for."""

    reviewers: tuple[str, ...]
    officers: tuple[str, ...]
    share: int

    @property
    def needed(self) -> int:
        """How many reviewers the share asks for: a part of a person counts as one."""
        return -(-len(self.officers) * self.share // 100)

    @property
    def missing(self) -> int:
        """How many reviewers are missing."""
        return max(0, self.needed - len(self.reviewers))

    @property
    def tenths(self) -> int:
        """The present share in tenths of a percent, rounded down."""
        return len(self.reviewers) * 1000 // len(self.officers) if self.officers else 0

    @property
    def shown(self) -> str:
        """The present share as it is printed."""
        return f"{self.tenths // 10}.{self.tenths % 10}%" if self.officers else ""


def staffing(*, reviewers: tuple[str, ...], officers: tuple[str, ...], share: int) -> Staffing:
    """
    Return the staffing of a bureau.

    >>> staffing(reviewers=("甲",), officers=("乙",) * 21, share=5).missing
    1
    >>> staffing(reviewers=("甲",), officers=("乙",) * 20, share=5).missing
    0
    """
    return Staffing(reviewers, officers, share)
