"""The plan as a paper: blocks for PDF and DOCX, filled from the record alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.documents.rendering import (
    Column,
    Heading,
    Paper,
    Para,
    Seal,
    Table,
    date_text,
    render_pdf,
)
from zhunsheng.documents.rendering.blocks import Block
from zhunsheng.planning import queries, rules
from zhunsheng.planning.choices import (
    FILING_STEPS,
    ItemClass,
    KeyCriterion,
    PartKind,
    Phrase,
    PlanStep,
)
from zhunsheng.planning.models import AnnualPlan, PlanAct, PlanUnit
from zhunsheng.planning.rules import Arithmetic, PlanFacts, Share

_WORDS = Path(__file__).parent / "data" / "paper.yaml"
_CLASS_SIGN = {ItemClass.OTHER_ENFORCEMENT: "O", ItemClass.NOT_ENFORCEMENT: "X"}


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(_WORDS.read_text("utf-8"))
    return words


@dataclass(frozen=True, slots=True)
class _Source:
    """What the paper is filled from."""

    plan: AnnualPlan
    facts: PlanFacts
    sums: Arithmetic
    units: list[PlanUnit]
    acts: list[PlanAct]
    government: str


def plan_paper(viewer: Scope, plan: AnnualPlan) -> Paper:
    """Return the plan as a paper: working days, tasks, lists, approval and filing."""
    bureau = accounts.bureau(viewer)
    acts = queries.acts_of(viewer, plan)
    day = acts[-1].on if acts else date(plan.year, 1, 1)
    facts = queries.facts_of(viewer, plan, on=day)
    source = _Source(
        plan=plan,
        facts=facts,
        sums=rules.arithmetic(facts),
        units=queries.units_of(viewer, plan),
        acts=acts,
        government=bureau.government,
    )
    approved = _act(source, PlanStep.APPROVE)
    dated = approved.on if approved else day
    return Paper(
        title=plan.title,
        number=approved.number if approved else "",
        issuer=bureau.name,
        date=dated,
        blocks=(
            *_goals(source),
            *_days(source),
            *_parts(source),
            *_list(source, PartKind.KEY, "units"),
            *_list(source, PartKind.GENERAL, "listed"),
            *_approval(source),
            Seal(bureau.name, date_text(dated)),
        ),
    )


def plan_pdf(viewer: Scope, plan: AnnualPlan) -> bytes:
    """
    Return the plan as PDF.

    :raises FontMissing: if no usable font is installed
    """
    return render_pdf(plan_paper(viewer, plan))


def _heading(key: str) -> Heading:
    return Heading(_words()["headings"][key])


def _goals(source: _Source) -> tuple[Block, ...]:
    return (_heading("goals"), Para(source.plan.goals or _words()["goals"]))


def _days(source: _Source) -> tuple[Block, ...]:
    sums, words = source.sums, _words()
    year = queries.year_days(source.plan.year)
    if year is None:
        return (_heading("days"), Para(words["unknown"].format(year=source.plan.year)))
    added = year.added_days_off
    total = words["total"].format(
        year=year.year,
        days=year.days,
        weekend=year.weekend_days,
        holidays=year.statutory_days,
        added=words["added"].format(added=added) if added else "",
        d=sums.working_days,
        n=sums.officers,
        s=sums.total,
    )
    rest = words["inspection"].format(
        s=sums.total, o=sums.other, x=sums.not_enforcement, i=sums.inspection,
        k=sums.key, g=sums.general, used=sums.used,
    )  # fmt: skip
    return (
        _heading("days"),
        Para(total + _staff(source)),
        Para(rest),
        _days_table(source),
    )


def _staff(source: _Source) -> str:
    staff = source.plan.staff_count
    if not staff:
        return ""
    share = rules.shares(staff, [("", source.facts.officers)])[0].percent_text
    text: str = _words()["staff"].format(staff=staff, share=share)
    return text


def _days_table(source: _Source) -> Table:
    sums, words = source.sums, _words()
    named: list[tuple[str, str, int]] = [("S", words["sums"]["S"], sums.total)]
    for kind, days in (
        (ItemClass.OTHER_ENFORCEMENT, sums.other),
        (ItemClass.NOT_ENFORCEMENT, sums.not_enforcement),
    ):
        sign = _CLASS_SIGN[kind]
        named.append((sign, words["sums"][sign], days))
        named += [
            (item.value, item.label, count)
            for item, count in source.facts.items
            if item.item_class is kind
        ]
    for sign, days in (("I", sums.inspection), ("K", sums.key), ("G", sums.general)):
        named.append((sign, words["sums"][sign], days))
    found: tuple[Share, ...] = rules.shares(sums.total, [(label, d) for _, label, d in named])
    labels = words["columns"]["days"]
    return Table(
        columns=(
            Column(labels[0], 12, "center"),
            Column(labels[1], 52),
            Column(labels[2], 18, "right"),
            Column(labels[3], 18, "right"),
        ),
        rows=tuple(
            (sign, one.label, str(one.days), one.percent_text)
            for (sign, _, _), one in zip(named, found, strict=True)
        ),
        caption=words["days_caption"],
    )


def _parts(source: _Source) -> tuple[Block, ...]:
    words, facts = _words(), source.facts
    named = Phrase.LIST_SEPARATOR.label.join(
        words["part_text"].format(label=part.label, units=part.unit_count) for part in facts.parts
    )
    text = words["parts_text"].format(
        units=rules.unit_total(facts), visits=rules.visit_total(facts), parts=named
    )
    drawn = any(part.kind is PartKind.GENERAL for part in facts.parts)
    after = (Para(words["drawn_text"]),) if drawn else ()
    return (_heading("parts"), Para(text), _parts_table(source), *after)


def _parts_table(source: _Source) -> Table:
    words, facts = _words(), source.facts
    days = rules.part_days(facts)
    labels = words["columns"]["parts"]
    widths = (7, 25, 23, 10, 13, 10, 12)
    return Table(
        columns=tuple(
            Column(label, width, "left" if n in (1, 2) else "right")
            for n, (label, width) in enumerate(zip(labels, widths, strict=True))
        ),
        rows=tuple(
            (
                str(part.number),
                part.label,
                part.kind.label,
                str(part.unit_count),
                str(part.visits_per_unit),
                str(part.visits),
                str(count),
            )
            for part, count in zip(facts.parts, days, strict=True)
        ),
        caption=words["parts_caption"],
        total=(
            "",
            words["sum_label"],
            "",
            str(rules.unit_total(facts)),
            "",
            str(rules.visit_total(facts)),
            str(sum(days)),
        ),
    )


def _list(source: _Source, kind: PartKind, heading: str) -> tuple[Block, ...]:
    units = [unit for unit in source.units if unit.part.kind == kind.value]
    if not units:
        return ()
    labels = _words()["columns"]["units"]
    widths = (6, 27, 27, 16, 16, 8)
    return (
        _heading(heading),
        Table(
            columns=tuple(
                Column(label, width, "center" if n in (0, 5) else "left")
                for n, (label, width) in enumerate(zip(labels, widths, strict=True))
            ),
            rows=tuple(_unit_row(number, unit) for number, unit in enumerate(units, start=1)),
        ),
    )


def reasons_text(unit: PlanUnit) -> str:
    """Return why a unit is a key unit, as it is printed."""
    return Phrase.LIST_SEPARATOR.label.join(KeyCriterion(code).label for code in unit.reasons)


def months_text(unit: PlanUnit) -> str:
    """Return the months in which a unit is to be inspected, as they are printed."""
    if not unit.months:
        return Phrase.ANY_TIME.label
    months = Phrase.LIST_SEPARATOR.label.join(str(month) for month in unit.months)
    return Phrase.MONTHS.label.format(months=months)


def _unit_row(number: int, unit: PlanUnit) -> tuple[str, ...]:
    entity = unit.entity
    return (
        str(number),
        entity.name,
        entity.credit_code,
        unit.part.label,
        reasons_text(unit),
        months_text(unit),
    )


def _act(source: _Source, step: PlanStep) -> PlanAct | None:
    done = {act.sequence for act in source.facts.acts if act.step == step.value}
    return next((act for act in source.acts if act.sequence in done), None)


def _approval(source: _Source) -> tuple[Block, ...]:
    words = _words()
    approved = _act(source, PlanStep.APPROVE)
    if approved is None:
        return (_heading("approval"), Para(words["draft"]))
    said = [
        words["approval"].format(
            day=date_text(approved.on), government=source.government, number=approved.number
        )
    ]
    for body, step in FILING_STEPS.items():
        filed = _act(source, step)
        if filed:
            said.append(
                words["filing"].format(
                    body=body.label, day=date_text(filed.on), receipt=filed.number
                )
            )
    published = _act(source, PlanStep.PUBLISH)
    if published:
        said.append(words["publication"].format(day=date_text(published.on), place=published.note))
    return (_heading("approval"), Para("".join(said)))
