"""Pages of what the law punishes: violations, benchmarks, and whether the data is sound."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.lawbook import queries, soundness
from zhunsheng.lawbook.choices import LeniencyKind
from zhunsheng.lawbook.documents import charts
from zhunsheng.lawbook.documents.fines import (
    amount_text,
    conditions_text,
    fines_text,
    leniency_text,
)
from zhunsheng.lawbook.forms import ViolationFilter
from zhunsheng.lawbook.loading import (
    benchmarks,
    circumstances,
    leniencies,
    parameters,
    violation_versions,
)
from zhunsheng.lawbook.rules.law import Benchmark, Fine, Violation
from zhunsheng.lawbook.rules.leniency import Leniency
from zhunsheng.lawbook.views import common, finding, own
from zhunsheng.web import clock, pages, parts, tables


@dataclass(frozen=True, slots=True)
class ViolationRow:
    """A violation in the list: its newest version, how many there are, its fines in words."""

    row: Violation
    versions: int
    fines: str


@dataclass(frozen=True, slots=True)
class FineRow:
    """A fine of a version in words."""

    fine: Fine
    stage: str
    condition: str
    amount: str


@pages.allow(pages.SIGNED_IN)
def violation_list(request: HttpRequest) -> HttpResponse:
    """Show the catalogue of violations with whom the law fines and how much."""
    form = ViolationFilter(request.GET)
    rows = [row for row in queries.newest().values() if _is_wanted(row, form)]
    rows.sort(key=lambda row: (row.until is not None, row.penalty))
    page = tables.paginate(rows, request)
    shown = [
        ViolationRow(row, len(violation_versions()[row.key]), fines_text(row)) for row in page.rows
    ]
    context = {
        "title": common.TITLE,
        "tabs": common.tabs("violations"),
        "filters": form,
        "page": page,
        "shown": shown,
        "today": clock.today(),
    }
    return pages.show(request, "lawbook/violations.html", context)


def _is_wanted(row: Violation, form: ViolationFilter) -> bool:
    chosen = form.chosen
    return (
        finding.is_meant(row, chosen.get("q", ""))
        and chosen.get("instrument", row.penalty.instrument) == row.penalty.instrument
        and ("who" not in chosen or chosen["who"] in row.liable)
    )


@pages.allow(pages.EVERYONE)
def violation(request: HttpRequest, key: str) -> HttpResponse:
    """Show a violation: its versions with every fine, and the benchmarks for it."""
    versions = violation_versions().get(key)
    if versions is None:
        raise Http404
    newest, actor = versions[-1], pages.actor_of(request)
    power_page = settings.ZHUNSHENG_PAGES["power"]
    context = {
        "title": newest.label,
        "power_url": pages.open_to(actor, power_page, key) if actor else "",
        "frame": common.frame(request),
        "crumbs": common.crumbs(
            parts.Crumb("违法行为", reverse("lawbook:violations")), parts.Crumb(newest.label)
        ),
        "newest": newest,
        "versions": [
            (row, [_fine_row(row, one) for one in row.fines]) for row in reversed(versions)
        ],
        "benchmarks": [
            (row, charts.charts_of(row))
            for row in (*own.in_force(request, key), *benchmarks().get(key, ()))
        ],
        "lists": [
            (_item_row(one), queries.place_name(one.jurisdiction))
            for one in leniencies().get(key, ())
        ],
        "today": clock.today(),
    }
    return pages.show(request, "lawbook/violation.html", context)


def _fine_row(row: Violation, one: Fine) -> FineRow:
    condition = conditions_text(one.when)
    return FineRow(one, charts.stage_text(row, one.stage), condition, amount_text(one))


@pages.allow(pages.SIGNED_IN)
def benchmark_list(request: HttpRequest) -> HttpResponse:
    """Show every benchmark with its tiers drawn over the range that the law puts."""
    rows = sorted(
        (row for found in benchmarks().values() for row in found),
        key=lambda row: (row.until is not None, row.jurisdiction, row.id),
    )
    context = {
        "title": common.TITLE,
        "tabs": common.tabs("benchmarks"),
        "rows": [(row, charts.charts_of(row), _cited_law(row)) for row in rows],
        "today": clock.today(),
        **own.listed(pages.viewer_of(request)),
    }
    return pages.show(request, "lawbook/benchmarks.html", context)


def _cited_law(row: Benchmark) -> Violation | None:
    versions = violation_versions().get(row.violation)
    return versions[-1] if versions else None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of a list in words: its violation, and what it asks of a case."""

    item: Leniency
    law: Violation | None
    conditions: str


@pages.allow(pages.EVERYONE)
def leniency_list(request: HttpRequest) -> HttpResponse:
    """Show the lists of what goes unpunished or is treated more lightly, with their conditions."""
    lists: dict[str, list[ItemRow]] = {}
    for one in sorted((one for rows in leniencies().values() for one in rows), key=_order):
        lists.setdefault(one.list_id, []).append(_item_row(one))
    context = {
        "title": "免罚轻罚清单" if pages.actor_of(request) is None else common.TITLE,
        "frame": common.frame(request),
        "tabs": common.tabs("lists"),
        "lists": [
            (rows[0].item, queries.place_name(rows[0].item.jurisdiction), rows)
            for rows in lists.values()
        ],
        "circumstances": circumstances().values(),
        "today": clock.today(),
    }
    return pages.show(request, "lawbook/lists.html", context)


def _order(one: Leniency) -> tuple[int, str, str, int]:
    return list(LeniencyKind).index(one.kind), one.jurisdiction, one.list_id, one.number


def _item_row(one: Leniency) -> ItemRow:
    versions = violation_versions().get(one.violation)
    return ItemRow(one, versions[-1] if versions else None, leniency_text(one))


@pages.allow(pages.SIGNED_IN)
def soundness_page(request: HttpRequest) -> HttpResponse:
    """Show what the data of the lawbook says against itself."""
    found = own.remarks(pages.viewer_of(request))
    found += [(one, *_place_of(one.where)) for one in soundness.remarks()]
    context = {
        "title": common.TITLE,
        "tabs": common.tabs("soundness"),
        "faults": [row for row in found if row[0].is_fault],
        "doubts": [row for row in found if not row[0].is_fault],
    }
    return pages.show(request, "lawbook/soundness.html", context)


def _place_of(where: str) -> tuple[str, str]:
    """Return what the data at a place is called, and the page that shows it."""
    if where in violation_versions():
        row = violation_versions()[where][-1]
        return row.label, reverse("lawbook:violation", args=[where])
    for rows in benchmarks().values():
        for one in rows:
            if one.id == where:
                return one.label, f"{reverse('lawbook:benchmarks')}#{one.id}"
    for item in (one for rows in leniencies().values() for one in rows):
        if item.id == where:
            return item.title, f"{reverse('lawbook:lists')}#{item.list_id}"
    values = parameters().get(where)
    return (values[0].label, reverse("lawbook:parameters")) if values else ("", "")
