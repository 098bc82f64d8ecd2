"""Acts on letters that ask for a reply."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.remedies import queries, rules
from zhunsheng.remedies.events import LetterReceived, LetterReplied
from zhunsheng.remedies.models import Letter, LetterReply, Remedy
from zhunsheng.remedies.procedure import LETTER


@act
def register_letter(*, ctx: Act, draft: rules.LetterDraft, on: date) -> Letter:
    """
    Record that an opinion or a suggestion arrived that asks for a reply.

    :raises StepRefused: if the role does not fit, a field is empty, or the letter is known
    :raises Stale: if somebody else entered the same letter at the same moment
    :raises Remedy.DoesNotExist: if the bureau has no such remedy
    """
    queries.policy(on=on, jurisdiction=accounts.bureau(ctx).jurisdiction)
    body, number = draft.body.strip(), draft.number.strip()
    same = Letter.objects.of(ctx).filter(body=body, number=number)
    refuse_if(
        (
            *role_finding(LETTER.step("letter_receipt"), ctx.by),
            *rules.letter_findings(draft, is_known=same.exists()),
        )
    )
    about = Remedy.objects.of(ctx).get(id=draft.remedy) if draft.remedy else None
    row = Letter(
        id=ctx.new_id("letter"),
        bureau_id=ctx.bureau,
        kind=draft.kind.value,
        remedy=about,
        body=body,
        number=number,
        content=draft.content.strip(),
        stated_days=draft.stated_days,
        received_on=on,
    )
    with once(lambda: last_acts(ctx, ("letter", same.get().id))):
        row.save(force_insert=True)
    happened = LetterReceived(draft.kind.label, body, number)
    record(ctx, happened, on=on, subject=("letter", row.id))
    return row


@act
def reply_letter(*, ctx: Act, letter: UUID, draft: rules.ReplyDraft, on: date) -> Letter:
    """
    Record the written reply to a letter.

    :raises StepRefused: if the role does not fit, it was answered already, or the text is empty
    :raises Letter.DoesNotExist: if the bureau has none of this id
    """
    locked: Letter = Letter.objects.of(ctx).select_for_update().get(id=letter)
    is_answered = LetterReply.objects.of(ctx).filter(letter=locked).exists()
    refuse_if(
        (
            *role_finding(LETTER.step("letter_reply"), ctx.by),
            *rules.reply_findings(
                draft, received_on=locked.received_on, is_answered=is_answered, on=on
            ),
        )
    )
    reply = LetterReply.objects.create(
        id=ctx.new_id("letter.reply"),
        bureau_id=ctx.bureau,
        letter=locked,
        number=draft.number.strip(),
        text=draft.text.strip(),
        replied_on=on,
        replied_by=ctx.by.name,
    )
    happened = LetterReplied(locked.kind_label, reply.number)
    record(ctx, happened, on=on, subject=("letter", locked.id))
    return locked
