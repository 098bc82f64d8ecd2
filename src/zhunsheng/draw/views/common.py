"""What the pages of draws share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.draw.choices import CHECKERS, DRAW_READERS, DRAWERS, SCRIBES, WITNESSES
from zhunsheng.draw.models import Draw
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.citation import Citation
from zhunsheng.web import clock, pages, parts

ROOM: Final = "双随机抽查"
READ: Final = tuple(sorted(role.value for role in DRAW_READERS))
WRITE: Final = tuple(sorted(role.value for role in DRAWERS))

PARTY: Final = tuple(sorted(role.value for role in WITNESSES))
SCRIBE: Final = tuple(sorted(role.value for role in SCRIBES))
CHECK: Final = tuple(sorted(role.value for role in CHECKERS))


def today() -> dict[str, object]:
    """Return the values that a form of an act begins with."""
    return {"on": clock.today()}


def crumbs(row: Draw | None = None, label: str = "") -> tuple[parts.Crumb, ...]:
    """Return the places above a page."""
    here = [parts.Crumb(ROOM, reverse("draw:list"))]
    if row is not None:
        here.append(parts.Crumb(row.title, reverse("draw:detail", args=[row.id]) if label else ""))
    if label:
        here.append(parts.Crumb(label))
    return tuple(here)


def taking(
    service: Callable[..., object], draw: UUID, *names: str, **renamed: str
) -> Callable[[Act, Mapping[str, Any]], object]:
    """
    Return the act of a service on a draw with what a form says, the day included.

    ``names`` are fields named as the service names them, ``renamed`` say which field it calls
    otherwise.
    """
    asked = {name: name for name in (*names, "on")} | renamed

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        said = {name: data[field] for name, field in asked.items()}
        return service(ctx=ctx, draw=draw, **said)

    return act


def act_page(
    request: HttpRequest,
    row: Draw,
    *,
    title: str,
    form: Form,
    service: Callable[[Act, Mapping[str, Any]], object],
    consequence: str,
    basis: Citation,
    template: str = "web/act.html",
    more: Mapping[str, object] | None = None,
    more_facts: tuple[tuple[str, str], ...] = (),
) -> HttpResponse:
    """Show the form of an act on a draw, or act and return to the draw."""
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=service,
        )
        if outcome.done:
            return pages.go(request, "draw:detail", row.id, label=title)
    context = {
        "title": title,
        "subtitle": row.title,
        "crumbs": crumbs(row, title),
        "form": form,
        "back": reverse("draw:detail", args=[row.id]),
        "button": title,
        "consequence": consequence,
        "basis": basis,
        "facts": (
            ("抽查任务", row.title),
            ("名录", f"{row.units_count} 家、{row.officers_count} 人"),
            ("拟抽取", f"{row.units_to_draw} 家"),
            ("名录公布日期", row.published_on.isoformat()),
            *more_facts,
        ),
        "draw": row,
        **(more or {}),
    }
    return pages.show(request, template, context, outcome=outcome)
