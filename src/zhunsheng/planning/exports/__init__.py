"""The plan as a paper: blocks for PDF and DOCX, filled from the record alone."""

from __future__ import annotations

from zhunsheng.accounts.records import Scope
from zhunsheng.documents.rendering import (
    Heading,
    PageBreak,
    Paper,
    Para,
    Seal,
    date_text,
    render_docx,
    render_pdf,
)
from zhunsheng.documents.rendering.blocks import Block
from zhunsheng.planning import queries, rules
from zhunsheng.planning.choices import FILING_STEPS, PartKind, Phrase, PlanStep
from zhunsheng.planning.exports import tables
from zhunsheng.planning.exports.source import Source, heading, source_of, words
from zhunsheng.planning.models import AnnualPlan


def plan_paper(viewer: Scope, plan: AnnualPlan) -> Paper:
    """Return the plan as a paper: the seven headings, approval and filing, lists as annexes."""
    source = source_of(viewer, plan)
    approved = source.approval
    dated = approved.on if approved else plan.told_approved_on or source.dated
    return Paper(
        title=plan.title,
        number=approved.number if approved else plan.told_approval_number,
        issuer=source.bureau,
        date=dated,
        blocks=(
            heading("goals"),
            Para(plan.goals or words()["goals"]),
            *_days(source),
            *_key(source),
            *_general(source),
            *_tasks(source),
            *_special(source),
            heading("safeguards"),
            Para(plan.safeguards or words()["safeguards"]),
            *_approval(source),
            # What was taken over from a sheet has its seal on the original.
            *(() if plan.told_approved_on else (Seal(source.bureau, date_text(dated)),)),
            *_annexes(source),
        ),
    )


def plan_pdf(viewer: Scope, plan: AnnualPlan) -> bytes:
    """
    Return the plan as PDF.

    :raises FontMissing: if no usable font is installed
    """
    return render_pdf(plan_paper(viewer, plan))


def plan_docx(viewer: Scope, plan: AnnualPlan) -> bytes:
    """Return the plan as DOCX."""
    return render_docx(plan_paper(viewer, plan))


def _days(source: Source) -> tuple[Block, ...]:
    sums, said = source.sums, words()
    year = queries.year_days(source.plan.year)
    if year is None:
        return (heading("days"), Para(said["unknown"].format(year=source.plan.year)))
    added = year.added_days_off
    total = said["total"].format(
        year=year.year,
        days=year.days,
        weekend=year.weekend_days,
        holidays=year.statutory_days,
        added=said["added"].format(added=added) if added else "",
        d=sums.working_days,
        n=sums.officers,
        s=sums.total,
    )
    rest = said["inspection"].format(
        s=sums.total, o=sums.other, x=sums.not_enforcement, i=sums.inspection,
        k=sums.key, g=sums.general, used=sums.used,
        k_special=_special_days(source, PartKind.KEY),
        g_special=_special_days(source, PartKind.GENERAL),
    )  # fmt: skip
    return (
        heading("days"),
        Para(total + _staff(source)),
        Para(rest),
        *tables.teams_table(source),
        tables.days_table(source),
    )


def _special_days(source: Source, kind: PartKind) -> str:
    """Return how many days of a kind are those of special campaigns, nothing where none are."""
    days = sum(line[2] for line in source.lines if line[1].kind is kind and line[1].is_special)
    text: str = words()["special_days"].format(days=days) if days else ""
    return text


def _with_special(source: Source, kind: PartKind) -> str:
    """Return how many units of a kind the special campaigns add, nothing where they add none."""
    of_kind = [fact for fact in source.facts.parts if fact.kind is kind]
    special = [fact for fact in of_kind if fact.is_special]
    if not special:
        return ""
    text: str = words()["with_special"].format(
        kind=kind.label,
        units=rules.unit_total(source.facts, special),
        total=rules.unit_total(source.facts, of_kind),
    )
    return text


def _staff(source: Source) -> str:
    staff = source.plan.staff_count
    if not staff:
        return ""
    share = rules.shares(staff, [("", source.facts.officers)])[0].percent_text
    text: str = words()["staff"].format(staff=staff, share=share)
    return text


