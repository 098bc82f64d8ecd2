"""
行政处罚法 59: a paper names its party as it is; what was merged is named as the kept entry.

Papers of before the merge stay as they were issued.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests import world as penalties
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.compulsion.tests import builders as measures
from zhunsheng.documents import queries as documents
from zhunsheng.inspection import services as inspection
from zhunsheng.inspection.tests import builders
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import Disclosed, PublicationKind
from zhunsheng.registry import services as registry
from zhunsheng.registry.models import BusinessEntity

pytestmark = pytest.mark.django_db
KEPT, CODE, WRONG = "示例区晨安新材料有限公司", penalties.credit_code(71), penalties.credit_code(72)


def merge(ctx: Act, kept: UUID, duplicate: UUID, on: Any) -> None:
    """Merge an entry under a wrong code into the one that bears the right one."""
    rows = BusinessEntity.objects.of(ctx)
    rows.filter(id=kept).update(name=KEPT, credit_code=CODE)
    rows.filter(id=duplicate).update(credit_code=WRONG)
    registry.merge_entities(
        ctx=ctx, kept=kept, duplicate=duplicate, reason="同一营业执照，代码录错",
        registration="示市监登记查询〔2025〕7号", version=None, on=on,
    )  # fmt: skip


def papers(viewer: Viewer, subject: tuple[str, UUID]) -> dict[str, dict[str, Any]]:
    """Return what each paper of a subject says, by kind."""
    rows = documents.documents_of(viewer, subject)
    return {row.kind: json.loads(row.content)["contents"] for row in rows}


def test_of_an_inspection() -> None:
    world = builders.world()
    row = builders.visited(world)
    merge(
        world.act("merge", builders.VISITED, builders.SYSTEM),
        *world.entities[1::-1],
        builders.VISITED,
    )
    before = papers(world.viewer(), ("inspection", row.id))
    assert KEPT not in {said["party_name"] for said in before.values()}
    inspection.issue_order(
        ctx=world.act("order", builders.VISITED), inspection=row.id, due_on=builders.DUE,
        version=1, on=builders.VISITED,
    )  # fmt: skip
    after = papers(world.viewer(), ("inspection", row.id))
    assert {kind: after.pop(kind) for kind in before} == before
    assert {said["party_name"] for said in after.values()} == {KEPT}
    _, shown = publication.matter(world.viewer(), PublicationKind.INSPECTION_RESULT, row.id)
    assert (dict(shown.fields)[Disclosed.PARTY], dict(shown.fields)[Disclosed.CREDIT_CODE]) == (
        KEPT,
        CODE,
    )


def test_of_a_case() -> None:
    world = penalties.World()
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    kept = world.add_entity("示例区晨安新材料", 71)
    before = papers(world.viewer(), ("case", case.id))
    merge(world.act("secretary", DAY), kept, world.entity, DAY)
    world.decide(case, BELOW, DAY)
    after = papers(world.viewer(), ("case", case.id))
    assert {kind: after[kind] for kind in before} == before
    assert before["prior_notice"]["party_name"] == "示例区晨安化工有限公司"
    told = after["penalty_decision"]
    assert (told["party_name"], told["party_code"]) == (KEPT, CODE)
    held = PenaltyCase.objects.of(world.viewer()).select_related("decision").get(id=case.id)
    assert (held.party_name, held.titled) == (
        "示例区晨安化工有限公司",
        KEPT + held.cause.removeprefix(held.party_name),
    )
    found, shown = publication.matter(world.viewer(), PublicationKind.DECISION, held.decision.id)
    assert (found.party, dict(shown.fields)[Disclosed.PARTY]) == (KEPT, KEPT)
    assert dict(shown.fields)[Disclosed.CREDIT_CODE] == CODE


def test_of_a_measure(settings: Any) -> None:
    settings.ZHUNSHENG_MATTERS = dict.fromkeys(
        ("inspection", "case"), "zhunsheng.compulsion.tests.builders.matter"
    )
    world = measures.World()
    row = world.approved()
    before = papers(world.viewer(), ("measure", row.id))
    at = measures.at(10)
    merge(world.act("secretary", at), world._entity("示例区晨安新材料"), world.entity, measures.DAY)
    world.execute(row, measures.at(11))
    after = papers(world.viewer(), ("measure", row.id))
    assert {kind: after.pop(kind) for kind in before} == before
    assert after["seal_seize_decision"]["party_name"] == KEPT
    assert after["seal_seize_decision"]["party_code"] == CODE
    assert {said["party_name"] for said in after.values()} == {KEPT}
