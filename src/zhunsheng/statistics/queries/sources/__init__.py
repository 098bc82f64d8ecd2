"""Where the rows of each figure come from: reads of the lower rooms, grouped as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from zhunsheng.statistics.queries.sources import after, cases, forcing, inspection, standing
from zhunsheng.statistics.queries.sources.base import Reads, Source

__all__ = ["SOURCES", "Reads", "Source"]

SOURCES: Final[Mapping[str, Source]] = {
    **inspection.SOURCES,
    **cases.SOURCES,
    **forcing.SOURCES,
    **after.SOURCES,
    **standing.SOURCES,
}
