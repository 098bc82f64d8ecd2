"""Drafts of long forms: nothing typed is lost, nothing of another is overwritten."""

from __future__ import annotations

import json
from typing import Any

import pytest

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import services
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import loading
from zhunsheng.cases.rules import draft_page
from zhunsheng.cases.tests.steps import HEARD_ON, RECORD, called
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-14T10:30:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    return called(world)


def send(world: World, case: PenaltyCase, by: str, seen: int, **typed: str) -> Any:
    data = {"request_key": f"draft-{by}-{seen}", "seen": str(seen)}
    path = f"/cases/{case.id}/hearing/draft/"
    return signed_in(world, by).post(path, {**data, **typed})


class TestDraft:
    def test_of_a_hearing_is_shared_and_restored_and_tells_the_journal_nothing(
        self, world: World, case: PenaltyCase
    ) -> None:
        events = world.events
        answer = send(world, case, "secretary", 0, party_view="请求从轻", rights_told="on")
        assert (answer.status_code, answer.json()) == (200, {"version": 1, "at": "10:30"})
        assert world.events == events
        text = signed_in(world, "reviewer").get(f"/cases/{case.id}/hearing/").content.decode()
        assert "已恢复示例癸于 03-14 10:30 自动保存的草稿" in text
        assert "请求从轻</textarea>" in text
        assert "checked" in text.partition('name="rights_told"')[2].partition(">")[0]

    def test_of_another_is_not_overwritten(self, world: World, case: PenaltyCase) -> None:
        send(world, case, "secretary", 0, party_view="请求从轻")
        second = send(world, case, "reviewer", 0, party_view="另一份")
        assert second.status_code == 409
        assert second.json() == {"by": "示例癸", "at": "10:30", "version": 1}
        third = send(world, case, "reviewer", 1, party_view="合并之后")
        assert third.json()["version"] == 2

    def test_is_no_record_of_the_case_and_goes_with_the_act(
        self, world: World, case: PenaltyCase
    ) -> None:
        send(world, case, "secretary", 0, party_view="请求从轻")
        page = draft_page(case.id, "hearing")
        assert accounts.draft_of(world.viewer(), page, shared=True) is not None
        services.hold_hearing(
            ctx=world.act("secretary", HEARD_ON), case=case.id, draft=RECORD, on=HEARD_ON
        )
        assert accounts.draft_of(world.viewer(), page, shared=True) is None

    def test_is_kept_for_nobody_who_may_not_take_the_step(
        self, world: World, case: PenaltyCase
    ) -> None:
        assert send(world, case, "yi", 0, party_view="请求从轻").status_code == 404
        assert send(world, case, "street_one", 0, party_view="请求从轻").status_code == 404

    def test_longer_than_any_form_is_refused(self, world: World, case: PenaltyCase) -> None:
        answer = send(world, case, "secretary", 0, party_view="长" * 200_001)
        assert answer.status_code == 422
        assert "没有自动保存" in answer.json()["message"]
        page = draft_page(case.id, "hearing")
        assert accounts.draft_of(world.viewer(), page, shared=True) is None

    def test_can_be_given_up(self, world: World, case: PenaltyCase) -> None:
        send(world, case, "secretary", 0, party_view="请求从轻")
        answer = send(world, case, "secretary", 1, drop="1")
        assert answer["Location"] == f"/cases/{case.id}/hearing/"
        assert send(world, case, "secretary", 0, party_view="重来").json()["version"] == 1


class TestHearingRoom:
    def test_becomes_the_record_of_the_hearing(self, world: World, case: PenaltyCase) -> None:
        client = signed_in(world, "secretary")
        text = client.get(f"/cases/{case.id}/hearing/").content.decode()
        assert "示例庚" in text  # who presides
        item = loading.evidence_of(world.viewer(), case)[0].id.hex
        sent = {
            "request_key": "room",
            "version": str(_version(world, case)),
            "on": HEARD_ON.isoformat(),
            "outcome": "HELD",
            "identities_checked": "on",
            "rights_told": "on",
            "agents": "示例子（授权委托书）",
            "interpreter": "示例寅",
            "investigators_view": "提出事实、证据和建议。",
            "party_view": "请求从轻。",
            f"shown_{item}": "on",
            f"said_{item}": "无异议",
            "witnesses": "示例丑：现场由我看管",
            "statements": "示例甲：已经整改",
            "final_statement": "请求从轻。",
        }
        answer = client.post(f"/cases/{case.id}/hearing/", {**sent, "agents": "甲\n乙\n丙"})
        assert answer.status_code == 409
        assert "委托代理人3人，最多2人" in answer.content.decode()
        answer = client.post(f"/cases/{case.id}/hearing/", {**sent, "request_key": "again"})
        assert answer.status_code == 302
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        record = next(paper for paper in papers if paper.kind == "hearing_record")
        held = json.loads(record.content)["contents"]
        assert [row["speaker"] for row in held["statements"]] == [
            "调查人员",
            "当事人",
            "证人示例丑",
            "示例甲",
        ]
        assert held["cross_examination"].endswith("《现场检查记录》：无异议")
        assert held["interpreter"] == "示例寅"
        assert held["rights_told"].endswith("当事人不申请回避。")


def _version(world: World, case: PenaltyCase) -> int:
    return int(PenaltyCase.objects.of(world.viewer()).get(id=case.id).version)
