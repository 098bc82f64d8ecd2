"""Tables of inquiry: what was taken is never changed; a preservation is what its acts say."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.documents.records import StepRecord
from zhunsheng.inquiry.choices import Capacity, KeepingPlace


class OfSubject(BureauRecord):
    """A record that serves a case or an inspection, which it names by kind and id."""

    subject_kind = models.CharField("对象种类", max_length=40)
    subject_id = models.UUIDField("对象")
    title = models.CharField("办理对象", max_length=240)
    party_name = models.CharField("当事人", max_length=120)
    on = models.DateField("日期")
    officers = models.JSONField("执法人员", default=list)
    by_name = models.CharField("登记人", max_length=60)

    class Meta:
        abstract = True

    @property
    def subject(self) -> tuple[str, object]:
        """Kind and id of the subject."""
        return (self.subject_kind, self.subject_id)

    @property
    def officer_names(self) -> str:
        """The officers as they are printed."""
        return "、".join(row["name"] for row in self.officers)


class OnTheSpotRecord(OfSubject):
    """A record made on the spot, with its paper and its place in the catalogue of evidence."""

    place = models.CharField("地点", max_length=200)
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间")
    is_signed = models.BooleanField("已签名")
    refusal_note = models.CharField("拒签情况", max_length=200, blank=True)
    witness = models.CharField("见证人", max_length=60, blank=True)
    recording = models.CharField("音像记录", max_length=200, blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", verbose_name="文书"
    )
    evidence_item = models.ForeignKey(
        "evidence.EvidenceItem", on_delete=models.PROTECT, related_name="+", verbose_name="证据"
    )

    class Meta:
        abstract = True


class InterviewCall(OfSubject):
    """A call to an interview (询问通知书)."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    person = models.CharField("被询问人", max_length=60)
    called_to = models.DateTimeField("询问时间")
    place = models.CharField("询问地点", max_length=200)
    bring = models.CharField("需携带的材料", max_length=400, blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", verbose_name="文书"
    )

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "subject_kind", "subject_id"], name="call_by_subject"),
        ]

    def __str__(self) -> str:
        return self.person


class Interview(OnTheSpotRecord):
    """An interview (询问笔录): one person, asked for the how-manieth time."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("id",),
        ("bureau", "subject_kind", "subject_id", "person", "round"),
    )

    call = models.OneToOneField(
        InterviewCall,
        null=True,
        on_delete=models.PROTECT,
        related_name="interview",
        verbose_name="询问通知书",
    )
    person = models.CharField("被询问人", max_length=60)
    capacity = models.CharField("身份", max_length=30, choices=Capacity.pairs())
    round = models.PositiveSmallIntegerField("次数")
    profile = models.JSONField("被询问人情况", default=dict)
    recorder = models.CharField("记录人", max_length=60)
    answers = models.JSONField("问答", default=list)
    recusal_reply = models.CharField("对申请回避的回答", max_length=200)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "subject_kind", "subject_id", "person", "round"],
                name="interview_round_is_one",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "started_at"], name="interview_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.round}"

    @property
    def capacity_label(self) -> str:
        """The printed capacity."""
        return Capacity(self.capacity).label


class Scene(OnTheSpotRecord):
    """An examination of a scene (勘验笔录)."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    matter = models.CharField("勘验事由", max_length=200)
    findings = models.TextField("勘验情况")
    present = models.CharField("在场当事人", max_length=60, blank=True)
    present_post = models.CharField("职务", max_length=60, blank=True)
    photos = models.PositiveSmallIntegerField("照片数")

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "subject_kind", "subject_id"], name="scene_by_subject"),
        ]

    def __str__(self) -> str:
        return self.place


class Sampling(OnTheSpotRecord):
    """A sampling (抽样取证凭证) with its samples."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    samples = models.JSONField("样品", default=list)
    method = models.CharField("抽样方法", max_length=200)
    present = models.CharField("在场当事人", max_length=60, blank=True)
    present_post = models.CharField("职务", max_length=60, blank=True)
    institution = models.CharField("检验检测机构", max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "subject_kind", "subject_id"], name="sampling_subject"),
        ]

    def __str__(self) -> str:
        return self.place


class ExpertCommission(OfSubject):
    """A request for an expert opinion (鉴定委托书)."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    institution = models.CharField("鉴定机构", max_length=120)
    qualification = models.CharField("机构资质", max_length=200)
    questions = models.TextField("鉴定事项")
    materials = models.TextField("送检材料")
    due_on = models.DateField("要求完成日期", null=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", verbose_name="文书"
    )

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "subject_kind", "subject_id"], name="expert_by_subject"),
        ]

    def __str__(self) -> str:
        return self.institution

    @property
    def agreed_on(self) -> date | None:
        """The day by which the opinion was agreed on, as it was moved last."""
        moved = [one.until for one in self.turns.all() if one.until is not None]
        return max(moved, default=self.due_on)

    @property
    def ended(self) -> CommissionTurn | None:
        """How the opinion was given up, nothing where it was not."""
        return next((one for one in self.turns.all() if one.until is None), None)


class CommissionTurn(BureauRecord):
    """A later day that was approved for an opinion, or, without one, that it was given up."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    commission = models.ForeignKey(ExpertCommission, on_delete=models.PROTECT, related_name="turns")
    on = models.DateField("日期")
    until = models.DateField("延长至", null=True)
    reason = models.CharField("理由", max_length=400)
    by_name = models.CharField("办理人", max_length=60)

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return self.reason[:40]


class ExpertResult(BureauRecord):
    """The opinion that was received on a commission."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("commission",))

    commission = models.OneToOneField(
        ExpertCommission, on_delete=models.PROTECT, related_name="result"
    )
    on = models.DateField("收到日期")
    report_number = models.CharField("报告编号", max_length=60, blank=True)
    conclusion = models.TextField("鉴定结论")
    evidence_item = models.ForeignKey(
        "evidence.EvidenceItem", on_delete=models.PROTECT, related_name="+", verbose_name="证据"
    )
    by_name = models.CharField("登记人", max_length=60)

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return self.conclusion[:40]


class Preservation(OfSubject):
    """An advance preservation as it was asked for; what became of it are its acts."""

    number = models.PositiveIntegerField("序号")
    reason = models.CharField("理由", max_length=400)
    things = models.JSONField("物品清单", default=list)
    keeping = models.CharField("保存方式", max_length=10, choices=KeepingPlace.pairs())
    place = models.CharField("保存地点", max_length=200)
    keeper = models.CharField("保管人", max_length=60)
    asked_by = models.UUIDField("申请人")
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "subject_kind", "subject_id", "number"],
                name="preservation_number_is_one_in_subject",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-on", "-id"], name="preservation_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.party_name} {self.number}"

    @property
    def keeping_label(self) -> str:
        """The printed manner of keeping."""
        return KeepingPlace(self.keeping).label

    @property
    def items_text(self) -> str:
        """The things in one line."""
        return "、".join(f"{row['name']}{row['quantity']}" for row in self.things)


class PreservationAct(StepRecord):
    """One step that was taken on a preservation; never changed."""

    of = "preservation"
    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("preservation", "sequence"))

    preservation = models.ForeignKey(Preservation, on_delete=models.PROTECT, related_name="acts")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["preservation", "sequence"], name="preservation_act_is_one_in_order"
            ),
        ]
