"""Tables of registry."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord, ImportRecord
from zhunsheng.registry.choices import (
    CreditGrade,
    EnforcementLevel,
    EntityKind,
    IdentityStep,
    OperationStep,
    RiskClass,
    SafetyRecordKind,
    Sector,
    StandardGrade,
)


class BusinessEntity(BureauRecord):
    """A unit that produces or trades and is supervised by the bureau."""

    name = models.CharField("单位名称", max_length=120)
    pinyin_key = models.CharField("拼音序", max_length=240)
    initials = models.CharField("拼音首字母", max_length=120)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    kind = models.CharField("类型", max_length=20, choices=EntityKind.pairs())
    sector = models.CharField("行业领域", max_length=20, choices=Sector.pairs())
    risk_class = models.CharField("风险等级", max_length=2, choices=RiskClass.pairs())
    standard_grade = models.CharField(
        "标准化等级",
        max_length=10,
        choices=StandardGrade.pairs(),
        default=StandardGrade.UNGRADED.value,
    )
    credit_grade = models.CharField(
        "公共信用综合评价等级", max_length=2, choices=CreditGrade.pairs(), blank=True
    )
    enforcement_level = models.CharField(
        "执法层级",
        max_length=10,
        choices=EnforcementLevel.pairs(),
        default=EnforcementLevel.DISTRICT.value,
    )
    emerging_sector = models.CharField("新兴行业领域", max_length=40, blank=True)
    particulars = models.JSONField("其他登记事项", default=dict, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    street = models.ForeignKey(
        "accounts.Unit",
        verbose_name="所在街道（镇）",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    legal_representative = models.CharField("法定代表人", max_length=60, blank=True)
    person_in_charge = models.CharField("主要负责人", max_length=60, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    employees = models.PositiveIntegerField("从业人数", null=True)
    registered_on = models.DateField("登记日期")
    import_run = models.ForeignKey(
        "registry.ImportRun",
        verbose_name="来源文件",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    merged_into = models.ForeignKey(
        "self", verbose_name="并入", null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")),
                name="entity_is_not_merged_into_itself",
            ),
            models.UniqueConstraint(
                fields=["bureau", "credit_code"],
                condition=~models.Q(credit_code="") & models.Q(merged_into__isnull=True),
                name="credit_code_is_one_in_bureau",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "pinyin_key", "id"], name="entity_by_name"),
            models.Index(fields=["bureau", "sector", "pinyin_key"], name="entity_by_sector"),
            models.Index(fields=["bureau", "risk_class", "pinyin_key"], name="entity_by_risk"),
            models.Index(fields=["bureau", "street", "pinyin_key"], name="entity_by_street"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kept(self) -> BusinessEntity:
        """The entry that this one counts as: itself, or what it was merged into."""
        return self.merged_into or self

    @property
    def kind_enum(self) -> EntityKind:
        """The kind as a member of its enumeration."""
        return EntityKind(self.kind)

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return EntityKind(self.kind).label

    @property
    def sector_label(self) -> str:
        """The printed sector."""
        return Sector(self.sector).label

    @property
    def risk_label(self) -> str:
        """The printed risk class."""
        return RiskClass(self.risk_class).label

    @property
    def risk_tone(self) -> str:
        """The colour of the badge of the risk class; red stays for refusals and overdue terms."""
        return {"A": "g", "B": "n", "C": "o", "D": "o"}[self.risk_class]

    @property
    def grade_label(self) -> str:
        """The printed grade of standardization."""
        return StandardGrade(self.standard_grade).label

    @property
    def credit_label(self) -> str:
        """The printed overall credit grade, empty where there is none."""
        return CreditGrade(self.credit_grade).label if self.credit_grade else ""

    @property
    def level_label(self) -> str:
        """The printed level of the enforcement body."""
        return EnforcementLevel(self.enforcement_level).label

    @property
    def counts_as_enterprise(self) -> bool:
        """Whether rules on inspections of enterprises hold for it."""
        return self.kind_enum.counts_as_enterprise


class ImportRun(ImportRecord):
    """A sheet of business entities that was imported, and what was not taken from it."""

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-recorded_at"], name="entity_import_by_time")
        ]


class OperationChange(BureauRecord):
    """That a unit closed, or took up its operation again, and why; the last row counts."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    entity = models.ForeignKey(BusinessEntity, on_delete=models.PROTECT, related_name="operation")
    step = models.CharField("情形", max_length=8, choices=OperationStep.pairs())
    on = models.DateField("日期")
    reason = models.CharField("情况和依据", max_length=200)

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "entity", "on"], name="operation_by_entity")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.entity_id}"


