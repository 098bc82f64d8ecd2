"""Who may waive a statement or a hearing, on which paper (行政处罚法 45, 46, 47, 64)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import DeliveryWay
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, refused, steps
from zhunsheng.cases.tests.world import (
    AUTHORITY,
    FIRST,
    SIGNED,
    SIGNED_BY_AGENT,
    World,
    credit_code,
    signed,
)
from zhunsheng.documents import queries as documents
from zhunsheng.documents import services as papering
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind, RiskClass, Sector
from zhunsheng.registry.rules import EntityFacts
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
WAIVERS = pytest.mark.parametrize("act", [services.waive_representation, services.waive_hearing])


NO_NAMES = (
    *("无名氏", "张某", "示例甲、某某", "×××", "代理人", "无", "佚名先生", "不愿透露姓名"),
    *("测试", "员工", "门卫", "法定代表人", "12", "\uff38\uff38", "○○○", "〇〇", "无 名 氏"),
)


@pytest.fixture
def world() -> World:
    return World()


def waiving(
    world: World,
    act: Callable[..., Any],
    case: PenaltyCase,
    *said: str,
    scan: Upload | None = None,
    on: date = DAY,
) -> Callable[[], object]:
    """Return the act by which a waiver of these words is recorded."""

    def waive() -> object:
        return act(
            ctx=world.act("yi", on),
            case=case.id,
            draft=rules.RightsWaiverDraft(*said),
            scan=scan or (SIGNED_BY_AGENT if AUTHORITY in said else signed(case.id)),
            on=on,
        )

    return waive


class TestSigner:
    @WAIVERS
    def test_is_an_agent_where_nobody_is_known_to_speak_for_the_party(
        self, world: World, act: Any
    ) -> None:
        """45, 64(5): who signs for a party is its representative or has its authority."""
        facts = EntityFacts(
            name="示例无代表公司",
            credit_code=credit_code(9),
            kind=EntityKind.COMPANY,
            sector=Sector.HAZCHEM_TRADE,
            risk_class=RiskClass.B,
            address="示例区示例路9号",
            legal_representative="",
            phone="",
            street=world.street.id,
        )
        entity = registry.add_entity(ctx=world.act(world.founder, FIRST), facts=facts, on=FIRST)
        case = world.told(HEAVY, DAY, entity=entity.id)
        stranger = waiving(world, act, case, "示例路人", "放弃。")
        assert refused(world, stranger) == [
            "waiver.no_authorisation",
            "waiver.authorisation_unscanned",
        ]
        waiving(world, act, case, "示例路人", "放弃。", AUTHORITY)()

    @WAIVERS
    @pytest.mark.parametrize("name", ["示例己", "示例代理人、示例 己", "示例丁，示例代理人"])
    def test_is_none_of_the_bureau(self, world: World, act: Any, name: str) -> None:
        """45: nobody of the bureau signs the party's right away, nor beside another name."""
        case = world.told(HEAVY, DAY)
        codes = refused(world, waiving(world, act, case, name, "放弃。", AUTHORITY))
        assert codes == ["waiver.of_staff"]

    def test_is_no_handler_beside_the_party(self, world: World) -> None:
        case = world.told(HEAVY, DAY)
        act = waiving(world, services.waive_hearing, case, "示例乙、示例甲", "放弃。", AUTHORITY)
        assert refused(world, act) == ["statement.of_a_handler"]

    @pytest.mark.parametrize("name", NO_NAMES)
    def test_has_a_name(self, world: World, name: str) -> None:
        """45: the party, its representative or an agent signs; nobody without a name does."""
        case = world.told(HEAVY, DAY)
        act = waiving(world, services.waive_representation, case, name, "放弃。", AUTHORITY)
        assert refused(world, act) == ["waiver.of_nobody"]

    def test_is_not_the_name_of_the_unit(self, world: World) -> None:
        """45, 64(5): a person signs for a unit."""
        case = world.told(HEAVY, DAY)
        act = waiving(
            world, services.waive_representation, case, case.party_name, "放弃。", AUTHORITY
        )
        assert refused(world, act) == ["waiver.of_nobody"]

    @pytest.mark.parametrize(
        "authority", ["一", "没有第2份", "2025年", "2029年3月3日", "2025年3月33日"]
    )
    def test_has_an_authority_of_a_day_or_number(self, world: World, authority: str) -> None:
        """64(5): 委托代理人 has its authority before it signs."""
        case = world.told(HEAVY, DAY)
        act = waiving(
            world,
            services.waive_representation,
            case,
            *("示例路人", "放弃。", authority),
            scan=SIGNED_BY_AGENT,
        )
        assert refused(world, act) == ["waiver.no_authorisation"]
        waiving(
            world,
            services.waive_representation,
            case,
            *("示例路人", "放弃。", "授权委托书第2号"),
            scan=SIGNED_BY_AGENT,
        )()


