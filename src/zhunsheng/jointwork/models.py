"""Tables of joint tasks, referrals and supervision letters; stages are computed from the acts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.documents.records import StepRecord
from zhunsheng.draw.choices import ResultKind
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.jointwork.choices import (
    Direction,
    ParticipantKind,
    ReferralAnswer,
    ReferralGround,
    SupervisionKind,
)


class JointTask(BureauRecord):
    """A task of several bodies; where it rests on a joint draw, units and lines are the draw's."""

    title = models.CharField("任务名称", max_length=120)
    ground = models.CharField("任务来源", max_length=12, choices=BasisKind.pairs())
    paper = models.CharField("来源文号", max_length=120, blank=True)
    paper_body = models.CharField("部署机关", max_length=80, blank=True)
    paper_on = models.DateField("部署文件日期", null=True)
    draw = models.OneToOneField(
        "draw.Draw", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="联合抽查"
    )
    lead = models.CharField("牵头部门", max_length=80)
    items = models.CharField("本局检查内容", max_length=400, blank=True)
    item_codes = models.CharField("本局检查事项编码", max_length=200, blank=True)
    first_on = models.DateField("开始日期")
    last_on = models.DateField("结束日期")
    drafted_on = models.DateField("拟定日期")
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="joint_task_ends_after_it_begins",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-drafted_on", "-id"], name="joint_task_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the items of the published list that the bureau looks at."""
        return tuple(filter(None, self.item_codes.split(",")))

    @property
    def ground_label(self) -> str:
        """The ground as it is printed."""
        return BasisKind(self.ground).label


class JointParticipant(BureauRecord):
    """A department or street that takes part, with what it looks at by its own power."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    task = models.ForeignKey(JointTask, on_delete=models.PROTECT, related_name="participants")
    place = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("类别", max_length=12, choices=ParticipantKind.pairs())
    name = models.CharField("名称", max_length=80)
    unit = models.ForeignKey("accounts.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    items = models.CharField("检查事项", max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["task", "name"], name="participant_is_once_in_task"),
        ]

    def __str__(self) -> str:
        return self.name


class JointTarget(BureauRecord):
    """A unit that is visited in a task without a draw."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    task = models.ForeignKey(JointTask, on_delete=models.PROTECT, related_name="targets")
    entity = models.ForeignKey(
        "registry.BusinessEntity", on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["task", "entity"], name="target_is_once_in_task"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.entity_id}"


class JointVisit(BureauRecord):
    """An inspection of the bureau that was approved within a task: one visit of all at a unit."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("inspection",))

    task = models.ForeignKey(JointTask, on_delete=models.PROTECT, related_name="visits")
    inspection = models.OneToOneField(
        "inspection.Inspection", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return f"{self.task_id} {self.inspection_id}"


class JointLine(BureauRecord):
    """
    What another body reports of one unit: never a finding of the bureau.

    ``paper`` is what told it, empty where a street entered its own line. The last line of a body on
    a unit counts; those before are kept.
    """

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    task = models.ForeignKey(JointTask, on_delete=models.PROTECT, related_name="lines")
    participant = models.ForeignKey(
        JointParticipant, on_delete=models.PROTECT, related_name="lines"
    )
    entity = models.ForeignKey(
        "registry.BusinessEntity", on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("检查结果", max_length=14, choices=ResultKind.pairs())
    text = models.CharField("结果说明", max_length=400, blank=True)
    visited_on = models.DateField("检查日期")
    paper = models.CharField("反馈文书", max_length=120, blank=True)
    entered_on = models.DateField("登记日期")
    by_name = models.CharField("登记人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["task", "number"], name="line_number_is_one_in_task"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.entity_id}"

    @property
    def said(self) -> str:
        """Kind and words of the result as they are printed."""
        return "：".join(filter(None, (ResultKind(self.kind).label, self.text)))


class JointTaskAct(StepRecord):
    """One step that was taken on a joint task; never changed."""

    of = "task"
    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("task", "sequence"))

    task = models.ForeignKey(JointTask, on_delete=models.PROTECT, related_name="acts")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["task", "sequence"], name="task_act_is_in_sequence"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "step", "on"], name="joint_task_act_by_step"),
        ]


