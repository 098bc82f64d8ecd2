"""The table of assessments: what was assessed, on what, and what came of it; never changed."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.fairness.choices import DraftSource


class FairnessRun(BureauRecord):
    """One assessment of a draft table: the table, the hash of all that went in, the result."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    label = models.CharField("基准", max_length=160)
    violation = models.CharField("违法行为", max_length=80)
    source = models.CharField("来源", max_length=10, choices=DraftSource.pairs())
    since = models.DateField("案件起始日期")
    assessed_on = models.DateField("测算日期")
    assessed_by = models.CharField("测算人", max_length=60)
    grave = models.PositiveIntegerField("须改正的缺陷")
    doubts = models.PositiveIntegerField("待说明的缺陷")
    replayed = models.PositiveIntegerField("重放的既往案件")
    alarms = models.PositiveIntegerField("差异提示")
    draft = models.TextField("基准表")
    inputs_hash = models.CharField("输入校验值", max_length=64)
    result = models.TextField("测算结果")
    result_hash = models.CharField("结果校验值", max_length=64)

    class Meta:
        constraints: ClassVar = [*ONE_BUREAU]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-assessed_on", "-id"], name="fairness_by_day"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def source_label(self) -> str:
        """The printed source of the table."""
        return DraftSource(self.source).label

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The table as plain rows."""
        loaded: list[dict[str, Any]] = json.loads(self.draft)
        return loaded

    @property
    def contents(self) -> dict[str, Any]:
        """The result as plain values."""
        loaded: dict[str, Any] = json.loads(self.result)
        return loaded
