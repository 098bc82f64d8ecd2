"""Pages of statistics: every number opens the rows that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.statistics import queries
from zhunsheng.statistics.tests.builders import YearWorld, kept_year, without_last
from zhunsheng.web.sheets import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[YearWorld]:
    with django_db_blocker.unblock(), kept_year() as told:
        yield told


@pytest.fixture
def client(world, settings) -> Client:
    settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T10:00:00+08:00"
    made = Client()
    made.force_login(world.users["chief"], backend="django.contrib.auth.backends.ModelBackend")
    return made


class TestList:
    def test_links_every_figure_of_last_year(self, client):
        page = client.get(reverse("statistics:list"))
        assert page.status_code == 200
        for key in queries.defined():
            assert f"{reverse('statistics:detail', args=[key])}?year=2025" in page.text, key
        assert "40,000.00" in page.text

    def test_names_the_case_that_is_not_published(self, client):
        assert "至统计日期尚未公示，期限已过" in client.get(reverse("statistics:list")).text

    def test_is_saved_as_a_sheet(self, client):
        page = client.get(reverse("statistics:list"), {"format": "xlsx", "year": "2025"})
        assert page.content[:2] == b"PK"

    def test_is_saved_with_sums_that_live(self, client):
        page = client.get(reverse("statistics:list"), {"format": "xlsx", "year": "2025"})
        with ZipFile(BytesIO(page.content)) as book:
            text = book.read("xl/worksheets/sheet1.xml").decode()
        rows = rows_of("figures.xlsx", page.content)
        places = {row[-1]: number for number, row in enumerate(rows, start=1)}
        parts = ("cases.summary_decided", "cases.ordinary_decided")
        summed = "+".join(f"C{places[key]}" for key in parts)
        assert f"<f>{summed}</f><v>4</v>" in text

    def test_is_saved_as_text_and_as_json(self, client):
        page = client.get(reverse("statistics:list"), {"format": "csv", "year": "2025"})
        assert page.content.startswith(b"\xef\xbb\xbf")
        assert "行政检查,4,家次,0,+4," in page.content.decode("utf-8-sig")
        found = client.get(reverse("statistics:list"), {"format": "json", "year": "2025"}).json()
        visits = next(one for one in found if one["key"] == "inspection.visits")
        assert (visits["value"], len(visits["rows"]), len(visits["rows_hash"])) == (4, 4, 64)

    def test_asks_nothing_of_an_impossible_year(self, client):
        page = client.get(reverse("statistics:list"), {"year": "1066"})
        assert page.status_code == 200


class TestFilters:
    def shown(self, client, key: str, **asked: str) -> queries.FigureLine:
        page = client.get(reverse("statistics:detail", args=[key]), asked)
        assert page.status_code == 200
        line: queries.FigureLine = page.context["line"]
        return line

    def test_take_a_quarter_a_month_and_free_days(self, client):
        asked = {"year": "2025"}
        assert self.shown(client, "inspection.visits", **asked, part="Q4").text == "1"
        assert self.shown(client, "inspection.visits", **asked, part="M09").text == "3"
        free = {"since": "2025-09-01", "until": "2025-12-29"}
        assert self.shown(client, "inspection.visits", **free).text == "4"

    def test_name_days_that_run_backwards(self, client):
        page = client.get(
            reverse("statistics:list"), {"since": "2025-09-02", "until": "2025-09-01"}
        )
        assert "结束日期早于开始日期" in page.text

    @pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"sector": "XX"}, "筛选条件有误"),
            ({"since": "2025-09-02", "until": "2025-09-01"}, "结束日期早于开始日期"),
            ({"as_of": "2027-01-01"}, "数据截至日期晚于今天（2026-01-15）"),
            ({"year": "1990"}, "筛选条件有误"),
        ],
    )
    def test_that_do_not_hold_save_no_file(self, client, extension, wrong, told):
        asked = {"year": "2025", "format": extension, **wrong}
        page = client.get(reverse("statistics:list"), asked)
        assert page.status_code == 422
        assert page["Content-Type"].startswith("text/html")
        assert told in page.text
        assert "文件没有导出" in page.text

    def test_ahead_of_the_day_are_named(self, client):
        page = client.get(reverse("statistics:list"), {"as_of": "2027-01-01"})
        assert "数据截至日期晚于今天（2026-01-15）" in page.text

    def test_count_nothing_that_came_after_the_day_of_the_statistics(self, client):
        line = self.shown(client, "inspection.visits", year="2025", as_of="2025-01-31")
        assert (line.text, line.figure.scope) == (
            "0",
            "2025-01-01至2025-01-31实施的检查，含受委托街道（镇）",
        )
        page = client.get(
            reverse("statistics:list"), {"year": "2025", "part": "Q4", "as_of": "2025-06-30"}
        )
        assert "所选期间在数据截至日期（2025-06-30）以后才开始" in page.text

    def test_show_the_year_before_beside(self, client):
        line = self.shown(client, "inspection.visits", year="2026", as_of="2026-01-15")
        assert (line.text, line.before) == ("0", "0")
        line = self.shown(client, "inspection.visits", year="2025")
        assert (line.before, line.change_text) == ("0", "+4")

    def test_cut_by_officer_where_the_records_carry_one(self, world, client):
        one = str(world.officers["yi"])
        assert self.shown(client, "inspection.visits", year="2025", officer=one).text == "4"
        assert (
            self.shown(client, "inspection.visits", year="2025", sector="GAS_STATION").text == "0"
        )

    def test_say_so_where_the_records_do_not(self, world, client):
        """No uncut number stands where a cut one was asked for."""
        one = str(world.officers["yi"])
        line = self.shown(client, "powers.items", year="2025", officer=one)
        assert (line.text, line.refusal) == ("", "不能按办理人员筛选，未列数")
        page = client.get(
            reverse("statistics:detail", args=["powers.items"]), {"year": "2025", "officer": one}
        )
        assert "不能按办理人员筛选" in page.text

    def test_keep_the_number_of_rows_equal_to_the_number(self, world, client):
        asked = {"year": "2025", "officer": str(world.officers["yi"])}
        for key in ("inspection.findings", "cases.decided", "inspection.orders"):
            line = self.shown(client, key, **asked)
            assert line.figure.value == len(line.figure.all_rows()), key


class TestDetail:
    @pytest.mark.parametrize("key", queries.defined())
    def test_shows_the_number_and_its_scope(self, client, key):
        page = client.get(reverse("statistics:detail", args=[key]), {"year": "2025"})
        assert page.status_code == 200
        assert queries.line_of(page.context["figure"]).text in page.text

    def test_explains_what_counts_once(self, client):
        page = client.get(reverse("statistics:detail", args=["inspection.entities"]))
        assert "其中同一对象只计一次，计 <b>2</b>" in page.text

    def test_is_not_found_for_an_unknown_figure(self, client):
        assert client.get("/statistics/no.such/").status_code == 404

    def test_is_closed_to_a_street(self, world, settings):
        made = Client()
        made.force_login(
            world.users["street_one"], backend="django.contrib.auth.backends.ModelBackend"
        )
        assert made.get(reverse("statistics:list")).status_code == 403


class TestMonths:
    def chart(self, client, key: str, **asked: str):
        page = client.get(reverse("statistics:months", args=[key]), asked)
        assert page.status_code == 200
        return page.context["chart"]

    def test_stand_beside_those_of_the_year_before(self, client):
        chart = self.chart(client, "inspection.visits", year="2025")
        assert chart.series == ("2025年", "2024年")
        assert [points[0].value for _, points in chart.rows] == [0] * 8 + [3, 0, 0, 1]
        assert {points[1].value for _, points in chart.rows} == {0}

    def test_open_as_many_rows_as_they_say(self, client):
        for place, points in self.chart(client, "inspection.visits", year="2025").rows:
            for point in points:
                page = client.get(point.url)
                assert page.context["line"].text == point.text, place
                assert len(page.context["line"].figure.all_rows()) == point.value, place

    def test_that_have_not_begun_are_not_shown(self, client):
        chart = self.chart(client, "inspection.visits", year="2026", as_of="2026-01-15")
        (only,) = chart.rows
        assert only[0] == "1月"
        assert "until=2025-01-15" in only[1][1].url

    def test_of_what_stands_are_taken_at_their_end(self, client):
        chart = self.chart(client, "cases.open", year="2025")
        page = client.get(chart.rows[8][1][0].url)
        assert page.context["figure"].as_of == date(2025, 9, 30)

    def test_keep_the_cut_in_the_address_of_their_rows(self, world, client):
        one = str(world.officers["yi"])
        chart = self.chart(client, "inspection.visits", year="2025", officer=one)
        assert f"officer={one}" in chart.rows[8][1][0].url

    def test_say_so_where_the_records_do_not_carry_the_cut(self, world, client):
        asked = {"year": "2025", "officer": str(world.officers["yi"])}
        page = client.get(reverse("statistics:months", args=["powers.items"]), asked)
        assert "不能这样筛选" in page.text
        assert page.context["chart"] is None

    @pytest.mark.parametrize("key", ["cases.fines", "planning.planned_units", "no.such"])
    def test_are_not_drawn_of_amounts_and_of_yearly_plans(self, client, key):
        assert client.get(f"/statistics/{key}/months/").status_code == 404

    def test_ask_as_often_however_many_records_there_are(
        self, client, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(60):
            self.chart(client, "inspection.visits", year="2025")


class TestParts:
    def test_are_drawn_beside_their_table(self, client):
        page = client.get(reverse("statistics:detail", args=["cases.decided"]), {"year": "2025"})
        assert "data-chart" in page.text
        assert "vendor/echarts" in page.text

    def test_of_an_amount_are_a_table_alone(self, client):
        page = client.get(reverse("statistics:detail", args=["cases.fines"]), {"year": "2025"})
        assert "简易程序罚款金额" in page.text
        assert "data-chart" not in page.text
        assert "vendor/echarts" not in page.text


class TestReturns:
    def submit(self, client, form: str, since: str, **typed: str):
        path = reverse("statistics:submit", args=[form, since])
        page = client.get(path)
        key = re.search(r'name="request_key" value="([^"]+)"', page.text)
        assert key
        said = {"as_of": "2026-01-15", "request_key": key[1], **typed}
        return client.post(path, said, follow=True)

    def test_list_those_of_the_periods_that_ended_last(self, client):
        page = client.get(reverse("statistics:returns"))
        assert len(page.context["due"]) == 4
        assert all(one.handed_in is None for one in page.context["due"])
        assert "待核实" in page.text

    def test_list_those_of_earlier_periods_until_somebody_says_why_not(self, client):
        before = client.get(reverse("statistics:returns"))
        assert "往期未报送" in before.text
        path = reverse("statistics:explain", args=["monthly", "2025-10-01"])
        key = re.search(r'name="request_key" value="([^"]+)"', client.get(path).text)
        assert key
        said = {"reason": "已按上级表样另行报送", "request_key": key[1]}
        after = client.post(path, said, follow=True)
        assert "已按上级表样另行报送" in after.text
        assert len(after.context["unsent"]) == len(before.context["unsent"]) - 1

    def test_preview_says_what_would_be_handed_in(self, client):
        page = client.get(reverse("statistics:return", args=["yearly_data", "2025-01-01"]))
        assert "本系统尚未登记行政许可" in page.text
        assert "报送前" in page.text or "待核实" in page.text

    @pytest.mark.parametrize("address", ["monthly/2025-09-02", "monthly/x", "none/2025-09-01"])
    def test_know_no_other_period_or_form(self, client, address):
        assert client.get(f"/statistics/returns/{address}/").status_code == 404

    def test_is_handed_in_shown_and_saved(self, client):
        page = self.submit(client, "monthly", "2025-09-01")
        assert page.status_code == 200
        row = page.context["row"]
        assert (row.round, row.submitted_by) == (1, page.context["actor"].name)
        assert "与现有记录一致" in page.text
        for ending, start in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
            file = client.get(reverse("statistics:return_file", args=[row.id, ending]))
            assert file.content.startswith(start)

    def test_an_empty_month_asks_for_a_confirmation(self, client):
        page = self.submit(client, "monthly", "2025-10-01")
        assert page.status_code == 409
        assert "零报告，尚未确认" in page.text
        page = self.submit(client, "monthly", "2025-10-01", nil_confirmed="on")
        assert page.context["row"].is_nil

    def test_of_records_that_changed_says_so(self, client):
        page = self.submit(client, "yearly", "2025-01-01")
        row = page.context["row"]
        with without_last("inspection_inspectionfinding"):
            page = client.get(reverse("statistics:return_detail", args=[row.id]))
            assert "1 行与现有记录不一致" in page.text
