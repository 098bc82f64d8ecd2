"""The tables of a plan's paper; every sum in them is computed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from zhunsheng.documents.rendering import Column, Table
from zhunsheng.documents.rendering.blocks import Align
from zhunsheng.planning import queries, rules
from zhunsheng.planning.choices import ItemClass
from zhunsheng.planning.exports.source import Source, words
from zhunsheng.planning.models import PlanUnit
from zhunsheng.planning.rules import MONTHS, Share

_SIGNS: Final = {ItemClass.OTHER_ENFORCEMENT: "O", ItemClass.NOT_ENFORCEMENT: "X"}


def _columns(key: str, widths: Iterable[int], left: Iterable[int]) -> tuple[Column, ...]:
    """Return columns of these widths; those numbered in ``left`` stand left, others right."""
    at_left = frozenset(left)
    return tuple(
        Column(label, width, _align(number, at_left))
        for number, (label, width) in enumerate(zip(words()["columns"][key], widths, strict=True))
    )


def _align(number: int, left: frozenset[int]) -> Align:
    return "left" if number in left else "right"


def days_table(source: Source) -> Table:
    """Return S, O, X with their items, I, K and G, each with its formula's sum and its share."""
    sums, names = source.sums, words()["sums"]
    made = (("O", sums.other), ("X", sums.not_enforcement), ("I", sums.inspection))
    whole = rules.shares(sums.total, [(names["S"], sums.total)])[0]
    other, rest, inspection = rules.shares(sums.total, [(names[sign], d) for sign, d in made])
    found: list[tuple[str, Share]] = [("S", whole)]
    for kind, one in ((ItemClass.OTHER_ENFORCEMENT, other), (ItemClass.NOT_ENFORCEMENT, rest)):
        items = [pair for pair in source.facts.items if pair[0].item_class is kind]
        parts = rules.shares_within(one, [(item.label, count) for item, count in items])
        found.append((_SIGNS[kind], one))
        found += [(item.value, part) for (item, _), part in zip(items, parts, strict=True)]
    used = [(names["K"], sums.key), (names["G"], sums.general)]
    found += zip("IKG", (inspection, *rules.shares_within(inspection, used)), strict=True)
    return Table(
        columns=_columns("days", (12, 52, 18, 18), (0, 1)),
        rows=tuple((sign, one.label, str(one.days), one.percent_text) for sign, one in found),
        caption=words()["days_caption"],
    )


def teams_table(source: Source) -> tuple[Table, ...]:
    """Return officers and days of each unit of the bureau, where the workforce was counted."""
    teams, day = source.facts.teams, source.sums.working_days
    if not teams:
        return ()
    rows = [
        (t.officers, t.total(day), t.other, t.not_enforcement, t.inspection(day)) for t in teams
    ]
    sums = tuple(str(sum(column)) for column in zip(*rows, strict=True))
    return (
        Table(
            columns=_columns("teams", (30, 14, 14, 14, 14, 14), (0,)),
            rows=tuple((team.name, *map(str, row)) for team, row in zip(teams, rows, strict=True)),
            caption=words()["teams_caption"],
            total=(words()["sum_label"], *sums),
        ),
    )


def parts_table(source: Source) -> Table:
    """Return all parts with units, frequency, visits, cap and days, and their sums."""
    rows = tuple(
        (
            str(fact.number),
            fact.label,
            fact.kind.label,
            str(fact.unit_count),
            str(fact.visits_per_unit),
            "" if fact.cap is None else str(fact.cap),
            str(fact.visits),
            str(days),
        )
        for _, fact, days, _ in source.lines
    )
    days = sum(line[2] for line in source.lines)
    return Table(
        columns=_columns("parts", (7, 23, 24, 10, 9, 8, 9, 10), (1, 2)),
        rows=rows,
        caption=words()["parts_caption"],
        total=(
            "",
            words()["sum_label"],
            "",
            str(rules.unit_total(source.facts)),
            "",
            "",
            str(rules.visit_total(source.facts)),
            str(days),
        ),
    )


def months_table(source: Source) -> Table:
    """Return the visits of each part by month, and their sums."""
    lines = source.lines
    sums = [sum(line[3][month - 1] for line in lines) for month in MONTHS]
    labels = words()["columns"]["months"]
    columns = (
        Column(labels[0], 22),
        *(Column(str(month), 5, "right") for month in MONTHS),
        Column(labels[1], 10, "right"),
    )
    return Table(
        columns=columns,
        rows=tuple(
            (fact.label, *(str(n) if n else "" for n in months), str(sum(months)))
            for _, fact, _, months in lines
        ),
        caption=words()["months_caption"],
        total=(words()["sum_label"], *map(str, sums), str(sum(sums))),
    )


def special_table(source: Source) -> Table:
    """Return the special campaigns with their ground and months."""
    return Table(
        columns=_columns("special", (24, 40, 16, 10, 10), (0, 1, 2)),
        rows=tuple(
            (
                fact.label,
                part.special_ground,
                queries.months_text(part.months),
                str(fact.unit_count),
                str(fact.visits),
            )
            for part, fact, _, _ in source.lines
            if fact.is_special
        ),
    )


def units_table(units: Iterable[PlanUnit]) -> Table:
    """Return a list of units by name with the criterion and the months."""
    return Table(
        columns=_columns("units", (6, 26, 30, 13, 17, 8), (1, 2, 3, 4, 5)),
        rows=tuple(_unit_row(number, unit) for number, unit in enumerate(units, start=1)),
    )


def _unit_row(number: int, unit: PlanUnit) -> tuple[str, ...]:
    reasons = queries.reasons_text(unit.reasons)
    return (
        str(number),
        unit.entity.name,
        unit.entity.credit_code,
        unit.part.label,
        f"{reasons}（{unit.note}）" if unit.note else reasons,
        queries.months_text(unit.months_meant),
    )
