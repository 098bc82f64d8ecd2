"""All figures of a year over a million records, as a ratio to the bare SQL."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from tests.benchmarks.figures import Figure
from zhunsheng.statistics import queries, rules
from zhunsheng.statistics.tests.builders import AS_OF, SINCE, UNTIL, YearWorld, told_year

#: Six years and a half of which the rules are known; one of them is counted.
FIRST: Final = date(2019, 6, 1)
DAYS: Final = (date(2025, 12, 31) - FIRST).days + 1
INSPECTIONS, CASES = 300_000, 60_000
BATCH: Final = 5_000
NUMBERS: Final = count()
PATTERNS: Final = {"inspection_inspection": "WHERE basis_kind = 'PLAN'"}
ROUNDS: Final = 2
LIMITS: Final = {"sqlite": 3.0, "postgresql": 2.0}

Changed = Callable[[int], Mapping[str, Any]]


def figures_of_a_year() -> Iterator[Figure]:
    """Measure every figure, and the same statements as bare counts."""
    world = told_year()
    total = filled()
    vendor = connection.vendor
    on = f"{vendor}, {total:,} records of {DAYS // 365} years, {len(queries.defined())} figures"
    asked = statements(world)
    whole = shortest(lambda: counted(world))
    bare = shortest(lambda: bare_counts(asked))
    yield Figure("all figures of a year", whole, "s", LIMITS.get(vendor, 0), on)
    yield Figure("bare SQL of the same counts", bare, "s", 0, f"{len(asked)} statements")
    yield Figure("ratio to the bare SQL", whole / bare, "times", 0, on)


def counted(world: YearWorld) -> int:
    """Return how many rows stand behind all figures of the year."""
    found = queries.figures(world.viewer(), SINCE, UNTIL, AS_OF)
    return sum(len(one.rows) for key, one in found.items() if rules.shown(one.unit, one.value))


def statements(world: YearWorld) -> list[tuple[str, Any]]:
    """Return the statements by which the figures are read, with their values."""
    asked: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # Django's own
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        counted(world)
    return asked


def bare_counts(asked: list[tuple[str, Any]]) -> None:
    """Let the database count the rows of each statement, and hand over the number alone."""
    with connection.cursor() as cursor:
        for sql, params in asked:
            cursor.execute(f"SELECT COUNT(*) FROM ({sql}) AS counted", params)
            cursor.fetchone()


def shortest(action: Callable[[], object]) -> float:
    """Return the shortest time of an action in seconds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    return min(times)


def filled() -> int:
    """Fill the tables beside what the told year holds; return how many records there are."""
    visits, cases, decisions = ([new_id() for _ in range(n)] for n in (INSPECTIONS, CASES, CASES))
    tables: tuple[tuple[str, int, Changed], ...] = (
        (
            "inspection_inspection",
            INSPECTIONS,
            lambda n: {
                "id": visits[n],
                "visited_on": _day(n),
                "record_document_id": None,
            },
        ),
        (
            "inspection_inspectionfinding",
            INSPECTIONS * 4 // 3,
            lambda n: {"inspection_id": visits[n % INSPECTIONS], "number": 1 + n // INSPECTIONS},
        ),
        ("cases_penaltycase", CASES, lambda n: {"id": cases[n], "number": f"bench {n}"}),
        (
            "cases_decision",
            CASES,
            lambda n: {"id": decisions[n], "case_id": cases[n], "decided_on": _day(n)},
        ),
        (
            "publication_publication",
            CASES,
            lambda n: {"subject_id": decisions[n], "decided_on": _day(n), "published_on": _day(n)},
        ),
        (
            "cases_caseact",
            CASES * 2,
            lambda n: {"case_id": cases[n % CASES], "sequence": 1 + n // CASES, "on": _day(n)},
        ),
    )
    with transaction.atomic():
        for table, copies, changed in tables:
            copy(table, copies, changed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return sum(copies for _, copies, _ in tables)


def _day(number: int) -> date:
    return FIRST + timedelta(days=number % DAYS)


def new_id() -> str | UUID:
    """Return an id as the database holds it."""
    made = UUID(bytes=sha256(str(next(NUMBERS)).encode()).digest()[:16])
    return made if connection.vendor == "postgresql" else made.hex


def copy(table: str, copies: int, changed: Changed) -> None:
    """Copy the last row of a table so many times, each with what is changed."""
    with connection.cursor() as cursor:
        # What a draw sends waits for publication: as a pattern it would be a bureau that never did.
        where = PATTERNS.get(table, "")
        cursor.execute(f'SELECT * FROM "{table}" {where} ORDER BY id DESC LIMIT 1')
        names = [one[0] for one in cursor.description]
        pattern = dict(zip(names, cursor.fetchone(), strict=True))
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join(["%s"] * len(names))
        sql = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'
        for first in range(0, copies, BATCH):
            rows = (
                pattern | {"id": new_id()} | dict(changed(number))
                for number in range(first, min(first + BATCH, copies))
            )
            cursor.executemany(sql, [tuple(row.values()) for row in rows])
