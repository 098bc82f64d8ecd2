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
    published_on = models.DateField("公布日期")

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "year", "published_on"], name="cap_notice_by_year")
        ]

    def __str__(self) -> str:
        return self.title
