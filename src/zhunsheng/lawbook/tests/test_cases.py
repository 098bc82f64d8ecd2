"""Cases that a lawyer can read and write: one YAML row, one test named by its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import ConductKind, NodeKind
from zhunsheng.lawbook.documents import derivation as telling
from zhunsheng.lawbook.imports import facts_of
from zhunsheng.lawbook.loading import ParameterValue, parameters
from zhunsheng.lawbook.loading.common import Row, parsed
from zhunsheng.lawbook.rules.ledger import ClosureLaw, Entry, daily_penalty, repeats
from zhunsheng.lawbook.rules.places import NATIONAL
from zhunsheng.lawbook.rules.together import together
from zhunsheng.lawbook.rules.tree import Derivation
from zhunsheng.lawbook.rules.versions import Times

CASES = Path(__file__).with_name("cases")
EXPECTATIONS = {
    "yuan", "stage", "version", "lighter", "degree", "waiver", "asks", "refused", "says", "tier",
    "alternatives", "verified",
}  # fmt: skip


@cache
def rows() -> tuple[Row, ...]:
    """Return the cases of all files, read once."""
    files = sorted(CASES.glob("*.yaml"))
    return tuple(row for file in files for row in parsed(file.read_text("utf-8"), file=file.name))


def of_kind(key: str) -> list[Any]:
    return [pytest.param(row, id=f"{row.where} {row['name']}") for row in rows() if key in row]


def band(stated: Any) -> tuple[int, int]:
    least, most = stated if isinstance(stated, list) else (stated, stated)
    return round(least * 100), round(most * 100)


def times_of(row: Row) -> Times:
    return Times(
        row["violated_from"],
        row["decided_on"],
        row.get("ended_on"),
        ConductKind(row.get("kind", "once")),
    )


def derived(row: Row) -> Derivation:
    facts = facts_of(row.get("facts", Row()), times=times_of(row))
    return queries.derived(row["violation"], facts)


def codes(asked: tuple[object, ...]) -> list[str]:
    return [str(getattr(one, "value", getattr(one, "key", one))) for one in asked]


def found_of(found: Derivation) -> dict[str, Any]:
    """Return what a case may state about a derivation."""
    benchmark = [node.about for node in found.nodes if node.kind is NodeKind.BENCHMARK]
    law = found.applicable
    return {
        "yuan": (found.least, found.most),
        "stage": found.stage.value,
        "version": found.violation.since if found.violation else None,
        "lighter": law.lighter.since if law and law.lighter else None,
        "degree": found.degree.value,
        "waiver": found.waiver.value if found.waiver else None,
        "asks": codes(found.questions),
        "refused": found.findings[0].code if found.findings else None,
        "tier": benchmark[0] if benchmark else None,
        "verified": found.is_verified,
    }


def as_expected(found: Derivation, expect: Row) -> bool:
    """Return whether a derivation comes out as a case expects it."""
    told = found_of(found)
    wanted = {key: value for key, value in expect.items() if key in told}
    if "yuan" in wanted:
        wanted["yuan"] = band(wanted["yuan"]) if found.is_settled else "a result"
    others = {one.key: (one.least, one.most) for one in found.alternatives}
    wished = {key: band(value) for key, value in expect.get("alternatives", Row()).items()}
    return {key: told[key] for key in wanted} == wanted and (
        "alternatives" not in expect or others == wished
    )


@pytest.mark.parametrize("row", of_kind("violation"))
def test_a_fine_follows_from_the_facts(row: Row) -> None:
    row.only(
        {"name", "violation", "violated_from", "decided_on", "expect"},
        {"ended_on", "kind", "facts"},
    )
    expect = row["expect"]
    expect.only(set(), EXPECTATIONS)
    found = derived(row)
    told = found_of(found)
    wanted = {key: value for key, value in expect.items() if key in told}
    if "yuan" in wanted:
        assert found.is_settled, (codes(found.questions), found.findings)
        wanted["yuan"] = band(wanted["yuan"])
    assert {key: told[key] for key in wanted} == wanted
    if "alternatives" in expect:
        others = {one.key: (one.least, one.most) for one in found.alternatives}
        assert others == {key: band(value) for key, value in expect["alternatives"].items()}
    if "says" in expect:
        assert expect["says"] in telling.paragraph(found)


@pytest.mark.parametrize("row", of_kind("several"))
def test_several_violations_are_added_and_one_act_is_fined_once(row: Row) -> None:
    row.only({"name", "several", "expect"}, {"same_act"})
    acts = [frozenset(act) for act in row.get("same_act", ())]
    found = together([derived(one) for one in row["several"]], same_act=acts)
    assert (found.least, found.most) == band(row["expect"]["yuan"])
    assert len(found.absorbed) == row["expect"].get("absorbed", 0)


@pytest.mark.parametrize("row", of_kind("daily"))
def test_refusing_to_rectify_costs_the_fine_of_every_day(row: Row) -> None:
    row.only({"name", "daily", "expect"}, set())
    given = row["daily"]
    costs = daily_penalty(
        original_fen=given["original"] * 100, ordered_on=given["ordered_on"], until=given["until"]
    )
    assert costs == row["expect"]["yuan"] * 100


@pytest.mark.parametrize("row", of_kind("ledger"))
def test_repeats_call_for_closure(row: Row) -> None:
    row.only({"name", "ledger", "day", "expect"}, set())
    entries = [Entry(one["decided_on"], one["major_hazard"]) for one in row["ledger"]]
    law = ClosureLaw(
        *(
            queries.parameter(f"penalty.closure_{key}", on=row["day"], jurisdiction="CN").integer()
            for key in ("short_days", "short_count", "year_count")
        )
    )
    found = repeats(entries, on=row["day"], law=law)
    told = {
        "in_180_days": found.in_days,
        "in_a_year": found.in_a_year,
        "closure": found.calls_for_closure,
        "near": found.comes_near,
    }
    assert told == dict(row["expect"])


def test_a_legal_number_is_what_the_instrument_says() -> None:
    """One test for all of them: hundreds of look-ups are quicker in a row."""
    wrong = [str(row["name"]) for row in rows() if "parameter" in row and not number_holds(row)]
    assert wrong == []


def number_holds(row: Row) -> bool:
    row.only({"name", "parameter", "day", "expect"}, {"jurisdiction"})
    place = row.get("jurisdiction", NATIONAL)
    try:
        found = queries.parameter(row["parameter"], on=row["day"], jurisdiction=place)
    except queries.NoSuchLaw:
        return bool(row["expect"] == "none")
    return row["expect"] != "none" and dict(found.value) == as_map(row["expect"])


def as_map(stated: Any) -> dict[str, int]:
    return dict(stated) if isinstance(stated, dict) else {"": stated}


def test_every_legal_number_has_a_case_on_its_first_day() -> None:
    """Shift any number, or the day it begins, and a case fails."""
    tried = {(row["parameter"], row["day"]) for row in rows() if "parameter" in row}
    wanted = {(key, value.since) for key, values in parameters().items() for value in values}
    assert sorted(wanted - tried) == []


def test_there_are_enough_cases_and_none_stands_twice() -> None:
    names = [row["name"] for row in rows()]
    assert len(names) >= 250
    assert len(set(names)) == len(names)
    assert all(isinstance(row.get("day", date.min), date) for row in rows())


def shifted(values: tuple[ParameterValue, ...], at: int, name: str) -> tuple[ParameterValue, ...]:
    """Return the values of a legal number, one of them a unit higher."""
    one = values[at]
    other = replace(one, value={**one.value, name: one.value[name] + 1})
    return (*values[:at], other, *values[at + 1 :])


def test_a_number_that_shifts_by_one_unit_fails_a_case() -> None:
    kept = [
        f"{key} {name} from {value.since}"
        for key, values in parameters().items()
        for at, value in enumerate(values)
        for name in value.value
        if not is_missed(key, value, shifted(values, at, name)[at])
    ]
    assert kept == []


def is_missed(key: str, value: ParameterValue, other: ParameterValue) -> bool:
    """Return whether a case of the value's first day fails on the other value."""
    return any(
        dict(other.value) != as_map(row["expect"])
        for row in rows()
        if row.get("parameter") == key
        and row["expect"] != "none"
        and row["day"] == value.since
        and row.get("jurisdiction", NATIONAL) == value.jurisdiction
    )
