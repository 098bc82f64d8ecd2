"""Pages of publication: what waits, what is out, the act of publishing, the withdrawal."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import cite
from zhunsheng.publication import forms, queries, services
from zhunsheng.publication.choices import LEDGER_READERS, PUBLISHERS, PublicationKind
from zhunsheng.web import clock, pages, parts, tables

TITLE = "执法公示"
PUBLISH = "公示"
WITHDRAW = "撤回公示"
WAITING, OVERDUE, OUT, WITHHELD = "waiting", "overdue", "published", "withheld"
RECALL = "withdraw"


def _home() -> parts.Crumb:
    return parts.Crumb(TITLE, reverse("publication:list"))


def _may_publish(viewer: Viewer) -> bool:
    return viewer.by.holds(frozenset(role.value for role in PUBLISHERS))


def _tabs(active: str, counts: dict[str, int]) -> tuple[parts.Tab, ...]:
    rows = (
        (WAITING, "待公示", parts.Tone.ORANGE),
        (OVERDUE, "逾期未公示", parts.Tone.RED),
        (RECALL, "待撤回", parts.Tone.RED),
        (OUT, "已公示", parts.Tone.PLAIN),
        (WITHHELD, "依法不公开", parts.Tone.PLAIN),
    )
    here = reverse("publication:list")
    return tuple(
        parts.Tab(
            label,
            f"{here}?view={name}",
            counts[name],
            name == active,
            tone if counts[name] else parts.Tone.PLAIN,
        )
        for name, label, tone in rows
    )


@pages.allow(*LEDGER_READERS)
@require_GET
def publication_list(request: HttpRequest) -> HttpResponse:
    """Show what waits, what is overdue, what is out (and how late), what stays off the site."""
    viewer = pages.viewer_of(request)
    waiting = queries.waiting(viewer, clock.today())
    overdue = tuple(one for one in waiting if one.is_late)
    withheld = queries.withheld(viewer)
    recall = queries.to_withdraw(viewer, clock.today())
    chosen = forms.PublicationFilter(request.GET)
    rows = queries.publications(viewer, queries.PublicationFilters(**chosen.chosen))
    numbers = queries.counts(rows)
    active = request.GET.get("view", "")
    if active not in (WAITING, OVERDUE, RECALL, OUT, WITHHELD):
        active = RECALL if recall else WAITING if waiting else OUT
    context: dict[str, object] = {
        "title": TITLE,
        "tabs": _tabs(
            active,
            {
                WAITING: len(waiting),
                OVERDUE: len(overdue),
                RECALL: len(recall),
                OUT: numbers.published,
                WITHHELD: len(withheld),
            },
        ),
        "active": active,
        "may_publish": _may_publish(viewer),
    }
    if active == OUT:
        page = tables.paginate(rows, request)
        lines = tuple((row, queries.running(row.due_on, row.published_on)) for row in page.rows)
        context |= {"filters": chosen, "page": page, "lines": lines, "numbers": numbers}
        return pages.show(request, "publication/list.html", context)
    shown = {WAITING: waiting, OVERDUE: overdue}.get(active)
    if shown is not None:
        context["page"] = tables.paginate(shown, request)
        return pages.show(request, "publication/waiting.html", context)
    if active == RECALL:
        context["page"] = tables.paginate(recall, request)
        return pages.show(request, "publication/recall.html", context)
    context["page"] = tables.paginate(withheld, request)
    return pages.show(request, "publication/withheld.html", context)


@pages.allow(*LEDGER_READERS)
@require_GET
def publication_detail(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """Show what the public sees of one matter, and whether it came in time."""
    viewer = pages.viewer_of(request)
    row = queries.publication(viewer, publication_id)
    withdrawal = getattr(row, "withdrawal", None)
    kind = PublicationKind(row.kind)
    context = {
        "title": row.kind_label,
        "subtitle": row.number or row.title,
        "crumbs": (_home(), parts.Crumb(row.number or row.kind_label)),
        "row": row,
        "withdrawal": withdrawal,
        "came": queries.running(row.due_on, row.published_on),
        "source_url": queries.page_of(viewer, kind, row.subject_id),
        "may_withdraw": withdrawal is None and _may_publish(viewer),
        "recall": queries.withdrawal_of(viewer, row.id, clock.today()),
        "entries": [_entry(one) for one in journal.timeline(viewer, [("publication", row.id)])],
    }
    return pages.show(request, "publication/detail.html", context)


def _entry(entry: journal.Entry) -> parts.TimelineEntry:
    return parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)


@pages.allow(*PUBLISHERS)
def publish(request: HttpRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Show what the public will see, and publish it."""
    viewer = pages.viewer_of(request)
    wanted = queries.kind_of(kind)
    matter, snapshot = queries.matter(viewer, wanted, subject_id)
    form = forms.PublishForm(request.POST or None)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.publish(
                ctx=ctx, kind=wanted, subject=subject_id, on=ctx.day, place=data["place"]
            ),
        )
        if outcome.done:
            return pages.go(request, "publication:detail", outcome.result.id, label=PUBLISH)
    context = {
        "title": PUBLISH,
        "subtitle": matter.title,
        "crumbs": (_home(), parts.Crumb(PUBLISH)),
        "form": form,
        "back": reverse("publication:list"),
        "button": PUBLISH,
        "consequence": "提交后保存公示内容及其校验值，不能修改，只能撤回并说明理由。",
        "basis": matter.basis,
        "facts": (
            ("类别", matter.kind_label),
            ("文号", matter.number),
            ("当事人", matter.party),
            ("作出日期", matter.decided_on.isoformat()),
        ),
        "terms": (_term(matter),),
        "snapshot": snapshot,
    }
    return pages.show(request, "publication/publish.html", context, outcome=outcome)


def _term(matter: queries.Matter) -> parts.Clock:
    left = queries.running(matter.due_on, clock.today()).workdays_left
    return parts.Clock(PUBLISH, matter.basis, matter.due_on, left, "工作日", left)


@pages.allow(*PUBLISHERS)
def withdraw(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """Withdraw a publication with its reason."""
    viewer = pages.viewer_of(request)
    row = queries.publication(viewer, publication_id)
    called = queries.withdrawal_of(viewer, row.id, clock.today())
    known = {"reason": called.reason} if called else {}
    form = forms.WithdrawForm(request.POST or None, initial=known, is_changed=called is not None)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.withdraw(
                ctx=ctx,
                publication=publication_id,
                reason=data["reason"],
                corrects=data.get("corrects", False),
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "publication:detail", publication_id, label=WITHDRAW)
    back = reverse("publication:detail", args=[publication_id])
    context = {
        "title": WITHDRAW,
        "crumbs": (_home(), parts.Crumb(row.number or row.kind_label, back), parts.Crumb(WITHDRAW)),
        "form": form,
        "back": back,
        "button": WITHDRAW,
        "consequence": "撤回后公众不再看到原内容，撤回理由继续公开；本机关台账保留原内容。",
        "basis": cite("APL-2021:48"),
        "facts": (
            ("类别", row.kind_label),
            ("名称", row.title),
            ("文号", row.number),
            *((("变更、失效日期", called.change.on.isoformat()),) if called else ()),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
