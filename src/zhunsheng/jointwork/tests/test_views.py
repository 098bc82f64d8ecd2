"""The pages of joint work: who sees what, which act comes next, what is handed back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.cases.tests.world import FIRST
from zhunsheng.jointwork import queries
from zhunsheng.jointwork.choices import SupervisionKind
from zhunsheng.jointwork.models import JointTask, Referral, SupervisionLetter
from zhunsheng.jointwork.tests.builders import MARKET, JointWorld, browser
from zhunsheng.journal.models import Event
from zhunsheng.registry import services as registry
from zhunsheng.registry.tests.builders import code

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None, settings: Any) -> JointWorld:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return JointWorld()


def at(name: str, *args: object) -> str:
    return reverse(f"jointwork:{name}", args=args)


def text(client: Any, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


class TestTaskPages:
    def test_draft_a_task_from_names_and_lead_to_its_approval(self, world: JointWorld) -> None:
        data = {
            "request_key": "t",
            "title": "秋季联合执法",
            "ground": "SUPERIOR",
            "paper": "示安委〔2025〕3号",
            "paper_body": "示例市安全生产委员会",
            "paper_on": "2025-09-01",
            "departments": f"{MARKET} 特种设备使用登记",
            "streets": [str(world.street.id)],
            "item_codes": ["JC-001"],
            "items": "持证",
            "units": "示例区晨安化工有限公司",
            "first_on": "2025-09-08",
            "last_on": "2025-09-30",
            "on": "2025-09-08",
        }
        client = browser(world, "head")
        unknown = client.post(at("task_new"), data | {"units": "没有的单位"})
        assert unknown.status_code == 422
        assert "没有找到或者不能确定：没有的单位" in unknown.content.decode()
        assert client.post(at("task_new"), data).status_code == 302
        row = JointTask.objects.of(world.viewer()).get()
        assert [one.name for one in row.participants.order_by("place")] == [
            MARKET,
            world.street.name,
        ]
        page = text(browser(world, "deputy"), at("task", row.id))
        assert at("task_act", row.id, "joint_task_approval") in page

    def test_refuse_a_name_that_two_units_share(self, world: JointWorld) -> None:
        """行政处罚法 40: who is meant is clear before anything is written of a unit."""
        name = "示例区晨安化工有限公司"
        registry.add_entity(
            ctx=world.act(world.founder, FIRST),
            facts=registry.EntityFacts(name, code(9), address="示例路9号"),
            on=FIRST,
        )
        task = {
            "request_key": "t",
            "title": "秋季联合执法",
            "ground": "CAMPAIGN",
            "departments": f"{MARKET} 特种设备使用登记",
            "item_codes": ["JC-001"],
            "items": "持证",
            "units": name,
            "first_on": "2025-09-08",
            "last_on": "2025-09-30",
            "on": "2025-09-08",
        }
        clue = {
            "request_key": "c",
            "body": MARKET,
            "party_name": name,
            "facts": "未办理使用登记。",
            "on": "2025-09-08",
        }
        head, officer = browser(world, "head"), browser(world, "yi")
        before = Event.objects.count()
        shared = head.post(at("task_new"), task)
        assert "同名）" in shared.content.decode()
        answer = officer.post(at("clue_new"), clue)
        assert "几家同名单位" in answer.content.decode()
        assert Event.objects.count() == before
        assert not Referral.objects.of(world.viewer()).exists()

    def test_approve_visits_of_the_units_that_have_none(self, world: JointWorld) -> None:
        row = world.approved()
        client = browser(world, "deputy")
        url = at("task_act", row.id, "joint_visits")
        assert str(world.entity) in text(client, url)
        data = {
            "request_key": "v",
            "version": "2",
            "entities": [str(world.entity)],
            "officers": [str(world.officers["yi"]), str(world.officers["bing"])],
            "on": "2025-09-08",
        }
        assert client.post(url, data).status_code == 302
        assert world.entity in queries.own_visits(world.viewer(), row)
        assert url not in text(client, at("task", row.id))

    def test_hand_back_a_line_without_its_paper(self, world: JointWorld) -> None:
        row = world.approved()
        draft = world.line_draft(row)
        data = {
            "request_key": "l",
            "version": "2",
            "participant": str(draft.participant),
            "entity": str(world.entity),
            "kind": "NOTHING_FOUND",
            "visited_on": "2025-09-08",
            "on": "2025-09-08",
        }
        answer = browser(world, "yi").post(at("task_act", row.id, "participant_result"), data)
        assert answer.status_code == 409
        assert "没有填写参加单位反馈结果的文书" in answer.content.decode()

    def test_show_a_street_its_own_and_let_it_enter_its_line(self, world: JointWorld) -> None:
        row = world.approved()
        world.line(row)
        near = browser(world, "street_one")
        page = text(near, at("task", row.id))
        assert "一台储气罐" not in page
        assert at("task_act", row.id, "participant_result") in page
        assert row.title in text(near, at("tasks"))
        far = browser(world, "far")
        assert far.get(at("task", row.id)).status_code == 404
        assert row.title not in text(far, at("tasks"))
        assert near.get(at("task_act", row.id, "joint_task_closing")).status_code == 404

    def test_cost_the_same_queries_for_more_tasks(self, world: JointWorld) -> None:
        world.approved()
        client = browser(world, "yi")

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(at("tasks")).status_code == 200
            return len(asked)

        cost()
        before = cost()
        world.approved(title="第二个任务")
        assert cost() == before


class TestReferralPages:
    def test_propose_a_finding_from_the_page_of_its_inspection(self, world: JointWorld) -> None:
        found = world.finding()
        client = browser(world, "yi")
        page = text(client, reverse("inspection:detail", args=[found.inspection_id]))
        url = f"{at('referral_new')}?finding={found.id}"
        assert url in page
        assert "一台储气罐未办理使用登记。" in text(client, url)
        data = {
            "request_key": "r",
            "body": MARKET,
            "ground": "OTHER_POWER",
            "party_name": "示例区晨安化工有限公司",
            "facts": "未办理使用登记。",
            "material": "现场检查记录复印件\n照片三张",
            "is_crime": "no",
            "on": "2025-09-08",
        }
        assert client.post(url, data).status_code == 302
        row = Referral.objects.of(world.viewer()).get()
        assert (row.finding_id, row.entity_id, row.material) == (
            found.id,
            world.entity,
            ["现场检查记录复印件", "照片三张"],
        )
        page = text(client, reverse("inspection:detail", args=[found.inspection_id]))
        assert (url in page, at("referral", row.id) in page) == (False, True)

    def test_lead_from_an_accepted_clue_to_case_and_inspection(self, world: JointWorld) -> None:
        row = world.accepted()
        page = text(browser(world, "yi"), at("referral", row.id))
        assert f"source_id={row.id}" in page
        head = browser(world, "deputy")
        assert f"basis_id={row.id}" in text(head, at("referral", row.id))
        url = f"{reverse('inspection:approve')}?basis_kind=REFERRAL&basis_id={row.id}"
        assert str(row.id) in text(head, url)

    def test_show_the_unverified_term(self, world: JointWorld) -> None:
        row = world.sent()
        assert "未核实" in text(browser(world, "yi"), at("referral", row.id))

    def test_are_not_open_to_a_street(self, world: JointWorld) -> None:
        row = world.sent()
        client = browser(world, "street_one")
        assert client.get(at("referrals")).status_code == 403
        assert client.get(at("referral", row.id)).status_code == 403

    def test_have_no_step_of_the_other_direction(self, world: JointWorld) -> None:
        row = world.received()
        url = at("referral_act", row.id, "referral_answer")
        assert browser(world, "yi").get(url).status_code == 404


class TestLetterPages:
    def test_draft_a_letter_to_a_street(self, world: JointWorld) -> None:
        data = {
            "request_key": "d",
            "kind": "SUPERVISION_LETTER",
            "unit": str(world.street.id),
            "subject": "示例路商铺违规住人",
            "asked": "请排查。",
            "due_on": "2025-09-22",
            "on": "2025-09-08",
        }
        client = browser(world, "yi")
        assert client.post(at("letter_new"), data).status_code == 302
        row = SupervisionLetter.objects.of(world.viewer()).get()
        assert (row.recipient, row.unit_id) == (world.street.name, world.street.id)

    def test_let_the_street_read_receive_and_answer_its_own(self, world: JointWorld) -> None:
        row = world.signed()
        near, far = browser(world, "street_one"), browser(world, "far")
        assert row.subject in text(near, at("letters"))
        assert row.subject not in text(far, at("letters"))
        assert at("letter_act", row.id, "signing_for") in text(near, at("letter", row.id))
        for url in (at("letter", row.id), at("letter_act", row.id, "signing_for")):
            assert far.get(url).status_code == 404
        data = {"request_key": "s", "version": "2", "recipient": "示例子", "on": "2025-09-08"}
        assert near.post(at("letter_act", row.id, "signing_for"), data).status_code == 302
        answer = {"request_key": "a", "version": "3", "text": "已排查。", "on": "2025-09-08"}
        assert near.post(at("letter_act", row.id, "letter_response"), answer).status_code == 302
        assert near.get(at("letter_act", row.id, "letter_closing")).status_code == 404
        found = queries.letter(world.viewer(), row.id)
        assert [one.by_name for one in found.acts.all()][2:] == ["示例子", "示例子"]

    def test_hand_out_the_paper_to_its_street_alone(self, world: JointWorld) -> None:
        drafted, row = world.lettered(), world.signed()
        near = browser(world, "street_one")
        answer = near.get(at("letter_paper", row.id))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert browser(world, "far").get(at("letter_paper", row.id)).status_code == 404
        assert browser(world, "yi").get(at("letter_paper", drafted.id)).status_code == 404

    def test_tell_who_was_first_where_two_answer_at_once(self, world: JointWorld) -> None:
        row = world.handed()
        data = {"request_key": "x", "version": "3", "text": "已办。", "on": "2025-09-08"}
        url = at("letter_act", row.id, "letter_response")
        assert browser(world, "street_one").post(url, data).status_code == 302
        again = browser(world, "street_two").post(url, data | {"request_key": "y"})
        assert again.status_code == 409
        assert "示例子" in again.content.decode()

    def test_offer_no_answer_where_none_is_asked(self, world: JointWorld) -> None:
        kind = SupervisionKind.REMINDER_LETTER
        row, asks = world.handed(kind=kind, due_on=None), world.handed(kind=kind)
        near = browser(world, "street_one")
        assert at("letter_act", row.id, "letter_response") not in text(near, at("letter", row.id))
        assert at("letter_act", asks.id, "letter_response") in text(near, at("letter", asks.id))
