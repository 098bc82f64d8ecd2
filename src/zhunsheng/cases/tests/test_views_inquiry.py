"""Pages on which evidence is taken for a case: rows, files, refusals, a constant cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.inquiries import (
    DAY,
    ask,
    at,
    commissioned,
    interview,
    requested,
    running,
    subject,
)
from zhunsheng.cases.tests.world import World
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence import queries as evidence
from zhunsheng.inquiry import queries
from zhunsheng.inquiry.choices import PreservationStage
from zhunsheng.inquiry.models import CommissionTurn, Interview, Preservation
from zhunsheng.inquiry.rules import Thing

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def world(settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T15:00:00+08:00"
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    return world.opened(DAY)


def signed_in(world: World, key: str = "yi") -> Client:
    client = Client()
    client.force_login(world.users[key], backend=BACKEND)
    return client


def page(case: PenaltyCase, act: str = "") -> str:
    return f"/inquiry/case/{case.id}/{act and f'{act}/'}"


def spot(world: World, **more: object) -> dict[str, object]:
    held = {
        "request_key": "inquiry",
        "on": DAY.isoformat(),
        "started": "08:00",
        "ended": "09:00",
        "place": "示例区安平路8号",
        "proves": "3名人员无证从事低压电工作业",
        "officers": [str(world.officers["yi"]), str(world.officers["bing"])],
        "certificates_shown": "on",
        "recusal_told": "on",
        "signed": "on",
        "rows": "3",
    }
    return {**held, **more}


def asked(world: World, **more: object) -> dict[str, object]:
    told = {
        "person": "示例甲",
        "capacity": "LEGAL_REPRESENTATIVE",
        "rights_told": "on",
        "read_back": "on",
        "r1-asked": "何时开始作业？",
        "r1-said": "8月3日。",
    }
    return spot(world, **told, **more)


class TestInterview:
    def test_is_recorded_row_by_row(self, world: World, case: PenaltyCase):
        answer = signed_in(world).post(page(case, "interview"), asked(world))
        assert answer.status_code == 302
        [row] = Interview.objects.of(world.viewer())
        assert row.answers == [["何时开始作业？", "8月3日。"]]
        shown = signed_in(world).get(f"/inquiry/interviews/{row.id}/").content.decode()
        assert "8月3日。" in shown
        assert row.evidence_item.sha256 in shown

    def test_keeps_what_was_typed_when_rows_are_added_or_something_lacks(
        self, world: World, case: PenaltyCase
    ):
        client = signed_in(world)
        more = client.post(page(case, "interview"), asked(world, more="1")).content.decode()
        assert "8月3日。" in more
        assert 'name="r6-said"' in more
        half = client.post(page(case, "interview"), asked(world, **{"r2-asked": "还有什么补充？"}))
        assert half.status_code == 422
        assert "第2行：请填写答。" in half.content.decode()
        untold = {key: value for key, value in asked(world).items() if key != "rights_told"}
        refused = client.post(page(case, "interview"), untold)
        assert refused.status_code == 409
        assert "未告知被询问人的权利和义务" in refused.content.decode()
        assert "8月3日。" in refused.content.decode()
        assert not Interview.objects.of(world.viewer()).exists()


class TestScene:
    def test_takes_several_photos(self, world: World, case: PenaltyCase):
        told = {
            "matter": "查明标志",
            "findings": "入口未见标志。",
            "present": "示例甲",
            "photos": [
                SimpleUploadedFile("一.jpg", picture("JPEG"), "image/jpeg"),
                SimpleUploadedFile("二.jpg", picture("JPEG", mode="RGB"), "image/jpeg"),
            ],
        }
        answer = signed_in(world).post(page(case, "scene_examination"), spot(world, **told))
        assert answer.status_code == 302
        items = evidence.catalogue(world.viewer(), subject(case))
        assert [item.name for item in items[1:]] == ["一", "二"]

    def test_takes_no_photo_that_is_none(self, world: World, case: PenaltyCase):
        told = {
            "matter": "查明标志",
            "findings": "入口未见标志。",
            "present": "示例甲",
            "photos": [SimpleUploadedFile("一.jpg", b"MZ", "image/jpeg")],
        }
        answer = signed_in(world).post(page(case, "scene_examination"), spot(world, **told))
        assert answer.status_code == 422
        assert "文件内容与文件名的格式不一致" in answer.content.decode()
        assert evidence.catalogue(world.viewer(), subject(case)) == []


class TestPreservation:
    def test_goes_through_its_pages(self, world: World, case: PenaltyCase):
        officers, head = signed_in(world), signed_in(world, "deputy")
        told = {
            "reason": "可能被替换",
            "keeping": "IN_PLACE",
            "keeper": "示例甲",
            "r1-name": "签到册",
            "r1-quantity": "1册",
        }
        answer = officers.post(page(case, "preservation_request"), spot(world, **told))
        assert answer.status_code == 302
        [row] = Preservation.objects.of(world.viewer())

        def step(client: Client, name: str, **more: object) -> int:
            version = Preservation.objects.of(world.viewer()).get(id=row.id).version
            sent = spot(world, request_key=name, version=str(version), **more)
            return client.post(f"/inquiry/preservations/{row.id}/{name}/", sent).status_code

        assert step(officers, "preservation_approval") == 409
        assert step(head, "preservation_approval") == 302
        assert step(officers, "preservation_notice", receiver="示例甲") == 302
        given = {"thing1": "GIVEN_BACK", "reason": "已复制"}
        assert step(officers, "disposal_proposal", **given) == 302
        stale = spot(world, request_key="stale", version="1")
        decision = f"/inquiry/preservations/{row.id}/disposal/"
        assert head.post(decision, stale).status_code == 409
        assert step(head, "disposal") == 302
        [line] = queries.lines_of(world.viewer(), subject(case), on=DAY)
        assert line.stage is PreservationStage.DISPOSED

    def test_shows_its_lapse_and_offers_the_release(
        self, world: World, case: PenaltyCase, settings: Any
    ):
        row = running(world, case)
        settings.ZHUNSHENG_PINNED_NOW = "2025-03-13T09:00:00+08:00"
        client = signed_in(world)
        shown = client.get(f"/inquiry/preservations/{row.id}/").content.decode()
        assert "先行登记保存已自动解除" in shown
        offered = client.get(f"/inquiry/preservations/{row.id}/disposal_proposal/").content.decode()
        assert '<option value="RELEASED" selected>' in offered
        assert "到期自动解除" in client.get(f"/cases/{case.id}/").content.decode()
        assert "已过 1 个工作日" in client.get("/inquiry/").content.decode()


class TestCost:
    @pytest.mark.parametrize("path", ["/inquiry/", "subject", "case"])
    def test_of_a_page_does_not_grow_with_what_was_taken(
        self, world: World, case: PenaltyCase, path: str
    ):
        client = signed_in(world)
        where = {"subject": page(case), "case": f"/cases/{case.id}/"}.get(path, path)
        counts = []
        for number in (1, 2):
            times = {"started_at": at(number), "ended_at": at(number + 1)}
            ask(world, case, interview(world, f"示例{number}", **times))
            requested(world, case, DAY, Thing(f"签到册{number}", quantity="1册"))
            with CaptureQueriesContext(connection) as seen:
                assert client.get(where).status_code == 200
            counts.append(len(seen))
        assert counts[0] == counts[1]


class TestCommission:
    """行政处罚法 54, 60: an opinion is waited for longer, or no more, on a page of its own."""

    def test_goes_through_its_pages(self, world: World, case: PenaltyCase) -> None:
        row, officer, head = commissioned(world, case), signed_in(world), signed_in(world, "deputy")
        acts = ("expert_result", "expert_extension", "expert_end")
        urls = {key: f"/inquiry/commissions/{row.id}/{key}/" for key in acts}
        shown = officer.get(page(case)).content.decode()
        assert [url in shown for url in urls.values()] == [True, False, True]
        assert urls["expert_extension"] in head.get(page(case)).content.decode()
        sent = {"request_key": "later", "on": DAY.isoformat(), "until": "2025-04-10"}
        silent = head.post(urls["expert_extension"], sent)
        assert (silent.status_code, CommissionTurn.objects.of(world.viewer()).count()) == (422, 0)
        head.post(urls["expert_extension"], {**sent, "reason": "样本不足，需要补充提取"})
        shown = officer.get(page(case)).content.decode()
        assert "2025年4月10日" in shown or "2025-04-10" in shown
        assert "样本不足，需要补充提取" in shown
        reason = {"request_key": "end", "on": DAY.isoformat(), "reason": "违法事实另有书证"}
        officer.post(urls["expert_end"], reason)
        shown = officer.get(page(case)).content.decode()
        assert "违法事实另有书证" in shown
        assert not any(url in shown for url in urls.values())
        assert officer.get(f"/inquiry/commissions/{row.id}/nothing/").status_code == 404


def test_what_was_said_and_seen_is_for_those_who_need_it(world: World, case: PenaltyCase) -> None:
    """行政处罚法 50: 对实施行政处罚过程中知悉的商业秘密或者个人隐私, 应当依法予以保密."""
    ask(world, case, interview(world))
    said = Interview.objects.of(world.viewer()).get()
    for role in ("FINANCE", "WINDOW_CLERK", "SYSTEM_ADMIN", "JUSTICE_SUPERVISOR"):
        world.add_user(role, "示例寅", role)
        client = signed_in(world, role)
        for place in (
            page(case),
            f"/inquiry/interviews/{said.id}/",
            f"/documents/{said.document_id}/",
            f"/evidence/{said.evidence_item_id}/file/",
        ):
            assert client.get(place).status_code == 403, (role, place)
        shown = client.get(f"/cases/{case.id}/").content.decode()
        assert "证据由承办、审核、讨论、审批和档案人员查阅" in shown
        assert said.evidence_item.proves not in shown
    for key in ("yi", "deputy", "secretary", "reviewer"):
        assert signed_in(world, key).get(f"/documents/{said.document_id}/").status_code == 200
