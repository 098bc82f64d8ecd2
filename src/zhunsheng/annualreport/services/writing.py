"""The office writes the text: a block is chosen and edited, a comment is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from zhunsheng.annualreport import queries, rules
from zhunsheng.annualreport.choices import BlockState, ReportStep
from zhunsheng.annualreport.events import BlockCommented, BlockWritten
from zhunsheng.annualreport.models import BlockComment, BlockVersion, ReportBlock
from zhunsheng.annualreport.procedure import ANNUAL_REPORT
from zhunsheng.annualreport.rules import BlockDraft, ReportFacts
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.finding import Finding, same_version
from zhunsheng.kernel.procedure import permit
from zhunsheng.statistics import queries as statistics


@act
def write_block(
    *, ctx: Act, year: int, draft: BlockDraft, version: int | None = None, on: date
) -> ReportBlock:
    """
    Add a version of a block: its text with places for figures, whether it is used and public.

    :raises StepRefused: with every reason: a typed number, a place of no figure, no change
    :raises Stale: if somebody else wrote the block since the form was opened
    :raises UnknownBlock: if the report has no such block
    """
    _, section = rules.section_of(draft.key)
    draft = replace(draft, text="\n".join(filter(None, map(str.strip, draft.text.split("\n")))))
    row = _locked(ctx, year, draft.key)
    same_version(row.version, version, partial(last_acts, ctx, ("report.block", row.id)))
    before = queries.manuscript(ctx.viewer, year, on).draft(section)
    typed = rules.typed_numbers(draft.text, statistics.defined())
    facts = replace(queries.facts_of(ctx, year=year, on=on), typed_numbers=typed)
    changes = rules.change_findings(is_changed=draft != before)
    _permitted(ctx, ReportStep.WRITE, facts, on, changes)
    row.version += 1
    row.save(update_fields=["version"])
    BlockVersion.objects.create(
        id=ctx.new_id("report.block.version"),
        bureau_id=ctx.bureau,
        block=row,
        number=row.version,
        before=before.text,
        text=draft.text,
        is_used=draft.is_used,
        is_public=draft.is_public,
        on=on,
        at=ctx.at,
        by_name=ctx.by.name,
    )
    state = BlockState.of(is_used=draft.is_used, is_public=draft.is_public)
    said = sha256_hex(draft.text)
    happened = BlockWritten(year, section.heading, row.version, state.label, said)
    record(ctx, happened, on=on, subject=("report.block", row.id))
    return row


@act
def comment_block(*, ctx: Act, year: int, key: str, text: str, on: date) -> BlockComment:
    """
    Comment a block as it stands; the comment stays beside the version that it was made on.

    :raises StepRefused: if the actor may not comment, or the comment says nothing
    :raises UnknownBlock: if the report has no such block
    """
    _, section = rules.section_of(key)
    row = _locked(ctx, year, key)
    facts = queries.facts_of(ctx, year=year, on=on)
    wrong = rules.comment_findings(text)
    _permitted(ctx, ReportStep.COMMENT, facts, on, wrong)
    made: BlockComment = BlockComment.objects.create(
        id=ctx.new_id("report.comment"),
        bureau_id=ctx.bureau,
        block=row,
        number=row.version,
        text=text.strip(),
        on=on,
        at=ctx.at,
        by_name=ctx.by.name,
    )
    happened = BlockCommented(year, section.heading)
    record(ctx, happened, on=on, subject=("report.comment", made.id))
    return made


def _locked(ctx: Act, year: int, key: str) -> ReportBlock:
    """Return the block, locked for the act; who takes it in hand first makes its row."""
    rows = ReportBlock.objects.of(ctx).select_for_update()
    found: tuple[ReportBlock, bool] = rows.get_or_create(
        bureau_id=ctx.bureau, year=year, key=key, defaults={"id": ctx.new_id("report.block")}
    )
    return found[0]


def _permitted(
    ctx: Act, step: ReportStep, facts: ReportFacts, on: date, extra: tuple[Finding, ...]
) -> None:
    permit(ANNUAL_REPORT, step.value, facts, by=ctx.by, extra=extra, on=on, entered_on=ctx.day)
