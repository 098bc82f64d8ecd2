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

ENFORCED: Final = (
    "basis_kind IN ('PLAN', 'OWN_DRAW', 'JOINT_DRAW', 'TIP', 'REFERRAL', 'SUPERIOR', 'CAMPAIGN')"
)
#: What is counted of the tables that are filled: all else of the year is a handful of rows.
BARE: Final = (
    """SELECT basis_kind, COUNT(*) FROM inspection_inspection
    WHERE visited_on BETWEEN %(since)s AND %(until)s GROUP BY basis_kind""",
    f"""SELECT COUNT(*), COUNT(DISTINCT COALESCE(e.merged_into_id, e.id)),
    SUM(CASE WHEN u.kind = 'STREET' THEN 1 ELSE 0 END), COUNT(urgent_on),
    SUM(CASE WHEN refusal_note <> '' THEN 1 ELSE 0 END),
    SUM(CASE WHEN recording <> '' THEN 1 ELSE 0 END),
    SUM(CASE WHEN campaign <> '' THEN 1 ELSE 0 END),
    SUM(CASE WHEN NOT EXISTS (
        SELECT 1 FROM inspection_inspectionfinding f WHERE f.inspection_id = i.id
    ) THEN 1 ELSE 0 END)
    FROM inspection_inspection i JOIN registry_businessentity e ON e.id = i.entity_id
    LEFT JOIN accounts_unit u ON u.id = i.unit_id
    WHERE visited_on BETWEEN %(since)s AND %(until)s AND {ENFORCED}""",
    f"""SELECT grade, immediate_fix, COUNT(*) FROM inspection_inspectionfinding f
    JOIN inspection_inspection i ON i.id = f.inspection_id
    WHERE visited_on BETWEEN %(since)s AND %(until)s AND {ENFORCED}
    GROUP BY grade, immediate_fix""",
    """SELECT step, outcome, COUNT(*) FROM cases_caseact
    WHERE "on" BETWEEN %(since)s AND %(until)s GROUP BY step, outcome""",
    """SELECT d.procedure, d.warning, d.fine_fen > 0, COUNT(*), SUM(d.fine_fen),
    COUNT(DISTINCT COALESCE(c.lead_id, c.id))
    FROM cases_decision d JOIN cases_penaltycase c ON c.id = d.case_id
    WHERE decided_on BETWEEN %(since)s AND %(until)s AND d.kind = 'PENALTY'
    GROUP BY d.procedure, d.warning, d.fine_fen > 0""",
    """SELECT kind, COUNT(*) FROM publication_publication
    WHERE published_on BETWEEN %(since)s AND %(until)s AND round = 1 GROUP BY kind""",
    """SELECT COUNT(*) FROM publication_publication
    WHERE due_on BETWEEN %(since)s AND %(until)s AND published_on > due_on""",
    """SELECT COUNT(*) FROM cases_decision d
    WHERE decided_on BETWEEN %(since)s AND %(until)s AND d.kind = 'PENALTY' AND NOT EXISTS (
        SELECT 1 FROM publication_publication p
        WHERE p.subject_id = d.id AND p.published_on <= %(as_of)s)""",
    """SELECT COUNT(*) FROM inspection_inspection i
    LEFT JOIN inspection_resultnotice n ON n.inspection_id = i.id
    WHERE visited_on BETWEEN %(since)s AND %(until)s AND NOT EXISTS (
        SELECT 1 FROM publication_publication p
        WHERE p.subject_id = i.id AND p.published_on <= %(as_of)s)
    AND (basis_kind IN ('OWN_DRAW', 'JOINT_DRAW') AND basis_id IS NOT NULL OR n.id IS NOT NULL)""",
)

Changed = Callable[[int], Mapping[str, Any]]


def figures_of_a_year() -> Iterator[Figure]:
    """Measure every figure, and the same statements as bare counts."""
    world = told_year()
    total = filled()
    vendor = connection.vendor
    on = f"{vendor}, {total:,} records of {DAYS // 365} years, {len(queries.defined())} figures"
    whole = shortest(lambda: counted(world))
    bare = shortest(bare_counts)
    beside = shortest(lambda: page(world))
    yield Figure("all figures of a year", whole, "s", LIMITS.get(vendor, 0), on)
    yield Figure("bare SQL of the same counts", bare, "s", 0, f"{len(BARE)} statements by hand")
    yield Figure("ratio to the bare SQL", whole / bare, "times", 0, on)
    yield Figure("the same beside the year before", beside, "s", 0, "as the page of statistics")


def counted(world: YearWorld) -> int:
    """Return the sum of all figures of the year, whatever they count: each was asked for."""
    found = queries.counted(world.viewer(), SINCE, UNTIL, AS_OF)
    return sum(one.value for one in found.values())


def page(world: YearWorld) -> int:
    """Return how many figures the page shows."""
    return len(queries.lines(world.viewer(), rules.Period(SINCE, UNTIL, AS_OF)))


def bare_counts() -> None:
    """Ask the statements of a person who writes them by hand for the tables that are large."""
    with connection.cursor() as cursor:
        for sql in BARE:
            cursor.execute(sql, {"since": SINCE, "until": UNTIL, "as_of": AS_OF})
            cursor.fetchall()


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
