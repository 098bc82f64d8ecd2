"""Pages of credit records: the list, one record, what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.credit import forms, queries, services
from zhunsheng.credit.choices import (
    CREDIT_DECIDERS,
    CREDIT_KEEPERS,
    CREDIT_READERS,
    CreditState,
    CreditStep,
)
from zhunsheng.credit.procedure import CREDIT_RECORD
from zhunsheng.credit.queries import CreditRecord
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.web import clock, pages, parts, tables

ROOM: Final = "信用记录"
READ: Final = tuple(sorted(role.value for role in CREDIT_READERS))
KEEP: Final = tuple(sorted(role.value for role in CREDIT_KEEPERS))
DECIDE: Final = tuple(sorted(role.value for role in CREDIT_DECIDERS))
TONES: Final = {
    CreditState.SHOWN: parts.Tone.ORANGE,
    CreditState.UNCLASSED: parts.Tone.RED,
    CreditState.REPAIRED: parts.Tone.GREEN,
    CreditState.TAKEN_OFF: parts.Tone.RED,
}
Service = Callable[[Act, Mapping[str, Any]], object]


def _badge(state: CreditState) -> tuple[str, parts.Tone]:
    return state.label, TONES.get(state, parts.Tone.NEUTRAL)


@pages.allow(*READ)
@require_GET
def record_list(request: HttpRequest) -> HttpResponse:
    """List the credit records of the bureau's penalties."""
    viewer = pages.viewer_of(request)
    chosen = forms.CreditFilter(request.GET)
    rows = queries.decisions(viewer, queries.CreditFilters(**chosen.chosen))
    page = tables.paginate(rows, request)
    found = queries.records(viewer, page.rows, on=clock.today())
    context = {
        "title": ROOM,
        "filters": chosen,
        "page": page,
        "lines": [(one, *_badge(one.state)) for one in found],
    }
    return pages.show(request, "credit/list.html", context)


@pages.allow(*READ)
@require_GET
def record_detail(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Show a record: class and why, terms, state, what was done, what may be done."""
    viewer = pages.viewer_of(request)
    one = queries.record(viewer, decision_id, on=clock.today())
    row = one.decision
    context = {
        "title": f"{row.case.party_name}信用记录",
        "crumbs": (parts.Crumb(ROOM, reverse("credit:list")), parts.Crumb(row.document.number)),
        "record": one,
        "row": row,
        "state": _badge(one.state),
        "choices": _choices(one, viewer),
        "entries": [
            parts.TimelineEntry(entry.on.isoformat(), entry.sentence, entry.actor)
            for entry in journal.timeline(viewer, [("credit", row.id)])
        ],
    }
    return pages.show(request, "credit/detail.html", context)


def _choices(one: CreditRecord, viewer: Viewer) -> parts.Choices:
    """Return what may be done now; what the form itself asks for is taken as given."""
    urls = {step.key: reverse(f"credit:{step.key}", args=[one.decision.id]) for step in CreditStep}
    facts = queries.facts_for(one, on=clock.today(), promises=True)
    found = parts.choices_of(procedure=CREDIT_RECORD, facts=facts, by=viewer.by, urls=urls)
    refused: tuple[parts.RefusedAct, ...] = ()
    if one.state is CreditState.SHOWN:
        step = CREDIT_RECORD.step(CreditStep.REPAIR_REQUEST.key)
        why = CREDIT_RECORD.findings(step.key, facts)
        refused = (parts.RefusedAct(step.label, why),) if why else ()
    return parts.Choices(found.allowed, refused)


def _act_page(
    request: HttpRequest,
    decision_id: UUID,
    step: CreditStep,
    form: Form,
    service: Service,
    consequence: str,
) -> HttpResponse:
    """Show the form of a step, or take the step and return to the record."""
    viewer, today = pages.viewer_of(request), clock.today()
    one = queries.record(viewer, decision_id, on=today)
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit_on_record(request, form=form, act=service)
        if outcome.done:
            return pages.go(request, "credit:detail", decision_id, label=step.label)
    row, terms = one.decision, one.terms
    here = reverse("credit:detail", args=[decision_id])
    context = {
        "title": step.label,
        "crumbs": (
            parts.Crumb(ROOM, reverse("credit:list")),
            parts.Crumb(row.document.number, here),
            parts.Crumb(step.label),
        ),
        "form": form,
        "version": len(one.acts),
        "back": here,
        "button": step.label,
        "consequence": consequence,
        "basis": CREDIT_RECORD.step(step.key).basis,
        "facts": (
            ("当事人", row.case.party_name),
            ("文号", row.document.number),
            ("决定日期", row.decided_on.isoformat()),
            ("类别", one.credit_class.label if one.credit_class else "待确定"),
            ("可以申请修复", terms.repair_from.isoformat() if terms else ""),
            ("公示至", terms.until.isoformat() if terms else ""),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*DECIDE)
def classify(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Set the class that the measures leave open."""
    form = forms.ClassForm(request.POST or None, initial={"on": clock.today()})
    service = pages.filled(services.classify, decision=decision_id)
    consequence = "提交后按该类别计算公示和修复期限；理由入卷。"
    return _act_page(request, decision_id, CreditStep.CLASSIFICATION, form, service, consequence)


@pages.allow(*KEEP)
def request_repair(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Take in a request for repair."""
    form = forms.RequestForm(request.POST or None, initial={"on": clock.today()})
    service = pages.filled(services.request_repair, decision=decision_id)
    consequence = "提交后由负责人决定是否准予修复。"
    return _act_page(request, decision_id, CreditStep.REPAIR_REQUEST, form, service, consequence)


@pages.allow(*DECIDE)
def grant_repair(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Grant a repair."""
    form = forms.GrantForm(request.POST or None, initial={"on": clock.today()})
    service = pages.filled(services.grant_repair, decision=decision_id)
    consequence = "提交后停止信用公示；应当同步停止共享和使用。"
    return _act_page(request, decision_id, CreditStep.REPAIR_GRANT, form, service, consequence)


@pages.allow(*DECIDE)
def refuse_repair(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Refuse a repair."""
    form = forms.RefusalForm(request.POST or None, initial={"on": clock.today()})
    service = pages.filled(services.refuse_repair, decision=decision_id)
    consequence = "提交后记录继续公示；当事人可以再次申请。"
    return _act_page(request, decision_id, CreditStep.REPAIR_REFUSAL, form, service, consequence)
