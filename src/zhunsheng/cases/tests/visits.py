"""Inspections for the tests of cases: a visit, its order to rectify, what was found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max

from zhunsheng.cases.tests.world import World
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import BasisKind, HazardGrade, RectificationResult
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import (
    EarlyApplication,
    FindingDraft,
    InspectionRequest,
    ReinspectionLine,
    VisitRecord,
)
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.powers.choices import ListOrigin
from zhunsheng.powers.tests import builders as powers

VISITED, DUE = date(2025, 2, 10), date(2025, 2, 24)
MORNING = datetime(2025, 2, 10, 7, tzinfo=SHANGHAI)
FIRST = datetime(2025, 2, 10, 8, 10, tzinfo=SHANGHAI)


def visited(
    world: World,
    *violations: str,
    officers: tuple[str, str] = ("yi", "bing"),
    grade: HazardGrade = HazardGrade.GENERAL,
) -> UUID:
    """Visit the entity, with one matter for each violation, and order what was found."""
    sent = (world.officers[officers[0]], world.officers[officers[1]])
    powers.list_inspections(VISITED, world.bureau, ListOrigin.LAWBOOK)
    request = InspectionRequest(
        world.entity,
        sent,
        basis_kind=BasisKind.TIP,
        source=f"示举报〔2025〕{Inspection.objects.of(world.viewer()).count() + 1}号",
        item_codes=("JC-001",),
    )
    row = services.approve_inspections(
        ctx=replace(world.act("deputy", VISITED), at=MORNING), requests=(request,), on=VISITED
    )
    assert row is not None
    # Nobody is at two visits at once: each begins where the one before ended.
    made = Inspection.objects.of(world.viewer()).filter(visited_on=VISITED)
    began = made.aggregate(last=Max("ended_at"))["last"] or FIRST
    visit = VisitRecord(
        started_at=began,
        ended_at=began + timedelta(minutes=40),
        place="甲类仓库",
        situation="检查了安全管理台账。",
        site_head="示例甲",
        recording="执法记录仪全程录音录像",
        findings=tuple(
            FindingDraft("示例员工无证上岗。", "配电间", key, grade, standard="示例判定标准第二条")
            for key in violations
        ),
    )
    services.record_visit(
        ctx=world.act(officers[0], VISITED), inspection=row.id, visit=visit, version=0, on=VISITED
    )
    return row.id


def ordered(world: World, *violations: str, due_on: date = DUE) -> UUID:
    """Visit the entity and order what was found to be put right."""
    visit = visited(world, *violations)
    services.issue_order(
        ctx=world.act("yi", VISITED), inspection=visit, due_on=due_on, version=1, on=VISITED
    )
    return visit


def found_again(world: World, visit: UUID, on: date, *, done: bool) -> None:
    """Re-inspect: all is put right, or nothing."""
    result = RectificationResult.DONE if done else RectificationResult.NOT_DONE
    order = queries.inspection(world.viewer(), visit).order
    ctx = world.act("yi", on)
    began = ctx.at - timedelta(minutes=30)
    services.reinspect(
        ctx=ctx,
        order=order.id,
        results=tuple(
            ReinspectionLine(one.id, result) for one in queries.findings_of(world.viewer(), visit)
        ),
        officers=(world.officers["yi"], world.officers["bing"]),
        site_head="示例甲",
        requested=EarlyApplication("收文〔2025〕12号", on),
        hours=(began, began + timedelta(minutes=20)),
        on=on,
    )
