"""Pages of lending."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.accounts.choices import READERS
from zhunsheng.archive import queries, services
from zhunsheng.archive.choices import BORROWERS, KEEPERS, LENDERS
from zhunsheng.archive.forms import ConfirmForm, LoanForm
from zhunsheng.archive.models import Loan
from zhunsheng.archive.procedure import LENDING
from zhunsheng.archive.rules.guards import RECORDED
from zhunsheng.archive.views.common import ROOM, crumbs_of, holds, tabs_of
from zhunsheng.archive.views.reading import found
from zhunsheng.kernel.act import Viewer
from zhunsheng.web import clock, pages, tables


@pages.allow(*READERS)
@require_GET
def loan_list(request: HttpRequest) -> HttpResponse:
    """List the loans, newest first, with what is overdue."""
    viewer = pages.viewer_of(request)
    page = tables.paginate(queries.loans(viewer), request)
    context = {
        "title": ROOM,
        "tabs": tabs_of("loans"),
        "page": page,
        "lines": queries.loan_lines(page.rows, on=clock.today()),
        "may_decide": holds(request, LENDERS),
        "may_take": holds(request, KEEPERS),
    }
    return pages.show(request, "archive/loans.html", context)


@pages.allow(*BORROWERS)
def request_loan(request: HttpRequest, volume_id: UUID) -> HttpResponse:
    """Ask for a volume."""
    viewer = pages.viewer_of(request)
    row = found(viewer, volume_id)
    form = LoanForm(request.POST or None, initial={"borrower": viewer.by.name})
    outcome: pages.Outcome[Loan] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, _data: services.request_loan(
                ctx=ctx, volume=row.id, draft=form.draft, on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "archive:loans", label=LENDING.step("request").label)
    label = LENDING.step("request").label
    context = {
        "title": label,
        "crumbs": crumbs_of(row, label),
        "form": form,
        "back": reverse("archive:detail", args=[row.id]),
        "button": "提交申请",
        "basis": RECORDED,
        "facts": (("档案号", str(row)), ("案由", row.case.cause)),
        "consequence": "由负责人批准后借出。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*LENDERS)
def approve_loan(request: HttpRequest, loan_id: UUID) -> HttpResponse:
    """Approve a request."""
    return _decide(request, loan_id, "approval", services.approve_loan, "批准后案卷即借出。")


@pages.allow(*LENDERS)
def refuse_loan(request: HttpRequest, loan_id: UUID) -> HttpResponse:
    """Refuse a request."""
    return _decide(request, loan_id, "refusal", services.refuse_loan, "提交后申请终结。")


@pages.allow(*KEEPERS)
def return_loan(request: HttpRequest, loan_id: UUID) -> HttpResponse:
    """Take a volume back."""
    return _decide(
        request, loan_id, "return", services.return_loan, "请核对卷内页数无缺失后登记归还。"
    )


def _decide(
    request: HttpRequest,
    loan_id: UUID,
    step: str,
    service: Callable[..., Loan],
    consequence: str,
) -> HttpResponse:
    row = _loan(pages.viewer_of(request), loan_id)
    label, form = LENDING.step(step).label, ConfirmForm(request.POST or None)
    outcome: pages.Outcome[Loan] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, _data: service(ctx=ctx, loan=row.id, on=ctx.day),
        )
        if outcome.done:
            return pages.go(request, "archive:loans", label=label)
    context = {
        "title": label,
        "crumbs": crumbs_of(row.volume, label),
        "form": form,
        "back": reverse("archive:loans"),
        "button": label,
        "basis": RECORDED,
        "facts": (
            ("案卷", f"{row.volume}（{row.folders_label}）"),
            ("借阅人", row.borrower),
            ("用途", row.purpose),
            ("应还日期", row.due_on.isoformat()),
            ("状态", row.state_label),
        ),
        "consequence": consequence,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _loan(viewer: Viewer, loan_id: UUID) -> Loan:
    try:
        return queries.loan(viewer, loan_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
