"""Tables of major hazards under public supervision."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.hazards.choices import ListingBody


class MajorHazard(BureauRecord):
    """A major hazard that the bureau proposed for listing; decisions are those of others."""

    finding = models.ForeignKey(
        "inspection.InspectionFinding",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="检查发现的问题",
    )
    proposed_on = models.DateField("提请日期")
    reason = models.TextField("提请理由")
    approver_name = models.CharField("批准提请人", max_length=60)
    body = models.CharField("决定机关", max_length=20, choices=ListingBody.pairs(), blank=True)
    decision_number = models.CharField("决定文号", max_length=80, blank=True)
    declined_on = models.DateField("不予挂牌日期", null=True)
    listed_on = models.DateField("挂牌日期", null=True)
    due_on = models.DateField("治理期限", null=True)
    decision_note = models.CharField("决定要点", max_length=400, blank=True)
    delisted_on = models.DateField("摘牌日期", null=True)
    delisting_number = models.CharField("摘牌文号", max_length=80, blank=True)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(listed_on__isnull=True) | models.Q(declined_on__isnull=True),
                name="hazard_is_listed_or_declined",
            ),
            models.CheckConstraint(
                condition=models.Q(delisted_on__isnull=True) | models.Q(listed_on__isnull=False),
                name="hazard_is_listed_before_it_is_delisted",
            ),
            models.UniqueConstraint(
                fields=["finding"],
                condition=models.Q(declined_on__isnull=True),
                name="hazard_stands_proposed_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "proposed_on"], name="hazards_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.proposed_on}"

    @property
    def body_label(self) -> str:
        """Who decided, as it is printed; empty while nobody did."""
        return ListingBody(self.body).label if self.body else ""


class TermExtension(BureauRecord):
    """A longer term of a listed hazard, as the body that listed it decided."""

    hazard = models.ForeignKey(MajorHazard, on_delete=models.PROTECT, related_name="extensions")
    decided_on = models.DateField("决定日期")
    number = models.CharField("文号", max_length=80)
    before = models.DateField("原期限")
    until = models.DateField("延至")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("before")), name="longer_term_is_longer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.until}"


class HazardRecord(BureauRecord):
    """A follow-up, or (where ``is_removed`` is known) a verification on the spot."""

    hazard = models.ForeignKey(MajorHazard, on_delete=models.PROTECT, related_name="records")
    place = models.PositiveSmallIntegerField("次序")
    on = models.DateField("日期")
    text = models.CharField("情况", max_length=400)
    officers_text = models.CharField("人员", max_length=200)
    entered_by = models.UUIDField("登记人账号", null=True)
    is_removed = models.BooleanField("隐患已消除", null=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["hazard", "place"], name="record_place_is_one_in_hazard"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.on}"

    @property
    def is_verification(self) -> bool:
        """Whether officers looked if the hazard is gone."""
        return self.is_removed is not None


def current_due_on(hazard: MajorHazard, extensions: list[TermExtension]) -> date | None:
    """Return the last day of the term, extensions included."""
    return max([one.until for one in extensions], default=hazard.due_on)
