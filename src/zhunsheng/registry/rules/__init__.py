"""Rules of business entities: pure functions of frozen facts."""

from zhunsheng.registry.rules.entity import (
    CLASSED_SUPERVISION,
    LENGTHS,
    MOST_EMPLOYEES,
    EntityFacts,
    Particulars,
    Spelling,
    already_registered,
    credit_code_finding,
    entity_findings,
    list_of,
    nothing_changed,
    spelling,
    tidy_code,
    unknown_emerging_sector,
    unknown_street,
)
from zhunsheng.registry.rules.mapping import WIDTH, Frame, Outline, Point, frame_of
from zhunsheng.registry.rules.merging import (
    MergeFacts,
    merge_findings,
    merged_already,
    undo_findings,
)
from zhunsheng.registry.rules.particulars import (
    YES_NO,
    Field,
    FieldKind,
    grouped,
    particular,
    particulars_findings,
)
from zhunsheng.registry.rules.risk import RiskFormula, RiskResult, risk_of
from zhunsheng.registry.rules.sites import SiteDraft, site_findings

__all__ = [
    "CLASSED_SUPERVISION",
    "LENGTHS",
    "MOST_EMPLOYEES",
    "WIDTH",
    "YES_NO",
    "EntityFacts",
    "Field",
    "FieldKind",
    "Frame",
    "MergeFacts",
    "Outline",
    "Particulars",
    "Point",
    "RiskFormula",
    "RiskResult",
    "SiteDraft",
    "Spelling",
    "already_registered",
    "credit_code_finding",
    "entity_findings",
    "frame_of",
    "grouped",
    "list_of",
    "merge_findings",
    "merged_already",
    "nothing_changed",
    "particular",
    "particulars_findings",
    "risk_of",
    "site_findings",
    "spelling",
    "tidy_code",
    "undo_findings",
    "unknown_emerging_sector",
    "unknown_street",
]
