"""The seed: parties commit, then open; or one hand writes dice down and another checks them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.documents import queries as documents
from zhunsheng.documents.services import keep_file
from zhunsheng.draw import queries, rules
from zhunsheng.draw.choices import DrawStep, Phrase, SeedMethod
from zhunsheng.draw.events import CommitmentWithdrawn, Committed, Opened, OutcomeEntered, SeedBound
from zhunsheng.draw.models import (
    Draw,
    DrawCommitment,
    DrawOpening,
    DrawOutcome,
    DrawSeed,
    DrawWithdrawal,
)
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.rules import Contribution, DrawFacts, Pool
from zhunsheng.draw.services.parts import locked
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import plain
from zhunsheng.kernel.names import says
from zhunsheng.kernel.procedure import permit


def _facts(row: Draw, pool: Pool, on: date) -> DrawFacts:
    parties = queries.parties(row, pool.seed_plan)
    return queries.facts_of(row, on=on, pool=pool, parties=parties)


@act
def commit_contribution(
    *,
    ctx: Act,
    draw: UUID,
    contributor: str,
    commitment: str,
    witness: str = "",
    paper: bytes = b"",
    on: date,
) -> Draw:
    """
    Take down what a party commits to: the hash of what it will open, bound to this draw.

    The value itself stays with the party. The legal section and the justice department commit at
    their own accounts; for a party without one the legal section takes down its ``paper`` (a
    scan) with the name and post of the ``witness`` who signed it. One account takes down the
    commitment of one party, whoever published the pool that of none.

    :raises StepRefused: before the pool, by a stranger or for another, a second time, without the
        paper, or in another form
    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = locked(ctx, draw)
    pool = queries.head(row)
    facts = _facts(row, pool, on)
    who, promised = contributor.strip(), commitment.strip().lower()
    by = rules.Committer(
        roles=ctx.by.roles,
        is_maker=row.published_by == ctx.by.id,
        entered=queries.entered_by(row, ctx.by.id),
        has_paper=says(witness) and bool(documents.read_scan(paper).kind),
    )
    permit(
        RANDOM_DRAW,
        DrawStep.COMMITMENT.value,
        facts,
        by=ctx.by,
        extra=(*rules.commitment_findings(facts, who, promised, by),),
        on=on,
        entered_on=ctx.day,
    )
    DrawCommitment.objects.create(
        id=ctx.new_id("draw.commitment"),
        bureau_id=ctx.bureau,
        draw=row,
        contributor=who,
        number=row.commitments.filter(contributor=who).count() + 1,
        commitment=promised,
        entered_by=ctx.by.id,
        witness=witness.strip(),
        paper=keep_file(paper) if paper else "",
        committed_on=on,
        committed_at=ctx.at,
    )
    record(ctx, Committed(who, promised), on=on, subject=("draw", row.id))
    return row


@act
def withdraw_commitment(*, ctx: Act, draw: UUID, contributor: str, reason: str, on: date) -> Draw:
    """
    Take a wrong commitment back before anybody has opened; it is kept, and the party commits anew.

    :raises StepRefused: once somebody opened, for another's commitment, or without a reason
    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = locked(ctx, draw)
    pool = queries.head(row)
    parties = queries.parties(row, pool.seed_plan)
    who = next((one for one in parties if one.name == contributor.strip()), None)
    permit(
        RANDOM_DRAW,
        DrawStep.WITHDRAWAL.value,
        queries.facts_of(row, on=on, pool=pool, parties=parties),
        by=ctx.by,
        extra=(
            *rules.withdrawal_findings(
                contributor.strip(),
                reason,
                stands=bool(who and who.commitment),
                is_own=bool(who and who.entered_by == ctx.by.id),
            ),
        ),
        on=on,
        entered_on=ctx.day,
    )
    promise = queries.standing_commitments(row)[contributor.strip()]
    DrawWithdrawal.objects.create(
        id=ctx.new_id("draw.withdrawal"),
        bureau_id=ctx.bureau,
        commitment=promise,
        reason=reason.strip(),
        withdrawn_on=on,
        withdrawn_at=ctx.at,
    )
    happened = CommitmentWithdrawn(promise.contributor, promise.commitment, reason.strip())
    record(ctx, happened, on=on, subject=("draw", row.id))
    return row


@act
def open_contribution(*, ctx: Act, draw: UUID, contributor: str, value: str, on: date) -> Draw:
    """
    Take down what a party opens; the last opening binds the seed at once, so that nobody waits.

    :raises StepRefused: while a party has not committed, by a stranger, a second time, or where
        the value is not what was promised
    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = locked(ctx, draw)
    pool = queries.head(row)
    parties = queries.parties(row, pool.seed_plan)
    facts = queries.facts_of(row, on=on, pool=pool, parties=parties)
    given = Contribution(contributor.strip(), value.strip().lower())
    own = next((one for one in parties if one.name == given.contributor), None)
    permit(
        RANDOM_DRAW,
        DrawStep.OPENING.value,
        facts,
        by=ctx.by,
        extra=(
            *rules.opening_findings(
                facts,
                given,
                draw=pool.draw,
                commitment=own.commitment if own else "",
                is_own=bool(own and own.entered_by == ctx.by.id),
            ),
        ),
        on=on,
        entered_on=ctx.day,
    )
    DrawOpening.objects.create(
        id=ctx.new_id("draw.opening"),
        bureau_id=ctx.bureau,
        draw=row,
        contributor=given.contributor,
        value=given.value,
        opened_on=on,
        opened_at=ctx.at,
    )
    record(ctx, Opened(given.contributor, given.value), on=on, subject=("draw", row.id))
    if facts.silent == (given.contributor,):
        values = {one.name: one.value for one in parties} | {given.contributor: given.value}
        named = (Contribution(one, values[one]) for one in facts.contributors)
        _bind(ctx, row, pool, tuple(named), on=on)
    return row


