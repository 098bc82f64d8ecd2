"""Forms of notice, delivery, statement and hearing."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django import forms

from zhunsheng.cases import rules
from zhunsheng.cases.choices import DeliveryWay, HearingOutcome
from zhunsheng.cases.forms.base import (
    Known,
    StepForm,
    choice_field,
    note_field,
    spoken_lines,
    text_field,
)
from zhunsheng.web import forms as fields


class NoticeForm(StepForm):
    """A prior notice; what it says comes from the proposal."""

    bases = {"representation_days": "APL-2021:45.1"}

    representation_days = forms.IntegerField(
        label="陈述申辩期限（工作日）",
        required=False,
        min_value=1,
        max_value=30,
        help_text="不填写的按法规基准中的期限",
    )


class DeliveryForm(StepForm):
    """A delivery with the proof of its way."""

    bases = {"way": "APL-2021:61", "witness": "CPL-2023:89", "posted_on": "CPL-2023:95"}

    way = fields.EnumField(DeliveryWay, label="送达方式", initial=DeliveryWay.DIRECT)
    receiver = text_field("签收人", required=False, most=60, hint="直接送达填写")
    relation = text_field("签收人与受送达人的关系", required=False, most=60)
    time = text_field("送达时间", required=False, most=20, hint="如 10时")
    place = text_field("送达地点", required=False, hint="不填写的为当事人住所")
    refusal = text_field("拒收事由", required=False, hint="留置送达填写")
    witness = text_field("见证人", required=False, most=60, hint="留置送达填写，或者填写音像记录")
    recording = text_field("音像记录编号", required=False, most=80)
    postal_receipt = text_field("邮件号和回执", required=False, most=80, hint="邮寄送达填写")
    consent = text_field("送达地址确认书", required=False, most=80, hint="电子送达填写")
    posted_on = fields.DayField(label="公告日期", required=False, help_text="公告送达填写")
    posted_reason = text_field("公告送达的原因", required=False)

    @property
    def draft(self) -> rules.DeliveryDraft:
        """The delivery."""
        names = [n for n in self.cleaned_data if n not in {"on", "late_reason"}]
        return rules.DeliveryDraft(**{name: self.value(name) for name in names})


class StatementForm(StepForm):
    """What the party said, asked for, or waived."""

    by = text_field("当事人（代理人）", most=60)
    text = note_field("内容")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the representative of the party."""
        return {"by": known.file.case.party.legal_representative} if known.file else {}

    @property
    def draft(self) -> rules.StatementDraft:
        """The statement."""
        return rules.StatementDraft(self.value("by"), self.value("text"))


class AnswerForm(StepForm):
    """The written answer to a statement."""

    bases = {"text": "APL-2021:45.1"}

    accepted = forms.BooleanField(label="采纳", required=False)
    text = note_field("复核意见和理由")

    @property
    def draft(self) -> rules.AnswerDraft:
        """The answer."""
        return rules.AnswerDraft(self.value("accepted"), self.value("text"))


class HearingNoticeForm(StepForm):
    """A hearing that is called."""

    people: ClassVar = {"chair": "chairs"}
    bases = {"hearing_on": "APL-2021:64(2)", "chair": "APL-2021:64(4)"}

    hearing_on = fields.DayField(label="听证日期", help_text="通知之后第七个工作日或者更晚")
    time = text_field("听证时间", most=20)
    place = text_field("听证地点")
    chair = choice_field("听证主持人")
    members = text_field("听证员", required=False)
    recorder = text_field("记录人", required=False, most=60)
    is_public = forms.BooleanField(label="公开举行", required=False, initial=True)

    def starting(self, known: Known) -> dict[str, object]:
        """Start at nine in the bureau."""
        return {"time": "9时", "place": known.file.bureau.address if known.file else ""}

    @property
    def draft(self) -> rules.HearingNoticeDraft:
        """The notice."""
        return rules.HearingNoticeDraft(
            hearing_on=self.value("hearing_on"),
            chair=UUID(self.value("chair")),
            place=self.value("place"),
            time=self.value("time"),
            recorder=self.value("recorder"),
            members=self.value("members"),
            is_public=self.value("is_public"),
        )


class HearingForm(StepForm):
    """The record of a hearing."""

    bases = {"outcome": "APL-2021:64"}

    outcome = fields.EnumField(HearingOutcome, label="听证情况", initial=HearingOutcome.HELD)
    statements = note_field(
        "听证经过", required=False, rows=6, hint="每行一段，发言人后加冒号，如“示例甲：请求从轻”"
    )
    cross_examination = note_field("质证情况", required=False)
    final_statement = note_field("当事人最后陈述", required=False, rows=2)
    agents = text_field("委托代理人", required=False)
    reason = text_field("未举行的情况", required=False, hint="撤回或者缺席的填写")
    withdrawn = forms.BooleanField(label="当事人书面撤回听证申请", required=False)

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the day that the notice names."""
        called = known.file.data("hearing_notice") if known.file else {}
        return {"on": called["hearing_on"]} if called else {}

    @property
    def draft(self) -> rules.HearingDraft:
        """The record."""
        return rules.HearingDraft(
            outcome=self.value("outcome"),
            statements=spoken_lines(self.value("statements")),
            cross_examination=self.value("cross_examination"),
            final_statement=self.value("final_statement"),
            agents=self.value("agents"),
            reason=self.value("reason"),
            withdrawn=self.value("withdrawn"),
        )


class HearingReportForm(StepForm):
    """The report on a hearing."""

    investigators_view = note_field("调查人员的主张")
    party_view = note_field("当事人的主张")
    disputes = note_field("争议的主要问题", required=False, rows=2)
    findings = note_field("听证认定的事实和证据")
    opinion = note_field("听证主持人意见")

    @property
    def draft(self) -> rules.HearingReportDraft:
        """The report."""
        return rules.HearingReportDraft(
            investigators_view=self.value("investigators_view"),
            party_view=self.value("party_view"),
            findings=self.value("findings"),
            opinion=self.value("opinion"),
            disputes=self.value("disputes"),
        )
