"""What proves, outside an inspection, that an order to rectify ran out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.queries import CaseFile, orders
from zhunsheng.cases.rules.objections import CORRECTION
from zhunsheng.cases.rules.terms import own_term
from zhunsheng.cases.tests.steps import DAY, refused
from zhunsheng.cases.tests.visits import DUE, VISITED, visited
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection import services as inspections_services
from zhunsheng.inspection.choices import BasisKind, RectificationResult
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import OrderedTerm, ReinspectionLine
from zhunsheng.lawbook import queries as lawbook

pytestmark = pytest.mark.django_db


class TestOrderOfAnotherBody:
    """安全生产法 97: a fine of the second stage needs an order that ran out."""

    def test_is_not_proven_by_a_paper_of_a_later_day_or_of_another_case(self) -> None:
        world = World()
        case = world.opened(DAY)
        paper = rules.EvidenceDraft("责令改正通知", "DOCUMENTARY", DAY, "期满未改正", "ab" * 32)
        draft = rules.InvestigationDraft(facts=case.facts, evidence=(paper,))
        services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        (order,) = held = evidence.catalogue(world.viewer(), ("case", case.id))

        def proven(on: date, of: Any = case) -> frozenset[str]:
            return orders.unrectified(world.viewer(), of, on=on, evidence=held, named=order.id)

        assert proven(DAY) == frozenset(case.violation_keys)
        assert proven(DAY - timedelta(days=1)) == frozenset()
        assert proven(DAY, world.opened(DAY)) == frozenset()


def test_a_decision_names_no_court_that_nobody_entered() -> None:
    world = World()
    case = world.decided(1_000_000, DAY)
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    courts = [paper.contents["court"] for paper in papers if "court" in paper.contents]
    assert courts == ["有管辖权的人民法院"]


class TestAdvice:
    """国办发〔2024〕54号: advice and resumption are kept apart from enforcement."""

    @pytest.mark.parametrize("ground", [BasisKind.SERVICE, BasisKind.RESUMPTION])
    def test_is_no_source_of_a_clue(self, ground: BasisKind):
        world = World()
        visit = visited(world, "safety.97-7")
        Inspection.objects.of(world.viewer()).filter(id=visit).update(basis_kind=ground.value)
        codes = refused(
            world,
            lambda: world.clue(VISITED, source=SourceKind.INSPECTION, source_id=visit),
        )
        assert codes == ["clue.from_advice"]


class TestUnapproved:
    """国办发〔2024〕54号: what no head approved, before or after, is no ground of a case."""

    def test_urgent_visit_is_no_source_of_a_clue_and_opens_no_case(self):
        world = World()
        visit = visited(world, "safety.97-7")
        rows = Inspection.objects.of(world.viewer()).filter(id=visit)
        rows.update(urgent_on=VISITED, approved_on=None)
        said: dict[str, Any] = {"source": SourceKind.INSPECTION, "source_id": visit}
        assert refused(world, lambda: world.clue(VISITED, **said)) == ["clue.from_unapproved"]
        rows.update(approved_on=VISITED)
        case = world.clue(VISITED, **said)
        rows.update(approved_on=None)
        pair = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))

        def opened() -> object:
            ctx = world.act("deputy", VISITED)
            return services.open_case(ctx=ctx, case=case.id, draft=pair, on=VISITED)

        assert refused(world, opened) == ["clue.from_unapproved"]
        rows.update(approved_on=VISITED)
        opened()


class TestTermsOfMatters:
    """安全生产法 97: a fine of the second stage waits for the term of its own matter."""

    BOTH = ("safety.97-3", "safety.97-7")
    FAR = DUE + timedelta(days=60)

    def ordered(self, world: World) -> tuple[Any, Any]:
        visit = visited(world, *self.BOTH)
        second = inspections.findings_of(world.viewer(), visit)[1]
        inspections_services.issue_order(
            ctx=world.act("yi", VISITED),
            inspection=visit,
            due_on=DUE,
            version=1,
            on=VISITED,
            terms=(OrderedTerm(second.id, self.FAR),),
        )
        case = SimpleNamespace(
            source=SourceKind.INSPECTION.value, source_id=visit, violation_keys=list(self.BOTH)
        )
        return visit, case

    def again(self, world: World, visit: Any, on: date, *told: RectificationResult) -> None:
        found = inspections.findings_of(world.viewer(), visit)
        ctx = world.act("yi", on)
        began = ctx.at - timedelta(minutes=30)
        inspections_services.reinspect(
            ctx=ctx,
            order=inspections.inspection(world.viewer(), visit).order.id,
            results=tuple(
                ReinspectionLine(one.id, result) for one, result in zip(found, told, strict=True)
            ),
            officers=(world.officers["yi"], world.officers["bing"]),
            hours=(began, began + timedelta(minutes=20)),
            on=on,
        )

    def expired(self, world: World, visit: Any, case: Any, on: date) -> frozenset[str]:
        """Return what ran out, which the cases and the desk of inspection say alike."""
        found = orders.standing(world.viewer(), case, on=on).expired
        unchecked = inspections.unchecked_violations(world.viewer(), {visit}, on=on)
        assert unchecked.get(visit, frozenset()) == found
        return found

    def test_run_out_each_on_its_own_day(self) -> None:
        world = World()
        visit, case = self.ordered(world)
        first, second = self.BOTH
        assert self.expired(world, visit, case, DUE) == frozenset()
        assert self.expired(world, visit, case, self.FAR) == {first}
        assert self.expired(world, visit, case, self.FAR + timedelta(days=1)) == {first, second}

    def test_are_kept_by_what_was_put_right_within_them_alone(self) -> None:
        world = World()
        visit, case = self.ordered(world)
        done, not_due = RectificationResult.DONE, RectificationResult.NOT_DUE
        self.again(world, visit, DUE + timedelta(days=20), done, not_due)
        self.again(world, visit, self.FAR, done, done)
        found = orders.standing(world.viewer(), case, on=self.FAR + timedelta(days=2))
        assert found == orders.Standing(put_right=frozenset({self.BOTH[1]}))

    def test_are_not_kept_by_what_was_found_open_again(self) -> None:
        """The last re-inspection counts."""
        world = World()
        visit, case = self.ordered(world)
        done, not_due = RectificationResult.DONE, RectificationResult.NOT_DUE
        self.again(world, visit, DUE, done, not_due)
        self.again(world, visit, self.FAR, RectificationResult.NOT_DONE, done)
        found = orders.standing(world.viewer(), case, on=self.FAR)
        assert found == orders.Standing(frozenset({self.BOTH[0]}), frozenset({self.BOTH[1]}))
        assert not orders.all_put_right(world.viewer(), case, on=self.FAR)

    def test_stop_the_day_of_the_decision_once_all_was_found_put_right(self) -> None:
        """28.1: nothing is due any more where the re-inspections show that the order was obeyed."""
        world = World()
        visit, case = self.ordered(world)
        file = cast(CaseFile, SimpleNamespace(case=case))
        calendar, on = lawbook.site_calendar(), self.FAR + timedelta(days=1)
        made = own_term(
            calendar, orders.CORRECTED_BY, due=DUE, basis=CORRECTION, verified=True, on=on
        )
        other = replace(made, key="filing")
        running = orders.still_running(world.viewer(), file, (made, other), on=on)
        assert running == (made, other), "nobody looked again"
        done = RectificationResult.DONE
        self.again(world, visit, self.FAR, done, done)
        assert orders.still_running(world.viewer(), file, (made, other), on=on) == (other,)