class RiskChange(BureauRecord):
    """That the risk class of a unit was changed: figures of a day before count it as it was."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    entity = models.ForeignKey(BusinessEntity, on_delete=models.PROTECT, related_name="+")
    before = models.CharField("原风险等级", max_length=2, choices=RiskClass.pairs())
    after = models.CharField("现风险等级", max_length=2, choices=RiskClass.pairs())
    on = models.DateField("日期")

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "entity", "on"], name="risk_change_by_entity")
        ]

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"


class SafetyRecord(BureauRecord):
    """
    A fatal accident or a trial run of a unit, as a paper tells it.

    ``since`` is the day of the accident or on which the run begins. What was entered by mistake is
    withdrawn and stays to be seen.
    """

    entity = models.ForeignKey(
        BusinessEntity, on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    kind = models.CharField("情形", max_length=14, choices=SafetyRecordKind.pairs())
    since = models.DateField("发生或者开始日期")
    paper = models.CharField("来源文书", max_length=120)
    number = models.CharField("文号或者编号", max_length=80)
    noted_on = models.DateField("登记日期")
    by_name = models.CharField("登记人", max_length=60)
    ended_on = models.DateField("结束日期", null=True)
    end_paper = models.CharField("结束的文书和编号", max_length=200, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["entity", "kind", "since"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="safety_record_is_noted_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entity_id}"

    @property
    def kind_enum(self) -> SafetyRecordKind:
        """The kind as a member of its enumeration."""
        return SafetyRecordKind(self.kind)

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return self.kind_enum.label

    @property
    def is_open(self) -> bool:
        """Whether it is a trial run whose end nobody noted."""
        return (
            self.kind_enum is SafetyRecordKind.TRIAL_RUN
            and self.ended_on is None
            and self.withdrawn_on is None
        )


class Site(BureauRecord):
    """A place where an entity produces, stores or trades; a point on the internal map."""

    entity = models.ForeignKey(
        BusinessEntity, on_delete=models.PROTECT, related_name="sites", verbose_name="单位"
    )
    name = models.CharField("场所名称", max_length=60)
    address = models.CharField("地址", max_length=200, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True)
    closed_on = models.DateField("停用日期", null=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True, latitude__isnull=True)
                | models.Q(longitude__isnull=False, latitude__isnull=False),
                name="site_has_both_coordinates_or_none",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "entity"], name="site_by_entity"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> tuple[Decimal, Decimal] | None:
        """Where the site lies: degrees east and north."""
        if self.longitude is None or self.latitude is None:
            return None
        return self.longitude, self.latitude


class EntityMerge(BureauRecord):
    """A record that two entries were one entity; the duplicate keeps its id and its history."""

    kept = models.ForeignKey(
        BusinessEntity, on_delete=models.PROTECT, related_name="+", verbose_name="保留的单位"
    )
    duplicate = models.ForeignKey(
        BusinessEntity, on_delete=models.PROTECT, related_name="+", verbose_name="并入的单位"
    )
    reason = models.CharField("理由", max_length=200)
    registration = models.CharField("登记记录编号", max_length=80, blank=True)
    merged_on = models.DateField("合并日期")
    by_name = models.CharField("合并人", max_length=60)
    merged_at = models.DateTimeField("合并时间", null=True)
    undone_on = models.DateField("撤销日期", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_reason = models.CharField("撤销理由", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["duplicate"],
                condition=models.Q(undone_on__isnull=True),
                name="entity_is_merged_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "kept"], name="merge_by_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate_id} -> {self.kept_id}"


class IdentityChange(BureauRecord):
    """
    That the name or the credit code of an entry changed, and which paper shows it.

    A code that an entry bore before is told to whoever enters it again.
    """

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    entity = models.ForeignKey(
        BusinessEntity, on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    step = models.CharField("变更情形", max_length=16, choices=IdentityStep.pairs())
    before = models.CharField("变更前", max_length=120, blank=True)
    after = models.CharField("变更后", max_length=120, blank=True)
    paper = models.CharField("登记文书编号", max_length=80, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    scan = models.ForeignKey(
        "evidence.EvidenceItem",
        verbose_name="登记文书扫描件",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    on = models.DateField("日期")
    by_name = models.CharField("经办人", max_length=60)

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "entity", "on"], name="identity_change_by_entity")
        ]

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"

    @property
    def step_enum(self) -> IdentityStep:
        """How it came to change, as a member of its enumeration."""
        return IdentityStep(self.step)

    @property
    def step_label(self) -> str:
        """How it came to change, as it is printed."""
        return self.step_enum.label


class AccountLink(BureauRecord):
    """
    For which entry an account of an enterprise speaks.

    It names the entry, not a code: a code may turn out to be that of another unit. Where the
    entry was merged, the account speaks for the kept one, and for its own again when the merge
    is taken back. Where the code that it was tied by was shown to be wrong, it is suspended until
    it is confirmed anew: who showed that code may be another unit.
    """

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="+")
    entity = models.ForeignKey(
        BusinessEntity, on_delete=models.PROTECT, related_name="+", verbose_name="关联的单位"
    )
    suspended_on = models.DateField("暂停日期", null=True)

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return f"{self.user} -> {self.entity}"
