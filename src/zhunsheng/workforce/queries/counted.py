"""Rows behind the figures of workforce."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.kernel.figure import Row
from zhunsheng.web.linked import Linked, linked, linked_rows
from zhunsheng.workforce.choices import CredentialState
from zhunsheng.workforce.models import Delegation, Officer, Training
from zhunsheng.workforce.queries.officers import all_officer_facts, present
from zhunsheng.workforce.rules import credential_state


def officer_rows(
    viewer: Scope, as_of: date, *, reviewer: bool = False, qualified: bool = False
) -> Linked:
    """Return the officers of a day; reviewers or the legally qualified alone if asked."""
    rows = present(Officer.objects.of(viewer), as_of)
    if reviewer:
        rows = rows.filter(is_reviewer=True)
    if qualified:
        rows = rows.filter(legally_qualified=True)
    ordered = rows.order_by("pinyin_key", "id")
    return linked("workforce.officer", "workforce:detail", ordered, "id", "id", "name")


def certified_rows(viewer: Scope, as_of: date, *states: CredentialState) -> tuple[Row, ...]:
    """Return the officers whose enforcement credential stands so on a day; one query."""
    found = all_officer_facts(viewer, on=as_of)
    held = ((o.id, o.id, o.name) for o in found if credential_state(o.terms, as_of) in states)
    return linked_rows("workforce.officer", "workforce:detail", held)


def training_rows(viewer: Scope, since: date, until: date, *, per_person: bool = False) -> Linked:
    """Return the trainings of a period: each time, or each officer once; one query."""
    rows = Training.objects.of(viewer).filter(held_on__range=(since, until))
    columns = ("id", "officer_id", "held_on", "officer__name", "topic")
    ordered = rows.order_by("held_on", "id")
    found = linked("workforce.training", "workforce:detail", ordered, *columns)
    return found.once_for("officer_id", "workforce.officer:") if per_person else found


def training_hour_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the trainings of a period, weighed by their hours; one query."""
    return training_rows(viewer, since, until).weighed("hours")


CARRIED: Final[Carried] = {
    "workforce.officer": (Officer, {Dimension.STREET: "unit", Dimension.OFFICER: "id"}),
    "workforce.training": (
        Training,
        {Dimension.STREET: "officer__unit", Dimension.OFFICER: "officer"},
    ),
    "workforce.delegation": (Delegation, {Dimension.STREET: "unit"}),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
