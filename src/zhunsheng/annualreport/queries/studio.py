"""The text of a year as the office writes it: blocks, versions, comments, figures, dated facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.records import OfBureau, Scope
from zhunsheng.annualreport import rules
from zhunsheng.annualreport.choices import Phrase
from zhunsheng.annualreport.models import BlockComment, BlockVersion, ReportBlock
from zhunsheng.annualreport.rules import BlockDraft, Composed, Piece, Section
from zhunsheng.checker import check
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.figure import Figure
from zhunsheng.statistics import queries as statistics


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """A duty of the first responsible person with the days on which it was done, or why none."""

    duty: rules.Duty
    days: tuple[date, ...]

    @property
    def said(self) -> str:
        """The days, or that there is no record."""
        if self.days:
            return rules.days_said(self.days)
        return (Phrase.NO_RECORD if self.duty.events else Phrase.NO_ROOM).label


@dataclass(frozen=True, slots=True)
class WrittenVersion:
    """A version of a block with what it changed."""

    version: BlockVersion
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of a year before it is compiled, and what it is made of."""

    year: int
    figures: Mapping[str, Figure]
    written: Mapping[str, BlockDraft]
    facts: tuple[str, ...]
    names: rules.Names

    def draft(self, section: Section) -> BlockDraft:
        """Return a block as the office left it, or as the program proposes it."""
        values = {key: figure.value for key, figure in self.figures.items()}
        source = rules.source_of(section, values, self.facts)
        proposed = BlockDraft(section.key, source, bool(source), not section.is_inner)
        return self.written.get(section.key, proposed)

    def composed(self, typed: BlockDraft | None = None) -> Composed:
        """Return the text, with a block as it is being typed."""
        changed = {typed.key: typed} if typed else {}
        return rules.compose(
            templates=rules.templates(),
            figures=self.figures,
            names=self.names,
            written={**self.written, **changed},
            facts=self.facts,
        )


def usual_day(year: int, on: date) -> date:
    """Return the day on which a report's figures are usually taken: the year's end, once over."""
    return min(on, date(year, 12, 31))


def manuscript(viewer: Viewer, year: int, on: date) -> Manuscript:
    """Return the text of a year as it stands on the figures of its usual day."""
    as_of = usual_day(year, on)
    bureau = accounts.bureau(viewer)
    return Manuscript(
        year=year,
        figures=statistics.counted(viewer, date(year, 1, 1), date(year, 12, 31), as_of),
        written=written(viewer, year),
        facts=facts(viewer, year),
        names=rules.Names(bureau.name, year, as_of),
    )


def written(viewer: Scope, year: int) -> dict[str, BlockDraft]:
    """Return what the office last wrote, by block."""
    rows = BlockVersion.objects.of(viewer).filter(block__year=year).select_related("block")
    return {
        row.block.key: BlockDraft(row.block.key, row.text, row.is_used, row.is_public)
        for row in rows.order_by("number")
    }


def block(viewer: Scope, year: int, key: str) -> ReportBlock | None:
    """Return the block that the office took in hand, or nothing."""
    return ReportBlock.objects.of(viewer).filter(year=year, key=key).first()


def versions(row: ReportBlock | None) -> tuple[WrittenVersion, ...]:
    """Return the versions of a block with their changes, the latest first."""
    if row is None:
        return ()
    rows = BlockVersion.objects.of(OfBureau(row.bureau_id)).filter(block=row).order_by("-number")
    return tuple(WrittenVersion(one, rules.difference(one.before, one.text)) for one in rows)


def comments(row: ReportBlock | None) -> tuple[BlockComment, ...]:
    """Return the comments on a block, the latest first."""
    if row is None:
        return ()
    rows = BlockComment.objects.of(OfBureau(row.bureau_id)).filter(block=row)
    return tuple(rows.order_by("-at"))


def comment_counts(viewer: Scope, year: int) -> dict[str, int]:
    """Return how many comments each block of a year has."""
    counts: dict[str, int] = defaultdict(int)
    rows = BlockComment.objects.of(viewer).filter(block__year=year)
    for key in rows.values_list("block__key", flat=True):
        counts[key] += 1
    return counts


def first_person(viewer: Act | Viewer, year: int) -> tuple[DutyRecord, ...]:
    """Return the duties of the first responsible person with the days of their records."""
    heads = [user.id for user in accounts.holders(viewer, role=Role.CHIEF)]
    duties = rules.first_person_duties()
    kinds = [event for one in duties for event in one.events]
    days = journal.days_of(
        viewer, actors=heads, kinds=kinds, since=date(year, 1, 1), until=date(year, 12, 31)
    )
    return tuple(
        DutyRecord(one, tuple(sorted({day for event in one.events for day in days[event]})))
        for one in duties
    )


def facts(viewer: Act | Viewer, year: int) -> tuple[str, ...]:
    """Return the dated facts of the first responsible person as sentences."""
    return tuple(
        rules.fact_line(one.duty, one.days) for one in first_person(viewer, year) if one.days
    )


def checked(lines: Iterable[str], year: int) -> tuple[check.ReportFinding, ...]:
    """Return what the checker says of a text, given line by line with its title in front."""
    return check.check_text(text="\n".join(lines), year=year)
