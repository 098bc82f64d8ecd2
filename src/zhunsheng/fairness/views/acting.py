"""The page on which a table is assessed."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.fairness import forms, services
from zhunsheng.fairness.choices import ASSESSORS
from zhunsheng.fairness.views.common import ASSESS, home
from zhunsheng.kernel.citation import cite
from zhunsheng.web import clock, pages, parts


@pages.allow(*ASSESSORS)
def new_run(request: HttpRequest) -> HttpResponse:
    """Assess a table of the lawbook, or a draft that is handed in."""
    start = {"since": date(clock.today().year - 1, 1, 1), "table": request.GET.get("table", "")}
    form = forms.AssessForm(
        request.POST or None,
        request.FILES or None,
        initial=start,
        viewer=pages.viewer_of(request),
        on=clock.today(),
    )
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.run_assessment(
                ctx=ctx,
                draft=form.draft[0],
                source=form.draft[1],
                on=ctx.day,
                since=data["since"],
                cliff_percent=data["cliff_percent"],
            ),
        )
        if outcome.done:
            return pages.go(request, "fairness:detail", outcome.result.id, label=ASSESS)
    context = {
        "title": ASSESS,
        "crumbs": (home(), parts.Crumb(ASSESS)),
        "form": form,
        "back": reverse("fairness:list"),
        "button": "开始测算",
        "consequence": "提交后逐项核对条文，重放既往案件和虚拟案件，结果留存，不能修改。",
        "basis": cite("APL-2021:34"),
        "today": clock.today(),
    }
    return pages.show(request, "fairness/new.html", context, outcome=outcome)
