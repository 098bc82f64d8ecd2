"""What the pages of powers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.powers import queries
from zhunsheng.powers.choices import ADOPTERS, DRAFTERS, LIST_READERS, ListStage
from zhunsheng.powers.models import PowerListVersion
from zhunsheng.powers.queries import BasisLine
from zhunsheng.powers.rules import PowerFacts
from zhunsheng.web import pages, parts

ROOM: Final = "权责清单"
READ: Final = tuple(sorted(role.value for role in LIST_READERS))
WRITE: Final = tuple(sorted(role.value for role in DRAFTERS))
ADOPT: Final = tuple(sorted(role.value for role in ADOPTERS))
TONES: Final = {
    ListStage.DRAFTED: "n",
    ListStage.ADOPTED: "o",
    ListStage.UPCOMING: "o",
    ListStage.IN_FORCE: "g",
    ListStage.REPLACED: "n",
    ListStage.GIVEN_UP: "n",
}
Service = Callable[[Act, Mapping[str, Any]], PowerListVersion]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as a list prints it, with what the lawbook says of its bases on the day."""

    item: PowerFacts
    bases: tuple[BasisLine, ...]

    @property
    def doubts(self) -> tuple[BasisLine, ...]:
        """The bases that are not in force on the day, or not in the lawbook."""
        return tuple(one for one in self.bases if not one.is_sound)


def lines(items: Iterable[PowerFacts], *, on: date) -> tuple[ItemLine, ...]:
    """Return items as a list prints them."""
    return tuple(ItemLine(one, queries.basis_lines(one, on=on)) for one in items)


def is_meant(line: ItemLine, chosen: Mapping[str, Any]) -> bool:
    """Return whether an item is what the filter asks for."""
    if "kind" in chosen and line.item.kind is not chosen["kind"]:
        return False
    typed = str(chosen.get("q", "")).strip().lower()
    said = " ".join((line.item.code, line.item.name, *(one.text for one in line.bases)))
    return typed in said.lower()


def may_write(viewer: Viewer) -> bool:
    """Return whether the viewer drafts lists."""
    return viewer.by.holds(frozenset(WRITE))


def found(request: HttpRequest, list_id: UUID) -> PowerListVersion:
    """Return the version of the address."""
    return queries.version(pages.viewer_of(request), list_id)


def crumbs(row: PowerListVersion | None = None, label: str = "") -> tuple[parts.Crumb, ...]:
    """Return the places above a page."""
    here = [parts.Crumb(ROOM, reverse("powers:list"))]
    if row is not None:
        where = reverse("powers:detail", args=[row.id])
        here.append(parts.Crumb(row.label, where if label else ""))
    if label:
        here.append(parts.Crumb(label))
    return tuple(here)


def act_page(
    request: HttpRequest,
    row: PowerListVersion,
    *,
    title: str,
    form: Form,
    service: Service,
    consequence: str,
    basis: Citation,
    template: str = "web/act.html",
    refused: pages.Outcome[PowerListVersion] | None = None,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """
    Show the form of an act on a version, or act and return to the version.

    With ``refused`` nothing is done: the form is shown with what speaks against it.
    """
    told = {
        "subtitle": row.label,
        "crumbs": crumbs(row, title),
        "consequence": consequence,
        "basis": basis,
        "facts": (("清单", row.label), ("版本", f"第{row.number}版")),
        **(more or {}),
    }
    return pages.act_on_record(
        request,
        row,
        page="powers:detail",
        title=title,
        form=form,
        act=service,
        told=told,
        template=template,
        refused=refused,
    )
