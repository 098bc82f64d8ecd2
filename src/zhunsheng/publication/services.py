"""Acts of publication: publish a matter, withdraw a publication."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Later
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit
from zhunsheng.publication import queries, rules
from zhunsheng.publication.choices import Disclosed, Phrase, PublicationKind
from zhunsheng.publication.events import Published, Withdrawn
from zhunsheng.publication.models import Publication, Withdrawal
from zhunsheng.publication.procedure import PUBLICATION


@act
def publish(
    *, ctx: Act, kind: PublicationKind, subject: UUID, on: date, place: str = ""
) -> Publication:
    """
    Publish a decision, the result of a draw or an inspection, or a plan.

    What the public sees is stored with its hash and never changes.

    :raises StepRefused: with every reason: a natural person, out already, before the decision
    :raises NothingToPublish: if the bureau has no such matter
    """
    matter, snapshot = queries.matter(ctx.viewer, kind, subject)
    return put_out(ctx, matter=matter, snapshot=snapshot, on=on, place=place)


def put_out(
    ctx: Act, *, matter: queries.Matter, snapshot: queries.Snapshot, on: date, place: str = ""
) -> Publication:
    """
    Publish a matter of a higher room inside its act, as the annual report does.

    :raises StepRefused: with every reason why it may not be published
    """
    rounds = queries.of_subject(ctx, matter.kind, matter.subject)
    facts = queries.facts_of(
        rounds,
        on=on,
        decided_on=matter.decided_on,
        party_is_person=matter.party_is_person,
        stands=matter.stands,
        opens_on=matter.opens_on,
    )
    left = rules.numbers_left(dict(snapshot.fields).get(Disclosed.FACTS, ""))
    permit(PUBLICATION, "publish", facts, by=ctx.by, extra=left, on=on, entered_on=ctx.day)
    row = Publication(
        id=ctx.new_id("publication"),
        bureau_id=ctx.bureau,
        kind=matter.kind.value,
        subject_id=matter.subject,
        round=len(rounds) + 1,
        title=matter.title,
        number=matter.number,
        party=matter.party,
        decided_on=matter.decided_on,
        due_on=matter.due_on,
        published_on=on,
        place=rules.mask_text(place) or Phrase.OWN_SITE.label,
        snapshot=snapshot.text,
        snapshot_hash=snapshot.hash,
        published_by=ctx.by.name,
    )
    with once(lambda: _later(ctx, matter)):
        row.save(force_insert=True)
    happened = Published(matter.kind_label, matter.title, row.place, row.snapshot_hash)
    record(ctx, happened, on=on, subject=("publication", row.id))
    return row


def _later(ctx: Act, matter: queries.Matter) -> tuple[Later, ...]:
    """Return what somebody else published of a matter at the same moment."""
    rounds = queries.of_subject(ctx, matter.kind, matter.subject)
    return last_acts(ctx, ("publication", rounds[-1].id)) if rounds else ()


@act
def withdraw(
    *, ctx: Act, publication: UUID, reason: str, on: date, corrects: bool = False
) -> Publication:
    """
    Withdraw a publication whose decision was changed, annulled or found unlawful or void.

    Since when, and until when it is in time, is what the record of the case says. Where the
    decision stands, ``corrects`` withdraws what was shown wrongly; the matter then waits to be
    published again. The reason is shown to the public (行政处罚法 48); the row stays.

    :raises StepRefused: with every reason: not published, no reason given, nothing changed
    :raises Publication.DoesNotExist: if the bureau has no such publication
    """
    return take_back(ctx, publication=publication, reason=reason, on=on, corrects=corrects)


def take_back(
    ctx: Act, *, publication: UUID, reason: str, on: date, corrects: bool = False
) -> Publication:
    """
    Withdraw a publication inside the act of a higher room, as a corrected annual report does.

    :raises StepRefused: with every reason: not published, no reason given, nothing changed
    :raises Publication.DoesNotExist: if the bureau has no such publication
    """
    row = queries.publication(ctx, publication)
    given = rules.mask_text(" ".join(reason.split()))
    called = queries.withdrawal_of(ctx, publication, on)
    facts = queries.facts_of(
        [row], on=on, has_reason=explains(given), is_changed=called is not None, corrects=corrects
    )
    permit(PUBLICATION, "withdraw", facts, by=ctx.by, on=on, entered_on=ctx.day)
    taken_back = Withdrawal(
        id=ctx.new_id("withdrawal"),
        bureau_id=ctx.bureau,
        publication=row,
        reason=given,
        changed_on=called.change.on if called else None,
        due_on=called.due_on if called else None,
        withdrawn_on=on,
        withdrawn_by=ctx.by.name,
    )
    with once(lambda: last_acts(ctx, ("publication", row.id))):
        taken_back.save(force_insert=True)
    record(ctx, Withdrawn(row.title, given), on=on, subject=("publication", row.id))
    return row
