"""New evidence of a matter decided anew follows that of the first file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.documents import parts
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests import inquiries
from zhunsheng.cases.tests.test_services_anew import ANEW, file_of, quashed, remake
from zhunsheng.cases.tests.world import World
from zhunsheng.documents.rules import date_text

pytestmark = pytest.mark.django_db


class Asked(World):
    """A bureau that interviews the legal representative before it ends an investigation."""

    def opened(self, on: date, **changes: Any) -> PenaltyCase:
        case = super().opened(on, **changes)
        inquiries.ask_on(self, case, on)
        return case


class TestEvidence:
    def test_numbers_and_names_new_evidence_after_that_of_the_first_file(self) -> None:
        """行政处罚法 44: the notice names all the evidence, also the second interview of one."""
        world = Asked()
        first = quashed(world)
        case = remake(world, first)
        opening = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
        services.open_case(ctx=world.act("deputy", ANEW), case=case.id, draft=opening, on=ANEW)
        row = inquiries.ask_on(world, case, ANEW)
        found = file_of(world, case).evidence
        assert [item.number for item in found] == ["E01", "E02", "E03"]
        assert row.round == 2
        assert [one.name in parts.evidence_brief(file_of(world, case)) for one in found] == [
            True
        ] * 3
        assert "第1次" in found[0].name
        assert "第2次" in found[2].name
        report = rules.EvidenceDraft("补充照片", "SCENE_RECORD", ANEW, "补充查明", "cd" * 32)
        draft = rules.InvestigationDraft(facts=case.facts, evidence=(report,))
        services.investigate(ctx=world.act("yi", ANEW), case=case.id, draft=draft, on=ANEW)
        assert file_of(world, case).evidence[-1].number == "E04"

    def test_names_each_of_two_items_of_one_name(self) -> None:
        world = World()
        file = file_of(world, remake(world, quashed(world)))
        [item, *_] = file.evidence
        said = parts.evidence_brief(replace(file, evidence=(item, item))).split("、")
        assert said == [f"{item.name}（{item.number}，{date_text(item.obtained_on)}取得）"] * 2
        assert parts.evidence_brief(replace(file, evidence=(item,))) == item.name
