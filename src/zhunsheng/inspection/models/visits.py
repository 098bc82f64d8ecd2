"""Tables of what a visit found: findings, checked items, who attended, photos, dispatch."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.inspection.choices import (
    STOPS,
    AttendeeRole,
    CheckResult,
    HazardGrade,
    OnSiteMeasureKind,
    Phrase,
    on_site_label,
)
from zhunsheng.inspection.models.inspections import Inspection


class InspectionFinding(BureauRecord):
    """A problem found on a visit; ``violation_key`` is empty for a mere hazard."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField("序号")
    item = models.CharField("检查表项目", max_length=60, blank=True)
    violation_key = models.CharField("违法行为", max_length=60, blank=True)
    basis = models.CharField("违反的规定", max_length=40)
    description = models.CharField("存在的问题", max_length=400)
    place = models.CharField("部位", max_length=120)
    grade = models.CharField("等级", max_length=10, choices=HazardGrade.pairs())
    standard = models.CharField("判定标准", max_length=200, blank=True)
    immediate_fix = models.BooleanField("当场改正", default=False)
    requirement = models.CharField("整改要求", max_length=200, blank=True)
    due_on = models.DateField("整改期限", null=True)

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
            # All that statistics count of a finding, so that no finding is read for it.
            models.Index(
                fields=["bureau", "inspection", "grade", "immediate_fix"], name="finding_by_grade"
            ),
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


class CheckedItem(BureauRecord):
    """An item of a checklist that the officers looked at, and what they saw."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="checked")
    item = models.CharField("检查表项目", max_length=60)
    result = models.CharField("检查结果", max_length=16, choices=CheckResult.pairs())

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["inspection", "item"], name="item_is_checked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.result}"


class Attendee(BureauRecord):
    """Somebody of the entity, or an expert, who was there during the visit."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="attendees")
    place = models.PositiveSmallIntegerField("次序")
    role = models.CharField("身份", max_length=16, choices=AttendeeRole.pairs())
    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["inspection", "place"], name="attendee_place_is_one_in_inspection"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_label} {self.name}"

    @property
    def role_label(self) -> str:
        """The role as it is printed."""
        return AttendeeRole(self.role).label


class Dispatch(BureauRecord):
    """With which cars the officers went out, and from when to when."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="dispatch")
    cars = models.CharField("车辆", max_length=120, blank=True)
    car_count = models.PositiveSmallIntegerField("车次")
    people_count = models.PositiveSmallIntegerField("人次")
    left_at = models.DateTimeField("出发时间")
    returned_at = models.DateTimeField("返回时间", null=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(returned_at__isnull=True)
                | models.Q(returned_at__gt=models.F("left_at")),
                name="dispatch_returns_after_it_left",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.cars}"


class FindingPhoto(BureauRecord):
    """A photo of a finding in the inspection's catalogue of evidence; it may show several."""

    finding = models.ForeignKey(InspectionFinding, on_delete=models.PROTECT, related_name="photos")
    evidence = models.ForeignKey(
        "evidence.EvidenceItem", on_delete=models.PROTECT, related_name="+", verbose_name="证据"
    )

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["finding", "evidence"], name="photo_shows_it_once"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.evidence_id}"


class OnSiteMeasure(BureauRecord):
    """A measure decided on the spot against a danger (安全生产法 65); it is no penalty."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="measures")
    number = models.PositiveSmallIntegerField("序号")
    kinds = models.CharField("措施", max_length=80)
    scope = models.CharField("措施范围", max_length=200)
    unsafe = models.CharField("无法保证安全的情形", max_length=200, blank=True)
    officers_text = models.CharField("执法人员", max_length=200, blank=True)
    decided_on = models.DateField("决定日期")
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="现场处理措施决定书",
    )
    lifted_on = models.DateField("解除日期", null=True)
    lifting_note = models.CharField("审查情况", max_length=400, blank=True)
    lifter_name = models.CharField("同意恢复人", max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["inspection", "number"], name="measure_number_is_one_in_inspection"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_on__isnull=True)
                | models.Q(lifted_on__gte=models.F("decided_on")),
                name="measure_is_lifted_after_it_was_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.number}"

    @property
    def kinds_label(self) -> str:
        """The measures as they are printed."""
        return on_site_label(self.kinds)

    @property
    def is_stop(self) -> bool:
        """Whether it stops work or use, so that going on needs consent after review (65.1(3))."""
        return not STOPS.isdisjoint(OnSiteMeasureKind(code) for code in self.kinds.split(","))

    @property
    def findings_label(self) -> str:
        """The findings that it rests on, as they are printed."""
        numbers = sorted(one.finding.number for one in self.finding_rows.all())
        return Phrase.ITEM_NUMBERS.label.format(numbers=Phrase.COMMA.label.join(map(str, numbers)))


class MeasureFinding(BureauRecord):
    """A finding that a measure on the spot rests on."""

    measure = models.ForeignKey(
        OnSiteMeasure, on_delete=models.PROTECT, related_name="finding_rows"
    )
    finding = models.ForeignKey(
        InspectionFinding, on_delete=models.PROTECT, related_name="measure_rows"
    )

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["measure", "finding"], name="finding_is_once_in_measure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.finding_id}"
