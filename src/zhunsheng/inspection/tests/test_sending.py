"""Who is sent, and with which papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.inspection import services
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


class TestApproval:
    def test_needs_certificates_that_last_until_the_visit(self, world: World):
        """行政处罚法 42: who goes is certified on the day of the visit, not of its approval."""
        pair = (world.officers[0], world.lapsing)
        codes = refused(
            lambda: builders.approved(
                world, officers=pair, basis_kind=BasisKind.TIP, planned_on=VISITED
            )
        )
        assert codes == ["inspection.officer.lapses_before_the_visit"]
        builders.approved(world, officers=pair, planned_on=VISITED - timedelta(days=1))
        row = builders.approved(world, "later", planned_on=VISITED)
        codes = refused(
            lambda: services.change_officers(
                ctx=world.act("change", APPROVED, world.chief),
                inspection=row.id,
                officers=pair,
                reason="示例乙请假",
                version=0,
                on=APPROVED,
            )
        )
        assert codes == ["inspection.officer.lapses_before_the_visit"]

    def test_of_a_service_has_papers_that_are_no_inspection(self, world: World):
        """国办发〔2024〕54号: a visit of service is kept apart from inspection."""
        own = builders.request(world)
        visits = (replace(own, basis_kind=BasisKind.SERVICE), own)
        services.approve_inspections(
            ctx=world.act("both", APPROVED, world.chief), requests=visits, on=APPROVED
        )
        rows = {row.basis_kind: row for row in Inspection.objects.of(world.viewer())}
        row = record(world, rows["SERVICE"])
        served, inspected = (
            [p.kind for p in documents.documents_of(world.viewer(), ("inspection", one.id))]
            for one in (row, rows["CAMPAIGN"])
        )
        assert set(served) == {"service_approval", "service_notice", "service_record"}
        assert set(inspected) == {"inspection_approval", "inspection_notice"}
