"""An approved inspection that is not made: taken back by the head, with the reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import InspectionStage
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.journal import queries as journal

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def withdraw(world: World, row: Inspection, key: str = "w", **changes: Any) -> Inspection:
    by = changes.pop("by", world.chief)
    said: dict[str, Any] = {"reason": "单位搬迁，停止检查。", "version": None, "on": APPROVED}
    ctx = world.act(key, APPROVED, by)
    return services.withdraw_approval(ctx=ctx, inspection=row.id, **(said | changes))


class TestWithdrawal:
    """国办发〔2024〕54号: who approves an inspection beforehand can take the approval back."""

    def test_ends_the_inspection_and_says_why(self, world: World):
        row = withdraw(world, builders.approved(world, planned_on=VISITED))
        viewer = world.viewer()
        assert (row.withdrawn_on, row.withdrawer_name) == (APPROVED, "示例chief")
        assert queries.stage_of(row, all_done=False, on=VISITED) is InspectionStage.WITHDRAWN
        said = journal.timeline(viewer, [("inspection", row.id)])
        sentence = "示例chief撤销对示例区晨安化工有限公司的检查审批：单位搬迁，停止检查。"
        assert sentence in {one.sentence for one in said}
        assert queries.duties(viewer, VISITED) == ()
        end = VISITED + timedelta(days=1)
        assert queries.appointments(viewer, APPROVED, end, on=VISITED) == ()
        assert queries.visit_marks(viewer, world.entities) == []
        assert queries.inspected_in(viewer, 2025) == frozenset()
        counts = queries.stage_counts(viewer, queries.InspectionFilters(), on=VISITED)
        assert (counts.planned, counts.withdrawn) == (0, 1)

    def test_leaves_no_way_to_visit(self, world: World):
        row = withdraw(world, builders.approved(world))
        assert refused(lambda: record(world, row)) == ["inspection.closed"]

    def test_without_a_reason_or_after_the_visit_is_refused(self, world: World):
        row = builders.approved(world)
        codes = refused(lambda: withdraw(world, row, reason=" "))
        assert codes == ["inspection.withdrawal.no_reason"]
        record(world, row)
        assert refused(lambda: withdraw(world, row)) == ["inspection.withdrawal.visited"]

    def test_after_the_code_was_shown_is_refused(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        """国办发〔2024〕54号: visits are counted; who showed the code has begun one."""
        row = builders.approved(world)
        monkeypatch.setattr(queries, "code_shown_at", lambda *_: world.act("c", APPROVED).at)
        assert refused(lambda: withdraw(world, row)) == ["inspection.withdrawal.code_shown"]
        monkeypatch.setattr(queries, "is_refused", lambda *_: True)
        assert withdraw(world, row).withdrawn_on == APPROVED

    def test_is_refused_to_anybody_but_a_head(self, world: World):
        row = builders.approved(world)
        codes = refused(lambda: withdraw(world, row, by=world.officer))
        assert codes == ["step.approval_withdrawal.wrong_role"]
