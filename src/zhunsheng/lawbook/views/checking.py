"""Pages of the checklists: open to everybody, an enterprise may look before officers come."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.views import common
from zhunsheng.web import clock, pages, parts


@pages.allow(pages.EVERYONE)
def checklist_list(request: HttpRequest) -> HttpResponse:
    """List the checklists with how many items each has, and how many nobody verified."""
    today = clock.today()
    lines = []
    for one in queries.checklists().values():
        items = queries.standing_items(one.key, on=today)
        open_items = sum(not item.verified for item in items)
        lines.append((one, len(items), sum(i.item.major is not None for i in items), open_items))
    context = {
        "title": "检查表" if pages.actor_of(request) is None else common.TITLE,
        "frame": common.frame(request),
        "tabs": common.tabs("checklists"),
        "lines": lines,
    }
    return pages.show(request, "lawbook/checklists.html", context)


@pages.allow(pages.EVERYONE)
def checklist(request: HttpRequest, checklist_key: str) -> HttpResponse:
    """Show the items of one checklist as they stand today, with clause and violation."""
    found = queries.checklists().get(checklist_key)
    if found is None:
        raise Http404
    context = {
        "title": found.label,
        "frame": common.frame(request),
        "crumbs": common.crumbs(
            parts.Crumb("检查表", reverse("lawbook:checklists")), parts.Crumb(found.label)
        ),
        "checklist": found,
        "items": queries.standing_items(checklist_key, on=clock.today()),
    }
    return pages.show(request, "lawbook/checklist.html", context)
