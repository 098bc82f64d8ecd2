"""Tables of the order to put right, its extensions and re-inspections."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.inspection.choices import RectificationResult
from zhunsheng.inspection.models.inspections import Inspection
from zhunsheng.inspection.models.visits import InspectionFinding


class RectificationOrder(BureauRecord):
    """
    The order to put right what a visit found and was not fixed on the spot.

    Each finding has a term of its own. ``due_on`` is the last of them as ordered;
    ``current_due_on`` the first that still runs, extensions and re-inspections included.
    """

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="order")
    issued_on = models.DateField("责令日期")
    due_on = models.DateField("整改期限")
    current_due_on = models.DateField("现行期限")
    findings_count = models.PositiveSmallIntegerField("责令整改项数")
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="责令限期整改指令书",
    )

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("issued_on")),
                name="order_is_due_after_issue",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "issued_on"], name="order_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.issued_on}"


class OrderExtension(BureauRecord):
    """One extension of the term of an order."""

    order = models.ForeignKey(
        RectificationOrder, on_delete=models.PROTECT, related_name="extensions"
    )
    granted_on = models.DateField("批准日期")
    before = models.DateField("原期限")
    until = models.DateField("延至")
    reason = models.CharField("延期理由", max_length=200)
    approver_name = models.CharField("批准人姓名", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("before")), name="extension_is_longer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.until}"


class Reinspection(BureauRecord):
    """A re-inspection of what was ordered; ``all_done`` is the conclusion of its opinion."""

    order = models.ForeignKey(
        RectificationOrder, on_delete=models.PROTECT, related_name="reinspections"
    )
    on = models.DateField("复查日期")
    site_head = models.CharField("现场负责人", max_length=60)
    officers_text = models.CharField("复查人员", max_length=200)
    officer_ids = models.JSONField("复查人员编号", default=list)
    all_done = models.BooleanField("全部完成整改")
    requested = models.BooleanField("单位申请提前复查", default=False)
    application = models.CharField("提前复查申请编号", max_length=120, blank=True)
    applied_on = models.DateField("申请日期", null=True)
    began_at = models.DateTimeField("复查开始时间", null=True)
    ended_at = models.DateTimeField("复查结束时间", null=True)
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="整改复查意见书",
    )

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "order", "all_done"], name="reinspection_by_result"),
            models.Index(fields=["bureau", "on"], name="reinspection_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.on}"


class ReinspectionResult(BureauRecord):
    """What a re-inspection found of one ordered finding."""

    reinspection = models.ForeignKey(Reinspection, on_delete=models.PROTECT, related_name="results")
    finding = models.ForeignKey(InspectionFinding, on_delete=models.PROTECT, related_name="results")
    result = models.CharField("复查结果", max_length=12, choices=RectificationResult.pairs())
    situation = models.CharField("复查情况", max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["reinspection", "finding"], name="finding_is_reinspected_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.result}"

    @property
    def result_label(self) -> str:
        """The result as it is printed."""
        return RectificationResult(self.result).label

    @property
    def is_done(self) -> bool:
        """Whether the matter was put right."""
        return RectificationResult(self.result) is RectificationResult.DONE

    @property
    def is_judged(self) -> bool:
        """Whether it says anything of the matter: one whose term still runs was not judged."""
        return RectificationResult(self.result) is not RectificationResult.NOT_DUE
