"""While things are sealed or seized: tests, a longer term, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from zhunsheng.compulsion import queries, rules
from zhunsheng.compulsion.choices import HandlingKind, MatterKind, ReleaseGround
from zhunsheng.compulsion.events import (
    MeasureExtended,
    MeasureHandled,
    TestingEnded,
    TestingTold,
)
from zhunsheng.compulsion.models import Measure
from zhunsheng.compulsion.rules import HandlingDraft, Outcome, TestPeriod
from zhunsheng.compulsion.services import base, contents
from zhunsheng.documents import services as documents
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.names import explains


@act
def tell_testing(
    *,
    ctx: Act,
    measure: UUID,
    matter: str,
    period: TestPeriod,
    in_writing: bool,
    at: datetime,
    version: int | None,
    on: date,
) -> Measure:
    """
    Tell the party in writing from when until when things are tested; the term waits meanwhile.

    :raises StepRefused: with every reason
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    base.permit(
        ctx,
        file,
        "testing",
        on=on,
        at=at,
        test_from=period.first,
        test_until=period.last,
        told_in_writing=in_writing,
    )
    paper = documents.issue(
        ctx,
        kind="testing_notice",
        subject=base.subject(file),
        content=contents.testing_notice(ctx, file, matter, period),
        on=on,
    )
    data = {"matter": matter, "first": period.first, "last": period.last}
    base.take(ctx, file, "testing", on=on, at=at, data=data, document=paper)
    row = file.measure
    happened = TestingTold(
        entity=row.entity.name,
        matter=matter,
        first=period.first.isoformat(),
        last=period.last.isoformat(),
        number=paper.number,
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return row


@act
def end_testing(
    *, ctx: Act, measure: UUID, result: str, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Enter that a test has ended; from the next day on the term runs again.

    :raises StepRefused: with every reason
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    base.permit(ctx, file, "testing_result", on=on, at=at)
    base.take(ctx, file, "testing_result", on=on, at=at, data={"result": result})
    row = file.measure
    happened = TestingEnded(row.entity.name, on.isoformat(), result)
    record(ctx, happened, on=on, subject=base.subject(file))
    return row


@act
def extend(
    *,
    ctx: Act,
    measure: UUID,
    days: int,
    reason: str,
    at: datetime,
    version: int | None,
    on: date,
) -> Measure:
    """
    Extend the term of sealing or seizing before its end, once, with reasons told in writing.

    :raises StepRefused: with every reason
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    why = reason.strip()
    facts = base.permit(
        ctx, file, "extension", on=on, at=at, extension_days=days, reason_given=explains(why)
    )
    assert facts.due_on is not None
    tests = file.course.tests
    until = rules.term_end(facts.due_on, days, tests)
    paper = documents.issue(
        ctx,
        kind="seal_seize_extension",
        subject=base.subject(file),
        content=contents.extension(ctx, file, days, why, before=facts.due_on, until=until),
        on=on,
    )
    data = {"days": days, "reason": why, "before": facts.due_on, "until": until}
    base.take(ctx, file, "extension", on=on, at=at, data=data, document=paper)
    row = file.measure
    happened = MeasureExtended(
        entity=row.entity.name,
        kind=row.kind_label,
        approver=ctx.by.name,
        days=days,
        until=until.isoformat(),
        why=why,
        number=paper.number,
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return row


@act
def handle(
    *, ctx: Act, measure: UUID, draft: HandlingDraft, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Decide what becomes of what was sealed or seized: release, or in time anything else.

    :raises StepRefused: with every reason
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    made = [one for one in queries.outcomes(ctx.viewer, file.measure) if one.made_on <= on]
    base.permit(
        ctx,
        file,
        "handling",
        on=on,
        at=at,
        handling=draft.kind,
        ground_of_release_named=draft.ground is not None,
        paper_holds=any(
            draft.kind in one.handling and one.number == draft.paper.strip() for one in made
        ),
        law_named=rules.names_a_law(draft.note),
        settled_early=draft.ground is ReleaseGround.SETTLED and _is_undecided(file, made),
    )
    paper = documents.issue(
        ctx,
        kind="seal_seize_handling",
        subject=base.subject(file),
        content=contents.handling(ctx, file, draft),
        on=on,
    )
    base.take(
        ctx,
        file,
        "handling",
        on=on,
        at=at,
        data=asdict(draft),
        outcome=draft.kind.value,
        document=paper,
    )
    row = file.measure
    happened = MeasureHandled(row.entity.name, row.kind_label, draft.kind.label, paper.number)
    record(ctx, happened, on=on, subject=base.subject(file))
    return row


def _is_undecided(file: queries.MeasureFile, made: Iterable[Outcome]) -> bool:
    """Return whether nobody decided on the violation yet (28)."""
    if not any(HandlingKind.RELEASE in one.handling for one in made):
        return True
    is_case = file.measure.matter_kind == MatterKind.CASE.value
    return is_case and (file.matter is None or file.matter.is_open)
