"""The pages of the acts of a case, each declared in one line; one view serves them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any, Final
from uuid import UUID

from zhunsheng.cases import services
from zhunsheng.cases.forms import (
    closing,
    crime,
    deciding,
    discussing,
    extending,
    hearing,
    joining,
    opening,
    proposing,
    remaking,
    renaming,
    reviewing,
    turning,
)
from zhunsheng.cases.forms.base import StepForm
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.act import Act
from zhunsheng.web.uploads import uploaded

Service = Callable[..., object]


@dataclass(frozen=True, slots=True)
class ActPage:
    """The page of one step: its form, its service, what pressing the button does."""

    form: type[StepForm]
    service: Service
    consequence: str = ""
    button: str = ""  # the name of the step
    more: Callable[[Any], Mapping[str, object]] | None = None

    def consequence_on(self, day: date, jurisdiction: str) -> str:
        """Return what pressing the button does, with the terms of law of a day."""
        names = [name for _, name, _, _ in Formatter().parse(self.consequence) if name]
        terms = documents.law_terms(names, on=day, jurisdiction=jurisdiction)
        return self.consequence.format_map(terms)

    def run(self, ctx: Act, *, case: UUID, version: int, form: Any, on: date) -> object:  # noqa: ANN401 # any form
        """Call the service with what the form brought."""
        values: dict[str, object] = dict(self.more(form)) if self.more else {}
        draft = form.draft
        if draft is not None:
            values["draft"] = draft
        return self.service(ctx=ctx, case=case, version=version, on=on, **values)


def _term(form: Any) -> Mapping[str, object]:  # noqa: ANN401 # the notice's form
    return {"representation_days": form.value("representation_days")}


def _evidence(form: Any) -> Mapping[str, object]:  # noqa: ANN401 # the report's form
    return {"files_of_evidence": form.evidence_files}


def _scan(form: Any) -> Mapping[str, object]:  # noqa: ANN401 # a form with a scan
    return {"scan": uploaded(form.cleaned_data.get("scan"))}


_DELIVERED = "提交后制作送达回证；期限自送达次日起计算。"
_STATED = "提交后记入案件，原记录不再更改。"

ACT_PAGES: Final[Mapping[str, ActPage]] = {
    "joining": ActPage(
        joining.JoiningForm,
        services.join_party,
        "提交后该当事人有自己的案卷；立案之前的随全案立案，立案之后的由负责人批准追加。",
        "追加当事人",
    ),
    "opening": ActPage(
        opening.OpeningForm,
        services.open_case,
        "提交后制作立案审批表，办案期限自立案之日起计算。",
        "批准立案",
    ),
    "not_opened": ActPage(
        opening.NotOpenedForm, services.refuse_to_open, "提交后线索办结。", "不予立案"
    ),
    "investigation": ActPage(
        opening.InvestigationForm,
        services.investigate,
        "提交后制作案件调查终结报告。",
        "提交报告",
        _evidence,
    ),
    "proposal": ActPage(
        proposing.ProposalForm, services.propose, "提交后记入案件；变更意见须重新送审。"
    ),
    "deviation_approval": ActPage(
        proposing.DeviationForm,
        services.approve_deviation,
        "提交后记入案件；拟处理意见变更的须重新批准。适用上级机关基准的，"
        "应当先核对是否须报请制定机关同意（该要求未核实）。",
        "批准偏离",
    ),
    "review_request": ActPage(
        reviewing.RequestForm,
        services.request_legal_review,
        "提交后固定送审材料的校验值；材料变化须重新送审。",
        "送法制审核",
    ),
    "legal_review": ActPage(
        reviewing.ReviewForm,
        services.conclude_legal_review,
        "提交后制作法制审核意见书，意见不能更改。",
        "提出审核意见",
    ),
    "prior_notice": ActPage(
        hearing.NoticeForm,
        services.notify,
        "提交后制作行政处罚告知书；达到听证数额的同时制作听证告知书。",
        "制作告知书",
        _term,
    ),
    "notice_delivery": ActPage(
        hearing.DeliveryForm, services.deliver_notice, _DELIVERED, more=_scan
    ),
    "representation": ActPage(
        hearing.StatementForm, services.record_representation, _STATED, more=_scan
    ),
    "representation_waiver": ActPage(
        hearing.WaiverForm, services.waive_representation, _STATED, more=_scan
    ),
    "representation_answer": ActPage(hearing.AnswerForm, services.answer_representation, _STATED),
    "hearing_request": ActPage(
        hearing.StatementForm, services.request_hearing, _STATED, more=_scan
    ),
    "hearing_waiver": ActPage(
        hearing.WaiverForm,
        services.waive_hearing,
        "提交后记入案件；已经申请听证的，作为书面撤回申请，不再举行听证。",
        more=_scan,
    ),
    "hearing_notice": ActPage(
        hearing.HearingNoticeForm, services.notify_hearing, "提交后制作听证会通知书。"
    ),
    "hearing_notice_delivery": ActPage(
        hearing.DeliveryForm,
        services.deliver_hearing_notice,
        "提交后制作送达回证；举行听证的{hearing_notice_term}前送达的，方可按期举行。",
        more=_scan,
    ),
    "hearing": ActPage(hearing.HearingForm, services.hold_hearing, "提交后制作听证笔录。"),
    "hearing_report": ActPage(
        hearing.HearingReportForm, services.report_hearing, "提交后制作听证会报告书。"
    ),
    "discussion": ActPage(
        discussing.DiscussionForm, services.discuss, "提交后制作行政处罚集体讨论记录。"
    ),
    "extension": ActPage(
        extending.ExtensionForm,
        services.extend_term,
        "提交后办案期限按所填日期计算。",
        more=_scan,
    ),
    "decision": ActPage(
        deciding.DecisionForm,
        services.decide,
        "提交后制作行政处罚决定书和信用修复告知书，并产生公示期限。",
        "作出处罚决定",
    ),
    "no_penalty": ActPage(
        deciding.NoPenaltyForm,
        services.decide_no_penalty,
        "提交后制作不予行政处罚决定书。",
        "决定不予处罚",
    ),
    "decision_delivery": ActPage(
        hearing.DeliveryForm, services.deliver_decision, _DELIVERED, more=_scan
    ),
    "payment": ActPage(
        deciding.PaymentForm,
        services.record_payment,
        "提交后记入案件，原记录不再更改；票据的扫描件归入案卷。",
        more=_scan,
    ),
    "payment_paper": ActPage(
        deciding.PaperForm,
        services.add_payment_paper,
        "提交后记入所选的缴款，对账时按票据号核对；票据的扫描件归入案卷。",
        more=_scan,
    ),
    "closing_request": ActPage(
        closing.ClosingRequestForm,
        services.request_closing,
        "提交后由负责人审批结案，意见写入结案审批表。",
        "提请结案",
    ),
    "closing": ActPage(closing.ClosingForm, services.close_case, "提交后案件办结。", "批准结案"),
    "report_back": ActPage(StepForm, services.report_back, _STATED, "登记备案"),
    "urgent_inquiry": ActPage(
        turning.ReasonForm,
        services.begin_urgent_inquiry,
        "提交后可以先行调查，在期限内补办立案。",
    ),
    "recusal_request": ActPage(
        turning.ReasonForm,
        services.request_recusal,
        "提交后，不是承办人的即不再参加本案的审核、讨论和决定，不需要另作决定；"
        "承办人继续办理，由负责人决定是否回避或者更换承办人；"
        "负责人回避后没有其他负责人可以办理的，报请上级应急管理部门处理。",
        "申请回避",
    ),
    "recusal": ActPage(
        turning.RecusalForm,
        services.decide_recusal,
        "提交后制作回避决定书；决定回避的，承办人随即更换。",
    ),
    "leader_recusal": ActPage(
        turning.LeaderRecusalForm,
        services.decide_leader_recusal,
        "提交后制作回避决定书；决定回避的，该负责人不再参加本案的审批、讨论和决定。",
    ),
    "reassignment": ActPage(
        turning.ReassignmentForm, services.reassign, "提交后承办人随即更换，原承办人的记录保留。"
    ),
    "address_confirmation": ActPage(
        turning.AddressForm,
        services.confirm_address,
        "提交后制作送达地址确认书；同意电子送达的，先打印待签的确认书，上传当事人签订的。",
        more=_scan,
    ),
    "annulment_confirmation": ActPage(
        turning.ReasonForm,
        services.confirm_annulment,
        "提交后该决定自登记的日期起失效，不再计入违法记录；已收的款项应当退还，已公示的应当按期撤回。",
        "确认",
    ),
    "renaming": ActPage(
        renaming.RenamingForm,
        services.rename_party,
        "提交后本案此后的文书写明现名称和曾用名，已经制作的文书不再更改。",
        more=_scan,
    ),
    "suspension": ActPage(
        turning.SuspensionForm, services.suspend, "提交后制作审批表；恢复之前不能办理其他步骤。"
    ),
    "resumption": ActPage(turning.ReasonForm, services.resume, "提交后制作审批表，继续办理。"),
    "termination": ActPage(
        turning.TerminationForm,
        services.terminate,
        "提交后制作审批表，案件办结，不能再办理。",
        more=_scan,
    ),
    "transfer": ActPage(
        turning.TransferForm, services.transfer, "提交后制作案件移送函，案件办结。", "移送"
    ),
    "crime_report": ActPage(
        crime.CrimeReportForm,
        services.report_crime,
        "提交后制作情况报告，主要负责人{crime_decision_term}内决定；决定之前不能作出处罚。",
        "提出报告",
    ),
    "crime_decision": ActPage(
        crime.CrimeDecisionForm,
        services.decide_crime_transfer,
        "批准移送的，应当在{crime_handover_term}内移送公安机关。",
        "作出决定",
    ),
    "crime_handover": ActPage(
        crime.HandoverForm,
        services.hand_over_crime,
        "提交后制作移送书；公安机关答复之前不能作出处罚。",
        "登记移送",
    ),
    "crime_reply": ActPage(
        crime.ReplyForm,
        services.record_crime_reply,
        "不予立案或者退回的，案件继续办理；已经立案的，可以终止调查；文书的扫描件归入案卷。",
        "登记答复",
        _scan,
    ),
    "first_check": ActPage(turning.CheckForm, services.check_first, _STATED),
    "committee": ActPage(
        turning.CommitteeForm, services.meet_committee, "提交后制作案审会研究记录。", "登记会议"
    ),
    "submission": ActPage(
        turning.SubmissionForm, services.submit_for_decision, "提交后制作案件处理呈批表。", "呈批"
    ),
    "endorsement": ActPage(turning.CheckForm, services.endorse, _STATED, "审签"),
    "sparing_submission": ActPage(
        turning.SparingForm, services.submit_for_sparing, "提交后制作案件处理呈批表。", "呈批"
    ),
    "sparing_endorsement": ActPage(turning.CheckForm, services.endorse_sparing, _STATED, "审签"),
    "withdrawal": ActPage(
        turning.ReasonForm,
        services.withdraw_decision,
        "提交后制作撤销决定书，决定失效；公示的决定须在{withdrawal_term}内撤回，已缴罚款须退还。",
        "撤销决定",
    ),
    "remaking": ActPage(
        remaking.RemakingForm,
        services.remake,
        "提交后登记为新的案件，由负责人批准立案；原案卷的证据一并作为新案的证据，追责期限按原案发现之日计算。",
        "重新立案查处",
    ),
    "withdrawal_delivery": ActPage(
        hearing.DeliveryForm, services.deliver_withdrawal, _STATED, more=_scan
    ),
    "filing": ActPage(turning.FilingForm, services.file_penalty, _STATED, "登记备案"),
}
