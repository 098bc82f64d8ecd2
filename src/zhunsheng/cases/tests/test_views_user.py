"""What an officer in her first week meets on the pages of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, refused, steps
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views import choosing
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db
AFTER = date(2025, 3, 20)  # the term to ask for a hearing ended on 10 March


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-20T09:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def offered(world: World, case: PenaltyCase, on: date = AFTER) -> dict[str, str]:
    """Return what the case page offers a handler, each with its note."""
    file = queries.file_of(world.viewer("yi"), case.id, on=on)
    facts = standing.facts_of(file, on=on)
    found = choosing.choices(file, facts, world.viewer("yi"))
    return {act.label: act.note for act in found.allowed}


def said(text: str) -> rules.StatementDraft:
    return rules.StatementDraft("示例甲", text)


class TestHearingRequest:
    """行政处罚法 64(1): five working days from the notice; what came in time is entered later."""

    def test_that_came_in_time_is_offered_and_taken_after_the_term(self, world: World) -> None:
        case = world.told(HEAVY, DAY)
        assert offered(world, case)["申请听证"] == choosing.LATE_ENTRY
        page = signed_in(world, "yi").get(f"/cases/{case.id}/hearing_request/").content.decode()
        assert "已超过告知后五个工作日" not in page
        act = partial(services.request_hearing, case=case.id, draft=said("申请听证。"))
        late = DAY + timedelta(days=8)
        assert refused(world, lambda: act(ctx=world.act("yi", AFTER), on=late)) == [
            "case.hearing.window_passed"
        ]
        ctx = replace(world.act("yi", AFTER), late_reason="邮件在途。")
        act(ctx=ctx, on=DAY + timedelta(days=2))
        assert steps(world)[-1] == "hearing_request"


class TestWaiver:
    """行政处罚法 45, 64: given up once on one notice."""

    def test_is_recorded_once_and_offered_no_more(self, world: World) -> None:
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        assert not {"放弃陈述申辩", "放弃听证"} & offered(world, case).keys()
        assert refused(world, lambda: world.waive(case, DAY)) == ["case.statement.waived_already"]
        assert refused(world, lambda: world.waive_hearing(case, DAY)) == [
            "case.hearing.waived_already"
        ]
        services.record_representation(
            ctx=world.act("yi", DAY), case=case.id, draft=said("请求从轻。"), on=DAY
        )
        world.waive(case, DAY)  # further statements
        assert steps(world)[-1] == "representation_waiver"


class TestOneAct:
    """行政处罚法 29: for one act there is no second fine."""

    def test_is_not_fined_twice_by_a_street_and_the_bureau(self, world: World) -> None:
        first = world.spot(DAY)
        again = partial(world.spot, DAY, violation_ended_on=DAY)
        assert refused(world, again) == ["case.same_facts"]
        assert world.spot(DAY, violation_ended_on=DAY - timedelta(days=9)).number != first.number

    def test_of_an_open_ordinary_case_is_not_fined_on_the_spot(self, world: World) -> None:
        key = "safety.99-1"
        case = world.told(BELOW, DAY, violations=(key,))
        world.waive(case, DAY)
        assert refused(world, partial(world.spot, DAY)) == ["case.fined_before"]
        world.decide(case, BELOW, DAY)
        assert steps(world)[-1] == "decision"

    def test_is_pointed_out_where_it_is_handed_up_or_punished(self, world: World) -> None:
        client = signed_in(world, "street_one")
        hidden = world.spot(AFTER)
        clue = world.clue(
            AFTER, "street_one", violations=("safety.99-1",), source=SourceKind.HANDED_UP
        )
        typed = {"party": clue.party.name, "violations": "safety.99-1"}
        part = client.get("/cases/parties/", typed).content.decode()
        assert f'href="/cases/{clue.id}/"' in part
        assert f"{hidden.number}（本局办理）" in part
        assert f"/cases/{hidden.id}/" not in part
        form = client.post(
            "/cases/on-the-spot/", {**typed, "request_key": "k" * 20}
        ).content.decode()
        assert f'href="/cases/{clue.id}/"' in form
        assert "已有记录" not in client.get("/cases/parties/", {"party": "示例"}).content.decode()


class TestOfficers:
    """行政处罚法 42, 43: only who may act is offered; who is left out is named with the reason."""

    def test_without_certificate_of_a_street_or_with_an_interest_are_not_offered(
        self, world: World
    ) -> None:
        late = world.add_user("lapsed", "示例壬", "ENFORCEMENT_OFFICER")
        world.add_officer(late, until=DAY)
        ctx = world.act("bing", DAY)
        workforce.declare_interest(
            ctx=ctx, officer=world.officers["bing"], entity=world.entity, reason="亲属", on=DAY
        )
        case = world.clue(AFTER)
        page = signed_in(world, "deputy").get(f"/cases/{case.id}/opening/").content.decode()
        assert f'value="{world.officers["yi"]}"' in page
        assert str(world.officers["bing"]) not in page
        assert "与当事人有利害关系，应当回避：示例丙" in page
        assert "办理当日没有有效的执法证：示例壬" in page
        assert "街道（镇）人员，不能办理本局事项：示例丑、示例子" in page


class TestPayment:
    """行政处罚法 66.2, 72: what is due next is proposed; what delay added is reckoned in words."""

    DEBT = rules.Debt(
        200_000,
        (
            rules.Timetable(DAY, (rules.Due(DAY + timedelta(days=15), 200_000),)),
            rules.Timetable(
                DAY + timedelta(days=10),
                (rules.Due(date(2025, 4, 1), 50_000), rules.Due(date(2025, 5, 1), 150_000)),
            ),
        ),
        (rules.SurchargeLaw(3, 100),),
    )

    @pytest.mark.parametrize(
        ("on", "amount"),
        [
            (date(2025, 3, 20), 50_000),
            (date(2025, 4, 2), 50_000),
            (date(2025, 5, 2), 200_000),
        ],
    )
    def test_is_proposed_as_the_part_that_is_due(self, on: date, amount: int) -> None:
        assert rules.due_now_fen(self.DEBT, on=on) == amount

    def test_says_what_delay_added_and_how(self) -> None:
        assert rules.reckoned(self.DEBT, until=date(2025, 4, 1)) == ""
        assert rules.reckoned(self.DEBT, until=date(2025, 4, 3)) == (
            "加处罚款待缴30.00元（2025-04-02至2025-04-03逾期2日，以500.00元按日3%计30.00元；"
            "合计不超过2,000.00元）"
        )


class TestOpeningByAReviewer:
    """行政处罚法 58: who handles a case does not review it, and who names handlers is told."""

    def test_is_told_beside_the_handlers(self, world: World) -> None:
        case = world.clue(DAY)
        address = f"/cases/{case.id}/opening/"
        told = "承办本案后不能再审核本案"
        assert told not in signed_in(world, "deputy").get(address).content.decode()
        world.officers["reviewer"] = world.add_officer("reviewer", until=date(2027, 12, 31))
        page = signed_in(world, "deputy").get(address).content.decode()
        assert f"。示例庚是法制审核人员，{told}" in page
        assert "。；" not in page
        draft = rules.OpeningDraft((world.officers["reviewer"], world.officers["yi"]))
        services.open_case(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
