"""Forms of what presses for a fine: surcharge, demand, agreement, the court, the end."""

from __future__ import annotations

from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms

from zhunsheng.cases import rules as case_rules
from zhunsheng.cases.choices import DeliveryWay, ExecutionOutcome, PostalResult
from zhunsheng.documents import choices as documents
from zhunsheng.execution import rules
from zhunsheng.execution.choices import CourtAnswer, CourtRuling
from zhunsheng.execution.forms.base import Known, ProofForm, StepForm, line
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.period import last_day
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web import forms as fields

YES_OR_NO: Final = (("", "请选择"), ("1", "采纳"), ("0", "不采纳"))
#: The working days after a demand within which nobody applies to the court.
REMINDER: Final = "compulsion.reminder"


class DemandForm(StepForm):
    """A demand."""

    bases: ClassVar = {"pay_by": "ACL-2011:54"}

    pay_by = fields.DayField(
        label="履行期限", help_text="送达十个工作日后仍不履行的，可以申请法院。"
    )
    manner = line("履行方式", required=False, hint="不填写的为凭缴款码缴款")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the first working day after the ten of the demand (行政强制法 54)."""
        length = lawbook.parameter(REMINDER, on=known.on, jurisdiction=known.place).integer() + 1
        calendar = lawbook.site_calendar()
        day = last_day(calendar, start=known.on, length=length, unit=DayUnit.WORKING)
        return {"pay_by": day} if day else {}

    @property
    def draft(self) -> rules.DemandDraft:
        """The demand."""
        return rules.DemandDraft(self.value("pay_by"), self.value("manner"))


class DeliveryForm(ProofForm):
    """A delivery with the proof of its way."""

    bases: ClassVar = {
        "relation": "CPL-2023:88",
        "way": "ACL-2011:38",
        "witness": "CPL-2023:89",
        "posted_on": "CPL-2023:95",
        "proof": "CPL-2023:88",
    }

    way = fields.EnumField(DeliveryWay, label="送达方式", initial=DeliveryWay.DIRECT)
    receiver = line("签收人", required=False, most=60, hint="直接送达填写")
    relation = fields.EnumField(
        documents.ReceivedBy,
        label="签收人与受送达人的关系",
        required=False,
        help_text=documents.RECEIVED_BY,
    )
    time = line("送达时间", required=False, most=20, hint="如 10时")
    place = line("送达地点", required=False, hint="不填写的为当事人住所")
    refusal = line("拒收事由", required=False, hint="留置送达填写")
    witness = line("见证人", required=False, most=60, hint="留置送达填写，或者填写音像记录")
    recording = line("音像记录编号", required=False, most=80)
    postal_receipt = line("邮件号", required=False, most=80, hint="邮寄送达填写")
    postal_result = fields.EnumField(
        PostalResult, label="邮件的结果", required=False, help_text="邮寄送达照回执填写"
    )
    received_on = fields.DayField(
        label="回执注明的收件日期", required=False, help_text="邮寄送达填写，即为送达日期"
    )
    entrusted = line(
        "受委托机关和送达回证", required=False, hint="委托送达填写；电子送达须先登记送达地址确认书"
    )
    posted_on = fields.DayField(
        label="公告日期", required=False, help_text="公告送达填写，并上传公告"
    )
    posted_reason = line("公告送达的原因", required=False)
    second = forms.ChoiceField(
        label="共同送达的执法人员", required=False, help_text="送达回证写明办理人和该人员"
    )
    proof = forms.FileField(
        label="送达回证扫描件", required=False, help_text=documents.LATE_RECEIPT
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, known=known, **kwargs)
        fields.offer(self.fields["second"], [("", "没有"), *known.officers])

    @property
    def draft(self) -> case_rules.DeliveryDraft:
        """The delivery."""
        names = [n for n in self.cleaned_data if n not in {"on", "late_reason", "second", "proof"}]
        second = UUID(self.value("second")) if self.value("second") else None
        return case_rules.DeliveryDraft(second=second, **{name: self.value(name) for name in names})


class StatementForm(StepForm):
    """What the party said on a demand."""

    bases: ClassVar = {"text": "ACL-2011:36"}

    by = line("当事人（代理人）", most=60)
    text = fields.NoteField(label="内容")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from who speaks for the party."""
        return {"by": known.representative}

    @property
    def draft(self) -> case_rules.StatementDraft:
        """The statement."""
        return case_rules.StatementDraft(self.value("by"), self.value("text"))


