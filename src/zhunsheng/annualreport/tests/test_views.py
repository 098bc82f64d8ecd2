"""Pages of annual reports: compile, read, verify, hand out."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zhunsheng.annualreport import exports, queries
from zhunsheng.annualreport.tests.test_services import compiled
from zhunsheng.cases.tests.world import OTHER
from zhunsheng.statistics.tests.builders import YearWorld, kept_year

pytestmark = pytest.mark.django_db
FORM = {
    "year": "2025",
    "as_of": "2026-01-15",
    "note": "",
    "achievements": "",
    "shortcomings": "",
    "first_person": "",
    "next_year": "",
}


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
        assert "［本部分由办公室" in page.text
        listed = client.get(reverse("annualreport:list"))
        assert "第1稿" in listed.text

    def test_refuses_a_typed_number_and_keeps_what_was_typed(self, world, client):
        typed = {**FORM, "first_person": "主持会议12次。", "request_key": "c2"}
        page = client.post(reverse("annualreport:compile"), typed)
        assert page.status_code == 409
        assert "无法核对的数字“12”" in page.text
        assert "主持会议12次。" in page.text
        assert queries.reports(world.viewer()).count() == 0

    def test_is_closed_to_who_may_not_compile(self, world, client):
        assert signed_in(world, "finance").get(reverse("annualreport:compile")).status_code == 403


class TestDetailPage:
    def test_verifies_and_hands_out_the_files(self, world, client):
        row = compiled(world)
        checked = client.get(reverse("annualreport:verify", args=[row.id]))
        assert "每一个数字都与现有记录一致" in checked.text
        starts = {"annual-report.docx": b"PK", "annual-report.pdf": b"%PDF", "figures.json": b"{"}
        for name, start in starts.items():
            file = client.get(reverse("annualreport:file", args=[row.id, name]))
            assert file.content.startswith(start)
        strange = reverse("annualreport:file", args=[row.id, "secret.txt"])
        assert client.get(strange).status_code == 404

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
