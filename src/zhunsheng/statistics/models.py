"""
Tables of returns: what was handed in never changes, a correction stands beside it.

Of a period whose return was not handed in, why is kept.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord


class StatReturn(BureauRecord):
    """A version of a return of a period: its numbers with the rows behind them, and their hash."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("id",),
        ("bureau", "form", "since", "round"),
    )

    form = models.CharField("报表", max_length=40)
    label = models.CharField("报表名称", max_length=80)
    since = models.DateField("统计期间开始日期")
    until = models.DateField("统计期间结束日期")
    as_of = models.DateField("数据截至")
    round = models.PositiveSmallIntegerField("版次")
    is_nil = models.BooleanField("零报告")
    reason = models.CharField("更正理由", max_length=400, blank=True)
    submitted_on = models.DateField("报送日期")
    submitted_by = models.CharField("报送人", max_length=60)
    snapshot = models.TextField("报表内容")
    snapshot_hash = models.CharField("报表校验值", max_length=64)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "form", "since", "round"],
                name="return_round_is_one_in_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.since}"

    @property
    def contents(self) -> dict[str, Any]:
        """What the return says as plain values."""
        loaded: dict[str, Any] = json.loads(self.snapshot)
        return loaded


class ReturnExplanation(BureauRecord):
    """Why the return of a period was not handed in here."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("bureau", "form", "since"))

    form = models.CharField("报表", max_length=40)
    label = models.CharField("报表名称", max_length=80)
    since = models.DateField("统计期间开始日期")
    until = models.DateField("统计期间结束日期")
    reason = models.CharField("未报送的原因", max_length=400)
    explained_on = models.DateField("说明日期")
    explained_by = models.CharField("说明人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "form", "since"], name="return_is_explained_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.since}"
