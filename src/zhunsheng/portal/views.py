"""Public pages, and the page of an enterprise at its own account; nothing is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts.choices import READERS, Role
from zhunsheng.portal import queries
from zhunsheng.portal.forms import NoticeFilter, PowerFilter
from zhunsheng.portal.queries import Place
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.web import clock, pages, tables, uploads

#: How many of the newest publications the first page lists.
NEWEST: Final = 6
#: A list of usual length stands on one page, so that printing the page prints the list.
ITEMS: Final = 500
#: Who has a desk beside these pages.
ENTERPRISE: Final = frozenset({Role.ENTERPRISE.value})
INSIDE: Final = frozenset(role.value for role in READERS | {Role.STREET_OFFICER})


def _show(
    request: HttpRequest, template: str, where: Place, context: dict[str, object]
) -> HttpResponse:
    """Render a page of one bureau: every page names it and offers the same ways on."""
    return pages.show(request, template, {"place": where, **_way_in(request), **context})


def _way_in(request: HttpRequest) -> dict[str, object]:
    """Say whether the reader has a desk; for an enterprise or the public these are the pages."""
    actor = pages.actor_of(request)
    return {
        "has_desk": actor is not None and actor.holds(INSIDE),
        "is_enterprise": actor is not None and actor.holds(ENTERPRISE),
    }


@pages.allow(pages.EVERYONE)
def home(request: HttpRequest) -> HttpResponse:
    """List the bureaus of the site; lead straight on where there is one."""
    places = queries.places()
    if len(places) == 1:
        return pages.go(request, "portal:bureau", places[0].code)
    return pages.show(
        request, "portal/home.html", {"title": "政务公开", "places": places, **_way_in(request)}
    )


@pages.allow(Role.ENTERPRISE)
def own(request: HttpRequest) -> HttpResponse:
    """Show an enterprise its own visits, caps, terms and papers; the account tells which it is."""
    viewer, today = pages.viewer_of(request), clock.today()
    found = queries.own(viewer, on=today)
    where = next(one for one in queries.places() if one.bureau == viewer.bureau)
    context = {
        "title": found.entity.name if found else "本企业",
        "subtitle": f"{today.year} 年接受检查的情况。只有本企业的账户可以看到。" if found else "",
        "found": found,
        "suspended_on": None if found else queries.suspended_since(viewer),
        "today": today,
    }
    return _show(request, "portal/own.html", where, context)


@pages.allow(pages.EVERYONE)
def bureau(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the bureau publishes, in plain words."""
    where = queries.place(code)
    newest = [queries.notice(row) for row in queries.notices(where)[:NEWEST]]
    return _show(
        request,
        "portal/bureau.html",
        where,
        {
            "title": "执法公开",
            "subtitle": "这里可以查到：谁被处罚、检查结果如何、检查对象是怎样抽出来的。",
            "kinds": queries.kind_counts(where),
            "newest": newest,
            "draws": queries.draw_lines(where, queries.announced(where)[:NEWEST]),
        },
    )


@pages.allow(pages.EVERYONE)
def published(request: HttpRequest, code: str) -> HttpResponse:
    """List what may be seen now."""
    where = queries.place(code)
    chosen = NoticeFilter(request.GET)
    page = tables.paginate(queries.notices(where, **chosen.chosen), request)
    return _show(
        request,
        "portal/published.html",
        where,
        {
            "title": "公示信息",
            "subtitle": "按公示日期由近及远。已经依法撤回的另行列出。",
            "page": page,
            "notices": [queries.notice(row) for row in page.rows],
            "filters": chosen,
        },
    )


@pages.allow(pages.EVERYONE)
def publication(request: HttpRequest, code: str, publication_id: UUID) -> HttpResponse:
    """Show one publication as it was put out; of one that was withdrawn, when and why alone."""
    where = queries.place(code)
    row = queries.ever_published(where, publication_id)
    gone = queries.withdrawn_notice(row)
    if gone is not None:
        said = {"title": gone.title, "subtitle": "本条公示已经撤回。", "gone": gone}
        return _show(request, "portal/publication_withdrawn.html", where, said)
    is_draw = row.kind == PublicationKind.DRAW_RESULT.value
    return _show(
        request,
        "portal/publication.html",
        where,
        {
            "title": queries.notice(row).title,
            "subtitle": f"{row.kind_label}，{row.published_on.isoformat()} 公示",
            "row": row,
            "fallen": queries.fallen(where, row, on=clock.today()),
            "draw_url": reverse("portal:draw", args=[code, row.subject_id]) if is_draw else "",
        },
    )


@pages.allow(pages.EVERYONE)
def withdrawn(request: HttpRequest, code: str) -> HttpResponse:
    """List what was withdrawn, with the reason of each (行政处罚法 48)."""
    where = queries.place(code)
    page = tables.paginate(queries.withdrawn(where), request)
    return _show(
        request,
        "portal/withdrawn.html",
        where,
        {
            "title": "已撤回的公示",
            "subtitle": "按撤回日期由近及远。这里只说明撤回的理由，原来公示的内容不再展示。",
            "page": page,
            "notices": [queries.withdrawn_notice(row) for row in page.rows],
        },
    )


