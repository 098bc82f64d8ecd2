"""Reads of a bureau's own benchmark tables: where each stands, and what of them decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import Actor
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook.choices import TableState, TableStep
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.loading.benchmarks import outside
from zhunsheng.lawbook.loading.reading import current
from zhunsheng.lawbook.loading.violations import violation_versions
from zhunsheng.lawbook.models import BenchmarkAct, BenchmarkTable
from zhunsheng.lawbook.procedure import ADOPTERS
from zhunsheng.lawbook.rules import own
from zhunsheng.lawbook.rules.law import Benchmark
from zhunsheng.lawbook.rules.own import Span, TableFacts
from zhunsheng.lawbook.rules.places import places
from zhunsheng.lawbook.tables.content import Head, read

#: How many tables a process keeps parsed.
KEPT = 200


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table with what was done with it and the days on which it decides."""

    table: BenchmarkTable
    acts: tuple[BenchmarkAct, ...]
    replaced_on: date | None = None

    def act(self, step: TableStep) -> BenchmarkAct | None:
        """Return a step that was taken."""
        return next((one for one in self.acts if one.step == step.value), None)

    def day_of(self, step: TableStep) -> date | None:
        """Return the day on which a step was taken."""
        found = self.act(step)
        return found.on if found is not None else None

    @property
    def span(self) -> Span | None:
        """The days on which the table decides."""
        return own.in_force(
            since=self.table.since,
            until=self.table.until,
            adopted_on=self.day_of(TableStep.ADOPTION),
            withdrawn_on=self.day_of(TableStep.WITHDRAWAL),
            replaced_on=self.replaced_on,
        )

    def state(self, on: date) -> TableState:
        """Return where the table stands on a day."""
        return own.state_of(
            self.span,
            adopted_on=self.day_of(TableStep.ADOPTION),
            withdrawn_on=self.day_of(TableStep.WITHDRAWAL),
            replaced_on=self.replaced_on,
            on=on,
        )

    @property
    def is_withdrawn(self) -> bool:
        """Whether the table was given up, adopted or not."""
        return self.act(TableStep.WITHDRAWAL) is not None

    @property
    def imported_by(self) -> UUID | None:
        """Who imported the table."""
        found = self.act(TableStep.IMPORT)
        return found.by if found is not None else None


def own_tables(scope: Scope) -> tuple[OwnTable, ...]:
    """Return the tables of the bureau, newest first; one query, without their contents."""
    acts = BenchmarkAct.objects.of(scope).select_related("table").defer("table__rows")
    groups = groupby(acts.order_by("-table_id", "sequence"), key=lambda act: act.table_id)
    found = [OwnTable(done[0].table, tuple(done)) for _, done in ((k, list(g)) for k, g in groups)]
    begins = {
        one.table.replaces_id: one.span.since
        for one in reversed(found)
        if one.table.replaces_id is not None and one.span is not None
    }
    return tuple(OwnTable(o.table, o.acts, begins.get(o.table.id)) for o in found)


def duties(scope: Scope, on: date) -> tuple[Duty, ...]:
    """Return the tables that wait for their adoption, as duties of the heads."""
    return tuple(
        Duty(
            key=f"lawbook.adoption:{one.table.id}",
            label=TableStep.ADOPTION.label,
            subject=one.table.title,
            due_on=None,
            basis=own.BASIS,
            roles=frozenset(ADOPTERS),
            url=reverse("lawbook:table", args=[one.table.id]),
            action=say("table.handle"),
        )
        for one in own_tables(scope)
        if one.state(on) is TableState.IMPORTED
    )


def own_table(scope: Scope, table_id: UUID) -> OwnTable:
    """
    Return one table of the bureau.

    :raises BenchmarkTable.DoesNotExist: if the bureau has none of this id
    """
    for one in own_tables(scope):
        if one.table.id == table_id:
            return one
    raise BenchmarkTable.DoesNotExist


def head_of(one: OwnTable, span: Span | None = None) -> Head:
    """Return what the rows of a table share; a span takes the place of its own time."""
    table = one.table
    said = say("table.said", title=table.title, number=table.number)
    return Head(
        id=f"T-{table.id.hex[-8:]}",
        basis=table.instrument or str(own.BASIS),
        said="" if table.instrument else said,
        jurisdiction=table.jurisdiction,
        since=span.since if span else table.since,
        until=span.until if span else table.until,
        source=say("table.source", filename=table.filename),
        checked_on=one.day_of(TableStep.IMPORT) or table.since,
        verified=table.verified,
    )


