"""Rows for statistics, and what is due in this room."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.draw import rules
from zhunsheng.draw.choices import (
    CHECKERS,
    DRAWERS,
    SCRIBES,
    WITNESSES,
    DrawKind,
    DutyKind,
    SeedMethod,
)
from zhunsheng.draw.models import Draw, DrawChange, DrawnUnit, DrawOutcome, DrawRun, PartnerResult
from zhunsheng.draw.queries import reading
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.duty import Duty
from zhunsheng.web.linked import Linked, linked


def draw_rows(viewer: Scope, since: date, until: date, kind: DrawKind | None = None) -> Linked:
    """Return one row for each draw that was run in the period (次)."""
    rows = DrawRun.objects.of(viewer).filter(run_on__gte=since, run_on__lte=until)
    if kind is not None:
        rows = rows.filter(draw__kind=kind.value)
    ordered = rows.order_by("run_on", "draw_id")
    columns = ("draw_id", "draw_id", "run_on", "draw__title")
    return linked("draw.draw", "draw:detail", ordered, *columns)


def drawn_unit_rows(
    viewer: Scope, since: date, until: date, kind: DrawKind | None = None
) -> Linked:
    """Return one row for each unit drawn in the period (家次); ``distinct`` names the unit."""
    rows = DrawnUnit.objects.of(viewer).filter(
        draw__run_row__run_on__gte=since, draw__run_row__run_on__lte=until
    )
    if kind is not None:
        rows = rows.filter(draw__kind=kind.value)
    columns = ("id", "draw_id", "draw__title", "entity__name")
    ordered = rows.order_by("draw__run_row__run_on", "draw_id", "rank")
    found = linked("draw.drawnunit", "draw:detail", ordered, *columns)
    return found.once_for("entity_id", "registry.businessentity:")


def _url(draw_id: UUID) -> str:
    return reverse("draw:detail", args=[draw_id])


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return the draws that wait for parties, for a seed or for the draw itself; one query."""
    rows = reading.draws(viewer).filter(run_row__isnull=True, published_on__lte=on)
    rows = reading.with_promises(rows.filter(repeated_by=None))
    rows = rows.annotate(written=Exists(DrawOutcome.objects.of(viewer).filter(draw=OuterRef("pk"))))
    return tuple(_duty(row, _kind(row)) for row in rows)


def _kind(row: Draw) -> DutyKind:
    """Return what a draw waits for; ``promised`` and ``written`` were read with it."""
    if reading.seed_of(row) is not None:
        return DutyKind.RUN
    if row.method is not SeedMethod.COMMITMENTS:
        return DutyKind.SEED if getattr(row, "written", False) else DutyKind.OUTCOME
    parties, promised = row.parties_count, getattr(row, "promised", 0)
    return DutyKind.COMMITMENT if promised < parties else DutyKind.OPENING


_WHOSE: Final = {
    DutyKind.COMMITMENT: WITNESSES,
    DutyKind.OPENING: WITNESSES,
    DutyKind.OUTCOME: SCRIBES,
    DutyKind.SEED: CHECKERS,
    DutyKind.RUN: DRAWERS,
}


def _duty(row: Draw, kind: DutyKind) -> Duty:
    roles = frozenset(role.value for role in _WHOSE[kind])
    return Duty(
        key=f"draw.{kind.value.lower()}:{row.id}",
        label=kind.label,
        subject=row.title,
        due_on=None,
        basis=rules.DRAWS,
        roles=roles,
        url=_url(row.id),
        action=kind.action,
    )


def change_of_officer_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the drawn officers who were replaced in the period (人次)."""
    rows = DrawChange.objects.of(viewer).filter(changed_on__range=(since, until))
    ordered = rows.order_by("changed_on", "id")
    columns = ("id", "draw_id", "changed_on", "draw__title", "out__name")
    return linked("draw.drawchange", "draw:detail", ordered, *columns)


def partner_result_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the results that departments reported in the period (份)."""
    rows = PartnerResult.objects.of(viewer).filter(reported_on__range=(since, until))
    ordered = rows.order_by("reported_on", "id")
    columns = ("id", "draw_id", "partner", "draw__title", "drawn__entity__name")
    return linked("draw.partnerresult", "draw:detail", ordered, *columns)


CARRIED: Final[Carried] = {
    "draw.drawnunit": (
        DrawnUnit,
        {Dimension.STREET: "entity__street", Dimension.SECTOR: "entity__sector"},
    ),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
