"""The order of the steps of a plan, their reasons, and what the history tells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zhunsheng.journal import queries as journal
from zhunsheng.planning import services
from zhunsheng.planning.tests.builders import DAY, PAPER, approved, ctx, filled, found, submitted
from zhunsheng.planning.tests.test_services import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau() -> None:
    found()


class TestOrder:
    def test_of_days_is_kept_from_the_submission_to_the_publication(self):
        """安监总厅统计〔2017〕: what is approved was submitted before; nothing is backdated."""
        plan = submitted()
        early = date(2025, 3, 2)
        late: dict[str, Any] = {"late_reason": "补记"}

        def approve(on: date, number: str = "示政函〔2025〕3号"):
            return services.approve_plan(
                ctx=ctx(f"approve {on} {number}", **late),
                plan=plan.id,
                approval_number=number,
                scan=PAPER,
                on=on,
            )

        assert refused(lambda: approve(early)) == ["plan.step.before"]
        assert refused(lambda: approve(DAY, "示政函[2025]3号")) == ["plan.approval.brackets"]
        approve(DAY)

        def publish():
            services.publish_plan(ctx=ctx("early", **late), plan=plan.id, place="示例", on=early)

        assert refused(publish) == ["plan.step.before"]

    def test_of_an_amendment_begins_with_a_reason(self):
        plan = approved()

        def amend(reason):
            services.amend_plan(ctx=ctx("no reason"), plan=plan.id, reason=reason, on=DAY)

        for empty in ("  ", "。。。。", "\u200b\u200b"):
            assert refused(lambda said=empty: amend(said)) == ["plan.reason.none"]


class TestHistory:
    def test_tells_that_the_stated_total_was_changed_and_not_the_officers(self):
        plan = filled()
        services.set_basics(ctx=ctx("41"), plan=plan.id, officers=10, stated_units=41, on=DAY)
        services.set_basics(ctx=ctx("51"), plan=plan.id, officers=10, stated_units=51, on=DAY)
        told = [one.sentence for one in journal.timeline(ctx("read").viewer, [("plan", plan.id)])]
        assert "载明的单位总数由41家改为51家" in told
        assert not any("10人改为10人" in one for one in told)
