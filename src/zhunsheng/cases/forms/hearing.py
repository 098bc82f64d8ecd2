"""Forms of notice, delivery, statement and hearing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.forms import BoundField

from zhunsheng.cases import rules
from zhunsheng.cases.choices import DeliveryWay, HearingOutcome, PostalResult
from zhunsheng.cases.forms.base import (
    Known,
    ScanForm,
    StepForm,
    choice_field,
    note_field,
    scan_field,
    spoken_lines,
    text_field,
    time_field,
)
from zhunsheng.cases.queries.shapes import Item
from zhunsheng.documents import choices as documents
from zhunsheng.web import forms as fields
from zhunsheng.workforce import queries as workforce


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


class DeliveryForm(ScanForm):
    """A delivery with the proof of its way."""

    bases = {
        "relation": "CPL-2023:88",
        "way": "APL-2021:61",
        "witness": "CPL-2023:89",
        "posted_on": "CPL-2023:95",
        "scan": "CPL-2023:88",
    }

    way = fields.EnumField(DeliveryWay, label="送达方式", initial=DeliveryWay.DIRECT)
    receiver = text_field("签收人", required=False, most=60, hint="直接送达填写")
    relation = fields.EnumField(
        documents.ReceivedBy,
        label="签收人与受送达人的关系",
        required=False,
        help_text=documents.RECEIVED_BY,
    )
    time = time_field("送达时间", hint="如 10时")
    place = text_field("送达地点", required=False, hint="不填写的为当事人住所")
    refusal = text_field("拒收事由", required=False, hint="留置送达填写")
    witness = text_field("见证人", required=False, most=60, hint="留置送达填写，或者填写音像记录")
    recording = text_field("音像记录编号", required=False, most=80)
    postal_receipt = text_field("邮件号", required=False, most=80, hint="邮寄送达填写")
    postal_result = fields.EnumField(
        PostalResult, label="邮件的结果", required=False, help_text="邮寄送达照回执填写"
    )
    received_on = fields.DayField(
        label="回执注明的收件日期", required=False, help_text="邮寄送达填写，即为送达日期"
    )
    entrusted = text_field(
        "受委托机关和送达回证", required=False, hint="委托送达填写；电子送达须先登记送达地址确认书"
    )
    posted_on = fields.DayField(
        label="公告日期", required=False, help_text="公告送达填写，并上传公告"
    )
    posted_reason = text_field("公告送达的原因", required=False)
    second = forms.ChoiceField(
        label="共同送达的执法人员", required=False, help_text="送达回证写明办理人和该人员"
    )
    scan = forms.FileField(label="送达回证扫描件", required=False, help_text=documents.LATE_RECEIPT)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        mine = known.viewer and workforce.officer_of_user(known.viewer, known.viewer.by.id)
        own = str(mine.id) if mine else ""
        field = self.fields["second"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "没有"), *((key, name) for key, name in known.officers if key != own)]

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the other handler."""
        rows = known.file.handlers if known.file else ()
        others = (str(one.id) for one in rows if known.file and one.user_id != known.file.by)
        return {"second": next(others, "")}

    @property
    def draft(self) -> rules.DeliveryDraft:
        """The delivery."""
        names = [n for n in self.cleaned_data if n not in {"on", "late_reason", "second", "scan"}]
        second = UUID(self.value("second")) if self.value("second") else None
        return rules.DeliveryDraft(second=second, **{name: self.value(name) for name in names})


