"""Pages of registry: who may open them, what they show, what an import does."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from zhunsheng.accounts.choices import Role
from zhunsheng.documents.tests.scans import scan
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.registry import services
from zhunsheng.registry.choices import EntityKind
from zhunsheng.registry.models import BusinessEntity, EntityMerge, ImportRun
from zhunsheng.registry.tests.builders import (
    DAY,
    HEADINGS,
    OTHER_BUREAU,
    code,
    ctx,
    events,
    facts,
    found,
    row,
    street,
    user,
    xlsx,
)

pytestmark = pytest.mark.usefixtures("bureau", "site")


@pytest.fixture
def site(settings, monkeypatch):
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T10:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms


def client(role: Role = Role.WINDOW_CLERK, **who) -> Client:
    signed_in = Client()
    signed_in.force_login(user(role, **who), backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


def fill(count: int) -> None:
    rows = [row(n) for n in range(count)]
    services.import_entities(
        ctx=ctx(f"fill {count}"), filename="a.xlsx", content=xlsx(rows), on=DAY
    )


def names() -> list[str]:
    rows = BusinessEntity.objects.of(ctx("read")).order_by("pinyin_key")
    return [entity.name for entity in rows]


def sheet(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


class TestPermission:
    @pytest.mark.parametrize("role", list(Role))
    def test_of_each_page_is_as_declared(self, role):
        entity = services.add_entity(ctx=ctx("e"), facts=facts(), on=DAY)
        editors = {Role.SYSTEM_ADMIN, Role.TEAM_HEAD, Role.WINDOW_CLERK}
        outsiders = {Role.ENTERPRISE, Role.PUBLIC}
        browser = client(role)
        expected = {
            reverse("registry:list"): 403 if role in outsiders else 200,
            reverse("registry:detail", args=[entity.id]): 403 if role in outsiders else 200,
            reverse("registry:add"): 200 if role in editors else 403,
            reverse("registry:amend", args=[entity.id]): 200 if role in editors else 403,
            reverse("registry:import"): 200 if role in editors else 403,
            reverse("registry:import_template"): 200 if role in editors else 403,
        }
        if role is Role.STREET_OFFICER:
            expected[reverse("registry:detail", args=[entity.id])] = 404
        assert {url: browser.get(url).status_code for url in expected} == expected

    def test_is_asked_of_a_stranger_at_the_door(self):
        answer = Client().get(reverse("registry:list"))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (
            302,
            reverse("accounts:sign_in"),
        )

    def test_ends_at_the_border_of_the_bureau(self):
        entity = services.add_entity(ctx=ctx("e"), facts=facts(), on=DAY)
        found("other", bureau=OTHER_BUREAU, division="999902")
        stranger = client(bureau=OTHER_BUREAU)
        assert stranger.get(reverse("registry:detail", args=[entity.id])).status_code == 404
        assert stranger.get(reverse("registry:amend", args=[entity.id])).status_code == 404
        assert entity.name not in stranger.get(reverse("registry:list")).content.decode()


class TestList:
    def test_takes_the_same_number_of_queries_at_any_length(self):
        browser = client()
        numbers = []
        for count in (3, 20, 300):
            fill(count)
            with CaptureQueriesContext(connection) as seen:
                answer = browser.get(reverse("registry:list"))
            assert f"本筛选合计 <b>{count}</b> 家" in answer.content.decode()
            numbers.append(len(seen))
        assert numbers == [numbers[0]] * 3

    def test_keeps_filters_in_the_address_and_names_the_total(self):
        fill(25)
        page = client().get(reverse("registry:list"), {"text": "示例第2"}).content.decode()
        assert "本筛选合计 <b>6</b> 家" in page
        assert 'value="示例第2"' in page

    def test_shows_twenty_rows_a_page(self):
        fill(25)
        page = client().get(reverse("registry:list"), {"page": "2"}).content.decode()
        assert "第 21–25 家，共 25 家" in page

    def test_is_saved_as_a_sheet_of_the_filter_that_can_be_imported(self):
        fill(3)
        url = reverse("registry:list")
        answer = client().get(url, {"format": "xlsx", "text": "示例第2"})
        assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
        rows = sheet(answer.content)
        assert (tuple(rows[0][:11]), rows[1][:4]) == (
            HEADINGS,
            ["示例第2贸易有限公司", code(2), "企业法人", "商贸"],
        )
        assert len(rows) == 2


class TestAmend:
    def form(self, **changes):
        data = {
            "name": "示例第1化工有限公司",
            "credit_code": code(1),
            "kind": "COMPANY",
            "sector": "HAZCHEM_PRODUCTION",
            "risk_class": "C",
            "standard_grade": "UNGRADED",
            "enforcement_level": "DISTRICT",
            "phone": "000-1111",
            "request_key": "k1",
            "version": "0",
        }
        return {**data, **changes}

    def test_saves_and_shows_the_change(self):
        entity = services.add_entity(ctx=ctx("e"), facts=facts(), on=DAY)
        url = reverse("registry:amend", args=[entity.id])
        answer = client().post(url, self.form(), follow=True)
        page = answer.content.decode()
        assert "000-1111" in page
        assert "变更“示例第1化工有限公司”的联系电话" in page

    def test_of_a_name_takes_its_paper_and_shows_the_former_name_with_its_span(self):
        """行政处罚法 40: who the party is, is clear, whatever it is called by now."""
        entity = services.add_entity(ctx=ctx("e"), facts=facts(), on=DAY)
        url, browser = reverse("registry:amend", args=[entity.id]), client()
        before, new = events(), "示例第1新材料有限公司"
        answer = browser.post(url, self.form(name=new))
        assert (answer.status_code, events()) == (409, before)
        assert "没有选择是名称变更登记还是录入更正" in answer.content.decode()
        paper = {"step": "RENAMED", "paper": "示市监登记通知〔2025〕3号"}
        file = SimpleUploadedFile("登记通知书.pdf", scan())
        sent = self.form(name=new, request_key="k2", scan=file, **paper)
        page = browser.post(url, sent, follow=True).content.decode()
        assert "示例第1化工有限公司（2025-03-03至2025-03-03）" in page
        item = EvidenceItem.objects.of(ctx("read")).get()
        assert f'<a href="{reverse("evidence:file", args=[item.id])}">示市监登记通知' in page

    def test_of_a_stale_form_keeps_what_was_typed(self):
        entity = services.add_entity(ctx=ctx("e"), facts=facts(), on=DAY)
        url = reverse("registry:amend", args=[entity.id])
        browser = client()
        browser.post(url, self.form())
        before = events()
        answer = browser.post(url, self.form(request_key="k2", phone="000-2222"))
        assert answer.status_code == 409
        assert "000-2222" in answer.content.decode()
        assert events() == before

    def test_is_refused_with_all_reasons_and_their_articles(self):
        services.add_entity(ctx=ctx("e"), facts=facts(), on=DAY)
        browser = client()
        before = events()
        answer = browser.post(reverse("registry:add"), self.form())
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "暂不能办理及理由" in page
        assert f"统一社会信用代码{code(1)}已登记为“示例第1化工有限公司”" in page
        assert "《统一社会信用代码编码规则》" in page
        assert events() == before


class TestImport:
    def upload(self, browser: Client, content: bytes, name: str = "名单.xlsx"):
        return browser.post(reverse("registry:import"), {"file": SimpleUploadedFile(name, content)})

    def token(self, page) -> str:
        return str(page.context["confirm"].initial["token"])

    def test_previews_without_writing_and_imports_once_confirmed(self):
        street()
        browser = client()
        before = events()
        content = xlsx([row(1), row(2, 行业领域="养殖"), row(3)])
        shown = self.upload(browser, content)
        page = shown.content.decode()
        assert "确认导入 2 家" in page
        assert "“养殖”不是可选的行业领域。" in page
        assert (names(), events()) == ([], before)
        send = {"token": self.token(shown), "request_key": "k1"}
        url = reverse("registry:import_confirm")
        done = browser.post(url, send, follow=True)
        assert "已导入" in done.content.decode()
        assert names() == ["示例第1贸易有限公司", "示例第3贸易有限公司"]
        assert events() == before + 1
        twice = browser.post(url, send)
        assert (twice.status_code, events()) == (302, before + 1)

    def test_offers_the_rejected_rows_as_a_sheet(self):
        browser = client()
        shown = self.upload(browser, xlsx([row(1), row(2, 行业领域="养殖")]))
        early = browser.get(reverse("registry:import_errors"), {"token": self.token(shown)})
        browser.post(
            reverse("registry:import_confirm"), {"token": self.token(shown), "request_key": "k1"}
        )
        run = ImportRun.objects.of(ctx("read")).get()
        late = browser.get(reverse("registry:import_run_errors", args=[run.id]))
        for answer in (early, late):
            rows = sheet(answer.content)
            assert rows[0][:4] == ["原文件行号", "问题所在列", "问题与处理办法", "单位名称"]
            assert rows[1][:2] == [3.0, "行业领域"]
            assert rows[1][3] == "示例第2贸易有限公司"

    def test_says_in_one_line_why_a_file_cannot_be_read(self):
        browser = client()
        before = events()
        answer = self.upload(browser, xlsx([row(1)])[:3000])
        assert answer.status_code == 422
        assert "文件已损坏，无法打开。" in answer.content.decode()
        assert (names(), events()) == ([], before)

    def test_asks_for_a_file(self):
        answer = client().post(reverse("registry:import"), {})
        assert answer.status_code == 422
        assert "请选择要导入的文件。" in answer.content.decode()

    def test_does_not_import_what_somebody_else_uploaded(self):
        token = self.token(self.upload(client(), xlsx([row(1)])))
        before = events()
        other = client(Role.TEAM_HEAD)
        answer = other.post(
            reverse("registry:import_confirm"), {"token": token, "request_key": "k1"}
        )
        assert answer.status_code == 422
        assert "预览已过期或者不是本人上传的。" in answer.content.decode()
        assert other.get(reverse("registry:import_errors"), {"token": token}).status_code == 404
        assert (names(), events()) == ([], before + 1)

    def test_offers_a_template_with_the_headings(self):
        content = client().get(reverse("registry:import_template")).content
        shown = [str(cell).rstrip("*") for cell in sheet(content)[0]]
        assert (shown[:11], len(shown)) == (list(HEADINGS), 91)


def test_a_merge_into_a_name_that_several_share_is_refused_with_their_codes():
    """行政处罚法 40: which entry is kept is clear before two are one."""
    same = "示例第1化工有限公司"
    units = [
        services.add_entity(ctx=ctx(f"{n}"), facts=facts(n, name=same), on=DAY) for n in (1, 2, 3)
    ]
    clerk = client()
    before = events()
    answer = clerk.post(
        reverse("registry:merge", args=[units[2].id]),
        {"request_key": "m", "kept": same, "reason": "重复登记", "version": "0"},
    )
    assert f"{code(1)}、{code(2)}" in answer.content.decode()
    assert (answer.status_code, events()) == (409, before)
    assert not EntityMerge.objects.of(ctx("read")).exists()


def test_a_merged_entry_says_so_and_opens_no_form_that_would_be_refused():
    said = {"credit_code": "", "kind": EntityKind.PERSON}
    kept, twin = (
        services.add_entity(ctx=ctx(f"{n}"), facts=facts(n, name=f"示例第{n}店", **said), on=DAY)
        for n in (1, 2)
    )
    services.merge_entities(
        ctx=ctx("m"), kept=kept.id, duplicate=twin.id, reason="同一营业执照", version=0, on=DAY
    )
    clerk = client()
    page = clerk.get(reverse("registry:detail", args=[twin.id])).content.decode()
    assert "已并入</span>" in page
    assert f'href="{reverse("registry:detail", args=[kept.id])}">{kept.name}</a>' in page
    for act in ("amend", "operation", "particulars", "add_site", "merge", "note_safety"):
        url = reverse(f"registry:{act}", args=[twin.id])
        assert url not in page
        answer = clerk.get(url)
        assert (answer.status_code, answer["Location"]) == (
            302,
            reverse("registry:detail", args=[twin.id]),
        )
        assert clerk.get(reverse(f"registry:{act}", args=[kept.id])).status_code == 200
    assert clerk.get(reverse("registry:undo_merge", args=[twin.id])).status_code == 200
