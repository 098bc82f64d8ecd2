"""Rows behind the figures of compulsory measures: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, keys_within
from zhunsheng.compulsion.choices import MeasureKind
from zhunsheng.compulsion.models import MeasureAct, MeasureItem
from zhunsheng.kernel.figure import Row
from zhunsheng.web.linked import linked_rows

Rows = tuple[Row, ...]

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
) -> Rows:
    """Return the times that a step was taken in a period, of one kind or outcome if asked."""
    acts = MeasureAct.objects.of(viewer).filter(step=step, on__range=(since, until))
    if kind is not None:
        acts = acts.filter(measure__kind=kind.value)
    if outcome:
        acts = acts.filter(outcome=outcome)
    found = acts.order_by("on", "id").values_list("id", "measure_id", "on", "measure__entity__name")
    return linked_rows("compulsion.measureact", _PAGE, found)


def item_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return what was sealed or seized by the measures that took hold in a period (项)."""
    rows = MeasureItem.objects.of(viewer).filter(
        measure__acts__step=EXECUTED, measure__acts__on__range=(since, until)
    )
    found = rows.order_by("measure_id", "number").values_list(
        "id", "measure_id", "measure__entity__name", "name"
    )
    return linked_rows("compulsion.measureitem", _PAGE, found)


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


def row_keys(
    viewer: Scope, record: str, dimension: Dimension, value: str | UUID
) -> frozenset[str] | None:
    """Return the keys of the records that a figure is cut to; None where they do not carry it."""
    return keys_within(viewer, CARRIED, record, dimension, value)
