"""The base of every table of steps: one step that was taken, by whom, and the paper it brought."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from zhunsheng.accounts.records import BureauRecord


class StepRecord(BureauRecord):
    """One step that was taken on a record of a room, which ``of`` names; never changed."""

    of: ClassVar[str]

    sequence = models.PositiveIntegerField("序号")
    step = models.CharField("步骤", max_length=40)
    on = models.DateField("办理日期")
    outcome = models.CharField("结果", max_length=20, blank=True)
    data = models.TextField("内容")
    document = models.ForeignKey(
        "documents.Document", null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField("办理人", max_length=60)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.sequence} {self.step}"

    @property
    def contents(self) -> dict[str, Any]:
        """What the step brought."""
        loaded: dict[str, Any] = json.loads(self.data)
        return loaded