@pages.allow(pages.EVERYONE)
def powers(request: HttpRequest, code: str) -> HttpResponse:
    """Show the published power list: the one in force, or the version asked for."""
    where = queries.place(code)
    found = queries.power_list(where, on=clock.today(), list_id=_version_of(request))
    chosen = PowerFilter(request.GET)
    kind, typed = chosen.chosen.get("kind"), str(chosen.chosen.get("q", "")).strip()
    items = [
        one
        for one in (found.items if found else ())
        if kind in {None, one.kind} and typed.lower() in f"{one.code} {one.name}".lower()
    ]
    return _show(
        request,
        "portal/powers.html",
        where,
        {
            "title": "权责清单",
            "subtitle": "本局能做什么、必须做什么，依据哪一条法律。清单上没有的处罚不能作出。",
            "found": found,
            "filters": chosen,
            "page": tables.paginate(items, request, size=ITEMS),
        },
    )


def _version_of(request: HttpRequest) -> UUID | None:
    text = request.GET.get("version", "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise queries.NotPublished(text) from None


@pages.allow(pages.EVERYONE)
def power(request: HttpRequest, code: str, list_id: UUID, item: str) -> HttpResponse:
    """Show one item of a published power list."""
    where, day = queries.place(code), clock.today()
    found, one = queries.power(where, list_id, item, on=day)
    return _show(
        request,
        "portal/power.html",
        where,
        {
            "title": one.name,
            "subtitle": f"{one.kind.label}，{found.line.row.label}",
            "found": found,
            "item": one,
            "bases": queries.power_bases(one, on=day),
            "violations": queries.power_violations(one),
        },
    )


@pages.allow(pages.EVERYONE)
def powers_file(request: HttpRequest, code: str, list_id: UUID) -> HttpResponse:
    """Hand out a published power list as a sheet."""
    where = queries.place(code)
    found = queries.power_list(where, on=clock.today(), list_id=list_id)
    if found is None:
        raise queries.NotPublished(str(list_id))
    return uploads.download(queries.power_sheet(found), name=f"{found.line.row.label}.xlsx")


@pages.allow(pages.EVERYONE)
def draws(request: HttpRequest, code: str) -> HttpResponse:
    """List the random draws that were announced."""
    where = queries.place(code)
    found = tables.paginate(queries.announced(where), request)
    page = replace(found, rows=queries.draw_lines(where, found.rows))
    return _show(
        request,
        "portal/draws.html",
        where,
        {
            "title": "双随机抽查",
            "subtitle": "检查谁、由谁检查，都由事先公布的规则随机抽出。每一次抽取都能自己核验。",
            "page": page,
        },
    )


@pages.allow(pages.EVERYONE)
def draw(request: HttpRequest, code: str, draw_id: UUID) -> HttpResponse:
    """Show how a draw came about, step by step; the visitor's browser can recompute it."""
    where = queries.place(code)
    found = queries.public_draw(where, draw_id)
    row = found.row
    return _show(
        request,
        "portal/draw.html",
        where,
        {
            "title": row.title,
            "subtitle": f"从 {row.units_count} 家单位中"
            f"{'抽出' if found.result_is_out else '拟抽取'} {row.units_to_draw} 家。"
            "本页让任何人检查：名单是不是事先定好的，抽中谁是不是由公开的内容决定的。",
            "found": found,
            "draw": row,
            "pool": found.pool,
        },
    )


@pages.allow(pages.EVERYONE)
def draw_pool(request: HttpRequest, code: str, draw_id: UUID) -> HttpResponse:
    """List the units of an announced pool."""
    where = queries.place(code)
    typed = request.GET.get("q", "")
    row, units = queries.pool_units(where, draw_id, q=typed)
    return _show(
        request,
        "portal/draw_pool.html",
        where,
        {
            "title": "检查对象名录",
            "subtitle": f"{row.title}，{row.units_count} 家，公布以后没有改动。",
            "draw": row,
            "page": tables.paginate(units, request),
            "typed": typed,
        },
    )


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@pages.allow(pages.EVERYONE)
def draw_pool_file(request: HttpRequest, code: str, draw_id: UUID) -> HttpResponse:
    """Hand out the announced pool of a draw: its SHA-256 is the print that was published."""
    return _file(queries.pool_file(queries.place(code), draw_id), "pool.json")


@pages.allow(pages.EVERYONE)
def draw_record(request: HttpRequest, code: str, draw_id: UUID) -> HttpResponse:
    """Hand out the record of a draw, byte for byte."""
    return _file(queries.draw_record(queries.place(code), draw_id), "draw.json")


@pages.allow(pages.EVERYONE)
def draw_changes(request: HttpRequest, code: str, draw_id: UUID) -> HttpResponse:
    """Hand out the changes of officers after a draw."""
    return _file(queries.draw_changes(queries.place(code), draw_id), "changes.json")


@pages.allow(pages.EVERYONE)
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Tell how to check a draw without this site; hand out the verifier where it lies here."""
    where = queries.place(code)
    program = queries.verifier()
    if program is not None and request.GET.get("file") == "draw.py":
        answer = HttpResponse(program, content_type="text/x-python; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="draw.py"'
        return answer
    return _show(
        request,
        "portal/verify.html",
        where,
        {
            "title": "怎样自己核验一次抽取",
            "subtitle": "不需要相信本网站。一台普通电脑，断网也可以。",
            "has_program": program is not None,
        },
    )
