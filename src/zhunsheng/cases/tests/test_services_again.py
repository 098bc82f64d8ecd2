"""One violation is punished once; what a party says has words; a receipt counts once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import NoPenaltyGround, SourceKind
from zhunsheng.cases.models import Decision, Payment, PenaltyCase
from zhunsheng.cases.queries import once
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.services import base
from zhunsheng.cases.services.reviewing import materials
from zhunsheng.cases.tests import visits
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, refused, steps
from zhunsheng.cases.tests.world import AUTHORITY, SIGNED, SIGNED_BY_AGENT, World
from zhunsheng.documents import queries as documents
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.citation import cite
from zhunsheng.lawbook.choices import ConductKind
from zhunsheng.legalreview.choices import CheckState
from zhunsheng.registry import services as registry
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db

KEY, OTHER = "safety.97-7", "safety.97-4"
#: Punished with a warning, and a fine beside it.
WARNED = "hazard.26-1"
#: Facts of another act than that of the usual clue.
ANOTHER = "安排另一仓库的1名人员无证上岗。"


@pytest.fixture
def world() -> World:
    return World()


def finished(world: World, case: PenaltyCase) -> PenaltyCase:
    world.waive(case, DAY)
    world.decide(case, BELOW, DAY)
    return case


class TestOneViolation:
    """行政处罚法 29: is not fined twice."""

    def test_of_one_inspection_becomes_one_case(self, world: World) -> None:
        """行政处罚法 29: what the case holds already is refused, what is left is not."""
        visit = visits.visited(world, KEY, OTHER)
        source: dict[str, Any] = {"source": SourceKind.INSPECTION, "source_id": visit}
        first = world.clue(DAY, **source)
        again = partial(world.clue, DAY, **source)
        assert refused(world, again) == ["clue.referred_before"]
        both = partial(world.clue, DAY, violations=(OTHER, KEY), **source)
        assert refused(world, both) == ["clue.referred_before"]
        second = world.clue(DAY, violations=(OTHER,), **source)
        cases = inspections.referred_cases(world.viewer("yi"), visit)
        assert {one.id: one.violations for one in cases} == {first.id: {KEY}, second.id: {OTHER}}

    def test_stands_on_the_papers_of_its_inspection(self, world: World) -> None:
        """行政处罚法 46: record and order are evidence, a later opinion changes no file."""
        visit = visits.ordered(world, KEY)
        case = world.investigated(DAY, source=SourceKind.INSPECTION, source_id=visit)
        visits.found_again(world, visit, DAY, done=True)
        file = queries.file_of(world.viewer("yi"), case.id, on=DAY)
        found = [
            (one.subject_id == visit, one.number, one.name.split()[0]) for one in file.evidence
        ]
        assert found == [
            (True, "E01", "现场检查记录"),
            (True, "E02", "责令限期整改指令书"),
            (False, "E03", "现场检查记录"),
        ]

    def test_may_be_brought_again_where_no_case_was_opened(self, world: World) -> None:
        """行政处罚法 54: what was not opened for want of facts is opened on new ones."""
        source: dict[str, Any] = {
            "source": SourceKind.INSPECTION,
            "source_id": visits.visited(world, KEY),
        }
        first = world.clue(DAY, **source)
        draft = rules.NotOpenedDraft("证据不足")
        services.refuse_to_open(ctx=world.act("deputy", DAY), case=first.id, draft=draft, on=DAY)
        assert world.clue(DAY, **source).id != first.id

    def test_that_became_two_cases_at_one_moment_is_decided_once(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(base, "referred_before", lambda *_: ())  # neither saw the other
        monkeypatch.setattr(once, "near_acts", lambda *_, **__: rules.NearActs())
        source: dict[str, Any] = {
            "source": SourceKind.INSPECTION,
            "source_id": visits.visited(world, KEY),
        }
        second, third = world.told(BELOW, DAY, **source), world.clue(DAY, **source)
        world.waive(second, DAY)
        finished(world, world.told(BELOW, DAY, **source))
        assert refused(world, lambda: world.decide(second, BELOW, DAY)) == ["case.punished_before"]
        draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))

        def act() -> object:
            ctx = world.act("deputy", DAY)
            return services.open_case(ctx=ctx, case=third.id, draft=draft, on=DAY)

        assert refused(world, act) == ["case.punished_before", "case.same_facts"]

    def test_that_was_fined_the_same_day_is_proposed_only_as_another_act(
        self, world: World
    ) -> None:
        """行政处罚法 29: why it is another act is written down, and the reviewer reads it."""
        finished(world, world.told(BELOW, DAY, violation_ended_on=DAY))
        case = world.investigated(DAY, violation_ended_on=DAY, facts=ANOTHER)
        propose = partial(world.propose, case, BELOW, DAY)
        assert refused(world, propose) == ["case.fined_before"]
        propose(other_act="系另一仓库的另一名人员上岗。")
        row = PenaltyCase.objects.of(world.viewer()).get(id=case.id)
        file = queries.file_of(world.viewer(), row.id, on=DAY)
        found = checks_of(world.viewer(), file, (), on=DAY)
        told = [check for check in found if check.basis == cite("APL-2021:29")]
        assert [check.state for check in told] == [CheckState.DOUBT]
        assert "系另一仓库的另一名人员上岗。" in told[0].text
        assert ("与已受罚款的不是同一个违法行为", "系另一仓库的另一名人员上岗。") in materials(file)

    def test_is_one_under_two_entries_of_one_unit(self, world: World) -> None:
        """行政处罚法 29: a duplicate of the register is no second party, and no new one."""
        twice = world.add_entity("示例有限公司（重复）", 77)
        BusinessEntity.objects.of(world.viewer()).filter(id=twice).update(credit_code="")
        first = finished(world, world.told(BELOW, DAY, entity=twice, violation_ended_on=DAY))
        case = world.investigated(DAY, violation_ended_on=DAY, facts=ANOTHER)
        registry.merge_entities(
            ctx=world.act("secretary", DAY),
            kept=world.entity,
            duplicate=twice,
            reason="同一家单位重复登记。",
            version=0,
            on=DAY,
        )
        propose = partial(world.propose, case, BELOW, DAY)
        assert refused(world, propose) == ["case.fined_before"]
        assert queries.punished_before(world.viewer(), case, same_source=False) == (first.number,)
        clue = partial(world.clue, DAY, entity=twice)
        assert refused(world, clue) == ["case.party.merged"]
        assert "case.party.merged" in refused(world, partial(world.spot, DAY, entity=twice))

    def test_dated_some_days_apart_is_proposed_only_as_another_act(self, world: World) -> None:
        """行政处罚法 29: 对当事人的同一个违法行为，不得给予两次以上罚款的行政处罚."""
        first = world.told(BELOW, DAY, violation_ended_on=DAY)
        week = timedelta(days=7)
        near = world.investigated(DAY, violation_ended_on=DAY - week, facts=ANOTHER)
        far = world.investigated(DAY, violation_ended_on=DAY - week - timedelta(days=8))
        for said in ("", "无", "1111", "…"):  # the first is open as yet
            propose = partial(world.propose, near, BELOW, DAY, other_act=said)
            assert refused(world, propose)[0] == "case.fined_before"
        finished(world, first)
        assert refused(world, partial(world.propose, near, BELOW, DAY)) == ["case.fined_before"]
        world.propose(far, BELOW, DAY)
        world.propose(near, BELOW, DAY, other_act="系另一仓库的另一名人员上岗。")
        file = queries.file_of(world.viewer(), near.id, on=DAY)
        told = [
            check.text
            for check in checks_of(world.viewer(), file, (), on=DAY)
            if check.basis == cite("APL-2021:29")
        ]
        assert len(told) == 1
        number = PenaltyCase.objects.of(world.viewer()).get(id=first.id).number
        assert number in told[0]
        assert "系另一仓库的另一名人员上岗。" in told[0]

    def test_that_goes_on_is_proposed_only_as_another_act(self, world: World) -> None:
        """行政处罚法 29, 36.2: what has not ended is one act until it is punished."""
        began = DAY - timedelta(days=60)
        goes_on = {"violation_began_on": began, "conduct": ConductKind.CONTINUING}
        world.told(BELOW, DAY, **goes_on)
        then = DAY - timedelta(days=30)
        case = world.investigated(DAY, violation_ended_on=then, facts=ANOTHER)
        assert refused(world, partial(world.propose, case, BELOW, DAY)) == ["case.fined_before"]

    def test_is_not_punished_twice_on_the_spot(self, world: World) -> None:
        source: dict[str, Any] = {
            "source": SourceKind.INSPECTION,
            "source_id": visits.visited(world, "safety.99-1"),
        }
        world.spot(DAY, **source)
        assert refused(world, lambda: world.spot(DAY, **source)) == ["case.punished_before"]

    def test_may_be_committed_again_and_is_then_shown_as_a_warning(self, world: World) -> None:
        first = finished(world, world.told(BELOW, DAY))
        again = world.opened(DAY)
        number = PenaltyCase.objects.of(world.viewer()).get(id=first.id).number
        found = queries.punished_before(world.viewer(), again, same_source=False)
        assert found == (number,)
        assert queries.punished_before(world.viewer(), again, same_source=True) == ()


class TestWhatAPartySays:
    """行政处罚法 45: a waiver or a statement without words, or of nobody, is none."""

    @pytest.mark.parametrize(
        "act",
        [
            services.record_representation,
            services.request_hearing,
        ],
    )
    def test_has_words_and_a_speaker(self, world: World, act: Any) -> None:
        case = world.told(HEAVY, DAY)
        ctx = world.act("secretary", DAY)
        empty = rules.StatementDraft(" ", "")
        codes = refused(world, partial(act, ctx=ctx, case=case.id, draft=empty, on=DAY))
        assert codes == ["statement.of_nobody", "statement.empty"]

    @pytest.mark.parametrize("act", [services.waive_representation, services.waive_hearing])
    def test_is_waived_in_a_signed_paper_by_who_may_sign(self, world: World, act: Any) -> None:
        """行政处罚法 45, 47, 64: the waiver is kept as it was signed; an agent is authorised."""
        case = world.told(HEAVY, DAY)

        def waive(*given: str, scan: Upload | None = SIGNED) -> object:
            ctx = world.act("secretary", DAY)
            draft = rules.RightsWaiverDraft(*given)
            return act(ctx=ctx, case=case.id, draft=draft, scan=scan, on=DAY)

        both = SIGNED_BY_AGENT
        nothing = refused(world, lambda: waive(" ", "", scan=None))
        assert nothing == ["statement.of_nobody", "statement.empty", "waiver.no_scan"]
        assert refused(world, lambda: waive("示例甲", "放弃。", scan=None)) == ["waiver.no_scan"]
        for said in ("", "无", "授权委托书"):
            agent = refused(world, partial(waive, "示例代理人", "放弃。", said, scan=both))
            assert agent == ["waiver.no_authorisation"]
        alone = refused(world, lambda: waive("示例代理人", "放弃。", AUTHORITY))
        assert alone == ["waiver.authorisation_unscanned"]
        text = Upload("声明书.pdf", b"no scan at all")
        typed = refused(world, lambda: waive("示例甲", "放弃。", scan=text))
        assert typed == ["document.original.not_a_scan"]
        waive("示例代理人", "放弃。", AUTHORITY, scan=both)
        [paper] = [
            row
            for row in documents.documents_of(world.viewer(), ("case", case.id))
            if row.kind == "rights_waiver"
        ]
        assert documents.originals_of(world.viewer(), [paper.id])[paper.id].filename == "声明书.pdf"

    def test_is_answered_in_words(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        said = rules.StatementDraft("示例甲", "请求从轻。")
        services.record_representation(
            ctx=world.act("secretary", DAY), case=case.id, draft=said, on=DAY
        )
        answer = rules.AnswerDraft(accepted=False, text=" ")

        def act() -> object:
            ctx = world.act("yi", DAY)
            return services.answer_representation(ctx=ctx, case=case.id, draft=answer, on=DAY)

        assert refused(world, act) == ["statement.empty"]


class TestReceipt:
    def test_counts_once_however_it_is_written(self, world: World) -> None:
        case = world.spot(DAY)

        def pay(receipt: str) -> object:
            draft = rules.PaymentDraft(1_000, receipt)
            ctx = world.act("finance", DAY)
            return services.record_payment(ctx=ctx, case=case.id, draft=draft, on=DAY)

        pay("R-1")
        for same in ("\uff32\uff0d1", "r-1", "R-1\u200b", " R - 1"):
            assert refused(world, partial(pay, same)) == ["payment.receipt_used"]
        assert steps(world)[-1] == "payment"

    def test_is_told_by_payer_and_reference_of_the_bank_where_there_is_none(
        self, world: World
    ) -> None:
        """行政处罚法 67, 74: what reaches the bank is booked once, with who paid it."""
        case = world.spot(DAY)

        def pay(receipt: str = "", payer: str = "", reference: str = "") -> object:
            draft = rules.PaymentDraft(1_000, receipt, payer=payer, reference=reference)
            ctx = world.act("finance", DAY)
            return services.record_payment(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, pay) == ["payment.no_receipt"]
        assert refused(world, lambda: pay(reference="L-1")) == ["payment.no_payer"]
        pay(payer="示例甲", reference="L-1")
        assert Payment.objects.of(world.viewer()).get().receipt == "L-1"
        pay("R-2", "示例甲", "L-2")
        for again in (("", "示例乙", "l－1"), ("R-3", "示例甲", "l - 2"), ("L-2", "", "")):
            assert refused(world, partial(pay, *again)) == ["payment.receipt_used"]


class TestFinedElsewhere:
    """行政处罚法 29: what another body fined is not fined again, but may be warned of."""

    PAPER = "示例区消防救援大队示消罚〔2025〕3号"

    def case(self, world: World, key: str = KEY) -> tuple[PenaltyCase, dict[str, Any]]:
        case = world.investigated(DAY, violations=(key,))
        proof = queries.file_of(world.viewer(), case.id, on=DAY).evidence[0].id
        return case, {"fined_elsewhere": self.PAPER, "fined_evidence": proof}

    def test_act_is_not_fined_again_and_the_decision_is_proven(self, world: World) -> None:
        case, said = self.case(world)
        fine = partial(world.propose, case, BELOW, DAY, **said)
        assert refused(world, fine) == ["fine.fined_elsewhere"]
        bare = partial(world.propose, case, 0, DAY, fined_elsewhere=self.PAPER)
        assert refused(world, bare) == ["fine.unproven"]

    def test_act_ends_in_a_decision_not_to_punish(self, world: World) -> None:
        case, said = self.case(world)
        world.propose(case, 0, DAY, **said)
        world.review(case, DAY)

        def spare(ground: NoPenaltyGround) -> Decision:
            draft = rules.NoPenaltyDraft(ground, "已受罚款。", "已当面教育。")
            ctx = world.act("chief", DAY)
            return services.decide_no_penalty(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, partial(spare, NoPenaltyGround.MINOR)) == ["no_penalty.not_derived"]
        decision = spare(NoPenaltyGround.FINED_ELSEWHERE)
        text = str(documents.document(world.viewer(), decision.document_id).content)
        assert "第二十九条" in text

    def test_act_may_be_warned_of_and_no_fine_is_added_later(self, world: World) -> None:
        case, said = self.case(world, WARNED)
        world.propose(case, 0, DAY, warning=True, **said)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert f"同一个违法行为已由其他机关给予罚款处罚（{self.PAPER}），依法不再罚款。" in str(
            dict(materials(file))["裁量理由"]
        )
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        more = partial(world.decide, case, 100_000, DAY, note="改为罚款。")
        assert "fine.fined_elsewhere" in refused(world, more)
        decision = world.decide(case, 0, DAY)
        assert (decision.fine_fen, decision.warning) == (0, True)
