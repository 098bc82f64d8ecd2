"""Tables of compulsory measures: the measure, its officers, its list, and the steps taken."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.compulsion.choices import DefiedOrder, Ground, MatterKind, MeasureKind
from zhunsheng.documents.records import StepRecord


class Measure(BureauRecord):
    """A compulsory measure that officers asked for or took; what became of it are its acts."""

    entity = models.ForeignKey(
        "registry.BusinessEntity", on_delete=models.PROTECT, related_name="+", verbose_name="当事人"
    )
    kind = models.CharField("措施种类", max_length=16, choices=MeasureKind.pairs())
    matter_kind = models.CharField("所属事项种类", max_length=12, choices=MatterKind.pairs())
    matter_id = models.UUIDField("所属事项")
    ground = models.CharField("法定情形", max_length=16, choices=Ground.pairs(), blank=True)
    facts = models.TextField("查明的情况")
    necessity = models.TextField("采取措施的理由")
    objects_text = models.TextField("拟采取措施的对象", blank=True)
    defied_order = models.CharField(
        "拒不执行的决定", max_length=20, choices=DefiedOrder.pairs(), blank=True
    )
    order_number = models.CharField("决定文号", max_length=80, blank=True)
    order_on = models.DateField("决定日期", null=True)
    order_scan_id = models.UUIDField("决定书扫描件", null=True)
    hazard = models.TextField("现实危险", blank=True)
    supplier = models.CharField("供应单位", max_length=120, blank=True)
    serves_residents = models.BooleanField("涉及居民生活", default=False)
    urgent = models.BooleanField("情况紧急", default=False)
    urgent_reason = models.CharField("紧急情况", max_length=400, blank=True)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "matter_kind", "matter_id"], name="measure_by_matter"),
            models.Index(fields=["bureau", "entity"], name="measure_by_entity"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.entity_id}"

    @property
    def party(self) -> Any:  # noqa: ANN401  # an entry of the register
        """Whom papers name: the entity, or what its entry was merged into."""
        return self.entity.kept

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return MeasureKind(self.kind).label

    @property
    def matter_label(self) -> str:
        """The printed kind of the matter."""
        return MatterKind(self.matter_kind).label

    @property
    def ground_label(self) -> str:
        """The printed ground, empty for a cut."""
        return Ground(self.ground).label if self.ground else ""

    @property
    def order_label(self) -> str:
        """The printed kind of the defied order, empty where there is none."""
        return DefiedOrder(self.defied_order).label if self.defied_order else ""


class MeasureOfficer(BureauRecord):
    """An officer who carries a measure out."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("measure", "officer"))

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="officer_rows")
    officer = models.ForeignKey("workforce.Officer", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField("次序")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["measure", "officer"], name="officer_is_once_in_measure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.place}"


class MeasureItem(BureauRecord):
    """A place, an installation or goods that were sealed or seized."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("measure", "number"))

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField("序号")
    name = models.CharField("名称", max_length=120)
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=3)
    unit = models.CharField("单位", max_length=20)
    features = models.CharField("规格、型号或者特征", max_length=200)
    place = models.CharField("存放或者保管地点", max_length=200)
    keeper = models.CharField("保管人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["measure", "number"], name="item_is_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="item_quantity_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def quantity_text(self) -> str:
        """The quantity without needless zeros, with its unit."""
        return f"{self.quantity.normalize():f}{self.unit}"


class MeasureAct(StepRecord):
    """One step that was taken, at its instant; never changed."""

    of = "measure"
    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("measure", "sequence"))

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="acts")
    at = models.DateTimeField("办理时间")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["measure", "sequence"], name="measure_act_is_in_sequence"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "step", "on"], name="measure_act_by_step"),
        ]
