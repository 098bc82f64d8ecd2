"""Pages of the archive: who sees what, what is logged, a constant number of queries."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import AccessRecord, User
from zhunsheng.archive import services
from zhunsheng.archive.models import Volume
from zhunsheng.archive.tests.builders import DAY, Archive
from zhunsheng.cases.tests.steps import BELOW, HEAVY
from zhunsheng.documents import queries as documents
from zhunsheng.documents.models import Document, SignedOriginal
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.legalreview import queries as reviews
from zhunsheng.web import clock

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def world(settings) -> Archive:
    settings.ZHUNSHENG_PINNED_NOW = f"{DAY.isoformat()}T10:00:00+08:00"
    return Archive()


@pytest.fixture
def filed(world: Archive) -> Volume:
    return world.file(world.closed())


def client(user: User) -> Client:
    found = Client(headers={"host": "127.0.0.1"})
    found.force_login(user, backend=BACKEND)
    return found


class TestVolume:
    def test_shows_the_catalogue_of_the_main_folder(self, world: Archive, filed: Volume) -> None:
        text = client(world.users["archivist"]).get(f"/archive/{filed.id}/").content.decode()
        assert "行政（当场）处罚决定书" in text
        assert "现场照片" in text
        assert not AccessRecord.objects.of(world.viewer()).exists()

    def test_logs_every_look_at_the_inner_folder(self, world: Archive, filed: Volume) -> None:
        page = client(world.users["archivist"])
        for address in ("inner/", "inner.pdf"):
            assert page.get(f"/archive/{filed.id}/{address}").status_code == 200
        seen = accounts.accesses(world.viewer(), subject=("volume", filed.id))
        assert sorted(row.what for row in seen) == ["查阅副卷目录", "调取副卷PDF"]

    def test_opens_the_inner_folder_to_its_handlers_and_on_an_approved_loan_alone(
        self, world: Archive, filed: Volume
    ) -> None:
        def looked(who: str) -> list[int]:
            page = client(world.users[who])
            names = ("inner/", "inner.pdf")
            return [page.get(f"/archive/{filed.id}/{name}").status_code for name in names]

        assert looked("finance") == [403, 403]
        assert not AccessRecord.objects.of(world.viewer()).exists()
        assert "副卷PDF" not in client(world.users["finance"]).get(f"/archive/{filed.id}/").text
        assert looked("yi") == looked("reviewer") == looked("deputy") == [200, 200]
        draft = services.LoanDraft("", "核对缴款", DAY, with_inner=True)
        loan = services.request_loan(
            ctx=world.act("finance", DAY), volume=filed.id, draft=draft, on=DAY
        )
        assert looked("finance") == [403, 403]
        services.approve_loan(ctx=world.act("deputy", DAY), loan=loan.id, on=DAY)
        assert looked("finance") == [200, 200]

    def test_lends_with_the_main_folder_what_an_inquiry_took(
        self, world: Archive, filed: Volume, settings
    ) -> None:
        """档案法 28: who reads a folder on an approved loan reads the pieces that stand in it."""
        [item, *_] = EvidenceItem.objects.of(world.viewer()).filter(subject_id=filed.case_id)
        like = {"kind": "interview_record", "issued_by": filed.case_id}
        kept, other = (
            SimpleNamespace(id=one, subject_kind="case", subject_id=one, **like)
            for one in (filed.case_id, filed.id)
        )

        def looked() -> tuple[int, set[UUID]]:
            page = client(world.users["finance"]).get(reverse("evidence:file", args=[item.id]))
            viewer = world.act("finance", DAY).viewer
            papers = cast(list[Document], [kept, other])
            return page.status_code, set(documents.closed_to(viewer, papers, on=clock.today()))

        assert looked() == (403, {kept.id, other.id})
        draft = services.LoanDraft("", "核对缴款", DAY)
        ctx = world.act("finance", DAY)
        loan = services.request_loan(ctx=ctx, volume=filed.id, draft=draft, on=DAY)
        assert looked() == (403, {kept.id, other.id})
        services.approve_loan(ctx=world.act("deputy", DAY), loan=loan.id, on=DAY)
        assert looked() == (200, {other.id})
        settings.ZHUNSHENG_PINNED_NOW = f"{DAY + timedelta(days=1)}T10:00:00+08:00"
        assert looked() == (403, {kept.id, other.id})

    def test_hands_the_main_folder_to_its_readers_and_on_an_approved_loan_alone(
        self, world: Archive, filed: Volume, settings
    ) -> None:
        """档案法 28: others than its handlers, heads and reviewers ask; each read is logged."""
        world.add_user("justice", "示例司", Role.JUSTICE_SUPERVISOR.value)
        world.add_user("window", "示例窗", Role.WINDOW_CLERK.value)
        world.add_user("admin", "示例管", Role.SYSTEM_ADMIN.value)
        world.add_user("other", "示例他", Role.ENFORCEMENT_OFFICER.value)

        def looked(*names: str) -> set[int]:
            address = f"/archive/{filed.id}/main.pdf"
            return {client(world.users[who]).get(address).status_code for who in names}

        assert looked("justice", "window", "admin", "other", "finance") == {403}
        assert not AccessRecord.objects.of(world.viewer()).exists()
        page = client(world.users["finance"]).get(f"/archive/{filed.id}/").text
        assert "正卷PDF" not in page
        draft = services.LoanDraft("", "核对缴款", DAY)
        ctx = world.act("finance", DAY)
        loan = services.request_loan(ctx=ctx, volume=filed.id, draft=draft, on=DAY)
        services.approve_loan(ctx=world.act("deputy", DAY), loan=loan.id, on=DAY)
        assert looked("finance", "yi", "reviewer", "deputy", "archivist") == {200}
        assert AccessRecord.objects.of(world.viewer()).filter(what="调取正卷PDF").count() == 5
        settings.ZHUNSHENG_PINNED_NOW = f"{DAY + timedelta(days=1)}T10:00:00+08:00"
        assert looked("finance") == {403}

    def test_opens_an_inner_document_at_no_other_door(self, world: Archive) -> None:
        """档案法 28: the inner folder is read by its readers, whichever page is asked."""
        case = world.decided(BELOW, DAY)
        kind = "legal_review_opinion"
        [opinion] = [
            row
            for row in documents.documents_of(world.viewer(), ("case", case.id))
            if row.kind == kind
        ]

        def looked(who: str) -> list[int]:
            page = client(world.users[who])
            names = ("", "file.pdf")
            return [page.get(f"/documents/{opinion.id}/{name}").status_code for name in names]

        world.add_user("justice", "示例司", Role.JUSTICE_SUPERVISOR.value)
        world.add_user("window", "示例窗", Role.WINDOW_CLERK.value)
        world.add_user("other", "示例他", Role.ENFORCEMENT_OFFICER.value)
        shut = ("finance", "window", "other", "justice")

        def numbered(who: str) -> list[bool]:
            places = (f"/cases/{case.id}/", "/documents/", f"/search/?q={opinion.number}")
            page = client(world.users[who])
            return [f"{opinion.id}" in page.get(one).text for one in places]

        for who in shut:
            assert (looked(who), numbered(who)) == ([403, 403], [False] * 3)
        assert numbered("yi") == [True] * 3
        world.file(world.close(case, BELOW))
        for who in shut:
            assert (looked(who), numbered(who)) == ([403, 403], [False] * 3)
        assert not AccessRecord.objects.of(world.viewer()).exists()
        assert looked("yi") == looked("reviewer") == [200, 200]
        assert len(accounts.accesses(world.viewer(), subject=("document", opinion.id))) == 4

    def test_is_told_by_no_page_to_who_may_not_read_it(self, world: Archive) -> None:
        """档案法 28, 行政处罚法 57.2: what an inner paper says no page says to others."""
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        world.discuss(case, HEAVY, DAY)
        world.decide(case, HEAVY, DAY)
        [review] = reviews.of_subject(world.viewer(), ("case", case.id))
        world.add_user("justice", "示例司", Role.JUSTICE_SUPERVISOR.value)
        said = ("负责人集体讨论", "法制审核意见：")

        def told(who: str) -> list[bool]:
            page = client(world.users[who])
            texts = [page.get(f"/cases/{case.id}/{part}").text for part in ("", "print/")]
            return [one in text for text in texts for one in said]

        def looked(who: str) -> list[int]:
            page = client(world.users[who])
            places = [f"/cases/{case.id}/{step}/" for step in ("decision", "discussion")]
            return [page.get(one).status_code for one in (*places, f"/legalreview/{review.id}/")]

        for who in ("finance", "justice"):
            assert (told(who), looked(who)) == ([False] * 4, [403] * 3)
        world.add_user("otherhead", "示例别", Role.TEAM_HEAD.value)
        assert told("head") == [True] * 4
        volume = world.file(world.close(case, HEAVY))
        for who in ("finance", "justice", "otherhead"):
            assert (told(who), looked(who)) == ([False] * 4, [403] * 3)
        for who in ("yi", "head", "deputy", "archivist"):
            assert (told(who), looked(who)) == ([True] * 4, [200] * 3)
        assert said[0] not in client(world.users["finance"]).get(f"/archive/{volume.id}/").text

    def test_hands_out_the_main_folder_as_pdf(self, world: Archive, filed: Volume) -> None:
        answer = client(world.users["archivist"]).get(f"/archive/{filed.id}/main.pdf")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.getvalue().startswith(b"%PDF-1.7")


class TestLists:
    def test_read_as_much_for_one_volume_as_for_three(self, world: Archive, filed: Volume) -> None:
        page = client(world.users["archivist"])

        def counted(address: str) -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert page.get(address).status_code == 200
            return len(queries)

        addresses = ("/archive/", "/archive/waiting/", "/archive/loans/")
        few = [counted(address) for address in addresses]
        world.file(world.closed())
        world.closed()
        assert [counted(address) for address in addresses] == few


class TestScan:
    def test_that_is_not_what_it_says_is_told_in_chinese_and_not_kept(self, world: Archive) -> None:
        case = world.spot(DAY)
        (paper,) = documents.documents_of(world.viewer(), ("case", case.id))
        page = client(world.users["yi"])
        answer = page.post(
            f"/documents/{paper.id}/original/",
            {"request_key": "k1", "file": SimpleUploadedFile("决定书.pdf", picture("PNG"))},
        )
        assert answer.status_code == 409
        assert "内容却是PNG图片" in answer.content.decode()
        assert not SignedOriginal.objects.of(world.viewer()).exists()
