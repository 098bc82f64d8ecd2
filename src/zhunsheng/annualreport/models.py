"""The table of annual reports: a compiled report never changes, a new draft stands beside it."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord


class Report(BureauRecord):
    """A draft of a year's report: its manifest of figures and text, and the hash of both."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("bureau", "year", "round"))

    year = models.PositiveSmallIntegerField("年度")
    round = models.PositiveSmallIntegerField("稿次")
    title = models.CharField("标题", max_length=160)
    note = models.TextField("说明", blank=True)
    as_of = models.DateField("数据截至")
    compiled_on = models.DateField("编制日期")
    compiled_by = models.CharField("编制人", max_length=60)
    manifest = models.TextField("数字清单和正文")
    manifest_hash = models.CharField("数字清单校验值", max_length=64)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "year", "round"], name="report_round_is_one_in_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def contents(self) -> dict[str, Any]:
        """The manifest as plain values."""
        loaded: dict[str, Any] = json.loads(self.manifest)
        return loaded
