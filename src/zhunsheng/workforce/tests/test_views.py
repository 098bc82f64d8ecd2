"""Pages of workforce: who may open them, what they show, what they refuse."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts.choices import READERS, Role, UnitKind
from zhunsheng.workforce import queries
from zhunsheng.workforce.rules import CredentialFacts
from zhunsheng.workforce.tests.builders import (
    OTHER_BUREAU,
    ctx,
    events,
    found,
    officer,
    unit,
    user,
    xlsx,
)

EDITORS = {Role.SYSTEM_ADMIN, Role.TEAM_HEAD, Role.WINDOW_CLERK}
GRANTORS = {Role.SYSTEM_ADMIN, Role.DEPUTY_HEAD, Role.CHIEF}


@pytest.fixture(autouse=True)
def site(settings, monkeypatch):
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T10:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms


def client(role: Role = Role.TEAM_HEAD, **who) -> Client:
    signed_in = Client()
    signed_in.force_login(user(role, **who), backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


class TestPermission:
    @pytest.mark.parametrize("role", list(Role))
    def test_of_each_page_is_as_declared(self, team, role):
        row = officer(team)
        browser = client(role)
        readers = {
            reverse("workforce:list"): set(READERS),
            reverse("workforce:detail", args=[row.id]): set(READERS),
            reverse("workforce:delegations"): set(READERS) | {Role.STREET_OFFICER},
            reverse("workforce:add"): EDITORS,
            reverse("workforce:renew", args=[row.id]): EDITORS,
            reverse("workforce:train"): EDITORS,
            reverse("workforce:import"): EDITORS,
            reverse("workforce:import_template"): EDITORS,
            reverse("workforce:grant"): GRANTORS,
        }
        expected = {url: 200 if role in roles else 403 for url, roles in readers.items()}
        assert {url: browser.get(url).status_code for url in expected} == expected

    def test_ends_at_the_border_of_the_bureau(self, team):
        row = officer(team)
        found("other", bureau=OTHER_BUREAU, division="999902")
        stranger = client(bureau=OTHER_BUREAU)
        assert stranger.get(reverse("workforce:detail", args=[row.id])).status_code == 404
        assert row.name not in stranger.get(reverse("workforce:list")).content.decode()


class TestList:
    def fill(self, team, first=0, last=1):
        for number in range(first, last):
            officer(
                team,
                f"示例{chr(0x4E00 + number)}",
                CredentialFacts(f"N{number}", date(2022, 1, 1), date(2024, 1, 1)),
            )

    def test_takes_the_same_number_of_queries_at_any_length(self, team):
        browser = client()
        numbers = []
        for first, last in ((0, 1), (1, 40)):
            self.fill(team, first, last)
            with CaptureQueriesContext(connection) as seen:
                answer = browser.get(reverse("workforce:list"))
            assert f"共 {last} 人" in answer.content.decode()
            numbers.append(len(seen))
        assert numbers[0] == numbers[1]

    def test_is_narrowed_to_a_state(self, team):
        self.fill(team)
        officer(team)
        page = client().get(reverse("workforce:list"), {"state": "EXPIRED"}).content.decode()
        assert "示例一" in page
        assert "示例乙" not in page
        assert "共 1 人" in page


class TestActs:
    def test_renew_adds_a_credential(self, team):
        row = officer(team, credential=None)
        form = {
            "number": "B1",
            "kind": "ENFORCEMENT",
            "valid_from": "2025-01-01",
            "valid_until": "2029-12-31",
            "request_key": "k1",
        }
        url = reverse("workforce:renew", args=[row.id])
        page = client().post(url, form, follow=True).content.decode()
        assert "登记示例乙的执法证B1，有效期自2025-01-01至2029-12-31" in page

    def test_train_records_hours_of_an_earlier_day(self, team):
        row = officer(team)
        form = {
            "topic": "示例培训",
            "hours": "8",
            "held_on": "2025-02-20",
            "officers": [str(row.id)],
            "request_key": "k1",
        }
        client().post(reverse("workforce:train"), form)
        assert queries.training_hours(ctx("read"), year=2025) == {row.id: 8}

    def test_grant_without_publication_is_refused_with_its_article(self, team):
        place = unit("示例街道", UnitKind.STREET)
        browser = client(Role.CHIEF)
        before = events()
        form = {
            "unit": str(place.id),
            "deed_number": "示应急委〔2025〕1号",
            "powers": ["INSPECTION"],
            "valid_from": "2025-01-01",
            "valid_until": "2027-12-31",
            "request_key": "k1",
        }
        answer = browser.post(reverse("workforce:grant"), form)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "委托书未向社会公布" in page
        assert "《行政处罚法》第二十条" in page
        assert (queries.delegations(ctx("read")), events()) == ([], before)
        done = browser.post(
            reverse("workforce:grant"),
            {**form, "published_on": "2025-01-02", "request_key": "k2"},
            follow=True,
        )
        assert "示应急委〔2025〕1号" in done.content.decode()

    def test_add_refuses_half_a_credential_beside_its_field(self, team):
        browser = client()
        before = events()
        form = {"name": "示例丙", "unit": str(team.id), "number": "C1", "request_key": "k1"}
        answer = browser.post(reverse("workforce:add"), form)
        assert answer.status_code == 422
        assert "填写执法证号后请填写有效期自和有效期至。" in answer.content.decode()
        assert events() == before

    def test_import_previews_and_then_takes_the_rows_once(self, team):
        browser = client()
        rows = [
            ["示例一", "执法一队", "", "B1", "2022-11-01", "2027-10-31", ""],
            ["示例二", "二队", "", "", "", "", ""],
        ]
        before = events()
        shown = browser.post(
            reverse("workforce:import"), {"file": SimpleUploadedFile("人员.xlsx", xlsx(rows))}
        )
        assert "确认导入 1 人" in shown.content.decode()
        assert events() == before
        send = {"token": shown.context["confirm"].initial["token"], "request_key": "k1"}
        for _ in range(2):
            page = browser.post(reverse("workforce:import_confirm"), send, follow=True)
            assert "“二队”不是本机关登记的所属机构。" in page.content.decode()
        assert events() == before + 1
        assert [row.name for row in queries.officers(ctx("read"))] == ["示例一"]
