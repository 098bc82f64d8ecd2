"""移送规定 5: who decides on a suspected crime reads which crime and which facts."""

from __future__ import annotations

import pytest

from zhunsheng.cases import services
from zhunsheng.cases.choices import CrimeDecision
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import DAY
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db


def test_the_chief_reads_crime_facts_and_team() -> None:
    world = World()
    case = world.opened(DAY)
    team = (world.officers["yi"], world.officers["bing"])
    draft = turning.CrimeReportDraft("危险作业罪", "关闭报警装置继续生产。", team, "现场检查记录")
    services.report_crime(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)

    page = signed_in(world, "chief").get(f"/cases/{case.id}/crime_decision/").content.decode()

    for said in ("危险作业罪", "关闭报警装置继续生产。", "示例乙、示例丙", "现场检查记录"):
        assert said in page


def test_who_enters_the_reply_reads_what_was_handed_over() -> None:
    """移送规定 6, 8: the police answer to the letter, which names its materials."""
    world = World()
    case = world.opened(DAY)
    team = (world.officers["yi"], world.officers["bing"])
    report = turning.CrimeReportDraft("危险作业罪", "关闭报警装置继续生产。", team, "现场检查记录")
    services.report_crime(ctx=world.act("yi", DAY), case=case.id, draft=report, on=DAY)
    approved = turning.CrimeDecisionDraft(CrimeDecision.APPROVED, time="10时")
    services.decide_crime_transfer(
        ctx=world.act("chief", DAY), case=case.id, draft=approved, on=DAY
    )
    sent = turning.HandoverDraft("示例区公安局", "移送书、情况报告", time="10时")
    services.hand_over_crime(ctx=world.act("yi", DAY), case=case.id, draft=sent, on=DAY)

    page = signed_in(world, "yi").get(f"/cases/{case.id}/crime_reply/").content.decode()

    assert f"{DAY.isoformat()}移送示例区公安局" in page
    assert "<dt>移送材料</dt><dd>移送书、情况报告</dd>" in page
