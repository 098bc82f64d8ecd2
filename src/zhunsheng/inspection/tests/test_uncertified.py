"""行政处罚法 42: a certificate that turns out to have ended before a visit is told on its page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from zhunsheng.inspection import services
from zhunsheng.inspection.choices import HandingManner
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import ResultDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.inspection.tests.test_views import at, browser
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import services as workforce_acts
from zhunsheng.workforce.choices import CredentialLoss
from zhunsheng.workforce.services import LossFacts


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


def lost_before(world: World) -> Inspection:
    """Visit, then note that the certificate of one of the two ended the day before."""
    row = builders.visited(world, findings=())
    found = workforce.officer(world.viewer(), world.officers[1]).credentials.get()
    lost_on = VISITED - timedelta(days=1)
    facts = LossFacts(CredentialLoss.WITHDRAWN, lost_on, "示司法〔2025〕9号", "调离执法岗位")
    workforce_acts.lose_credential(
        ctx=world.act("lost", VISITED, builders.SYSTEM),
        credential=found.id,
        facts=facts,
        on=VISITED,
    )
    return row


class TestCertificateThatEndedBeforeTheVisit:
    def test_is_told_on_the_page_with_how_many_were_left(self, world: World):
        row = builders.visited(world, "sound", findings=())
        officer = browser(world, world.officer)
        assert "执法资格" not in officer.get(at("detail", row)).content.decode()
        row = lost_before(world)
        page = officer.get(at("detail", row)).content.decode()
        assert "示例丙的执法证SL示例丙因" in page
        assert "检查当日持有效执法证的人员为1人" in page

    def test_does_not_hinder_the_notice_which_prints_what_was_shown(self, world: World):
        row = lost_before(world)
        told = services.tell_result(
            ctx=world.act("told", VISITED),
            inspection=row.id,
            draft=ResultDraft(HandingManner.ON_SITE, "示例甲"),
            version=None,
            on=VISITED,
        )
        assert told.document.contents["officers"] == [
            {"name": "示例乙", "certificate": "SL示例乙"},
            {"name": "示例丙", "certificate": "SL示例丙"},
        ]
