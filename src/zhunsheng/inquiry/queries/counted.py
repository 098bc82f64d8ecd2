"""Rows behind the figures of inquiry: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.urls import reverse

from zhunsheng.accounts.records import Scope
from zhunsheng.inquiry.choices import Keeping, Taking
from zhunsheng.inquiry.models import (
    ExpertCommission,
    Interview,
    OfSubject,
    PreservationAct,
    Sampling,
    Scene,
)
from zhunsheng.kernel.figure import Row
from zhunsheng.web.linked import Linked, linked

Rows = tuple[Row, ...]

_TABLES: Final[dict[Taking, type[OfSubject]]] = {
    Taking.INTERVIEW: Interview,
    Taking.SCENE: Scene,
    Taking.SAMPLING: Sampling,
    Taking.COMMISSION: ExpertCommission,
}


def taken_rows(viewer: Scope, since: date, until: date, taking: Taking) -> Rows:
    """Return the times that evidence was taken in one way in a period."""
    table = _TABLES[taking]
    rows = table.objects.of(viewer).filter(on__range=(since, until)).order_by("on", "id")
    columns = ("id", "on", "party_name", "subject_kind", "subject_id")
    return tuple(
        Row(
            key=f"{table._meta.label_lower}:{one}",
            label=f"{on.isoformat()} {party}",
            url=reverse("inquiry:subject", args=[kind, subject]),
        )
        for one, on, party, kind, subject in rows.values_list(*columns)
    )


def preservation_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the advance preservations of which the party was told in a period."""
    acts = PreservationAct.objects.of(viewer).filter(
        step=Keeping.NOTICE.value, on__range=(since, until)
    )
    ordered = acts.order_by("on", "id")
    columns = ("id", "preservation_id", "on", "preservation__party_name")
    return linked("inquiry.preservationact", "inquiry:preservation", ordered, *columns)
