"""What a reconsideration or a court leaves of the kinds of a penalty (行政复议法 63)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import queries, rules
from zhunsheng.cases.choices import DecisionChange, PenaltyKind, RemedyKind
from zhunsheng.cases.models import Decision, PenaltyCase
from zhunsheng.cases.queries import owing
from zhunsheng.cases.tests.steps import DAY, refused
from zhunsheng.cases.tests.test_services_anew import change
from zhunsheng.cases.tests.test_services_measures import FINE, GAINS, decided
from zhunsheng.cases.tests.world import World
from zhunsheng.lawbook.choices import Measure

pytestmark = pytest.mark.django_db
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


def test_each_kind_of_a_decision_is_a_row_of_its_figures(world: World) -> None:
    """行政处罚法 9: fine, warning and the other kinds are counted apart."""
    decided(world)
    viewer, until = world.viewer(), CHANGED_ON
    rows = queries.penalty_kind_rows(viewer, DAY, until)
    assert [row.label.rpartition(" ")[2] for row in rows] == ["罚款", "没收违法所得"]
    assert len({row.key for row in rows}) == 2
    assert len({row.distinct for row in rows}) == 1
    [fine] = queries.penalty_kind_rows(viewer, DAY, until, PenaltyKind.FINE)
    assert fine.key == queries.fine_rows(viewer, DAY, until)[0].key
    assert queries.penalty_kind_rows(viewer, DAY, until, PenaltyKind.WARNING) == ()
    # A decision of before kinds were rows of their own has those of its columns.
    Decision.objects.of(viewer).update(measures=[], warning=True)
    rows = queries.penalty_kind_rows(viewer, DAY, until)
    assert [row.label.rpartition(" ")[2] for row in rows] == ["警告", "罚款"]
