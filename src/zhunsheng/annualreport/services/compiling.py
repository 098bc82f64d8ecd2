"""Compile the report of a year from its figures and from what the office wrote; publish it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.annualreport import queries, rules
from zhunsheng.annualreport.choices import Phrase
from zhunsheng.annualreport.events import ReportCompiled
from zhunsheng.annualreport.models import Report
from zhunsheng.annualreport.procedure import ANNUAL_REPORT
from zhunsheng.annualreport.rules import BlockDraft
from zhunsheng.annualreport.rules.acts import TERM
from zhunsheng.annualreport.services import base
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text, sha256_hex
from zhunsheng.kernel.procedure import permit
from zhunsheng.publication import queries as publication
from zhunsheng.publication import services as publishing
from zhunsheng.publication.choices import Disclosed, PublicationKind
from zhunsheng.statistics import queries as statistics


@act
def compile_report(
    *,
    ctx: Act,
    year: int,
    as_of: date,
    on: date,
    note: str = "",
) -> Report:
    """
    Compile the report of a year: its figures with their rows, and the text that stands on them.

    ``note`` is printed above the text. What the office wrote of a block takes the place of what
    is proposed; a number in it is a figure's place, never typed.

    :raises StepRefused: with every reason: the year is not over, a day ahead, a typed number
    :raises Stale: if somebody else compiled at the same moment
    """
    written = queries.written(ctx, year)
    drafts = _permitted(ctx, year, as_of, on, written, note)
    bureau = accounts.bureau(ctx)
    since, until = date(year, 1, 1), date(year, 12, 31)
    figures = statistics.figures(ctx.viewer, since, until, as_of)
    text = rules.compose(
        templates=rules.templates(),
        figures=figures,
        names=rules.Names(bureau.name, year, as_of),
        written=written,
        facts=queries.facts(ctx, year),
    )
    manifest = rules.manifest_of(
        bureau=ctx.bureau,
        bureau_name=bureau.name,
        year=year,
        since=since,
        until=until,
        as_of=as_of,
        compiled_on=on,
        note=note,
        figures=figures,
        text=text,
    )
    same = Report.objects.of(ctx).filter(year=year, round=drafts + 1)
    with once(lambda: last_acts(ctx, ("report", same.get().id))):
        row: Report = Report.objects.create(
            id=ctx.new_id("report"),
            bureau_id=ctx.bureau,
            year=year,
            round=drafts + 1,
            title=Phrase.TITLE.label.format(bureau=bureau.name, year=year),
            note=note,
            as_of=as_of,
            compiled_on=on,
            compiled_by=ctx.by.name,
            manifest=canonical_text(manifest),
            manifest_hash=sha256_hex(manifest),
        )
    happened = ReportCompiled(year, row.round, as_of.isoformat(), row.manifest_hash)
    record(ctx, happened, on=on, subject=("report", row.id))
    return row


def _permitted(
    ctx: Act, year: int, as_of: date, on: date, written: Mapping[str, BlockDraft], note: str
) -> int:
    """Return how many drafts of the year there are, where another may be compiled."""
    typed = [
        number
        for draft in written.values()
        if draft.is_used
        for number in rules.typed_numbers(draft.text, statistics.defined())
    ]
    facts = queries.facts_of(ctx, year=year, on=on, as_of=as_of)
    typed += rules.note_numbers(note)
    facts = replace(facts, typed_numbers=tuple(dict.fromkeys(typed)))
    permit(ANNUAL_REPORT, "compile", facts, by=ctx.by)
    return sum(done.step == "compile" for done in facts.acts)


@act
def publish_report(
    *, ctx: Act, report: UUID, on: date, place: str = "", reason: str = ""
) -> Report:
    """
    Publish the approved report: its public text, its day of the statistics, the approved hash.

    Where the public reads an earlier draft, that one is withdrawn in the same act, and ``reason``
    says what was corrected.

    :raises StepRefused: with every reason: not approved, not the approved text, out already,
        takes the place of another one without a reason
    :raises Report.DoesNotExist: if the bureau has no such report
    """
    row = base.locked(ctx, report)
    facts = queries.facts_of(ctx, year=row.year, on=on, row=row)
    former, out = queries.out_before(row)
    wrong = rules.replacement_findings(replaces=former, reason=reason)
    permit(ANNUAL_REPORT, "publish", facts, by=ctx.by, extra=wrong)
    if out:
        why = Phrase.REPLACED.label.format(round=row.round, reason=reason.strip())
        publishing.take_back(ctx, publication=out, reason=why, on=on, corrects=True)
    matter = publication.Matter(
        kind=PublicationKind.REPORT,
        subject=row.id,
        title=row.title,
        number="",
        party="",
        decided_on=row.compiled_on,
        due_on=queries.publication_day(row.year, accounts.bureau(ctx).jurisdiction),
        basis=TERM,
    )
    fields = (
        (Disclosed.TITLE, row.title),
        (Disclosed.AS_OF, row.as_of.isoformat()),
        (Disclosed.TEXT, "\n".join(queries.plain_text(queries.text(row).public))),
        (Disclosed.HASH, row.manifest_hash),
        (Disclosed.AGENCY, accounts.bureau(ctx).name),
    )
    snapshot = publication.Snapshot(PublicationKind.REPORT, row.title, fields)
    publishing.put_out(ctx, matter=matter, snapshot=snapshot, on=on, place=place)
    return row
