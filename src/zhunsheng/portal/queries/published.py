"""What is published, as it was published; what was withdrawn, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from zhunsheng.portal.choices import Explanation
from zhunsheng.portal.queries.places import Place
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import Disclosed, Phrase, PublicationKind


@dataclass(frozen=True, slots=True)
class KindCount:
    """A kind of publication with what it is in plain words, and how many may be seen now."""

    kind: PublicationKind
    explanation: str
    count: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of the list of what is published; every value comes from its snapshot."""

    id: UUID
    kind: PublicationKind
    title: str
    party: str
    number: str
    cause: str
    content: str
    published_on: date


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is said of a publication that was taken back: why and when, none of its contents."""

    id: UUID
    kind: PublicationKind
    title: str
    number: str
    published_on: date
    withdrawn_on: date
    reason: str


def kind_counts(where: Place) -> tuple[KindCount, ...]:
    """Return every kind of publication with how many may be seen now; one query."""
    rows = publication.published(where).order_by().values_list("kind").annotate(n=Count("id"))
    found = dict(rows)
    return tuple(
        KindCount(kind, Explanation[kind.name].label, found.get(kind.value, 0))
        for kind in PublicationKind
    )


def notices(where: Place, *, kind: PublicationKind | None = None, q: str = "") -> Any:  # noqa: ANN401  # a query set of publication
    """Return what may be seen now, newest first, of one kind or with a text where asked."""
    rows = publication.published(where)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    typed = q.strip()
    return rows.filter(Q(party__contains=typed) | Q(number__contains=typed)) if typed else rows


def notice(row: Any) -> Notice:  # noqa: ANN401  # a row of publication
    """Return a publication as a line of the list, read from its snapshot alone."""
    said = {code: value for code, _, value in row.contents["fields"]}
    kind = PublicationKind(row.kind)
    return Notice(
        id=row.id,
        kind=kind,
        title=_title(said) or kind.label,
        party=said.get(Disclosed.PARTY.value, ""),
        number=said.get(Disclosed.NUMBER.value, ""),
        cause=said.get(Disclosed.CAUSE.value, ""),
        content=said.get(Disclosed.CONTENT.value, said.get(Disclosed.RESULT.value, "")),
        published_on=row.published_on,
    )


def _title(said: dict[str, str]) -> str:
    """Return what names a publication, as disclosed: by title, cause, party or department."""
    title, party, cause = (
        said.get(key.value, "") for key in (Disclosed.TITLE, Disclosed.PARTY, Disclosed.CAUSE)
    )
    department = said.get(Disclosed.DEPARTMENT.value, "")
    if department:
        return Phrase.LINE.label.format(party=party, partner=department)
    if title or party in cause:
        return title or cause
    return " ".join(filter(None, (party, cause)))


def ever_published(where: Place, publication_id: UUID) -> Any:  # noqa: ANN401  # a row of publication
    """
    Return one publication, which may have been withdrawn.

    :raises Publication.DoesNotExist: if it was never published
    """
    return publication.publication(where, publication_id)


def fallen(where: Place, row: Any, *, on: date) -> str:  # noqa: ANN401  # a row of publication
    """Return what became of a published decision, as long as it is not withdrawn (48)."""
    due = publication.withdrawal_of(where, row.id, on)
    return due.reason if due else ""


def withdrawn(where: Place) -> Any:  # noqa: ANN401  # a query set of publication
    """Return what was taken back, the last first."""
    return publication.withdrawn(where)


def withdrawn_notice(row: Any) -> Withdrawn | None:  # noqa: ANN401  # a row of publication
    """
    Return why a publication was withdrawn, nothing where it stands (行政处罚法 48).

    A title that may name a party is not told: the kind and the number stand for it.
    """
    taken_back = getattr(row, "withdrawal", None)
    if taken_back is None:
        return None
    said = {code: value for code, _, value in row.contents["fields"]}
    kind = PublicationKind(row.kind)
    own = "" if said.get(Disclosed.PARTY.value) else said.get(Disclosed.TITLE.value, "")
    return Withdrawn(
        id=row.id,
        kind=kind,
        title=own or kind.label,
        number=said.get(Disclosed.NUMBER.value, ""),
        published_on=row.published_on,
        withdrawn_on=taken_back.withdrawn_on,
        reason=taken_back.reason,
    )
