"""Further rows behind the figures of penalty cases: one query each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import JSONField, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.cases.choices import (
    CaseProcedure,
    CollectionWay,
    DecisionKind,
    NoPenaltyGround,
    PaymentKind,
)
from zhunsheng.cases.models import CaseAct, Decision, Payment
from zhunsheng.cases.queries.rows import is_plain
from zhunsheng.cases.rules.counted import Imposed
from zhunsheng.lawbook.choices import Measure
from zhunsheng.web.linked import Linked, linked, linked_rows

_PAGE: Final = "cases:detail"


_COLUMNS: Final = ("id", "case_id", "on", "case__number", "case__party_name")


def act_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the steps taken in a period, of which those of a step are counted."""
    acts = CaseAct.objects.of(viewer).filter(on__range=(since, until))
    return linked("cases.caseact", _PAGE, acts.order_by("on", "id"), *_COLUMNS)


def of_step(rows: Linked, step: str, outcome: str = "") -> Linked:
    """Return the times that a step was taken among those of a period, with an outcome if asked."""
    return rows.where(step=step, outcome=outcome) if outcome else rows.where(step=step)


def payment_rows(
    viewer: Scope, since: date, until: date, kind: PaymentKind, way: CollectionWay | None = None
) -> Linked:
    """Return the payments of a kind in a period, weighed in fen."""
    rows = Payment.objects.of(viewer).filter(paid_on__range=(since, until), kind=kind.value)
    if way is not None:
        rows = rows.filter(way=way.value)
    columns = ("id", "case_id", "receipt", "case__party_name")
    ordered = rows.order_by("paid_on", "id")
    return linked("cases.payment", _PAGE, ordered, *columns).weighed("amount_fen")


def imposed(viewer: Scope, since: date, until: date, *, plain: bool = True) -> tuple[Imposed, ...]:
    """Return what each decision to punish of a period imposes, plain ones if asked; one query."""
    rows = Decision.objects.of(viewer).filter(
        decided_on__range=(since, until), kind=DecisionKind.PENALTY.value
    )
    if not plain:
        rows = rows.exclude(is_plain(viewer))
    columns = ("id", "case_id", "document__number", "case__party_name")
    more = ("case__lead_id", "warning", "fine_fen", "measures")
    found: list[tuple[Any, ...]] = list(
        rows.order_by("decided_on", "id").values_list(*columns, *more)
    )
    rows_of = linked_rows("cases.decision", _PAGE, (one[:4] for one in found))
    return tuple(
        Imposed(row, lead or case, warns, fine, *_measures(measures))
        for row, (_, case, _, _, lead, warns, fine, measures) in zip(rows_of, found, strict=True)
    )


def unpunished_rows(viewer: Scope, since: date, until: date) -> dict[str, Linked]:
    """Return the decisions not to punish of a period, by the code of their ground."""
    acts = CaseAct.objects.of(viewer).filter(step="no_penalty", on__range=(since, until))
    ground = KeyTextTransform("ground", Cast("data", JSONField()))
    told = acts.annotate(ground=Cast(ground, TextField()))  # compared as text, not as JSON
    every = linked("cases.caseact", _PAGE, told.order_by("on", "id"), *_COLUMNS)
    return {one.value: every.where(ground=one.value) for one in NoPenaltyGround}


def _measures(rows: Iterable[dict[str, Any]]) -> tuple[int, frozenset[Measure]]:
    kept = [row for row in rows if not row.get("instead")]
    gains = sum(int(row.get("amount_fen", 0)) for row in kept)
    return gains, frozenset(Measure(row["kind"]) for row in kept)


def open_rows(viewer: Scope, as_of: date) -> Linked:
    """Return the cases of the ordinary procedure that were opened and not ended by a day."""
    ended = CaseAct.objects.of(viewer).filter(
        step__in=("closing", "transfer", "termination"), on__lte=as_of
    )
    rows = CaseAct.objects.of(viewer).filter(
        step="opening", on__lte=as_of, case__procedure=CaseProcedure.ORDINARY.value
    )
    rows = rows.exclude(case_id__in=ended.order_by().values("case_id"))
    return linked("cases.caseact", _PAGE, rows.order_by("on", "id"), *_COLUMNS)


def _of(path: str) -> dict[Dimension, str]:
    return {
        Dimension.STREET: f"{path}party__street",
        Dimension.OFFICER: f"{path}handlers__officer",
        Dimension.SECTOR: f"{path}party__sector",
    }


CARRIED: Final[Carried] = {
    "cases.caseact": (CaseAct, _of("case__")),
    "cases.decision": (Decision, _of("case__")),
    "cases.payment": (Payment, _of("case__")),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