def _list(source: Source, kind: PartKind) -> str:
    said = words()["part_text"]
    return Phrase.LIST_SEPARATOR.label.join(
        said.format(label=fact.label, units=fact.unit_count)
        for _, fact, _, _ in source.lines_of(kind)
    )


def _key(source: Source) -> tuple[Block, ...]:
    lines = source.lines_of(PartKind.KEY)
    if not lines:
        return (heading("key"), Para(words()["no_key"]))
    text = words()["key_text"].format(
        units=rules.unit_total(source.facts, [line[1] for line in lines]),
        parts=_list(source, PartKind.KEY),
        special=_with_special(source, PartKind.KEY),
        listed=words()[_how_listed(source)],
    )
    used = {code for unit in source.units for code in unit.reasons}
    criteria = [
        Para(words()["criterion"].format(label=one.label, says=one.says))
        for one in rules.criteria().values()
        if one.code.value in used
    ]
    return (heading("key"), Para(text), *criteria)


def _how_listed(source: Source) -> str:
    if source.units:
        return "key_listed"
    return "key_told" if source.plan.told_approved_on else "key_open"


def _general(source: Source) -> tuple[Block, ...]:
    lines = source.lines_of(PartKind.GENERAL)
    if not lines:
        return (heading("general"), Para(words()["no_general"]))
    text = words()["general_text"].format(
        units=rules.unit_total(source.facts, [line[1] for line in lines]),
        parts=_list(source, PartKind.GENERAL),
        special=_with_special(source, PartKind.GENERAL),
    )
    drawn = [
        Para(words()["drawn"].format(label=fact.label, text=queries.strata_text(fact.strata)))
        for _, fact, _, _ in lines
        if fact.strata
    ]
    return (heading("general"), Para(text), *drawn)


def _tasks(source: Source) -> tuple[Block, ...]:
    text = words()["tasks_text"].format(
        units=rules.unit_total(source.facts),
        visits=rules.visit_total(source.facts),
        sum=rules.sum_of_parts(source.facts),
    )
    if not source.parts:
        return (heading("tasks"), Para(words()["no_tasks"]))
    months = tables.months_table(source)
    return (heading("tasks"), Para(text), tables.parts_table(source), months)


def _special(source: Source) -> tuple[Block, ...]:
    special = [fact for fact in source.facts.parts if fact.is_special]
    if not special:
        return (heading("special"), Para(words()["no_special"]))
    text = words()["special_text"].format(
        count=len(special),
        units=rules.unit_total(source.facts, special),
        repeats=rules.repeats_text(source.facts, special),
    )
    return (heading("special"), Para(text), tables.special_table(source))


def _approval(source: Source) -> tuple[Block, ...]:
    said = words()
    approved = source.approval
    plan = source.plan
    if approved is None and plan.told_approved_on:
        number = plan.told_approval_number
        text = said["told"].format(
            day=date_text(plan.told_approved_on), number=f"（{number}）" if number else ""
        )
        return (heading("approval"), Para(text))
    if approved is None:
        return (heading("approval"), Para(said["draft"]))
    told = [
        said["approval"].format(
            day=date_text(approved.on),
            government=source.government,
            number=approved.number,
        )
    ]
    for body, step in FILING_STEPS.items():
        filed = source.act(step)
        if filed:
            told.append(
                said["filing"].format(
                    body=body.label, day=date_text(filed.on), receipt=filed.number
                )
            )
    published = source.act(PlanStep.PUBLISH)
    if published:
        told.append(said["publication"].format(day=date_text(published.on), place=published.note))
    return (heading("approval"), Para("".join(told)))


def _annexes(source: Source) -> tuple[Block, ...]:
    lists = [
        (key, [unit for unit in source.units if unit.part.kind == kind.value])
        for key, kind in (("units", PartKind.KEY), ("listed", PartKind.GENERAL))
    ]
    found: list[Block] = []
    for key, units in lists:
        if not units:
            continue
        number = sum(isinstance(block, PageBreak) for block in found) + 1
        title = words()["annex"].format(number=number, title=words()["headings"][key])
        found += [PageBreak(), Heading(title, numbered=False), tables.units_table(units)]
    return tuple(found)
