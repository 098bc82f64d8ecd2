"""Tables of remedies. Stage, terms and outcome are computed from the acts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.documents.records import StepRecord
from zhunsheng.remedies.choices import (
    Attendance,
    ExecutionStop,
    Instance,
    LetterKind,
    Outcome,
    RemedyKind,
)


class Remedy(BureauRecord):
    """A reconsideration or a suit about the decision of a case."""

    kind = models.CharField("种类", max_length=16, choices=RemedyKind.pairs())
    case = models.ForeignKey("cases.PenaltyCase", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("案件编号", max_length=80)
    body = models.CharField("复议机关或者人民法院", max_length=120)
    applicant = models.CharField("申请人或者原告", max_length=120)
    claims = models.TextField("请求和理由")
    simplified = models.BooleanField("适用简易程序", default=False)
    received_on = models.DateField("收到副本日期")
    accepted_on = models.DateField("复议机关受理日期", null=True)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["bureau", "number"], name="remedy_number_is_one"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-received_on", "-id"], name="remedy_by_day"),
            models.Index(fields=["bureau", "case"], name="remedy_by_case"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return RemedyKind(self.kind).label


class RemedyAct(StepRecord):
    """One step that was taken in a remedy; never changed."""

    of = "remedy"
    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("remedy", "sequence"))

    remedy = models.ForeignKey(Remedy, on_delete=models.PROTECT, related_name="acts")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["remedy", "sequence"], name="remedy_act_is_in_sequence"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "step", "on"], name="remedy_act_by_step"),
        ]

    @property
    def attendance_label(self) -> str:
        """Who stood for the bureau at a hearing, in print."""
        return Attendance(self.outcome).label

    @property
    def stop_label(self) -> str:
        """Whether execution was stopped, in print."""
        return ExecutionStop(self.outcome).label

    @property
    def outcome_label(self) -> str:
        """How a ruling or a remedy ended, in print."""
        return Outcome(self.outcome).label

    @property
    def instance_label(self) -> str:
        """Of which instance a ruling is, in print."""
        return Instance(self.contents["instance"]).label


class Letter(BureauRecord):
    """A letter that asks the bureau to put something right and to reply."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("bureau", "body", "number"))

    kind = models.CharField("种类", max_length=24, choices=LetterKind.pairs())
    remedy = models.ForeignKey(Remedy, null=True, on_delete=models.PROTECT, related_name="letters")
    body = models.CharField("发文机关", max_length=120)
    number = models.CharField("文号", max_length=80)
    content = models.TextField("内容")
    stated_days = models.PositiveSmallIntegerField("载明的回复期限（日）", null=True)
    received_on = models.DateField("收到日期")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "body", "number"], name="letter_number_is_one_of_a_body"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-received_on", "-id"], name="letter_by_day"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return LetterKind(self.kind).label


class LetterReply(BureauRecord):
    """The written reply to a letter."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("letter",))

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="reply")
    number = models.CharField("回复文号", max_length=80, blank=True)
    text = models.TextField("回复内容")
    replied_on = models.DateField("回复日期")
    replied_by = models.CharField("回复人", max_length=60)

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return self.number or self.replied_on.isoformat()
