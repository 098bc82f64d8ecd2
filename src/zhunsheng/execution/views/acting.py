"""The page of every step of an execution: one view, driven by a line for each step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.execution import forms, queries, services
from zhunsheng.execution.forms import Known, ProofForm, StepForm
from zhunsheng.execution.procedure import EXECUTION
from zhunsheng.execution.queries import ExecutionFile
from zhunsheng.execution.views.common import READ, computed, crumbs, terms
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts
from zhunsheng.web import forms as fields
from zhunsheng.workforce import queries as workforce

#: Steps whose page shows how the surcharge was counted.
COUNTED: Final = frozenset(
    {"surcharge_decision", "demand_notice", "agreement", "court_application", "end"}
)


@dataclass(frozen=True, slots=True)
class ActPage:
    """The page of one step: its form, its service, what pressing the button does."""

    form: type[StepForm]
    service: Callable[..., object]
    consequence: str
    button: str = ""  # the name of the step

    def run(self, ctx: Act, *, case: UUID, version: int, form: StepForm, on: date) -> object:
        """Call the service with what the form brought."""
        draft = form.draft
        values: dict[str, Any] = {} if draft is None else {"draft": draft}
        if isinstance(form, ProofForm):
            values["proof"] = form.upload
        return self.service(ctx=ctx, case=case, version=version, on=on, **values)


_RECEIPT = "提交后制作送达回证，期限自次日起算。"
_KEPT = "提交后记入执行记录，原记录不再更改。"

ACT_PAGES: Final[Mapping[str, ActPage]] = {
    "payment_code": ActPage(
        forms.CodeForm, services.issue_payment_code, "提交后当事人可以凭码缴款，对账时按码核对。"
    ),
    "payment_code_void": ActPage(
        forms.VoidForm, services.void_payment_code, "提交后该缴款码不再有效，可以另行开具。"
    ),
    "deferral_request": ActPage(
        forms.RequestForm, services.request_deferral, "提交后由负责人审批。", "登记申请"
    ),
    "deferral_decision": ActPage(
        forms.DeferralForm,
        services.decide_deferral,
        "提交后制作审批表，并制作批准书或者不予批准的通知书，应当送达当事人；"
        "批准的期限内不加处罚款。",
        "提交审批",
    ),
    "deferral_delivery": ActPage(
        forms.DeliveryForm, services.deliver_deferral, "提交后制作送达回证。"
    ),
    "surcharge_decision": ActPage(
        StepForm,
        services.decide_surcharge,
        "提交后制作加处罚款决定书，应当送达当事人。",
        "制作决定书",
    ),
    "surcharge_delivery": ActPage(forms.DeliveryForm, services.deliver_surcharge, _RECEIPT),
    "demand_notice": ActPage(
        forms.DemandForm, services.demand, "提交后制作催告书，应当送达当事人。", "制作催告书"
    ),
    "demand_delivery": ActPage(forms.DeliveryForm, services.deliver_demand, _RECEIPT),
    "statement": ActPage(forms.StatementForm, services.record_statement, _KEPT, "登记意见"),
    "statement_answer": ActPage(forms.AnswerForm, services.answer_statement, _KEPT, "提交复核"),
    "agreement": ActPage(
        forms.AgreementForm, services.agree, "提交后按期缴清其余款项的，减免生效。", "登记协议"
    ),
    "court_application": ActPage(
        forms.ApplicationForm,
        services.apply_to_court,
        "提交后制作强制执行申请书，由负责人签名并加盖公章。",
        "制作申请书",
    ),
    "court_answer": ActPage(forms.CourtAnswerForm, services.record_court_answer, _KEPT, "登记"),
    "court_ruling": ActPage(forms.RulingForm, services.record_court_ruling, _KEPT, "登记"),
    "end": ActPage(forms.EndForm, services.end_execution, "提交后案件可以办理结案。", "登记终结"),
    "cash_handed_in": ActPage(forms.CashForm, services.hand_in_cash, _KEPT, "登记上交"),
    "cash_banked": ActPage(forms.BankForm, services.bank_cash, _KEPT, "登记缴付"),
    "refund_approval": ActPage(
        forms.RefundApprovalForm,
        services.approve_refund,
        "提交后由财务人员办理退付，并计付利息。",
        "批准退还",
    ),
    "refund": ActPage(forms.RefundForm, services.refund, _KEPT, "登记退还"),
}


@pages.allow(*READ)
def act(request: HttpRequest, case_id: UUID, step: str) -> HttpResponse:
    """Take one step of an execution: the same view for every step."""
    viewer, today = pages.viewer_of(request), clock.today()
    page = ACT_PAGES.get(step)
    if page is None:
        raise Http404
    file = queries.load(viewer, case_id, on=today)
    found = queries.standing(file, on=today)
    day = fields.day_of(request.POST, today)
    officers = _officers(viewer, file, day) if page.form is forms.DeliveryForm else ()
    known = Known(today, file, found, officers, file.fined.file.bureau.jurisdiction)
    form = page.form(request.POST or None, request.FILES or None, known=known)
    outcome: pages.Outcome[Any] | None = None
    declared = EXECUTION.step(step)
    if declared.of_today:
        form.done_at_once(day)
    if request.method == "POST":
        version = pages.version_of(request)
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: page.run(
                ctx,
                case=case_id,
                version=version,
                form=form,
                on=cast(date, data["on"]),
            ),
        )
        if outcome.done:
            return pages.go(request, "execution:detail", case_id, label=declared.label)
    facts = replace(queries.facts_of(file, on=today), on=None)
    findings = (*role_finding(declared, viewer.by), *EXECUTION.findings(step, facts))
    context = {
        "title": declared.label,
        "subtitle": file.fined.case.number or file.fined.case.party_name,
        "crumbs": crumbs(file, declared.label),
        "form": form,
        "version": file.version,
        "back": reverse("execution:detail", args=[case_id]),
        "button": page.button or declared.label,
        "consequence": page.consequence,
        "basis": declared.basis,
        "facts": summary(file, found),
        "terms": terms(viewer, found, today),
        "refused": (parts.RefusedAct(declared.label, findings),)
        if findings and outcome is None
        else (),
        "spans": computed(found) if step in COUNTED else (),
        "standing": found,
        "asked": file.data("deferral_request") if step == "deferral_decision" else {},
        "said": file.data("statement") if step == "statement_answer" else {},
    }
    return pages.show(request, "execution/act.html", context, outcome=outcome)


def _officers(viewer: Viewer, file: ExecutionFile, on: date) -> tuple[tuple[str, str], ...]:
    """Return who may have delivered with the one who acts (42.1, 43)."""
    family = registry.family(viewer, file.fined.case.party_id)
    found = workforce.offered_officers(viewer, on=on, entities=family)
    facts = workforce.officer_facts(viewer, [UUID(key) for key, _ in found.choices])
    own = {str(one.id) for one in facts if one.user_id == viewer.by.id}
    return tuple(one for one in found.choices if one[0] not in own)


def summary(file: ExecutionFile, found: queries.Standing) -> tuple[tuple[str, object], ...]:
    """Return whom the act concerns and what is owed."""
    case = file.fined.case
    rows: list[tuple[str, object]] = [
        ("案号", case.number),
        ("当事人", case.party_name),
        ("决定书编号", file.fined.decision_number),
        ("罚款", f"{yuan_text(found.fine_fen)}元"),
        ("已缴罚款", f"{yuan_text(found.paid_fen)}元"),
        ("未缴罚款", f"{yuan_text(found.unpaid_fen)}元"),
        ("待缴加处罚款", f"{yuan_text(found.surcharge_owed_fen)}元"),
    ]
    if found.gains_fen:
        rows.append(("待缴没收违法所得", f"{yuan_text(found.gains_left_fen)}元"))
    if found.refund_owed_fen:
        rows.append(("应退还", f"{yuan_text(found.refund_owed_fen)}元"))
        back = queries.refund_parts(file, found.refund_owed_fen)
        said = (f"{one.on.isoformat()}缴纳的{yuan_text(one.amount_fen)}元" for one in back)
        rows.append(("计息的款项", "、".join(said)))
    if found.cash_out_fen:
        rows.append(("当场收缴未上交", f"{yuan_text(found.cash_out_fen)}元"))
    if found.cash_in_fen:
        rows.append(("已上交未缴付", f"{yuan_text(found.cash_in_fen)}元"))
    return tuple(rows)
