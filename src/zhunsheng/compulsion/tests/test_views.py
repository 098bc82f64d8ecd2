"""Pages of measures: constant number of queries, roles, refusals with reasons, nothing lost."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhunsheng.accounts.models import User
from zhunsheng.compulsion import queries, services
from zhunsheng.compulsion.models import Measure
from zhunsheng.compulsion.tests.builders import ITEM, OTHER, PLACE, World, at, everything

pytestmark = pytest.mark.django_db
NOW = "2025-09-08T18:00:00+08:00"
SCENE = {
    "request_key": "scene",
    "version": "2",
    "on": "2025-09-08",
    "time": "14:00",
    "ended": "14:30",
    "place": "示例区安平路8号",
    "attendant": "示例甲（总经理）",
    "recording": "执法记录仪2台",
    "party_present": "on",
    "certificates_shown": "on",
    "rights_told": "on",
    "party_heard": "on",
    "signed": "on",
    "rows": "3",
    "i1-name": "示例溶剂",
    "i1-quantity": "12.5",
    "i1-unit": "吨",
    "i1-features": "无标签",
    "i1-place": "甲类仓库",
    "i1-keeper": "示例甲",
    "i1-standing": "CONNECTED",
    "i2-standing": "CONNECTED",
    "i3-standing": "CONNECTED",
}


@pytest.fixture(autouse=True)
def now(settings: Any) -> None:
    settings.ZHUNSHENG_PINNED_NOW = NOW


def signed_in(world: World, key: str) -> Client:
    client = Client()
    user = User.objects.get(id=world.people[key].id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


class TestList:
    def test_asks_as_often_for_ten_measures_as_for_two(self, world: World) -> None:
        client = signed_in(world, "deputy")
        world.executed()
        world.requested(draft=world.cut_draft())
        few = asked(client, "/compulsion/")
        for count in range(4):
            other = replace(ITEM, place=f"{PLACE}{count}号仓库", another="另一仓库的溶剂。")
            world.execute(world.approved(), at(14), items=(other,))
            world.requested()
        assert asked(client, "/compulsion/") == few

    def test_says_where_measures_begin_where_there_is_none(self, world: World) -> None:
        page = signed_in(world, "deputy").get("/compulsion/").content.decode()
        assert "强制措施从检查或者案件页面申请" in page

    def test_tells_by_tab_what_waits_and_what_holds(self, world: World) -> None:
        world.requested()
        world.executed()
        page = signed_in(world, "deputy").get("/compulsion/?stage=open").content.decode()
        assert "强制措施实施中" in page
        assert "已申请待批准" not in page


class TestDetail:
    def test_asks_as_often_after_all_steps_as_before(self, world: World) -> None:
        client = signed_in(world, "chief")
        row = world.requested()
        few = asked(client, f"/compulsion/{row.id}/")
        world.take(services.approve, row, "deputy", at(10), opinion="")
        world.execute(row, at(14))
        assert asked(client, f"/compulsion/{row.id}/") == few

    def test_shows_the_clock_and_the_lawful_acts(self, world: World) -> None:
        row = world.executed()
        page = signed_in(world, "deputy").get(f"/compulsion/{row.id}/").content.decode()
        assert "剩 30 日" in page
        assert f"/compulsion/{row.id}/handling/" in page
        assert f"/compulsion/{row.id}/late_approval/" not in page

    @pytest.mark.parametrize(("day", "open_"), [("2025-09-20", False), ("2025-10-02", True)])
    def test_shows_openly_what_prolongs_a_term_that_ends_soon(
        self, world: World, settings: Any, day: str, open_: bool
    ) -> None:
        """行政强制法 25: 经行政机关负责人批准，可以延长; who handles it sees whom to ask."""
        row = world.executed()
        settings.ZHUNSHENG_PINNED_NOW = f"{day}T10:00:00+08:00"
        choices = signed_in(world, "deputy").get(f"/compulsion/{row.id}/").context["choices"]
        [act] = [one for one in choices.allowed if one.url.endswith("/extension/")]
        assert act.optional is not open_
        refused = signed_in(world, "yi").get(f"/compulsion/{row.id}/").context["choices"].refused
        assert ("延长查封、扣押期限" in {one.label for one in refused}) is open_

    def test_is_closed_to_a_street_and_to_another_bureau(self, world: World) -> None:
        row = world.executed()
        assert signed_in(world, "street").get(f"/compulsion/{row.id}/").status_code == 403
        stranger = World(OTHER, "999905")
        assert signed_in(stranger, "chief").get(f"/compulsion/{row.id}/").status_code == 404


class TestRequest:
    def path(self, world: World, group: str = "seal") -> str:
        return f"/compulsion/request/{group}/inspection/{world.entity}/"

    def test_takes_the_party_from_the_matter(self, world: World) -> None:
        client = signed_in(world, "yi")
        data = {
            "request_key": "ask",
            "on": "2025-09-08",
            "time": "17:00",
            "kind": "SEALING",
            "ground": "HAZARDOUS_SITE",
            "facts": "违法储存溶剂。",
            "necessity": "有爆炸危险。",
            "objects": "甲类仓库",
            "officers": [str(one) for one in world.two],
        }
        answer = client.post(self.path(world), data)
        assert answer.status_code == 302
        row = queries.measures(world.viewer(), queries.MeasureFilters()).get()
        assert (row.entity_id, row.kind, row.ground) == (world.entity, "SEALING", "HAZARDOUS_SITE")

    def test_hands_back_what_the_law_refuses_with_all_that_was_typed(self, world: World) -> None:
        before = everything()
        data = {
            "request_key": "cut",
            "on": "2025-09-08",
            "time": "17:00",
            "kind": "POWER_CUT",
            "defied_order": "USE_STOP",
            "order_number": "（示）应急现决〔2025〕1号",
            "supplier": "示例供电公司",
            "facts": "仍在使用设备。",
            "hazard": "随时可能爆炸。",
            "necessity": "拒不执行。",
            "serves_residents": "on",
            "officers": [str(world.two[0])],
        }
        answer = signed_in(world, "yi").post(self.path(world, "cut"), data)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "不得对居民生活采取停止供电的方式" in page
        assert "不得少于两人" in page
        assert "仍在使用设备。" in page
        assert everything() == before

    def test_offers_the_orders_on_record_and_takes_no_invented_one(self, world: World) -> None:
        client, before = signed_in(world, "yi"), everything()
        assert "（示）应急现决〔2025〕1号（2025-09-08，停止使用" in (
            client.get(self.path(world, "cut")).content.decode()
        )
        data = {
            "request_key": "cut",
            "on": "2025-09-08",
            "kind": "POWER_CUT",
            "defied_order": "USE_STOP",
            "order_number": "（示）应急停〔2025〕99号",
            "supplier": "示例供电公司",
            "facts": "仍在使用设备。",
            "hazard": "随时可能爆炸。",
            "necessity": "拒不执行。",
            "officers": [str(one) for one in world.two],
        }
        answer = client.post(self.path(world, "cut"), data)
        assert answer.status_code == 409
        assert "没有找到对该当事人作出、仍然有效的该种类、该文号的决定" in answer.content.decode()
        assert everything() == before
        data |= {"order": "（示）应急现决〔2025〕1号", "request_key": "again"}
        assert client.post(self.path(world, "cut"), data).status_code == 302

    def test_shows_the_chief_order_facts_and_danger(self, world: World) -> None:
        """安全生产法 70.1: the chief approves on the order, the facts and the danger."""
        row = world.requested(draft=world.cut_draft())
        page = signed_in(world, "chief").get(f"/compulsion/{row.id}/approval/").content.decode()
        for said in (row.order_number, "本系统记录，2025-09-08作出", row.facts, row.hazard):
            assert said in page

    @pytest.mark.parametrize("place", ["seal/case2", "gone/inspection"])
    def test_knows_no_other_matter_and_no_other_measure(self, world: World, place: str) -> None:
        path = f"/compulsion/request/{place}/{world.entity}/"
        assert signed_in(world, "yi").get(path).status_code == 404

    def test_is_closed_to_a_street(self, world: World) -> None:
        assert signed_in(world, "street").get(self.path(world)).status_code == 403


class TestExecution:
    def path(self, row: Measure) -> str:
        return f"/compulsion/{row.id}/execution/"

    def test_records_the_list_that_was_typed(self, world: World) -> None:
        row = world.approved()
        answer = signed_in(world, "yi").post(self.path(row), SCENE)
        assert answer.status_code == 302
        items = queries.file_of(world.viewer(), row.id).items
        assert [(one.name, one.quantity_text) for one in items] == [("示例溶剂", "12.5吨")]

    def test_names_the_row_that_cannot_be_read_and_keeps_the_rest(self, world: World) -> None:
        row = world.approved()
        before = everything()
        wrong = {**SCENE, "i2-name": "搅拌罐", "i2-quantity": "一台"}
        answer = signed_in(world, "yi").post(self.path(row), wrong)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "清单第2项未填写完整。" in page
        assert "搅拌罐" in page
        assert everything() == before

    def test_gives_more_rows_and_keeps_what_was_typed(self, world: World) -> None:
        row = world.approved()
        page = signed_in(world, "yi").post(self.path(row), {**SCENE, "more": "1"}).content.decode()
        assert len(re.findall(r'name="i\d-name"', page)) == 6
        assert "示例溶剂" in page
        assert "执法记录仪2台" in page

    def test_tells_the_second_of_two_that_somebody_acted(self, world: World) -> None:
        row = world.approved()
        client = signed_in(world, "yi")
        assert client.post(self.path(row), SCENE).status_code == 302
        again = client.post(self.path(row), {**SCENE, "request_key": "other"})
        assert again.status_code == 409
        assert "示例溶剂" in again.content.decode()


class TestEveryStep:
    def test_opens_with_its_form_for_a_reader_and_says_who_may(self, world: World) -> None:
        client = signed_in(world, "secretary")
        for row in (world.executed(), world.approved(by="chief", draft=world.cut_draft())):
            file = queries.file_of(world.viewer(), row.id)
            for step in file.procedure.steps:
                path = f"/compulsion/{row.id}/{step.key}/"
                begins = step.key in {"request", "urgent_start"}
                answer = client.get(path)
                assert answer.status_code == (404 if begins else 200), path
                assert begins or "不由当前岗位办理" in answer.content.decode()
