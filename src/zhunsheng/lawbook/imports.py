"""What somebody wrote in a file: facts of a violation in YAML, a draft of benchmarks in a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import Any, Final

from zhunsheng.lawbook.choices import Degree, Fact, FactUnit, Harm, Liable
from zhunsheng.lawbook.loading.circumstances import circumstances
from zhunsheng.lawbook.loading.common import BadLawData, Row, parsed
from zhunsheng.lawbook.rules.facts import Circumstance, Known, PenaltyFacts
from zhunsheng.lawbook.rules.law import Benchmark
from zhunsheng.lawbook.rules.own import BASIS
from zhunsheng.lawbook.rules.versions import Times
from zhunsheng.lawbook.tables.content import Head, read
from zhunsheng.lawbook.tables.reading import BadRow, read_table

#: More than any fine, loss or headcount can be.
LARGEST: Final = 10**15
#: The id of what is drafted and not kept.
DRAFT: Final = "DRAFT"
_SPANS: Final = {FactUnit.YES_NO: (0, 1), FactUnit.GRADE: (1, 4), FactUnit.PERCENT: (0, 100)}


def _yes_or_no(stated: object) -> bool:
    if not isinstance(stated, bool):
        raise ValueError(f"{stated}: true, false")
    return stated


_ANSWERS: Final[Mapping[str, Callable[[Any], object]]] = {
    "jurisdiction": str,
    "endangered": _yes_or_no,
    "order_expired": _yes_or_no,
    "corrected": _yes_or_no,
    "harm": Harm,
    "minor": _yes_or_no,
    "first_offence": _yes_or_no,
    "no_fault": _yes_or_no,
    "degree": Degree,
}
_MAPS: Final = {"facts", "circumstances", "choice", "found_on", "weights", "records"}


def facts_from(text: str, *, file: str, times: Times) -> PenaltyFacts:
    """
    Return the facts that a YAML text states of an act with its times.

    :raises BadLawData: if a key is unknown or a value does not fit it
    """
    row = parsed(text, file=file) or Row()
    if not isinstance(row, Row):
        raise BadLawData(f"{file}: facts are written as key and value")
    return facts_of(row, times=times)


def facts_of(row: Row, *, times: Times) -> PenaltyFacts:
    """
    Return the facts that a row states of an act with its times.

    :raises BadLawData: if a key is unknown or a value does not fit it
    """
    row.only(set(), {"who", *_ANSWERS, *_MAPS})
    try:
        stated = PenaltyFacts(times=times, who=Liable(row.get("who", "UNIT")))
        answers = {key: make(row[key]) for key, make in _ANSWERS.items() if key in row}
        return replace(
            stated,
            **answers,  # type: ignore[arg-type]  # each answer is made by the type of its field
            facts=_known(row.get("facts", {})),
            circumstances=tuple(_circumstance(one) for one in row.get("circumstances", ())),
            choice=_day(row.get("choice")),
            found_on=_day(row.get("found_on")),
            weights={str(k): str(v) for k, v in row.get("weights", {}).items()},
            records={str(k): str(v) for k, v in row.get("records", {}).items()},
        )
    except (KeyError, ValueError, TypeError, InvalidOperation) as problem:
        raise row.bad(str(problem)) from None


def _known(stated: Mapping[str, Any]) -> dict[Fact, Known]:
    found: dict[Fact, Known] = {}
    for name, value in stated.items():
        fact = Fact(name)
        number, record = (
            (value["value"], value["record"]) if isinstance(value, dict) else (value, "")
        )
        found[fact] = Known(_value(fact, number), str(record))
    return found


def _value(fact: Fact, stated: object) -> int:
    """Return a stated number in the unit of its fact; what cannot be is refused, never cut."""
    number = Decimal(str(int(stated) if isinstance(stated, bool) else stated))
    if fact.unit is FactUnit.FEN:
        number *= 100
    if fact.unit is FactUnit.PERCENT:
        # Every boundary is a whole percent that belongs below: 10.5 lies above 10, as 11 does.
        number = number.to_integral_value(ROUND_CEILING)
    least, most = _SPANS.get(fact.unit, (0, LARGEST))
    if number != number.to_integral_value() or not least <= number <= most:
        raise ValueError(f"{fact.value}: {stated}")
    return int(number)


def _circumstance(stated: object) -> Circumstance:
    if isinstance(stated, dict):
        return replace(circumstances()[stated["key"]], record=str(stated.get("record", "")))
    return circumstances()[str(stated)]


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def draft_benchmarks(
    *, filename: str, content: bytes, on: date, jurisdiction: str
) -> tuple[tuple[Benchmark, ...], tuple[BadRow, ...]]:
    """
    Return the benchmarks that a spreadsheet drafts, whatever the law says to them, or its bad rows.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    head = Head(
        id=DRAFT,
        basis=str(BASIS),
        said="",
        jurisdiction=jurisdiction,
        since=on,
        until=None,
        source=filename,
        checked_on=on,
        verified=False,
    )
    found = read_table(filename=filename, content=content, head=head, as_draft=True)
    rows, _ = read(head, found.kept, keep_within=False)
    return rows, found.bad
