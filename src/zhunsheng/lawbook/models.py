"""Tables of the lawbook: a bureau's own benchmark tables and what was done with them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.lawbook.choices import TableStep


class BenchmarkTable(BureauRecord):
    """
    A benchmark table as it was imported; it never changes.

    ``rows`` are the benchmarks in the shape of the lawbook's own data, without what the table
    states for all of them. ``instrument`` is the table's id in the lawbook, where it is held.
    """

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    title = models.CharField("名称", max_length=80)
    number = models.CharField("文号", max_length=60)
    instrument = models.CharField("法规库中的文件", max_length=40, blank=True)
    jurisdiction = models.CharField("适用地区", max_length=40)
    since = models.DateField("施行日期")
    until = models.DateField("失效日期前一日", null=True)
    verified = models.BooleanField("已与印发文本核对")
    replaces = models.ForeignKey(
        "self",
        verbose_name="取代的基准表",
        null=True,
        on_delete=models.PROTECT,
        related_name="heirs",
    )
    rows = models.JSONField("内容")
    violations = models.JSONField("违法行为")
    rows_read = models.PositiveIntegerField("读取行数")
    filename = models.CharField("文件名", max_length=200)
    file_digest = models.CharField("文件校验值", max_length=64)
    content_digest = models.CharField("内容校验值", max_length=64)

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "file_digest"], name="benchmark_table_by_file")
        ]

    def __str__(self) -> str:
        return self.title


class BenchmarkAct(BureauRecord):
    """A step that was taken with a table."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("table", "step"))

    table = models.ForeignKey(BenchmarkTable, on_delete=models.PROTECT, related_name="acts")
    sequence = models.PositiveSmallIntegerField("次序")
    step = models.CharField("步骤", max_length=12, choices=TableStep.pairs())
    on = models.DateField("日期")
    reason = models.CharField("理由", max_length=400, blank=True)
    by = models.UUIDField("办理人编号")
    by_name = models.CharField("办理人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["table", "step"], name="benchmark_step_is_taken_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.step}"
