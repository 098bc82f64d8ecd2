"""Who takes in numbers from outside, and how bad rows are told. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from zhunsheng.archive.choices import FILERS, Phrase
from zhunsheng.archive.rules.guards import RECORDED
from zhunsheng.documents.rules import clerk_findings
from zhunsheng.kernel.act import Actor
from zhunsheng.kernel.finding import Finding

_STOP: Final = "。"


def exchange_findings(by: Actor) -> tuple[Finding, ...]:
    """Refuse somebody who keeps no files."""
    return clerk_findings(by, FILERS, Phrase.NUMBERS_IN)


def bad_rows(rows: int, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the refusal of a sheet, first how many rows are wrong, then each of them."""
    message = f"表格有{rows}行不符合要求，整个文件没有导入"
    step = "请按下列说明逐行改正后再次上传"
    return (Finding("archive.numbers.rows", message, RECORDED, step), *findings)


def bad_row(row: int, column: str, message: str) -> Finding:
    """Return what is wrong in a row of a sheet."""
    place = f"第{row}行{'“' + column + '”' if column else ''}"
    return Finding("archive.numbers.row", f"{place}：{message.rstrip(_STOP)}", RECORDED)
