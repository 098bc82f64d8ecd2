"""
Acts of the visit code: show it, hand in and answer statements.

``rate`` is no act: the journal keeps nothing of a rating (decision record 0022).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils.crypto import salted_hmac

from zhunsheng.accounts.records import OfBureau
from zhunsheng.inspection import queries as inspections
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act, Actor
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit
from zhunsheng.visitcode import queries, rules
from zhunsheng.visitcode.choices import Phrase, RatingQuestion, Score, StatementKind
from zhunsheng.visitcode.events import (
    CodeShown,
    ComplaintAnswered,
    RefusalSettled,
    VisitComplained,
    VisitRefused,
)
from zhunsheng.visitcode.models import Entry, RatingTally, SpentRating, VisitStatement
from zhunsheng.visitcode.procedure import ENTRY
from zhunsheng.visitcode.rules import Rating, StatementDraft


@act
def show_code(*, ctx: Act, inspection: UUID, on: date) -> Entry:
    """
    Show the code of an inspection on entry; from then on its page is there.

    :raises StepRefused: with every reason, a day other than today among them
    :raises Stale: if the other officer showed it in the same moment
    :raises Inspection.DoesNotExist: if the actor may see none of this id
    """
    row = inspections.inspection(ctx.viewer, inspection)
    facts = replace(
        queries.facts_of(ctx, row, on=on, by=ctx.by),
        visit=inspections.visit_facts(ctx, row, on=on, by=ctx.by),
    )
    permit(ENTRY, "entry", facts, by=ctx.by, on=on, entered_on=ctx.day)
    made = Entry(
        id=ctx.new_id("entry"),
        bureau_id=ctx.bureau,
        inspection=row,
        shown_on=on,
        shown_at=ctx.at,
        by_name=ctx.by.name,
    )
    with once(partial(last_acts, ctx, ("inspection", row.id))):
        made.save(force_insert=True)
    record(ctx, CodeShown(entity=row.entity.name), on=on, subject=("inspection", row.id))
    return made


@act
def hand_in(*, ctx: Act, inspection: UUID, draft: StatementDraft, on: date) -> VisitStatement:
    """
    Hand in a statement from the page of the code: a complaint, or a refusal.

    The actor is the party, whom nobody signed in: who has the code speaks for the enterprise.

    :raises StepRefused: with every reason
    :raises NoSuchCode: if the code was not shown on entry
    """
    entry = queries.entry_of(ctx, inspection)
    if entry is None:
        raise queries.NoSuchCode(str(inspection))
    row = entry.inspection
    facts = replace(
        queries.facts_of(ctx, row, on=on, by=ctx.by),
        grounds=frozenset(draft.grounds),
        text_given=explains(draft.text),
    )
    permit(ENTRY, draft.kind.value.lower(), facts, by=ctx.by)
    made: VisitStatement = VisitStatement.objects.create(
        id=ctx.new_id("visit_statement"),
        bureau_id=ctx.bureau,
        entry=entry,
        kind=draft.kind.value,
        grounds=",".join(dict.fromkeys(one.value for one in draft.grounds)),
        text=draft.text.strip(),
        handed_on=on,
    )
    if draft.kind is StatementKind.REFUSAL:
        grounds = Phrase.COMMA.label.join(one.label for one in draft.grounds)
        happened: object = VisitRefused(entity=row.entity.name, grounds=grounds)
        record(ctx, happened, on=on, subject=("inspection", row.id))
        return made
    record(ctx, VisitComplained(digest=_digest(made)), on=on, subject=("visit_statement", made.id))
    return made


@act
def answer(*, ctx: Act, statement: UUID, text: str, on: date) -> VisitStatement:
    """
    Answer a complaint as the justice office.

    :raises StepRefused: with every reason
    :raises VisitStatement.DoesNotExist: if the actor may see none of this id
    """
    list(VisitStatement.objects.of(ctx).select_for_update().filter(id=statement))
    row = queries.complaint(ctx.viewer, statement)
    facts = replace(
        queries.facts_of(ctx, row.entry.inspection, on=on, by=ctx.by),
        answer_given=explains(text),
        is_answered=row.answered_on is not None,
        handed_on=row.handed_on,
    )
    permit(ENTRY, "complaint_answer", facts, by=ctx.by)
    row.answer, row.answered_on, row.answered_by = text.strip(), on, ctx.by.name
    row.save(update_fields=["answer", "answered_on", "answered_by"])
    record(ctx, ComplaintAnswered(digest=_digest(row)), on=on, subject=("visit_statement", row.id))
    return row


@act
def settle_refusal(*, ctx: Act, inspection: UUID, text: str, on: date) -> None:
    """
    Settle as the head what an enterprise refused a visit for, so that the visit may go on.

    Every refusal that waits is settled; who does not want the visit withdraws its approval.

    :raises StepRefused: with every reason
    :raises Inspection.DoesNotExist: if the actor may see none of this id
    """
    row = inspections.inspection(ctx.viewer, inspection)
    waiting = list(queries.open_refusals(ctx, [row.id]).select_for_update())
    facts = replace(
        queries.facts_of(ctx, row, on=on, by=ctx.by),
        answer_given=explains(text),
        refusal_open=bool(waiting),
        handed_on=max((one.handed_on for one in waiting), default=None),
    )
    permit(ENTRY, "refusal_settlement", facts, by=ctx.by)
    for one in waiting:
        one.answer, one.answered_on, one.answered_by = text.strip(), on, ctx.by.name
        one.save(update_fields=["answer", "answered_on", "answered_by"])
    happened = RefusalSettled(entity=row.entity.name, head=ctx.by.name, text=text.strip())
    record(ctx, happened, on=on, subject=("inspection", row.id))


def _digest(row: VisitStatement) -> str:
    said = f"{row.kind}|{row.grounds}|{row.text}|{row.answer}"
    return hashlib.sha256(said.encode()).hexdigest()


# --------------------------------------------------------------------------- ratings


def rate(
    *, scope: OfBureau, token: str, rating: Rating, month: date, by: Actor | None = None
) -> None:
    """
    Count a rating once for a code; ``month`` is the first day of the month.

    What is written is the same whoever rated: the keyed hash of the code without any other
    column, and one more in the sums of the month. Every sum of the month is touched, so that no
    trace of the last write points at an answer.

    ``by`` is who signed in, if anybody did; nothing of it is kept.

    :raises StepRefused: if a question is open, staff rates, or the code rated already
    """
    found = (rules.rating_is_of_the_party(by), rules.rating_is_complete(rating))
    refuse_if(tuple(filter(None, found)))
    with transaction.atomic():
        tallies = RatingTally.objects.of(scope).filter(month=month)
        if not tallies.exists():
            _open_month(scope, month)
        try:
            with transaction.atomic():
                SpentRating.objects.create(id=_spent_id(token), bureau_id=scope.bureau)
        except IntegrityError:
            refuse_if((rules.rated_already(),))
        chosen = Q()
        for question, score in sorted(rating.items(), key=lambda one: one[0].value):
            chosen |= Q(question=question.value, score=score.value)
        one_more = Case(When(chosen, then=Value(1)), default=Value(0))
        tallies.update(count=F("count") + one_more)


def _open_month(scope: OfBureau, month: date) -> None:
    """Lay out all sums of a month at once, in an order that says nothing."""
    rows = [
        RatingTally(
            id=_hashed(f"{scope.bureau}|{month}|{question.value}|{score.value}"),
            bureau_id=scope.bureau,
            month=month,
            question=question.value,
            score=score.value,
        )
        for question in RatingQuestion
        for score in Score
    ]
    try:
        with transaction.atomic():
            RatingTally.objects.bulk_create(rows)
    except IntegrityError:
        return  # a twin laid them out in the same moment


def _spent_id(token: str) -> UUID:
    return _hashed(f"spent|{token}")


def _hashed(text: str) -> UUID:
    digest = salted_hmac("zhunsheng.visitcode.rating", text, algorithm="sha256").digest()
    return UUID(bytes=digest[:16], version=4)