def contents(one: OwnTable, span: Span | None = None) -> tuple[tuple[Benchmark, ...], list[str]]:
    """Return the benchmarks of a table and what is wrong with rows that are none any more."""
    kept, key = _kept(), _key(one, span)
    if key not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        kept[key] = read(key[0], one.table.rows)
    good, bad = kept[key]
    return good, list(bad)


def own_benchmarks(scope: Scope) -> tuple[Benchmark, ...]:
    """Return the benchmarks of the tables that were put in force, each with the days it decides."""
    return _read(scope, [(one, one.span) for one in own_tables(scope) if one.span is not None])


def unadopted(scope: Scope) -> tuple[Benchmark, ...]:
    """Return the benchmarks of the tables that wait for their adoption."""
    waiting = (one for one in own_tables(scope) if one.span is None and not one.is_withdrawn)
    return _read(scope, [(one, None) for one in waiting])


def _read(scope: Scope, tables: list[tuple[OwnTable, Span | None]]) -> tuple[Benchmark, ...]:
    """Return the benchmarks of tables; what no process read before costs one query for all."""
    kept = _kept()
    new = {one.table.id: one.table for one, span in tables if _key(one, span) not in kept}
    if new:
        rows = BenchmarkTable.objects.of(scope).filter(id__in=new).values_list("id", "rows")
        for table_id, found in rows:
            new[table_id].rows = found
    return tuple(row for one, span in tables for row in contents(one, span)[0])


def _kept() -> dict[Any, Any]:
    kept: dict[Any, Any] = current().held.setdefault("own tables", {})
    return kept


def _key(one: OwnTable, span: Span | None) -> tuple[Head, str]:
    return head_of(one, span), one.table.content_digest


def binding(rows: Iterable[Benchmark], key: str, *, on: date) -> tuple[Benchmark, ...]:
    """Return those for a violation that keep within the law as it stands on a day."""
    known = violation_versions()
    return tuple(
        row for row in rows if row.violation in ("", key) and not any(outside(row, known, on=on))
    )


def broken(one: OwnTable, *, on: date) -> Iterator[str]:
    """Yield what is wrong with a table under the law as it stands on a day."""
    good, bad = contents(one)
    yield from bad
    for row in good:
        for tier, fine, law in outside(row, violation_versions(), on=on):
            yield say(
                "table.outside", label=row.label, tier=tier.key, who=fine.who.label, law=law.penalty
            )


def facts_of(scope: Scope, one: OwnTable, *, on: date, by: Actor) -> TableFacts:
    """Return what the rules look at for a table."""
    tables, replaced = own_tables(scope), one.table.replaces_id
    return TableFacts(
        acts=tuple(DoneAct(act.step, act.on, act.sequence) for act in one.acts),
        on=on,
        since=one.table.since,
        until=one.table.until,
        rivals=_rivals(one, tables, on),
        broken_rows=len(list(broken(one, on=on))),
        replaced_is_in_force=replaced is None or replaced in _standing(tables, on),
        actor_imported=one.imported_by == by.id,
        actor_is_head=by.holds(ADOPTERS),
    )


def facts_of_file(
    scope: Scope,
    *,
    file_digest: str,
    jurisdiction: str,
    since: date,
    until: date | None,
    replaces: UUID | None,
    on: date,
) -> TableFacts:
    """Return what the rules look at for a file that is to become a table."""
    tables = own_tables(scope)
    known = (
        one.table.title
        for one in tables
        if one.table.file_digest == file_digest and one.day_of(TableStep.WITHDRAWAL) is None
    )
    return TableFacts(
        on=on,
        since=since,
        until=until,
        known_as=next(known, ""),
        replaced_is_in_force=replaces is None or replaces in _standing(tables, on),
        place_is_around=jurisdiction in places(accounts.bureau(scope).jurisdiction),
    )


def _standing(tables: Iterable[OwnTable], on: date) -> set[UUID]:
    stand = (TableState.ADOPTED, TableState.COMING)
    return {one.table.id for one in tables if one.state(on) in stand}


def _rivals(one: OwnTable, tables: Iterable[OwnTable], on: date) -> tuple[str, ...]:
    """Return the tables that would decide beside this one, were it put in force on the day."""
    table = one.table
    span = own.in_force(since=table.since, until=table.until, adopted_on=on)
    others = [
        (other.table.title, frozenset(other.table.violations), other_span)
        for other in tables
        if other.table.id not in (table.id, table.replaces_id)
        and other.table.jurisdiction == table.jurisdiction
        and (other_span := other.span) is not None
    ]
    return own.rivals_of(frozenset(table.violations), span, others)
