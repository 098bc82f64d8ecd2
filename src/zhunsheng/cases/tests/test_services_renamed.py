"""A party that changes its name while its case runs stays the party that it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import fining, offences, once
from zhunsheng.cases.rules.renaming import RenamingDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import SIGNED, World
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import Liable
from zhunsheng.registry import queries as registered
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind, IdentityStep

pytestmark = pytest.mark.django_db
OLD, NEW = "示例区晨安化工有限公司", "示例区晨宁化工有限公司"
PAPER = RenamingDraft("示登记变更〔2025〕12号")


@pytest.fixture
def world() -> World:
    return World()


def amend(world: World, name: str = NEW, on: date = DAY) -> None:
    """Enter the new name in the register, as its pages do."""
    row = registered.entity(world.viewer(), world.entity)
    facts = replace(registered.facts_of(row), name=name)
    ctx = world.act(world.founder, on)
    proof = registry.IdentityProof(IdentityStep.RENAMED, PAPER.number)
    registry.amend_entity(
        ctx=ctx, entity=row.id, facts=facts, proof=proof, version=row.version, on=on
    )


def rename(
    world: World,
    case: PenaltyCase,
    draft: RenamingDraft = PAPER,
    *,
    signed: bool = True,
    on: date = DAY,
) -> PenaltyCase:
    scan = SIGNED if signed else None
    ctx = world.act("yi", on)
    return services.rename_party(ctx=ctx, case=case.id, draft=draft, scan=scan, on=on)


def fresh(case: PenaltyCase) -> PenaltyCase:
    rows = PenaltyCase.objects.across_bureaus(reason="a test").select_related("party")
    found: PenaltyCase = rows.get(id=case.id)
    return found


class TestARenamedUnit:
    def test_is_fined_as_a_unit_and_not_as_its_responsible_person(self, world: World) -> None:
        """安全生产法 97: the first band is for the unit, the second for its people."""
        case = world.investigated(DAY)
        amend(world)
        [key] = case.violation_keys
        assert fining.liable_of(fresh(case), key) == (Liable.UNIT,)
        assert not fresh(case).is_person_of

    def test_and_a_renamed_trader_are_the_entity_still(self, world: World) -> None:
        """行政处罚法 29, 33: one act is fined once, and earlier offences count, under any name."""
        world.entity = world.add_entity("示例区晨安商店", 9, EntityKind.SOLE_PROPRIETOR)
        case = world.spot(DAY)
        PenaltyCase.objects.of(world.viewer()).filter(id=case.id).update(party_kind="PERSON")
        amend(world, "示例区晨宁商店")
        later = world.clue(DAY, violations=("safety.99-1",))
        row = fresh(case)
        assert (row.is_person_of, row.speaker) == (False, row.party.legal_representative)
        assert once.punished_before(world.viewer(), later, same_source=False) == (case.number,)
        [own] = offences.earlier(world.viewer(), later, on=DAY).own
        assert own.case == case.id


class TestTheNameOfACase:
    """行政处罚法 59.1(1): 当事人的姓名或者名称, as it is on the day of the paper."""

    def test_is_shown_beside_that_of_the_register_which_changes_first(
        self, world: World, settings: Any
    ) -> None:
        settings.ZHUNSHENG_PINNED_NOW = f"{DAY}T15:00:00+08:00"
        case = world.opened(DAY)
        client, page = signed_in(world, "yi"), f"/cases/{case.id}/renaming/"
        before = client.get(page)
        [act] = before.context["refused"]
        assert [one.code for one in act.findings] == ["renaming.unchanged"]
        assert "先在监管对象名录中变更名称，再在本案登记" in before.content.decode()
        amend(world)
        after = client.get(page)
        assert not after.context["refused"]
        assert f'{OLD} → <a href="/registry/{world.entity}/">{NEW}</a>' in after.content.decode()

    def test_is_taken_over_before_anything_else_is_done(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        amend(world)
        assert refused(world, partial(world.propose, case, BELOW, DAY)) == ["case.party.renamed"]
        assert refused(world, partial(world.decide, case, BELOW, DAY)) == ["case.party.renamed"]
        renamed = rename(world, case)
        assert (renamed.party_name, renamed.former_name) == (NEW, OLD)
        assert renamed.cause.startswith(NEW)
        assert OLD not in renamed.cause
        world.decide(case, BELOW, DAY)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [told] = [row.contents for row in papers if row.kind == "penalty_decision"]
        assert told["party_name"] == f"{NEW}（曾用名：{OLD}）"

    def test_needs_the_paper_that_shows_it(self, world: World) -> None:
        case = world.opened(DAY)
        assert refused(world, partial(rename, world, case)) == ["renaming.unchanged"]
        amend(world)
        bare = partial(rename, world, case, RenamingDraft("无"), signed=False)
        assert refused(world, bare) == ["renaming.no_number", "renaming.no_scan"]
        rename(world, case)
        assert refused(world, partial(rename, world, case)) == ["renaming.unchanged"]

    def test_that_was_entered_wrongly_is_no_former_name(self, world: World) -> None:
        case = world.opened(DAY)
        amend(world)
        row = rename(world, case, replace(PAPER, mistaken=True))
        assert (row.party_name, row.former_name, row.party_title) == (NEW, "", NEW)

    def test_of_a_person_of_the_unit_does_not_change_with_it(self, world: World) -> None:
        case = world.clue(DAY, violations=("safety.94",), person_name="示例甲")
        amend(world)
        row = fresh(case)
        assert (row.is_person_of, row.is_renamed, row.party_name) == (True, False, "示例甲")

    def test_is_changed_after_the_decision_too(self, world: World) -> None:
        """行政处罚法 66.1: the same party performs what was decided against it."""
        case = world.decided(BELOW, DAY)
        ctx = world.act("yi", DAY)
        services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
        amend(world)
        payment = rules.PaymentDraft(BELOW, "0001")
        services.record_payment(ctx=world.act("finance", DAY), case=case.id, draft=payment, on=DAY)
        rename(world, case)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert services.party_content(file)["party_name"] == f"{NEW}（曾用名：{OLD}）"
