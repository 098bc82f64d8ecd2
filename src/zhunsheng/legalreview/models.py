"""Tables of legal review: what was handed in, and the opinion on it; neither is ever changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.legalreview.choices import Outcome, Question


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer as it is printed; an anchor is a kind, an id and the name it had."""

    question: str
    answer: str
    remark: str
    is_good: bool
    defects: tuple[str, ...]
    anchors: tuple[tuple[str, ...], ...]


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
    unit = models.CharField("送审机构", max_length=60, default="", blank=True)
    matters = models.JSONField("违法行为", default=list)
    handlers = models.JSONField("承办人账户", default=list)
    catalogue = models.JSONField("送审时的证据和文书", default=list)
    due_on = models.DateField("送审时的办案期限", null=True)
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

    @property
    def handler_ids(self) -> frozenset[UUID]:
        """Accounts of those who handle the matter."""
        return frozenset(map(UUID, self.handlers))

    @property
    def matter_labels(self) -> list[str]:
        """Printed violations of the matter."""
        return [label for _, label in self.matters]


class ReviewClaim(BureauRecord):
    """Somebody took a review up, or it was given back; the last row of a review tells."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("review", "sequence"))

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="claims")
    sequence = models.PositiveSmallIntegerField("序号")
    is_held = models.BooleanField("认领")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField("办理人", max_length=60)
    recorded_at = models.DateTimeField("记录时间")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["review", "sequence"], name="claim_is_in_sequence"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.by_name}"


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
    def answer_lines(self) -> list[AnswerLine]:
        """The seven answers in order, with defects and anchors as they were named then."""
        return [
            AnswerLine(
                Question(row["question"]).label,
                row["printed"],
                row["remark"],
                row["without_objection"],
                tuple(label for _, label in row.get("defects", ())),
                tuple((*key.split(":", 1), label) for key, label in row.get("anchors", ())),
            )
            for row in json.loads(self.answers)
        ]


class ReviewDefect(BureauRecord):
    """A defect that an opinion names, for the statistics of why matters were returned."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("opinion", "code"))

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="defects")
    code = models.CharField("问题代码", max_length=8)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["opinion", "code"], name="defect_is_named_once"),
        ]

    def __str__(self) -> str:
        return self.code
