"""Supervision letters: the list, one letter, where it stands; a street sees its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhunsheng.jointwork.choices import Progress, SupervisionKind
from zhunsheng.jointwork.models import SupervisionAct, SupervisionLetter
from zhunsheng.jointwork.queries.acts import acts_in_order, done_acts
from zhunsheng.jointwork.queries.tasks import own_unit
from zhunsheng.jointwork.rules.letters import LetterFacts
from zhunsheng.kernel.act import Viewer

ENDING = ("letter_refusal", "letter_closing")


@dataclass(frozen=True, slots=True)
class LetterFilters:
    """What the list of letters is narrowed to."""

    q: str = ""
    kind: SupervisionKind | None = None
    year: int | None = None
    progress: Progress | None = None


def visible_letters(viewer: Viewer) -> QuerySet[SupervisionLetter]:
    """Return the letters that the viewer may see: a street those signed and addressed to it."""
    rows: QuerySet[SupervisionLetter] = SupervisionLetter.objects.of(viewer)
    street = own_unit(viewer)
    if street is None:
        return rows
    signed = SupervisionAct.objects.of(viewer).filter(letter=OuterRef("pk"), step="letter_signing")
    return rows.filter(Exists(signed), unit_id=street)


def letters(viewer: Viewer, filters: LetterFilters | None = None) -> QuerySet[SupervisionLetter]:
    """Return the letters that the viewer may see with their acts, newest first, narrowed."""
    wanted, rows = filters or LetterFilters(), visible_letters(viewer)
    if wanted.q.strip():
        typed = wanted.q.strip()
        rows = rows.filter(Q(recipient__contains=typed) | Q(subject__contains=typed))
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind.value)
    if wanted.year is not None:
        rows = rows.filter(drafted_on__year=wanted.year)
    if wanted.progress is Progress.UNFINISHED:
        ended = SupervisionAct.objects.of(viewer).filter(letter=OuterRef("pk"), step__in=ENDING)
        rows = rows.filter(~Exists(ended))
    return rows.prefetch_related(acts_in_order(viewer, SupervisionAct)).order_by(
        "-drafted_on", "-id"
    )


def letter(viewer: Viewer, letter_id: UUID) -> SupervisionLetter:
    """
    Return a letter that the viewer may see.

    :raises SupervisionLetter.DoesNotExist: if there is none
    """
    return letters(viewer).select_related("entity").get(id=letter_id)


def letter_facts(row: SupervisionLetter, *, on: date) -> LetterFacts:
    """Return what the rules look at."""
    acts = tuple(row.acts.all())
    return LetterFacts(on=on, acts=done_acts(acts), due_on=current_due_on(row))


def current_due_on(row: SupervisionLetter) -> date | None:
    """Return the day by which a letter is to be answered, as it was last set."""
    set_anew = [
        one.contents["due_on"]
        for one in row.acts.all()
        if one.step in {"response_return", "letter_escalation"}
    ]
    return date.fromisoformat(set_anew[-1]) if set_anew else row.due_on


def number_of(row: SupervisionLetter) -> str:
    """Return the number of the letter as issued, empty before it was signed."""
    for one in row.acts.all():
        if one.step == "letter_signing":
            return str(one.contents["number"])
    return ""
