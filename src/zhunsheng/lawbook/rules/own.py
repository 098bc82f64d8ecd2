"""A bureau's own benchmark table: who may put it in force, when it decides, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook.choices import TableState, TableStep

#: An authority may set benchmarks for its discretion, and publishes them.
BASIS: Final = cite("APL-2021:34")


@dataclass(frozen=True, slots=True)
class TableFacts:
    """
    All that the rules of a table look at.

    ``known_as`` names a table of the same file that is not withdrawn; ``rivals`` are tables in
    force beside it for the same place and a violation of both; ``broken_rows`` no longer keep
    within the law. ``place_is_around`` tells that the bureau lies in the place of the table; the
    last two tell who acts.
    """

    acts: tuple[DoneAct, ...] = ()
    on: date | None = None
    since: date | None = None
    until: date | None = None
    known_as: str = ""
    rivals: tuple[str, ...] = ()
    broken_rows: int = 0
    replaced_is_in_force: bool = True
    place_is_around: bool = True
    actor_imported: bool = False
    actor_is_head: bool = False

    def day_of(self, step: TableStep) -> date | None:
        """Return the day on which a step was taken."""
        return next((act.on for act in self.acts if act.step == step.value), None)


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a table decides, both in; ``until`` is None where it stays."""

    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        """Return whether a day lies in it."""
        return self.since <= on and (self.until is None or on <= self.until)


def in_force(
    *,
    since: date,
    until: date | None,
    adopted_on: date | None,
    withdrawn_on: date | None = None,
    replaced_on: date | None = None,
) -> Span | None:
    """
    Return the days on which a table decides, None where it never does.

    It decides from the day of its adoption at the earliest, and no more from the day on which it
    is withdrawn or the table that replaces it begins.
    """
    if adopted_on is None:
        return None
    begins = max(since, adopted_on)
    ends = [day - timedelta(days=1) for day in (withdrawn_on, replaced_on) if day is not None]
    last = min([*ends, *([until] if until is not None else [])], default=None)
    return None if last is not None and last < begins else Span(begins, last)


def state_of(
    span: Span | None,
    *,
    adopted_on: date | None,
    withdrawn_on: date | None,
    replaced_on: date | None,
    on: date,
) -> TableState:
    """Return where a table stands on a day."""
    if withdrawn_on is not None and withdrawn_on <= on:
        return TableState.WITHDRAWN
    if adopted_on is None:
        return TableState.IMPORTED
    if replaced_on is not None and replaced_on <= on:
        return TableState.REPLACED
    if span is not None and span.holds(on):
        return TableState.ADOPTED
    return TableState.COMING if span is not None and on < span.since else TableState.LAPSED


# --------------------------------------------------------------------------- guards


def file_is_new(facts: TableFacts) -> Finding | None:
    """Refuse a file that was imported before and not withdrawn."""
    if not facts.known_as:
        return None
    return Finding(
        "benchmarks.file_is_known",
        f"同一文件已经导入为“{facts.known_as}”",
        BASIS,
        "内容有修改的请上传修改后的文件；导入有误的请先撤回原表",
    )


def place_is_around(facts: TableFacts) -> Finding | None:
    """Refuse a table for a place in which the bureau does not lie."""
    if facts.place_is_around:
        return None
    return Finding(
        "benchmarks.another_place",
        "适用地区不包括本机关所在地",
        BASIS,
        "请选择本机关所在的地区或者全国",
    )


def days_stand_in_order(facts: TableFacts) -> Finding | None:
    """Refuse a last day before the first."""
    if facts.since is None or facts.until is None or facts.since <= facts.until:
        return None
    return Finding(
        "benchmarks.days_upside_down",
        "有效期最后一日早于施行日期",
        BASIS,
        "请核对印发文件写明的日期",
    )


def replaced_is_in_force(facts: TableFacts) -> Finding | None:
    """Refuse to replace a table that does not stand."""
    if facts.replaced_is_in_force:
        return None
    return Finding(
        "benchmarks.replaced_not_in_force",
        "要取代的裁量基准表没有施行，或者已经撤回、被取代",
        BASIS,
        "请重新选择，或者不填写被取代的表",
    )


def adopter_did_not_import(facts: TableFacts) -> Finding | None:
    """Refuse that one person imports a table and puts it in force."""
    if not facts.actor_imported:
        return None
    return Finding(
        "benchmarks.own_import",
        "导入该表的人员不得决定施行该表",
        BASIS,
        "请由另一名负责人核对后决定施行",
    )


def time_is_not_over(facts: TableFacts) -> Finding | None:
    """Refuse a table whose time ended before it was adopted."""
    if facts.until is None or facts.on is None or facts.on <= facts.until:
        return None
    return Finding(
        "benchmarks.time_is_over",
        f"有效期已于{facts.until.isoformat()}届满",
        BASIS,
        "请撤回该表，按新的有效期重新导入",
    )


def stands_alone(facts: TableFacts) -> Finding | None:
    """Refuse two tables of one place that decide one violation at the same time."""
    if not facts.rivals:
        return None
    named = "、".join(f"“{title}”" for title in facts.rivals)
    return Finding(
        "benchmarks.two_tables",
        f"对相同的违法行为和地区，{named}仍在施行",
        BASIS,
        "请先撤回原表，或者重新导入并写明取代原表",
    )


def rows_keep_within_the_law(facts: TableFacts) -> Finding | None:
    """Refuse a table with rows that the law, as it now stands, does not bear."""
    if not facts.broken_rows:
        return None
    return Finding(
        "benchmarks.outside_the_law",
        f"有{facts.broken_rows}项已与现行法律规定不符",
        BASIS,
        "请照“数据核查”改正文件，撤回该表后重新导入",
    )


def adopted_is_withdrawn_by_a_head(facts: TableFacts) -> Finding | None:
    """Refuse that the legal section withdraws what a head has put in force."""
    if facts.actor_is_head or facts.day_of(TableStep.ADOPTION) is None:
        return None
    return Finding(
        "benchmarks.withdrawn_by_head",
        "已经决定施行的裁量基准表，由负责人决定撤回",
        BASIS,
        "请报请分管负责人或者主要负责人办理",
    )


def adoption_follows_the_import(facts: TableFacts) -> Finding | None:
    """Refuse a day that lies before the import."""
    imported_on = facts.day_of(TableStep.IMPORT)
    if imported_on is None or facts.on is None or imported_on <= facts.on:
        return None
    return Finding(
        "benchmarks.before_import",
        f"办理日期早于导入日期{imported_on.isoformat()}",
        BASIS,
        "请填写导入以后的日期",
    )


def rivals_of(
    own: frozenset[str], span: Span | None, others: Sequence[tuple[str, frozenset[str], Span]]
) -> tuple[str, ...]:
    """Return the titles of tables that decide a violation of ours while ours does."""
    if span is None:
        return ()
    return tuple(
        title
        for title, violations, other in others
        if own & violations
        and (span.until is None or other.since <= span.until)
        and (other.until is None or span.since <= other.until)
    )
