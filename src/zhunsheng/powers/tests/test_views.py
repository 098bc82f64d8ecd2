"""The pages of the list: what they show, what they refuse, what they cost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.powers import exports, queries
from zhunsheng.powers.choices import ListOrigin
from zhunsheng.powers.models import PowerListVersion
from zhunsheng.powers.queries.versions import values_from
from zhunsheng.powers.tests.builders import (
    INSPECTION,
    ITEM,
    ctx,
    drafted,
    filled,
    found,
    published,
    user,
)

pytestmark = pytest.mark.django_db
VIEWER = ctx("viewer").viewer


@pytest.fixture(autouse=True)
def bureau(settings, monkeypatch):
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T18:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms
    found()


@pytest.fixture
def lawyer() -> Client:
    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(user(Role.LEGAL_REVIEWER), backend=backend)
    return client


def at(name: str, row: PowerListVersion, *more: str) -> str:
    return reverse(f"powers:{name}", args=[row.id, *more])


def sheet(content: bytes) -> dict[str, object]:
    file = SimpleUploadedFile("清单.xlsx", content)
    return {"file": file, "request_key": "take", "version": "1"}


class TestDetail:
    def test_counts_by_kind_and_narrows_by_the_address(self, lawyer):
        row = published()
        page = lawyer.get(at("detail", row))
        assert [(one.kind.value, one.count) for one in page.context["counts"]] == [
            ("PENALTY", 1),
            ("INSPECTION", 1),
        ]
        narrowed = lawyer.get(at("detail", row), {"kind": "INSPECTION"}).context["page"].rows
        assert [one.item for one in narrowed] == [INSPECTION]
        found_by = lawyer.get(at("detail", row), {"q": "第九十七条"}).context["page"].rows
        assert [one.item for one in found_by] == [ITEM]

    def test_costs_the_same_queries_for_two_items_and_for_seventy(self, lawyer):
        def cost(row: PowerListVersion) -> int:
            with CaptureQueriesContext(connection) as asked:
                assert lawyer.get(at("detail", row)).status_code == 200
            return len(asked)

        row = filled()
        few, on = cost(row), ctx("on").day
        many = [values_from(one) for one in queries.proposal(subject="示例局", on=on)]
        PowerListVersion.objects.of(VIEWER).filter(id=row.id).update(draft=many)
        assert cost(row) == few


class TestItem:
    def test_links_its_bases_and_its_violations(self, lawyer):
        text = lawyer.get(at("item", published(), "CF-001")).content.decode()
        assert "/lawbook/SPL-2021/97/" in text
        assert "/lawbook/violations/safety.97-7/" in text

    def test_that_the_version_lacks_is_not_there(self, lawyer):
        assert lawyer.get(at("item", published(), "CF-999")).status_code == 404

    def test_of_a_violation_is_found_or_the_gap_is_shown(self, lawyer):
        row = published()
        page = lawyer.get("/powers/violations/safety.97-7/")
        assert page.headers["Location"] == at("item", row, "CF-001")
        gap = lawyer.get("/powers/violations/safety.97-3/", follow=True)
        assert [one.key for one in gap.context["page"].rows] == ["safety.97-3"]


class TestImport:
    def test_takes_a_sheet_as_a_whole(self, lawyer):
        row = drafted(ListOrigin.BLANK)
        answer = lawyer.post(at("import", row), sheet(exports.items_sheet((ITEM, INSPECTION))))
        assert answer.headers["Location"] == at("detail", row)
        assert queries.items_of(VIEWER, queries.version(VIEWER, row.id)) == (ITEM, INSPECTION)

    def test_says_which_row_is_wrong_and_writes_nothing(self, lawyer):
        row = drafted(ListOrigin.BLANK)
        answer = lawyer.post(at("import", row), sheet(exports.items_sheet((ITEM, ITEM))))
        assert answer.status_code == 409
        assert "第3行“事项编码”" in answer.content.decode()
        assert queries.version(VIEWER, row.id).draft == []

    def test_says_why_a_file_is_no_sheet(self, lawyer):
        row = drafted(ListOrigin.BLANK)
        answer = lawyer.post(at("import", row), sheet(b"text"))
        assert answer.status_code == 422
        assert "文件已损坏" in answer.content.decode()


class TestForm:
    def test_of_an_item_gives_the_item_back(self, lawyer):
        row = filled()
        page = lawyer.get(at("edit_item", row, "CF-001"))
        typed = {name: page.context["form"][name].value() for name in page.context["form"].fields}
        sent = {k: getattr(v, "value", v) for k, v in typed.items() if v is not False}
        lawyer.post(
            at("edit_item", row, "CF-001"),
            {**sent, "request_key": "edit", "version": str(row.version), "limits": "只限当场"},
        )
        changed = queries.items_of(VIEWER, queries.version(VIEWER, row.id))[0]
        assert changed.limits == "只限当场"
        assert (changed.bases, changed.violations) == (ITEM.bases, ITEM.violations)

    def test_begins_a_version_from_the_lawbook(self, lawyer):
        sent = {"label": "清单", "origin": "LAWBOOK", "on": "2025-03-03", "request_key": "new"}
        answer = lawyer.post(reverse("powers:new"), sent)
        row = queries.open_draft(VIEWER)
        assert row is not None
        assert answer.headers["Location"] == at("detail", row)
        assert len(row.draft) == len(queries.proposal(subject="示例局", on=ctx("x").day))


class TestFiles:
    def test_are_exactly_the_version_and_the_template(self, lawyer):
        row = published()
        assert lawyer.get(at("export", row)).content == exports.items_sheet((ITEM, INSPECTION))
        assert lawyer.get(reverse("powers:template")).content.startswith(b"PK")
