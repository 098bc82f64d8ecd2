"""Tables of the papers beside a visit: how it is to be made, and what the entity was told of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.inspection.choices import HandingManner
from zhunsheng.inspection.models.inspections import Inspection


class InspectionScheme(BureauRecord):
    """How the officers mean to inspect; the last of an inspection counts."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="schemes")
    number = models.PositiveSmallIntegerField("序号")
    checklists = models.CharField("检查表", max_length=200, blank=True)
    emphasis = models.CharField("检查重点", max_length=400)
    division = models.CharField("人员分工", max_length=400)
    made_on = models.DateField("编制日期")
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="现场检查方案",
    )

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["inspection", "number"], name="scheme_number_is_one_in_inspection"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.number}"

    @property
    def checklist_keys(self) -> tuple[str, ...]:
        """The keys of the checklists that are to be used."""
        return tuple(filter(None, self.checklists.split(",")))


class ResultNotice(BureauRecord):
    """What the entity was told of a visit, how, and who took it."""

    inspection = models.OneToOneField(
        Inspection, on_delete=models.PROTECT, related_name="result_notice"
    )
    told_on = models.DateField("告知日期")
    manner = models.CharField("告知方式", max_length=8, choices=HandingManner.pairs())
    recipient = models.CharField("接收人", max_length=60)
    advice = models.CharField("意见和建议", max_length=400, blank=True)
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="检查结果告知书",
    )

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.told_on}"

    @property
    def manner_label(self) -> str:
        """How it was handed over, as it is printed."""
        return HandingManner(self.manner).label
