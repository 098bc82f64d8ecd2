"""Whether the lawbook's data holds together: citations, gaps, overlaps, what nobody verified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhunsheng.accounts.records import Scope
from zhunsheng.lawbook.choices import TableState
from zhunsheng.lawbook.documents.problems import in_chinese
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.loading import (
    benchmarks,
    circumstances,
    complaints,
    instruments,
    leniencies,
    parameters,
    urgencies,
    violation_versions,
)
from zhunsheng.lawbook.loading.faults import Remark, against_itself
from zhunsheng.lawbook.rules.law import Benchmark
from zhunsheng.lawbook.rules.leniency import Leniency
from zhunsheng.lawbook.tables import queries as tables
from zhunsheng.lawbook.tables.queries import OwnTable

ONLY_SHOWN = "page"


__all__ = ["Remark", "remarks"]


def remarks() -> tuple[Remark, ...]:
    """
    Return every fault and every doubt of the lawbook, faults first.

    :raises BadLawData: if a file does not even keep its form
    """
    found = [*_complaints(), *_dangling(), *against_itself(), *_unverified()]
    return tuple(sorted(found, key=lambda one: (not one.is_fault, one.where)))


def _complaints() -> Iterator[Remark]:
    """Yield why the site's own law data is not in force as it stands."""
    for text in complaints():
        yield Remark(True, say("check.overlay"), in_chinese(text))


def _dangling() -> Iterator[Remark]:
    """Yield circumstances and urgencies that cite what the lawbook does not hold."""
    cited = [(key, one.basis) for key, one in circumstances().items()]
    cited += [(key, one.basis) for key, one in urgencies().items()]
    for key, basis in cited:
        held = instruments().get(basis.instrument)
        if held is None or (basis.article and basis.number not in held.articles):
            yield Remark(True, key, say("check.dangling", citation=basis))


def _all_benchmarks() -> tuple[Benchmark, ...]:
    return tuple(one for rows in benchmarks().values() for one in rows)


def _all_items() -> tuple[Leniency, ...]:
    return tuple(one for rows in leniencies().values() for one in rows)


def _unverified() -> Iterator[Remark]:
    """Yield what nobody read in a source although it decides something."""
    for value in (one for values in parameters().values() for one in values):
        if not value.verified and value.used_by != ONLY_SHOWN:
            text = say("check.unverified_number", label=value.label, since=value.since)
            yield Remark(False, value.key, text)
    for row in (one for versions in violation_versions().values() for one in versions):
        if not row.verified:
            text = say("check.unverified_range", label=row.label, since=row.since)
            yield Remark(False, row.key, text)
    listed = [("benchmark", one.id, one.label, one.verified) for one in _all_benchmarks()]
    listed += [("list", one.id, one.label, one.verified) for one in _all_items()]
    listed += [("urgency", key, one.label, one.verified) for key, one in urgencies().items()]
    for kind, where, label, verified in listed:
        if not verified:
            yield Remark(False, where, say(f"check.unverified_{kind}", label=label))


def own_remarks(scope: Scope, *, on: date) -> Iterator[tuple[Remark, OwnTable]]:
    """Yield what is to be said of the tables that a bureau put in force, each with its table."""
    for one in tables.own_tables(scope):
        if one.state(on) not in (TableState.ADOPTED, TableState.COMING):
            continue
        title = one.table.title
        for problem in tables.broken(one, on=on):
            text = say("table.broken", title=title, problem=problem)
            yield Remark(True, one.table.number, text), one
        if not one.table.verified:
            yield Remark(False, one.table.number, say("table.unverified", title=title)), one
        for text in _goes_before(one):
            yield Remark(False, one.table.number, text), one


def _goes_before(one: OwnTable) -> Iterator[str]:
    """Yield which benchmarks of the lawbook a table takes the place of."""
    for row in tables.contents(one, one.span)[0]:
        for held in benchmarks().get(row.violation, ()):
            both = max(row.since, held.since)
            same = row.jurisdiction == held.jurisdiction
            if same and row.in_force(both) and held.in_force(both):
                yield say("table.before", title=one.table.title, other=held.id, label=row.label)
