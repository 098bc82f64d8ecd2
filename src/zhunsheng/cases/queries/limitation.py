"""Whether a violation was found too late to be punished (行政处罚法 36)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhunsheng.cases.choices import CaseProcedure, SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.dues import reported_back
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.shapes import Item, draft_of
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.act import instant_of
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.kernel.names import says
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Harm, Question


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
    What the clue says of it is a suspicion, which leads to an opening and to no notice.
    """
    case = file.case
    if case.violation_ended_on is None:
        return False, False
    longer, shorter = (
        limitation_passed(
            on=on,
            jurisdiction=file.bureau.jurisdiction,
            ended_on=case.violation_ended_on,
            found_on=found_on(file),
            harmful=harmful,
        )
        for harmful in (True, False)
    )
    harmful = _harmful(file)
    if harmful is None:
        return longer, shorter and not longer
    return (longer if harmful else shorter), False


def _harmful(file: CaseFile) -> bool | None:
    """
    Return whether the harm was found that lengthens the term, None while that is open.

    The current proposal finds it, with its evidence; until the investigation ended, what the clue
    or the opening suspected counts, and that there was no harm throughout. One violation that did
    harm is enough; a proposal that is silent finds nothing, and a new one may find otherwise.
    """
    if file.case.harmful is False or not file.last("investigation"):
        return file.case.harmful
    rows = file.data("proposal").get("derivations", ())
    found = {_harm_in(draft_of(row)) for row in rows}
    if True in found:
        return True
    return False if False in found else None


def _harm_in(draft: Mapping[str, Any]) -> bool | None:
    """Return whether one violation is found to have done harm, None where nothing shows it."""
    endangered = draft["answers"].get(Question.ENDANGERED.value)
    none = draft["answers"].get(Question.HARM.value) == Harm.NONE.value
    if endangered is False or none:
        return False
    return True if endangered and draft.get("harm_evidence") else None


def found_on(file: CaseFile) -> date:
    """
    Return when a violation was found: when the clue was entered, or earlier where a record says so.

    That is the inspection that found it, the first file of a matter made anew, or the letter of
    somebody else that came by that day; what the bureau's own officers upload shows nothing. A
    form that was filled in on the spot shows its day while it is entered within the term for
    reporting it; later it shows the day on which it was entered.
    A party that joined a case was found with the case, whose clue was entered first.
    """
    case = file.case
    first = file.lead.case if file.lead else case
    inspected = first.source == SourceKind.INSPECTION.value and first.source_id is not None
    on_record = inspected or case.remade_of_id is not None
    if case.procedure == CaseProcedure.SUMMARY.value:
        # Where the holidays are not known yet, the day itself is all that is sure.
        until = reported_back(file, case.clue_on).on or case.clue_on
        on_record = on_record or instant_of(case.id).date() <= until
    elif not file.acts:
        on_record = True
    if on_record or any(_is_letter(one, first) for one in file.evidence):
        return case.clue_on
    return max(case.clue_on, instant_of(case.root_id).date())


def _is_letter(item: Item, case: PenaltyCase) -> bool:
    """
    Return whether evidence is the scan of a numbered letter that came with a clue, by its day.

    It names its sender, who is nobody of the bureau.
    """
    return (
        case.source != SourceKind.INSPECTION.value
        and item.subject_id == case.id
        and item.kind == EvidenceKind.DOCUMENTARY.value
        and item.is_kept
        and says(item.obtained_by)
        and any(map(str.isdigit, item.name))
        and item.obtained_on <= case.clue_on
    )
