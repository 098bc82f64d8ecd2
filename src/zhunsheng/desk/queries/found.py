"""Search over everything that the reader may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import Stage
from zhunsheng.desk.choices import Phrase, SearchKind
from zhunsheng.documents import queries as documents
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce

#: How many of one kind are shown; the list of the room holds the rest.
MOST: Final = 8
#: A shorter text would match nearly everything.
SHORTEST: Final = 2
LONGEST: Final = 60
#: How many papers are looked at in one go, and at most, for those that the reader may open.
BATCH: Final = 50
FURTHEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found: what it is called, what tells it apart, where it is."""

    label: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """What was found of one kind; ``more`` where the list of the room, at ``url``, has more."""

    kind: SearchKind
    hits: tuple[Hit, ...]
    more: bool
    url: str


Finder = Callable[[Viewer, str, date], Iterable[Hit]]


def search(
    viewer: Viewer, text: str, *, on: date, kinds: Iterable[SearchKind] = SearchKind
) -> tuple[HitGroup, ...]:
    """
    Return what holds the text, by kind; one query for each kind, two for what tells an entity of
    before, and few for who may open it.

    A text of fewer than two characters finds nothing. Each room keeps its own border: the
    bureau, and for a delegated street its own unit. ``kinds`` names what the reader may open.
    """
    typed = " ".join(text.split())[:LONGEST]
    if len(typed) < SHORTEST:
        return ()
    wanted = frozenset(kinds)
    groups = [_group(viewer, typed, kind, on) for kind in SearchKind if kind in wanted]
    return tuple(group for group in groups if group.hits)


def _group(viewer: Viewer, typed: str, kind: SearchKind, on: date) -> HitGroup:
    hits = tuple(_FINDERS[kind](viewer, typed, on))
    return HitGroup(kind, hits[:MOST], len(hits) > MOST, _list_url(kind, typed))


def _list_url(kind: SearchKind, typed: str) -> str:
    """Return the list of a kind, narrowed to the text where its filters know one."""
    field = TEXT_FIELDS.get(kind)
    query = f"?{urlencode({field: typed})}" if field else ""
    return f"{reverse(LISTS[kind])}{query}"


def _entities(viewer: Viewer, typed: str, _: date) -> Iterable[Hit]:
    rows = list(registry.entities(viewer, registry.EntityFilters(text=typed))[: MOST + 1])
    before = registry.formerly(viewer, rows, typed)
    for row in rows:
        told = (before.get(row.id), row.credit_code, row.sector_label)
        note = " ".join(filter(None, told))
        yield Hit(row.name, note, reverse("desk:entity", args=[row.id]))


def _cases(viewer: Viewer, typed: str, _: date) -> Iterable[Hit]:
    for row in cases.cases(viewer, cases.CaseFilters(q=typed))[: MOST + 1]:
        label = " ".join(filter(None, (row.number, row.party_name)))
        note = f"{Stage(row.stage_code).label} {row.cause}"
        yield Hit(label, note, reverse("cases:detail", args=[row.id]))


def _inspections(viewer: Viewer, typed: str, _: date) -> Iterable[Hit]:
    found = inspections.inspections(viewer, inspections.InspectionFilters(text=typed))
    for row in found[: MOST + 1]:
        day = row.visited_on.isoformat() if row.visited_on else Phrase.NOT_VISITED.label
        yield Hit(row.entity.name, day, reverse("inspection:detail", args=[row.id]))


def _documents(viewer: Viewer, typed: str, on: date) -> Iterable[Hit]:
    wanted = Q(number__contains=typed) | Q(title__contains=typed)
    rows = documents.documents(viewer).filter(wanted).defer("content")
    for row in islice(_readable(viewer, rows, on), MOST + 1):
        note = f"{row.title} {row.issued_on.isoformat()}"
        yield Hit(row.number, note, reverse("documents:detail", args=[row.id]))


def _readable(viewer: Viewer, rows: QuerySet[Any], on: date) -> Iterator[Any]:
    """Yield what the viewer may open, some rows at a time; closed papers hide no open one."""
    for start in range(0, FURTHEST, BATCH):
        some = list(rows[start : start + BATCH])
        closed = documents.closed_to(viewer, some, on=on)
        yield from (row for row in some if row.id not in closed)
        if len(some) < BATCH:
            return


def _officers(viewer: Viewer, typed: str, _: date) -> Iterable[Hit]:
    wanted = Q(name__contains=typed) | Q(credentials__number=typed)
    for row in workforce.officers(viewer).filter(wanted).distinct()[: MOST + 1]:
        yield Hit(row.name, row.unit.name, reverse("workforce:detail", args=[row.id]))


_FINDERS: Final[dict[SearchKind, Finder]] = {
    SearchKind.ENTITY: _entities,
    SearchKind.CASE: _cases,
    SearchKind.INSPECTION: _inspections,
    SearchKind.DOCUMENT: _documents,
    SearchKind.OFFICER: _officers,
}
#: The list of each kind, and with it the page whose permission decides who finds it.
LISTS: Final[dict[SearchKind, str]] = {
    SearchKind.ENTITY: "registry:list",
    SearchKind.CASE: "cases:list",
    SearchKind.INSPECTION: "inspection:list",
    SearchKind.DOCUMENT: "documents:list",
    SearchKind.OFFICER: "workforce:list",
}
#: Under which name the filters of a list take a text.
TEXT_FIELDS: Final[dict[SearchKind, str]] = {
    SearchKind.ENTITY: "text",
    SearchKind.CASE: "q",
    SearchKind.INSPECTION: "text",
    SearchKind.OFFICER: "text",
}
