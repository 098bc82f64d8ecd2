"""Forms of what is paid, put off, passed on or given back, and of the month."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar, Final

from django import forms

from zhunsheng.cases import rules as case_rules
from zhunsheng.cases.choices import PaymentKind
from zhunsheng.execution import queries, rules
from zhunsheng.execution.choices import DeferralResult
from zhunsheng.execution.forms.base import Known, StepForm, line
from zhunsheng.kernel.money import NotAnAmount, parse_yuan, yuan_text
from zhunsheng.web import forms as fields
from zhunsheng.web import uploads

NOT_A_LINE: Final = "第{number}行“{text}”应写作：2026-12-25 11000.00。"


class CodeForm(StepForm):
    """A payment code."""

    bases: ClassVar = {"code": "APL-2021:67"}

    kind = fields.EnumField(PaymentKind, label="款项")
    code = line("缴款码", most=48, hint="非税收入系统生成的电子缴款码，可以带空格")
    amount = fields.YuanField(label="金额（元）", least=1)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, known=known, **kwargs)
        if owed := known.standing.owed_kinds:
            self.fields["kind"] = fields.EnumField(PaymentKind, only=owed, label="款项")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from what is owed: the fine first."""
        found = known.standing
        if found.unpaid_fen:
            due = case_rules.due_now_fen(known.file.fined.debt, on=known.on)
            return {"kind": PaymentKind.FINE, "amount": due}
        if found.gains_left_fen and not found.surcharge_owed_fen:
            return {"kind": PaymentKind.GAINS, "amount": found.gains_left_fen}
        return {"kind": PaymentKind.SURCHARGE, "amount": found.surcharge_owed_fen}

    @property
    def draft(self) -> rules.CodeDraft:
        """The code."""
        return rules.CodeDraft(self.value("kind"), self.value("code"), self.value("amount"))


class VoidForm(StepForm):
    """A payment code that is voided."""

    bases: ClassVar = {"code": "APL-2021:67"}

    code = forms.ChoiceField(label="缴款码")
    reason = line("作废原因", hint="如金额有误、决定变更、重新开具")

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, known=known, **kwargs)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (one.number, f"{one.number}（{one.kind}{yuan_text(one.amount_fen)}元）")
            for one in known.file.open_codes
        ]

    @property
    def draft(self) -> rules.VoidDraft:
        """The code and why."""
        return rules.VoidDraft(self.value("code"), self.value("reason"))


class RequestForm(StepForm):
    """A request to pay later or in parts."""

    bases: ClassVar = {"reason": "APL-2021:66.2"}

    by = line("申请人", most=60)
    reason = fields.NoteField(label="确有经济困难的情况")
    wish = line("申请内容", hint="延期到何日，或者分几期、每期多少")
    proof = line("证明材料", required=False)

    def starting(self, known: Known) -> dict[str, object]:
        """Start from who speaks for the party."""
        return {"by": known.representative}

    @property
    def draft(self) -> rules.RequestDraft:
        """The request."""
        names = ("by", "reason", "wish", "proof")
        return rules.RequestDraft(*(self.value(name) for name in names))


class DuesField(fields.NoteField):
    """Days and amounts, one part in a line."""

    def clean(self, value: object) -> tuple[case_rules.Due, ...]:
        """
        Return the parts.

        :raises ValidationError: naming the first line that is none
        """
        text = str(super().clean(value) or "")
        lines = [one.strip() for one in text.splitlines() if one.strip()]
        return tuple(_due(number, one) for number, one in enumerate(lines, start=1))


def _due(number: int, text: str) -> case_rules.Due:
    day, _, amount = re.sub(r"[\s，、；:：]+", " ", text).partition(" ")
    try:
        return case_rules.Due(
            date.fromisoformat(day), int(parse_yuan(amount.strip().removesuffix("元")))
        )
    except (ValueError, NotAnAmount) as wrong:
        raise forms.ValidationError(NOT_A_LINE.format(number=number, text=text)) from wrong