class AnswerForm(StepForm):
    """How a statement was examined."""

    bases: ClassVar = {"text": "ACL-2011:36"}

    accepted = forms.TypedChoiceField(
        label="复核结果", choices=YES_OR_NO, coerce=lambda text: text == "1"
    )
    text = fields.NoteField(label="复核意见")

    @property
    def draft(self) -> case_rules.AnswerDraft:
        """The answer."""
        return case_rules.AnswerDraft(self.value("accepted"), self.value("text"))


class AgreementForm(ProofForm):
    """An agreement that forgoes a part of the surcharge."""

    bases: ClassVar = {
        "measures": "ACL-2011:42.1",
        "waived": "ACL-2011:42.1",
        "proof": "ACL-2011:42.1",
    }

    measures = fields.NoteField(label="当事人采取的补救措施")
    waived = fields.YuanField(label="减免加处罚款（元）", least=1)
    pay_by = fields.DayField(
        label="其余款项的缴清期限", help_text="到期没有缴清罚款和其余加处罚款的，减免失效。"
    )
    reason = fields.NoteField(label="理由", rows=2, required=False)

    field_order = ("on", "late_reason", "measures", "waived", "pay_by", "reason", "proof")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from all of the surcharge, a month from now."""
        owed = known.standing.surcharge_owed_fen
        return {"waived": owed, "pay_by": rules.latest_day(known.on, 1)}

    @property
    def draft(self) -> rules.AgreementDraft:
        """The agreement."""
        names = ("measures", "waived", "pay_by", "reason")
        return rules.AgreementDraft(*(self.value(name) for name in names))


class ApplicationForm(StepForm):
    """An application to a court."""

    bases: ClassVar = {"court": "ACL-2011:54", "property_known": "ACL-2011:55"}

    court = line("受理法院", most=80, hint="本局所在地有管辖权的基层人民法院")
    agent = line(
        "委托代理人", required=False, hint="姓名、职务和电话，随申请书附授权委托书；没有的不填写"
    )
    property_known = fields.NoteField(label="执行标的情况", rows=2, required=False)

    @property
    def draft(self) -> rules.ApplicationDraft:
        """The application."""
        names = ("court", "property_known", "agent")
        return rules.ApplicationDraft(*(self.value(name) for name in names))


class CourtAnswerForm(StepForm):
    """Whether the court took an application up."""

    answer = fields.EnumField(CourtAnswer, label="受理情况")
    number = line("法院文书号", most=80)
    reason = fields.NoteField(label="不予受理的理由", rows=2, required=False)

    @property
    def draft(self) -> rules.CourtAnswerDraft:
        """The answer."""
        names = ("answer", "number", "reason")
        return rules.CourtAnswerDraft(*(self.value(name) for name in names))


class RulingForm(StepForm):
    """What the court ruled."""

    ruling = fields.EnumField(CourtRuling, label="裁定结果")
    number = line("裁定书文号", most=80)
    reason = fields.NoteField(label="不准予的理由", rows=2, required=False)

    @property
    def draft(self) -> rules.RulingDraft:
        """The ruling."""
        names = ("ruling", "number", "reason")
        return rules.RulingDraft(*(self.value(name) for name in names))


class EndForm(ProofForm):
    """How the execution ended."""

    bases: ClassVar = {"outcome": "ACL-2011:40", "proof": "ACL-2011:40"}

    outcome = fields.EnumField(ExecutionOutcome, label="终结情形")
    number = line(
        "文书号",
        required=False,
        most=80,
        hint="法院执行的填写法院文书号；当事人死亡、终止的填写死亡证明、注销登记等材料的名称和文号",
    )
    amount = fields.YuanField(
        label="法院执行到位（元）", required=False, help_text="法院执行的填写"
    )
    gains = fields.YuanField(
        label="其中没收违法所得（元）",
        required=False,
        help_text="执行到位的数额中有没收违法所得的填写",
    )
    reason = fields.NoteField(label="事实和依据", rows=3)

    field_order = ("on", "late_reason", "outcome", "number", "amount", "gains", "reason", "proof")

    @property
    def draft(self) -> rules.EndDraft:
        """The end."""
        return rules.EndDraft(
            self.value("outcome"),
            self.value("reason"),
            self.value("number"),
            self.value("amount") or 0,
            self.value("gains") or 0,
        )
