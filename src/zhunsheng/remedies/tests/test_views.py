"""Pages of remedies: what they show, what a form refuses, how many queries they cost."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pypdfium2 as pdfium
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.cases.tests.world import ANOTHER, OTHER, World
from zhunsheng.documents import queries as documents
from zhunsheng.documents import services as papers
from zhunsheng.documents.tests.scans import scan
from zhunsheng.remedies import queries
from zhunsheng.remedies.choices import Attendance, Outcome
from zhunsheng.remedies.models import Remedy
from zhunsheng.remedies.tests import builders as b

pytestmark = pytest.mark.django_db
NOW = "2025-06-03T10:00:00+08:00"
HEAVY = 2_000_000


@pytest.fixture
def world(settings) -> World:
    settings.ZHUNSHENG_PINNED_NOW = NOW
    return World()


def signed_in(world: World, key: str) -> Client:
    client = Client()
    client.force_login(world.users[key], backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestReceipt:
    def test_names_a_case_number_that_is_not_there_and_keeps_what_was_typed(self, world):
        data = {
            "request_key": "k1",
            "kind": "RECONSIDERATION",
            "case_number": "示案9号",
            "number": "示复1号",
            "body": "示例区人民政府",
            "applicant": "示例公司",
            "claims": "请求撤销。",
            "on": "2025-06-03",
        }
        page = signed_in(world, "reviewer").post(reverse("remedies:receive"), data)
        assert page.status_code == 422
        assert "本局没有案号、决定书文号为“示案9号”" in page.text
        assert "请求撤销。" in page.text
        assert not Remedy.objects.of(world.viewer()).exists()

    def test_finds_a_decision_by_its_paper_and_asks_which_where_a_name_means_several(self, world):
        """ARL 48: the answer is given on the decision that was challenged, and on no other."""
        first = world.decided(HEAVY, b.DECIDED)
        second = world.spot(b.DECIDED, other_act=ANOTHER)
        [paper] = [
            one.document.number for one in queries.decisions_named(world.viewer(), first.number)
        ]
        assert [one.case_id for one in queries.decisions_named(world.viewer(), paper)] == [first.id]
        client, address = signed_in(world, "reviewer"), reverse("remedies:receive")
        data = {
            "request_key": "k1",
            "kind": "RECONSIDERATION",
            "case_number": first.party_name,
            "number": "示复1号",
            "body": "示例区人民政府",
            "applicant": first.party_name,
            "claims": "请求撤销处罚决定，理由是事实不清。",
            "on": "2025-06-03",
        }
        page = client.post(address, data)
        assert "查到2份处罚决定，请选择" in page.text
        assert paper in page.text
        assert not Remedy.objects.of(world.viewer()).exists()
        client.post(address, {**data, "case": str(second.id)})
        [made] = Remedy.objects.of(world.viewer())
        assert made.case_id == second.id

    def test_is_filled_from_the_case(self, world):
        case = world.spot(b.DECIDED)
        address = reverse("remedies:receive")
        page = signed_in(world, "reviewer").get(address, {"case": case.number})
        assert "示例区晨安化工有限公司" in page.text
        assert "示例区人民政府" in page.text


class TestDetail:
    def test_says_that_reconsideration_comes_first_for_a_decision_on_the_spot(self, world):
        suit = b.sued(world, world.spot(b.DECIDED))
        page = signed_in(world, "reviewer").get(reverse("remedies:detail", args=[suit.id]))
        assert "依法应当先申请行政复议" in page.text

    def test_says_what_became_of_the_decision(self, world):
        case = world.decided(HEAVY, b.DECIDED)
        remedy = b.concluded(world, b.received(world, case), Outcome.CHANGED, fine_fen=1_500_000)
        client = signed_in(world, "chief")
        page = client.get(reverse("remedies:detail", args=[remedy.id]))
        assert "变更原决定" in page.text
        assert "现应缴罚款 15,000.00 元" in page.text
        assert "决定被变更" in client.get(reverse("cases:detail", args=[case.id])).text

    def test_shows_no_remedy_of_another_bureau(self, world):
        stranger = World(OTHER, "999901")
        remedy = b.received(stranger, stranger.spot(b.DECIDED))
        page = signed_in(world, "chief").get(reverse("remedies:detail", args=[remedy.id]))
        assert page.status_code == 404

    def test_costs_the_same_queries_for_more_acts(self, world):
        suit = b.sued(world, world.decided(HEAVY, b.DECIDED))
        client = signed_in(world, "reviewer")
        address = reverse("remedies:detail", args=[suit.id])
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        b.attended(world, suit, date(2025, 5, 12), Attendance.CHIEF)
        b.attended(world, suit, date(2025, 5, 13), Attendance.CHIEF)
        with CaptureQueriesContext(connection) as more:
            assert client.get(address).status_code == 200
        assert len(more) == len(few)

    def test_has_no_step_that_the_procedure_does_not_know(self, world):
        remedy = b.received(world, world.spot(b.DECIDED))
        client = signed_in(world, "reviewer")
        for step in ("defence", "application_copy", "nonsense"):
            page = client.get(reverse("remedies:act", args=[remedy.id, step]))
            assert page.status_code == 404, step


class TestBundle:
    def test_is_one_pdf_of_what_was_handed_in(self, world, settings, tmp_path):
        settings.ZHUNSHENG_FILES_DIR = tmp_path
        remedy = b.received(world, world.decided(HEAVY, b.DECIDED))
        client = signed_in(world, "reviewer")
        address = reverse("remedies:bundle", args=[remedy.id])
        assert client.get(address).status_code == 404
        b.answered(world, remedy)
        document = pdfium.PdfDocument(client.get(address).content)
        marks = [mark.get_title() for mark in document.get_toc()]
        assert marks[-1].endswith("现场检查记录")
        assert any("立案审批表" in mark for mark in marks)
        assert not any("审核" in mark or "呈批" in mark for mark in marks)

    def test_hands_in_the_signed_original_of_a_paper_where_it_is_held(self, world):
        """行政复议法 48: what the decision was made on is handed in, the original where it is."""
        case = world.decided(HEAVY, b.DECIDED)
        [paper] = [
            row
            for row in documents.documents_of(world.viewer(), ("case", case.id))
            if row.kind == "penalty_decision"
        ]
        papers.attach_original(
            ctx=world.act("yi", b.DECIDED),
            document=paper.id,
            filename="决定书.pdf",
            content=scan(3),
            on=b.DECIDED,
        )
        remedy = b.answered(world, b.received(world, case))
        file = queries.file_of(world.viewer(), remedy)
        act = file.last("answer")
        assert act is not None
        [fixed] = [one for one in act.contents["material"] if one["id"] == str(paper.id)]
        assert fixed["sha256"] == sha256(scan(3)).hexdigest()
        bound = queries.bundle_of(world.viewer(), file, act).pieces
        assert [one.own for one in bound if one.content == scan(3)] == [False]
