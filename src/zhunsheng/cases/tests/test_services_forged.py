"""Drafts that no honest form sends: the acts refuse them and write nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules import CaseFacts
from zhunsheng.cases.rules.address import AddressDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.visits import VISITED, visited
from zhunsheng.cases.tests.world import DIGEST, World, signed
from zhunsheng.documents import queries as documents
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db

TWICE = ("safety.97-7", "safety.97-7")


@pytest.fixture
def world() -> World:
    return World()


def facts_of(world: World, case: PenaltyCase) -> CaseFacts:
    return standing.facts_of(queries.file_of(world.viewer(), case.id, on=DAY), on=DAY)


class TestAmount:
    @pytest.mark.parametrize("fine_fen", [-1, 0])
    def test_that_is_none_is_refused_in_the_discussion(self, world: World, fine_fen: int) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        assert "amount.nothing" in refused(world, lambda: world.discuss(case, fine_fen, DAY))

    def test_is_measured_once_for_a_violation_that_is_named_twice(self, world: World) -> None:
        case = world.investigated(DAY, violations=TWICE)
        assert case.violation_keys == ["safety.97-7"]
        most = queries.fine_range(queries.violations_of(case)).most
        assert refused(world, lambda: world.propose(case, most + 1, DAY)) == ["amount.above_range"]

    def test_below_the_least_is_refused_where_nothing_mitigates(self, world: World) -> None:
        case = world.told(1_500_000, DAY, violations=("plan.45-1",))
        world.waive(case, DAY)
        codes = refused(world, lambda: world.discuss(case, 1, DAY))
        assert codes == ["amount.outside_band"]

    def test_far_below_the_proposal_goes_the_way_of_a_proposal(self, world: World) -> None:
        """32, 34, 58: a token fine where the range has no lower end has its ground and review."""
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        for fine_fen in (1, BELOW // 2 - 1):
            codes = refused(world, partial(world.discuss, case, fine_fen, DAY))
            assert codes == ["amount.lowered_too_far"]
            assert "amount.lowered_too_far" in refused(
                world, partial(world.decide, case, fine_fen, DAY, "整改及时，数额酌减。")
            )
        with pytest.raises(StepRefused) as refusal:
            world.discuss(case, 1, DAY)
        assert "可以确定的数额为5,000.00元至" in refusal.value.findings[0].next_step
        world.discuss(case, BELOW // 2, DAY)


class TestDay:
    @pytest.mark.parametrize("on", [date(1, 1, 1), date(1900, 1, 1), date(2017, 12, 31)])
    def test_of_a_clue_without_law_is_refused(self, world: World, on: date) -> None:
        draft = rules.ClueDraft(world.entity, ("safety.97-7",), "无证上岗。")
        ctx = replace(world.act("yi", DAY), late_reason="补记")
        codes = refused(world, lambda: services.register_clue(ctx=ctx, draft=draft, on=on))
        assert codes == ["act.on.no_law"]

    @pytest.mark.parametrize("ended_on", [DAY + timedelta(days=1), date(9999, 12, 31)])
    def test_on_which_a_violation_ends_is_not_in_the_future(
        self, world: World, ended_on: date
    ) -> None:
        codes = refused(world, lambda: world.clue(DAY, violation_ended_on=ended_on))
        assert codes == ["clue.ends_later"]
        codes = refused(world, lambda: world.spot(DAY, violation_ended_on=ended_on))
        assert codes == ["clue.ends_later"]


class TestStreet:
    def test_punishes_nobody_outside_of_it(self, world: World) -> None:
        world.delegate()
        own = world.street
        world.street = accounts.add_unit(
            ctx=world.act(world.founder, DAY), name="示例外街道", kind=UnitKind.STREET, on=DAY
        )
        away = world.add_entity("示例区外有限公司", 9)
        values: dict[str, Any] = {
            "unit": own.id,
            "officers": (world.officers["street_one"], world.officers["street_two"]),
        }
        codes = refused(world, lambda: world.spot(DAY, by="street_one", entity=away, **values))
        assert codes == ["summary.not_in_own_street"]
        assert world.spot(DAY, by="street_one", **values).unit_id == own.id


NOTED = "当事人拒绝签名"


class TestHandedOver:
    """行政处罚法 52.1: who will not sign for a decision on the spot is noted on it."""

    def test_is_noted_with_a_witness_where_the_party_does_not_sign(self, world: World) -> None:
        for values in (
            {"refusal": NOTED},
            {"witness": "示例卯"},
            {"refusal": NOTED, "witness": "示例乙"},
        ):
            spot = partial(world.spot, DAY, **values)
            assert refused(world, spot) == ["spot.refusal_unwitnessed"]
        case = world.spot(DAY, refusal="当事人拒绝签名", witness="示例卯")
        paper = documents.documents(world.viewer())[0]
        assert "当事人拒绝签名" in paper.content
        assert queries.file_of(world.viewer(), case.id, on=DAY).data("on_the_spot")["witness"]

    def test_has_an_address_confirmed_on_the_spot(self, world: World) -> None:
        """行政处罚法 61.2: what follows reaches the party where it wants its papers."""
        case = world.spot(DAY)
        draft = AddressDraft("示例甲", "示例区安平路8号", "0999－0000003")
        ctx = world.act("yi", DAY)
        services.confirm_address(ctx=ctx, case=case.id, draft=draft, on=DAY)
        assert facts_of(world, case).done("address_confirmation")


class TestEvidence:
    def add(
        self, world: World, case: Any, by: str = "yi", obtained_on: date = DAY, **changes: Any
    ) -> object:
        return services.add_evidence(
            ctx=world.act(by, DAY),
            case=case.id,
            obtained_on=obtained_on,
            on=DAY,
            **{
                "name": "示例照片",
                "kind": EvidenceKind.DOCUMENTARY,
                "file": Upload("示例照片.jpg", picture()),
                "proves": "现场情况",
                **changes,
            },
        )

    def test_joins_a_case_until_the_decision_that_rests_on_it(self, world: World) -> None:
        """行政处罚法 46, 57: what was decided on stays as it was."""
        case = world.investigated(DAY)
        self.add(world, case)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        world.decide(case, BELOW, DAY)
        before = EvidenceItem.objects.of(world.viewer()).count()
        assert refused(world, lambda: self.add(world, case)) == ["case.evidence.decided"]
        assert EvidenceItem.objects.of(world.viewer()).count() == before
        assert not facts_of(world, case).takes_evidence

    def test_was_not_obtained_before_the_matter_was_known(self, world: World) -> None:
        """54.1: 发现……行为的，必须……调查，收集有关证据; a tip brings its own papers."""
        eve = DAY - timedelta(days=1)
        case = world.opened(DAY)

        def report(item: rules.EvidenceDraft) -> object:
            draft = rules.InvestigationDraft(facts=case.facts, evidence=(item,))
            ctx = world.act("yi", DAY)
            return services.investigate(ctx=ctx, case=case.id, draft=draft, on=DAY)

        for kind in ("SCENE_RECORD", "DOCUMENTARY"):  # a record of the own, a hash without a file
            item = rules.EvidenceDraft("现场检查记录", kind, eve, "检查时的情况", DIGEST)
            codes = refused(world, partial(report, item))
            assert codes == ["case.evidence.before_clue"]
        assert not EvidenceItem.objects.of(world.viewer()).exists()
        nobody = ["case.evidence.before_clue"]
        assert refused(world, lambda: self.add(world, case, obtained_on=eve)) == nobody
        own = refused(world, lambda: self.add(world, case, obtained_on=eve, sender="示例乙"))
        assert own == ["case.evidence.sender"]
        sent: dict[str, Any] = {"obtained_on": eve, "sender": "示例举报人"}
        for kind in ("WITNESS", "PARTY_STATEMENT", "EXPERT_OPINION", "SCENE_RECORD"):
            named = {**sent, "kind": EvidenceKind(kind)}
            assert refused(world, partial(self.add, world, case, **named)) == nobody
        assert not EvidenceItem.objects.of(world.viewer()).exists()
        self.add(world, case, **sent)
        visit = visited(world, "safety.97-7")
        found = world.clue(DAY, source=SourceKind.INSPECTION, source_id=visit)
        before = EvidenceItem.objects.of(world.viewer()).count()
        early = VISITED - timedelta(days=1)
        codes = refused(world, lambda: self.add(world, found, obtained_on=early))
        assert "case.evidence.before_clue" in codes
        assert EvidenceItem.objects.of(world.viewer()).count() == before

    def test_of_a_decision_on_the_spot_joins_it_until_it_is_reported_back(
        self, world: World
    ) -> None:
        """行政处罚法 52.3: what was collected before the decision is filed with the report."""
        case = world.spot(DAY)
        later = DAY + timedelta(days=1)

        def add_later() -> object:
            return self.add(world, case, obtained_on=later)

        assert "case.evidence.after_the_spot" in refused(world, add_later)
        self.add(world, case)
        services.report_back(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        assert refused(world, lambda: self.add(world, case)) == ["case.evidence.decided"]

    def test_is_refused_after_the_end_and_from_who_does_not_investigate(self, world: World) -> None:
        case = world.clue(DAY)
        assert refused(world, lambda: self.add(world, case, by="finance")) == [
            "step.investigation.wrong_role",
            "case.by.certificate_not_valid",
        ]
        services.refuse_to_open(
            ctx=world.act("deputy", DAY),
            case=case.id,
            draft=rules.NotOpenedDraft("事实不清。"),
            on=DAY,
        )
        assert refused(world, lambda: self.add(world, case)) == ["case.evidence.closed"]
        assert not EvidenceItem.objects.of(world.viewer()).exists()


class TestDeliveryByWire:
    """行政处罚法 61.2: 当事人同意并签订确认书的, papers may go by wire."""

    def test_rests_on_a_confirmation_that_the_party_signed(self, world: World) -> None:
        case = world.opened(DAY)
        confirm = partial(services.confirm_address, case=case.id, on=DAY)
        wrong = AddressDraft("-1", "-1", "-1", True, "-1")
        codes = refused(world, partial(confirm, ctx=world.act("yi", DAY), draft=wrong))
        lacks = ("receiver", "address", "phone", "electronic_address")
        assert {"address.no_scan", *(f"address.no_{one}" for one in lacks)} <= set(codes)
        agreed = AddressDraft(
            "示例甲", "示例区安平路8号", "0999－0000003", True, "shili@example.cn"
        )
        for draft, expected in (
            (agreed, ["address.no_scan"]),
            (replace(agreed, receiver="示例乙", electronic=False), ["delivery.to_staff"]),
        ):
            act = partial(confirm, ctx=world.act("yi", DAY), draft=draft)
            assert refused(world, act) == expected
        scan = signed(case.id)
        confirm(ctx=world.act("yi", DAY), draft=agreed, scan=scan)
        again = partial(confirm, ctx=world.act("yi", DAY), draft=agreed, scan=scan)
        assert refused(world, again) == ["address.scan_used"]
