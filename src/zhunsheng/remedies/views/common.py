"""What the pages of remedies share: who may open them, the head of a page, running terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.days import DayUnit
from zhunsheng.remedies.choices import (
    REMEDY_READERS,
    RESPONDENTS,
    RemedyStage,
)
from zhunsheng.remedies.queries import RemedyFile, TermLine
from zhunsheng.web import clock, parts

READ: Final = tuple(sorted(role.value for role in REMEDY_READERS))


WRITE: Final = tuple(sorted(role.value for role in RESPONDENTS))


ROOM: Final = "复议应诉"


TONES: Final = {
    RemedyStage.TO_ANSWER: parts.Tone.ORANGE,
    RemedyStage.ANSWERED: parts.Tone.PLAIN,
    RemedyStage.JUDGED: parts.Tone.ORANGE,
    RemedyStage.ENDED: parts.Tone.NEUTRAL,
}


def tabs(viewer: Viewer, active: str) -> tuple[parts.Tab, ...]:
    """Return the two sides of the room: remedies, letters."""
    return (
        parts.Tab("复议与诉讼", reverse("remedies:list"), active=active == "list"),
        parts.Tab("意见书和建议书", reverse("remedies:letters"), active=active == "letters"),
    )


def may_write(viewer: Viewer) -> bool:
    """Return whether the viewer answers for the bureau."""
    return viewer.by.holds(frozenset(WRITE))


def head(file: RemedyFile, label: str = "") -> dict[str, Any]:
    """Return title and places above of a remedy's page."""
    row = file.remedy
    crumbs = [parts.Crumb(ROOM, reverse("remedies:list"))]
    here = reverse("remedies:detail", args=[row.id]) if label else ""
    crumbs.append(parts.Crumb(row.number, here))
    if label:
        crumbs.append(parts.Crumb(label))
    title = label or f"{row.applicant}{row.kind_label}案"
    return {"title": title, "crumbs": tuple(crumbs)}


def running(terms: Iterable[TermLine]) -> list[parts.Clock]:
    """Return the terms that run; the term of others is of no interest once it is over."""
    today = clock.today()
    return [
        clock_of(term)
        for term in terms
        if not term.done_on and not (term.of_others and term.due_on and term.due_on < today)
    ]


def clock_of(term: TermLine) -> parts.Clock:
    """Return a running term as the page shows it."""
    span = term.left(clock.today())
    is_working = term.unit is DayUnit.WORKING
    left = None if span is None else span.workdays if is_working else span.days
    note = "" if term.counted.verified else "该期限的依据未核实"
    return parts.Clock(
        term.label,
        term.counted.basis,
        term.due_on,
        left,
        "工作日" if is_working else "日",
        span.workdays if span else None,
        note,
    )


def timeline(viewer: Viewer, subject: tuple[str, UUID]) -> Iterable[parts.TimelineEntry]:
    """Return what happened with a record, newest first."""
    for entry in journal.timeline(viewer, [subject]):
        late = f"（补记：{entry.late_reason}）" if entry.late_reason else ""
        yield parts.TimelineEntry(entry.on.isoformat(), entry.sentence + late, entry.actor)
