"""The pages of inspections, as each reader sees them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.inspection.models import Inspection, InspectionFinding, RectificationOrder
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import OTHER, VISITED, World
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Actor

BACKEND = "django.contrib.auth.backends.ModelBackend"
DAY = VISITED.isoformat()


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


def browser(world: World, who: Actor) -> Client:
    client = Client()
    client.force_login(accounts.user(world.viewer(), who.id), backend=BACKEND)
    return client


def at(name: str, row: Inspection | None = None) -> str:
    return reverse(f"inspection:{name}", args=[row.id] if row else [])


def typed(world: World, **changes: object) -> dict[str, object]:
    """Return the form of a visit as an officer fills it."""
    return {
        "request_key": "page-1",
        "version": "0",
        "rows": "3",
        "on": DAY,
        "started": "09:10",
        "ended": "11:40",
        "officers": [str(one) for one in world.officers],
        "place": "甲类仓库",
        "situation": "检查了台账。",
        "site_head": "示例甲",
        "recording": "执法记录仪1台",
        "no_code_reason": "现场无信号",
        "notice_shown": "on",
        "certificates_shown": "on",
        "recusal_told": "on",
        "signed": "on",
        "f1-violation_key": "safety.97-7",
        "f1-description": "无证上岗",
        "f1-place": "配电间",
        "f1-grade": "GENERAL",
        "f2-grade": "GENERAL",
        "f3-grade": "GENERAL",
        **changes,
    }


class TestListPage:
    def test_costs_the_same_queries_for_one_row_as_for_twenty(self, world: World):
        client = browser(world, world.officer)

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(at("list")).status_code == 200
            return len(asked)

        builders.ordered(world)
        client.get(at("list"))
        one = cost()
        for number in range(20):
            builders.ordered(world, f"order-{number}")
        assert cost() == one

    def test_counts_the_stages(self, world: World):
        builders.approved(world, "a")
        builders.ordered(world, "b")
        page = browser(world, world.officer).get(at("list"))
        counts = page.context["counts"]
        assert (counts.planned, counts.visited, counts.ordered, counts.overdue) == (1, 1, 1, 0)

    def test_shows_a_street_its_own_alone(self, world: World):
        builders.delegate(world)
        builders.approved(world, "bureau")
        builders.approved(
            world, "street", entity=1, unit=world.street, officers=world.street_officers
        )
        text = browser(world, world.street_officer).get(at("list")).content.decode()
        assert "示例区远山五金厂" in text
        assert "示例区晨安化工有限公司" not in text


class TestDetailPage:
    def test_names_every_reason_against_an_act(self, world: World):
        row = builders.approved(world)
        text = browser(world, world.officer).get(at("detail", row)).content.decode()
        assert "暂不能办理及理由" not in text
        text = browser(world, world.chief).get(at("detail", row)).content.decode()
        assert "“现场检查”不由当前岗位办理" in text
        assert "怎么办：请由执法人员、街道委托执法人员登录后办理。" in text

    def test_leads_a_violation_to_the_page_of_clues_where_the_reader_may_open_it(
        self, world: World
    ):
        row = builders.visited(world)
        assert (
            "第1项登记线索" in browser(world, world.officer).get(at("detail", row)).content.decode()
        )
        assert "登记线索" not in browser(world, world.chief).get(at("detail", row)).content.decode()

    def test_of_another_bureau_is_not_found(self, world: World):
        row = builders.approved(builders.world(OTHER))
        assert browser(world, world.officer).get(at("detail", row)).status_code == 404

    def test_of_another_unit_is_not_found_for_a_street(self, world: World):
        row = builders.approved(world)
        assert browser(world, world.street_officer).get(at("detail", row)).status_code == 404

    def test_costs_the_same_queries_however_much_was_found(self, world: World):
        client = browser(world, world.officer)

        def cost(row: Inspection) -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(at("detail", row)).status_code == 200
            return len(asked)

        few = builders.visited(world, "few")
        many = builders.visited(world, "many", findings=builders.visit().findings * 10)
        client.get(at("detail", few))
        assert cost(few) == cost(many)


class TestApprovalPage:
    def form(self, world: World, **changes: object) -> dict[str, object]:
        return {
            "request_key": "page-1",
            "entities": [str(world.entities[0]), str(world.entities[1])],
            "officers": [str(one) for one in world.officers],
            "basis_kind": "TIP",
            "source": "示举报〔2025〕1号",
            "form_set": "HANDBOOK_2020",
            "item_codes": [builders.ITEM],
            "items": "隐患排查治理",
            "on": DAY,
            **changes,
        }

    def test_presets_no_ground_and_asks_for_officers_once(self, world: World):
        client = browser(world, world.chief)
        shown = client.get(at("approve")).content.decode()
        assert '<option value="" selected>请选择</option>' in shown
        form = self.form(world, officers=[], basis_kind="")
        text = client.post(at("approve"), form).content.decode()
        assert "请选择任务来源。" in text
        assert "请选择检查人员。" in text
        assert "请选择检查人员（" not in text

    def test_approves_several_entities_at_once(self, world: World):
        answer = browser(world, world.chief).post(at("approve"), self.form(world))
        assert answer.status_code == 302
        assert Inspection.objects.of(world.viewer()).count() == 2

    def test_warns_where_one_visit_more_of_the_planned_week_is_too_many(self, world: World):
        """国办发〔2024〕54号: visits of one enterprise are kept few; the form says it before."""
        for number in range(2):
            builders.approved(world, f"a{number}", planned_on=builders.VISITED)
        data = self.form(world, find="1", planned_on=builders.VISITED.isoformat())
        text = browser(world, world.chief).post(at("approve"), data).content.decode()
        assert (
            "示例区晨安化工有限公司（本年已检查0次，未公布年度上限）——再安排一次，当日达3次，超过提醒的1次"
            in text
        )
        assert "示例区远山五金厂（本年已检查0次，未公布年度上限）——" not in text

    def test_finds_entities_and_keeps_what_was_typed(self, world: World):
        data = self.form(world, find="1", text="新禾", items="只查记录")
        answer = browser(world, world.chief).post(at("approve"), data)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "示例区新禾粮油店（本年已检查0次，未公布年度上限）" in text
        assert "只查记录" in text
        assert text.count("checked") == 5
        assert Inspection.objects.of(world.viewer()).count() == 0

    def test_without_an_entity_says_so(self, world: World):
        answer = browser(world, world.chief).post(at("approve"), self.form(world, entities=[]))
        assert answer.status_code == 422
        assert "请至少选择一家被检查单位" in answer.content.decode()

    def test_is_closed_to_officers(self, world: World):
        assert browser(world, world.officer).get(at("approve")).status_code == 403


class TestVisitPage:
    def test_takes_a_checklist_and_keeps_what_was_typed_while_it_is_chosen(self, world: World):
        row = builders.approved(world)
        client = browser(world, world.officer)
        chosen = typed(world, choose="1", checklist="gas_station", situation="查了卸油区。")
        page = client.post(at("visit", row), chosen).content.decode()
        assert "卸油时连接静电接地" in page
        assert "查了卸油区。" in page
        data = typed(
            world,
            checklist="gas_station",
            **{
                "c-gas_station-3-result": "FAULT",
                "c-gas_station-3-place": "卸油口",
                "c-gas_station-4-result": "MET",
                "a1-role": "OPERATOR",
                "a1-name": "示例加油员",
                "left": "08:30",
                "cars": "示A0001",
            },
        )
        assert client.post(at("visit", row), data).status_code == 302
        found = [
            (one.number, one.item, one.place)
            for one in InspectionFinding.objects.of(world.viewer()).order_by("number")
        ]
        assert found == [(1, "gas_station-3", "卸油口"), (2, "", "配电间")]
        shown = client.get(at("detail", row)).content.decode()
        for words in ("合格 1 项", "不合格 1 项", "示例加油员", "示A0001", "全部违法行为登记线索"):
            assert words in shown

    def test_asks_for_the_hour_of_leaving_where_a_car_is_named(self, world: World):
        row = builders.approved(world)
        data = typed(world, cars="示A0001")
        answer = browser(world, world.officer).post(at("visit", row), data)
        assert answer.status_code == 422
        assert "请同时填写出发时间" in answer.content.decode()

    def test_records_the_visit(self, world: World):
        row = builders.approved(world)
        answer = browser(world, world.officer).post(at("visit", row), typed(world))
        assert answer.status_code == 302
        (found,) = InspectionFinding.objects.of(world.viewer())
        assert (found.description, found.violation_key) == ("无证上岗", "safety.97-7")

    def test_adds_rows_and_keeps_what_was_typed(self, world: World):
        row = builders.approved(world)
        data = typed(world, more="1", place="三号罐区")
        answer = browser(world, world.officer).post(at("visit", row), data)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert 'name="f6-description"' in text
        assert "无证上岗" in text
        assert "三号罐区" in text

    def test_shows_a_refusal_and_keeps_what_was_typed(self, world: World):
        row = builders.approved(world)
        before = Event.objects.count()
        data = typed(world, place="三号罐区")
        del data["notice_shown"]
        answer = browser(world, world.officer).post(at("visit", row), data)
        text = answer.content.decode()
        assert answer.status_code == 409
        assert "暂不能办理及理由" in text
        assert "进入现场时未出示行政检查通知书" in text
        assert "三号罐区" in text
        assert "无证上岗" in text
        assert Event.objects.count() == before

    def test_shows_that_somebody_else_acted(self, world: World):
        row = builders.visited(world)
        answer = browser(world, world.officer).post(at("visit", row), typed(world))
        assert answer.status_code == 409
        assert "已有他人办理" in answer.content.decode()

    def test_names_the_row_that_is_not_complete(self, world: World):
        row = builders.approved(world)
        data = typed(world, **{"f2-description": "缺少部位"})
        answer = browser(world, world.officer).post(at("visit", row), data)
        assert answer.status_code == 422
        assert "第2项问题未填写完整" in answer.content.decode()
        assert "请填写部位。" in answer.content.decode()

    def test_stars_nothing_in_a_row_that_may_stay_empty(self, world: World):
        row = builders.approved(world)
        text = browser(world, world.officer).get(at("visit", row)).content.decode()
        label = text.split('for="id_f1-place"')[1].split("</label>")[0]
        assert "部位" in label
        assert "*" not in label

    def test_of_an_earlier_day_needs_the_reason(self, world: World, settings: Any):
        row = builders.approved(world)
        settings.ZHUNSHENG_PINNED_NOW = "2025-09-09T09:00:00+08:00"
        client = browser(world, world.officer)
        assert client.post(at("visit", row), typed(world)).status_code == 409
        data = typed(world, late_reason="现场没有网络")
        assert client.post(at("visit", row), data).status_code == 302

    def test_sent_twice_acts_once(self, world: World):
        row = builders.approved(world)
        client = browser(world, world.officer)
        assert client.post(at("visit", row), typed(world)).status_code == 302
        assert client.post(at("visit", row), typed(world)).status_code == 302
        assert InspectionFinding.objects.of(world.viewer()).count() == 1


class TestOrderPage:
    def test_issues_the_order(self, world: World):
        row = builders.visited(world)
        data = {"request_key": "o", "version": "1", "on": DAY, "due_on": "2025-09-22"}
        answer = browser(world, world.officer).post(at("order", row), data)
        assert answer.status_code == 302
        assert RectificationOrder.objects.of(world.viewer()).count() == 1


class TestReinspectionPage:
    def test_asks_for_a_result_of_every_matter(self, world: World):
        row = builders.ordered(world)
        data = {
            "request_key": "r",
            "version": "2",
            "on": DAY,
            "officers": [str(one) for one in world.officers],
            "site_head": "示例甲",
            "requested": "on",
            "application": "收文〔2025〕12号",
            "applied_on": DAY,
            "started": "15:00",
            "ended": "15:40",
            "result_1": "DONE",
        }
        client = browser(world, world.officer)
        answer = client.post(at("reinspection", row), data)
        assert answer.status_code == 422
        assert "请选择第2项的复查结果" in answer.content.decode()
        answer = client.post(at("reinspection", row), {**data, "result_2": "IN_PROGRESS"})
        assert answer.status_code == 302

    def test_without_an_order_is_not_found(self, world: World):
        row = builders.visited(world)
        assert browser(world, world.officer).get(at("reinspection", row)).status_code == 404


class TestOtherPages:
    def test_an_urgency_is_of_one_entity(self, world: World):
        data = TestApprovalPage().form(world, urgency="danger", reason="储罐泄漏")
        text = browser(world, world.officer).post(at("urgent"), data).content.decode()
        assert "紧急检查一次办理一家单位，请只选择一家。" in text
        assert not Inspection.objects.of(world.viewer()).exists()

    def test_withdraw_an_approval(self, world: World):
        row = builders.approved(world)
        data = {"request_key": "w", "version": "0", "reason": "单位搬迁", "on": DAY}
        client = browser(world, world.chief)
        assert client.post(at("withdrawal", row), data).status_code == 302
        text = client.get(at("detail", row)).content.decode()
        assert "检查通知书作废：单位搬迁" in text

    def test_begin_and_approve_an_urgent_inspection(self, world: World):
        data = {
            **TestApprovalPage().form(world, entities=[str(world.entities[0])]),
            "basis_kind": "TIP",
            "source": "示举报〔2025〕2号",
            "urgency": "danger",
            "reason": "储罐泄漏",
        }
        assert browser(world, world.officer).post(at("urgent"), data).status_code == 302
        (row,) = Inspection.objects.of(world.viewer())
        client = browser(world, world.chief)
        data = {"request_key": "late", "version": "0", "on": DAY}
        assert client.post(at("late_approval", row), data).status_code == 302

    def test_send_other_officers(self, world: World):
        builders.delegate(world)
        row = builders.approved(world)
        data = {
            "request_key": "c",
            "version": "0",
            "on": DAY,
            "officers": [str(world.officers[0]), str(world.street_officers[0])],
            "reason": "因病",
        }
        assert browser(world, world.chief).post(at("officers", row), data).status_code == 302

    def test_extend_a_term(self, world: World, settings: Any):
        row = builders.ordered(world)
        settings.ZHUNSHENG_PINNED_NOW = "2025-09-09T18:00:00+08:00"
        data = {
            "request_key": "e",
            "version": "2",
            "on": "2025-09-09",
            "until": "2025-09-30",
            "reason": "设备到货推迟",
        }
        assert browser(world, world.chief).post(at("extension", row), data).status_code == 302
