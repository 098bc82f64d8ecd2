"""A situation in which officers begin before a head approved."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.kernel.citation import Citation


@dataclass(frozen=True, slots=True)
class Urgency:
    """
    A situation that cannot wait for an approval (紧急情形).

    ``on_order`` tells that somebody above asks for it, by a paper.
    """

    key: str
    label: str
    basis: Citation
    on_order: bool = False
    verified: bool = True
