"""What the papers after a visit say: the order, the opinion on it, measures on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from zhunsheng.accounts import queries as accounts
from zhunsheng.documents.rules import date_text, moment_text
from zhunsheng.inspection.choices import Phrase, RectificationResult
from zhunsheng.inspection.models import Inspection, InspectionFinding, RectificationOrder
from zhunsheng.inspection.rules import (
    HAZARD_POWER,
    ORDER_POWER,
    VIOLATION_POWER,
    EarlyApplication,
)
from zhunsheng.inspection.services.contents import (
    Content,
    basis_text,
    described,
    officers_said,
    requirement_text,
)
from zhunsheng.kernel.act import Act
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce.rules import OfficerFact


def order_content(
    ctx: Act,
    inspection: Inspection,
    officers: tuple[OfficerFact, ...],
    findings: list[InspectionFinding],
    on: date,
) -> Content:
    """Return what the order to put right says (责令限期整改指令书)."""
    assert inspection.visited_on is not None
    assert inspection.record_document is not None
    return {
        "party_name": inspection.party.name,
        "inspected_on": inspection.visited_on,
        "inspection_number": inspection.record_document.number,
        "findings": [
            {
                "number": str(f.number),
                "description": described(f),
                "basis": basis_text(f),
                "requirement": requirement_text(f),
                "deadline": date_text(f.due_on) if f.due_on else "",
            }
            for f in findings
        ],
        "order_basis": _order_basis(findings),
        "officers": officers_said(officers, on),
        "reconsideration_body": accounts.bureau(ctx).government,
        "court": Phrase.COURT.label,
    }


def _order_basis(findings: Iterable[InspectionFinding]) -> str:
    """Return the powers used; both are items of one paragraph, whose title is printed once."""
    used = {VIOLATION_POWER if f.violation_key else HAZARD_POWER for f in findings}
    items = (power.place.removeprefix(ORDER_POWER.place) for power in sorted(used))
    return lawbook.full_label(ORDER_POWER) + Phrase.COMMA.label.join(items)


def reinspection_content(
    order: RectificationOrder,
    findings: list[InspectionFinding],
    results: Mapping[InspectionFinding, tuple[RectificationResult, str]],
    officers: tuple[OfficerFact, ...],
    *,
    site_head: str,
    on: date,
    hours: tuple[datetime, datetime],
    requested: EarlyApplication | None,
) -> Content:
    """Return what the opinion on a re-inspection says (整改复查意见书)."""
    conclusion, following = _conclusion({result for result, _ in results.values()})
    return {
        "party_name": order.inspection.party.name,
        "order_number": order.document.number,
        "ordered_on": order.issued_on,
        "reinspected_on": on,
        "hours": Phrase.HOURS.label.format(
            began=moment_text(hours[0]), ended=moment_text(hours[1])
        ),
        **_applied(requested),
        "results": [
            {
                "number": str(f.number),
                "description": f.description,
                "result": results[f][0].label,
                "situation": results[f][1] or _unsaid(results[f][0], f),
            }
            for f in findings
        ],
        "conclusion": conclusion.label,
        "next_step": following.label,
        "site_head": site_head,
        "officers": officers_said(officers, on),
    }


def _applied(requested: EarlyApplication | None) -> Content:
    if requested is None:
        return {}
    said = Phrase.APPLIED.label.format(day=date_text(requested.on), number=requested.number.strip())
    return {"early_application": said}


def _unsaid(result: RectificationResult, finding: InspectionFinding) -> str:
    """Return what is printed of a matter of which nothing was written: its result, its term."""
    if result is RectificationResult.NOT_DUE and finding.due_on:
        return Phrase.RUNS_UNTIL.label.format(day=date_text(finding.due_on))
    return result.label


def _conclusion(results: set[RectificationResult]) -> tuple[Phrase, Phrase]:
    """Return what a re-inspection concludes, and what follows."""
    left = results - {RectificationResult.DONE}
    if not left:
        return Phrase.ALL_DONE, Phrase.CLOSED
    if left == {RectificationResult.NOT_DUE}:
        return Phrase.OTHERS_RUN, Phrase.LATER
    return Phrase.NOT_ALL_DONE, Phrase.FURTHER


def measure_content(
    ctx: Act,
    inspection: Inspection,
    officers: tuple[OfficerFact, ...],
    findings: list[InspectionFinding],
    *,
    kinds: str,
    scope: str,
    on: date,
) -> Content:
    """Return what a decision of measures on the spot says (现场处理措施决定书)."""
    assert inspection.visited_on is not None
    assert inspection.record_document is not None
    return {
        "party_name": inspection.party.name,
        "inspected_on": inspection.visited_on,
        "inspection_number": inspection.record_document.number,
        "findings": [
            {"number": str(f.number), "description": described(f), "basis": basis_text(f)}
            for f in findings
        ],
        "decision_basis": lawbook.full_label(HAZARD_POWER),
        "measures": kinds,
        "scope": scope,
        "officers": officers_said(officers, on),
        "reconsideration_body": accounts.bureau(ctx).government,
        "court": Phrase.COURT.label,
    }
