"""The pages of documents, as each reader sees them."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.documents import queries, services
from zhunsheng.documents.models import Document, NumberEntry
from zhunsheng.documents.tests.builders import (
    DAY,
    OTHER,
    ctx,
    found,
    found_other,
    issue_one,
)
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Actor, ActorKind

BACKEND = "django.contrib.auth.backends.ModelBackend"


def reader(*roles: Role, bureau: UUID | None = None, name: str = "reader") -> Client:
    act = ctx(f"user-{name}") if bureau is None else ctx(f"user-{name}", bureau=bureau)
    user = accounts.add_user(
        ctx=act,
        username=name,
        name="示例庚",
        roles=frozenset(roles),
        password="",
        unit=None,
        on=DAY,
    )
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def document(db: None, settings: object, tmp_path: Path) -> Document:
    settings.ZHUNSHENG_FILES_DIR = tmp_path / "files"  # type: ignore[attr-defined]
    settings.ZHUNSHENG_PINNED_NOW = "2026-11-20T10:00:00+08:00"  # type: ignore[attr-defined]
    found()
    return issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)


def address(document: Document, extension: str) -> str:
    return reverse("documents:file", args=(document.id, extension))


class TestList:
    def test_shows_the_documents_of_the_filter(self, document: Document):
        client = reader(Role.ENFORCEMENT_OFFICER)
        everything = client.get(reverse("documents:list")).content.decode()
        assert document.number in everything
        assert '<td class="wrap">示例区晨安化工有限公司</td>' in everything
        filtered = client.get(reverse("documents:list"), {"kind": "prior_notice"})
        assert document.number not in filtered.content.decode()
        assert "没有符合条件的文书" in filtered.content.decode()

    def test_costs_the_same_queries_for_one_row_and_for_many(self, document: Document):
        client = reader(Role.ENFORCEMENT_OFFICER)
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse("documents:list"))
            counts.append(len(captured))
            for number in range(10):
                issue_one(ctx=ctx(f"more-{number}"), kind="prior_notice", on=DAY)
        assert counts[0] == counts[1]

    def test_is_closed_to_an_enterprise(self, document: Document):
        assert reader(Role.ENTERPRISE).get(reverse("documents:list")).status_code == 403


class TestDocumentPage:
    def test_shows_paper_number_and_hash(self, document: Document):
        page = reader(Role.CHIEF).get(reverse("documents:detail", args=(document.id,)))
        text = page.content.decode()
        assert page.status_code == 200
        for expected in (document.number, document.content_hash, "五、处罚决定", "（印章）"):
            assert expected in text
        assert "style=" not in text.split("<article")[1]

    def test_is_not_found_from_another_bureau(self, document: Document):
        found_other()
        stranger = reader(Role.CHIEF, bureau=OTHER)
        page = reverse("documents:detail", args=(document.id,))
        assert stranger.get(page).status_code == 404
        assert stranger.get(address(document, "pdf")).status_code == 404

    @pytest.mark.parametrize("forged", ["-" * 36, "a" * 36, "0" * 32 + "----"])
    def test_is_not_found_under_an_id_that_is_none(self, document: Document, forged: str):
        client = reader(Role.ENFORCEMENT_OFFICER)
        assert client.get(f"/documents/{forged}/file.pdf").status_code == 404

    @pytest.mark.parametrize(("extension", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
    def test_hands_out_its_files(self, document: Document, extension: str, start: bytes):
        answer = reader(Role.CHIEF).get(address(document, extension))
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content).startswith(start)  # type: ignore[attr-defined]

    def test_says_in_chinese_that_the_fonts_are_missing(self, document: Document, settings: object):
        settings.ZHUNSHENG_FONT_DIR = "/nowhere/fonts"  # type: ignore[attr-defined]
        answer = reader(Role.CHIEF).get(address(document, "pdf"))
        assert answer.status_code == 409
        assert "字体文件夹“/nowhere/fonts”不存在" in answer.content.decode()

    def test_says_in_chinese_that_the_disk_does_not_take_the_file(
        self, document: Document, settings: object, tmp_path: Path
    ):
        (tmp_path / "file").write_text("")
        settings.ZHUNSHENG_FILES_DIR = tmp_path / "file"  # type: ignore[attr-defined]
        answer = reader(Role.CHIEF).get(address(document, "docx"))
        assert answer.status_code == 409
        assert "文件没有生成" in answer.content.decode()


class TestPaperOfAStreet:
    """行政处罚法 52.1: who decides on the spot hands the decision over on the spot."""

    def test_is_opened_and_printed_by_the_street_that_issued_it(self, document: Document):
        unit = accounts.add_unit(ctx=ctx("s"), name="示例街道", kind=UnitKind.STREET, on=DAY)
        people = [
            accounts.add_user(
                ctx=ctx(f"street-{name}"), username=name, name="示例辛",
                roles=frozenset({Role.STREET_OFFICER}), password="", unit=unit.id, on=DAY,
            )
            for name in ("one", "two")
        ]  # fmt: skip
        by = Actor(ActorKind.OFFICER, people[0].id, people[0].name)
        own = issue_one(ctx=replace(ctx("own"), by=by), kind="summary_penalty_decision", on=DAY)
        for user in people:
            client = Client()
            client.force_login(user, backend=BACKEND)
            page = client.get(reverse("documents:detail", args=(own.id,)))
            assert page.status_code == 200
            assert f'href="{reverse("documents:list")}"' not in page.content.decode()
            assert client.get(address(own, "pdf")).status_code == 200
            for other in (
                reverse("documents:detail", args=(document.id,)),
                address(document, "pdf"),
            ):
                assert client.get(other).status_code == 404

    def test_stays_closed_to_a_street_officer_of_no_street(self, document: Document):
        client = reader(Role.STREET_OFFICER)
        assert client.get(reverse("documents:detail", args=(document.id,))).status_code == 404
        assert client.get(reverse("documents:list")).status_code == 403


class TestNumbersPages:
    def test_account_for_every_number(self, document: Document):
        services.reserve_number(ctx=ctx("r"), kind="penalty_decision", on=DAY)
        client = reader(Role.ARCHIVIST)
        assert "有预留未使用" in client.get(reverse("documents:numbers")).content.decode()
        text = client.get(reverse("documents:series", args=("罚", 2026))).content.decode()
        assert "已使用" in text
        assert "已预留" in text
        assert reverse("documents:detail", args=(document.id,)) in text
        assert client.get(reverse("documents:series", args=("罚", 2001))).status_code == 404

    def test_reserve_and_void_a_number_once_for_one_form(self, document: Document):
        client = reader(Role.ARCHIVIST)
        form = {"kind": "penalty_decision", "request_key": "k1"}
        for _ in range(2):
            assert client.post(reverse("documents:reserve"), form).status_code == 302
        entries = list(queries.numbers(ctx("x"), code="罚", year=2026))
        assert [entry.state for entry in entries] == ["ISSUED", "RESERVED"]
        void = reverse("documents:void", args=(entries[1].id,))
        assert client.post(void, {"reason": "", "request_key": "k2"}).status_code == 422
        assert client.post(void, {"reason": "填错", "request_key": "k3"}).status_code == 302
        entry: NumberEntry = queries.number(ctx("x"), entries[1].id)
        assert (entry.state, entry.reason) == ("VOID", "填错")

    def test_refuse_to_void_a_used_number_with_the_reason(self, document: Document):
        entry = queries.numbers(ctx("x"), code="罚", year=2026)[0]
        client = reader(Role.ARCHIVIST)
        before = Event.objects.count()
        answer = client.post(
            reverse("documents:void", args=(entry.id,)), {"reason": "填错", "request_key": "k"}
        )
        assert answer.status_code == 409
        assert "不能作废" in answer.content.decode()
        assert Event.objects.count() == before

    def test_are_closed_for_writing_to_an_officer(self, document: Document):
        client = reader(Role.ENFORCEMENT_OFFICER)
        assert client.get(reverse("documents:reserve")).status_code == 403


class TestKindsPage:
    def test_shows_what_each_kind_must_contain(self, db: None):
        found()
        text = reader(Role.CHIEF).get(reverse("documents:kinds")).content.decode()
        assert "行政处罚决定书" in text
        assert "当事人的名称（姓名）" in text
        assert "待核实" in text
