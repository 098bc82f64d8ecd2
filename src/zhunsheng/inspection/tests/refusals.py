"""Shared steps of the tests of acts: what a refusal leaves behind, how a visit is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from zhunsheng.documents.models import Document
from zhunsheng.inspection import services
from zhunsheng.inspection.models import (
    Attendee,
    CheckedItem,
    Dispatch,
    FindingPhoto,
    Inspection,
    InspectionCompanion,
    InspectionFinding,
    InspectionOfficer,
    InspectionScheme,
    InspectionSuccessor,
    OnSiteMeasure,
    OrderExtension,
    RectificationOrder,
    Reinspection,
    ReinspectionResult,
    ResultNotice,
)
from zhunsheng.inspection.rules import PlannedVisits
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.journal.models import Event, Request
from zhunsheng.kernel.finding import StepRefused

TABLES: tuple[type[models.Model], ...] = (
    Inspection,
    InspectionOfficer,
    InspectionFinding,
    InspectionCompanion,
    Attendee,
    CheckedItem,
    Dispatch,
    FindingPhoto,
    OnSiteMeasure,
    RectificationOrder,
    OrderExtension,
    Reinspection,
    ReinspectionResult,
    InspectionScheme,
    InspectionSuccessor,
    ResultNotice,
)


def everything() -> list[object]:
    """All rows of the room with their values, all events, all requests."""
    rows: list[object] = [
        row for table in TABLES for row in table._base_manager.order_by("pk").values()
    ]
    papers = Document._base_manager.count()
    return [rows, Event.objects.count(), Request.objects.count(), papers]


def refused(act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal that wrote nothing and recorded nothing."""
    before = everything()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert everything() == before
    return [finding.code for finding in refusal.value.findings]


def planned(monkeypatch: pytest.MonkeyPatch, said: PlannedVisits) -> None:
    """Let the plan of the year say the same of every unit, on its ground and in one campaign."""
    path, campaign = "zhunsheng.inspection.queries", builders.OF_CAMPAIGN["campaign"]
    monkeypatch.setattr(f"{path}.plan_stands", lambda *_: True)
    monkeypatch.setattr(f"{path}.plan_campaigns", lambda *_: (campaign,))
    monkeypatch.setattr(f"{path}.planned_visits", lambda s, y, asked: dict.fromkeys(asked, said))


def record(world: World, row: Inspection, key: str = "v", **changes: Any) -> Inspection:
    on = changes.pop("on", VISITED)
    return services.record_visit(
        ctx=world.act(key, on, world.street_officer if row.unit_id else None),
        inspection=row.id,
        visit=builders.visit(on, **changes),
        version=changes.pop("version", None),
        on=on,
    )
