"""Pages that show draws: the list, one draw, the files that anybody can check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts.choices import HEAD_CODES
from zhunsheng.documents import queries as documents
from zhunsheng.draw import queries
from zhunsheng.draw.choices import (
    CreditStanding,
    DrawKind,
    DrawStage,
    DrawStep,
    Phrase,
    PoolSide,
    SeedMethod,
)
from zhunsheng.draw.forms import DrawFilter
from zhunsheng.draw.models import Draw, DrawnUnit, PartnerResult
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.rules import DrawFacts, Pool
from zhunsheng.draw.views.common import READ, WRITE, crumbs
from zhunsheng.inspection import queries as inspections
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import RiskClass
from zhunsheng.web import clock, pages, parts, tables
from zhunsheng.workforce import queries as workforce

#: How many of those left out stand below the result; the rest turns pages.
FEW = 5
TONES = {DrawStage.PUBLISHED: "o", DrawStage.BOUND: "o", DrawStage.DRAWN: "g"}


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn unit as the page prints it: who goes now, and what each department reported."""

    row: DrawnUnit
    officers: tuple[str, ...]
    is_changed: bool
    visit: queries.Visit | None
    results: tuple[PartnerResult, ...]
    own: PartnerResult | None = None
    closed_on: date | None = None
    is_capped: bool = False
    unit_opens: bool = True
    visit_opens: bool = True


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


def _left_out(viewer: Viewer, pool: Pool) -> list[tuple[str, str, str]]:
    """Return who is left out, and who does not inspect whom, each with its kind and reason."""
    names = queries.officers_named(viewer, pool)
    known = registry.entities_by_ids(viewer, {UUID(one.unit) for one in pool.recusals})
    units = {str(one): entity.name for one, entity in known.items()}
    found = [
        (f"{one.side.label}不参加抽取", _said(one.side, one.name, names.get(one.id)), one.reason)
        for one in pool.exclusions
    ]
    told = "与{unit}有利害关系，不参加对该单位的检查"
    found += [
        ("回避", names.get(one.officer, ""), told.format(unit=units[one.unit]))
        for one in pool.recusals
    ]
    return found


def _said(side: PoolSide, name: str, officer: str | None) -> str:
    return f"{officer}（{name}）" if side is PoolSide.OFFICER and officer else name


def _strata(pool: Pool) -> list[tuple[str, str, int, int]]:
    """Return the strata as they are printed: classes, rate, units, number to draw."""
    found = []
    for one in pool.strata:
        label, rate = Phrase.ALL_UNITS.label, ""
        if one.risk_class:
            credit = CreditStanding(one.credit_class).label
            label = f"{RiskClass(one.risk_class).label}，{credit}"
            rate = f"{one.rate}%"
        found.append((label, rate, one.units, one.to_draw))
    return found


def _urls(row: Draw, pool: Pool, parties: tuple[queries.Party, ...]) -> dict[str, str]:
    """Return the addresses of the acts that may still come."""
    steps = [DrawStep.RUN]
    if pool.seed_plan.method is not SeedMethod.COMMITMENTS:
        steps = [DrawStep.OUTCOME, DrawStep.SEED, *steps]
    elif any(not one.value for one in parties):
        steps = [DrawStep.COMMITMENT, DrawStep.OPENING, DrawStep.WITHDRAWAL, *steps]
    return {step.value: reverse(f"draw:{step.value}", args=[row.id]) for step in steps}


def _lines(
    viewer: Any,  # noqa: ANN401  # a viewer
    row: Draw,
    shown: list[DrawnUnit],
    changes: list[Any],
    bureau: str,
    names: dict[UUID, str],
) -> list[Line]:
    now = {one.drawn_id: (one.first_id, one.second_id) for one in changes}
    visits = queries.own_visits(viewer, row.id)
    reported: dict[UUID, dict[str, PartnerResult]] = {}
    for one in queries.partner_results(viewer, row.id):
        if one.drawn_id:
            reported.setdefault(one.drawn_id, {})[one.partner] = one
    own = {one: lines.pop(bureau, None) for one, lines in reported.items()}
    units, today = [one.entity_id for one in shown], clock.today()
    standings = registry.standings(viewer, units, on=today)
    capped = queries.capped_units(viewer, row, units, on=today)
    asked = [one.inspection for one in visits.values()]
    opens = {
        *registry.visible(viewer).filter(id__in=units).values_list("id", flat=True),
        *inspections.visible(viewer).filter(id__in=asked).values_list("id", flat=True),
    }
    return [
        Line(
            row=one,
            officers=tuple(names[who] for who in now.get(one.id, (one.first_id, one.second_id))),
            is_changed=one.id in now,
            visit=visits.get(one.entity_id),
            results=tuple(reported.get(one.id, {}).values()),
            own=own.get(one.id),
            closed_on=standings[one.entity_id].closed_on,
            is_capped=one.entity_id in capped,
            unit_opens=one.entity_id in opens,
            visit_opens=one.entity_id in visits and visits[one.entity_id].inspection in opens,
        )
        for one in shown
    ]


