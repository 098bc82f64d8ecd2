"""Pages of clues sent and received: the list, one of them, its acts."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.cases import queries as cases
from zhunsheng.inspection import queries as inspections
from zhunsheng.jointwork import forms, queries, services
from zhunsheng.jointwork.choices import ReferralStage
from zhunsheng.jointwork.models import Referral
from zhunsheng.jointwork.procedure import REFERRAL_IN, REFERRAL_OUT
from zhunsheng.jointwork.rules import ReferralFacts
from zhunsheng.jointwork.rules import referrals as rules
from zhunsheng.jointwork.views.common import (
    ACT,
    HANDLE,
    READ,
    RECEIVE,
    REFERRALS,
    ActPage,
    act_page,
    crumbs,
    entity_of,
    new_page,
    tabs,
    taking,
    timeline,
    today,
)
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.web import clock, pages, parts, tables
from zhunsheng.web.forms import DatedForm

TONES: Final = {
    ReferralStage.LATE: parts.Tone.RED,
    ReferralStage.REFUSED: parts.Tone.NEUTRAL,
    ReferralStage.NOT_TAKEN: parts.Tone.NEUTRAL,
    ReferralStage.SENT_BACK: parts.Tone.NEUTRAL,
    ReferralStage.ENDED: parts.Tone.GREEN,
    ReferralStage.WAITING: parts.Tone.PLAIN,
    ReferralStage.TAKEN: parts.Tone.PLAIN,
    ReferralStage.TAKEN_UP: parts.Tone.PLAIN,
}
#: Stages in which the term of the lawbook runs.
RUNNING: Final = frozenset({ReferralStage.WAITING, ReferralStage.LATE, ReferralStage.RECEIVED})
OVER: Final = frozenset(
    {
        ReferralStage.REFUSED,
        ReferralStage.NOT_TAKEN,
        ReferralStage.SENT_BACK,
        ReferralStage.ENDED,
    }
)


def _tone(stage: ReferralStage) -> parts.Tone:
    return TONES.get(stage, parts.Tone.ORANGE)


@pages.allow(*READ)
def referral_list(request: HttpRequest) -> HttpResponse:
    """List the clues that were sent and received."""
    viewer, on = pages.viewer_of(request), clock.today()
    filters = forms.ReferralFilter(request.GET)
    rows = queries.referrals(viewer, queries.ReferralFilters(**filters.chosen))
    page = tables.paginate(rows, request)
    taken = queries.taken_up(viewer, page.rows)
    lines = []
    for row in page.rows:
        facts = queries.referral_facts(row, on=on, taken_up=row.id in taken)
        stage = rules.stage_of(facts)
        lines.append((row, stage, _tone(stage), facts.due_on if stage in RUNNING else None))
    context = {
        "title": REFERRALS,
        "tabs": tabs(viewer, "jointwork:referrals"),
        "filters": filters,
        "page": page,
        "lines": lines,
        "send_url": pages.open_to(viewer.by, "jointwork:referral_new"),
        "receive_url": pages.open_to(viewer.by, "jointwork:clue_new"),
    }
    return pages.show(request, "jointwork/referrals.html", context)


@pages.allow(*READ)
def referral_detail(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show one clue: where it comes from, what it says, its letters, its term, what is next."""
    viewer, on = pages.viewer_of(request), clock.today()
    row = queries.referral(viewer, referral_id)
    brought = queries.brought_about(viewer, row)
    facts = queries.referral_facts(row, on=on, taken_up=bool(brought))
    stage, procedure = rules.stage_of(facts), queries.procedure_of(row)
    title = row.party_name or row.body
    context = {
        "title": title,
        "crumbs": crumbs(title, (REFERRALS, reverse("jointwork:referrals"))),
        "row": row,
        "stage": stage,
        "tone": _tone(stage),
        "steps": _progress(row, facts),
        "labels": [
            (procedure.step(one.step).label, one)
            for one in row.acts.all()
            if one.step not in _FIRST
        ],
        "papers": [one for one in row.acts.all() if one.document_id],
        "brought": [(one, _brought_url(one)) for one in brought],
        "case_url": _case_url(viewer, row) if stage in _TAKING else "",
        "visit_url": _visit_url(viewer, row) if stage in _TAKING else "",
        "terms": _terms(row, stage),
        "choices": parts.choices_of(
            procedure=procedure, facts=facts, by=viewer.by, urls=_urls(row, stage, facts)
        ),
        "entries": timeline(viewer, ("referral", referral_id)),
    }
    return pages.show(request, "jointwork/referral.html", context)


