"""Rows behind the figures of statistics."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from zhunsheng.accounts.records import Scope
from zhunsheng.cases import queries as cases
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Row
from zhunsheng.lawbook.choices import PartyKind
from zhunsheng.publication.choices import Phrase, PublicationKind
from zhunsheng.publication.models import Publication, Withdrawal
from zhunsheng.publication.queries import sources
from zhunsheng.web.linked import Joined, Linked, linked

TABLE = "publication.publication"
#: The record of each kind of matter that stands unpublished; other kinds are no duty of this room.
RECORDS = {
    PublicationKind.DECISION: "cases.decision",
    PublicationKind.DRAW_RESULT: "draw.draw",
    PublicationKind.INSPECTION_RESULT: "inspection.inspection",
    PublicationKind.DEPARTMENT_RESULT: "draw.partnerresult",
    PublicationKind.PLAN: "planning.annualplan",
}

#: Which round a publication is, said of what was put out again.
_BEFORE, _AFTER = map(Value, Phrase.AGAIN.label.split("{round}"))
_AGAIN = Case(
    When(round__gt=1, then=Concat(_BEFORE, Cast("round", CharField()), _AFTER)),
    default=Value(""),
    output_field=CharField(),
)


def published_rows(viewer: Scope, since: date, until: date) -> Linked:
    """
    Return one row for each matter published in the period.

    A matter that was withdrawn and put out again counts once (first round only).
    """
    rows = Publication.objects.of(viewer).filter(
        published_on__gte=since, published_on__lte=until, round=1
    )
    return _linked(rows.order_by("published_on", "id"))


def of_kind(rows: Linked, kind: PublicationKind) -> Linked:
    """Return the matters of a kind among those of a period."""
    return rows.where(kind=kind.value)


def _linked(rows: QuerySet[Publication], *more: str) -> Linked:
    return linked(TABLE, "publication:detail", rows, "id", "id", "number", "title", *more)


def late_rows(viewer: Viewer, since: date, until: date, as_of: date) -> Joined:
    """
    Return one row for each term of publication that ended in the period and was not kept.

    A matter was published after its last day, or is not published on the day of the statistics.
    The term of what was withdrawn to be corrected runs anew: each round that came late is a row.
    """
    rows = Publication.objects.of(viewer).filter(
        published_on__lte=as_of,
        due_on__gte=since,
        due_on__lte=until,
        published_on__gt=F("due_on"),
    )
    waiting = sources.open_matters(viewer, due_from=since, decided_until=until, as_of=as_of)
    late = sorted(
        (matter.due_on, matter.kind.value, matter.subject, matter)
        for matter in waiting
        if matter.due_on and since <= matter.due_on <= until and matter.due_on < as_of
    )
    return Joined(
        (
            _linked(rows.annotate(again=_AGAIN).order_by("due_on", "id"), "again"),
            tuple(
                Row(
                    key=f"{RECORDS[one.kind]}:{one.subject}",
                    label=f"{one.number} {one.title}".strip(),
                    url=one.url,
                )
                for *_, one in late
            ),
        )
    )


def shown_on(
    viewer: Scope, kind: PublicationKind, as_of: date, *, among: Iterable[UUID]
) -> dict[UUID, date | None]:
    """
    Return which of these subjects of a kind were published by a day; for comparing sets.

    Beside each stands the day on which it was withdrawn, None where it was out.
    """
    rows = Publication.objects.of(viewer).filter(
        kind=kind.value, published_on__lte=as_of, subject_id__in=list(among)
    )
    last = rows.order_by("round").values_list("subject_id", "withdrawal__withdrawn_on")
    return {one: on if on is not None and on <= as_of else None for one, on in last}


def unpublished_rows(viewer: Viewer, since: date, until: date, as_of: date) -> Linked:
    """
    Return the penalties decided in the period that are not published by a day.

    Those whose term still runs and those that the law keeps from the public are among them: what
    was decided in a period is what was published of it and these.
    """
    shown = Publication.objects.of(viewer).filter(
        kind=PublicationKind.DECISION.value, subject_id=OuterRef("pk"), published_on__lte=as_of
    )
    return cases.decision_rows(viewer, since, until).where(~Q(Exists(shown)))


def kept_of_persons(viewer: Viewer, since: date, until: date, as_of: date) -> Linked:
    """Return those of the unpublished penalties whose party is a natural person, kept by rule."""
    rows = unpublished_rows(viewer, since, until, as_of)
    return rows.where(case__party_kind=PartyKind.PERSON.value)


def withdrawn_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the withdrawals of what was published, by the day of withdrawal; one query."""
    rows = Withdrawal.objects.of(viewer).filter(withdrawn_on__range=(since, until))
    ordered = rows.order_by("withdrawn_on", "id")
    columns = ("id", "publication_id", "publication__number", "publication__title")
    return linked("publication.withdrawal", "publication:detail", ordered, *columns)
