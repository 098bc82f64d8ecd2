"""An approval, a report and a notice count from the instant at which they are entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from zhunsheng.compulsion import services
from zhunsheng.compulsion.models import Measure
from zhunsheng.compulsion.rules import ReceiptDraft
from zhunsheng.compulsion.tests.builders import DAY, World, at, refused
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.documents.tests.scans import picture
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
MORROW = DAY + timedelta(days=1)


def enter(
    world: World, service: Callable[..., Measure], row: Measure, by: str, **told: object
) -> Callable[[], Measure]:
    """Return an act that is said to have been at ``told`` and is entered at ``entered``."""
    entered, said = told.pop("entered"), told.pop("said")
    assert isinstance(entered, datetime)
    assert isinstance(said, datetime)
    ctx = world.act(by, entered, late="补记")
    return lambda: service(ctx=ctx, measure=row.id, at=said, version=None, on=said.date(), **told)


class TestApproval:
    """行政强制法 18: the head approves before the measure is carried out."""

    def test_is_not_made_up_weeks_after(self, world: World) -> None:
        row = world.requested()
        late = at(10, day=DAY + timedelta(days=40))
        act = enter(world, services.approve, row, "deputy", said=at(10), entered=late, opinion="")
        assert refused(act) == ["step.approval.backdated"]

    def test_counts_from_its_entry_on_the_day_itself(self, world: World) -> None:
        row = world.requested()
        enter(world, services.approve, row, "deputy", said=at(10), entered=at(15), opinion="")()
        assert refused(lambda: world.execute(row, at(14))) == ["compulsion.time.before_last"]
        assert world.execute(row, at(15, 30)).id == row.id


class TestUrgency:
    """行政强制法 19: reported within twenty-four hours, and approved within them."""

    def test_is_not_reported_in_time_by_a_typed_hour(self, world: World) -> None:
        draft = replace(world.draft(), urgent_reason="有爆炸危险")
        ctx = world.act("yi", at(9))
        row = services.start_urgently(ctx=ctx, draft=draft, at=at(9), on=DAY)
        world.execute(row, at(9, 30))
        entered, said = at(15, day=MORROW), at(9, day=MORROW)
        act = enter(
            world, services.report_urgent, row, "yi", said=said, entered=entered, head="示例丁"
        )
        assert refused(act) == ["compulsion.report.too_late"]
        act = enter(
            world, services.report_urgent, row, "yi", said=at(12), entered=entered, head="示例丁"
        )
        assert refused(act) == ["compulsion.report.too_late", "step.report.backdated"]


class TestCut:
    """安全生产法 70.1: the power is cut twenty-four hours after the notice."""

    def test_is_announced_when_the_notice_is_entered(self, world: World) -> None:
        row = world.approved("chief", draft=world.cut_draft())
        act = enter(
            world,
            services.notify_cut,
            row,
            "yi",
            said=at(10, 30),
            entered=at(15),
            planned_at=at(11, day=MORROW),
        )
        assert refused(act) == ["compulsion.notice.too_short"]

    def test_is_not_counted_from_a_delivery_that_somebody_dates_back(self, world: World) -> None:
        """70.2: twenty-four hours from the delivery; its receipt shows an earlier day."""
        row, late = world.noticed(), at(12, day=MORROW)
        draft = ReceiptDraft(receiver="示例甲", relation=ReceivedBy.AGENT)
        serve = partial(
            enter, world, services.deliver_notice, row, "yi", said=at(11), entered=late, draft=draft
        )
        assert refused(serve()) == ["delivery.no_receipt_scan"]
        serve(scan=Upload("送达回证.jpg", picture()))()
