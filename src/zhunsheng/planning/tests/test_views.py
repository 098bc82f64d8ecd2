"""The pages of planning: who may open them, what they show, what they refuse."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.records import Scope
from zhunsheng.documents.rendering import Para
from zhunsheng.inspection.choices import BasisKind, InspectionKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.planning import exports, queries, services
from zhunsheng.planning.choices import DRAFTERS, PLAN_READERS, SUBMITTERS, DayItem, KeyCriterion
from zhunsheng.planning.models import AnnualPlan
from zhunsheng.planning.tests.builders import (
    BUREAU,
    DAY,
    OTHER,
    approved,
    ctx,
    drafted,
    entities,
    filled,
    found,
    part,
    published,
    user,
    written,
)
from zhunsheng.registry.choices import Sector
from zhunsheng.registry.models import BusinessEntity

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
READ = ("detail", "results", "difference", "docx")
WRITE = ("basics", "officers", "days", "new_part", "return", "file_upper", "file_justice",
         "publish", "amend", "give_up")  # fmt: skip
LEAD = ("submit", "approve", "correct_approval")


WRITE_PART = ("part", "remove_part", "units", "remove_units")


@pytest.fixture(autouse=True)
def bureau(settings, monkeypatch):
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T18:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms
    found()


def client(role: Role = Role.TEAM_HEAD) -> Client:
    signed_in = Client()
    signed_in.force_login(user(role), backend=BACKEND)
    return signed_in


def at(name: str, plan: AnnualPlan, *more: int) -> str:
    return reverse(f"planning:{name}", args=[plan.id, *more])


def serious(viewer: Scope, *, on: date) -> dict[UUID, str]:
    """Return that the first unit of the register is seriously dishonest."""
    rows = BusinessEntity.objects.of(viewer).order_by("name")
    return {rows[0].id: "SERIOUS"}


class TestPermission:
    @pytest.mark.parametrize("role", list(Role))
    def test_of_each_page_is_as_declared(self, role):
        plan = filled()
        browser = client(role)
        reads, writes = (200 if role in of else 403 for of in (PLAN_READERS, DRAFTERS))
        expected = {reverse("planning:list"): reads, reverse("planning:new"): writes}
        expected |= {at(name, plan): reads for name in READ}
        expected |= {at(name, plan): writes for name in WRITE}
        leads = 200 if role in SUBMITTERS else 403
        expected |= {at(name, plan): leads for name in LEAD}
        expected |= {at(n, plan, 1): writes for n in WRITE_PART}
        expected |= {reverse("planning:import"): writes}
        assert {url: browser.get(url).status_code for url in expected} == expected

    def test_ends_at_the_border_of_the_bureau(self):
        plan = filled()
        found(OTHER, "999902")
        stranger = user(Role.TEAM_HEAD)
        stranger.bureau_id = OTHER
        stranger.save(update_fields=["bureau"])
        browser = Client()
        browser.force_login(stranger, backend=BACKEND)
        names = (*READ, "pdf", *WRITE)
        assert [browser.get(at(n, plan)).status_code for n in names] == [404] * len(names)
        assert plan.title not in browser.get(reverse("planning:list")).content.decode()


class TestDetail:
    def test_shows_the_arithmetic_with_its_numbers(self):
        shown = client().get(at("detail", published(entities(4)))).content.decode()
        assert "D × N = 248 × 10 = <b>2480</b>" in shown
        assert "S − O − X = 2480 − 620 − 744 = <b>1116</b>" in shown
        assert "重点检查 K 638 + 一般检查 G 478 = I 1116" in shown
        assert "监督检查 45.00%，其他执法 25.00%，非执法 30.00%" in shown

    def test_names_every_sum_that_hinders_submission(self):
        plan = drafted()
        shown = client().get(at("detail", plan)).content.decode()
        assert "其他执法工作日、非执法工作日没有填写任何项目" in shown
        assert "计划没有检查任务" in shown

    def test_never_prints_an_equation_that_is_false(self):
        plan = filled()
        part(plan, 3, 1, days=5)
        part(plan, 4, 1, days=2000)
        shown = client().get(at("detail", plan)).content.decode()
        assert '<b class="red">2005</b>，与 I 不相等' in shown
        paper = exports.plan_paper(ctx("read").viewer, plan)
        said = "".join(block.text for block in paper.blocks if isinstance(block, Para))
        assert "K + G = 2005个工作日" in said

    def test_counts_what_was_inspected(self):
        units = entities(4)
        plan = published(units)
        for number in (0, 0, 1):
            Inspection.objects.create(
                id=ctx("seen").new_id("inspection", len(Inspection.objects.of(ctx("r")))),
                bureau_id=BUREAU,
                entity_id=units[number],
                kind=InspectionKind.DAILY.value,
                basis_kind=BasisKind.PLAN.value,
                approved_on=DAY,
                visited_on=DAY,
                started_at=ctx("t").at,
                ended_at=ctx("t").at,
            )
        progress = queries.progress(ctx("read").viewer, 2025)
        assert (progress.units, progress.visits, progress.percent) == (2, 3, 20)
        assert [(one.units, one.visits, one.percent) for one in progress.parts] == [
            (2, 3, 50),
            (0, 0, 0),
        ]
        browser = client()
        assert '<td class="num">50%</td>' in browser.get(at("detail", plan)).content.decode()
        shown = browser.get(at("results", plan)).content.decode()
        assert '<progress max="100" value="50">' in shown
        rows = browser.get(at("results", plan) + "?part=1&month=3").context["rows"]
        assert (rows.total, {label for label, _, _ in rows.rows}) == (3, {"化工生产"})
        assert browser.get(at("results", plan) + "?month=4").context["rows"].total == 0

    def test_turn_the_pages_of_units_not_visited_yet(self):
        page = at("results", approved(entities(21)))
        browser = client()
        few, whole = browser.get(page), browser.get(f"{page}?unvisited=all&page=2")
        assert [len(one.context["unvisited"].rows) for one in (few, whole)] == [20, 1]
        assert f"{page}?unvisited=all" in few.text

    @pytest.mark.parametrize("page", ["detail", "results", "difference"])
    def test_takes_the_same_number_of_queries_at_any_length(self, page):
        plan = approved(entities(3))
        plan = services.amend_plan(ctx=ctx("amend"), plan=plan.id, reason="改动", on=DAY)
        browser = client()
        numbers = []
        for number in (3, 4, 5):
            part(plan, number, number)
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(at(page, plan)).status_code == 200
            numbers.append(len(seen))
        assert numbers == [numbers[0]] * 3

    def test_shows_why_41_would_be_refused_where_the_parts_make_51(self):
        plan = drafted()
        for number, units in enumerate((5, 1, 35, 3, 7), start=1):
            part(plan, number, units)
        browser = client()
        shown = browser.get(at("detail", plan)).content.decode()
        assert "5＋1＋35＝41，第4项任务3、第5项任务7未计入" in shown
        assert "不能报请批准" in shown
        right = browser.get(at("detail", plan) + "?stated=51").content.decode()
        assert "51 家与各部分之和一致，可以报请。" in right

    def test_gives_the_plan_as_pdf(self):
        answer = client().get(at("pdf", published()))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


class TestForms:
    def test_draft_a_plan(self):
        typed = {"request_key": "k1", "year": "2025", "officers": "10", "on": "2025-03-03"}
        answer = client().post(reverse("planning:new"), typed)
        plan = queries.plan(ctx("read"), 2025)
        assert plan is not None
        assert (answer.status_code, answer["Location"]) == (302, at("detail", plan))

    def test_enter_days_of_every_item(self):
        plan = drafted()
        typed = {"request_key": "k1", "version": str(plan.version), "on": "2025-03-03"}
        typed |= {item.value: "10" for item in DayItem}
        assert client().post(at("days", plan), typed).status_code == 302
        assert queries.days_of(ctx("read"), plan) == tuple((item, 10) for item in DayItem)

    def test_say_beside_the_field_what_does_not_parse(self):
        plan = drafted()
        browser = client()
        before = written()
        typed = {"request_key": "k1", "version": str(plan.version), "on": "", "O1": "-1"}
        answer = browser.post(at("days", plan), typed)
        assert answer.status_code == 422
        assert "不得小于0。" in answer.content.decode()
        assert written() == before

    def test_take_rates_or_a_number_of_units_and_days_of_a_unit_of_the_plan(self):
        entities(4)
        plan = drafted()
        typed = {
            "request_key": "k1",
            "version": str(plan.version),
            "number": "1",
            "label": "双随机",
            "kind": "GENERAL",
            "visits_per_unit": "1",
            "rate_C": "50",
            "unit_count": "9",
            "on": "2025-03-03",
        }
        browser = client()
        answer = browser.post(at("new_part", plan), typed)
        assert (answer.status_code, "请留空" in answer.content.decode()) == (422, True)
        assert browser.post(at("new_part", plan), {**typed, "unit_count": ""}).status_code == 302
        assert queries.parts_of(ctx("read"), plan)[0].unit_count == 2
        stranger = reverse("planning:unit_days", args=[plan.id, BUREAU])
        assert browser.get(stranger).status_code == 404

    def test_list_units_by_code_and_name_the_unknown(self):
        ids = entities(2)
        plan = drafted()
        plan = part(plan, 1, 2)
        code = queries_code(ids[0])
        typed = {
            "request_key": "k1",
            "version": str(plan.version),
            "codes": f"{code}\n91000000000000000X",
            "reasons": ["HIGHER_RISK"],
            "on": "2025-03-03",
        }
        browser = client()
        answer = browser.post(at("units", plan, 1), typed)
        assert answer.status_code == 422
        assert "监管对象名录中没有：91000000000000000X。" in answer.content.decode()
        answer = browser.post(at("units", plan, 1), {**typed, "codes": code.lower()})
        assert answer.status_code == 302
        assert [u.entity_id for u in queries.units_of(ctx("read"), plan)] == [ids[0]]

    def test_propose_what_the_record_makes_key_units(self, settings):
        """编制办法 6: who is dishonest, has a major hazard or resumes work is inspected by name."""
        ids = entities(3)
        plan = part(drafted(), 1, 2, sector=Sector.HAZCHEM_PRODUCTION)
        settings.ZHUNSHENG_CREDIT_CLASSES = f"{__name__}.serious"
        url = at("units", plan, 1)
        browser, code = client(), queries_code(ids[0])
        text = browser.get(url).content.decode()
        assert "尚未列入本计划，限化工生产" in text
        asked = f"codes={code}&reasons=DISHONESTY"
        assert f'href="?{asked.replace("&", "&amp;")}"' in text
        assert "示例第2化工有限公司" not in text
        filled_in = browser.get(f"{url}?{asked}").content.decode()
        assert code in filled_in
        assert 'value="DISHONESTY" id="id_reasons_2" checked' in filled_in

    def test_propose_the_kept_entry_of_a_duplicate_and_no_unit_that_is_not_inspected(
        self, settings
    ):
        """国办发〔2024〕54号: an enterprise is planned once; another level's is not planned."""
        double, kept = entities(2)
        plan = part(drafted(), 1, 2, sector=Sector.HAZCHEM_PRODUCTION)
        settings.ZHUNSHENG_CREDIT_CLASSES = f"{__name__}.serious"

        def proposed() -> list[str]:
            (row,) = queries.parts_of(ctx("read"), plan)
            return [one.name for one in queries.proposed_units(ctx("read").viewer, row, on=DAY)]

        assert proposed() == ["示例第1化工有限公司"]
        BusinessEntity.objects.of(ctx("read")).filter(id=double).update(merged_into_id=kept)
        assert proposed() == ["示例第2化工有限公司"]
        listed = services.UnitDraft(double, (KeyCriterion.DISHONESTY,))
        services.add_units(ctx=ctx("list"), plan=plan.id, part=1, units=(listed,), on=DAY)
        assert proposed() == []
        services.remove_units(ctx=ctx("out"), plan=plan.id, part=1, units=(double,), on=DAY)
        BusinessEntity.objects.of(ctx("read")).filter(id=kept).update(enforcement_level="CITY")
        assert proposed() == []

    def test_say_that_they_look_at_the_sector_of_the_part_alone(self):
        entities(2)
        plan = part(drafted(), 1, 2, sector=Sector.FIREWORKS)
        text = client().get(at("units", plan, 1)).text
        assert "没有应当列入本任务（烟花爆竹" in text
        assert "其他行业领域的单位请在相应的任务中列入" in text

    def test_say_where_units_of_an_empty_sector_are_entered(self):
        """A sector without a unit in the register is not the same as nothing chosen."""
        entities(2)
        plan = part(drafted(), 1, 2, sector=Sector.FIREWORKS)
        typed = {"version": str(plan.version), "whole_sector": "on", "on": "2025-03-03"}
        browser = client()
        before = written()
        answer = browser.post(at("units", plan, 1), {**typed, "request_key": "k1"})
        assert answer.status_code == 409
        assert "监管对象名录中没有“烟花爆竹”的可检查单位" in answer.text
        assert "请先在“监管对象”中登记单位" in answer.text
        assert written() == before

    def test_list_a_whole_sector_and_say_first_that_somebody_else_acted(self):
        """Of a stale form that is said, not that its sector is empty by now."""
        ids = entities(2)
        plan = part(drafted(), 1, 2, sector=Sector.HAZCHEM_PRODUCTION)
        typed = {"whole_sector": "on", "reasons": ["HIGHER_RISK"], "on": "2025-03-03"}
        version, browser = str(plan.version), client()
        sent = {**typed, "version": version, "request_key": "k1"}
        assert browser.post(at("units", plan, 1), sent).status_code == 302
        assert {u.entity_id for u in queries.units_of(ctx("read"), plan)} == set(ids)
        before = written()
        stale = browser.post(at("units", plan, 1), {**sent, "request_key": "k2"})
        assert (stale.status_code, "都已经列入" in stale.text) == (409, False)
        now = str(AnnualPlan.objects.of(ctx("read")).get(id=plan.id).version)
        again = browser.post(at("units", plan, 1), {**typed, "version": now, "request_key": "k3"})
        assert (again.status_code, "都已经列入" in again.text) == (409, True)
        assert written() == before

    def test_refuse_with_the_reasons_and_write_nothing(self):
        plan = drafted()
        browser = client(Role.DEPUTY_HEAD)
        before = written()
        typed = {"request_key": "k1", "version": str(plan.version), "on": "2025-03-03"}
        answer = browser.post(at("submit", plan), typed)
        assert answer.status_code == 409
        assert "计划没有检查任务" in answer.content.decode()
        assert written() == before

    def test_say_that_somebody_else_acted(self):
        plan = filled()
        old = AnnualPlan.objects.of(ctx("read")).get(id=plan.id).version - 1
        browser = client(Role.DEPUTY_HEAD)
        before = written()
        typed = {"request_key": "k1", "version": str(old), "on": "2025-03-03"}
        assert browser.post(at("submit", plan), typed).status_code == 409
        assert written() == before

    def test_act_once_when_sent_twice(self):
        plan = filled()
        version = AnnualPlan.objects.of(ctx("read")).get(id=plan.id).version
        typed = {"request_key": "k1", "version": str(version), "on": "2025-03-03"}
        browser = client(Role.DEPUTY_HEAD)
        assert browser.post(at("submit", plan), typed).status_code == 302
        before = written()
        assert browser.post(at("submit", plan), typed).status_code == 302
        assert written() == before


def queries_code(entity) -> str:
    from zhunsheng.registry import queries as registry

    return registry.entity(ctx("read"), entity).credit_code