_FIRST: Final = frozenset({"referral_draft", "clue_receipt"})
_TAKING: Final = frozenset({ReferralStage.ACCEPTED, ReferralStage.TAKEN_UP})


def _progress(row: Referral, facts: ReferralFacts) -> tuple[parts.ProgressStep, ...]:
    procedure = queries.procedure_of(row)
    drawn = parts.progress_of(procedure=procedure, facts=facts)
    return tuple(one for one in drawn if one.state is not parts.StepState.NOT_NEEDED)


def _terms(row: Referral, stage: ReferralStage) -> tuple[parts.Clock, ...]:
    on = clock.today()
    term = queries.term_of(row) if stage in RUNNING else None
    if term is None:
        return ()
    label = "核查期限" if row.is_incoming else "等待答复"
    left = (term.due_on - on).days if term.due_on else None
    note = "" if term.verified else f"未核实：{term.source}"
    return (parts.Clock(label, term.basis, term.due_on, left, note=note),)


def _urls(row: Referral, stage: ReferralStage, facts: ReferralFacts) -> dict[str, str]:
    if stage in OVER:
        return {}
    steps = {one.key for one in queries.procedure_of(row).steps} & ACTS.keys()
    if row.is_incoming and facts.done("clue_assessment"):
        steps -= {"clue_return"} if facts.is_ours else {"clue_acceptance", "clue_feedback"}
    return {key: reverse("jointwork:referral_act", args=[row.pk, key]) for key in steps}


def _brought_url(one: queries.Brought) -> str:
    return reverse(settings.ZHUNSHENG_PAGES[one.kind], args=[one.id])


def _case_url(viewer: Viewer, row: Referral) -> str:
    """Return where the clue becomes one of a case, filled with what is known."""
    url = pages.open_to(viewer.by, "cases:clue")
    said: dict[str, object] = {"source": "TRANSFER", "source_id": row.id, "facts": row.facts}
    if row.entity_id:
        said["entity"] = row.entity_id
    return f"{url}?{urlencode(said)}" if url else ""


def _visit_url(viewer: Viewer, row: Referral) -> str:
    """Return where an inspection on the clue is approved, filled with what is known."""
    url = pages.open_to(viewer.by, "inspection:approve")
    said: dict[str, object] = {
        "basis_kind": "REFERRAL",
        "basis_id": row.id,
        "source": f"{row.body}{row.number}",
    }
    if row.entity_id:
        said["entity"] = row.entity_id
    return f"{url}?{urlencode(said)}" if url else ""


@pages.allow(*HANDLE)
def referral_new(request: HttpRequest) -> HttpResponse:
    """Propose to send a clue: of a finding, of a case, or by itself."""
    viewer = pages.viewer_of(request)
    finding, case = _named(request, "finding"), _named(request, "case")
    start, facts, back = _origin(viewer, finding, case)
    form = forms.ReferralForm(request.POST or None, initial=today() | start)

    def act(ctx: Act) -> Referral:
        entity = entity_of(viewer, form.value("party_name"))
        draft = form.draft(entity=entity, finding=finding, case=case)
        return services.draft_referral(ctx=ctx, draft=draft, on=form.value("on"))

    return new_page(
        request,
        form=form,
        step=REFERRAL_OUT.step("referral_draft"),
        act=act,
        here=((REFERRALS, reverse("jointwork:referrals")),),
        to="jointwork:referral",
        consequence="由负责人批准后制作线索移送函；涉嫌犯罪的在案件中移送公安机关。",
        facts=facts,
        back=back,
    )


def _named(request: HttpRequest, name: str) -> UUID | None:
    text = request.GET.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error


