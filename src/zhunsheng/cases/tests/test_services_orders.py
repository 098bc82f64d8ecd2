"""Fines that need an order to rectify first, and inspections as the source of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import CorrectionResult, SourceKind, TerminationGround
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries.limits import granting_on
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests import visits
from zhunsheng.cases.tests.steps import BELOW, DAY, refused, steps
from zhunsheng.cases.tests.visits import DUE
from zhunsheng.cases.tests.world import OTHER, World, obeyed
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.lawbook.choices import Measure

pytestmark = pytest.mark.django_db
UNCHECKED = ["closing.correction_unsaid", "closing.correction_unchecked"]

SECOND_STAGE = 15_000_000  # between the most of the first stage and the most of the second
LATER = date(2025, 3, 12)
#: What 安全生产法 97 orders with the fine of the second stage.
OVERHAUL = (rules.MeasureDraft(Measure.OVERHAUL_SUSPENSION, days=30),)
ABOVE = ["amount.above_range"]


@pytest.fixture
def world() -> World:
    return World()


def from_visit(world: World, visit: UUID, **changes: Any) -> Any:
    source = {"source": SourceKind.INSPECTION, "source_id": visit}
    return world.investigated(DAY, **source, **changes)


class TestSecondStageOfAFine:
    """安全生产法 97: the heavier range is for who did not rectify within the term of an order."""

    def refused_without(self, world: World, visit: UUID) -> None:
        case = from_visit(world, visit)
        codes = refused(world, lambda: world.propose(case, SECOND_STAGE, DAY))
        assert codes == ABOVE
        assert steps(world)[-1] == "investigation"

    def test_is_refused_where_nothing_was_ordered(self, world: World) -> None:
        self.refused_without(world, visits.visited(world, "safety.97-7"))

    def test_is_refused_where_another_matter_was_ordered(self, world: World) -> None:
        self.refused_without(world, visits.ordered(world, "safety.97-4"))

    def test_is_refused_where_the_matter_was_found_put_right(self, world: World) -> None:
        visit = visits.ordered(world, "safety.97-7")
        visits.found_again(world, visit, DUE + timedelta(days=1), done=True)
        self.refused_without(world, visit)

    def test_is_told_anew_where_the_party_was_told_of_the_first(self, world: World) -> None:
        visit = visits.ordered(world, "safety.97-7")
        both, after = 10_000_000, DUE + timedelta(days=1)  # most of the first, least of the second
        case = world.investigated(DUE, source=SourceKind.INSPECTION, source_id=visit)
        world.propose(case, both, DUE)
        world.review(case, DUE)
        services.notify(ctx=world.act("yi", DUE), case=case.id, on=DUE)
        world.deliver_notice(case, DUE)
        visits.found_again(world, visit, after, done=False)
        world.propose(case, both, after, measures=OVERHAUL)
        world.review(case, after)
        world.waive(case, after)
        world.waive_hearing(case, after)
        assert "case.notice.exceeded" in refused(world, lambda: world.discuss(case, both, after))

    def test_is_imposed_where_the_re_inspection_found_the_matter_open(self, world: World) -> None:
        visit = visits.ordered(world, "safety.97-7")
        visits.found_again(world, visit, DUE + timedelta(days=1), done=False)
        visits.found_again(world, visit, DUE + timedelta(days=2), done=True)
        case = from_visit(world, visit)
        above = partial(world.propose, case, 20_000_001, DAY, measures=OVERHAUL)
        assert refused(world, above) == ABOVE
        world.propose(case, SECOND_STAGE, DAY, measures=OVERHAUL)
        assert steps(world)[-1] == "proposal"

    def test_waits_for_the_day_after_the_term(self, world: World) -> None:
        visit = visits.ordered(world, "safety.97-7")
        case = world.investigated(DUE, source=SourceKind.INSPECTION, source_id=visit)
        assert refused(world, lambda: world.propose(case, SECOND_STAGE, DUE)) == ABOVE
        world.propose(case, SECOND_STAGE, DUE + timedelta(days=1), measures=OVERHAUL)

    def test_of_a_case_from_elsewhere_needs_the_order_among_the_evidence(
        self, world: World
    ) -> None:
        case = world.opened(DAY)
        paper = rules.EvidenceDraft("责令改正通知", "DOCUMENTARY", DAY, "期满未改正", "ab" * 32)
        photo = rules.EvidenceDraft("现场照片", "ELECTRONIC", DAY, "现场情况", "cd" * 32)
        draft = rules.InvestigationDraft(facts=case.facts, evidence=(paper, photo))
        services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        order, other = evidence.catalogue(world.viewer(), ("case", case.id))

        def propose(named: UUID | None, **more: Any) -> Any:
            return world.propose(case, SECOND_STAGE, DAY, order_evidence=named, **more)

        assert refused(world, partial(propose, None)) == ABOVE
        for named in (other.id, case.id):
            assert refused(world, partial(propose, named)) == ["fine.order_unproven"]
        propose(order.id, measures=OVERHAUL)
        kept = CaseAct.objects.of(world.viewer()).get(step="proposal").contents
        assert kept["derivations"][0]["answers"]["order_evidence"] == str(order.id)
        assert (kept["derivations"][0]["stage"], kept["late"]) == ("SECOND", True)


class TestFineAfterAnOrder:
    """安全生产法 108: who obstructs an inspection is fined only where an order was refused."""

    def test_is_refused_before_the_order_ran_out(self, world: World) -> None:
        visit = visits.visited(world, "safety.108")
        case = from_visit(world, visit, violations=("safety.108",))
        codes = refused(world, lambda: world.propose(case, 2_000_000, DAY))
        assert codes == ["penalty.order_first"]

    def test_is_imposed_after_it(self, world: World) -> None:
        visit = visits.ordered(world, "safety.108")
        visits.found_again(world, visit, DUE + timedelta(days=1), done=False)
        case = from_visit(world, visit, violations=("safety.108",))
        assert world.propose(case, 2_000_000, DAY).version == 4

    def test_is_refused_on_the_spot(self, world: World) -> None:
        codes = refused(world, lambda: world.spot(DAY, violation="safety.108"))
        assert codes == ["penalty.order_first"]


class TestSourceOfACase:
    """行政处罚法 40: the facts of a case are those of its party."""

    def test_is_no_inspection_of_somebody_else(self, world: World) -> None:
        visit = visits.visited(world, "safety.97-7")
        other = world.add_entity("示例区远山五金厂", 9)
        clue: dict[str, Any] = {
            "entity": other,
            "source": SourceKind.INSPECTION,
            "source_id": visit,
        }
        assert refused(world, lambda: world.clue(DAY, **clue)) == ["clue.inspection_of_another"]
        assert refused(world, lambda: world.spot(DAY, **clue)) == ["clue.inspection_of_another"]
        assert world.clue(DAY, **{**clue, "entity": world.entity}).source_id == visit

    def test_is_no_inspection_of_another_bureau(self, world: World) -> None:
        visit = visits.visited(World(OTHER, "999901"), "safety.97-7")
        clue: dict[str, Any] = {"source": SourceKind.INSPECTION, "source_id": visit}
        assert refused(world, lambda: world.clue(DAY, **clue)) == ["clue.inspection_of_another"]


class TestExtension:
    """行政处罚法 60: another limit than ninety days comes from law, regulation or rule."""

    LAST = DAY + timedelta(days=90)

    @pytest.mark.parametrize(
        ("basis", "code"),
        [
            ("GBF-2018-118", "extension.no_basis"),
            ("SAWS-15", "extension.no_basis"),
            ("MEM-18:1", "extension.no_basis"),
            ("APL-2021:60", "extension.basis_sets_no_limit"),
            ("SAWS-15:23", "extension.basis_sets_no_limit"),
            ("SPL-2021:78", "extension.basis_sets_no_limit"),
            ("APL-2021:61", "extension.basis_sets_no_limit"),
            ("SPL-2021:97", "extension.basis_sets_no_limit"),
            ("SPL-2021:99(1)", "extension.basis_sets_no_limit"),
        ],
    )
    def test_needs_an_article_that_may_set_a_limit(
        self, world: World, basis: str, code: str
    ) -> None:
        case = world.opened(DAY)
        until = self.LAST + timedelta(days=30)
        assert refused(world, lambda: world.extend(case, DAY, until, basis)) == [code]

    def test_is_later_than_the_term_and_within_the_longest(self, world: World) -> None:
        case = world.opened(DAY)
        longest = DAY + timedelta(days=180)
        codes = refused(world, lambda: world.extend(case, DAY, self.LAST))
        assert codes == ["extension.not_later"]
        for until in (longest + timedelta(days=1), date(9999, 12, 31)):
            codes = refused(world, partial(world.extend, case, DAY, until))
            assert codes == ["extension.too_long"]
        world.extend(case, self.LAST, longest)
        codes = refused(world, lambda: world.extend(case, self.LAST, longest))
        assert codes == ["extension.not_later"]

    def test_is_refused_once_the_term_is_over(self, world: World) -> None:
        case = world.told(1_000_000, DAY)
        once = self.LAST + timedelta(days=10)
        after = self.LAST + timedelta(days=1)
        codes = refused(world, lambda: world.extend(case, after, once))
        assert codes == ["case.extension.term_over"]
        world.extend(case, self.LAST, once)
        late = once + timedelta(days=1)
        codes = refused(world, lambda: world.extend(case, late, late + timedelta(days=9)))
        assert codes == ["case.extension.term_over"]
        assert world.decide(case, 1_000_000, once).decided_on == once

    def test_has_an_article_to_rest_on_under_the_rule_in_force(self, world: World) -> None:
        """行政处罚法 60: the rule of 2026 is not read yet; it is offered as not verified."""
        day = date(2026, 2, 2)
        assert granting_on(day) == {"MEM-18": False}
        case = world.opened(day)
        until = day + timedelta(days=120)
        old = refused(world, lambda: world.extend(case, day, until))
        assert old == ["extension.no_basis"]
        world.extend(case, day, until, "MEM-18")
        late = until + timedelta(days=1)
        codes = refused(world, lambda: world.extend(case, late, late, "MEM-18"))
        assert "case.extension.term_over" in codes

    def test_that_ran_out_ends_the_case_without_a_decision(self, world: World) -> None:
        """行政处罚法 60: 应当自立案之日起九十日内作出; who missed it ends the case and says so."""
        case = world.told(1_000_000, DAY)
        draft = turning.TerminationDraft(TerminationGround.TERM_OVER, "承办人员交接迟延。")

        def end(on: date) -> object:
            ctx = world.act("chief", on)
            return services.terminate(ctx=ctx, case=case.id, draft=draft, on=on)

        assert refused(world, lambda: end(self.LAST)) == ["termination.term_runs"]
        after = self.LAST + timedelta(days=1)
        with pytest.raises(StepRefused) as refusal:
            world.decide(case, 1_000_000, after)
        (term,) = (f for f in refusal.value.findings if f.code == "case.decision.term_over")
        assert TerminationGround.TERM_OVER.label in term.next_step
        end(after)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        (said,) = (str(one.content) for one in papers if one.kind == "course_approval")
        assert TerminationGround.TERM_OVER.label in said
        assert "依据未核实" in said


class TestClosing:
    """安全生产法 65.1, 行政处罚法 28.1: what was ordered is looked at again before a case ends."""

    def paid(self, world: World) -> tuple[PenaltyCase, UUID]:
        visit = visits.ordered(world, "safety.97-7", due_on=LATER - timedelta(days=1))
        case = world.told(BELOW, DAY, source=SourceKind.INSPECTION, source_id=visit)
        world.waive(case, DAY)
        world.decide(case, BELOW, DAY)
        return self.pay(world, case), visit

    def pay(self, world: World, case: PenaltyCase) -> PenaltyCase:
        services.deliver_decision(
            ctx=world.act("yi", DAY), case=case.id, draft=world.delivered(), on=DAY
        )
        paid = rules.PaymentDraft(BELOW, "示000001")
        services.record_payment(ctx=world.act("finance", DAY), case=case.id, draft=paid, on=DAY)
        return case

    def close(self, world: World, case: PenaltyCase, said: str = "") -> PenaltyCase:
        ctx = world.act("deputy", LATER)
        draft = obeyed(LATER, said) if said else rules.ClosingDraft()
        return services.close_case(ctx=ctx, case=case.id, draft=draft, on=LATER)

    def test_waits_for_the_re_inspection_that_is_due(self, world: World) -> None:
        case, visit = self.paid(world)
        codes = refused(world, lambda: self.close(world, case, "已经改正。"))
        assert codes == ["case.closing.not_reinspected"]
        visits.found_again(world, visit, LATER, done=True)
        self.close(world, case)
        assert steps(world)[-1] == "closing"

    def test_says_what_was_done_where_it_was_not_put_right(self, world: World) -> None:
        case, visit = self.paid(world)
        visits.found_again(world, visit, LATER, done=False)
        assert refused(world, lambda: self.close(world, case)) == UNCHECKED
        said = obeyed(LATER, "逾期未改正，已另行立案。")
        draft = replace(said, result=CorrectionResult.DEALT_WITH)
        services.close_case(ctx=world.act("deputy", LATER), case=case.id, draft=draft, on=LATER)

    def test_without_an_order_says_what_came_of_the_decision(self, world: World) -> None:
        case = self.pay(world, world.decided(BELOW, DAY))
        assert refused(world, lambda: self.close(world, case)) == UNCHECKED
        self.close(world, case, "2025年3月3日现场核实，已经改正。")
