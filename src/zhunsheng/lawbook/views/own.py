"""Pages of a bureau's own benchmark tables: import, one table, adoption, withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import READERS, Role
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.lawbook import exports, queries, services, soundness
from zhunsheng.lawbook.choices import TableState, TableStep
from zhunsheng.lawbook.documents import charts
from zhunsheng.lawbook.documents.fines import tiers_text
from zhunsheng.lawbook.loading import violation_versions
from zhunsheng.lawbook.loading.faults import Remark, uncovered
from zhunsheng.lawbook.models import BenchmarkTable
from zhunsheng.lawbook.procedure import ADOPTERS, BENCHMARK_TABLE, LEGAL
from zhunsheng.lawbook.rules import own
from zhunsheng.lawbook.rules.benchmarks import valid_benchmark
from zhunsheng.lawbook.rules.law import Benchmark
from zhunsheng.lawbook.tables import queries as tables
from zhunsheng.lawbook.tables.columns import COLUMNS
from zhunsheng.lawbook.tables.forms import AdoptionForm, TableForm, WithdrawalForm
from zhunsheng.lawbook.tables.queries import OwnTable
from zhunsheng.lawbook.tables.template import FILE
from zhunsheng.lawbook.views import common
from zhunsheng.web import clock, pages, parts, uploads
from zhunsheng.web.sheets import UnreadableSheet

IMPORTERS: Final = tuple(sorted(LEGAL))
HEADS: Final = tuple(sorted(ADOPTERS))
SEERS: Final = tuple(sorted(role.value for role in READERS | {Role.STREET_OFFICER}))
#: How many bad rows a page lists.
SHOWN: Final = 1000
TONES: Final = {
    TableState.IMPORTED: parts.Tone.ORANGE,
    TableState.COMING: parts.Tone.ORANGE,
    TableState.ADOPTED: parts.Tone.GREEN,
}
BAD_ROWS: Final = "有 {count} 处错误，一行也没有导入。请照下表逐行改正后重新上传。"
ROOM: Final = "裁量基准"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table in the list: where it stands, on which days it decides."""

    one: OwnTable
    state: TableState
    tone: parts.Tone
    imported_by: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a table says of a violation beside what is in force."""

    label: str
    key: str
    held: str
    held_by: str
    now: str
    kind: str


def listed(viewer: Viewer) -> dict[str, object]:
    """Return the tables of the bureau for the list of benchmarks, and what the viewer may do."""
    if not viewer.by.holds(frozenset(SEERS)):
        return {}
    return {
        "shows_own": True,
        "own": [_row(one, clock.today()) for one in tables.own_tables(viewer)],
        "may_import": viewer.by.holds(LEGAL),
        "may_take": viewer.by.holds(LEGAL | ADOPTERS),
    }


def in_force(request: HttpRequest, key: str) -> tuple[Benchmark, ...]:
    """Return the bureau's own benchmarks for a violation, nothing for those not signed in."""
    if pages.actor_of(request) is None:
        return ()
    rows = tables.own_benchmarks(pages.viewer_of(request))
    return tuple(row for row in rows if row.violation == key)


def remarks(viewer: Viewer) -> list[tuple[Remark, str, str]]:
    """Return what is to be said of the bureau's tables, each with its title and page."""
    if not viewer.by.holds(frozenset(SEERS)):
        return []
    return [
        (found, one.table.title, reverse("lawbook:table", args=[one.table.id]))
        for found, one in soundness.own_remarks(viewer, on=clock.today())
    ]


def _row(one: OwnTable, on: date) -> TableRow:
    state = one.state(on)
    imported = one.act(TableStep.IMPORT)
    tone = TONES.get(state, parts.Tone.NEUTRAL)
    return TableRow(one, state, tone, imported.by_name if imported else "")


# --------------------------------------------------------------------------- import


