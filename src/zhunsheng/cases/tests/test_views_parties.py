"""Pages of a case with several parties, and the page of the discussion."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases import queries
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.test_services_parties import approve, end, head, join, told, two
from zhunsheng.cases.tests.world import World, credit_code
from zhunsheng.journal.models import Event
from zhunsheng.registry import services as registry

pytestmark = pytest.mark.django_db
PERSON = "示例甲（主要负责人）"


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T18:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def signed_in(world: World, key: str) -> Client:
    client = Client()
    client.force_login(world.users[key], backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def posted(case: PenaltyCase, on: date, **values: object) -> dict[str, object]:
    return {"request_key": "k", "version": str(case.version), "on": on.isoformat(), **values}


class TestCasePage:
    def test_names_the_case_after_its_parties_and_links_them(self, world: World) -> None:
        case, joined = two(world)
        client = signed_in(world, "head")
        text = text_of(client, f"/cases/{case.id}/")
        assert "示例区晨安化工有限公司及其主要负责人示例甲特种作业人员未持证上岗案" in text
        assert f'<a href="/cases/{joined.id}/">{PERSON}</a>' in text
        text = text_of(client, f"/cases/{joined.id}/")
        assert f'<a href="/cases/{case.id}/">示例区晨安化工有限公司</a>' in text
        for shared in ("立案审批表", "案件调查终结报告"):
            assert shared in text

    def test_asks_as_often_for_three_parties_as_for_two(self, world: World) -> None:
        client = signed_in(world, "head")
        case = world.clue(DAY)
        counts = []
        for name in ("示例甲", "示例戊"):
            join(world, case, draft=head(person_name=name))
            with CaptureQueriesContext(connection) as seen:
                text_of(client, f"/cases/{case.id}/")
            counts.append(len(seen))
        assert counts[0] == counts[1]

    def test_lists_a_case_once_with_its_parties(self, world: World) -> None:
        case, _ = two(world)
        text = text_of(signed_in(world, "head"), "/cases/")
        assert text.count(case.number) == 1
        assert PERSON in text
        assert "本筛选合计 <b>1</b> 起" in text
        assert "处理决定 <b>0</b> 份" in text


class TestWaitingForAnotherParty:
    def test_says_on_page_and_list_which_file_must_end_first(self, world: World) -> None:
        """行政处罚法 47: the file of the case is closed whole, after those of all its parties."""
        case, joined = two(world)
        told(world, case, BELOW)
        world.decide(case, BELOW, DAY)
        end(world, case, BELOW)
        client, waiting = signed_in(world, "head"), f"同案其他当事人的案卷尚未办结：{PERSON}"
        link = f'<a href="/cases/{joined.id}/">{PERSON}</a>'
        text = text_of(client, f"/cases/{case.id}/")
        card = text[text.index('id="obstacle"') :].partition("</section>")[0]
        assert waiting in card
        assert link in card
        row = text_of(client, "/cases/")
        assert "等待同案当事人办结" in row
        assert f'<a href="/cases/{joined.id}/">示例甲</a>' in row
        assert 'id="obstacle"' not in text_of(client, f"/cases/{joined.id}/")


class TestJoiningPage:
    def test_adds_a_party_that_a_leader_then_approves(self, world: World) -> None:
        case = world.opened(DAY)
        case.refresh_from_db()
        form = posted(
            case,
            DAY,
            party="",
            person_name="示例甲",
            role="HEAD",
            violations=["safety.94"],
            facts="没有督促、检查本单位的安全生产工作。",
        )
        client = signed_in(world, "yi")
        assert client.post(f"/cases/{case.id}/joining/", form).status_code == 302
        joined = case.joined.get()
        assert "待立案审批" in text_of(client, f"/cases/{case.id}/")

        leader = signed_in(world, "deputy")
        assert "承办人</label>" not in text_of(leader, f"/cases/{joined.id}/opening/")
        form = posted(joined, DAY, approval_opinion="") | {"request_key": "k2"}
        assert leader.post(f"/cases/{joined.id}/opening/", form).status_code == 302
        joined.refresh_from_db()
        assert joined.number == case.number

    def test_asks_which_unit_is_meant_by_a_name_that_several_share(self, world: World) -> None:
        """行政处罚法 40: it must be clear who broke the law; a merged entry is no unit."""
        case = world.opened(DAY)
        case.refresh_from_db()
        name = "示例区同名化工有限公司"
        one, other = (world.add_entity(name, serial) for serial in (31, 32))
        client = signed_in(world, "yi")
        said = {"party": name, "facts": "未及时消除事故隐患。", "violations": ["safety.99-1"]}
        before = Event.objects.count()
        for address in (f"/cases/{case.id}/joining/", "/cases/clue/"):
            page = client.post(address, posted(case, DAY, **said))
            assert page.status_code == 422
            text = page.content.decode()
            assert "有几家同名单位" in text
            assert credit_code(31) in text
            assert credit_code(32) in text
            assert "请填写统一社会信用代码" in text
        assert Event.objects.count() == before
        assert not case.joined.exists()
        registry.merge_entities(
            ctx=world.act(world.founder, DAY),
            kept=other,
            duplicate=one,
            reason="同一单位，代码录错",
            registration="示市监登记查询〔2025〕7号",
            version=0,
            on=DAY,
        )
        form = posted(case, DAY, **said) | {"party": credit_code(31)}
        assert "没有找到该单位" in client.post("/cases/clue/", form).content.decode()
        answer = client.post(f"/cases/{case.id}/joining/", posted(case, DAY, **said))
        assert answer.status_code == 302
        assert case.joined.get().party_id == other

    def test_keeps_what_was_typed_where_it_is_refused(self, world: World) -> None:
        case = world.clue(DAY)
        form = posted(
            case,
            DAY,
            person_name="示例甲",
            role="MANAGER",
            violations=["safety.94"],
            facts="没有督促、检查。",
        )
        page = signed_in(world, "yi").post(f"/cases/{case.id}/joining/", form)
        assert "法律没有规定对其他负责人和安全生产管理人员处罚" in page.content.decode()
        assert "没有督促、检查。" in page.content.decode()
        assert not case.joined.exists()


class TestDiscussionPage:
    def test_records_each_vote_and_shows_the_other_parties(self, world: World) -> None:
        case, joined = two(world)
        told(world, joined, 2_500_000)
        world.waive_hearing(joined, DAY)
        joined.refresh_from_db()
        client = signed_in(world, "secretary")
        text = text_of(client, f"/cases/{joined.id}/discussion/")
        assert text.index("示例辛的表决") < text.index("示例丁的表决")
        assert f'<a href="/cases/{case.id}/">' in text

        chief, deputy = (world.users[key].id for key in ("chief", "deputy"))
        form = posted(
            joined,
            DAY,
            fine="25000",
            conclusion="按照拟处罚意见作出决定。",
            reporters=["示例乙"],
            reviewer=str(world.users["reviewer"].id),
            resolution="AS_PROPOSED",
            **{f"vote-{chief}": "AGREE", f"vote-{deputy}": "OTHER"},
        )
        page = client.post(f"/cases/{joined.id}/discussion/", form)
        shown = page.content.decode()
        assert "没有投同意票的负责人没有写明意见：示例辛" in shown
        assert "意见不一致，没有写明讨论决定如何形成" in page.content.decode()

        form |= {f"view-{deputy}": "建议从低。", "on_dissent": "不同意见已经如实记录在案。"}
        page = client.post(f"/cases/{joined.id}/discussion/", form | {"request_key": "k2"})
        assert page.status_code == 302
        file = queries.file_of(world.viewer(), joined.id, on=DAY)
        assert file.resolved_fen == 2_500_000
        paper = file.last("discussion")
        assert paper is not None
        assert paper.document is not None
        for said in ("其他表决1人", "示例庚（法制审核人员）", "示例区晨安化工有限公司"):
            assert said in paper.document.content

    def test_offers_no_vote_to_who_handles_the_case(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        text = text_of(signed_in(world, "secretary"), f"/cases/{case.id}/discussion/")
        assert "示例乙的表决" not in text


def test_an_opening_page_of_a_case_shows_whom_it_opens(world: World) -> None:
    case = world.clue(DAY)
    join(world, case)
    text = text_of(signed_in(world, "deputy"), f"/cases/{case.id}/opening/")
    assert PERSON in text
    approve(world, case)
