"""What the program itself does or prints is of the day of its entry; what others did is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import DeliveryWay, SourceKind
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.queries import fining
from zhunsheng.cases.rules import turning
from zhunsheng.cases.rules.address import AddressDraft
from zhunsheng.cases.rules.shares import FineDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.world import World, signed
from zhunsheng.documents import queries as documents
from zhunsheng.documents.tests.scans import scan
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.act import SHANGHAI, Act
from zhunsheng.lawbook.choices import ConductKind, Liable, Question
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.versions import Times
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=28)
#: What others did: it may be entered after they did it.
OF_OTHERS = {
    "clue",
    "urgent_inquiry",
    "notice_delivery",
    "annulment_report",
    "representation",
    "representation_waiver",
    "hearing_request",
    "hearing_waiver",
    "hearing_notice_delivery",
    "hearing",
    "crime_handover",
    "crime_reply",
    "decision_delivery",
    "payment",
    "payment_paper",
    "deferral_delivery",
    "cash_banked",
    "refund",
    "filing",
    "remedy_opened",
    "remedy_ended",
    "stay",
    "withdrawal_delivery",
    "decision_changed",
}


@pytest.fixture
def world() -> World:
    return World()


def entered(world: World, by: str, on: date = LATER) -> Act:
    """Return an act of somebody who enters on a day what he dates back with a reason."""
    return replace(world.act(by, on), late_reason="按纸质材料补记")


class TestAct:
    """行政处罚法 44, 45, 57, 60, 63: the party is told, heard and judged one after the other."""

    def test_may_be_entered_later_only_where_others_did_it(self):
        steps = (*PENALTY_ORDINARY.steps, *PENALTY_SUMMARY.steps)
        assert {one.key for one in steps if not one.of_today} == OF_OTHERS

    def test_of_the_bureau_is_never_dated_back(self, world):
        """One sitting four weeks later writes no notice and no decision of the past."""
        opened, proposed = world.opened(DAY), world.investigated(DAY)
        world.propose(proposed, BELOW, DAY)
        world.review(proposed, DAY)
        told = world.told(BELOW, DAY)
        world.waive(told, DAY)
        clue = world.clue(DAY)
        both = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
        still = turning.ReassignmentDraft(world.officers["bing"], world.officers["yi"], "示例")
        acts: dict[str, Callable[[], object]] = {
            "opening": lambda: services.open_case(
                ctx=entered(world, "deputy"), case=clue.id, draft=both, on=DAY
            ),
            "prior_notice": lambda: services.notify(
                ctx=entered(world, "yi"), case=proposed.id, on=DAY
            ),
            "decision": lambda: services.decide(
                ctx=entered(world, "chief"), case=told.id, draft=rules.DecisionDraft(BELOW), on=DAY
            ),
            "review_request": lambda: services.request_legal_review(
                ctx=entered(world, "yi"), case=told.id, on=DAY
            ),
            "reassignment": lambda: services.reassign(
                ctx=entered(world, "deputy"), case=opened.id, draft=still, on=DAY
            ),
        }
        for step, taken in acts.items():
            assert f"step.{step}.backdated" in refused(world, taken)

    def test_of_the_party_may_be_entered_later(self, world):
        case = world.told(BELOW, DAY)
        draft = rules.StatementDraft("示例甲", "请求从轻。")
        ctx = entered(world, "yi")
        done = services.record_representation(ctx=ctx, case=case.id, draft=draft, on=DAY)
        assert done.id == case.id

    def test_on_the_spot_is_not_dated_back_into_a_deed(self, world):
        """行政处罚法 20, 51: a street fines under a deed that runs, and when it does."""
        world.delegate(until=DAY + timedelta(days=7))
        both = (world.officers["street_one"], world.officers["street_two"])
        draft = {"officers": both, "unit": world.street.id}
        plain = world.act

        def spot() -> object:
            world.act = lambda by, on, key="": replace(
                plain(by, on, key),
                at=datetime.combine(LATER, time(10), tzinfo=SHANGHAI),
                late_reason="补记",
            )
            try:
                return world.spot(DAY, by="street_one", **draft)
            finally:
                world.act = plain

        assert refused(world, spot) == ["step.on_the_spot.backdated"]

    def test_of_consent_to_delivery_by_wire_is_not_dated_back(self, world):
        """行政处罚法 61.2: the party agrees and signs before it is delivered so."""
        case = world.decided(BELOW, DAY)
        agreed = AddressDraft("示例甲", "示例区安平路8号", "0999－1", True, "a@example.cn")

        def confirm() -> object:
            ctx = entered(world, "bing")
            return services.confirm_address(
                ctx=ctx, case=case.id, draft=agreed, scan=signed(case.id), on=DAY
            )

        assert refused(world, confirm) == ["step.address_confirmation.backdated"]
        draft = rules.DeliveryDraft(way=DeliveryWay.ELECTRONIC, receiver="示例甲")

        def deliver() -> object:
            ctx = entered(world, "yi")
            return services.deliver_decision(
                ctx=ctx, case=case.id, draft=draft, scan=signed(ctx.new_id("scan")), on=DAY
            )

        assert refused(world, deliver) == ["delivery.no_consent"]


class TestClue:
    """行政处罚法 36: what was not found within two years is not punished."""

    ENDED = date(2023, 1, 10)
    FOUND = date(2025, 1, 5)

    def opens(self, world: World) -> Callable[[], object]:
        draft = rules.ClueDraft(
            entity=world.entity,
            violations=("safety.97-7",),
            facts="安排1名未取得特种作业操作证的人员上岗。",
            source=SourceKind.TRANSFER,
            violation_ended_on=self.ENDED,
            conduct=ConductKind.ONCE,
        )
        ctx = entered(world, "yi")
        self.case = services.register_clue(ctx=ctx, draft=draft, on=self.FOUND)
        both = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]), harmful=False)

        def run() -> object:
            ctx = world.act("deputy", LATER)
            return services.open_case(ctx=ctx, case=self.case.id, draft=both, on=LATER)

        return run

    def test_dated_back_is_found_when_it_is_entered(self, world):
        assert refused(world, self.opens(world)) == ["case.limitation.passed"]

    def add(self, world: World, name: str, kind: EvidenceKind, sender: str, pages: int) -> object:
        return services.add_evidence(
            ctx=world.act("yi", LATER),
            case=self.case.id,
            name=name,
            kind=kind,
            file=Upload("来信.pdf", scan(pages)),
            obtained_on=self.FOUND,
            proves="违法行为被发现的日期",
            sender=sender,
            on=LATER,
        )

    def test_is_not_proved_by_an_upload_of_the_own(self, world):
        """36: 在二年内未被发现的，不再给予行政处罚; 46.2: 证据必须经查证属实."""
        opens = self.opens(world)
        self.add(world, "询问笔录第1号", EvidenceKind.PARTY_STATEMENT, "", 1)
        self.add(world, "举报信第1号", EvidenceKind.DOCUMENTARY, "", 2)
        self.add(world, "举报信", EvidenceKind.DOCUMENTARY, "示例举报人", 3)
        assert refused(world, opens) == ["case.limitation.passed"]
        letter = "移送函（示综执移〔2025〕1号）"
        self.add(world, letter, EvidenceKind.DOCUMENTARY, "示例区综合执法局", 4)
        opens()
        assert self.printed(world) == (
            "2025年3月31日补记，理由：按纸质材料补记。"
            "计算追责期限的日期：2025年1月5日（有当日的记录证明）。"
        )

    def printed(self, world: World, name: str = "late_entry") -> object:
        papers = documents.documents_of(world.viewer(), ("case", self.case.id))
        (paper,) = (one for one in papers if one.kind == "opening_approval")
        return json.loads(paper.content)["contents"][name]

    def test_is_signed_on_the_approval_on_no_earlier_day_than_it_was_entered(
        self, world, monkeypatch
    ):
        """54.2: the form lay there on the day of the entry; the clue was found on its own."""
        monkeypatch.setattr(type(self), "ENDED", date(2025, 1, 2))
        self.opens(world)()
        days = [self.printed(world, one) for one in ("discovered_on", "proposed_on")]
        assert days == ["2025年1月5日", "2025年3月31日"]

    def test_says_on_the_approval_and_in_the_derivation_which_day_counts(self, world, monkeypatch):
        """行政处罚法 36: the day of a late entry counts, and no page names another as found."""
        monkeypatch.setattr(type(self), "ENDED", date(2025, 1, 2))
        self.opens(world)()
        assert self.printed(world) == (
            "2025年3月31日补记，理由：按纸质材料补记。"
            "计算追责期限的日期：2025年3月31日（补记，以登记日为准）。"
        )
        file = queries.file_of(world.viewer(), self.case.id, on=LATER)
        drafts = [FineDraft("safety.97-7")]
        (known,) = fining.recorded(world.viewer(), file, drafts, on=LATER).values()
        facts = PenaltyFacts(
            times=Times(LATER, LATER),
            who=Liable.UNIT,
            found_on=LATER,
            records={"found_on": known.records[Question.FOUND_ON]},
        )
        assert list(telling.known_lines(facts)) == [
            ("计算追责期限的日期（补记，以登记日为准）", "2025-03-31", "案件线索补记")
        ]