def _origin(
    viewer: Viewer, finding: UUID | None, case: UUID | None
) -> tuple[dict[str, object], tuple[tuple[str, str], ...], str]:
    """Return what the form starts with, what the page names, where it leads back to."""
    if finding is not None:
        found = inspections.finding(viewer, finding)
        name, where = found.inspection.entity.name, found.inspection_id
        said = f"{found.place}：{found.description}"
        facts = (("来源", "监督检查发现"), ("被检查单位", name), ("存在的问题", said))
        back = reverse("inspection:detail", args=[where])
        return {"party_name": name, "facts": said}, facts, back
    if case is not None:
        row = cases.case(viewer, case)
        told = (("来源", "案件线索"), ("案由", row.cause))
        back = reverse("cases:detail", args=[case])
        return {"party_name": row.party_name, "facts": row.facts}, told, back
    return {}, (), ""


@pages.allow(*RECEIVE)
def clue_new(request: HttpRequest) -> HttpResponse:
    """Register a clue that another body sent."""
    viewer = pages.viewer_of(request)
    form = forms.ClueForm(request.POST or None, initial=today())
    form.fields["on"].label = "收到日期"

    def act(ctx: Act) -> Referral:
        entity = entity_of(viewer, form.value("party_name"))
        return services.register_clue(ctx=ctx, draft=form.draft(entity), on=form.value("on"))

    return new_page(
        request,
        form=form,
        step=REFERRAL_IN.step("clue_receipt"),
        act=act,
        here=((REFERRALS, reverse("jointwork:referrals")),),
        to="jointwork:referral",
        consequence="登记后由执法人员核查是否属于本局职权，再由负责人决定接收或者退回。",
    )


ACTS: Final[dict[str, ActPage]] = {
    "referral_approval": ActPage(
        DatedForm,
        taking("referral", services.approve_referral),
        "提交后制作有编号的线索移送函，由经办人员送达。",
    ),
    "referral_refusal": ActPage(
        forms.ReasonForm,
        taking("referral", services.refuse_referral, text="text"),
        "提交后本次移送结束。",
    ),
    "referral_delivery": ActPage(
        forms.DeliveryForm,
        taking("referral", services.deliver_referral, drafted=True),
        "自送达的次日起等待对方答复。",
    ),
    "referral_urging": ActPage(
        forms.ReasonForm, taking("referral", services.urge_referral, text="text"), "记入办理经过。"
    ),
    "referral_answer": ActPage(
        forms.AnswerForm,
        taking("referral", services.record_answer, drafted=True),
        "对方接收的，等待处理结果；不予接收的，本局有权处理的登记案件线索。",
    ),
    "referral_outcome": ActPage(
        forms.ReasonForm,
        taking("referral", services.record_outcome, text="text"),
        "提交后本次移送办结。",
    ),
    "clue_assessment": ActPage(
        forms.AssessmentForm,
        taking("referral", services.assess_clue, drafted=True),
        "由负责人决定接收或者退回。",
    ),
    "clue_acceptance": ActPage(
        forms.ReasonForm,
        taking("referral", services.accept_clue, text="text"),
        "提交后制作回函；接着据此批准检查或者登记案件线索，来源自动带入。",
    ),
    "clue_return": ActPage(
        forms.ReasonForm,
        taking("referral", services.return_clue, text="text"),
        "提交后制作回函，退回移送机关。",
    ),
    "clue_feedback": ActPage(
        forms.ReasonForm,
        taking("referral", services.report_back, text="text"),
        "提交后制作回函，本线索办结。",
    ),
}


@pages.allow(*ACT)
def referral_act(request: HttpRequest, referral_id: UUID, referral_step: str) -> HttpResponse:
    """Take a step on a clue."""
    viewer = pages.viewer_of(request)
    row = queries.referral(viewer, referral_id)
    procedure = queries.procedure_of(row)
    if referral_step not in ACTS or referral_step not in {one.key for one in procedure.steps}:
        raise Http404
    page, title = ACTS[referral_step], row.party_name or row.body
    return act_page(
        request,
        record=row.pk,
        version=row.version,
        page=page,
        form=page.form(request.POST or None, initial=today()),
        step=procedure.step(referral_step),
        subtitle=title,
        here=(
            (REFERRALS, reverse("jointwork:referrals")),
            (title, reverse("jointwork:referral", args=[row.pk])),
        ),
        facts=(
            ("移送机关" if row.is_incoming else "受移送机关", row.body),
            ("来文文号", row.number),
            ("涉及的单位或者个人", row.party_name),
            ("线索内容", row.facts),
        ),
    )
