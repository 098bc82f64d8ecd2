"""The page on which it is recorded that the decision of a case lost its force."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.cases import queries, services
from zhunsheng.cases.forms.annulling import AnnulmentForm
from zhunsheng.cases.forms.base import Known
from zhunsheng.cases.procedure.challenged import RESPONDENTS
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules.challenged import WITHDRAWAL, decision_stands
from zhunsheng.cases.views.reading import head
from zhunsheng.web import clock, pages, parts
from zhunsheng.web.uploads import uploaded

LABEL: Final = "登记决定失效"


@pages.allow(*sorted(RESPONDENTS))
def annul_decision(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Record that the decision of a case was annulled or found invalid."""
    viewer, today = pages.viewer_of(request), clock.today()
    file = queries.file_of(viewer, case_id, on=today)
    form = AnnulmentForm(request.POST or None, request.FILES or None, known=Known(today, file))
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        version = pages.version_of(request)
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.record_annulment(
                ctx=ctx,
                case=case_id,
                version=version,
                draft=form.draft,
                scan=uploaded(form.value("scan")),
                on=cast(date, data["on"]),
            ),
        )
        if outcome.done:
            return pages.go(request, "cases:detail", case_id, label=LABEL)
    facts = standing.facts_of(file, on=today)
    barred = (
        *file.procedure.findings("annulment_report", facts),
        *filter(None, (decision_stands(facts),)),
    )
    decided = file.last("decision") or file.last("no_penalty") or file.last("on_the_spot")
    context = {
        **head(file, LABEL),
        "refused": (parts.RefusedAct(LABEL, barred),) if barred and outcome is None else (),
        "form": form,
        "version": file.case.version,
        "back": reverse("cases:detail", args=[case_id]),
        "button": "登记",
        "basis": WITHDRAWAL,
        "facts": (
            ("案号", file.case.number),
            ("案由", file.case.cause),
            ("当事人", file.case.party_name),
            ("决定日期", decided.on.isoformat() if decided else ""),
        ),
        "consequence": "提交后由另一名负责人核对确认；"
        "确认以后该决定不再计入违法记录，已公示的应当按期撤回。",
    }
    return pages.show(request, "cases/act.html", context, outcome=outcome)
