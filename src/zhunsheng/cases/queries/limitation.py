"""Whether a violation was found too late to be punished (行政处罚法 36)."""

from __future__ import annotations

from datetime import date

from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.kernel.act import instant_of
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.lawbook import queries as lawbook


def limitation_passed(
    *, on: date, jurisdiction: str, ended_on: date, found_on: date, harmful: bool
) -> bool:
    """Return whether a violation was found after the term within which it may be punished."""
    term = lawbook.parameter("penalty.limitation", on=on, jurisdiction=jurisdiction)
    years = term.integer("HARMFUL" if harmful else "NORMAL")
    return found_on > calendar_end(start=ended_on, length=years, unit=DayUnit.YEAR)


def limitation_of(file: CaseFile, *, on: date) -> tuple[bool, bool]:
    """
    Return whether a violation was found too late to be punished, and whether that is open.

    It is open after the shorter term while nobody found whether anybody was harmed (第三十六条).
    """
    case = file.case
    if case.violation_ended_on is None:
        return False, False
    longer, shorter = (
        limitation_passed(
            on=on,
            jurisdiction=file.bureau.jurisdiction,
            ended_on=case.violation_ended_on,
            found_on=_found_on(file),
            harmful=harmful,
        )
        for harmful in (True, False)
    )
    if case.harmful is None:
        return longer, shorter and not longer
    return (longer if case.harmful else shorter), False


def _found_on(file: CaseFile) -> date:
    """
    Return when a violation was found: when the clue was entered, or earlier where a record says so.

    That is the inspection that found it, the first file of a matter made anew, the form that was
    filled in on the spot, or an attached document of that day.
    A party that joined a case was found with the case, whose clue was entered first.
    """
    case = file.case
    first = file.lead.case if file.lead else case
    on_record = first.source_id or case.remade_of_id or file.last("on_the_spot")
    attached = any(one.is_kept and one.obtained_on <= case.clue_on for one in file.evidence)
    if on_record or attached or not file.acts:
        return case.clue_on
    return max(case.clue_on, instant_of(case.root_id).date())
