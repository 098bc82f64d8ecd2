"""Tables of planning."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord, ImportRecord
from zhunsheng.planning.choices import DayItem, PartKind, Phrase
from zhunsheng.registry.choices import Sector


class AnnualPlan(BureauRecord):
    """
    A version of the plan of a year; an amended plan is a new version beside the old.

    ``told_approved_on`` is what the sheet says from which an old plan was imported: a fact of
    another file, never a step that was taken here.
    """

    year = models.PositiveSmallIntegerField("年度")
    plan_version = models.PositiveSmallIntegerField("计划版本", default=1)
    officers_count = models.PositiveIntegerField("行政执法人员数")
    staff_count = models.PositiveIntegerField("在册人员数", null=True)
    stated_units = models.PositiveIntegerField("载明的单位总数", null=True)
    goals = models.TextField("目标任务", blank=True)
    safeguards = models.TextField("保障措施", blank=True)
    told_approved_on = models.DateField("导入文件载明的批准日期", null=True)
    told_approval_number = models.CharField("导入文件载明的批准文号", max_length=80, blank=True)
    replaces = models.ForeignKey(
        "self",
        verbose_name="被调整的版本",
        null=True,
        on_delete=models.PROTECT,
        related_name="amendments",
    )
    amendment_reason = models.CharField("调整理由", max_length=400, blank=True)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "year", "plan_version"], name="plan_version_is_one_in_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The printed title of the plan."""
        if self.plan_version == 1:
            return Phrase.TITLE.label.format(year=self.year)
        return Phrase.AMENDED_TITLE.label.format(year=self.year, number=self.plan_version - 1)


class PlanTeam(BureauRecord):
    """A unit of the bureau with the certified officers that the workforce counted for the plan."""

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="teams")
    unit = models.ForeignKey(
        "accounts.Unit", verbose_name="机构", on_delete=models.PROTECT, related_name="+"
    )
    officers = models.PositiveIntegerField("行政执法人员数")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["plan", "unit"], name="team_is_once_in_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.officers}"


class PlanDays(BureauRecord):
    """Officer-days of one item; of a unit of the bureau, or of the bureau as a whole."""

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="days")
    unit = models.ForeignKey(
        "accounts.Unit",
        verbose_name="机构",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    item = models.CharField("项目", max_length=3, choices=DayItem.pairs())
    days = models.PositiveIntegerField("工作日")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["plan", "unit", "item"],
                condition=models.Q(unit__isnull=False),
                name="item_is_once_in_unit_of_plan",
            ),
            models.UniqueConstraint(
                fields=["plan", "item"],
                condition=models.Q(unit__isnull=True),
                name="item_is_once_in_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.days}"


class PlanPart(BureauRecord):
    """
    A line of the plan: which units, how many, how often; days are empty where shared out.

    ``is_counted`` where nobody stated a number: the units are counted from the list or from the
    ``strata``, each a risk class with the units it held at that time and the percentage drawn.
    ``special_ground`` says why a special campaign (专项检查) is held; others have none.
    """

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField("序号")
    label = models.CharField("检查任务", max_length=60)
    kind = models.CharField("检查方式", max_length=10, choices=PartKind.pairs())
    sector = models.CharField("行业领域", max_length=20, choices=Sector.pairs(), blank=True)
    unit_count = models.PositiveIntegerField("单位数")
    visits_per_unit = models.PositiveSmallIntegerField("每家次数", default=1)
    days = models.PositiveIntegerField("工作日", null=True)
    cap = models.PositiveSmallIntegerField("检查频次上限", null=True)
    months = models.JSONField("检查月份", default=list)
    is_counted = models.BooleanField("由系统计数", default=False)
    strata = models.JSONField("抽查比例", default=list)
    special_ground = models.CharField("专项检查事由", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["plan", "number"], name="part_number_is_one_in_plan"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def kind_enum(self) -> PartKind:
        """The kind as a member of its enumeration."""
        return PartKind(self.kind)

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return PartKind(self.kind).label

    @property
    def sector_label(self) -> str:
        """The printed sector, or that every sector is meant."""
        return Sector(self.sector).label if self.sector else Phrase.SECTOR_OF_ALL.label

    @property
    def visits(self) -> int:
        """Visits planned."""
        return self.unit_count * self.visits_per_unit

    @property
    def is_special(self) -> bool:
        """Whether the part is a special campaign."""
        return bool(self.special_ground)


class PlanUnit(BureauRecord):
    """A unit listed by name in a part, with the months meant and why it is a key unit."""

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="units")
    part = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="units")
    entity = models.ForeignKey(
        "registry.BusinessEntity", verbose_name="单位", on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField("序号")
    months = models.JSONField("检查月份", default=list)
    reasons = models.JSONField("列入理由", default=list)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["part", "entity"], name="unit_is_once_in_part"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "entity"], name="plan_unit_by_entity"),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.entity_id}"

    @property
    def months_meant(self) -> list[int]:
        """Its own months, else those of its part; none mean the whole year."""
        months: list[int] = self.months or self.part.months
        return months


class PlanAct(BureauRecord):
    """A step of the plan that was taken; ``content_hash`` binds what the plan said then."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("plan", "sequence"))

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="acts")
    sequence = models.PositiveSmallIntegerField("次序")
    step = models.CharField("步骤", max_length=20)
    on = models.DateField("日期")
    number = models.CharField("文号或者回执", max_length=80, blank=True)
    note = models.CharField("说明", max_length=400, blank=True)
    content_hash = models.CharField("内容校验值", max_length=64, blank=True)
    scan = models.CharField("批准文件扫描件校验值", max_length=64, blank=True)
    by_name = models.CharField("办理人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["plan", "sequence"], name="plan_act_is_one_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.step}"


class PlanImport(ImportRecord):
    """A sheet from which a plan was taken over, whole or not at all."""

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="imports")

    class Meta:
        constraints: ClassVar = ONE_BUREAU
