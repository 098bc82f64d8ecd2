"""What the pages of measures share: who may open them, choices of people, the head of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEAD_CODES, READERS, Role
from zhunsheng.compulsion import queries, rules
from zhunsheng.compulsion.choices import DefiedOrder, HandlingKind, MeasureStage
from zhunsheng.compulsion.forms.base import Known
from zhunsheng.compulsion.procedure import SEAL_SEIZE
from zhunsheng.compulsion.queries import Course, MeasureFile
from zhunsheng.compulsion.rules import Matter
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts
from zhunsheng.web import forms as fields
from zhunsheng.workforce import queries as workforce

ROOM: Final = "行政强制措施"
READ: Final = tuple(sorted(role.value for role in READERS))
ASK: Final = (Role.ENFORCEMENT_OFFICER.value,)
HOUR: Final = timedelta(hours=1)
TONES: Final = {
    MeasureStage.REQUESTED: parts.Tone.ORANGE,
    MeasureStage.APPROVED: parts.Tone.PLAIN,
    MeasureStage.BEGUN: parts.Tone.RED,
    MeasureStage.UNAPPROVED: parts.Tone.RED,
    MeasureStage.IN_FORCE: parts.Tone.ORANGE,
    MeasureStage.LAPSED: parts.Tone.RED,
    MeasureStage.ENDED: parts.Tone.GREEN,
    MeasureStage.ABANDONED: parts.Tone.NEUTRAL,
}


def crumbs(file: MeasureFile | None = None, label: str = "") -> tuple[parts.Crumb, ...]:
    """Return the places above a page."""
    here = [parts.Crumb(ROOM, reverse("compulsion:list"))]
    if file is not None:
        url = reverse("compulsion:detail", args=[file.measure.pk]) if label else ""
        here.append(parts.Crumb(title_of(file), url))
    if label:
        here.append(parts.Crumb(label))
    return tuple(here)


def title_of(file: MeasureFile) -> str:
    """Return kind and party of a measure."""
    return f"{file.measure.kind_label}·{file.measure.entity.name}"


def matter_url(viewer: Viewer, kind: str, matter_id: UUID) -> str:
    """Return the page of a matter, empty where the reader may not open it."""
    return pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES[kind], matter_id)


def known_of(
    viewer: Viewer,
    file: MeasureFile | None = None,
    *,
    matter: Matter | None = None,
    said: Mapping[str, str] | None = None,
) -> Known:
    """Return what a form on an entity is filled by; ``said`` is what was sent, with its day."""
    now = clock.now()
    heads = HEAD_CODES
    on = fields.day_of(said, now.astimezone(SHANGHAI).date())
    about = matter.entity if matter else file.measure.entity_id if file else None
    found = workforce.offered_officers(viewer, on=on, entities=registry.family(viewer, about))
    return Known(
        now=now,
        file=file,
        officers=found.choices,
        left_out=found.note,
        heads=tuple((u.name, u.name) for u in accounts.users(viewer) if u.roles & heads),
        orders=tuple(_orders(viewer, matter)) if matter else (),
        scans=tuple(_scans(viewer, matter)) if matter else (),
        outcomes=tuple(_outcomes(viewer, file)) if file else (),
    )


def _orders(viewer: Viewer, matter: Matter) -> Iterator[tuple[str, str]]:
    """Yield the orders on record that a party may defy, as a form offers them."""
    for one in queries.orders(viewer, matter.entity):
        kinds = "、".join(kind.label for kind in DefiedOrder if kind in one.kinds)
        yield one.number, f"{one.number}（{one.made_on.isoformat()}，{kinds}）"


def _outcomes(viewer: Viewer, file: MeasureFile) -> Iterator[tuple[str, str]]:
    """Yield the papers by which the things leave the party, as a form offers them."""
    if not file.course.kind.seals or file.course.ended is not None:
        return
    for one in queries.outcomes(viewer, file.measure):
        kinds = [kind for kind in HandlingKind if kind in one.handling]
        allowed = "、".join(one.label for one in kinds if one is not HandlingKind.RELEASE)
        if allowed:
            yield one.number, f"{one.number}（{one.made_on.isoformat()}，{allowed}）"


def _scans(viewer: Viewer, matter: Matter) -> Iterator[tuple[str, str]]:
    """Yield the documents of a matter, as a form offers them."""
    for one in queries.scans(viewer, matter.kind, matter.id):
        yield str(one.id), f"{one.number} {one.name}"


def clocks(course: Course, now: datetime) -> tuple[parts.Clock, ...]:
    """Return the running terms of a measure: hours of an urgency, days of sealing."""
    if course.ended is not None:
        return ()
    found = []
    hours = (
        ("execution", course.urgent_until),
        ("late_approval", None if course.approved else course.approval_due_at),
    )
    for step, due_at in hours:
        if due_at is not None:
            local, left = due_at.astimezone(SHANGHAI), (due_at - now) // HOUR
            label, note = SEAL_SEIZE.step(step).label, f"截止{local:%m-%d %H:%M}"
            found.append(parts.Clock(label, rules.URGENCY, local.date(), left, "小时", note=note))
    if course.due_on is not None:
        left = (course.due_on - now.astimezone(SHANGHAI).date()).days
        notes = [f"已延长{course.extension_days}日"] * bool(course.extension_days)
        notes += ["检测、鉴定期间不计入"] * bool(course.tests)
        note = "，".join(notes)
        found.append(parts.Clock("查封、扣押期限", rules.TERM, course.due_on, left, note=note))
    return tuple(found)
