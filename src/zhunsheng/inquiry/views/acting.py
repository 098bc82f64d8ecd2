"""Pages on which evidence is taken: one address for every act on a subject, and the opinion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from zhunsheng.documents.rules import date_text
from zhunsheng.inquiry import queries, services
from zhunsheng.inquiry.choices import Keeping, KeepingPlace, Taking
from zhunsheng.inquiry.forms import taking as forms
from zhunsheng.inquiry.forms.preserving import RequestForm
from zhunsheng.inquiry.forms.rows import MORE_ROWS, AnswerRow, RowForm, Rows, ThingRow
from zhunsheng.inquiry.procedure import ADVANCE_PRESERVATION, INQUIRY
from zhunsheng.inquiry.rules import Subject
from zhunsheng.inquiry.views.common import (
    STEP,
    TAKE,
    crumbs,
    facts_of,
    kept,
    offer_of,
    page_of,
    reviewers_among,
    subject_of,
    takers_of,
)
from zhunsheng.kernel.act import Act
from zhunsheng.web import clock, pages
from zhunsheng.web import forms as fields
from zhunsheng.web.uploads import Upload, uploaded

MORE: Final = "more"
ROWS: Final = "rows"
NO_SUCH_ACT: Final = "没有这种取证行为。"
#: Questions that every interview begins with; the officer may change them.
FIRST_QUESTIONS: Final = (
    "请你介绍个人基本情况和在单位的职务、职责。",
    "你是否听清上述权利和义务？是否申请执法人员回避？",
    "请你如实陈述本案的有关情况。",
    "你还有什么需要补充、说明的？",
)


@dataclass(frozen=True, slots=True)
class ActPage:
    """The page of one act: its form, the service it calls, its rows, what follows."""

    form: type[forms.DatedForm]
    service: Callable[..., Any]
    consequence: str
    row: type[RowForm] | None = None
    rows_title: str = ""
    rows_hint: str = ""
    shown: int = 3
    files: str = ""


PAGES: Final[Mapping[str, ActPage]] = {
    Taking.CALL.value: ActPage(
        forms.CallForm, services.call_to_interview, "提交后生成询问通知书，内容不能再改。"
    ),
    Taking.INTERVIEW.value: ActPage(
        forms.InterviewForm,
        services.record_interview,
        "提交后生成询问笔录并列入证据，内容不能再改。",
        AnswerRow,
        "询问和回答",
        "逐项记录；拒绝回答的记明“拒绝回答”。空行不记入笔录。",
        6,
        "scan",
    ),
    Taking.SCENE.value: ActPage(
        forms.SceneForm,
        services.examine_scene,
        "提交后生成勘验笔录，笔录和照片列入证据，内容不能再改。",
        files="photos",
    ),
    Taking.SAMPLING.value: ActPage(
        forms.SamplingForm,
        services.take_samples,
        "提交后生成抽样取证凭证并列入证据，内容不能再改。",
        ThingRow,
        "样品",
        "逐件写明名称和数量。",
    ),
    Taking.COMMISSION.value: ActPage(
        forms.CommissionForm, services.commission_expert, "提交后生成鉴定委托书，内容不能再改。"
    ),
    Keeping.REQUEST.value: ActPage(
        RequestForm,
        services.request_preservation,
        "提交后报负责人审批；批准并通知当事人以前，措施不生效。",
        ThingRow,
        "拟保存的证据",
        "逐件写明名称和数量。",
    ),
}


@pages.allow(*TAKE)
def act(request: HttpRequest, kind: str, subject_id: UUID, act: str) -> HttpResponse:
    """Take evidence for a subject; a button adds rows and keeps what was typed."""
    page = PAGES.get(act)
    if page is None:
        raise Http404(NO_SUCH_ACT)
    about = subject_of(request, kind, subject_id)
    posted, more = request.method == "POST", MORE in request.POST
    rows = _rows(request, page)
    viewer = pages.viewer_of(request)
    form = page.form(initial={**_initial(about, act), "officers": takers_of(viewer, about)})
    if more:
        form = page.form(initial=kept(form, request))
        rows = rows.unbound(more=MORE_ROWS) if rows else None
    elif posted:
        form = page.form(request.POST, request.FILES)
    officers = offer_of(request, about)
    form.offer(
        officers=officers,
        calls=_calls(request, about, page),
        reviewers=reviewers_among(viewer, officers),
    )
    if _step(act).of_today:
        form.done_at_once(fields.day_of(request.POST, clock.today()))
    outcome: pages.Outcome[Any] | None = None
    if posted and not more:
        form.needs(rows)

        def run(ctx: Act, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 # the record of the act
            return page.service(
                ctx=ctx,
                subject=about.key,
                draft=form.draft(rows),  # type: ignore[attr-defined] # every form of an act has one
                on=data["on"],
                **_files(page, data),
            )

        outcome = pages.submit(request, form=form, act=run)
        if outcome.done:
            return pages.go(request, page_of(about), label=_step(act).label)
    context = {
        **_head(about, act),
        "form": form,
        "rows": rows,
        "rows_title": page.rows_title,
        "rows_hint": page.rows_hint,
        "rows_name": ROWS,
        "more": MORE,
        "consequence": page.consequence,
    }
    return pages.show(request, "inquiry/act.html", context, outcome=outcome)


def _step(act: str) -> Any:  # noqa: ANN401 # a step of one of two procedures
    declared = ADVANCE_PRESERVATION if act == Keeping.REQUEST.value else INQUIRY
    return declared.step(act)


def _head(about: Subject, act: str) -> dict[str, object]:
    step = _step(act)
    return {
        "title": step.label,
        "subtitle": about.title,
        "crumbs": crumbs(about, step.label),
        "back": page_of(about),
        "button": step.label,
        "basis": step.basis,
        "facts": facts_of(about),
    }


def _rows(request: HttpRequest, page: ActPage) -> Rows | None:
    if page.row is None:
        return None
    data = request.POST if request.method == "POST" else None
    text = request.POST.get(ROWS, "")
    shown = int(text) if text.isascii() and text.isdigit() else page.shown
    first = [{"asked": text} for text in FIRST_QUESTIONS] if page.row is AnswerRow else []
    return Rows(page.row, data, shown=shown, initial=[] if data else first)


def _calls(request: HttpRequest, about: Subject, page: ActPage) -> list[tuple[str, str]]:
    if page.form is not forms.InterviewForm:
        return []
    found = queries.open_calls(pages.viewer_of(request), about.key)
    return [(str(one.id), f"{one.person}（{one.document.number}）") for one in found]


def _files(page: ActPage, data: Mapping[str, Any]) -> dict[str, object]:
    given = data.get(page.files) if page.files else None
    if page.files == "photos":
        return {"photos": tuple(Upload(one.name, one.read()) for one in given or ())}
    if page.files == "scan":
        return {"scan": uploaded(given)}
    return {}


def _initial(about: Subject, act: str) -> dict[str, object]:
    """Return what the record knows already: people, place, the party."""
    now = clock.now()
    known: dict[str, object] = {
        "on": now.date(),
        "started": (now - timedelta(hours=1)).strftime("%H:%M"),
        "ended": now.strftime("%H:%M"),
        "place": about.party_address,
        "employer": about.party_name,
        "present": about.party_representative,
    }
    if act == Keeping.REQUEST.value:
        known |= {"keeping": KeepingPlace.IN_PLACE, "keeper": about.party_representative}
    if act == Taking.CALL.value:
        known |= {"person": about.party_representative, "place": ""}
    return known


@dataclass(frozen=True, slots=True)
class CommissionPage:
    """The page of an act on a commission: its form, the service it calls, what follows."""

    form: type[forms.DatedForm]
    service: Callable[..., Any]
    consequence: str


COMMISSION_PAGES: Final[Mapping[str, CommissionPage]] = {
    Taking.RESULT.value: CommissionPage(
        forms.ResultForm, services.receive_opinion, "提交后鉴定意见列入证据，内容不能再改。"
    ),
    Taking.EXTENSION.value: CommissionPage(
        forms.ExtensionForm,
        services.extend_commission,
        "提交后按新的日期等待鉴定意见，不计入办案期限的时间至该日为止。",
    ),
    Taking.END.value: CommissionPage(
        forms.EndForm,
        services.end_commission,
        "提交后不再等待该鉴定意见，办案期限恢复计算，不能撤回。",
    ),
}


@pages.allow(*STEP)
def commission(request: HttpRequest, commission_id: UUID, taking: str) -> HttpResponse:
    """Record an opinion that was received, wait for it longer, or give it up."""
    page = COMMISSION_PAGES.get(taking)
    if page is None:
        raise Http404(NO_SUCH_ACT)
    viewer = pages.viewer_of(request)
    asked = queries.commission(viewer, commission_id)
    about = queries.subject(viewer, asked.subject_kind, asked.subject_id)
    posted = request.method == "POST"
    form = page.form(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"on": clock.today()},
    )
    if _step(taking).of_today:
        form.done_at_once(fields.day_of(request.POST, clock.today()))
    outcome: pages.Outcome[Any] | None = None
    if posted:

        def run(ctx: Act, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 # the record of the act
            return page.service(ctx=ctx, commission=asked.id, on=data["on"], **form.given())  # type: ignore[attr-defined] # such a form has them

        outcome = pages.submit(request, form=form, act=run)
        if outcome.done:
            return pages.go(request, page_of(about), label=_step(taking).label)
    context = {
        **_head(about, taking),
        "form": form,
        "consequence": page.consequence,
        "facts": (
            ("鉴定机构", asked.institution),
            ("委托书", asked.document.number),
            ("委托日期", date_text(asked.on)),
            ("约定的完成日期", date_text(asked.agreed_on) if asked.agreed_on else ""),
            ("鉴定事项", asked.questions),
            ("当事人", about.party_name),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