class Referral(BureauRecord):
    """
    A clue that is sent to the body whose it is, or that another body sent to the bureau.

    ``attempt`` counts up where a head did not approve the one before.
    """

    direction = models.CharField("方向", max_length=4, choices=Direction.pairs())
    body = models.CharField("对方机关", max_length=100)
    number = models.CharField("来文文号", max_length=80, blank=True)
    ground = models.CharField("移送理由", max_length=14, choices=ReferralGround.pairs(), blank=True)
    entity = models.ForeignKey(
        "registry.BusinessEntity", null=True, on_delete=models.PROTECT, related_name="+"
    )
    party_name = models.CharField("涉及单位或者个人", max_length=120, blank=True)
    facts = models.TextField("线索内容")
    material = models.JSONField("证据材料目录", default=list)
    finding = models.ForeignKey(
        "inspection.InspectionFinding", null=True, on_delete=models.PROTECT, related_name="+"
    )
    case = models.ForeignKey(
        "cases.PenaltyCase", null=True, on_delete=models.PROTECT, related_name="+"
    )
    attempt = models.PositiveSmallIntegerField("次数", default=1)
    begun_on = models.DateField("提出或者收到日期")
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "body", "number"],
                condition=~models.Q(number=""),
                name="clue_number_is_one_of_a_body",
            ),
            models.UniqueConstraint(
                fields=["finding", "body", "attempt"], name="finding_is_sent_once_to_a_body"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-begun_on", "-id"], name="referral_by_day"),
            models.Index(fields=["bureau", "direction", "begun_on"], name="referral_by_direction"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.number}"

    @property
    def is_incoming(self) -> bool:
        """Whether another body sent it."""
        return Direction(self.direction) is Direction.IN

    @property
    def direction_label(self) -> str:
        """The direction as it is printed."""
        return Direction(self.direction).label

    @property
    def ground_label(self) -> str:
        """Why it is another's, as it is printed; empty for what arrived."""
        return ReferralGround(self.ground).label if self.ground else ""


class ReferralAct(StepRecord):
    """One step that was taken on a referral; never changed."""

    of = "referral"
    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("referral", "sequence"))

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="acts")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["referral", "sequence"], name="referral_act_is_in_sequence"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "step", "on"], name="referral_act_by_step"),
        ]

    @property
    def words(self) -> str:
        """What was written with the step, empty where nothing was."""
        said = self.contents
        return str(said.get("text") or said.get("reason") or "")

    @property
    def answer_label(self) -> str:
        """What the other body answered, as it is printed."""
        return ReferralAnswer(self.outcome).label


class SupervisionLetter(BureauRecord):
    """A letter by which the bureau asks a street or a department to act."""

    kind = models.CharField("函件种类", max_length=20, choices=SupervisionKind.pairs())
    unit = models.ForeignKey("accounts.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField("收函单位", max_length=100)
    subject = models.CharField("事由", max_length=120)
    asked = models.TextField("要求办理的事项")
    entity = models.ForeignKey(
        "registry.BusinessEntity", null=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField("回复期限", null=True)
    drafted_on = models.DateField("拟制日期")
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-drafted_on", "-id"], name="supervision_by_day"),
            models.Index(fields=["bureau", "unit"], name="supervision_by_street"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def kind_label(self) -> str:
        """The kind as it is printed."""
        return SupervisionKind(self.kind).label


class SupervisionAct(StepRecord):
    """One step that was taken on a letter; never changed."""

    of = "letter"
    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("letter", "sequence"))

    letter = models.ForeignKey(SupervisionLetter, on_delete=models.PROTECT, related_name="acts")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["letter", "sequence"], name="supervision_act_is_in_sequence"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "step", "on"], name="supervision_act_by_step"),
        ]
