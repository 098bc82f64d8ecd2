"""Tables of caps and joint visits."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord


class CapNotice(BureauRecord):
    """Caps that the bureau published; they hold until a later notice replaces them."""

    title = models.CharField("公布文件", max_length=120)
    number = models.CharField("文号", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("年度")
    limits = models.JSONField("各类单位的年度上限")
    reason = models.CharField("提高上限的理由", max_length=400, blank=True)
    published_on = models.DateField("公布日期")

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "year", "published_on"], name="cap_notice_by_year")
        ]

    def __str__(self) -> str:
        return self.title


class JointPlanRecord(BureauRecord):
    """Joint visits that were planned: what was due, and the visits that cover it."""

    title = models.CharField("名称", max_length=120)
    first_on = models.DateField("开始日期")
    last_on = models.DateField("结束日期")
    capacity = models.PositiveSmallIntegerField("每部门每日可检查家数")
    digest = models.CharField("表格校验值", max_length=64)
    visits = models.JSONField("联合检查安排")
    left = models.JSONField("未能安排")
    apart = models.PositiveIntegerField("分别检查次数")
    is_proven = models.BooleanField("已证明最少")
    planned_on = models.DateField("安排日期")

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-planned_on"], name="joint_plan_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def visits_count(self) -> int:
        """How many visits the units bear."""
        return len(self.visits)

    @property
    def saved(self) -> int:
        """How many visits the units are spared against each department coming by itself."""
        return self.apart - len(self.left) - len(self.visits)
