"""
Tables of draws. All are append-only: a published pool, a bound seed and a result never change.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.draw.choices import DrawKind


class Draw(BureauRecord):
    """A published pool; a repeated draw is a new one that names the former and says why."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    title = models.CharField("抽查任务", max_length=120)
    kind = models.CharField("抽查方式", max_length=10, choices=DrawKind.pairs())
    units_to_draw = models.PositiveIntegerField("抽取家数")
    units_count = models.PositiveIntegerField("名录家数")
    officers_count = models.PositiveIntegerField("名录人数")
    pool = models.TextField("名录规范文本")
    pool_hash = models.CharField("名录校验值", max_length=64)
    published_on = models.DateField("名录公布日期")
    published_at = models.DateTimeField("名录公布时间")
    repeats = models.ForeignKey(
        "self",
        verbose_name="前次抽取",
        null=True,
        on_delete=models.PROTECT,
        related_name="repeated_by",
    )
    repeat_reason = models.CharField("重新抽取理由", max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "published_on"], name="draw_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_enum(self) -> DrawKind:
        """The kind as a member of its enumeration."""
        return DrawKind(self.kind)

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return DrawKind(self.kind).label


class DrawSeed(BureauRecord):
    """The seed of a draw, made of contributions and the hash of the pool."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("draw",))

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="seed_row")
    contributions = models.JSONField("各方提供的内容", default=list)
    seed = models.CharField("种子", max_length=64)
    bound_on = models.DateField("种子确定日期")
    bound_at = models.DateTimeField("种子确定时间")

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return self.seed


class DrawRun(BureauRecord):
    """That the tickets were computed: the day, and the hash of the whole record."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("draw",))

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="run_row")
    run_on = models.DateField("抽取日期")
    run_at = models.DateTimeField("抽取时间")
    record_hash = models.CharField("记录校验值", max_length=64)

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return self.record_hash


class DrawnUnit(BureauRecord):
    """A unit that was drawn, with the two officers drawn for it and both tickets."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("draw", "rank"))

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="drawn")
    rank = models.PositiveIntegerField("次序")
    entity = models.ForeignKey(
        "registry.BusinessEntity", verbose_name="单位", on_delete=models.PROTECT, related_name="+"
    )
    ticket = models.CharField("签", max_length=64)
    first = models.ForeignKey(
        "workforce.Officer", verbose_name="人员一", on_delete=models.PROTECT, related_name="+"
    )
    second = models.ForeignKey(
        "workforce.Officer", verbose_name="人员二", on_delete=models.PROTECT, related_name="+"
    )
    pair_ticket = models.CharField("人员签", max_length=64)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["draw", "rank"], name="rank_is_one_in_draw"),
            models.UniqueConstraint(fields=["draw", "entity"], name="unit_is_drawn_once"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")), name="pair_is_of_two_officers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.entity_id}"


class PartnerResult(BureauRecord):
    """What another department of a joint draw reports of its own matters."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="partner_results")
    partner = models.CharField("部门", max_length=80)
    result = models.CharField("检查结果", max_length=400)
    reported_on = models.DateField("反馈日期")

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return self.partner
