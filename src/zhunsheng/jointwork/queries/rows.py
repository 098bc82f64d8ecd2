"""Rows behind the figures of joint work, which the statistics count."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.jointwork.choices import Direction, SupervisionKind
from zhunsheng.jointwork.models import (
    JointLine,
    JointTaskAct,
    Referral,
    ReferralAct,
    SupervisionAct,
)
from zhunsheng.kernel.figure import Row
from zhunsheng.web.linked import Linked, linked

Rows = tuple[Row, ...]

_REFERRAL: Final = "jointwork.referral"


def task_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the joint tasks that were approved in a period."""
    acts = JointTaskAct.objects.of(viewer).filter(
        step="joint_task_approval", on__range=(since, until)
    )
    columns = ("task_id", "task_id", "task__title")
    return linked("jointwork.jointtask", "jointwork:task", acts.order_by("on", "id"), *columns)


def referral_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the clues that were sent to other bodies in a period, by the day of approval."""
    acts = ReferralAct.objects.of(viewer).filter(step="referral_approval", on__range=(since, until))
    columns = ("referral_id", "referral_id", "referral__body", "referral__party_name")
    return linked(_REFERRAL, "jointwork:referral", acts.order_by("on", "id"), *columns)


def clue_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the clues that arrived from other bodies in a period."""
    rows = Referral.objects.of(viewer).filter(
        direction=Direction.IN.value, begun_on__range=(since, until)
    )
    columns = ("id", "id", "body", "party_name")
    return linked(_REFERRAL, "jointwork:referral", rows.order_by("begun_on", "id"), *columns)


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


def line_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return what departments found at the entities of joint tasks in a period (家次)."""
    rows = JointLine.objects.of(viewer).filter(visited_on__range=(since, until))
    ordered = rows.order_by("visited_on", "id")
    columns = ("id", "task_id", "visited_on", "participant__name", "entity__name")
    return linked("jointwork.jointline", "jointwork:task", ordered, *columns)


CARRIED: Final[Carried] = {
    "jointwork.jointline": (
        JointLine,
        {Dimension.STREET: "entity__street", Dimension.SECTOR: "entity__sector"},
    ),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
