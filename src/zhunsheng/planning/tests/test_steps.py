"""The order of the steps of a plan, their reasons, and what the history tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.planning import queries, services
from zhunsheng.planning.choices import KeyCriterion
from zhunsheng.planning.services import UnitDraft
from zhunsheng.planning.tests.builders import (
    DAY,
    HEAD,
    PAPER,
    approved,
    ctx,
    drafted,
    filled,
    found,
    part,
    submitted,
    written,
)
from zhunsheng.planning.tests.test_services import refused
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import RiskClass
from zhunsheng.registry.rules import EntityFacts
from zhunsheng.registry.tests.builders import code

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


class TestApproval:
    def approve(self, plan, number: str = "示政函〔2025〕3号", **changes: Any):
        said: dict[str, Any] = {"ctx": ctx("approve"), "scan": PAPER, "on": DAY}
        said |= {"plan": plan.id, "approval_number": number} | changes
        return services.approve_plan(**said)

    def test_is_refused_without_the_number_of_a_paper_and_the_paper(self):
        """编制办法: the government approves on paper; its number is that of an official paper."""
        plan = submitted()
        for number in ("x", "3号", "〔2025〕3号", "示政函〔2025〕号"):
            assert refused(lambda said=number: self.approve(plan, said)) == ["plan.approval.form"]
        assert refused(lambda: self.approve(plan, scan=None)) == ["plan.approval.paper"]
        no_scan = replace(PAPER, content=b"text")
        assert refused(lambda: self.approve(plan, scan=no_scan)) == ["document.original.not_a_scan"]
        self.approve(plan)
        held = queries.approval(ctx("read"), plan)
        assert held is not None
        assert (held.number, held.scan) == ("示政函〔2025〕3号", sha256(PAPER.content).hexdigest())

    def test_and_submission_are_acts_of_a_leader(self):
        """政府批准 is asked for, and entered, by whoever answers for the bureau."""
        plan = filled()
        team = replace(HEAD, roles=frozenset({Role.TEAM_HEAD.value}))
        by = ctx("team", by=team)
        assert refused(lambda: services.submit_plan(ctx=by, plan=plan.id, on=DAY)) == [
            "step.submit.wrong_role"
        ]
        services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY)
        assert refused(lambda: self.approve(plan, ctx=by)) == ["step.approve.wrong_role"]

    def test_keeps_a_wrong_number_beside_the_right_one_with_the_reason(self):
        plan = approved()

        def correct(number: str, reason: str = "录入时看错一位"):
            return services.correct_approval(
                ctx=ctx(f"correct {number}"),
                plan=plan.id,
                approval_number=number,
                reason=reason,
                on=DAY,
            )

        assert refused(lambda: correct("示政函〔2025〕3号")) == ["plan.approval.same"]
        assert refused(lambda: correct("示政函〔2025〕8号", " ")) == ["plan.reason.none"]
        assert refused(lambda: correct("8号")) == ["plan.approval.form"]
        correct("示政函〔2025〕8号")
        assert [one.approval_number for one in queries.plan_lines(ctx("read"))] == [
            "示政函〔2025〕8号"
        ]
        told = [one.sentence for one in journal.timeline(ctx("read").viewer, [("plan", plan.id)])]
        assert "批准文号由示政函〔2025〕3号更正为示政函〔2025〕8号，理由：录入时看错一位" in told


class TestCriterion:
    def test_of_a_higher_risk_is_what_the_registry_holds(self):
        """编制办法: ①安全风险等级较高 is not what somebody ticks for a unit of a low risk."""
        plan = drafted()
        part(plan, 1, 1)
        facts = EntityFacts("示例低风险有限公司", code(90), risk_class=RiskClass.A)
        low = registry.add_entity(ctx=ctx("low"), facts=facts, on=DAY).id

        def add(reason: KeyCriterion, note: str = ""):
            units = (UnitDraft(low, (reason,), note=note),)
            services.add_units(ctx=ctx(reason.value), plan=plan.id, part=1, units=units, on=DAY)

        before = written()
        with pytest.raises(StepRefused) as refusal:
            add(KeyCriterion.HIGHER_RISK)
        [finding] = refusal.value.findings
        assert finding.code == "plan.unit.risk"
        assert "示例低风险有限公司（A（低风险））" in finding.message
        assert written() == before
        add(KeyCriterion.OTHER, "上年发生较大险情")


class TestHistory:
    def test_tells_that_the_stated_total_was_changed_and_not_the_officers(self):
        plan = filled()
        services.set_basics(ctx=ctx("41"), plan=plan.id, officers=10, stated_units=41, on=DAY)
        services.set_basics(ctx=ctx("51"), plan=plan.id, officers=10, stated_units=51, on=DAY)
        told = [one.sentence for one in journal.timeline(ctx("read").viewer, [("plan", plan.id)])]
        assert "载明的单位总数由41家改为51家" in told
        assert not any("10人改为10人" in one for one in told)

    def test_tells_the_days_that_were_typed_for_a_part(self):
        plan = drafted()
        part(plan, 1, 4, visits_per_unit=2, days=120, label="化工生产")
        told = [one.sentence for one in journal.timeline(ctx("read").viewer, [("plan", plan.id)])]
        assert "填写检查任务“化工生产”：4家，每家2次，120个工作日" in told
