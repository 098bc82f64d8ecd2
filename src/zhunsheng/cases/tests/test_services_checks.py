"""Checks inside of the bureau bind every end of a case, and who is barred takes no part in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import Checked, FilingBody, NoPenaltyGround
from zhunsheng.cases.documents import deciding
from zhunsheng.cases.queries import parties, standing
from zhunsheng.cases.rules import filing, guards, sparing, turning
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, MINOR, refused
from zhunsheng.cases.tests.test_services_returned import add_evidence
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views.reading import marks_of
from zhunsheng.documents import queries as documents
from zhunsheng.legalreview import services as reviews

pytestmark = pytest.mark.django_db
AGREED = turning.CheckDraft(Checked.AGREED, "同意")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bureau ask for first check and endorsement, and review no more than it must."""
    real = standing.policy

    def policy(**about: Any) -> Any:
        asks: dict[str, Any] = {
            "first_check": True,
            "endorsement": True,
            "review_every_case": False,
        }
        return replace(real(**about), **asks)

    monkeypatch.setattr(standing, "policy", policy)


@pytest.mark.usefixtures("strict")
class TestWhereTheBureauChecks:
    """行政处罚法 57.1: the bureau's own checks come before each decision on a proposal."""

    def test_nobody_is_spared_before_the_first_check(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        spared = rules.NoPenaltyDraft(NoPenaltyGround.MINOR, "轻微并及时改正。", "已教育。")

        def spare() -> object:
            ctx = world.act("chief", DAY)
            return services.decide_no_penalty(ctx=ctx, case=case.id, draft=spared, on=DAY)

        assert refused(world, spare) == ["case.checks.missing", "case.sparing.not_endorsed"]
        services.check_first(ctx=world.act("head", DAY), case=case.id, draft=AGREED, on=DAY)
        self.sign(world, case.id)
        spare()

    def sign(self, world: World, case: UUID, outcome: Checked = Checked.AGREED) -> None:
        """Submit that the party is spared, and have the deputy sign."""
        ctx, draft = (
            world.act("yi", DAY),
            sparing.SparingDraft(NoPenaltyGround.MINOR, "建议不予处罚。"),
        )
        services.submit_for_sparing(ctx=ctx, case=case, draft=draft, on=DAY)
        signed = turning.CheckDraft(outcome, "已阅")
        ctx = world.act("deputy", DAY)
        services.endorse_sparing(ctx=ctx, case=case, draft=signed, on=DAY)

    def test_nobody_is_spared_before_the_signatures(self, world: World) -> None:
        """57.1: handlers, section, deputy, then who decides, as before a penalty."""
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        spared = rules.NoPenaltyDraft(NoPenaltyGround.MINOR, "轻微并及时改正。", "已教育。")

        def spare(by: str) -> object:
            ctx = world.act(by, DAY)
            return services.decide_no_penalty(ctx=ctx, case=case.id, draft=spared, on=DAY)

        early = refused(world, lambda: self.sign(world, case.id))
        assert early == ["case.checks.missing"]
        services.check_first(ctx=world.act("head", DAY), case=case.id, draft=AGREED, on=DAY)
        assert refused(world, lambda: spare("chief")) == ["case.sparing.not_endorsed"]
        self.sign(world, case.id, Checked.RETURNED)
        assert refused(world, lambda: spare("chief")) == ["case.sparing.not_endorsed"]
        self.sign(world, case.id)
        assert refused(world, lambda: spare("deputy")) == ["case.by.endorser"]
        world.propose(case, 0, DAY, answers=MINOR, discretion="改正更早。")
        services.check_first(ctx=world.act("head", DAY), case=case.id, draft=AGREED, on=DAY)
        assert refused(world, lambda: spare("chief")) == ["case.sparing.not_endorsed"]
        self.sign(world, case.id)
        spare("chief")

    def submit(self, world: World, case: UUID, ground: NoPenaltyGround) -> object:
        ctx, draft = world.act("yi", DAY), sparing.SparingDraft(ground, "建议不予处罚。")
        return services.submit_for_sparing(ctx=ctx, case=case, draft=draft, on=DAY)

    def test_no_proposal_with_a_fine_and_none_at_all_is_submitted_as_sparing(
        self, world: World
    ) -> None:
        """57.1(2), (3): spared on what was proposed, or because nothing is established."""
        case = world.investigated(DAY)

        def submit(ground: NoPenaltyGround) -> object:
            return self.submit(world, case.id, ground)

        assert refused(world, lambda: submit(NoPenaltyGround.MINOR)) == ["sparing.no_proposal"]
        world.propose(case, BELOW, DAY)
        services.check_first(ctx=world.act("head", DAY), case=case.id, draft=AGREED, on=DAY)
        assert refused(world, lambda: submit(NoPenaltyGround.MINOR)) == ["no_penalty.not_derived"]
        submit(NoPenaltyGround.NOT_ESTABLISHED)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [paper] = (one for one in papers if one.kind == "handling_approval")
        assert paper.contents["proposal"] == "不予行政处罚（违法事实不能成立）"

    def test_nobody_is_spared_on_another_ground_than_was_signed(self, world: World) -> None:
        """57.1: what each level signed is what is decided."""
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        services.check_first(ctx=world.act("head", DAY), case=case.id, draft=AGREED, on=DAY)
        self.sign(world, case.id)

        def spare(ground: NoPenaltyGround) -> object:
            spared = rules.NoPenaltyDraft(ground, "轻微并及时改正。", "已教育。")
            ctx = world.act("chief", DAY)
            return services.decide_no_penalty(ctx=ctx, case=case.id, draft=spared, on=DAY)

        other = NoPenaltyGround.NOT_ESTABLISHED
        assert refused(world, lambda: spare(other)) == ["no_penalty.other_than_signed"]
        spare(NoPenaltyGround.MINOR)

    def test_what_was_signed_falls_when_the_file_changes(self, world: World) -> None:
        """57.1: evidence of after a signature was not before who signed."""
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        services.check_first(ctx=world.act("head", DAY), case=case.id, draft=AGREED, on=DAY)
        self.submit(world, case.id, NoPenaltyGround.MINOR)
        add_evidence(world, case, "补充笔录")

        def endorse() -> object:
            ctx = world.act("deputy", DAY)
            return services.endorse_sparing(ctx=ctx, case=case.id, draft=AGREED, on=DAY)

        assert refused(world, endorse) == ["case.sparing.not_submitted"]
        self.sign(world, case.id)
        add_evidence(world, case, "又一份笔录")
        spared = rules.NoPenaltyDraft(NoPenaltyGround.MINOR, "轻微并及时改正。", "已教育。")

        def spare() -> object:
            ctx = world.act("chief", DAY)
            return services.decide_no_penalty(ctx=ctx, case=case.id, draft=spared, on=DAY)

        assert refused(world, spare) == ["case.sparing.not_endorsed"]
        self.sign(world, case.id)
        spare()

    def test_the_chief_signs_last_and_no_deputy_decides_who_ever_endorsed(
        self, world: World
    ) -> None:
        """57.1: handlers, section, deputy, then who decides: each level once, in this order."""
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        services.check_first(ctx=world.act("head", DAY), case=case.id, draft=AGREED, on=DAY)
        other = world.add_user("other", "示例寅", "DEPUTY_HEAD")
        self.submit(world, case.id, NoPenaltyGround.MINOR)

        def endorse(by: str, outcome: Checked = Checked.AGREED) -> object:
            ctx, draft = world.act(by, DAY), turning.CheckDraft(outcome, "已阅")
            return services.endorse_sparing(ctx=ctx, case=case.id, draft=draft, on=DAY)

        wrong = refused(world, lambda: endorse("chief"))
        assert wrong == ["step.sparing_endorsement.wrong_role"]
        endorse("deputy", Checked.RETURNED)
        self.submit(world, case.id, NoPenaltyGround.MINOR)
        endorse(other)
        spared = rules.NoPenaltyDraft(NoPenaltyGround.MINOR, "轻微并及时改正。", "已教育。")

        def spare(by: str) -> object:
            ctx = world.act(by, DAY)
            return services.decide_no_penalty(ctx=ctx, case=case.id, draft=spared, on=DAY)

        for by in ("deputy", other):
            assert refused(world, partial(spare, by)) == ["case.by.endorser"]
        spare("chief")

    def test_who_endorsed_does_not_decide(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        services.check_first(ctx=world.act("head", DAY), case=case.id, draft=AGREED, on=DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        submitted = turning.SubmissionDraft("呈批")
        services.submit_for_decision(
            ctx=world.act("yi", DAY), case=case.id, draft=submitted, on=DAY
        )
        services.endorse(ctx=world.act("deputy", DAY), case=case.id, draft=AGREED, on=DAY)
        decision = rules.DecisionDraft(BELOW)

        def decide(by: str) -> object:
            ctx = world.act(by, DAY)
            return services.decide(ctx=ctx, case=case.id, draft=decision, on=DAY)

        assert refused(world, lambda: decide("deputy")) == ["case.by.endorser"]
        decide("chief")


class TestWhoHasAnInterest:
    """行政处罚法 43: stands aside, whatever the part."""

    def interested(self, world: World, key: str) -> None:
        world.officers.setdefault(key, world.add_officer(key, until=date(2027, 12, 31)))
        world.declare(key, DAY)

    def test_does_not_sit_in_the_committee(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        self.interested(world, "head")
        members = (world.users["head"].id, world.users["deputy"].id)
        draft = turning.CommitteeDraft(Checked.AGREED, members, "同意")

        def meet() -> object:
            ctx = world.act("secretary", DAY)
            return services.meet_committee(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, meet) == ["committee.interest"]

    def test_does_not_take_the_review_up(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        self.interested(world, "reviewer")
        ctx = world.act("yi", DAY)
        review = services.request_legal_review(ctx=ctx, case=case.id, on=DAY)

        def claim() -> object:
            by = world.act("reviewer", DAY)
            return reviews.claim_review(ctx=by, review=review.id, on=DAY)

        assert refused(world, claim) == ["review.reviewer_is_handler"]

    def test_books_no_payment(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        ctx = world.act("yi", DAY)
        services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
        world.declare("yi", DAY)
        draft = rules.PaymentDraft(BELOW, "示票1")

        def pay(by: str) -> object:
            ctx = world.act(by, DAY)
            return services.record_payment(ctx=ctx, case=case.id, draft=draft, on=DAY)

        codes = refused(world, lambda: pay("yi"))
        assert codes == ["case.by.interest", "payment.bank_by_officer"]
        pay("finance")


def test_a_heavy_penalty_is_filed_within_its_term(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """行政处罚法 75: from the decision on, until each body gave its own receipt."""
    real, bodies = standing.policy, frozenset(one.value for one in FilingBody)

    def policy(**about: Any) -> Any:
        return replace(real(**about), filing_bodies=bodies, heavy_fine_fen=BELOW)

    monkeypatch.setattr(standing, "policy", policy)
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    world.discuss(case, BELOW, DAY)
    world.decide(case, BELOW, DAY)
    file = queries.file_of(world.viewer(), case.id, on=DAY)
    terms = {
        one.key: one for one in standing.terms_of(file, standing.facts_of(file, on=DAY), on=DAY)
    }
    assert terms["filing"].due == DAY + timedelta(days=10)
    [waits] = queries.upcoming(world.viewer(), on=DAY)
    assert waits.step is not None
    assert waits.step.key == "filing"

    def file_it(body: FilingBody, receipt: str) -> object:
        ctx, draft = world.act("yi", DAY), filing.FilingDraft(body, receipt)
        return services.file_penalty(ctx=ctx, case=case.id, draft=draft, on=DAY)

    upper, justice = FilingBody.UPPER_BUREAU, FilingBody.JUSTICE
    file_it(justice, "示司备〔2025〕1号")
    file = queries.file_of(world.viewer(), case.id, on=DAY)
    facts = standing.facts_of(file, on=DAY)
    assert "filing" in {one.key for one in standing.terms_of(file, facts, on=DAY)}
    missing = guards.filed_where_due(facts)
    assert missing is not None
    assert "尚未向上级应急管理部门备案" in missing.message
    assert refused(world, lambda: file_it(justice, "示司备〔2025〕2号")) == ["filing.twice"]
    same = refused(world, lambda: file_it(upper, "示司备〔2025〕1号"))
    assert same == ["filing.receipt_of_another"]
    file_it(upper, "示省备〔2025〕9号")
    again = refused(world, lambda: file_it(upper, "示省备〔2025〕10号"))
    assert sorted(again) == ["case.filing.done", "filing.twice"]
    [waits] = queries.upcoming(world.viewer(), on=DAY)
    assert waits.step is not None
    assert waits.step.key == "decision_delivery"


def test_a_heavy_proposal_that_was_lowered_is_not_filed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """行政处罚法 75: what is supervised is the penalty that was decided, not the proposal."""
    real, bodies = standing.policy, frozenset({FilingBody.UPPER_BUREAU.value})

    def policy(**about: Any) -> Any:
        return replace(real(**about), filing_bodies=bodies, heavy_fine_fen=HEAVY)

    monkeypatch.setattr(standing, "policy", policy)
    case = world.told(HEAVY, DAY)
    world.waive(case, DAY)
    world.waive_hearing(case, DAY)
    world.discuss(case, HEAVY - 1_00, DAY)
    world.review(case, DAY)
    world.decide(case, HEAVY - 1_00, DAY, note="主动减轻危害后果。")
    facts = standing.facts_of(queries.file_of(world.viewer(), case.id, on=DAY), on=DAY)
    assert (facts.heavy, facts.heavy_decided) == (True, False)
    assert guards.filed_where_due(facts) is None
    draft = filing.FilingDraft(FilingBody.UPPER_BUREAU, "示省备〔2025〕9号")
    ctx = world.act("yi", DAY)
    act = partial(services.file_penalty, ctx=ctx, case=case.id, draft=draft, on=DAY)
    assert refused(world, act) == ["case.filing.not_heavy"]


@pytest.mark.parametrize(("days", "due"), [(1, False), (10, False), (11, True)])
def test_a_penalty_taken_back_within_the_term_to_file_it_is_not_filed(
    world: World, monkeypatch: pytest.MonkeyPatch, days: int, due: bool
) -> None:
    """行政处罚法 75: what is supervised is a penalty that stands, or was to be filed before."""
    real, bodies = standing.policy, frozenset({FilingBody.UPPER_BUREAU.value})

    def policy(**about: Any) -> Any:
        return replace(real(**about), filing_bodies=bodies, heavy_fine_fen=BELOW)

    monkeypatch.setattr(standing, "policy", policy)
    case, on = world.told(BELOW, DAY), DAY + timedelta(days=days)
    world.waive(case, DAY)
    world.discuss(case, BELOW, DAY)
    world.decide(case, BELOW, DAY)
    reason = turning.ReasonDraft("决定有误。")
    ctx = world.act("chief", on)
    services.withdraw_decision(ctx=ctx, case=case.id, draft=reason, on=on)
    file = queries.file_of(world.viewer(), case.id, on=on)
    facts = standing.facts_of(file, on=on)
    assert (guards.filed_where_due(facts) is not None) is due
    assert ("filing" in {one.key for one in standing.terms_of(file, facts, on=on)}) is due

    def close() -> object:
        draft = rules.ClosingDraft("已经改正。")
        return services.close_case(ctx=world.act("deputy", on), case=case.id, draft=draft, on=on)

    assert ("case.filing.missing" in refused(world, close)) is due


@pytest.mark.parametrize(("after", "mark"), [(59, ""), (60, "60"), (79, "60"), (80, "80")])
def test_the_page_warns_before_the_ninety_days_are_over(
    world: World, after: int, mark: str
) -> None:
    """行政处罚法 60: the page warns on the sixtieth and the eightieth day."""
    case, on = world.opened(DAY), DAY + timedelta(days=after)
    file = queries.file_of(world.viewer(), case.id, on=on)
    marks = marks_of(standing.facts_of(file, on=on))
    assert [one for one in marks if one.startswith("立案已满")] == (
        [f"立案已满{mark}日，尚未作出决定"] if mark else []
    )


@pytest.mark.parametrize(
    ("on", "fine_fen", "expected"),
    [
        (date(2026, 5, 6), 0, ("轻微失信", 0, 0)),
        (date(2026, 5, 6), 100_000_000, ("一般失信", 3, 12)),
        (date(2026, 5, 6), 100_000, None),
        (DAY, 100_000_000, None),
    ],
)
def test_the_notice_on_credit_repair_names_class_and_terms(
    world: World, on: date, fine_fen: int, expected: tuple[str, int, int] | None
) -> None:
    """信用修复管理办法: the class follows from the penalty, else the bureau sets it."""
    case = world.opened(DAY)
    file = queries.file_of(world.viewer(), case.id, on=DAY)
    assert parties.credit_terms(file, fine_fen=fine_fen, on=on) == expected
    said = deciding.credit_repair(file, number="示1号", fine_fen=fine_fen, on=on)
    label = expected[0] if expected else "由本局按照信用修复管理的规定确定后另行告知"
    assert said["credit_class"] == label
