"""Rows behind the figures of compulsory measures: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.compulsion.choices import MeasureKind
from zhunsheng.compulsion.models import MeasureAct, MeasureItem
from zhunsheng.web.linked import Linked, linked

_PAGE: Final = "compulsion:detail"
#: The step by which a measure of each kind takes hold.
EXECUTED: Final = "execution"


def act_rows(
    viewer: Scope,
    since: date,
    until: date,
    step: str,
    *,
    kind: MeasureKind | None = None,
    outcome: str = "",
) -> Linked:
    """Return the times that a step was taken in a period, of one kind or outcome if asked."""
    acts = MeasureAct.objects.of(viewer).filter(step=step, on__range=(since, until))
    if kind is not None:
        acts = acts.filter(measure__kind=kind.value)
    if outcome:
        acts = acts.filter(outcome=outcome)
    ordered = acts.order_by("on", "id")
    columns = ("id", "measure_id", "on", "measure__entity__name")
    return linked("compulsion.measureact", _PAGE, ordered, *columns)


def item_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return what was sealed or seized by the measures that took hold in a period (项)."""
    rows = MeasureItem.objects.of(viewer).filter(
        measure__acts__step=EXECUTED, measure__acts__on__range=(since, until)
    )
    ordered = rows.order_by("measure_id", "number")
    columns = ("id", "measure_id", "measure__entity__name", "name")
    return linked("compulsion.measureitem", _PAGE, ordered, *columns)


def _of(path: str) -> dict[Dimension, str]:
    return {
        Dimension.STREET: f"{path}entity__street",
        Dimension.OFFICER: f"{path}officer_rows__officer",
        Dimension.SECTOR: f"{path}entity__sector",
    }


CARRIED: Final[Carried] = {
    "compulsion.measureact": (MeasureAct, _of("measure__")),
    "compulsion.measureitem": (MeasureItem, _of("measure__")),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
