"""What of a visit goes to other rooms: its cases, its clues, what was sent to other bodies."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from zhunsheng.inspection import queries
from zhunsheng.inspection.models import Inspection, InspectionFinding
from zhunsheng.inspection.rules.papers import facts_of_findings
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook.choices import ConductKind
from zhunsheng.web import clock, pages

#: From how many violations on they may become one clue.
MANY = 2


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case that the visit became, with the findings that it holds."""

    case: queries.ReferredCase
    url: str
    findings: str


def passed_on(viewer: Viewer, row: Inspection) -> dict[str, object]:
    """Return what became of the findings of a visit elsewhere, and where the others may go."""
    found = queries.findings_of(viewer, row.pk)
    return _clues(viewer, row, found) | _sent(viewer, row, found)


def _clues(viewer: Viewer, row: Inspection, findings: list[InspectionFinding]) -> dict[str, object]:
    """Return the cases that the visit became, and where what is left becomes a clue, once (29)."""
    found = [one for one in findings if one.violation_key]
    cases = queries.referred_cases(viewer, row.pk)
    taken = {key for one in cases if one.stands for key in one.violations}
    left = [one for one in found if one.violation_key not in taken]
    page = pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["clue"])
    many = page and len({one.violation_key for one in left}) >= MANY
    return {
        "cases": [_case_line(viewer, one, found) for one in cases],
        "clue_all": _clue(page, row, left) if many else "",
        "clues": [(one.number, _clue(page, row, [one])) for one in left if page],
    }


def _sent(viewer: Viewer, row: Inspection, found: list[InspectionFinding]) -> dict[str, object]:
    """Return which findings were sent to other bodies, and which may still be."""
    sent = queries.sent_findings(viewer, row.pk)
    page, taken = settings.ZHUNSHENG_PAGES, {one.finding for one in sent}
    numbers = {one.id: one.number for one in found}
    return {
        "referral_url": pages.open_to(viewer.by, page["referral"]),
        "unsent": [one for one in found if one.id not in taken],
        "sent": [
            (numbers[one.finding], one, pages.open_to(viewer.by, page["sent"], one.referral))
            for one in sent
        ],
    }


def _case_line(
    viewer: Viewer, case: queries.ReferredCase, found: list[InspectionFinding]
) -> CaseLine:
    url = pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["case"], case.id)
    held = (str(one.number) for one in found if one.violation_key in case.violations)
    return CaseLine(case, url if case.may_open else "", "、".join(held))


def _clue(page: str, row: Inspection, findings: list[InspectionFinding]) -> str:
    """Return where findings become one clue: facts, and when it was as far as the visit knows."""
    on = row.visited_on or clock.today()
    said: dict[str, object] = {
        "entity": row.entity_id,
        "violation": list(dict.fromkeys(one.violation_key for one in findings)),
        "facts": facts_of_findings(on, [(one.place, one.description) for one in findings]),
        "source": "INSPECTION",
        "source_id": row.pk,
        "conduct": ConductKind.CONTINUING.value,
    }
    if all(one.immediate_fix for one in findings):
        said["violation_ended_on"] = on.isoformat()
    return f"{page}?{urlencode(said, doseq=True)}"
