"""Acts on supervision letters: draft, sign, receive, answer, ask again, go up, settle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.documents import services as documents
from zhunsheng.documents.rendering import date_text
from zhunsheng.documents.rules import Paper
from zhunsheng.jointwork import queries
from zhunsheng.jointwork.choices import Phrase, SupervisionKind
from zhunsheng.jointwork.events import (
    LetterAnswered,
    LetterDrafted,
    LetterEscalated,
    LetterReceived,
    LetterReturned,
    LetterSettled,
    LetterSigned,
    LetterUnsigned,
)
from zhunsheng.jointwork.models import SupervisionAct, SupervisionLetter
from zhunsheng.jointwork.procedure import SUPERVISION
from zhunsheng.jointwork.rules import EscalationDraft, LetterDraft, LetterFacts, ResponseDraft
from zhunsheng.jointwork.rules import letters as rules
from zhunsheng.jointwork.services.base import lock, take
from zhunsheng.jointwork.services.scoping import scoped
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import permit

#: Each kind of letter is a paper of its own.
_ISSUE: Final[dict[SupervisionKind, Callable[..., Paper]]] = {
    SupervisionKind.SUPERVISION_LETTER: partial(documents.issue, kind="supervision_letter"),
    SupervisionKind.REMINDER_LETTER: partial(documents.issue, kind="reminder_letter"),
    SupervisionKind.SUGGESTION_LETTER: partial(documents.issue, kind="suggestion_letter"),
}


@act
def draft_letter(*, ctx: Act, draft: LetterDraft, on: date) -> SupervisionLetter:
    """
    Draft a letter to a street or a department.

    :raises StepRefused: with every reason
    """
    bureau = accounts.bureau(ctx).name
    found = (
        *rules.letter_findings(draft, bureau=bureau, on=on),
        *scoped(ctx, entities=[draft.entity], units=[draft.unit]),
    )
    permit(SUPERVISION, "letter_draft", LetterFacts(on=on), by=ctx.by, extra=found)
    row: SupervisionLetter = SupervisionLetter.objects.create(
        id=ctx.new_id("supervision_letter"),
        bureau_id=ctx.bureau,
        kind=draft.kind.value,
        unit_id=draft.unit,
        recipient=draft.recipient.strip(),
        subject=draft.subject.strip(),
        asked=draft.asked.strip(),
        entity_id=draft.entity,
        due_on=draft.due_on,
        drafted_on=on,
    )
    happened = LetterDrafted(kind=row.kind_label, recipient=row.recipient, subject=row.subject)
    return take(ctx, SupervisionAct, row, "letter_draft", happened, on=on)


@act
def sign_letter(*, ctx: Act, letter: UUID, version: int | None, on: date) -> SupervisionLetter:
    """
    Sign a letter and issue it; a street sees it from now on.

    :raises StepRefused: with every reason
    :raises Stale: if the letter changed since the form was opened
    """
    row = _permitted(ctx, "letter_signing", letter, version, on)
    due = Phrase.NO_ANSWER.label
    if row.due_on is not None:
        due = Phrase.DUE.label.format(day=date_text(row.due_on))
    drafter = row.acts.get(sequence=1).by_name
    content = {
        "recipient": row.recipient,
        "subject": row.subject,
        "entity": row.entity.kept.name if row.entity else "",
        "asked": row.asked,
        "due": due,
        "contact": Phrase.CONTACT.label.format(name=drafter, phone=accounts.bureau(ctx).phone),
    }
    issue = _ISSUE[SupervisionKind(row.kind)]
    paper = issue(ctx, subject=("supervision_letter", row.id), content=content, on=on)
    happened = LetterSigned(signer=ctx.by.name, kind=row.kind_label, number=paper.number)
    return take(ctx, SupervisionAct, row, "letter_signing", happened, on=on, paper=paper)


@act
def refuse_letter(
    *, ctx: Act, letter: UUID, text: str, version: int | None, on: date
) -> SupervisionLetter:
    """
    Decide not to sign a letter, with the reason.

    :raises StepRefused: with every reason
    :raises Stale: if the letter changed since the form was opened
    """
    row = _permitted(ctx, "letter_refusal", letter, version, on, rules.text_findings(text))
    happened = LetterUnsigned(signer=ctx.by.name, reason=text.strip())
    data = {"text": text.strip()}
    return take(ctx, SupervisionAct, row, "letter_refusal", happened, on=on, data=data)


@act
def receive_letter(
    *, ctx: Act, letter: UUID, recipient: str, version: int | None, on: date
) -> SupervisionLetter:
    """
    Record that the addressee received a letter: a street by itself, else the bureau by receipt.

    :raises StepRefused: with every reason
    :raises Stale: if the letter changed since the form was opened
    :raises SupervisionLetter.DoesNotExist: if it is addressed to another street
    """
    extra = rules.recipient_findings(recipient)
    row = _permitted(ctx, "signing_for", letter, version, on, extra)
    happened = LetterReceived(recipient=row.recipient, name=recipient.strip())
    data = {"text": recipient.strip()}
    return take(ctx, SupervisionAct, row, "signing_for", happened, on=on, data=data)


@act
def answer_letter(
    *, ctx: Act, letter: UUID, draft: ResponseDraft, version: int | None, on: date
) -> SupervisionLetter:
    """
    Answer a letter: a street its own, or the bureau enters the answer with the paper received.

    :raises StepRefused: with every reason
    :raises Stale: if the letter changed since the form was opened
    :raises SupervisionLetter.DoesNotExist: if it is addressed to another street
    """
    by_street = queries.own_unit(ctx.viewer) is not None
    extra = rules.response_findings(draft, by_street=by_street)
    row = _permitted(ctx, "letter_response", letter, version, on, extra)
    happened = LetterAnswered(recipient=row.recipient, text=draft.text.strip())
    data = {"text": draft.text.strip(), "paper": draft.paper.strip()}
    return take(ctx, SupervisionAct, row, "letter_response", happened, on=on, data=data)


@act
def return_response(
    *, ctx: Act, letter: UUID, text: str, due_on: date, version: int | None, on: date
) -> SupervisionLetter:
    """
    Ask for more where an answer does not suffice, by a new day.

    :raises StepRefused: with every reason
    :raises Stale: if the letter changed since the form was opened
    """
    row = _permitted(ctx, "response_return", letter, version, on, rules.text_findings(text), due_on)
    happened = LetterReturned(recipient=row.recipient, due_on=due_on.isoformat(), text=text.strip())
    data = {"text": text.strip(), "due_on": due_on.isoformat()}
    return take(ctx, SupervisionAct, row, "response_return", happened, on=on, data=data)


@act
def escalate_letter(
    *, ctx: Act, letter: UUID, draft: EscalationDraft, version: int | None, on: date
) -> SupervisionLetter:
    """
    Take a letter that nobody answered in time one level up, with a new day.

    :raises StepRefused: with every reason
    :raises Stale: if the letter changed since the form was opened
    """
    extra = rules.escalation_findings(draft)
    row = _permitted(ctx, "letter_escalation", letter, version, on, extra, draft.due_on)
    happened = LetterEscalated(
        signer=ctx.by.name,
        body=draft.body.strip(),
        due_on=draft.due_on.isoformat(),
        text=draft.text.strip(),
    )
    data = {
        "body": draft.body.strip(),
        "text": draft.text.strip(),
        "due_on": draft.due_on.isoformat(),
    }
    return take(ctx, SupervisionAct, row, "letter_escalation", happened, on=on, data=data)


@act
def settle_letter(
    *, ctx: Act, letter: UUID, text: str, version: int | None, on: date
) -> SupervisionLetter:
    """
    Settle a letter after its answer was looked at.

    :raises StepRefused: with every reason
    :raises Stale: if the letter changed since the form was opened
    """
    row = _permitted(ctx, "letter_closing", letter, version, on, rules.text_findings(text))
    happened = LetterSettled(text=text.strip())
    data = {"text": text.strip()}
    return take(ctx, SupervisionAct, row, "letter_closing", happened, on=on, data=data)


def _permitted(
    ctx: Act,
    step: str,
    letter: UUID,
    version: int | None,
    on: date,
    extra: tuple[Finding, ...] = (),
    new_due_on: date | None = None,
) -> SupervisionLetter:
    """Return a letter that the actor may see, locked, where the step may be taken."""
    lock(ctx, SupervisionLetter, SupervisionAct, letter, version=version, procedure=SUPERVISION)
    row = queries.letter(ctx.viewer, letter)
    facts = replace(queries.letter_facts(row, on=on), new_due_on=new_due_on)
    permit(SUPERVISION, step, facts, by=ctx.by, extra=extra)
    return row
