"""What a reconsideration or a court leaves of the kinds of a penalty (行政复议法 63)."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import DecisionChange, RemedyKind
from zhunsheng.cases.documents.closing import decision_now
from zhunsheng.cases.models import Decision, PenaltyCase
from zhunsheng.cases.queries import owing
from zhunsheng.cases.tests import visits
from zhunsheng.cases.tests.steps import DAY, refused
from zhunsheng.cases.tests.test_services_anew import change
from zhunsheng.cases.tests.test_services_measures import FINE, GAINS, decided
from zhunsheng.cases.tests.test_services_orders import OVERHAUL, SECOND_STAGE, from_visit
from zhunsheng.cases.tests.visits import DUE
from zhunsheng.cases.tests.world import World
from zhunsheng.compulsion.choices import DefiedOrder
from zhunsheng.compulsion.rules import Order
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import Measure

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=1)
CHANGED_ON = DAY + timedelta(days=30)


@pytest.fixture
def world() -> World:
    return World()


def changed(world: World, case: PenaltyCase, **said: Any) -> None:
    """Enter what a reconsideration made of a decision, as its room does."""
    draft = rules.ChangeDraft(DecisionChange.CHANGED, "示例区人民政府", "示复决1号", **said)
    ctx, kind = world.act("reviewer", CHANGED_ON), RemedyKind.RECONSIDERATION
    change(ctx=ctx, case=case, draft=draft, kind=kind, on=CHANGED_ON)


class TestAChangedDecision:
    """行政复议法 63: a change names what is left of the penalty, and adds nothing."""

    def test_names_the_kinds_that_it_leaves(self, world: World) -> None:
        case, gains = decided(world), Measure.CONFISCATE_GAINS
        assert refused(world, lambda: changed(world, case, fine_fen=FINE // 2)) == [
            "change.no_kinds"
        ]
        same = refused(world, lambda: changed(world, case, fine_fen=FINE, kinds=(gains,)))
        assert same == ["change.no_amount"]
        more = (gains, Measure.CONFISCATE_PROPERTY)
        other = refused(world, lambda: changed(world, case, fine_fen=FINE // 2, kinds=more))
        assert other == ["change.other_kind"]
        for wrong in ({"kinds": (gains,), "gains_fen": GAINS + 1}, {"kinds": (), "gains_fen": 1}):
            codes = refused(world, partial(changed, world, case, fine_fen=FINE // 2, **wrong))
            assert codes == ["change.gains"]

    def test_leaves_the_gains_that_it_names(self, world: World) -> None:
        case, gains = decided(world), Measure.CONFISCATE_GAINS
        changed(world, case, kinds=(gains,), gains_fen=GAINS // 3)
        acts = queries.file_of(world.viewer(), case.id, on=CHANGED_ON).acts
        assert owing.gains_fen(acts) == GAINS // 3
        assert owing.imposed_fen(acts) == FINE

    def test_of_gains_alone_is_an_execution_of_its_own(self, world: World) -> None:
        """行政处罚法 66, 74: gains are handed over, with a fine beside them or without."""
        case, gains = decided(world), Measure.CONFISCATE_GAINS
        changed(world, case, fine_fen=0, kinds=(gains,))
        Decision.objects.of(world.viewer()).update(fine_fen=0)
        [found] = queries.fined_cases(world.viewer(), on=CHANGED_ON)
        assert (found.asks_for_money, found.gains_left_fen) == (True, GAINS)
        Decision.objects.of(world.viewer()).update(measures=[])
        assert queries.fined_cases(world.viewer(), on=CHANGED_ON) == ()

    def test_leaves_no_gains_where_it_names_none(self, world: World) -> None:
        case = decided(world)
        changed(world, case, fine_fen=FINE // 2, kinds=())
        acts = queries.file_of(world.viewer(), case.id, on=CHANGED_ON).acts
        assert owing.standing_kinds(acts) == []
        decision = Decision.objects.of(world.viewer()).get(case=case)
        left = queries.changes(world.viewer())[decision.id]
        assert (left.fine_fen, left.measures) == (FINE // 2, ())


class TestTheClosingOfAChangedCase:
    """行政处罚法 66.1: what a change took away is not performed, and the approval says so."""

    def overhauled(self, world: World) -> PenaltyCase:
        visit = visits.ordered(world, "safety.97-7")
        visits.found_again(world, visit, DUE + timedelta(days=1), done=False)
        visits.found_again(world, visit, DUE + timedelta(days=2), done=True)
        case: PenaltyCase = from_visit(world, visit)
        world.propose(case, SECOND_STAGE, DAY, measures=OVERHAUL)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        world.discuss(case, SECOND_STAGE, LATER)
        world.decide(case, SECOND_STAGE, LATER)
        ctx = world.act("yi", LATER)
        services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=LATER)
        return case

    def close(self, world: World, case: PenaltyCase) -> str:
        ctx, draft = world.act("deputy", CHANGED_ON), rules.ClosingDraft("已经改正。")
        services.close_case(ctx=ctx, case=case.id, draft=draft, on=CHANGED_ON)
        [paper] = documents.documents(world.viewer(), kind="closing_approval")
        return str(paper.content)

    def test_asks_for_no_kind_that_fell_and_names_it(self, world: World) -> None:
        """安全生产法 70.1: a stop that fell is no order whose defiance lets a supply be cut."""
        case = self.overhauled(world)
        [order] = queries.stop_orders(world.viewer(), case.party_id)
        decision = Decision.objects.of(world.viewer()).get(case=case)
        number = documents.document(world.viewer(), decision.document_id).number
        assert order == Order(frozenset({DefiedOrder.SUSPENSION}), number, LATER)
        changed(world, case, fine_fen=0, kinds=(), warning=True)
        assert list(queries.stop_orders(world.viewer(), case.party_id)) == []
        text = self.close(world, case)
        assert re.search("变更后[^。]*原决定的责令停产停业整顿不再执行", text), text

    def test_asks_for_a_kind_that_stands(self, world: World) -> None:
        case, kept = self.overhauled(world), (Measure.OVERHAUL_SUSPENSION,)
        changed(world, case, fine_fen=0, kinds=kept)
        assert refused(world, lambda: self.close(world, case)) == ["closing.kinds_unsaid"]

    def test_names_the_lighter_kind_and_the_warning(self, world: World) -> None:
        """行政复议法 63: a lighter kind may take the place of a heavier one."""
        case, lighter = self.overhauled(world), (Measure.LICENSE_SUSPENSION,)
        unsaid = refused(world, lambda: changed(world, case, fine_fen=0, kinds=lighter))
        assert unsaid == ["change.lighter_unsaid"]
        content = "安全生产许可证，暂扣十日"
        changed(world, case, fine_fen=0, kinds=lighter, lighter=content, warning=True)
        assert refused(world, lambda: self.close(world, case)) == ["closing.kinds_unsaid"]
        ctx = world.act("deputy", CHANGED_ON)
        draft = rules.ClosingDraft("已经改正。", kinds="暂扣期满，证件已经发还。")
        services.close_case(ctx=ctx, case=case.id, draft=draft, on=CHANGED_ON)
        [paper] = documents.documents(world.viewer(), kind="closing_approval")
        said = f"给予警告，改为暂扣许可证件（{content}），原决定的责令停产停业整顿不再执行"
        assert said in str(paper.content)


class TestAWarning:
    """行政复议法 63: a change may take the warning away and leave the fine."""

    def test_falls_once_and_the_closing_names_it(self, world: World) -> None:
        case = world.spot(DAY)
        changed(world, case, fine_fen=100_000, warning=True)
        assert owing.standing_warning(acts(world, case))
        changed(world, case, fine_fen=100_000, no_warning=True)
        assert not owing.standing_warning(acts(world, case))
        again = refused(world, partial(changed, world, case, fine_fen=100_000, no_warning=True))
        assert again == ["change.no_warning"]
        file = queries.file_of(world.viewer(), case.id, on=CHANGED_ON)
        assert "原决定的警告不再执行" in decision_now(file, file.data("on_the_spot"))


def test_a_second_change_revives_nothing_that_the_first_took_away(world: World) -> None:
    """行政复议法 63, 行政诉讼法 77: what a judgment says nothing of stays as it was left before."""
    case = decided(world)
    changed(world, case, fine_fen=FINE // 2, kinds=())
    changed(world, case, fine_fen=FINE // 3)
    decision = Decision.objects.of(world.viewer()).get(case=case)
    for left in (queries.changes(world.viewer())[decision.id], queries.left_of(acts(world, case))):
        assert left is not None
        assert (left.fine_fen, left.measures) == (FINE // 3, ())
    file = queries.file_of(world.viewer(), case.id, on=CHANGED_ON)
    assert "原决定的没收违法所得不再执行" in decision_now(file, file.data("decision"))


def test_a_second_change_leaves_the_warning_as_the_first_left_it(world: World) -> None:
    case = world.spot(DAY)
    left_fen = iter((100_000, 90_000, 80_000, 70_000))
    for said, warns in (({"warning": True}, True), ({"no_warning": True}, False)):
        changed(world, case, fine_fen=next(left_fen), **said)
        changed(world, case, fine_fen=next(left_fen))
        left = queries.change_of(world.viewer(), case.id)
        assert left is not None
        assert (left.warns(before=False), left.warns(before=True)) == (warns, warns)


def acts(world: World, case: PenaltyCase) -> Any:
    """Return the acts of a case."""
    return queries.file_of(world.viewer(), case.id, on=CHANGED_ON).acts


def test_each_kind_of_a_decision_is_counted_apart(world: World) -> None:
    """行政处罚法 9: fine, warning and the other kinds are counted apart."""
    decided(world)
    viewer, until = world.viewer(), CHANGED_ON
    (row,) = queries.imposed(viewer, DAY, until)
    assert row.row.key == queries.fine_rows(viewer, DAY, until)[0].key
    assert (row.fine_fen > 0, row.warns) == (True, False)
    assert row.kinds == {Measure.CONFISCATE_GAINS}
    # A decision of before kinds were rows of their own has those of its columns.
    Decision.objects.of(viewer).update(measures=[], warning=True)
    (row,) = queries.imposed(viewer, DAY, until)
    assert (row.fine_fen > 0, row.warns, row.kinds) == (True, True, frozenset())