class StatementForm(ScanForm):
    """What the party said or asked for, with the scan of what it handed in."""

    bases: ClassVar[dict[str, str]] = {"scan": "APL-2021:47"}

    by = text_field("当事人（代理人）", most=60)
    text = note_field("内容")
    scan = scan_field("当事人的书面材料")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the representative of the party; a person speaks for itself."""
        return {"by": known.file.case.speaker} if known.file else {}

    @property
    def draft(self) -> rules.StatementDraft | rules.RightsWaiverDraft:
        """The statement."""
        return rules.StatementDraft(self.value("by"), self.value("text"))


class WaiverForm(StatementForm):
    """A written waiver of a statement or a hearing, with the scan of what was signed."""

    bases = {"scan": "APL-2021:47", "authorisation": "APL-2021:45.1"}

    by = text_field("声明人（当事人、代理人）", most=60)
    authorisation = text_field(
        "授权委托书", required=False, hint="由代理人签名的填写日期或者编号，与声明书扫描成一个文件"
    )
    scan = scan_field("签名的书面声明")

    field_order = ("on", "late_reason", "by", "authorisation", "text", "scan")

    @property
    def draft(self) -> rules.RightsWaiverDraft:
        """The waiver."""
        return rules.RightsWaiverDraft(
            self.value("by"), self.value("text"), self.value("authorisation")
        )


class AnswerForm(StepForm):
    """The written answer to a statement."""

    bases = {"text": "APL-2021:45.1"}

    accepted = forms.TypedChoiceField(
        label="复核结果",
        choices=(("", fields.EMPTY_CHOICE), ("1", "采纳"), ("0", "不采纳")),
        coerce=lambda text: text == "1",
    )
    text = note_field("复核意见和理由")
    unchanged = text_field(
        "采纳后处罚如何改变，或者不改变的理由",
        required=False,
        hint="不采纳的不填写；采纳而没有填写的，作出决定时在裁量理由中写明",
    )

    @property
    def draft(self) -> rules.AnswerDraft:
        """The answer."""
        return rules.AnswerDraft(
            self.value("accepted"), self.value("text"), self.value("unchanged")
        )


class HearingNoticeForm(StepForm):
    """A hearing that is called."""

    people: ClassVar = {"chair": "chairs"}
    bases = {
        "hearing_on": "APL-2021:64(2)",
        "closed_ground": "APL-2021:64(3)",
        "chair": "APL-2021:64(4)",
    }

    hearing_on = fields.DayField(label="听证日期", help_text="须留足送达之后的法定期限，提交时核算")
    time = time_field("听证时间", required=True)
    odd_time = text_field(
        "非工作时间举行的理由", required=False, hint="休息日或者8时以前、18时以后举行的填写"
    )
    place = text_field("听证地点")
    chair = choice_field("听证主持人")
    members = text_field("听证员", required=False, hint="用顿号分隔，不能是本案调查人员")
    recorder = text_field(
        "记录人",
        required=False,
        most=60,
        hint="不填写的为办理人本人，不能是主持人或者本案调查人员",
    )
    is_public = forms.BooleanField(label="公开举行", required=False, initial=True)
    closed_ground = text_field(
        "不公开的理由", required=False, hint="涉及国家秘密、商业秘密或者个人隐私的填写"
    )

    def starting(self, known: Known) -> dict[str, object]:
        """Start at nine in the bureau; who calls it keeps the record and does not preside."""
        own = str(known.viewer.by.id) if known.viewer else ""
        chair = next((one for one, _ in known.chairs if one != own), "")
        place = known.file.bureau.address if known.file else ""
        return {"time": "9时", "place": place, "chair": chair}

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
            closed_ground=self.value("closed_ground"),
            odd_time=self.value("odd_time"),
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence with the fields of its examination."""

    item: Item
    shown: BoundField
    said: BoundField


