"""Further rows behind the figures of penalty cases: one query each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, keys_within
from zhunsheng.cases.choices import CaseProcedure, CollectionWay, DecisionKind, PaymentKind
from zhunsheng.cases.models import CaseAct, Decision, Payment
from zhunsheng.cases.rules.counted import Imposed
from zhunsheng.kernel.figure import Row
from zhunsheng.lawbook.choices import Measure
from zhunsheng.web.linked import linked_rows

Rows = tuple[Row, ...]

_PAGE: Final = "cases:detail"


def act_groups(viewer: Scope, since: date, until: date) -> dict[str, Rows]:
    """Return the steps taken in a period, by step and by ``step:outcome``; one query for all."""
    acts = CaseAct.objects.of(viewer).filter(on__range=(since, until))
    columns = ("id", "case_id", "on", "case__number", "case__party_name")
    found = list(acts.order_by("on", "id").values_list(*columns, "step", "outcome"))
    linked = linked_rows("cases.caseact", _PAGE, (one[:5] for one in found))
    groups: dict[str, list[Row]] = {}
    for row, (*_, step, outcome) in zip(linked, found, strict=True):
        groups.setdefault(step, []).append(row)
        groups.setdefault(f"{step}:{outcome}", []).append(row)
    return {name: tuple(own) for name, own in groups.items()}


def payment_rows(
    viewer: Scope, since: date, until: date, kind: PaymentKind, way: CollectionWay | None = None
) -> Rows:
    """Return the payments of a kind in a period, weighed in fen."""
    rows = Payment.objects.of(viewer).filter(paid_on__range=(since, until), kind=kind.value)
    if way is not None:
        rows = rows.filter(way=way.value)
    found = rows.order_by("paid_on", "id").values_list(
        "id", "case_id", "amount_fen", "receipt", "case__party_name"
    )
    return linked_rows("cases.payment", _PAGE, found, weighed=True)


def imposed(viewer: Scope, since: date, until: date) -> tuple[Imposed, ...]:
    """Return what each decision to punish of a period imposes; one query."""
    rows = Decision.objects.of(viewer).filter(
        decided_on__range=(since, until), kind=DecisionKind.PENALTY.value
    )
    columns = ("id", "case_id", "document__number", "case__party_name")
    more = ("case__lead_id", "warning", "fine_fen", "measures")
    found: list[tuple[Any, ...]] = list(
        rows.order_by("decided_on", "id").values_list(*columns, *more)
    )
    linked = linked_rows("cases.decision", _PAGE, (one[:4] for one in found))
    return tuple(
        Imposed(row, lead or case, warns, fine, *_measures(measures))
        for row, (_, case, _, _, lead, warns, fine, measures) in zip(linked, found, strict=True)
    )


def unpunished_rows(viewer: Scope, since: date, until: date) -> dict[str, Rows]:
    """Return the decisions not to punish of a period, by the code of their ground; one query."""
    acts = CaseAct.objects.of(viewer).filter(step="no_penalty", on__range=(since, until))
    found: dict[str, list[tuple[Any, ...]]] = {}
    for data, *one in acts.order_by("on", "id").values_list(
        "data", "id", "case_id", "on", "case__number", "case__party_name"
    ):
        found.setdefault(json.loads(data)["ground"], []).append(tuple(one))
    return {ground: linked_rows("cases.caseact", _PAGE, own) for ground, own in found.items()}


def _measures(rows: Iterable[dict[str, Any]]) -> tuple[int, frozenset[Measure]]:
    kept = [row for row in rows if not row.get("instead")]
    gains = sum(int(row.get("amount_fen", 0)) for row in kept)
    return gains, frozenset(Measure(row["kind"]) for row in kept)


def open_rows(viewer: Scope, as_of: date) -> Rows:
    """Return the cases of the ordinary procedure that were opened and not ended by a day."""
    ended = CaseAct.objects.of(viewer).filter(
        step__in=("closing", "transfer", "termination"), on__lte=as_of
    )
    rows = CaseAct.objects.of(viewer).filter(
        step="opening", on__lte=as_of, case__procedure=CaseProcedure.ORDINARY.value
    )
    rows = rows.exclude(case_id__in=ended.order_by().values("case_id"))
    found = rows.order_by("on", "id").values_list(
        "id", "case_id", "on", "case__number", "case__party_name"
    )
    return linked_rows("cases.caseact", _PAGE, found)


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


def row_keys(
    viewer: Scope, record: str, dimension: Dimension, value: str | UUID
) -> frozenset[str] | None:
    """Return the keys of the records that a figure is cut to; None where they do not carry it."""
    return keys_within(viewer, CARRIED, record, dimension, value)
