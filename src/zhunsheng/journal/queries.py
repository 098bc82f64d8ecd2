"""Reads of the journal: timelines of subjects, verification of the chain."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhunsheng.journal.models import Event, Head
from zhunsheng.journal.registry import KINDS, sentence_of
from zhunsheng.journal.services import GENESIS, event_hash
from zhunsheng.kernel.act import SHANGHAI, Act, Viewer
from zhunsheng.kernel.finding import Later

#: What a line of a timeline shows of an event: not its place in the chain, nor its hashes.
SHOWN = ("on", "at", "kind", "data", "actor_name", "actor_id", "late_reason")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a timeline."""

    on: date
    at: datetime
    kind: str
    label: str
    sentence: str
    actor: str
    actor_id: UUID
    late_reason: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain of a bureau does not hold, and why."""

    bureau: UUID
    sequence: int
    what: str


def timeline(
    viewer: Viewer, subjects: Iterable[tuple[str, UUID]], *, inner: bool = True
) -> list[Entry]:
    """
    Return the events of the subjects inside the viewer's bureau, newest first; one query.

    Where what is ``inner`` to a file is closed to the viewer, its events have their names alone.
    """
    wanted = set(subjects)
    ids = [subject_id for _, subject_id in wanted]
    rows = Event.objects.filter(bureau=viewer.bureau, subject_id__in=ids).order_by("-sequence")
    shown = rows.values_list("subject_kind", "subject_id", *SHOWN)
    return [_entry(*row, inner=inner) for kind, subject, *row in shown if (kind, subject) in wanted]


def last_acts(ctx: Act | Viewer, subject: tuple[str, UUID], count: int = 1) -> tuple[Later, ...]:
    """Return the last acts on a subject, oldest first, each by its last event; one query."""
    rows = Event.objects.filter(
        bureau=ctx.bureau, subject_kind=subject[0], subject_id=subject[1]
    ).order_by("-sequence")
    found: dict[str, Event] = {}
    for row in rows[: 10 * count]:
        found.setdefault(row.request_key, row)  # what an act issues comes before what it was
    last = list(found.values())[:count]
    return tuple(Later(KINDS[row.kind].label, row.actor_name, row.at) for row in reversed(last))


def first_day(viewer: Viewer) -> date | None:
    """Return the day on which the bureau recorded its first act; one query."""
    row = Event.objects.filter(bureau=viewer.bureau, sequence=1).first()
    return row.at.astimezone(SHANGHAI).date() if row else None


def last_day(bureau: UUID, subject: tuple[str, UUID], kinds: Iterable[str]) -> date | None:
    """Return the day on which an act of these kinds was last recorded for a subject; one query."""
    rows = Event.objects.filter(
        bureau=bureau,
        subject_kind=subject[0],
        subject_id=subject[1],
        kind__in=tuple(kinds),
    )
    last = rows.order_by("-sequence").values_list("at", flat=True).first()
    return last.astimezone(SHANGHAI).date() if last else None


def _entry(
    on: date,
    at: datetime,
    kind: str,
    data: str,
    actor: str,
    actor_id: UUID,
    late_reason: str,
    *,
    inner: bool = True,
) -> Entry:
    told = KINDS[kind]
    sentence = sentence_of(kind, json.loads(data)) if inner or not told.inner else told.label
    return Entry(on, at, kind, told.label, sentence, actor, actor_id, late_reason)


def verify(checkpoint: str = "") -> list[Break]:
    """
    Return every break of every bureau's chain, and of the chain against a checkpoint.

    :param checkpoint: lines ``bureau sequence hash`` that were kept outside the database
    """
    breaks = [b for head in Head.objects.order_by("bureau") for b in _breaks(head)]
    headless = Event.objects.exclude(bureau__in=Head.objects.values("bureau"))
    breaks += [Break(b, 0, "head") for b in headless.values_list("bureau", flat=True).distinct()]
    return breaks + _checkpoint_breaks(checkpoint)


def _breaks(head: Head) -> Iterable[Break]:
    previous, sequence = GENESIS, 0
    for row in Event.objects.filter(bureau=head.bureau).order_by("sequence").iterator():
        sequence += 1
        if row.sequence != sequence:
            yield Break(head.bureau, sequence, "gap")
            sequence = row.sequence
        elif row.previous_hash != previous:
            yield Break(head.bureau, row.sequence, "link")
        if row.hash != event_hash(row):
            yield Break(head.bureau, row.sequence, "content")
        previous = row.hash
    if (head.sequence, head.hash) != (sequence, previous):
        yield Break(head.bureau, head.sequence, "head")


def _checkpoint_breaks(checkpoint: str) -> list[Break]:
    breaks = []
    for line in filter(None, checkpoint.splitlines()):
        bureau, sequence, digest = line.split()
        row = Event.objects.filter(bureau=bureau, sequence=int(sequence)).first()
        if row is None or row.hash != digest:
            breaks.append(Break(UUID(bureau), int(sequence), "checkpoint"))
    return breaks


def checkpoint() -> str:
    """Return one line ``bureau sequence hash`` per bureau, to be kept outside the database."""
    return "".join(f"{h.bureau} {h.sequence} {h.hash}\n" for h in Head.objects.order_by("bureau"))


def recent(
    viewer: Viewer, *, since: date, actor: UUID | None = None, most: int = 50
) -> list[Entry]:
    """Return what was done from a day on, by one actor where asked, newest first; one query."""
    rows = Event.objects.filter(bureau=viewer.bureau, on__gte=since)
    if actor is not None:
        rows = rows.filter(actor_id=actor)
    shown = rows.order_by("-sequence").values_list(*SHOWN)[:most]
    return [_entry(*row) for row in shown]


def has_acted(viewer: Act | Viewer, actor: UUID) -> bool:
    """Return whether the bureau recorded an act of somebody; one query."""
    return Event.objects.filter(bureau=viewer.bureau, actor_id=actor).exists()


def days_of(
    viewer: Act | Viewer, *, actors: Iterable[UUID], kinds: Iterable[str], since: date, until: date
) -> dict[str, list[date]]:
    """Return the days on which any of the actors did acts of these kinds, by kind; one query."""
    found: dict[str, list[date]] = {kind: [] for kind in kinds}
    rows = Event.objects.filter(
        bureau=viewer.bureau,
        on__range=(since, until),
        actor_id__in=tuple(actors),
        kind__in=tuple(found),
    )
    for kind, day in rows.order_by("on").values_list("kind", "on"):
        found[kind].append(day)
    return found
