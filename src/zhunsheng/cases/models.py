"""Tables of penalty cases. Stage, deadline and completeness are computed from the acts."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.cases.choices import CaseProcedure, DecisionKind, SourceKind
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook.choices import ConductKind, PartyKind


class PenaltyCase(BureauRecord):
    """A penalty case against one party."""

    number = models.CharField("案号", max_length=60, blank=True)
    procedure = models.CharField("程序", max_length=10, choices=CaseProcedure.pairs())
    party = models.ForeignKey("registry.BusinessEntity", on_delete=models.PROTECT, related_name="+")
    party_kind = models.CharField("当事人类别", max_length=10, choices=PartyKind.pairs())
    party_name = models.CharField("当事人", max_length=120)
    cause = models.CharField("案由", max_length=240)
    violation_keys = models.JSONField("违法行为", default=list)
    facts = models.TextField("违法事实")
    source = models.CharField("来源", max_length=12, choices=SourceKind.pairs())
    source_id = models.UUIDField("来源记录", null=True)
    unit = models.ForeignKey("accounts.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    clue_on = models.DateField("发现日期")
    violation_began_on = models.DateField("违法行为开始日期", null=True)
    violation_ended_on = models.DateField("违法行为终了日期", null=True)
    conduct = models.CharField(
        "持续情形", max_length=10, choices=ConductKind.pairs(), default="", blank=True
    )
    harmful = models.BooleanField("涉及生命健康安全且有危害后果", default=False)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "number"],
                condition=~models.Q(number=""),
                name="case_number_is_one_in_bureau",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-clue_on", "-id"], name="case_by_day"),
            models.Index(fields=["bureau", "party"], name="case_by_party"),
            models.Index(fields=["bureau", "source", "source_id"], name="case_by_source"),
        ]

    def __str__(self) -> str:
        return self.cause

    @property
    def law_day(self) -> date:
        """The day whose law applies: the last of the violation, or when it was found (37)."""
        return self.violation_ended_on or self.clue_on

    @property
    def procedure_label(self) -> str:
        """The printed procedure."""
        return CaseProcedure(self.procedure).label

    @property
    def source_label(self) -> str:
        """The printed source."""
        return SourceKind(self.source).label


class CaseOfficer(BureauRecord):
    """An officer who handles a case."""

    case = models.ForeignKey(PenaltyCase, on_delete=models.PROTECT, related_name="handlers")
    officer = models.ForeignKey("workforce.Officer", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("姓名", max_length=60)
    certificate = models.CharField("执法证号", max_length=40)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "case", "officer"], name="case_officer_is_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CaseAct(BureauRecord):
    """One step that was taken in a case; never changed."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("case", "sequence"))

    case = models.ForeignKey(PenaltyCase, on_delete=models.PROTECT, related_name="acts")
    sequence = models.PositiveIntegerField("序号")
    step = models.CharField("步骤", max_length=40)
    on = models.DateField("办理日期")
    outcome = models.CharField("结果", max_length=20, blank=True)
    data = models.TextField("内容")
    document = models.ForeignKey(
        "documents.Document", null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField("办理人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["case", "sequence"], name="case_act_is_in_sequence"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "step", "on"], name="case_act_by_step"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.step}"

    @property
    def contents(self) -> dict[str, Any]:
        """What the act brought."""
        loaded: dict[str, Any] = json.loads(self.data)
        return loaded


class Decision(BureauRecord):
    """A decision on a case: to punish, or not to."""

    case = models.OneToOneField(PenaltyCase, on_delete=models.PROTECT, related_name="decision")
    kind = models.CharField("决定", max_length=12, choices=DecisionKind.pairs())
    procedure = models.CharField("程序", max_length=10, choices=CaseProcedure.pairs())
    fine_fen = models.BigIntegerField("罚款（分）", default=0)
    warning = models.BooleanField("警告", default=False)
    decided_on = models.DateField("决定日期")
    decided_by = models.CharField("决定人", max_length=60)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(fine_fen__gte=0), name="decision_fine_is_not_negative"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "decided_on"], name="decision_by_day"),
        ]

    def __str__(self) -> str:
        return f"{DecisionKind(self.kind).label} {yuan_text(self.fine_fen)}"

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return DecisionKind(self.kind).label

    @property
    def is_penalty(self) -> bool:
        """Whether a penalty was imposed."""
        return DecisionKind(self.kind) is DecisionKind.PENALTY


class Payment(BureauRecord):
    """A payment towards the fine of a case."""

    case = models.ForeignKey(PenaltyCase, on_delete=models.PROTECT, related_name="payments")
    amount_fen = models.BigIntegerField("金额（分）")
    receipt = models.CharField("票据号", max_length=60)
    paid_on = models.DateField("缴款日期")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0), name="payment_is_positive"
            ),
            models.UniqueConstraint(
                fields=["bureau", "receipt"], name="payment_receipt_is_one_in_bureau"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "paid_on"], name="payment_by_day"),
        ]

    def __str__(self) -> str:
        return yuan_text(self.amount_fen)
