"""
Tables of draws. All are append-only: a published pool, a bound seed and a result never change.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.draw.choices import ChangeGround, DrawKind, ResultKind, SeedMethod


class Draw(BureauRecord):
    """
    A published pool; a repeated draw is a new one that names the former and says why.

    ``head`` is the pool without its units, so that a page does not read a hundred megabytes;
    draws of before have none.
    """

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    title = models.CharField("抽查任务", max_length=120)
    kind = models.CharField("抽查方式", max_length=10, choices=DrawKind.pairs())
    seed_method = models.CharField(
        "种子确定方式",
        max_length=12,
        choices=SeedMethod.pairs(),
        default=SeedMethod.COMMITMENTS.value,
    )
    parties_count = models.PositiveIntegerField("提供方数", default=0)
    visits_from = models.DateField("检查期开始日期", null=True)
    visits_until = models.DateField("检查期届满日期", null=True)
    units_to_draw = models.PositiveIntegerField("抽取家数")
    units_count = models.PositiveIntegerField("名录家数")
    officers_count = models.PositiveIntegerField("名录人数")
    pool = models.TextField("名录规范文本")
    head = models.TextField("名录规范文本（不含单位）", blank=True)
    pool_hash = models.CharField("名录校验值", max_length=64)
    published_by = models.UUIDField("公布账号", null=True)
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
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["repeats"],
                condition=models.Q(repeats__isnull=False),
                name="draw_is_repeated_once",
            ),
        ]
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

    @property
    def method(self) -> SeedMethod:
        """How its seed comes about."""
        return SeedMethod(self.seed_method)


class DrawUnits(BureauRecord):
    """The ids of the units of a pool, one line for each stratum, as the draw reads them."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("draw",))

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="units_row")
    ids = models.TextField("各层单位编号")

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return str(self.draw_id)


class DrawCommitment(BureauRecord):
    """
    What a party committed to after the pool was published: a hash that tells nothing.

    A party without an account commits on ``paper``, which names its ``witness``.
    """

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("id",),
        ("draw", "contributor", "number"),
    )

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="commitments")
    contributor = models.CharField("提供方", max_length=80)
    number = models.PositiveSmallIntegerField("第几次承诺", default=1)
    commitment = models.CharField("承诺值", max_length=64)
    entered_by = models.UUIDField("录入账号")
    witness = models.CharField("书面提交人", max_length=120, blank=True)
    paper = models.CharField("书面承诺扫描件校验值", max_length=64, blank=True)
    committed_on = models.DateField("承诺日期")
    committed_at = models.DateTimeField("承诺时间")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["draw", "contributor", "number"], name="party_commits_once"
            ),
        ]

    def __str__(self) -> str:
        return self.contributor


class DrawWithdrawal(BureauRecord):
    """That a wrong commitment was taken back before anybody had opened, and why."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("commitment",))

    commitment = models.OneToOneField(
        DrawCommitment, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField("撤回理由", max_length=400)
    withdrawn_on = models.DateField("撤回日期")
    withdrawn_at = models.DateTimeField("撤回时间")

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return str(self.commitment_id)


class DrawOpening(BureauRecord):
    """What a party opened once all had committed."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("draw", "contributor"))

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="openings")
    contributor = models.CharField("提供方", max_length=80)
    value = models.CharField("公开的内容", max_length=64)
    opened_on = models.DateField("公开日期")
    opened_at = models.DateTimeField("公开时间")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["draw", "contributor"], name="party_opens_once"),
        ]

    def __str__(self) -> str:
        return self.contributor


class DrawOutcome(BureauRecord):
    """What came out of dice or a public event, as the legal section wrote it; the last stands."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("draw", "number"))

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="outcomes")
    number = models.PositiveSmallIntegerField("第几次录入", default=1)
    numbers = models.CharField("点数或者结果的数字", max_length=200)
    witnesses = models.JSONField("见证人", default=list)
    source = models.CharField("地点或者出处", max_length=200)
    proof = models.CharField("掷骰现场照片校验值", max_length=64, blank=True)
    entered_by = models.UUIDField("录入账号")
    entered_on = models.DateField("录入日期")
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["draw", "number"], name="outcome_is_one_in_draw"),
        ]

    def __str__(self) -> str:
        return self.numbers


class DrawSeed(BureauRecord):
    """
    The seed of a draw, made of contributions and the hash of the pool.

    ``proof`` is the photo of a throw of dice with the witnesses' signatures: whoever writes the
    points down could write others, and nothing else than it tells. ``outcome`` is what the legal
    section wrote down and the justice department found the same; seeds of before have none.
    """

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("draw",))

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="seed_row")
    outcome = models.OneToOneField(
        DrawOutcome,
        verbose_name="经核对的结果",
        null=True,
        on_delete=models.PROTECT,
        related_name="seed_row",
    )
    contributions = models.JSONField("各方提供的内容", default=list)
    witnesses = models.JSONField("见证人", default=list)
    source = models.CharField("地点或者出处", max_length=200, blank=True)
    proof = models.CharField("掷骰现场照片校验值", max_length=64, blank=True)
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


class DrawChange(BureauRecord):
    """That an officer who was drawn does not go, why, and whom the tickets sent instead."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("draw", "number"))

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField("序号")
    drawn = models.ForeignKey(DrawnUnit, on_delete=models.PROTECT, related_name="changes")
    out = models.ForeignKey(
        "workforce.Officer", verbose_name="不参加的人员", on_delete=models.PROTECT, related_name="+"
    )
    ground = models.CharField("事由", max_length=12, choices=ChangeGround.pairs())
    reason = models.CharField("理由", max_length=400)
    first = models.ForeignKey(
        "workforce.Officer", verbose_name="人员一", on_delete=models.PROTECT, related_name="+"
    )
    second = models.ForeignKey(
        "workforce.Officer", verbose_name="人员二", on_delete=models.PROTECT, related_name="+"
    )
    pair_ticket = models.CharField("人员签", max_length=64)
    changed_on = models.DateField("更换日期")
    changed_at = models.DateTimeField("更换时间")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["draw", "number"], name="change_is_one_in_draw"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")),
                name="changed_pair_is_of_two_officers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.drawn_id}"

    @property
    def ground_label(self) -> str:
        """The printed ground."""
        return ChangeGround(self.ground).label


class PartnerResult(BureauRecord):
    """
    What another department of a joint draw reports of its own matters at one unit.

    The last line of a department on a unit counts; those before are kept. Rows of before have no
    unit and no kind.
    """

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="partner_results")
    drawn = models.ForeignKey(
        DrawnUnit, null=True, on_delete=models.PROTECT, related_name="partner_results"
    )
    number = models.PositiveIntegerField("序号", default=0)
    partner = models.CharField("部门", max_length=80)
    items = models.CharField("检查事项", max_length=400, blank=True)
    kind = models.CharField("检查结果", max_length=14, choices=ResultKind.pairs(), blank=True)
    result = models.CharField("结果说明", max_length=400, blank=True)
    visited_on = models.DateField("检查结束日期", null=True)
    reported_on = models.DateField("反馈日期")

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "drawn", "partner"], name="result_by_unit"),
        ]

    def __str__(self) -> str:
        return self.partner

    @property
    def kind_label(self) -> str:
        """The printed kind of the result, empty for a row of before."""
        return ResultKind(self.kind).label if self.kind else ""

    @property
    def said(self) -> str:
        """Kind and words of the result as they are printed, once where they are the same."""
        return "：".join(dict.fromkeys(filter(None, (self.kind_label, self.result))))
