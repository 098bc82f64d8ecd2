"""The calendar of officers: what of every room falls on a day, of one officer or of a team."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEAD_CODES, Role
from zhunsheng.cases import queries as cases
from zhunsheng.desk.choices import Phrase
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection.choices import AppointmentKind
from zhunsheng.kernel.act import Viewer
from zhunsheng.workforce import queries as workforce

_HEADS: Final = HEAD_CODES
_TONES: Final = {
    AppointmentKind.VISIT: "",
    AppointmentKind.VISITED: "g",
    AppointmentKind.TERM: "o",
    AppointmentKind.REINSPECTION: "o",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What falls on a day: its kind as printed, on what, who takes part, where it is recorded."""

    on: date
    label: str
    subject: str
    people: str
    url: str
    tone: str


@dataclass(frozen=True, slots=True)
class People:
    """The officers whose calendars somebody may open, by id in order of names; and the own one."""

    names: Mapping[UUID, str]
    accounts: Mapping[UUID, UUID]
    own: UUID | None
    heads_a_team: bool

    def chosen(self, asked: UUID | None) -> tuple[UUID, ...]:
        """Return the officers of a page: one who was asked for, else all of a head, or oneself."""
        if asked in self.names:
            return (asked,) if asked else ()
        if self.heads_a_team or self.own is None:
            return tuple(self.names)
        return (self.own,)


def people(viewer: Viewer) -> People:
    """Return whose calendars the viewer may open: the bureau's, the team's, or the own alone."""
    facts = workforce.all_officer_facts(viewer)
    own = next((one.id for one in facts if one.user_id == viewer.by.id), None)
    heads, leads = viewer.by.holds(_HEADS), Role.TEAM_HEAD.value in viewer.by.roles
    if leads and not heads:
        unit = accounts.user(viewer, viewer.by.id).unit_id
        facts = tuple(one for one in facts if unit is None or one.unit_id == unit)
    elif not heads:
        facts = tuple(one for one in facts if one.id == own)
    return People(
        names={one.id: one.name for one in facts},
        accounts={one.user_id: one.id for one in facts if one.user_id},
        own=own,
        heads_a_team=heads or leads,
    )


def entries(
    viewer: Viewer, known: People, officers: Collection[UUID], since: date, until: date, *, on: date
) -> dict[date, list[Entry]]:
    """
    Return what falls on the days of a period, of these officers, by day.

    The number of queries depends neither on the officers nor on what there is.
    """
    found: dict[date, list[Entry]] = {}
    rooms = (
        _inspections(viewer, known, officers, since, until, on),
        _hearings(viewer, known, officers, since, until),
        _trainings(viewer, officers, since, until),
    )
    for entry in (one for room in rooms for one in room):
        found.setdefault(entry.on, []).append(entry)
    return found


def _names(known: People, officers: Collection[UUID], of: Collection[UUID]) -> str:
    """Return who takes part where a page shows more than one officer."""
    if len(officers) == 1:
        return ""
    return Phrase.COMMA.label.join(known.names[one] for one in of if one in known.names)


def _inspections(
    viewer: Viewer, known: People, officers: Collection[UUID], since: date, until: date, on: date
) -> Iterator[Entry]:
    for one in inspections.appointments(viewer, since, until, on=on, officers=officers):
        yield Entry(
            on=one.on,
            label=one.kind.label,
            subject=one.entity_name,
            people=_names(known, officers, one.officers),
            url=reverse("inspection:detail", args=[one.inspection]),
            tone=_tone(one.kind, one.on, on),
        )


def _tone(kind: AppointmentKind, day: date, today: date) -> str:
    is_late = kind is not AppointmentKind.VISITED and day < today
    return "r" if is_late and kind is not AppointmentKind.TERM else _TONES[kind]


def _hearings(
    viewer: Viewer, known: People, officers: Collection[UUID], since: date, until: date
) -> Iterator[Entry]:
    for one in cases.called_hearings(viewer, since, until):
        chair = known.accounts.get(one.chair) if one.chair else None
        takes = [*one.handlers, *([chair] if chair else [])]
        if not set(takes) & set(officers):
            continue
        yield Entry(
            on=one.on,
            label=Phrase.HEARING.label,
            subject=one.party,
            people=_names(known, officers, takes),
            url=reverse("cases:detail", args=[one.case]),
            tone="r",
        )


def _trainings(
    viewer: Viewer, officers: Collection[UUID], since: date, until: date
) -> Iterator[Entry]:
    """Return one entry for each training of a day, with all who took part."""
    grouped: dict[tuple[date, str, int], list[str]] = {}
    first: dict[tuple[date, str, int], UUID] = {}
    for one in workforce.trainings_between(viewer, since, until, officers):
        key = (one.held_on, one.topic, one.hours)
        grouped.setdefault(key, []).append(one.officer.name)
        first.setdefault(key, one.officer_id)
    for key, names in grouped.items():
        day, topic, hours = key
        yield Entry(
            on=day,
            label=Phrase.TRAINING.label,
            subject=Phrase.HOURS.label.format(topic=topic, hours=hours),
            people=Phrase.COMMA.label.join(names) if len(officers) > 1 else "",
            url=reverse("workforce:detail", args=[first[key]]),
            tone="n",
        )