class HearingForm(StepForm):
    """The room of a hearing: what was done and said, in the order of the agenda."""

    bases = {
        "outcome": "APL-2021:64",
        "agents": "APL-2021:64(5)",
        "reason": "APL-2021:64(6)",
        "recusal": "APL-2021:64(4)",
        "not_signed": "APL-2021:64(8)",
    }

    outcome = fields.EnumField(HearingOutcome, label="听证情况", initial=HearingOutcome.HELD)
    reason = text_field(
        "缺席的情况",
        required=False,
        hint="当事人缺席、中途退场的填写；书面撤回申请的，登记“放弃听证”",
    )
    identities_checked = forms.BooleanField(label="已核对听证参加人的身份", required=False)
    rights_told = forms.BooleanField(
        label="已宣布听证纪律，告知权利义务，询问是否申请回避", required=False
    )
    agents = note_field(
        "委托代理人", required=False, rows=2, hint="每行一人，最多两人，注明授权委托书"
    )
    interpreter = text_field("翻译人员", required=False, most=60)
    recusal = text_field("申请回避的情况", required=False, hint="不申请回避的不填写")
    investigators_view = note_field("调查人员提出的违法事实、证据和处罚建议", required=False)
    party_view = note_field("当事人及其代理人的陈述和申辩", required=False)
    witnesses = note_field(
        "证人证言", required=False, rows=2, hint="每行一人，姓名后加冒号，如“示例丑：现场由我看管”"
    )
    cross_examination = note_field(
        "其他质证情况", required=False, rows=2, hint="对全部证据的意见，或者案卷以外的证据"
    )
    statements = note_field(
        "各方发言", required=False, rows=6, hint="每行一段，发言人后加冒号，如“示例甲：请求从轻”"
    )
    final_statement = note_field("当事人最后陈述", required=False, rows=2)
    not_signed = text_field("拒绝签名的情况", required=False, hint="核对后拒绝签名的，由主持人注明")

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        self.items = known.file.evidence if known.file else ()
        for item in self.items:
            label = f"证据{item.number} {item.name}"
            self.fields[f"shown_{item.id.hex}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"said_{item.id.hex}"] = text_field(
                f"证据{item.number}的质证意见", required=False, most=400
            )
        fields.limit_texts(self.fields.values())

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the day that the notice names."""
        called = known.file.data("hearing_notice") if known.file else {}
        return {"on": called["hearing_on"]} if called else {}

    @property
    def evidence(self) -> list[Shown]:
        """The evidence of the file with the fields of its examination."""
        return [
            Shown(item, self[f"shown_{item.id.hex}"], self[f"said_{item.id.hex}"])
            for item in self.items
        ]

    @property
    def draft(self) -> rules.HearingDraft:
        """The record; evidence counts as shown where its mark is set or something was said."""
        names = ("outcome", "reason", "identities_checked", "rights_told", "agents")
        texts = ("interpreter", "recusal", "investigators_view", "party_view", "not_signed")
        more = ("cross_examination", "final_statement")
        said = ((i.id, self.value(f"said_{i.id.hex}"), i.id.hex) for i in self.items)
        return rules.HearingDraft(
            **{name: self.value(name) for name in (*names, *texts, *more)},
            statements=spoken_lines(self.value("statements")),
            witnesses=spoken_lines(self.value("witnesses")),
            shown=tuple((key, text) for key, text, h in said if text or self.value(f"shown_{h}")),
        )


class HearingReportForm(StepForm):
    """The report on a hearing."""

    investigators_view = note_field("调查人员的主张")
    party_view = note_field("当事人的主张")
    disputes = note_field(
        "争议的主要问题",
        rows=2,
        hint="双方对事实、依据或者处罚数额的分歧；确无分歧的，写明“没有争议”",
    )
    findings = note_field("听证认定的事实和证据")
    answer = note_field(
        "对当事人意见的复核意见",
        hint="逐项写明当事人在听证中提出的事实、理由和证据是否采纳及其理由，与其主张一并写入决定书",
    )
    opinion = note_field("听证主持人意见")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from what the record of the hearing holds already."""
        held = known.file.data("hearing") if known.file else {}
        return {key: held.get(key, "") for key in ("investigators_view", "party_view")}

    @property
    def draft(self) -> rules.HearingReportDraft:
        """The report."""
        return rules.HearingReportDraft(
            investigators_view=self.value("investigators_view"),
            party_view=self.value("party_view"),
            findings=self.value("findings"),
            answer=self.value("answer"),
            opinion=self.value("opinion"),
            disputes=self.value("disputes"),
        )