class TestPaper:
    def test_is_of_one_case(self, world: World) -> None:
        """46.2: what one party signed in one case proves nothing of another."""
        first, second = world.told(HEAVY, DAY), world.told(BELOW, DAY)
        sheet = signed(first.id)
        own = (services.waive_representation, services.waive_hearing)
        for act in own:  # one sheet may hold both waivers of a case
            waiving(world, act, first, "示例甲", "放弃。", scan=sheet)()
        again = waiving(world, own[0], second, "示例甲", "放弃。", scan=sheet)
        assert refused(world, again) == ["waiver.scan_of_another"]

    def test_speaks_of_one_notice(self, world: World) -> None:
        """44, 45.2: what is told anew is not waived by what was signed before."""
        case, later = world.told(HEAVY, DAY), DAY + timedelta(days=1)
        own = (services.waive_representation, services.waive_hearing)
        waiving(world, own[0], case, "示例甲", "放弃。")()
        world.propose(case, 9_000_000, later, new_facts="新查明2名作业人员")
        world.review(case, later)
        services.notify(ctx=world.act("yi", later), case=case.id, on=later)
        world.deliver_notice(case, later)
        for act in own:
            again = waiving(world, act, case, "示例甲", "放弃。", on=later)
            assert refused(world, again) == ["waiver.scan_used"]
        sheet = signed(world.entity)
        for act in own:
            waiving(world, act, case, "示例甲", "放弃。", scan=sheet, on=later)()

    def test_keeps_the_original_that_it_rests_on(self, world: World) -> None:
        """46.2, 47: nobody puts another picture in the place of what the party signed."""
        first, case = world.told(BELOW, DAY), world.told(BELOW, DAY)
        for one in (first, case):
            waiving(world, services.waive_representation, one, "示例甲", "放弃。")()
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        waiver = next(row for row in papers if row.kind == "rights_waiver")
        receipt = next(row for row in papers if row.kind == "delivery_receipt")

        def attach(paper: UUID, scan: Upload) -> Callable[[], object]:
            return lambda: papering.attach_original(
                ctx=world.act("secretary", DAY),
                document=paper,
                filename=scan.filename,
                content=scan.content,
                on=DAY,
            )

        codes = refused(world, attach(waiver.id, signed(world.entity)))
        assert codes == ["document.original.came_with_its_act"]
        for used in (first, case):  # of another case, and of another paper of this one
            codes = refused(world, attach(receipt.id, signed(used.id)))
            assert codes == ["document.original.of_another_paper"]
        kept = documents.originals_of(world.viewer(), [waiver.id, receipt.id])
        assert [one.round for one in kept.values()] == [1]

    def test_is_not_the_picture_of_another_paper(self, world: World) -> None:
        """46.2, 47: what is kept as a signed receipt is not also the party's waiver."""
        case = world.told(BELOW, DAY)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        receipt = next(row for row in papers if row.kind == "delivery_receipt")
        sheet = signed(case.id)
        papering.attach_original(
            ctx=world.act("secretary", DAY),
            document=receipt.id,
            filename=sheet.filename,
            content=sheet.content,
            on=DAY,
        )
        act = waiving(world, services.waive_representation, case, "示例甲", "放弃。", scan=sheet)
        assert refused(world, act) == ["waiver.scan_of_another"]

    def test_holds_words_and_no_book(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        act = services.waive_representation
        assert refused(world, waiving(world, act, case, "示例甲", "\u200b\u2800")) == [
            "statement.empty"
        ]
        long = waiving(world, act, case, "示例甲", "很长" * 2501)
        assert refused(world, long) == ["text.too_long"]


def left(witness: str) -> rules.DeliveryDraft:
    """Return a paper left with who refused it, before a witness."""
    return rules.DeliveryDraft(DeliveryWay.LEFT, refusal="当事人拒绝签收", witness=witness)


class TestReceiver:
    """61, 民事诉讼法 88: a paper is handed to the party or to who receives for it."""

    @pytest.mark.parametrize("name", ["示例乙", "示例甲、示例 丙", "示例己"])
    def test_is_nobody_of_the_bureau(self, world: World, name: str) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        draft = rules.DeliveryDraft(receiver=name, relation=ReceivedBy.RECEIVING)

        def deliver(act: Callable[..., object]) -> Callable[[], object]:
            ctx = world.act("yi", DAY)
            return lambda: act(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, deliver(services.deliver_notice)) == ["delivery.to_staff"]
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        world.decide(case, BELOW, DAY)
        assert refused(world, deliver(services.deliver_decision)) == ["delivery.to_staff"]

    @pytest.mark.parametrize(
        ("draft", "expected"),
        [
            (rules.DeliveryDraft(receiver="。", relation=ReceivedBy.AGENT), ["delivery.to_nobody"]),
            (rules.DeliveryDraft(receiver="x", relation=ReceivedBy.AGENT), ["delivery.to_nobody"]),
            (left("示例乙"), ["delivery.witness_unfit"]),
            (left("x"), ["delivery.witness_unfit"]),
            (left("某某"), ["delivery.witness_unfit"]),
            (left("。"), ["delivery.witness_unfit"]),
        ],
    )
    def test_is_named_and_so_is_a_witness_from_outside(
        self, world: World, draft: rules.DeliveryDraft, expected: list[str]
    ) -> None:
        """民事诉讼法 88, 89: who delivers witnesses no refusal of what is delivered."""
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        ctx = world.act("yi", DAY)
        act = partial(services.deliver_notice, ctx=ctx, case=case.id, on=DAY)
        assert refused(world, partial(act, draft=draft)) == expected
        act(draft=left("示例丁（示例社区居民委员会）"))

    def test_is_of_those_who_may_sign_for_a_unit(self, world: World) -> None:
        """民事诉讼法 88: 由法人的法定代表人……或者该法人、组织负责收件的人签收."""
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        act = partial(services.deliver_notice, ctx=world.act("yi", DAY), case=case.id, on=DAY)
        for wrong in (ReceivedBy.SELF, ReceivedBy.FAMILY):
            draft = rules.DeliveryDraft(receiver="示例午", relation=wrong)
            assert refused(world, partial(act, draft=draft)) == ["delivery.relation_unfit"]
        stranger = rules.DeliveryDraft(receiver="路人甲")  # what he is to the unit, nobody says
        assert refused(world, partial(act, draft=stranger)) == ["delivery.no_relation"]
        assert not CaseAct.objects.of(world.viewer()).filter(step="notice_delivery").exists()
        act(draft=rules.DeliveryDraft(receiver="示例午", relation=ReceivedBy.RECEIVING))
        kept = CaseAct.objects.of(world.viewer()).get(case=case, step="notice_delivery")
        assert json.loads(kept.data)["relation"] == ReceivedBy.RECEIVING.value
        assert kept.document_id is not None
        receipt = documents.document(world.viewer(), kept.document_id)
        assert ReceivedBy.RECEIVING.label in receipt.content

    def test_of_a_public_notice_is_shown_by_the_notice_itself(self, world: World) -> None:
        """民事诉讼法 95: 自发出公告之日起，经过三十日，即视为送达."""
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        over, before = DAY + timedelta(days=30), DAY - timedelta(days=29)
        posted = rules.DeliveryDraft(
            DeliveryWay.PUBLIC, posted_on=DAY, posted_reason="当事人下落不明"
        )

        def deliver(on: date, scan: Upload | None = None, since: date = DAY) -> list[str]:
            draft = replace(posted, posted_on=since)
            ctx = world.act("yi", on)
            act = partial(services.deliver_notice, ctx=ctx, case=case.id, draft=draft, on=on)
            return refused(world, partial(act, scan=scan))

        early = ["delivery.public_term_runs", "delivery.posted_before_paper"]
        assert deliver(DAY, since=before) == [*early, "delivery.no_posted_scan"]
        assert deliver(over, SIGNED, since=before) == early[1:]
        assert deliver(over) == ["delivery.no_posted_scan"]
        services.deliver_notice(
            ctx=world.act("yi", over), case=case.id, draft=posted, scan=SIGNED, on=over
        )
        assert steps(world)[-1] == "notice_delivery"


class TestPayment:
    def test_names_what_can_be_read(self, world: World) -> None:
        """67, 74: a payer or a number of no visible character is none."""
        case = world.spot(DAY)

        def pay(**said: Any) -> Callable[[], object]:
            draft = rules.PaymentDraft(1_000, said.pop("receipt", ""), **said)
            ctx = world.act("finance", DAY)
            return lambda: services.record_payment(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, pay(receipt="\u2800")) == ["payment.no_receipt"]
        assert refused(world, pay(reference="L-1", payer="\u200b\u3164")) == ["payment.no_payer"]
        long = pay(receipt="9" * 61)
        assert refused(world, long) == ["text.too_long"]