class DeferralForm(StepForm):
    """The answer to a request to pay later or in parts."""

    bases: ClassVar = {"dues": "APL-2021:66.2"}

    result = fields.EnumField(DeferralResult, label="审批结果")
    dues = DuesField(
        label="各期日期和数额",
        required=False,
        rows=4,
        help_text="每期一行：日期 数额，如 2026-12-25 11000.00；合计等于未缴的罚款；延期的写一行。",
    )
    opinion = fields.NoteField(label="审批意见", rows=2, max_length=400)

    def starting(self, known: Known) -> dict[str, object]:
        """Start from two equal parts, a month and two months from now."""
        unpaid = known.standing.unpaid_fen
        first = unpaid // 2 // 100 * 100
        days = (rules.latest_day(known.on, 1), rules.latest_day(known.on, 2))
        parts = zip(days, (first, unpaid - first), strict=True)
        rows = [f"{day.isoformat()} {yuan_text(fen)}" for day, fen in parts if fen]
        return {"dues": "\n".join(rows)}

    @property
    def draft(self) -> rules.DeferralDraft:
        """The answer."""
        approved = self.value("result") is DeferralResult.APPROVED
        dues = self.value("dues") if approved else ()
        return rules.DeferralDraft(self.value("result"), self.value("opinion"), dues)


class CashForm(StepForm):
    """Cash that was passed on: all of it, under a receipt."""

    bases: ClassVar = {"receipt": "APL-2021:71"}

    receipt = line("交款凭证号", most=60)

    @property
    def draft(self) -> rules.CashDraft:
        """The receipt."""
        return rules.CashDraft(self.value("receipt"))


class BankForm(CashForm):
    """Cash that was banked; that which was entered after its day is told by its counterfoil."""

    counterfoil = line(
        "存根上的票据号",
        most=60,
        required=False,
        hint="本案有补记的当场收缴：照专用票据存根填写；不填的，收缴自登记之日起计算加处罚款",
    )
    counterfoil_on = fields.DayField(label="存根载明的收缴日期", required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, known=known, **kwargs)
        if not queries.late_cash(known.file):
            del self.fields["counterfoil"], self.fields["counterfoil_on"]

    @property
    def draft(self) -> rules.CashDraft:
        """The receipt, and what the counterfoil says."""
        said = self.cleaned_data
        return rules.CashDraft(
            self.value("receipt"), said.get("counterfoil", ""), said.get("counterfoil_on")
        )


class RefundApprovalForm(StepForm):
    """That a person in charge approves what goes back."""

    opinion = fields.NoteField(
        label="审批意见", rows=2, required=False, max_length=400, help_text="不填写的为“同意退还”。"
    )

    @property
    def draft(self) -> rules.RefundApprovalDraft:
        """The approval."""
        return rules.RefundApprovalDraft(self.value("opinion"))


class RefundForm(StepForm):
    """Money given back, with the interest on it."""

    bases: ClassVar = {"amount": "SCL-2012:36", "rate": "SCL-2012:36"}

    amount = fields.YuanField(label="退还数额（元）", least=1)
    ebill = line("退付凭证号", most=60)
    rate = forms.DecimalField(
        label="银行同期存款年利率（%）",
        required=False,
        min_value=0,
        max_value=rules.MOST_RATE // 100,
        decimal_places=2,
        help_text="决定失效或者变更的必填；利息自各笔缴款之日起按日计算，由系统算出",
    )
    source = line("利率来源", required=False, most=80, hint="公布利率的机关或者银行、日期")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from all that is owed to the party."""
        return {"amount": known.standing.refund_owed_fen}

    @property
    def draft(self) -> rules.RefundDraft:
        """The refund."""
        rate = int((self.value("rate") or 0) * 100)
        return rules.RefundDraft(
            self.value("amount"), self.value("ebill"), rate, self.value("source")
        )


class ListForm(uploads.UploadForm):
    """The month's list of bank and treasury."""


class ConcludeForm(fields.ActForm):
    """Why rows differ, where some do."""

    bases: ClassVar = {"note": "APL-2021:74"}

    note = fields.NoteField(
        label="差异说明", rows=3, required=False, max_length=400, help_text="有不一致的必填"
    )
