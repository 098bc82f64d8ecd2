"""Pages of a bureau's own benchmark tables, as those who use them."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.lawbook.models import BenchmarkTable
from zhunsheng.lawbook.tests.sheets import TABLE, row, xlsx
from zhunsheng.lawbook.tests.test_views import DAY, ctx, reviewer

pytestmark = pytest.mark.django_db

HEAD = {
    "title": "《示例基准》",
    "number": "示应急〔2026〕1号",
    "jurisdiction": "CN",
    "since": "2026-01-01",
    "until": "",
    "instrument": "",
    "replaces": "",
    "verified": "on",
}


@pytest.fixture
def people(settings, monkeypatch) -> dict[str, Client]:
    settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T10:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms
    legal = reviewer()
    head = accounts.add_user(
        ctx=ctx("head"),
        username="head",
        name="示例乙",
        roles=frozenset({Role.CHIEF}),
        password="",
        unit=None,
        on=DAY,
    )
    made = {"legal": Client(), "head": Client()}
    for name, user in (("legal", legal), ("head", head)):
        made[name].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return made


def upload(client: Client, content: bytes, key: str = "upload", **changes: str):
    data = {**HEAD, **changes, "request_key": key, "file": SimpleUploadedFile("示例.xlsx", content)}
    return client.post(reverse("lawbook:table_import"), data)


def only() -> BenchmarkTable:
    rows = BenchmarkTable.objects.across_bureaus(reason="a test looks at what was written")
    found: BenchmarkTable = rows.get()
    return found


class TestImportPage:
    def test_keeps_a_good_file_and_leads_to_its_table(self, people):
        answer = upload(people["legal"], xlsx(*TABLE))
        assert answer.headers["Location"] == reverse("lawbook:table", args=[only().id])
        page = people["legal"].get(answer.headers["Location"])
        assert only().title == "示例基准"
        assert "已导入待施行" in page.text
        assert [one.kind for one in page.context["differences"]] == ["不同", "新增", "新增"]

    def test_names_every_bad_row_and_keeps_what_was_typed(self, people):
        answer = upload(people["legal"], xlsx(row(violation="safety.0"), row(most=200000)))
        assert (answer.status_code, answer.context["bad_total"]) == (422, 2)
        assert "没有编码为“safety.0”的违法行为" in answer.text
        assert "法定幅度（100,000.00元以下）" in answer.text
        assert 'value="《示例基准》"' in answer.text
        assert not BenchmarkTable.objects.across_bureaus(reason="a test looks").exists()

    @pytest.mark.parametrize(
        ("changes", "content", "said"),
        [
            ({"until": "2025-12-31"}, xlsx(*TABLE), "不得早于施行日期"),
            ({}, b"PK no archive", "已损坏"),
            ({"title": ""}, xlsx(*TABLE), "请填写名称"),
        ],
    )
    def test_hands_the_form_back(self, people, changes, content, said):
        answer = upload(people["legal"], content, **changes)
        assert (answer.status_code, said in answer.text) == (422, True)

    def test_saves_the_template(self, people):
        answer = people["legal"].get(reverse("lawbook:table_template"))
        assert answer.content.startswith(b"PK")
        assert "%E8%A3%81" in answer.headers["Content-Disposition"]


class TestTablePage:
    def test_offers_a_head_to_adopt_and_tells_others_why_not(self, people):
        upload(people["legal"], xlsx(*TABLE))
        url = reverse("lawbook:table", args=[only().id])
        allowed = [act.label for act in people["head"].get(url).context["choices"].allowed]
        refused = people["legal"].get(url).context["choices"].refused
        assert allowed == ["施行裁量基准表", "撤回裁量基准表"]
        assert [f.code for f in refused[0].findings] == [
            "step.adoption.wrong_role", "benchmarks.own_import",
        ]  # fmt: skip

    def test_is_adopted_and_withdrawn_by_a_head(self, people):
        upload(people["legal"], xlsx(*TABLE))
        table = only().id
        for name, more, said in (
            ("adopt_table", {}, "施行中"),
            ("withdraw_table", {"reason": "示例理由"}, "已撤回停用"),
        ):
            url = reverse(f"lawbook:{name}", args=[table])
            assert people["head"].get(url).status_code == 200
            data = {"request_key": name, "version": "0", "on": "2026-01-15", **more}
            answer = people["head"].post(url, data, follow=True)
            assert said in answer.text
        assert said in people["legal"].get(reverse("lawbook:benchmarks")).text

    def test_does_not_exist_for_a_stranger_s_table(self, people):
        url = reverse("lawbook:table", args=[UUID(int=9)])
        assert people["head"].get(url).status_code == 404

    def test_decides_in_the_explainer_for_officers_and_citizens(self, people, client):
        upload(people["legal"], xlsx(*TABLE))
        url = reverse("lawbook:adopt_table", args=[only().id])
        people["head"].post(url, {"request_key": "a", "version": "0", "on": "2026-01-15"})
        asked = {
            "violation": "safety.97-7", "violated_from": "2026-01-10", "kind": "once",
            "decided_on": "2026-01-15", "who": "UNIT", "order_expired": "0", "corrected": "0",
            "persons": "1", "found_on": "2026-01-10", "endangered": "0",
        }  # fmt: skip
        inside = people["legal"].get(reverse("lawbook:explainer"), asked)
        outside = client.get(reverse("lawbook:explainer"), asked)
        assert inside.context["told"].headline == "20,000.00元以下"
        assert outside.context["told"].headline == "20,000.00元以下"
        assert (
            "和《示例基准》"
            in people["legal"].get(reverse("lawbook:violation", args=["safety.97-7"])).text
        )
        assert "先于CN-2024-90-26" in people["legal"].get(reverse("lawbook:soundness")).text
        visitor = accounts.add_user(
            ctx=ctx("visitor"), username="visitor", name="示例丙",
            roles=frozenset({Role.PUBLIC}), password="", unit=None, on=DAY,
        )  # fmt: skip
        client.force_login(visitor, backend="django.contrib.auth.backends.ModelBackend")
        assert "示例基准" not in client.get(reverse("lawbook:soundness")).text