@act
def enter_outcome(
    *,
    ctx: Act,
    draw: UUID,
    numbers: str,
    witnesses: tuple[str, ...],
    source: str,
    proof: bytes = b"",
    on: date,
) -> Draw:
    """
    Write down, as the legal section, the points of dice or the outcome of the event of the pool.

    ``numbers`` are points in the order thrown, or the numbers in the order published. ``proof`` is
    the photo of the throw: the seed can be recomputed from the points, the points from nothing. A
    later entry stands in the place of the earlier, which is kept, until the seed is bound.

    :raises StepRefused: where the parties commit, after the seed, before the event, by who
        published the pool, or without enough numbers, two witnesses, where it was, and, of dice, a
        photo of this throw
    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = locked(ctx, draw)
    pool = queries.head(row)
    facts, values = _facts(row, pool, on), _values(pool, numbers)
    findings = (
        *rules.maker_findings(is_maker=row.published_by == ctx.by.id),
        *rules.outcome_findings(facts, values, witnesses=witnesses, source=source),
        *rules.proof_findings(
            facts,
            shown=bool(documents.read_scan(proof).kind),
            used_in=queries.shown_in(ctx, proof, beside=row.id),
        ),
    )
    permit(
        RANDOM_DRAW,
        DrawStep.OUTCOME.value,
        facts,
        by=ctx.by,
        extra=findings,
        on=on,
        entered_on=ctx.day,
    )
    made = DrawOutcome.objects.create(
        id=ctx.new_id("draw.outcome"),
        bureau_id=ctx.bureau,
        draw=row,
        number=row.outcomes.count() + 1,
        numbers=rules.spelled(values),
        witnesses=[one.strip() for one in witnesses if one.strip()],
        source=source.strip(),
        proof=keep_file(proof) if proof else "",
        entered_by=ctx.by.id,
        entered_on=on,
        entered_at=ctx.at,
    )
    happened = OutcomeEntered(
        numbers=made.numbers,
        witnesses=Phrase.COMMA.label.join(made.witnesses),
        source=made.source,
        proof=_photo(made.proof),
    )
    record(ctx, happened, on=on, subject=("draw", row.id))
    return row


@act
def bind_seed(*, ctx: Act, draw: UUID, numbers: str, on: date) -> Draw:
    """
    Bind the seed, as the justice department, to the outcome that it read for itself.

    ``numbers`` are read from the photo of the throw, or from where the event was published.

    :raises StepRefused: where the parties commit, a second time, before the outcome was written
        down, by who wrote it or published the pool, or where the numbers differ from it
    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = locked(ctx, draw)
    pool, written = queries.head(row), queries.outcome_of(row)
    facts = _facts(row, pool, on)
    findings = (
        *rules.maker_findings(is_maker=row.published_by == ctx.by.id),
        *rules.check_findings(
            facts,
            _values(pool, numbers),
            written=written.numbers if written else None,
            is_scribe=bool(written and written.entered_by == ctx.by.id),
        ),
    )
    permit(
        RANDOM_DRAW,
        DrawStep.SEED.value,
        facts,
        by=ctx.by,
        extra=findings,
        on=on,
        entered_on=ctx.day,
    )
    assert written is not None
    by_dice = pool.seed_plan.method is SeedMethod.DICE
    name = Phrase.DICE.label if by_dice else pool.seed_plan.event
    _bind(ctx, row, pool, (Contribution(name, written.numbers),), on=on, outcome=written)
    return row


def _values(pool: Pool, numbers: str) -> tuple[int, ...]:
    by_dice = pool.seed_plan.method is SeedMethod.DICE
    return rules.dice(numbers) if by_dice else rules.numbers(numbers)


def _photo(proof: str) -> str:
    return Phrase.PHOTO.label.format(digest=proof) if proof else ""


def _bind(
    ctx: Act,
    row: Draw,
    pool: Pool,
    given: tuple[Contribution, ...],
    *,
    on: date,
    outcome: DrawOutcome | None = None,
) -> None:
    seed = rules.seed_of(pool.seed_plan.method, given, row.pool_hash)
    row.seed_row = DrawSeed.objects.create(
        id=ctx.new_id("draw.seed"),
        bureau_id=ctx.bureau,
        draw=row,
        contributions=plain(given),
        outcome=outcome,
        witnesses=outcome.witnesses if outcome else [],
        source=outcome.source if outcome else "",
        proof=outcome.proof if outcome else "",
        seed=seed,
        bound_on=on,
        bound_at=ctx.at,
    )
    names = Phrase.COMMA.label.join(one.contributor for one in given)
    proof = _photo(outcome.proof if outcome else "")
    happened = SeedBound(contributors=names, seed=seed, proof=proof)
    record(ctx, happened, on=on, subject=("draw", row.id))
