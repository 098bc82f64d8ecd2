"""What the pages of inquiry share: who may open them, the subject, the head of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import INQUIRERS, Role
from zhunsheng.inquiry import queries
from zhunsheng.inquiry.choices import APPROVERS, TAKERS, PreservationStage
from zhunsheng.inquiry.rules import Subject
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts
from zhunsheng.web import forms as fields
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import Offered

ROOM: Final = "调查取证"
READ: Final = tuple(sorted(role.value for role in INQUIRERS))
TAKE: Final = tuple(sorted(role.value for role in TAKERS))
STEP: Final = tuple(sorted(role.value for role in TAKERS | APPROVERS))
TONES: Final = {
    PreservationStage.REQUESTED: parts.Tone.ORANGE,
    PreservationStage.APPROVED: parts.Tone.ORANGE,
    PreservationStage.RUNNING: parts.Tone.PLAIN,
    PreservationStage.LAPSED: parts.Tone.RED,
    PreservationStage.DISPOSED: parts.Tone.GREEN,
}


def tone_of(stage: PreservationStage) -> parts.Tone:
    """Return the colour of a stage."""
    return TONES.get(stage, parts.Tone.NEUTRAL)


def subject_of(request: HttpRequest, kind: str, subject_id: UUID) -> Subject:
    """Return the case or inspection of the address that the reader may see."""
    return queries.subject(pages.viewer_of(request), kind, subject_id)


def page_of(subject: Subject) -> str:
    """Return the address of what was taken for a subject."""
    return reverse("inquiry:subject", args=[subject.kind, subject.id])


def crumbs(subject: Subject, *labels: str, links: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 # the places above a page
    """Return the places above a page: the room, the subject, and what is named."""
    here = [
        parts.Crumb(ROOM, reverse("inquiry:list")),
        parts.Crumb(subject.number or subject.party_name, page_of(subject) if labels else ""),
    ]
    here += [parts.Crumb(label, (links or {}).get(label, "")) for label in labels]
    return tuple(here)


def offer_of(request: HttpRequest, about: Subject) -> Offered:
    """Return which officers a form on a subject offers, on the day that was sent, or today."""
    on = fields.day_of(request.POST, clock.today())
    viewer = pages.viewer_of(request)
    family = registry.family(viewer, about.party)
    return workforce.offered_officers(viewer, on=on, entities=family)


def reviewers_among(viewer: Viewer, officers: Offered) -> list[str]:
    """Return the names of those offered who review cases; who takes evidence reviews it no more."""
    held = {user.id for user in accounts.holders(viewer, role=Role.LEGAL_REVIEWER)}
    ids = [UUID(one) for one, _ in officers.choices] if held else []
    return [one.name for one in workforce.officer_facts(viewer, ids) if one.user_id in held]


def takers_of(viewer: Viewer, about: Subject) -> tuple[UUID, ...]:
    """Return who takes evidence as far as the record knows: the handlers, else who asks."""
    own = None if about.handlers else workforce.officer_of_user(viewer, viewer.by.id)
    return about.handlers or ((own.id,) if own else ())


def kept(form: Form, request: HttpRequest) -> dict[str, object]:
    """Return what was typed, for a page that is shown again without acting."""
    return {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in form.fields.items()
    }


def facts_of(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return what an act's page says of its subject."""
    return (
        ("办理对象", subject.title),
        ("案号", subject.number),
        ("当事人", subject.party_name),
        ("法定代表人（负责人）", subject.party_representative),
        ("地址", subject.party_address),
        ("发现（检查）日期", subject.since.isoformat()),
    )
