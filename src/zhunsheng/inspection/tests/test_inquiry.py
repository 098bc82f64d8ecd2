"""Evidence is taken for an inspection as well as for a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest

from zhunsheng.evidence import queries as evidence
from zhunsheng.inquiry import queries, rules, services
from zhunsheng.inquiry.models import Scene
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.tests.builders import OTHER, VISITED, World, visited, world
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import StepRefused

pytestmark = pytest.mark.django_db


def scene(one: World) -> rules.SceneDraft:
    spot = rules.OnTheSpot(
        officers=one.officers,
        place="仓库",
        started_at=datetime.combine(VISITED, time(14), tzinfo=SHANGHAI),
        ended_at=datetime.combine(VISITED, time(15), tzinfo=SHANGHAI),
        certificates_shown=True,
        recusal_told=True,
        signed=True,
        proves="仓库入口没有标志",
    )
    return rules.SceneDraft(spot, "查明标志", "入口未见标志。", present="示例甲")


class TestScene:
    def test_joins_the_evidence_of_the_inspection(self):
        one = world()
        subject = ("inspection", visited(one).id)
        services.examine_scene(
            ctx=one.act("scene", VISITED), subject=subject, draft=scene(one), on=VISITED
        )
        [_, item] = evidence.catalogue(one.viewer(), subject)
        assert item.name == "勘验笔录（仓库）"
        [row] = queries.taken(one.viewer(), subject).scenes
        assert row.party_name == queries.subject(one.viewer(), *subject).party_name

    def test_needs_certificates_that_hold_on_the_day(self):
        one = world()
        subject = ("inspection", visited(one).id)
        events = Event.objects.count()
        held = scene(one)
        spot = replace(held.spot, officers=(one.officers[0], one.lapsing))
        draft = replace(held, spot=spot)
        with pytest.raises(StepRefused, match="执法证"):
            services.examine_scene(
                ctx=one.act("scene", VISITED), subject=subject, draft=draft, on=VISITED
            )
        assert Event.objects.count() == events
        assert not Scene.objects.of(one.viewer()).exists()

    def test_is_not_taken_for_an_inspection_of_another_bureau(self):
        one, other = world(), world(OTHER)
        subject = ("inspection", visited(one).id)
        with pytest.raises(Inspection.DoesNotExist):
            queries.subject(other.viewer(), *subject)
