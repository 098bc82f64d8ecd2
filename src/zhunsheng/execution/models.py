"""Tables of the execution of fines: acts that are never changed, codes, refunds, months."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.cases.choices import PaymentKind
from zhunsheng.documents.records import StepRecord
from zhunsheng.execution.choices import Phrase


class Execution(BureauRecord):
    """The execution of the fine of a case; what it has come to is computed from its acts."""

    case = models.OneToOneField(
        "cases.PenaltyCase", on_delete=models.PROTECT, related_name="execution"
    )
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return str(self.case_id)


class ExecutionAct(StepRecord):
    """One step that was taken in an execution; never changed."""

    of = "execution"
    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("execution", "sequence"))

    execution = models.ForeignKey(Execution, on_delete=models.PROTECT, related_name="acts")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["execution", "sequence"], name="execution_act_is_in_sequence"
            ),
        ]


class PaymentCode(BureauRecord):
    """A code of the non-tax revenue system under which the party pays."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("bureau", "code"))

    execution = models.ForeignKey(Execution, on_delete=models.PROTECT, related_name="codes")
    kind = models.CharField("款项", max_length=10, choices=PaymentKind.pairs())
    code = models.CharField("缴款码", max_length=32)
    amount_fen = models.BigIntegerField("金额（分）")
    issued_on = models.DateField("开具日期")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "code"], name="payment_code_is_one_in_bureau"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0), name="payment_code_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Refund(BureauRecord):
    """Money that was given back after a decision lost its force."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("bureau", "ebill"))

    execution = models.ForeignKey(Execution, on_delete=models.PROTECT, related_name="refunds")
    amount_fen = models.BigIntegerField("金额（分）")
    ebill = models.CharField("退付凭证号", max_length=60)
    key = models.CharField("凭证号的比对形式", max_length=240)
    refunded_on = models.DateField("退还日期")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["bureau", "ebill"], name="refund_ebill_is_one"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="refund_is_positive"),
        ]
        indexes: ClassVar = [models.Index(fields=["bureau", "key"], name="refund_by_number")]

    def __str__(self) -> str:
        return self.ebill


class Reconciliation(BureauRecord):
    """A month whose payments are compared with the list of bank and treasury."""

    year = models.PositiveSmallIntegerField("年")
    month = models.PositiveSmallIntegerField("月")
    filename = models.CharField("文件名", max_length=200)
    digest = models.CharField("文件校验值", max_length=64)
    imported_on = models.DateField("导入日期")
    imported_by = models.CharField("导入人", max_length=60)
    concluded_on = models.DateField("办结日期", null=True)
    concluded_by = models.CharField("办结人", max_length=60, blank=True)
    concluded_digest = models.CharField("对账结果校验值", max_length=64, blank=True)
    note = models.CharField("差异说明", max_length=400, blank=True)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "year", "month"], name="reconciliation_is_one_in_month"
            ),
            models.CheckConstraint(
                condition=models.Q(month__range=(1, 12)), name="reconciliation_month_exists"
            ),
        ]

    def __str__(self) -> str:
        return Phrase.MONTH.label.format(year=self.year, month=self.month)


class BankLine(BureauRecord):
    """A line of the list of bank and treasury; a new list of the month takes its place."""

    reconciliation = models.ForeignKey(
        Reconciliation, on_delete=models.PROTECT, related_name="lines"
    )
    number = models.PositiveIntegerField("行号")
    code = models.CharField("缴款码", max_length=32, blank=True)
    ebill = models.CharField("票据号", max_length=60)
    amount_fen = models.BigIntegerField("金额（分）")
    paid_on = models.DateField("缴款日期")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["bureau", "ebill"], name="bank_line_is_listed_once"),
        ]

    def __str__(self) -> str:
        return self.ebill
