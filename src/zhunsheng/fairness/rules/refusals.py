"""Why a draft cannot be assessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from zhunsheng.fairness.rules.wording import DISCRETION
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.rules.law import Benchmark, Violation

LEAST_PERCENT: Final = 5
MOST_PERCENT: Final = 100


def draft_findings(
    draft: Benchmark, law: Violation | None, *, since: date, on: date, cliff_percent: int
) -> Iterator[Finding]:
    """Yield why a draft cannot be laid against the law of a day."""
    if law is None:
        yield Finding(
            "fairness.violation_unknown",
            f"法规库没有编码为“{draft.violation}”且在测算日有效的违法行为",
            DISCRETION,
            "请在草案中填写“法规基准”违法行为目录里的编码",
        )
    if not draft.tiers:
        yield Finding(
            "fairness.no_tiers",
            "草案没有阶次表",
            DISCRETION,
            "区间式、百分比式的基准暂不能测算，请选择分阶次的基准",
        )
    if since > on:
        yield Finding(
            "fairness.period_upside_down",
            "所取案件的起始日期晚于测算日期",
            DISCRETION,
            "请填写不晚于测算日期的起始日期",
        )
    if not LEAST_PERCENT <= cliff_percent <= MOST_PERCENT:
        yield Finding(
            "fairness.cliff_percent",
            f"跳档界限应在{LEAST_PERCENT}％至{MOST_PERCENT}％之间",
            DISCRETION,
            "请填写相邻阶次中间值最多相差法定幅度的百分之几",
        )
