"""Tables of an inspection: what was approved, who was sent, what the visit was."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.inspection.choices import (
    ENFORCEMENT_BASES,
    BasisKind,
    CompanionKind,
    FormSet,
    InspectionKind,
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
    item_codes = models.CharField("权责清单事项编码", max_length=200, blank=True)
    form_set = models.CharField(
        "文书样式", max_length=16, choices=FormSet.pairs(), default=FormSet.HANDBOOK_2020.value
    )
    source = models.CharField("来源编号", max_length=120, blank=True)
    source_body = models.CharField("部署机关", max_length=80, blank=True)
    source_on = models.DateField("部署文件日期", null=True)
    repeat_reason = models.CharField("再次检查的理由", max_length=400, blank=True)
    off_plan_reason = models.CharField("与计划不一致的理由", max_length=400, blank=True)
    planned_on = models.DateField("拟检查日期", null=True)
    urgent_on = models.DateField("紧急检查日期", null=True)
    urgency = models.CharField("紧急情形", max_length=20, blank=True)
    urgent_reason = models.CharField("紧急情况", max_length=400, blank=True)
    approved_on = models.DateField("批准日期", null=True)
    approved_at = models.DateTimeField("批准时间", null=True)
    officers_sent_at = models.DateTimeField("改派时间", null=True)
    approver_id = models.UUIDField("批准人", null=True)
    approver_name = models.CharField("批准人姓名", max_length=60, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True)
    withdrawal_reason = models.CharField("撤销理由", max_length=200, blank=True)
    withdrawer_name = models.CharField("撤销人", max_length=60, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(visited_on__isnull=True),
                name="inspection_is_withdrawn_or_made",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "visited_on", "entity"], name="inspection_by_visit"),
            models.Index(fields=["bureau", "entity", "visited_on"], name="inspection_by_entity"),
            models.Index(fields=["bureau", "unit", "visited_on"], name="inspection_by_unit"),
            models.Index(fields=["bureau", "basis_kind", "visited_on"], name="inspection_by_basis"),
            models.Index(fields=["basis_id"], name="inspection_by_source"),
            models.Index(
                fields=["bureau", "withdrawn_on"],
                name="inspection_by_withdrawal",
                condition=models.Q(withdrawn_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.visited_on or self.approved_on}"

    @property
    def party(self) -> Any:  # noqa: ANN401  # an entry of the register
        """Whom papers name: the entity, or what its entry was merged into."""
        return self.entity.kept

    @property
    def kind_label(self) -> str:
        """The kind as it is printed."""
        return InspectionKind(self.kind).label

    @property
    def basis_label(self) -> str:
        """The source of the task as it is printed."""
        return BasisKind(self.basis_kind).label

    @property
    def form_set_label(self) -> str:
        """The set of forms as it is printed."""
        return FormSet(self.form_set).label

    @property
    def is_enforcement(self) -> bool:
        """Whether the visit is one of enforcement, not of service or of resumption."""
        return BasisKind(self.basis_kind) in ENFORCEMENT_BASES

    @property
    def counted_for(self) -> date:
        """The day whose year's cap it stands against while it is not made."""
        return self.planned_on or self.urgent_on or self.approved_on or date.min

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


class InspectionSuccessor(BureauRecord):
    """An officer whom the head named after the visit to carry on; the last turn of a day acts."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="successor_rows"
    )
    officer = models.ForeignKey("workforce.Officer", on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField("改派次数")
    place = models.PositiveSmallIntegerField("次序")
    handed_on = models.DateField("改派日期")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["inspection", "turn", "officer"], name="successor_is_once_in_turn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.officer_id}"


class InspectionCompanion(BureauRecord):
    """An expert or helper whom the head named beforehand; ``came`` is known after the visit."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="companions")
    place = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("身份", max_length=8, choices=CompanionKind.pairs())
    name = models.CharField("姓名", max_length=60)
    organization = models.CharField("所在单位", max_length=80, blank=True)
    came = models.BooleanField("到场", default=False)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["inspection", "place"], name="companion_place_is_one_in_inspection"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.name}"

    @property
    def kind_label(self) -> str:
        """What the person is, as it is printed."""
        return CompanionKind(self.kind).label
