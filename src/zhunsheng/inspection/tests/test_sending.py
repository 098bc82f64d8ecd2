"""Who is sent, and with which papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.inspection import services
from zhunsheng.inspection.choices import BasisKind, CompanionKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import CompanionDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, DUE, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.inspection.views import common
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.services import CredentialFacts, OfficerFacts

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
            for one in (row, rows["TIP"])
        )
        assert set(served) == {"service_approval", "service_notice", "service_record"}
        assert set(inspected) == {"inspection_approval", "inspection_notice"}


class TestReviewers:
    """行政处罚法 58: who reviews a case took no part in it, neither in visit nor re-inspection."""

    @pytest.fixture
    def reviewer(self, world: World) -> UUID:
        credential = CredentialFacts("SL0098", date(2024, 1, 1), date(2027, 12, 31))
        facts = OfficerFacts(
            name="示例壬", unit=world.team, is_reviewer=True, credential=credential
        )
        act = builders.act("reviewer", builders.FOUNDED)
        return workforce.add_officer(ctx=act, facts=facts, on=builders.FOUNDED).id

    def test_look_at_nothing_again(self, world: World, reviewer: UUID):
        row = builders.ordered(world)
        codes = refused(
            lambda: services.reinspect(
                ctx=world.act("r", DUE),
                order=row.order.id,
                results=builders.results(world, row),
                officers=(world.officers[0], reviewer),
                hours=builders.hours(DUE),
                on=DUE,
            )
        )
        assert codes == ["inspection.officer.reviewer"]

    def test_are_offered_for_no_reinspection(self, world: World, reviewer: UUID):
        row = builders.ordered(world)
        offered = common.reinspectors(world.viewer(), row, DUE)
        assert str(reviewer) not in {key for key, _ in offered.choices}
        assert "法制审核人员，不参加现场检查：示例壬" in offered.note


class TestExperts:
    """行政处罚法 42: officers of the bureau enforce; an expert comes from elsewhere and advises."""

    @pytest.mark.parametrize(
        ("name", "body", "own"),
        [
            ("示例丙", "", True),
            ("示例癸", "示例区应急管理局", True),
            ("示例癸", "示例区应急管理局执法一队", True),
            ("示例癸", "执法一队", True),
            ("示例癸", "示例区应急管理局安全生产专家库", False),
            ("示例丙", "示例区应急管理局安全生产专家库", True),
            ("示例丙", "示例安全技术服务机构", False),
            ("示例癸", "", False),
        ],
    )
    def test_are_not_of_the_bureau(self, world: World, name: str, body: str, *, own: bool):
        named = (CompanionDraft(CompanionKind.EXPERT, name, body),)
        if own:
            codes = refused(lambda: builders.approved(world, companions=named))
            assert codes == ["inspection.companions.own_expert"]
        else:
            assert builders.approved(world, companions=named).approved_on == APPROVED


class TestStreet:
    def test_of_a_street_are_never_alone_on_a_visit_of_the_bureau(self, world: World):
        """行政处罚法 20, 42: who acts for a street does so by the deed, under the street's name."""
        builders.delegate(world)
        code = ["inspection.street.alone"]
        assert refused(lambda: builders.approved(world, officers=world.street_officers)) == code
        row = builders.approved(world)
        codes = refused(
            lambda: services.change_officers(
                ctx=world.act("change", APPROVED, world.chief),
                inspection=row.id,
                officers=world.street_officers,
                reason="另有任务",
                version=None,
                on=APPROVED,
            )
        )
        assert codes == code

    def test_of_a_street_need_a_deed_in_force_beside_the_bureau(self, world: World):
        """行政处罚法 20: without a deed of the day nobody of a street acts in the bureau's name."""
        mixed = (world.officers[0], world.street_officers[0])
        code = ["inspection.delegation.inspection"]
        assert refused(lambda: builders.approved(world, officers=mixed)) == code
        builders.delegate(world, until=APPROVED)
        row = builders.approved(world, officers=mixed)
        assert refused(lambda: record(world, row)) == code
