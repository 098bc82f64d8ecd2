"""Pages of the checker: one's own text, and a text that is still being typed. Nothing is kept."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zhunsheng.checker import check as checking
from zhunsheng.checker import forms, reading
from zhunsheng.checker.writing.files import HANDOUTS, Handout, Source
from zhunsheng.checker.writing.marks import copy_of
from zhunsheng.web import clock, pages

TITLE = "文稿核查"
#: The button that was pressed: the page, or one of the handouts.
AS: Final = "as"
PARTS: Final = "HX-Request"


@pages.allow(pages.SIGNED_IN)
def check(request: HttpRequest) -> HttpResponse:
    """Check a text or a file; show what was found beside it, or hand it out as a file."""
    is_sent = request.method == "POST"
    form = forms.CheckForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    source: Source | None = None
    outcome: pages.Outcome[Source] | None = None
    if is_sent:
        source = form.source() if form.is_valid() else None
        outcome = pages.Outcome(form, done=source is not None, value=source)
        handout = HANDOUTS.get(request.POST.get(AS, ""))
        if source is not None and handout is not None:
            return _download(source, handout)
    context = {
        "title": TITLE,
        "subtitle": "报告、计划和其他文稿",
        "form": form,
        "source": source,
        "copy": copy_of(source.checked) if source else None,
        "handouts": HANDOUTS,
    }
    if PARTS in request.headers:  # only the result: what was chosen and typed stays on the page
        return render(request, "checker/result.html", context | {"is_part": True})
    return pages.show(request, "checker/check.html", context, outcome=outcome)


@pages.allow(pages.SIGNED_IN)
@require_POST
def live(request: HttpRequest) -> HttpResponse:
    """Return what does not hold in a text that is still being typed, as a part of a page."""
    form = forms.LiveForm(request.POST)
    copy = None
    if form.is_valid():
        text = form.cleaned_data["text"]
        copy = copy_of(checking.examine(items=reading.read_text(text), today=clock.today()))
    return render(request, "checker/live.html", {"form": form, "copy": copy})


def _download(source: Source, handout: Handout) -> HttpResponse:
    response = HttpResponse(handout.write(source), content_type=handout.media_type)
    header = content_disposition_header(as_attachment=True, filename=handout.filename(source))
    response["Content-Disposition"] = header or "attachment"
    return response
