"""
Tables of annual reports.

A compiled report never changes, a new draft stands beside it. The text of a year is written in
blocks; of a block only the counter of its versions changes, each version stays.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.annualreport.choices import ReportReceiver


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


class ReportAct(BureauRecord):
    """What was done with a draft: submitted, returned, approved, handed in."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("report", "sequence"))

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="acts")
    sequence = models.PositiveSmallIntegerField("序号")
    step = models.CharField("步骤", max_length=20)
    on = models.DateField("日期")
    note = models.TextField("意见", blank=True)
    receiver = models.CharField(
        "受文机关", max_length=20, choices=ReportReceiver.pairs(), blank=True
    )
    receipt = models.CharField("回执", max_length=120, blank=True)
    content_hash = models.CharField("校验值", max_length=64)
    by_name = models.CharField("办理人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["report", "sequence"], name="report_act_is_one_in_sequence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.step}"

    @property
    def receiver_label(self) -> str:
        """The body that the report was handed in to, empty for other acts."""
        return ReportReceiver(self.receiver).label if self.receiver else ""


class ReportBlock(BureauRecord):
    """A block of a year's text that the office took in hand; ``version`` counts its edits."""

    year = models.PositiveSmallIntegerField("年度")
    key = models.CharField("文字块", max_length=40)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "year", "key"], name="report_block_is_one_in_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.key}"


class BlockVersion(BureauRecord):
    """A block as somebody left it: text with places for figures, used or not, public or not."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("block", "number"))

    block = models.ForeignKey(ReportBlock, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版次")
    before = models.TextField("修改前", blank=True)
    text = models.TextField("文字", blank=True)
    is_used = models.BooleanField("写入报告")
    is_public = models.BooleanField("可以公开")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间")
    by_name = models.CharField("撰写人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["block", "number"], name="block_version_is_one"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class BlockComment(BureauRecord):
    """What somebody said about a block, and about which version of it."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    block = models.ForeignKey(ReportBlock, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField("所批注的版次")
    text = models.TextField("批注")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间")
    by_name = models.CharField("批注人", max_length=60)

    class Meta:
        constraints = ONE_BUREAU

    def __str__(self) -> str:
        return self.text
