"""Tables of legal review: what was handed in, and the opinion on it; neither is ever changed."""

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.legalreview.choices import Outcome, Question


class Review(BureauRecord):
    """One round of review: the subject, the hash and the summary of the file handed in."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("id",),
        ("bureau", "subject_kind", "subject_id", "round"),
    )

    subject_kind = models.CharField("对象种类", max_length=40)
    subject_id = models.UUIDField("对象")
    round = models.PositiveSmallIntegerField("次数")
    title = models.CharField("送审事项", max_length=200)
    party = models.CharField("当事人", max_length=120)
    reason = models.CharField("应当审核的情形", max_length=200)
    page = models.CharField("办理页面", max_length=60)
    materials = models.TextField("送审材料摘要")
    bound_hash = models.CharField("送审材料校验码", max_length=64)
    requested_on = models.DateField("送审日期")
    requested_by = models.CharField("送审人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "subject_kind", "subject_id", "round"],
                name="review_round_is_one",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "requested_on"], name="review_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.round}次）"

    @property
    def material_lines(self) -> list[tuple[str, str]]:
        """Label and text of each part of the summary."""
        return [(label, text) for label, text in json.loads(self.materials)]


class Opinion(BureauRecord):
    """The opinion on one review with its seven answers."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("review",))

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="opinion")
    reviewer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reviewer_name = models.CharField("审核人", max_length=60)
    qualification = models.CharField("审核人资格", max_length=120)
    outcome = models.CharField("审核结论", max_length=10, choices=Outcome.pairs())
    answers = models.TextField("逐项结论")
    text = models.TextField("审核意见")
    concluded_on = models.DateField("审核日期")
    document = models.UUIDField("文书", null=True)

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "concluded_on"], name="opinion_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.outcome_label}"

    @property
    def outcome_label(self) -> str:
        """The printed outcome."""
        return Outcome(self.outcome).label

    @property
    def answer_lines(self) -> list[tuple[str, str, str, bool]]:
        """Question, printed answer, remark and whether without objection, in order."""
        return [
            (
                Question(row["question"]).label,
                row["printed"],
                row["remark"],
                row["without_objection"],
            )
            for row in json.loads(self.answers)
        ]
