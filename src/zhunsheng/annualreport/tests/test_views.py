"""Pages of annual reports: compile, read, verify, hand out."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zhunsheng.annualreport import exports, queries, services
from zhunsheng.annualreport.tests.builders import compiled, filled, write
from zhunsheng.cases.tests.world import OTHER
from zhunsheng.statistics.tests.builders import AS_OF, YearWorld, kept_year

pytestmark = pytest.mark.django_db
FORM = {"year": "2025", "as_of": "2026-01-15", "note": ""}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[YearWorld]:
    with django_db_blocker.unblock(), kept_year() as told:
        yield told


def signed_in(world: YearWorld, key: str) -> Client:
    made = Client()
    made.force_login(world.users[key], backend="django.contrib.auth.backends.ModelBackend")
    return made


@pytest.fixture
def client(world, settings) -> Client:
    settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T10:00:00+08:00"
    return signed_in(world, "chief")


class TestCompilePage:
    def test_compiles_and_shows_each_number_with_its_rows(self, world, client):
        done = client.post(reverse("annualreport:compile"), {**FORM, "request_key": "c1"})
        assert done.status_code == 302
        page = client.get(done.url)
        link = f"{reverse('statistics:detail', args=['inspection.visits'])}?year=2025"
        assert link in page.text
        assert "4家次" in page.text
        assert "［系统没有会议" in page.text
        listed = client.get(reverse("annualreport:list"))
        assert "第1稿" in listed.text

    def test_is_closed_to_who_may_not_compile(self, world, client):
        assert signed_in(world, "finance").get(reverse("annualreport:compile")).status_code == 403


class TestStudio:
    def post(self, client: Client, name: str = "block", **said: str):
        url = reverse(f"annualreport:{name}", args=[2025, "officers"])
        values = {"version": "0", "state": "PUBLIC_BLOCK", "request_key": "b1", **said}
        return client.post(url, values)

    def test_shows_outline_text_figures_and_what_the_checker_says(self, world, client):
        page = client.get(reverse("annualreport:studio", args=[2025]))
        for wanted in ("提纲", "执法人员", "4家次", "文字检查", "{figure:inspection.visits}"):
            assert wanted in page.text

    def test_keeps_a_version_and_shows_its_changes(self, world, client):
        done = self.post(client, text="队伍稳定。")
        assert done.status_code == 302
        page = client.get(done.url)
        assert "<ins>队伍稳定</ins>" in page.text or "<ins>队伍稳定。</ins>" in page.text
        assert "第1版" in page.text

    def test_refuses_a_typed_number_and_keeps_what_was_typed(self, world, client):
        page = self.post(client, text="培训12次。")
        assert page.status_code == 409
        assert "无法核对的数字“12”" in page.text
        assert "培训12次。" in page.text
        assert queries.block(world.viewer(), 2025, "officers") is None

    def test_tells_the_second_editor_who_wrote_and_keeps_the_text(self, world, client):
        self.post(signed_in(world, "reviewer"), text="队伍稳定。")
        page = self.post(client, text="人员不足。", request_key="b2")
        assert page.status_code == 409
        assert "已有他人办理" in page.text
        assert f"{world.act('reviewer', AS_OF).by.name}办理了“撰写报告文字”" in page.text
        assert "人员不足。" in page.text

    def test_asks_for_a_text_that_stands(self, world, client):
        page = self.post(client, text="")
        assert page.status_code == 422
        assert "写入报告的文字不能为空" in page.text

    def test_counts_as_many_findings_as_it_lists(self, world, client):
        page = self.post(client, "preview", text="培训12次，办理一百二十件。")
        listed = page.text.count("<li>", page.text.index('id="findings"'))
        assert f"{listed} 处，核对全文" in page.text

    def test_looks_at_what_is_typed_without_keeping_it(self, world, client):
        page = self.post(client, "preview", text="检查{figure:inspection.visits}，培训12次。")
        assert "4家次" in page.text
        assert "无法核对的数字“12”" in page.text
        assert queries.block(world.viewer(), 2025, "officers") is None

    def test_keeps_a_comment(self, world, client):
        done = self.post(client, "comment", text="请写明人数。")
        assert "请写明人数。" in client.get(done.url).text

    def test_links_evidence_and_the_measure_of_a_shortcoming(self, world, client):
        page = client.get(reverse("annualreport:block", args=[2025, "plan_short"]))
        assert "对应的下一年度安排" in page.text
        assert "完成年度监督检查计划" in page.text
        assert "证据" in page.text

    @pytest.mark.parametrize("args", [(1999, "officers"), (2025, "no_such"), (2027, "officers")])
    def test_is_not_found_for_another_year_or_block(self, world, client, args):
        assert client.get(reverse("annualreport:block", args=args)).status_code == 404

    def test_is_closed_to_who_does_not_write(self, world, client):
        stranger = signed_in(world, "finance")
        assert stranger.get(reverse("annualreport:studio", args=[2025])).status_code == 403


class TestSteps:
    def test_take_a_draft_before_the_head_and_out(self, world, client):
        row = filled(world)
        url = reverse("annualreport:step", args=[row.id, "submit"])
        office = signed_in(world, "reviewer")
        assert "送审年度报告" in office.get(url).text
        assert office.post(url, {"request_key": "s1"}).status_code == 302
        url = reverse("annualreport:step", args=[row.id, "approve"])
        assert office.post(url, {"request_key": "s2"}).status_code == 409
        assert client.post(url, {"request_key": "s3"}).status_code == 302
        url = reverse("annualreport:step", args=[row.id, "hand_in"])
        said = {"receiver": "GOVERNMENT", "on": "2026-01-15", "receipt": "示政收〔2026〕8号"}
        assert office.post(url, {**said, "request_key": "s4"}).status_code == 302
        page = office.get(reverse("annualreport:detail", args=[row.id]))
        for wanted in ("审定", "示政收〔2026〕8号", "按期"):
            assert wanted in page.text
        url = reverse("annualreport:publish", args=[row.id])
        assert client.post(url, {"request_key": "s5", "place": "示例网站"}).status_code == 302
        assert "在示例网站公开" in office.get(page.request["PATH_INFO"]).text

    def test_are_the_declared_ones_alone(self, world, client):
        row = compiled(world)
        assert client.get(reverse("annualreport:step", args=[row.id, "force"])).status_code == 404


class TestInnerText:
    def test_is_for_those_who_compile(self, world, client):
        write(world, "first_party", "示例党内事项。", is_public=False)
        row, other = compiled(world), signed_in(world, "finance")
        page = reverse("annualreport:detail", args=[row.id])
        assert "示例党内事项" in client.get(page).text
        assert "示例党内事项" not in other.get(page).text
        for name, status in (("figures.json", 404), ("public.html", 200), ("public.pdf", 200)):
            file = other.get(reverse("annualreport:file", args=[row.id, name]))
            assert file.status_code == status


class TestDetailPage:
    def test_verifies_and_hands_out_the_files(self, world, client):
        row = compiled(world)
        checked = client.get(reverse("annualreport:verify", args=[row.id]))
        assert "每一个数字都与现有记录一致" in checked.text
        starts = {
            "annual-report.docx": b"PK",
            "annual-report.pdf": b"%PDF",
            "annual-report.ofd": b"PK",
            "public.pdf": b"%PDF",
            "public.ofd": b"PK",
            "public.html": b"<!doctype html>",
            "figures.json": b"{",
        }
        for name, start in starts.items():
            file = client.get(reverse("annualreport:file", args=[row.id, name]))
            assert file.content.startswith(start)
        strange = reverse("annualreport:file", args=[row.id, "secret.txt"])
        assert client.get(strange).status_code == 404

    @pytest.mark.parametrize("name", ["annual-report.docx", "annual-report.pdf", "figures.json"])
    def test_keeps_the_files_of_the_whole_report_for_who_works_at_it(self, world, client, name):
        row = compiled(world)
        url = reverse("annualreport:file", args=[row.id, name])
        reader = signed_in(world, "finance")
        assert reader.get(url).status_code == 404
        assert url not in reader.get(reverse("annualreport:detail", args=[row.id])).text
        assert client.get(url).status_code == 200

    def test_says_where_one_person_compiled_and_approves(self, world, client):
        """No rule forbids it: the reader is told that nobody else looked at the draft."""
        row = filled(world)
        page = reverse("annualreport:detail", args=[row.id])
        services.submit_report(ctx=world.act("chief", AS_OF), report=row.id, on=AS_OF)
        assert "宜由他人编制、送审后再审定" in client.get(page).text
        assert "没有第二人核对" not in signed_in(world, "reviewer").get(page).text
        services.approve_report(ctx=world.act("chief", AS_OF), report=row.id, on=AS_OF)
        assert "又由同一人审定，没有第二人核对" in signed_in(world, "reviewer").get(page).text

    def test_refuses_to_publish_while_places_are_open(self, world, client):
        row = compiled(world)
        page = client.post(
            reverse("annualreport:publish", args=[row.id]),
            {"request_key": "p1", "place": "网站"},
        )
        assert page.status_code == 409
        assert "待补充的内容" in page.text

    def test_is_not_found_for_another_bureau(self, world, client):
        row = compiled(world)
        stranger = signed_in(YearWorld(OTHER, "999901"), "chief")
        for name in ("detail", "verify", "publish"):
            url = reverse(f"annualreport:{name}", args=[row.id])
            assert stranger.get(url).status_code == 404


class TestVerifyPage:
    def upload(self, client: Client, content: bytes):
        file = SimpleUploadedFile("figures.json", content)
        return client.post(reverse("annualreport:verify_file"), {"file": file, "request_key": "v"})

    def test_says_what_differs_in_a_file(self, world, client):
        said = json.loads(exports.figures_json(compiled(world)))
        said["manifest"]["figures"][0]["value"] += 1
        page = self.upload(client, json.dumps(said).encode())
        assert "处与现有记录不一致" in page.text
        assert "被改动过" in page.text

    def test_names_what_is_wrong_with_a_file_that_is_none(self, client):
        page = self.upload(client, b"not json")
        assert page.status_code == 422
        assert "文件不是完整的 JSON" in page.text
