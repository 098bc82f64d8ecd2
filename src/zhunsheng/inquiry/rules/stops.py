"""Times in which a matter waited for an expert. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.citation import Citation


@dataclass(frozen=True, slots=True)
class Stop:
    """From the commission to the receipt of the opinion, and no longer than was agreed."""

    since: date
    until: date
    basis: Citation
