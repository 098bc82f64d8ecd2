"""Pages of the steps of an advance preservation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.inquiry import queries, services
from zhunsheng.inquiry.choices import DisposalKind, Keeping, PreservationStage
from zhunsheng.inquiry.forms import preserving as forms
from zhunsheng.inquiry.forms.taking import DatedForm, EndForm
from zhunsheng.inquiry.models import Preservation
from zhunsheng.inquiry.procedure import ADVANCE_PRESERVATION
from zhunsheng.inquiry.queries import Line
from zhunsheng.inquiry.rules import Subject
from zhunsheng.inquiry.views.common import STEP, crumbs, offer_of
from zhunsheng.inquiry.views.reading import clock_of
from zhunsheng.kernel.act import Act
from zhunsheng.web import clock, pages
from zhunsheng.web import forms as fields

NO_SUCH_STEP: Final = "先行登记保存没有这个步骤。"


@dataclass(frozen=True, slots=True)
class StepPage:
    """The page of one step: its form, the service it calls, what follows."""

    form: type[DatedForm]
    service: Callable[..., Preservation]
    consequence: str
    takes: str


PAGES: Final[Mapping[str, StepPage]] = {
    Keeping.APPROVAL.value: StepPage(
        forms.OpinionForm,
        services.approve_preservation,
        "提交后生成审批表；承办人通知当事人并交付清单后，措施生效。",
        "opinion",
    ),
    Keeping.REFUSAL.value: StepPage(
        EndForm, services.refuse_preservation, "提交后程序终结。", "reason"
    ),
    Keeping.WITHDRAWAL.value: StepPage(
        EndForm, services.withdraw_preservation, "提交后程序终结。", "reason"
    ),
    Keeping.NOTICE.value: StepPage(
        forms.NoticeForm,
        services.notify_preservation,
        "提交后生成通知书（含清单），处理期限从次日起计算。",
        "draft",
    ),
    Keeping.PROPOSAL.value: StepPage(
        forms.DisposalForm, services.propose_disposal, "提交后报负责人决定。", "draft"
    ),
    Keeping.DISPOSAL.value: StepPage(
        forms.OpinionForm,
        services.decide_disposal,
        "提交后按所提处理意见生成处理审批表和处理决定书，程序终结。",
        "opinion",
    ),
}


@pages.allow(*STEP)
def step(request: HttpRequest, preservation_id: UUID, step: str) -> HttpResponse:
    """Take a step of a preservation."""
    page = PAGES.get(step)
    if page is None:
        raise Http404(NO_SUCH_STEP)
    viewer, today = pages.viewer_of(request), clock.today()
    row = queries.preservation(viewer, preservation_id)
    about = queries.subject(viewer, row.subject_kind, row.subject_id)
    now = queries.line(row, on=today)
    form = _form(request, page, row, now)
    form.offer(officers=offer_of(request, about))
    if ADVANCE_PRESERVATION.step(step).of_today:
        form.done_at_once(fields.day_of(request.POST, today))
    outcome: pages.Outcome[Preservation] | None = None
    if request.method == "POST":

        def run(ctx: Act, data: Mapping[str, Any]) -> Preservation:
            given = form.draft() if page.takes == "draft" else data[page.takes]  # type: ignore[attr-defined] # such a form has one
            return page.service(
                ctx=ctx,
                preservation=row.id,
                version=data["version"],
                on=data["on"],
                **{page.takes: given},
            )

        outcome = pages.submit_on_record(request, form=form, act=run)
        if outcome.done:
            label = ADVANCE_PRESERVATION.step(step).label
            return pages.go(request, "inquiry:preservation", row.id, label=label)
    context = _context(about, row, now, step, queries.handler_names(viewer, about))
    term = clock_of(now, today)
    context |= {
        "form": form,
        "consequence": page.consequence,
        "terms": [term] if term else [],
        "today": today,
    }
    return pages.show(request, "inquiry/step.html", context, outcome=outcome)


def _form(request: HttpRequest, page: StepPage, row: Preservation, now: Line) -> DatedForm:
    data = request.POST if request.method == "POST" else None
    initial: dict[str, object] = {
        "on": clock.today(),
        "officers": [one["id"] for one in row.officers],
        "receiver": row.keeper,
    }
    if page.form is not forms.DisposalForm:
        return page.form(data, initial=initial)
    if now.stage is PreservationStage.LAPSED:
        for number in range(1, len(row.things) + 1):
            initial[f"thing{number}"] = DisposalKind.RELEASED
    return forms.DisposalForm(data, things=row.things, initial=initial)


def _context(
    about: Subject, row: Preservation, now: Line, step: str, handlers: str
) -> dict[str, object]:
    declared = ADVANCE_PRESERVATION.step(step)
    here = reverse("inquiry:preservation", args=[row.id])
    name = f"先行登记保存（第{row.number}次）"
    proposed = now.act(Keeping.PROPOSAL)
    return {
        "title": declared.label,
        "subtitle": about.title,
        "crumbs": crumbs(about, name, declared.label, links={name: here}),
        "version": row.version,
        "back": here,
        "button": declared.label,
        "basis": declared.basis,
        "line": now,
        "facts": (
            ("当事人", about.party_name),
            ("理由", row.reason),
            ("保存方式", f"{row.keeping_label}，{row.place}"),
            ("保管人", row.keeper),
            ("申请的执法人员", row.officer_names),
            ("承办人", handlers),
            ("申请日期", row.on.isoformat()),
            ("处理理由", proposed.contents["reason"] if proposed else ""),
        ),
    }
