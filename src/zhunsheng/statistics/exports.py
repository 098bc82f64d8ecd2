"""The figures of a year as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from zhunsheng.statistics.queries import GroupLines
from zhunsheng.web.sheets import Table, write_sheets

TITLE: Final = "统计数字"
HEADINGS: Final = ("类别", "指标", "数值", "单位", "统计口径", "范围", "数据截至")
WIDTHS: Final = (14, 26, 16, 8, 60, 48, 12)


def figures_sheet(groups: Iterable[GroupLines]) -> bytes:
    """Return a spreadsheet with one row for each figure; amounts are in yuan."""
    lines = tuple(
        (
            group.group.label,
            line.figure.label,
            line.text,
            line.unit,
            line.figure.definition,
            line.figure.scope,
            line.figure.as_of.isoformat(),
        )
        for group in groups
        for line in group.lines
    )
    return write_sheets((Table(TITLE, HEADINGS, lines, WIDTHS),))
