"""Rows behind the figures of joint work, which the statistics count."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, keys_within
from zhunsheng.jointwork.choices import Direction, SupervisionKind
from zhunsheng.jointwork.models import (
    JointLine,
    JointTaskAct,
    Referral,
    ReferralAct,
    SupervisionAct,
)
from zhunsheng.kernel.figure import Row
from zhunsheng.web.linked import linked_rows

Rows = tuple[Row, ...]


def task_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the joint tasks that were approved in a period."""
    acts = JointTaskAct.objects.of(viewer).filter(
        step="joint_task_approval", on__range=(since, until)
    )
    return tuple(
        Row(
            key=f"jointwork.jointtask:{one.task_id}",
            label=one.task.title,
            url=reverse("jointwork:task", args=[one.task_id]),
        )
        for one in acts.select_related("task").order_by("on", "id")
    )


def referral_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the clues that were sent to other bodies in a period, by the day of approval."""
    acts = ReferralAct.objects.of(viewer).filter(step="referral_approval", on__range=(since, until))
    rows = acts.select_related("referral").order_by("on", "id")
    return tuple(_row(one.referral) for one in rows)


def clue_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the clues that arrived from other bodies in a period."""
    rows = Referral.objects.of(viewer).filter(
        direction=Direction.IN.value, begun_on__range=(since, until)
    )
    return tuple(_row(one) for one in rows.order_by("begun_on", "id"))


def _row(one: Referral) -> Row:
    return Row(
        key=f"jointwork.referral:{one.id}",
        label=" ".join(filter(None, (one.body, one.party_name))),
        url=reverse("jointwork:referral", args=[one.id]),
    )


def letter_rows(
    viewer: Scope, since: date, until: date, kind: SupervisionKind | None = None
) -> Rows:
    """Return the letters that were signed in a period, of one kind if asked."""
    acts = SupervisionAct.objects.of(viewer).filter(step="letter_signing", on__range=(since, until))
    if kind is not None:
        acts = acts.filter(letter__kind=kind.value)
    return tuple(
        Row(
            key=f"jointwork.supervisionletter:{one.letter_id}",
            label=f"{one.letter.kind_label} {one.letter.recipient}",
            url=reverse("jointwork:letter", args=[one.letter_id]),
        )
        for one in acts.select_related("letter").order_by("on", "id")
    )


def line_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return what departments found at the entities of joint tasks in a period (家次)."""
    rows = JointLine.objects.of(viewer).filter(visited_on__range=(since, until))
    found = rows.order_by("visited_on", "id").values_list(
        "id", "task_id", "visited_on", "participant__name", "entity__name"
    )
    return linked_rows("jointwork.jointline", "jointwork:task", found)


CARRIED: Final[Carried] = {
    "jointwork.jointline": (
        JointLine,
        {Dimension.STREET: "entity__street", Dimension.SECTOR: "entity__sector"},
    ),
}


def row_keys(
    viewer: Scope, record: str, dimension: Dimension, value: str | UUID
) -> frozenset[str] | None:
    """Return the keys of the records that a figure is cut to; None where they do not carry it."""
    return keys_within(viewer, CARRIED, record, dimension, value)
