"""Pages of acts: a copy that arrived, any step of a remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import queries as cases
from zhunsheng.kernel.act import Viewer
from zhunsheng.remedies import forms, queries, services
from zhunsheng.remedies.choices import RemedyKind
from zhunsheng.remedies.procedure import FIRST, RECONSIDERATION, procedure_of
from zhunsheng.remedies.queries import RemedyFile
from zhunsheng.remedies.views.common import ROOM, WRITE, head, running
from zhunsheng.web import clock, pages, parts
from zhunsheng.web.uploads import uploaded

RECEIVE: Final = "登记收到副本"
NO_CASE: Final = (
    "本局没有案号、决定书文号为“{number}”或者当事人名称含有这些字的处罚决定。请核对后重新填写。"
)
REQUESTS: Final = {
    RemedyKind.RECONSIDERATION: "请求依法维持原行政处罚决定",
    RemedyKind.LITIGATION: "请求依法驳回原告的诉讼请求",
}


@dataclass(frozen=True, slots=True)
class ActPage:
    """The page of one step: its form, its service, what pressing the button does."""

    form: type[forms.StepForm]
    service: Callable[..., object]
    consequence: str
    button: str = "登记"


_STATED = "提交后记入经过，原记录不再更改。"
_ANSWERED = "提交后制作文书并固定证据目录的校验值，证据材料可以合成一份PDF。"
_EFFECT = "提交后结果立即写入原案件：应缴罚款、公示撤回和信用记录随之变更。"
ACT_PAGES: Final[Mapping[str, ActPage]] = {
    "answer": ActPage(forms.AnswerForm, services.answer, _ANSWERED, "提交答复"),
    "defence": ActPage(forms.AnswerForm, services.defend, _ANSWERED, "提交答辩状"),
    "execution_stop": ActPage(forms.StopForm, services.record_stop, _STATED),
    "court_stop": ActPage(forms.StopForm, services.record_stop, _STATED),
    "review_hearing": ActPage(forms.AttendanceForm, services.record_hearing, _STATED),
    "court_hearing": ActPage(forms.AttendanceForm, services.record_hearing, _STATED),
    "reconsideration_result": ActPage(forms.ResultForm, services.record_result, _EFFECT),
    "ruling": ActPage(forms.RulingForm, services.record_ruling, "提交后等待生效，原决定暂不变更。"),
    "second_instance": ActPage(forms.NoteForm, services.take_further, _STATED),
    "taking_effect": ActPage(forms.NoteForm, services.take_effect, _EFFECT, "登记生效"),
}


@pages.allow(*WRITE)
def receive(request: HttpRequest) -> HttpResponse:
    """Record that a copy arrived."""
    viewer, today = pages.viewer_of(request), clock.today()
    said = request.POST.get("case_number") or request.GET.get("case", "")[:60]
    found = queries.decisions_named(viewer, said.strip())
    form = forms.ReceiptForm(
        request.POST or None,
        request.FILES or None,
        initial=_known(viewer, said, found),
        found=found,
    )
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = _received(request, form, found)
        if outcome.done:
            return pages.go(request, "remedies:detail", outcome.result.id, label=RECEIVE)
    context = {
        "title": RECEIVE,
        "crumbs": (parts.Crumb(ROOM, reverse("remedies:list")), parts.Crumb(RECEIVE)),
        "form": form,
        "back": reverse("remedies:list"),
        "button": "登记",
        "basis": RECONSIDERATION.step("application_copy").basis,
        "consequence": "提交后答复期限自收到副本的次日起计算，原案件同时记明正在复议或者诉讼。",
        "facts": (("登记日期", today.isoformat()),),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _received(
    request: HttpRequest, form: forms.ReceiptForm, found: Sequence[Any]
) -> pages.Outcome[Any]:
    """Record the copy; what means no decision of the bureau is named beside its field."""
    if form.is_valid() and not found:
        number = form.value("case_number").strip()
        form.add_error("case_number", NO_CASE.format(number=number))
        return pages.Outcome(form)
    return pages.submit(
        request,
        form=form,
        act=lambda ctx, data: services.receive(
            ctx=ctx,
            draft=form.draft(UUID(data.get("case") or str(found[0].case_id))),
            proof=uploaded(data.get("proof")),
            on=data["on"],
        ),
    )


def _known(viewer: Viewer, said: str, found: Sequence[Any]) -> dict[str, object]:
    """Fill what the page that sent the reader here knew already: the case and its party."""
    known: dict[str, object] = {"on": clock.today(), "body": accounts.bureau(viewer).government}
    if said:
        applicant = found[0].case.party_name if len(found) == 1 else ""
        known |= {"case_number": said, "applicant": applicant}
    return known


@pages.allow(*WRITE)
def act(request: HttpRequest, remedy_id: UUID, step: str) -> HttpResponse:
    """Take a step of a remedy."""
    viewer, today = pages.viewer_of(request), clock.today()
    row = queries.remedy(viewer, remedy_id)
    file = queries.file_of(viewer, row)
    procedure = procedure_of(file.kind)
    known = {one.key for one in procedure.steps} - {FIRST[file.kind]}
    if step not in known:
        raise Http404
    page, declared = ACT_PAGES[step], procedure.step(step)
    form = _form(request, viewer, file, step, page)
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit_on_record(
            request,
            form=form,
            act=lambda ctx, data: page.service(
                ctx=ctx,
                remedy=remedy_id,
                draft=form.draft,
                on=data["on"],
                version=data["version"],
                **({"proof": uploaded(data.get("proof"))} if "proof" in form.fields else {}),
            ),
        )
        if outcome.done:
            return pages.go(request, "remedies:detail", remedy_id, label=declared.label)
    place = accounts.bureau(viewer).jurisdiction
    context = {
        **head(file, declared.label),
        "form": form,
        "version": row.version,
        "back": reverse("remedies:detail", args=[row.id]),
        "button": page.button,
        "consequence": page.consequence,
        "basis": declared.basis,
        "facts": (
            ("案件编号", row.number),
            ("申请人", row.applicant),
            ("原行政行为", queries.decision_number(file)),
            ("收到副本", row.received_on.isoformat()),
        ),
        "terms": running(queries.terms_of(file, place)),
        "today": today,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _form(
    request: HttpRequest, viewer: Viewer, file: RemedyFile, step: str, page: ActPage
) -> forms.StepForm:
    """Return the form of a step, filled with what the record knows."""
    row, today = file.remedy, clock.today()
    start: dict[str, object] = {"on": today}
    if page.form is not forms.AnswerForm:
        files = request.FILES or None
        return page.form(request.POST or None, files, kind=file.kind, initial=start)
    offered = queries.material_of(viewer, row.case_id, on=today)
    start |= {
        "facts": cases.facts_of_decision(viewer, row.case),
        "request": REQUESTS[file.kind],
        "material": [one.key for one in offered],
    }
    return forms.AnswerForm(request.POST or None, kind=file.kind, initial=start, offered=offered)