@pages.allow(*READ)
def detail(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Show a draw: hashes, rule, who was drawn, who was left out and why, how to check it."""
    viewer = pages.viewer_of(request)
    row = queries.draw(viewer, draw_id)
    pool, seed = queries.head(row), queries.seed_of(row)
    parties = queries.parties(row, pool.seed_plan)
    if queries.is_sealed_for(viewer, row, on=clock.today()):
        return _sealed(request, row, pool, parties)
    facts = queries.facts_of(row, on=clock.today(), pool=pool, parties=parties)
    changes, names = queries.change_rows(viewer, draw_id), workforce.names_apart(viewer)
    left_out, whole = _left_out(viewer, pool), "left_out" in request.GET
    units = queries.drawn_units(viewer, draw_id)
    drawn = tables.paginate(units.none() if whole else units, request)
    context = {
        "title": row.title,
        "crumbs": crumbs(row),
        "draw": row,
        "pool": pool,
        "strata": _strata(pool),
        "whole": whole,
        "left_out": tables.paginate(left_out, request)
        if whole
        else tables.first_page(left_out, size=FEW),
        "parties": parties,
        "seed": seed,
        "written": None if seed else queries.outcome_of(row),
        "contributions": queries.contributions(seed) if seed else (),
        "run": queries.run_of(row),
        "drawn": drawn,
        "lines": _lines(viewer, row, list(drawn.rows), changes, pool.bureau, names),
        "changes": [
            (one, names[one.out_id], (names[one.first_id], names[one.second_id])) for one in changes
        ],
        "is_joint": row.kind_enum is DrawKind.JOINT,
        "repeats": queries.repeats_of(viewer, draw_id),
        "command": Phrase.COMMAND.label,
        "may_draw": viewer.by.holds(frozenset(WRITE)),
        "approve_url": _approve_url(viewer, row),
        "may_change": pool.is_current and clock.today() <= pool.visits_until,
        **_progress(row, facts),
        "choices": parts.choices_of(
            procedure=RANDOM_DRAW, facts=facts, by=viewer.by, urls=_urls(row, pool, parties)
        ),
        "entries": [
            parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)
            for entry in journal.timeline(viewer, [("draw", row.id)])
        ],
    }
    return pages.show(request, "draw/detail.html", context)


def _sealed(
    request: HttpRequest, row: Draw, pool: Pool, parties: tuple[queries.Party, ...]
) -> HttpResponse:
    """Show what the public sees of a draw whose visits are ahead (decision 0043)."""
    stage = queries.stage_of(row)
    context = {
        "title": row.title,
        "crumbs": crumbs(row),
        "draw": row,
        "pool": pool,
        "pool_is_open": row.method is not SeedMethod.PUBLIC_EVENT,
        "parties": parties,
        "stage": stage,
        "tone": TONES[stage],
        "seed": queries.seed_of(row),
        "run": queries.run_of(row),
    }
    return pages.show(request, "draw/sealed.html", context)


def _open_draw(request: HttpRequest, draw_id: UUID) -> Draw:
    """
    Return a draw whose files the reader may have.

    :raises Http404: while its visits are ahead and the reader learns what the public does
    """
    viewer = pages.viewer_of(request)
    row: Draw = queries.draw(viewer, draw_id)
    if queries.is_sealed_for(viewer, row, on=clock.today()):
        raise Http404
    return row


def _approve_url(viewer: Viewer, row: Draw) -> str:
    """Return where a head approves the visits of a draw, nothing where they have ended."""
    standing = {one.id for one in queries.draws_to_visit(viewer, clock.today())}
    may = viewer.by.holds(HEAD_CODES) and row.id in standing
    return f"{reverse('inspection:approve')}?draw={row.id}" if may else ""


def _progress(row: Draw, facts: DrawFacts) -> dict[str, object]:
    stage = queries.stage_of(row)
    drawn = zip(
        RANDOM_DRAW.steps, parts.progress_of(procedure=RANDOM_DRAW, facts=facts), strict=True
    )
    steps = tuple(shown for step, shown in drawn if not step.optional)
    return {"stage": stage, "tone": TONES[stage], "steps": steps}


def _file(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/json", headers=headers)


def _drawn(request: HttpRequest, draw_id: UUID) -> Draw:
    row = _open_draw(request, draw_id)
    if queries.run_of(row) is None:
        raise Http404
    return row


@pages.allow(*READ)
def record(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Give the record of a draw: draw.json, byte for byte what the verifier reads."""
    return _file(queries.record_of(_drawn(request, draw_id)), "draw.json")


@pages.allow(*READ)
def changes_file(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Give the changes of officers after a draw, which name the record that they belong to."""
    return _file(queries.changes_of(_drawn(request, draw_id)), "changes.json")


@pages.allow(*READ)
def paper(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """
    Give the scan of what a party without an account committed to, or the photo of the dice.

    ``?party=`` is the place of the party, or ``seed`` for the photo.
    """
    row = _open_draw(request, draw_id)
    held = [one.paper for one in queries.parties(row, queries.plan_of(row))]
    place = request.GET.get("party", "")
    wanted = held[int(place)] if place.isdecimal() and int(place) < len(held) else ""
    scan = wanted or next(filter(None, held), "")
    if place == "seed":
        told = queries.seed_of(row) or queries.outcome_of(row)
        scan = told.proof if told else ""
    if not scan:
        raise Http404
    content = documents.kept_file(scan)
    kind = documents.read_scan(content).kind
    return HttpResponse(content, content_type=kind.media_type if kind else None)


@pages.allow(*READ)
def pool_file(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Give the published pool: its SHA-256 is the hash of the pool."""
    row = queries.draw(pages.viewer_of(request), draw_id)
    if row.method is SeedMethod.PUBLIC_EVENT:  # the pool decides alone once the event is known
        row = _open_draw(request, draw_id)
    return _file(queries.pool_of(row), "pool.json")
