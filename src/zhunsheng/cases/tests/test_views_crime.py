"""移送规定 5: who decides on a suspected crime reads which crime and which facts."""

from __future__ import annotations

import pytest

from zhunsheng.cases import services
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
