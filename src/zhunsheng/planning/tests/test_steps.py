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
from zhunsheng.planning.choices import KeyCriterion, PartKind
from zhunsheng.planning.services import PartDraft, UnitDraft
from zhunsheng.planning.tests.builders import (
    DAY,
    HEAD,
    PAPER,
    approve,
    approved,
    ctx,
    drafted,
    entities,
    filled,
    found,
    part,
    submitted,
    written,
)
from zhunsheng.planning.tests.test_services import refused
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import RiskClass, Sector
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

    def test_begins_once_the_contents_are_written(self):
        """编制办法: 报请批准 is of a plan that exists; a day before its last entry is refused."""
        plan = filled()
        late: dict[str, Any] = {"late_reason": "补记"}
        written_on, early = date(2025, 3, 10), date(2025, 3, 7)
        services.set_basics(
            ctx=ctx("goals", on=written_on, **late), plan=plan.id, officers=10, goals="示例", on=DAY
        )

        def submit(on: date):
            by = ctx(f"submit {on}", on=written_on, **late)
            return services.submit_plan(ctx=by, plan=plan.id, on=on)

        assert refused(lambda: submit(early)) == ["plan.step.before_contents"]
        submit(written_on)

    def test_begins_again_after_a_return(self):
        """编制办法: what came back is submitted anew, never on a day before it came back."""
        plan = submitted()
        back, late = date(2025, 3, 12), {"late_reason": "补记"}
        services.return_plan(ctx=ctx("back", on=back), plan=plan.id, reason="补充理由", on=back)

        def again():
            services.submit_plan(ctx=ctx("again", on=back, **late), plan=plan.id, on=DAY)

        assert refused(again) == ["plan.step.before_contents"]

    def test_shows_a_submission_after_the_usual_month_as_late(self):
        """国办发〔2024〕54号: a plan is filed by the end of March; a late one is seen to be."""
        plan = filled()
        entered, late = date(2025, 4, 8), {"late_reason": "补记"}

        def submit(on: date):
            by = ctx(f"submit {on}", on=entered, **late)
            return services.submit_plan(ctx=by, plan=plan.id, on=on)

        assert refused(lambda: submit(date(2025, 3, 31))) == ["plan.submission.dated_back"]
        submit(date(2025, 4, 1))

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


class TestList:
    def add(self, plan, number: int, units):
        listed = tuple(UnitDraft(one, (KeyCriterion.HIGHER_RISK,)) for one in units)
        return services.add_units(
            ctx=ctx(f"add {number}"), plan=plan.id, part=number, units=listed, on=DAY
        )

    def test_of_names_is_one_of_key_units(self):
        """编制办法: 一般检查 is 双随机; who is drawn is not named in the plan beforehand."""
        plan, units = drafted(), entities(2)
        part(plan, 1, 2, kind=PartKind.GENERAL)
        assert refused(lambda: self.add(plan, 1, units)) == ["plan.list.drawn"]

    def test_holds_units_of_the_sector_of_its_part(self):
        """编制办法: 分类分级; a unit stands in the part of its own sector."""
        plan, units = drafted(), entities(2)
        part(plan, 1, 2, sector=Sector.FIREWORKS)
        assert refused(lambda: self.add(plan, 1, units)) == ["plan.unit.sector"]
        part(plan, 2, 2, sector=Sector.HAZCHEM_PRODUCTION)
        self.add(plan, 2, units)

    def test_is_looked_at_again_when_the_plan_is_submitted(self):
        """编制办法: a part that is changed under its list goes before nobody."""
        plan = filled(entities(4))

        def change(kind: PartKind, sector: Sector):
            draft = PartDraft(1, "化工生产", kind, 4, 2, sector)
            services.set_part(ctx=ctx(f"{kind} {sector}"), plan=plan.id, part=draft, on=DAY)

        def submit(key: str):
            return services.submit_plan(ctx=ctx(key), plan=plan.id, on=DAY)

        change(PartKind.GENERAL, Sector.FIREWORKS)
        assert refused(lambda: submit("drawn")) == ["plan.list.drawn", "plan.unit.sector"]
        change(PartKind.KEY, Sector.HAZCHEM_PRODUCTION)
        submit("right")


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


class TestDuties:
    def test_follow_the_plan(self):
        viewer = ctx("read").viewer

        def kinds() -> list[str]:
            return [duty.key.split(":")[0] for duty in queries.duties(viewer, DAY)]

        assert kinds() == ["planning.draft"]
        assert queries.duties(viewer, DAY)[0].subject == f"{DAY.year}年度"
        plan = submitted()
        assert kinds() == ["planning.approve"]
        approve(plan, "approve")
        assert kinds() == ["planning.file_upper", "planning.file_justice", "planning.publish"]
        assert queries.duties(viewer, DAY)[0].due_on == date(2025, 3, 31)
        assert queries.duties(viewer, DAY)[0].verified is False
        services.amend_plan(ctx=ctx("amend"), plan=plan.id, reason="新增单位", on=DAY)
        assert kinds()[2:] == ["planning.publish", "planning.submit"]
