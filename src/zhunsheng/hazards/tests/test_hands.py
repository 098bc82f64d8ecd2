"""Who may say that a major hazard is gone, and what stands in the way of its delisting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.hazards import queries, services
from zhunsheng.hazards.models import MajorHazard
from zhunsheng.hazards.tests.test_services import (
    DUE,
    LISTED,
    LISTING,
    VERIFIED,
    delist,
    listed,
    proposed,
    refused,
    verified,
)
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection import services as inspection
from zhunsheng.inspection.choices import OnSiteMeasureKind
from zhunsheng.inspection.rules import MeasureDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.kernel.act import Actor
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import services as workforce_services
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.services import CredentialFacts, OfficerFacts

pytestmark = pytest.mark.django_db
UNSAFE = "报警装置停用期间仍在装卸，泄漏时无法发现。"


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def colleague(world: World) -> Actor:
    """Add a second account that handles hazards: the head of the team."""
    made = accounts.add_user(
        ctx=world.act("user-lead", builders.FOUNDED, builders.SYSTEM),
        username="lead",
        name="示例庚",
        roles=frozenset({Role.TEAM_HEAD}),
        password="",
        unit=world.team,
        on=builders.FOUNDED,
    )
    return made.actor


def stopped(world: World, row: MajorHazard) -> Any:
    """Stop work for the hazard on the day of the visit."""
    draft = MeasureDraft(
        (OnSiteMeasureKind.TEMPORARY_SUSPENSION,), "甲类仓库装卸作业", (1,), UNSAFE
    )
    return inspection.decide_measure(
        ctx=world.act("stop", VISITED),
        inspection=row.finding.inspection_id,
        draft=draft,
        version=None,
        on=VISITED,
    )


class TestVerification:
    def test_is_entered_by_one_of_those_who_went(self, world: World) -> None:
        """行政处罚法 42: officers enforce themselves; nobody writes what others saw."""
        lead, row = colleague(world), listed(world)
        codes = refused(
            lambda: services.verify(
                ctx=world.act("absent", VERIFIED, lead),
                hazard=row.id,
                officers=world.officers,
                is_removed=True,
                text="现场核验报警装置。",
                version=None,
                on=VERIFIED,
            )
        )
        assert codes == ["hazards.verification.actor_absent"]

    def test_says_what_was_seen(self, world: World) -> None:
        """安全生产法 41(3): supervision until the hazard is gone; one word shows nothing."""
        row = listed(world)
        codes = refused(
            lambda: services.verify(
                ctx=world.act("short", VERIFIED),
                hazard=row.id,
                officers=world.officers,
                is_removed=True,
                text="好。。。",
                version=None,
                on=VERIFIED,
            )
        )
        assert codes == ["hazards.record.empty"]

    def test_is_the_bureaus_where_no_street_was_delegated(self, world: World) -> None:
        """行政处罚法 20: a street acts inside its deed alone, and the bureau made this visit."""
        builders.delegate(world)
        row = listed(world)
        mixed = replace(world, officers=(world.officers[0], world.street_officers[0]))
        assert refused(lambda: verified(mixed, row, is_removed=True)) == [
            "hazards.verification.street"
        ]

    def test_may_be_of_the_street_that_may_reinspect_the_visit(self, world: World) -> None:
        """行政处罚法 20: what the deed of the visit's street covers, its officers may do."""
        builders.delegate(world)
        viewer = world.viewer()
        power = DelegatedPower.REINSPECTION
        held = workforce.delegated_powers_of(viewer, [world.street], VISITED)
        assert power in held[world.street]
        officers = workforce.officer_facts(viewer, world.street_officers)
        barred = queries.street_officers_barred(viewer, world.street, officers, on=VISITED)
        assert barred == frozenset()
        after = date(2026, 1, 1)
        barred = queries.street_officers_barred(viewer, world.street, officers, on=after)
        assert barred == {"示例戊", "示例己"}


class TestFinders:
    """安全生产法 41(3): the removal is supervised; who found the hazard does not judge it alone."""

    def third(self, world: World, *, is_reviewer: bool = False) -> UUID:
        """Add an officer of the team who was not on the visit."""
        credential = CredentialFacts("SL0099", date(2024, 1, 1), date(2027, 12, 31))
        facts = OfficerFacts(
            name="示例辛", unit=world.team, is_reviewer=is_reviewer, credential=credential
        )
        ctx = builders.act("third", builders.FOUNDED)
        return workforce_services.add_officer(ctx=ctx, facts=facts, on=builders.FOUNDED).id

    def test_call_no_hazard_gone_alone_where_others_could_come(self, world: World) -> None:
        row, third = listed(world), self.third(world)
        alone = ["hazards.verification.finders_alone"]
        assert refused(lambda: verified(world, row, is_removed=True)) == alone
        assert verified(world, row, is_removed=False).is_removed is False
        mixed = replace(world, officers=(world.officers[0], third))
        assert verified(mixed, row, is_removed=True).is_removed is True

    def test_may_where_the_bureau_has_nobody_else(self, world: World) -> None:
        assert verified(world, listed(world), is_removed=True).is_removed is True

    def test_are_not_joined_by_a_legal_reviewer(self, world: World) -> None:
        """行政处罚法 58: who reviews a case took no part in it."""
        row, reviewer = listed(world), self.third(world, is_reviewer=True)
        mixed = replace(world, officers=(world.officers[0], reviewer))
        assert refused(lambda: verified(mixed, row, is_removed=True)) == [
            "hazards.verification.reviewer"
        ]
        assert verified(world, row, is_removed=True).is_removed is True


class TestDelisting:
    def test_is_entered_by_another_hand_than_the_verification(self, world: World) -> None:
        """安全生产法 41(3): nobody alone makes a listed hazard vanish."""
        lead, row = colleague(world), listed(world)
        verified(world, row, is_removed=True)
        assert refused(lambda: delist(world, row)) == ["hazards.delisting.same_hand"]
        done = delist(replace(world, officer=lead), row)
        assert done.delisted_on == DUE

    def test_waits_while_work_is_stopped_for_the_hazard(self, world: World) -> None:
        """安全生产法 65.1(3): after the hazard is gone work goes on by consent after review."""
        row = listed(world)
        measure = stopped(world, row)
        verified(world, row, is_removed=True)
        facts = queries.before_delisting(
            world.viewer(), queries.hazard(world.viewer(), row.id, on=DUE), by=world.officer
        )
        assert facts.stops_in_force == {f"暂时停产停业（决定书编号{measure.document.number}）"}
        entity = row.finding.inspection.entity_id
        assert inspections.suspended_entities(world.viewer(), [entity]) == {entity}
        assert refused(lambda: delist(world, row)) == ["hazards.delisting.measure_stands"]

    def test_follows_a_paper_with_the_number_of_one(self, world: World) -> None:
        """安全生产法 41(3): what the committee decided is on its paper, whose number tells it."""
        row = proposed(world)
        for number in ("1", "示安委督[2025]1号", "示安委督2025年1号", "〔2025〕1号"):
            decision = replace(LISTING, number=number)
            codes = refused(
                lambda: services.record_listing(
                    ctx=world.act("l", LISTED),
                    hazard=row.id,
                    decision=decision,  # noqa: B023  # called at once
                    version=None,
                    on=LISTED,
                )
            )
            assert codes == ["hazards.decision.number_form"]
