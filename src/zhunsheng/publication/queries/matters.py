"""Matters that are to be published, what the public sees of them, and their terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from zhunsheng.kernel.canonical import canonical_text, sha256_hex
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.period import Span, last_day
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.publication.choices import Disclosed, Phrase, PublicationKind

Field = tuple[Disclosed, str]


@dataclass(frozen=True, slots=True)
class Running:
    """Something that has a last day, with what is left of its term; None where it is unknown."""

    left: Span | None

    @property
    def is_late(self) -> bool:
        """Whether its term has passed."""
        return self.left is not None and self.left.is_over

    @property
    def workdays_left(self) -> int | None:
        """The working days that are left, negative once its term has passed."""
        return self.left.workdays if self.left else None

    @property
    def late_text(self) -> str:
        """How late it is, as it is printed, nothing where it is in time."""
        if self.left is None or not self.left.is_over:
            return ""
        if self.left.workdays is None:
            return Phrase.LATE_DAYS.label.format(days=-self.left.days)
        return Phrase.LATE.label.format(days=-self.left.workdays)


class NothingToPublish(ObjectDoesNotExist):
    """The bureau has no matter of this kind and id that may be published."""


@dataclass(frozen=True, slots=True)
class Matter:
    """
    Something that is to be published: what, decided when, due until when, by which rule.

    ``opens_on`` where to publish before that day would warn somebody of a visit.
    """

    kind: PublicationKind
    subject: UUID
    title: str
    number: str
    party: str
    decided_on: date
    due_on: date | None
    basis: Citation
    party_is_person: bool = False
    page: tuple[str, UUID] | None = None
    stands: bool = True
    opens_on: date | None = None

    @property
    def url(self) -> str:
        """The page of the matter itself, empty where it has none."""
        return reverse(self.page[0], args=[self.page[1]]) if self.page else ""

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return self.kind.label


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the public will see, field by field, with its canonical text and hash."""

    kind: PublicationKind
    title: str
    fields: tuple[Field, ...]

    @property
    def text(self) -> str:
        """The canonical JSON that is stored and hashed."""
        return canonical_text(self._plain)

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON."""
        return sha256_hex(self._plain)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Printed label and value of each field."""
        return tuple((field.label, value) for field, value in self.fields)

    @property
    def _plain(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "title": self.title,
            "fields": [[field.value, field.label, value] for field, value in self.fields],
        }


def term_start(row: Any, day: date) -> date:  # noqa: ANN401  # a row of any room
    """Return the day from which a term runs: anew from the withdrawal of what waits again."""
    return getattr(row, "taken_back_on", None) or day


ONE_DAY: Final = timedelta(days=1)


class Terms:
    """The terms of one kind, each day of a decision looked up once."""

    def __init__(self, kind: PublicationKind, jurisdiction: str) -> None:
        self._kind, self._jurisdiction = kind, jurisdiction
        self._calendar = lawbook.site_calendar()
        self._known: dict[date, tuple[date | None, Citation]] = {}

    def of(self, decided_on: date) -> tuple[date | None, Citation]:
        """Return the last day of publication and the rule that says so."""
        if decided_on not in self._known:
            value = lawbook.parameter(
                self._kind.limit_key, on=decided_on, jurisdiction=self._jurisdiction
            )
            end = last_day(
                self._calendar, start=decided_on, length=value.integer(), unit=DayUnit.WORKING
            )
            self._known[decided_on] = (end, value.basis)
        return self._known[decided_on]

    def end(self, decided_on: date) -> date | None:
        """Return the last day of publication, nothing where its year is unknown."""
        return self.of(decided_on)[0]

    def first(self, due_from: date) -> date:
        """Return the first day of a decision whose term ends on a day or later."""
        day, before = due_from, due_from - ONE_DAY
        while (end := self.end(before)) is not None and end >= due_from:
            day, before = before, before - ONE_DAY
        return day

    def basis(self, decided_on: date) -> Citation:
        """Return the rule that sets the term."""
        return self.of(decided_on)[1]
