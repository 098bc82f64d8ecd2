"""Tables of the visit code. Ratings stand apart: nothing joins them to a visit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.visitcode.choices import Irregularity, RatingQuestion, Score, StatementKind


class Entry(BureauRecord):
    """That officers showed the code of an inspection on entry; the code itself is not stored."""

    inspection = models.OneToOneField(
        "inspection.Inspection", on_delete=models.PROTECT, related_name="+", verbose_name="检查"
    )
    shown_on = models.DateField("亮码日期")
    shown_at = models.DateTimeField("亮码时间")
    by_name = models.CharField("出示人", max_length=60)

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.shown_on}"


class VisitStatement(BureauRecord):
    """What an enterprise handed in from the page of the code; complaints are the supervisor's."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField("种类", max_length=12, choices=StatementKind.pairs())
    grounds = models.CharField("情形", max_length=160)
    text = models.TextField("说明", blank=True)
    handed_on = models.DateField("提交日期")
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True)
    answered_by = models.CharField("答复人", max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "kind", "handed_on"], name="statements_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.handed_on}"

    @property
    def kind_label(self) -> str:
        """The kind as it is printed."""
        return StatementKind(self.kind).label

    @property
    def grounds_label(self) -> str:
        """The grounds as they are printed."""
        return "、".join(Irregularity(code).label for code in self.grounds.split(",") if code)


class SpentRating(BureauRecord):
    """
    That a code was used to rate: the id is a keyed hash of the code and nothing else is kept.

    Decision record 0022: neither what was said nor when; SQLite keeps no order of these rows.
    """

    unordered: ClassVar[bool] = True

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return str(self.id)


class RatingTally(BureauRecord):
    """How often a question was answered so in a month; a rating adds one and leaves no row."""

    month = models.DateField("月份")
    question = models.CharField("问题", max_length=12, choices=RatingQuestion.pairs())
    score = models.CharField("评价", max_length=8, choices=Score.pairs())
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "month", "question", "score"], name="tally_is_one_in_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.question} {self.score}"
