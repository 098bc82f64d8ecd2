"""Tables of inspections."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.inspection.choices import (
    BasisKind,
    HazardGrade,
    InspectionKind,
    RectificationResult,
)


class Inspection(BureauRecord):
    """An inspection of one business entity; the columns of the visit are empty until it is made."""

    entity = models.ForeignKey(
        "registry.BusinessEntity", on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    kind = models.CharField("检查类别", max_length=10, choices=InspectionKind.pairs())
    basis_kind = models.CharField("任务来源", max_length=12, choices=BasisKind.pairs())
    basis_id = models.UUIDField("来源记录", null=True)
    campaign = models.CharField("专项行动", max_length=60, blank=True)
    unit = models.ForeignKey(
        "accounts.Unit",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="受委托街道",
    )
    items = models.CharField("检查事项", max_length=400, blank=True)
    source = models.CharField("来源编号", max_length=120, blank=True)
    repeat_reason = models.CharField("再次检查的理由", max_length=400, blank=True)
    planned_on = models.DateField("拟检查日期", null=True)
    urgent_on = models.DateField("紧急检查日期", null=True)
    urgent_reason = models.CharField("紧急情况", max_length=400, blank=True)
    approved_on = models.DateField("批准日期", null=True)
    approver_id = models.UUIDField("批准人", null=True)
    approver_name = models.CharField("批准人姓名", max_length=60, blank=True)
    officers = models.ManyToManyField(
        "workforce.Officer", through="inspection.InspectionOfficer", related_name="+"
    )
    visited_on = models.DateField("检查日期", null=True)
    started_at = models.DateTimeField("开始时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    place = models.CharField("检查场所", max_length=200, blank=True)
    situation = models.TextField("检查情况", blank=True)
    site_head = models.CharField("现场负责人", max_length=60, blank=True)
    site_head_post = models.CharField("现场负责人职务", max_length=60, blank=True)
    notice_shown = models.BooleanField("已出示通知书", default=False)
    certificates_shown = models.BooleanField("已出示执法证件", default=False)
    recusal_told = models.BooleanField("已告知回避权利", default=False)
    signed = models.BooleanField("现场负责人已签字", default=False)
    refusal_note = models.CharField("拒签情况", max_length=200, blank=True)
    witness = models.CharField("见证人", max_length=60, blank=True)
    recording = models.CharField("音像记录", max_length=200, blank=True)
    helpers = models.CharField("随同人员", max_length=200, blank=True)
    record_document = models.ForeignKey(
        "documents.Document",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="现场检查记录",
    )
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(visited_on__isnull=True)
                | models.Q(ended_at__gte=models.F("started_at")),
                name="inspection_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_on__isnull=False) | models.Q(urgent_on__isnull=False),
                name="inspection_is_approved_or_urgent",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "visited_on", "entity"], name="inspection_by_visit"),
            models.Index(fields=["bureau", "entity", "visited_on"], name="inspection_by_entity"),
            models.Index(fields=["bureau", "unit", "visited_on"], name="inspection_by_unit"),
            models.Index(fields=["bureau", "basis_kind", "visited_on"], name="inspection_by_basis"),
            models.Index(fields=["basis_id"], name="inspection_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.visited_on or self.approved_on}"

    @property
    def kind_label(self) -> str:
        """The kind as it is printed."""
        return InspectionKind(self.kind).label

    @property
    def basis_label(self) -> str:
        """The source of the task as it is printed."""
        return BasisKind(self.basis_kind).label

    @property
    def is_urgent(self) -> bool:
        """Whether the inspection began before its approval."""
        return self.urgent_on is not None


class InspectionOfficer(BureauRecord):
    """An officer whom the head sent on an inspection."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="officer_rows"
    )
    officer = models.ForeignKey("workforce.Officer", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField("次序")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["inspection", "officer"], name="officer_is_once_in_inspection"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "inspection", "place"], name="officers_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.officer_id}"


class InspectionFinding(BureauRecord):
    """A problem found on a visit; ``violation_key`` is empty for a mere hazard."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField("序号")
    violation_key = models.CharField("违法行为", max_length=60, blank=True)
    basis = models.CharField("违反的规定", max_length=40)
    description = models.CharField("存在的问题", max_length=400)
    place = models.CharField("部位", max_length=120)
    grade = models.CharField("等级", max_length=10, choices=HazardGrade.pairs())
    immediate_fix = models.BooleanField("当场改正", default=False)
    requirement = models.CharField("整改要求", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["inspection", "number"], name="finding_number_is_one_in_inspection"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "inspection", "number"], name="findings_in_order"),
            models.Index(fields=["bureau", "violation_key"], name="finding_by_violation"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.description}"

    @property
    def grade_label(self) -> str:
        """The grade as it is printed."""
        return HazardGrade(self.grade).label

    @property
    def is_major(self) -> bool:
        """Whether the finding is a major hazard."""
        return HazardGrade(self.grade) is HazardGrade.MAJOR


class RectificationOrder(BureauRecord):
    """The order to put right, by a day, what a visit found and was not fixed on the spot."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="order")
    issued_on = models.DateField("责令日期")
    due_on = models.DateField("整改期限")
    extended_to = models.DateField("延长后的期限", null=True)
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

    @property
    def current_due_on(self) -> date:
        """The last day of the term, extensions included."""
        return self.extended_to or self.due_on


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
    all_done = models.BooleanField("全部完成整改")
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