@pages.allow(*IMPORTERS)
def take(request: HttpRequest) -> HttpResponse:
    """Import a spreadsheet as a whole, or name every row that is wrong."""
    viewer = pages.viewer_of(request)
    place = accounts.bureau(viewer).jurisdiction
    today = clock.today()
    standing = [
        (one.table.id, one.table.title)
        for one in tables.own_tables(viewer)
        if one.state(today) in (TableState.ADOPTED, TableState.COMING)
    ]
    if request.method != "POST":
        form = TableForm(place=place, tables=standing)
        return _import_page(request, form)
    form = TableForm(request.POST, request.FILES, place=place, tables=standing)
    try:
        outcome = pages.submit(request, form=form, act=_import)
    except UnreadableSheet as reason:
        form.add_error("file", reason.message)
    except services.BadRows as found:
        form.add_error("file", BAD_ROWS.format(count=len(found.rows)))
        return _import_page(request, form, outcome=pages.Outcome(form), bad=found.rows)
    else:
        if outcome.done:
            return pages.go(request, "lawbook:table", outcome.result.id, label="导入裁量基准表")
        return _import_page(request, form, outcome=outcome)
    return _import_page(request, form, outcome=pages.Outcome(form))


def _import(ctx: Act, data: Mapping[str, Any]) -> BenchmarkTable:
    file = data["file"]
    draft = services.TableDraft(
        title=data["title"].strip("《》"),
        number=data["number"],
        jurisdiction=data["jurisdiction"],
        since=data["since"],
        until=data["until"],
        instrument=data["instrument"],
        verified=data["verified"],
        replaces=UUID(data["replaces"]) if data["replaces"] else None,
    )
    return services.import_benchmarks(
        ctx=ctx, draft=draft, filename=file.name, content=file.read(), on=ctx.day
    )


def _import_page(
    request: HttpRequest,
    form: TableForm,
    *,
    outcome: pages.Outcome[BenchmarkTable] | None = None,
    bad: tuple[Any, ...] = (),
) -> HttpResponse:
    title = "导入裁量基准表"
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "form": form,
        "button": "核对并导入",
        "back": reverse("lawbook:benchmarks"),
        "consequence": "导入后不改变现行基准；由另一名负责人决定施行后才适用。",
        "columns": COLUMNS,
        "bad": bad[:SHOWN],
        "bad_total": len(bad),
    }
    return pages.show(request, "lawbook/table_import.html", context, outcome=outcome)


@pages.allow(*IMPORTERS, *HEADS)
@require_GET
def blank(request: HttpRequest) -> HttpResponse:
    """Save the template."""
    return uploads.download(exports.benchmark_template(), name=FILE)


# --------------------------------------------------------------------------- one table


@pages.allow(*SEERS)
@require_GET
def table(request: HttpRequest, table_id: UUID) -> HttpResponse:
    """Show a table: its facts, what may be done, how it differs, its bands."""
    viewer = pages.viewer_of(request)
    one, today = _found(viewer, table_id), clock.today()
    facts = tables.facts_of(viewer, one, on=today, by=viewer.by)
    good, bad = tables.contents(one)
    urls = {
        TableStep.ADOPTION.value: reverse("lawbook:adopt_table", args=[table_id]),
        TableStep.WITHDRAWAL.value: reverse("lawbook:withdraw_table", args=[table_id]),
    }
    context = {
        "title": one.table.title,
        "crumbs": _crumbs(one.table.title),
        "line": _row(one, today),
        "row": one.table,
        "place": queries.place_name(one.table.jurisdiction),
        "instrument": queries.instruments().get(one.table.instrument),
        "withdrawal": one.act(TableStep.WITHDRAWAL),
        "steps": [
            step
            for step in parts.progress_of(procedure=BENCHMARK_TABLE, facts=facts)
            if step.state is not parts.StepState.NOT_NEEDED
        ],
        "choices": parts.choices_of(
            procedure=BENCHMARK_TABLE, facts=facts, by=viewer.by, urls=urls
        ),
        "differences": _differences(viewer, one, good, today),
        "benchmarks": [(row, charts.charts_of(row)) for row in good],
        "assess_url": pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["assess"]),
        "broken": [*bad, *(set(tables.broken(one, on=today)) - set(bad))],
        "doubts": [(row.label, found.text) for row in good for found in uncovered(row)],
        "entries": [
            parts.TimelineEntry(at=e.on.isoformat(), text=e.sentence, by=e.actor)
            for e in journal.timeline(viewer, [(services.SUBJECT, table_id)])
        ],
    }
    return pages.show(request, "lawbook/table.html", context)


