"""Pages that show draws: the list, one draw, the files that anybody can check."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.draw import queries
from zhunsheng.draw.choices import DrawKind, DrawStage, DrawStep, Phrase
from zhunsheng.draw.forms import DrawFilter
from zhunsheng.draw.models import Draw
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.rules import Pool
from zhunsheng.draw.views.common import READ, WRITE, crumbs
from zhunsheng.journal import queries as journal
from zhunsheng.web import clock, pages, parts, tables

TONES = {DrawStage.PUBLISHED: "o", DrawStage.BOUND: "o", DrawStage.DRAWN: "g"}


@pages.allow(*READ)
def draw_list(request: HttpRequest) -> HttpResponse:
    """Show the draws, the latest first."""
    viewer = pages.viewer_of(request)
    chosen = DrawFilter(request.GET)
    page = tables.paginate(queries.draws(viewer, queries.DrawFilters(**chosen.chosen)), request)
    context = {
        "title": "双随机抽查",
        "filters": chosen,
        "page": page,
        "rows": [(row, queries.stage_of(row), TONES[queries.stage_of(row)]) for row in page.rows],
        "may_draw": viewer.by.holds(frozenset(WRITE)),
    }
    return pages.show(request, "draw/list.html", context)


def _recusals(pool: Pool) -> list[tuple[str, str]]:
    names = {unit.id: unit.name for unit in pool.units}
    names |= {officer.id: officer.name for officer in pool.officers}
    return [(names[one.officer], names[one.unit]) for one in pool.recusals]


@pages.allow(*READ)
def detail(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Show a draw: hashes, rule, who was drawn, who was left out and why, how to check it."""
    viewer = pages.viewer_of(request)
    row = queries.draw(viewer, draw_id)
    facts = queries.facts_of(row, on=clock.today())
    pool, seed = queries.pool(row), queries.seed_of(row)
    stage = queries.stage_of(row)
    drawn = tables.paginate(queries.drawn_units(viewer, draw_id), request)
    context = {
        "title": row.title,
        "crumbs": crumbs(row),
        "draw": row,
        "stage": stage,
        "tone": TONES[stage],
        "steps": parts.progress_of(procedure=RANDOM_DRAW, facts=facts),
        "pool": pool,
        "recusals": _recusals(pool),
        "seed": seed,
        "contributions": queries.contributions(seed) if seed else (),
        "run": queries.run_of(row),
        "drawn": drawn,
        "partner_results": queries.partner_results(viewer, draw_id),
        "is_joint": row.kind_enum is DrawKind.JOINT,
        "repeats": queries.repeats_of(viewer, draw_id),
        "command": Phrase.COMMAND.label,
        "may_draw": viewer.by.holds(frozenset(WRITE)),
        "choices": parts.choices_of(
            procedure=RANDOM_DRAW,
            facts=facts,
            by=viewer.by,
            urls={
                step.value: reverse(f"draw:{step.value}", args=[row.id])
                for step in (DrawStep.SEED, DrawStep.RUN)
            },
        ),
        "entries": [
            parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)
            for entry in journal.timeline(viewer, [("draw", row.id)])
        ],
    }
    return pages.show(request, "draw/detail.html", context)


def _file(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/json", headers=headers)


@pages.allow(*READ)
def record(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Give the record of a draw: draw.json, byte for byte what the verifier reads."""
    row: Draw = queries.draw(pages.viewer_of(request), draw_id)
    if queries.run_of(row) is None:
        raise Http404
    return _file(queries.record_of(row), "draw.json")


@pages.allow(*READ)
def pool_file(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Give the published pool: its SHA-256 is the hash of the pool."""
    row = queries.draw(pages.viewer_of(request), draw_id)
    return _file(queries.pool_of(row), "pool.json")