def _found(viewer: Viewer, table_id: UUID) -> OwnTable:
    try:
        return tables.own_table(viewer, table_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def _differences(
    viewer: Viewer, one: OwnTable, rows: tuple[Benchmark, ...], today: date
) -> list[Difference]:
    """Compare the benchmarks of a table with what decides today without it."""
    mine = f"{tables.head_of(one).id}."
    others = [o for o in tables.own_benchmarks(viewer) if not o.id.startswith(mine)]
    return [_difference(row, others, today) for row in rows]


def _difference(row: Benchmark, others: list[Benchmark], today: date) -> Difference:
    versions = violation_versions().get(row.violation, ())
    now, held = tiers_text(row), None
    if versions:
        known = queries.known_benchmarks(row.violation, on=today)
        marks = (*(o for o in others if o.violation in ("", row.violation)), *known)
        held = valid_benchmark(marks, versions[-1], jurisdiction=row.jurisdiction, on=today)
    if held is None:
        return Difference(row.label, row.violation, "", "", now, "新增")
    before = tiers_text(held)
    named = f"{held.label}（{queries.cite_label(held.basis)}{held.place}）"
    kind = "相同" if before == now else "不同"
    return Difference(row.label, row.violation, before, named, now, kind)


# --------------------------------------------------------------------------- acts


@pages.allow(*HEADS)
def adopt(request: HttpRequest, table_id: UUID) -> HttpResponse:
    """Put a table in force."""

    def act(ctx: Act, data: Mapping[str, Any]) -> BenchmarkTable:
        return services.adopt_benchmarks(ctx=ctx, table=table_id, on=data["on"])

    told = "决定之日起、施行日期以后作出的处罚决定适用该表；同一地区的现行基准让位于该表。"
    return _act_page(request, table_id, TableStep.ADOPTION, AdoptionForm, act, told)


@pages.allow(*IMPORTERS, *HEADS)
def withdraw(request: HttpRequest, table_id: UUID) -> HttpResponse:
    """Withdraw a table."""

    def act(ctx: Act, data: Mapping[str, Any]) -> BenchmarkTable:
        return services.withdraw_benchmarks(
            ctx=ctx, table=table_id, reason=data["reason"], on=data["on"]
        )

    told = "撤回之日起不再适用；此前依据该表作出的决定不受影响。"
    return _act_page(request, table_id, TableStep.WITHDRAWAL, WithdrawalForm, act, told)


def _act_page(
    request: HttpRequest,
    table_id: UUID,
    step: TableStep,
    form_class: type[AdoptionForm],
    act: Any,  # noqa: ANN401 - an act on a table
    told: str,
) -> HttpResponse:
    one = _found(pages.viewer_of(request), table_id)
    form = form_class(request.POST or None, initial={"on": clock.today()})
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(request, form=form, act=act)
        if outcome.done:
            return pages.go(request, "lawbook:table", table_id, label=step.label)
    state = one.state(clock.today())
    here = reverse("lawbook:table", args=[table_id])
    context = {
        "title": step.label,
        "subtitle": one.table.title,
        "crumbs": (*_crumbs(one.table.title, here), parts.Crumb(step.label)),
        "form": form,
        "version": 0,
        "back": here,
        "button": step.label,
        "consequence": told,
        "basis": own.BASIS,
        "facts": (
            ("基准表", one.table.title),
            ("文号", one.table.number),
            ("适用地区", queries.place_name(one.table.jurisdiction)),
            ("施行日期", one.table.since.isoformat()),
            ("状态", state.label),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _crumbs(label: str, url: str = "") -> tuple[parts.Crumb, ...]:
    return common.crumbs(parts.Crumb(ROOM, reverse("lawbook:benchmarks")), parts.Crumb(label, url))
