"""Pages of cases: constant number of queries, roles, refusals with their reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import queries, services
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries import loading, standing
from zhunsheng.cases.tests.world import World, credit_code
from zhunsheng.cases.views import choosing
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind, RiskClass, Sector
from zhunsheng.registry.rules import EntityFacts

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)
FIVE = ("safety.97-7", "safety.99-1", "safety.99-3", "safety.99-5", "safety.97-4")


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-04T09:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def entity_of_another_street(world: World) -> str:
    """Add an entity without a street and return its name."""
    facts = EntityFacts(
        name="示例区外街商店",
        credit_code=credit_code(77),
        kind=EntityKind.COMPANY,
        sector=Sector.HAZCHEM_TRADE,
        risk_class=RiskClass.B,
        address="示例区示例路9号",
        legal_representative="示例甲",
        phone="0999－0000009",
        street=None,
    )
    registry.add_entity(ctx=world.act(world.founder, DAY), facts=facts, on=DAY)
    return facts.name


def signed_in(world: World, key: str) -> Client:
    client = Client()
    client.force_login(world.users[key], backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestList:
    def test_asks_as_often_for_60_cases_as_for_20(self, world: World) -> None:
        client = signed_in(world, "head")
        counts: list[int] = []
        for total in (20, 60):
            for _ in range(total - (20 if counts else 0)):
                world.spot(DAY)
            with CaptureQueriesContext(connection) as seen:
                page = client.get("/cases/?procedure=SUMMARY&stage=EXECUTION&year=2025&q=示例")
            assert page.status_code == 200
            assert f"<b>{total}</b> 起" in page.content.decode()
            counts.append(len(seen))
        assert counts[0] == counts[1]

    def test_asks_as_often_for_five_violations_as_for_one(self, world: World) -> None:
        client = signed_in(world, "yi")
        counts: list[int] = []
        for keys in (FIVE[:1], FIVE):
            case = world.investigated(DAY, violations=keys)
            client.get(f"/cases/{case.id}/proposal/")
            with CaptureQueriesContext(connection) as seen:
                page = client.get(f"/cases/{case.id}/proposal/")
            assert page.status_code == 200
            counts.append(len(seen))
        assert counts[0] == counts[1]

    def test_says_the_party_once_and_the_cause_without_it(self, world: World) -> None:
        case = world.spot(DAY)
        text = signed_in(world, "head").get("/cases/").content.decode()
        assert text.count(case.party_name) == 1
        assert f'<td class="grow">{case.cause.replace(case.party_name, "")}</td>' in text

    def test_shows_a_street_its_own_cases_alone(self, world: World) -> None:
        own = world.spot(DAY)
        world.delegate()
        officers = (world.officers["street_one"], world.officers["street_two"])
        theirs = world.spot(DAY, by="street_one", officers=officers, unit=world.street.id)
        client = signed_in(world, "street_one")
        text = client.get("/cases/").content.decode()
        assert theirs.number in text
        assert own.number not in text
        assert client.get(f"/cases/{own.id}/").status_code == 404
        assert "提请本局查处" in client.get("/cases/clue/").content.decode()


class TestCasePage:
    def test_names_every_reason_against_the_decision(self, world: World) -> None:
        case = world.told(6_000_000, DAY)
        text = signed_in(world, "chief").get(f"/cases/{case.id}/").content.decode()
        assert "暂不能办理及理由" in text
        assert "陈述申辩期限未满，当事人也没有书面放弃" in text
        assert "听证申请期限未满，当事人也没有书面放弃听证" in text
        assert "《行政处罚法》第六十二条" in text

    def test_offers_the_opening_whose_form_names_the_handlers(self, world: World) -> None:
        case = world.clue(DAY)
        text = signed_in(world, "chief").get(f"/cases/{case.id}/").content.decode()
        assert f"/cases/{case.id}/opening/" in text
        assert "执法人员少于两人" not in text
        form = signed_in(world, "chief").get(f"/cases/{case.id}/opening/").content.decode()
        assert "执法人员少于两人" not in form

    def test_says_that_holidays_are_unpublished_instead_of_failing(
        self, world: World, settings: object
    ) -> None:
        case = world.told(6_000_000, DAY)
        settings.ZHUNSHENG_PINNED_NOW = "2031-03-04T09:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
        page = signed_in(world, "chief").get(f"/cases/{case.id}/")
        assert page.status_code == 200


class TestActPage:
    def test_refuses_with_409_and_writes_nothing(self, world: World) -> None:
        case = world.told(6_000_000, DAY)
        before = CaseAct.objects.of(world.viewer()).count()
        form = {
            "fine": "60000",
            "note": "",
            "on": (DAY + timedelta(days=1)).isoformat(),
            "late_reason": "",
            "request_key": "k1",
            "version": str(case.version + 6),
        }
        client = signed_in(world, "chief")
        page = client.post(f"/cases/{case.id}/decision/", form)
        assert page.status_code == 409
        assert CaseAct.objects.of(world.viewer()).count() == before
        assert client.get(f"/cases/{case.id}/nothing/").status_code == 404

    def test_takes_a_step_and_goes_back_to_the_case(self, world: World) -> None:
        case = world.clue(DAY)
        form = {
            "handlers": [str(world.officers["yi"]), str(world.officers["bing"])],
            "approval_opinion": "",
            "on": (DAY + timedelta(days=1)).isoformat(),
            "late_reason": "",
            "request_key": "k2",
            "version": "1",
        }
        page = signed_in(world, "deputy").post(f"/cases/{case.id}/opening/", form)
        assert (page.status_code, page["Location"]) == (302, f"/cases/{case.id}/")
        assert CaseAct.objects.of(world.viewer()).filter(step="opening").count() == 1


class TestProposalPage:
    LIVE = {"HX-Request": "true"}

    def test_asks_for_what_the_record_does_not_know_and_shows_what_follows(
        self, world: World
    ) -> None:
        case = world.investigated(DAY)
        client, url = signed_in(world, "yi"), f"/cases/{case.id}/proposal/"
        text = client.get(url).content.decode()
        assert "案卷中没有责令改正期满仍未改正的记录" in text
        assert 'name="v0-q-corrected"' in text
        assert 'name="v0-f-persons"' not in text
        said = {"v0-q-corrected": "0", "on": DAY.isoformat()}
        text = client.get(url, said, headers=self.LIVE).content.decode()
        assert "<main" not in text
        assert 'name="v0-f-persons"' in text
        proof = loading.evidence_of(world.viewer(), case)[0].id
        said |= {"v0-f-persons": "1", "v0-e-persons": str(proof)}
        text = client.get(url, said, headers=self.LIVE).content.decode()
        assert "30,000.00元以下" in text
        assert "不处罚款" not in text
        assert "合计罚款" not in text
        said |= {"v0-amount": "40000"}
        text = client.get(url, said, headers=self.LIVE).content.decode()
        assert "30,000.00元以下" in text
        assert "明显不当：。" not in text
        assert "所填数额偏离裁量基准" in text
        assert CaseAct.objects.of(world.viewer()).filter(step="proposal").count() == 0

    def test_takes_the_proposal_and_the_case_shows_its_tree(self, world: World, settings) -> None:
        settings.ZHUNSHENG_PINNED_NOW = f"{DAY.isoformat()}T10:00:00+08:00"
        case = world.investigated(DAY)
        proof = loading.evidence_of(world.viewer(), case)[0].id
        form = {
            "v0-q-corrected": "0",
            "v0-f-persons": "1",
            "v0-e-persons": str(proof),
            "v0-c-harm_removed": str(proof),
            "v0-amount": "10000",
            "on": DAY.isoformat(),
            "late_reason": "补记",
            "request_key": "k9",
            "version": str(case.version),
        }
        client = signed_in(world, "yi")
        page = client.post(f"/cases/{case.id}/proposal/", form)
        assert (page.status_code, page["Location"]) == (302, f"/cases/{case.id}/")
        text = client.get(f"/cases/{case.id}/").content.decode()
        assert "从轻处罚：15,000.00元以下" in text
        assert "E01 现场检查记录" in text
        assert "据此，该项罚款数额为10,000.00元。" in text
        again = client.get(f"/cases/{case.id}/proposal/").content.decode()
        assert 'value="10000.00"' in again

    def test_of_the_spot_asks_once_the_violation_is_chosen(self, world: World) -> None:
        client = signed_in(world, "yi")
        party = {"party": "示例区晨安化工有限公司", "violations": "safety.99-1"}
        text = client.get("/cases/on-the-spot/", party, headers=self.LIVE).content.decode()
        assert 'name="v0-q-corrected"' in text
        party |= {"v0-q-corrected": "0", "v0-amount": "2000"}
        text = client.get("/cases/on-the-spot/", party, headers=self.LIVE).content.decode()
        assert "据此，该项罚款数额为2,000.00元。" in text
        party |= {"v0-amount": "150000"}
        text = client.get("/cases/on-the-spot/", party, headers=self.LIVE).content.decode()
        assert "据此，该项罚款数额" not in text


class TestReviewPage:
    def asked(self, world: World) -> PenaltyCase:
        case = world.investigated(DAY)
        world.propose(case, 2_000_000, DAY)
        services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        return case

    def test_shows_law_range_evidence_and_papers_beside_the_questions(self, world: World) -> None:
        case = self.asked(world)
        text = signed_in(world, "reviewer").get(f"/cases/{case.id}/legal_review/").content.decode()
        assert "100,000.00元以下" in text
        assert "《中华人民共和国安全生产法》第九十七条第七项" in text
        assert "现场检查记录" in text
        assert "案件调查终结报告" in text

    def test_says_once_that_no_question_was_answered(self, world: World) -> None:
        case = self.asked(world)
        before = CaseAct.objects.of(world.viewer()).count()
        form = {"request_key": "k3", "version": str(case.version + 4), "on": DAY.isoformat()}
        url = f"/cases/{case.id}/legal_review/"
        page = signed_in(world, "reviewer").post(url, form)
        assert page.status_code == 422
        assert page.content.decode().count("七项审核内容都没有作出结论") == 1
        assert CaseAct.objects.of(world.viewer()).count() == before

    def test_gives_whoever_handles_the_case_no_button_but_the_reason(self, world: World) -> None:
        case = self.asked(world)
        actor = replace(world.users["yi"].actor, roles=frozenset({Role.LEGAL_REVIEWER.value}))
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        facts = standing.facts_of(file, on=DAY)
        found = choosing.choices(file, facts, Viewer(world.bureau, actor))
        assert "法制审核" not in [act.label for act in found.allowed]
        reasons = {act.label: [one.code for one in act.findings] for act in found.refused}
        assert reasons["法制审核"] == ["review.reviewer_is_handler"]
        other = choosing.choices(file, facts, world.viewer("reviewer"))
        assert "法制审核" in [act.label for act in other.allowed]


class TestPartyField:
    def test_offers_what_was_typed_with_as_many_queries_for_100_entities(
        self, world: World
    ) -> None:
        client = signed_in(world, "yi")
        counts: list[int] = []
        for offered in (1, 12):
            with CaptureQueriesContext(connection) as seen:
                page = client.get("/cases/parties/?party=晨安")
            assert page.content.decode().count("<option") == offered
            counts.append(len(seen))
            for serial in range(100 * (offered == 1)):
                world.add_entity(f"示例区晨安第{serial}商店", 100 + serial)
        assert counts[0] == counts[1]
        assert "<option" not in client.get("/cases/parties/").content.decode()

    def test_names_the_ceiling_that_the_lawbook_holds(self, world: World) -> None:
        page = signed_in(world, "street_one").get("/cases/on-the-spot/")
        assert dict(page.context["facts"])["罚款上限"] == "单位 3,000.00 元；个人 200.00 元"

    def test_offers_a_street_only_what_its_deed_delegates(self, world: World) -> None:
        """行政处罚法 20.4: what is beyond the deed is handed up, and the page says how."""

        def offered() -> tuple[int, str, list[str]]:
            form = signed_in(world, "street_one").get("/cases/on-the-spot/").context["form"]
            field, units = form.fields["violations"], form.fields["unit"].choices
            return len(field.choices), field.help_text, [label for _, label in units]

        assert offered()[0] == 1  # the empty choice: without a deed in force nothing
        world.delegate()
        count, hint, units = offered()
        assert count > 1
        assert "移交" in hint
        assert units == [world.street.name]

    def test_tells_a_street_that_the_entity_lies_in_another(self, world: World) -> None:
        world.delegate()
        elsewhere = entity_of_another_street(world)
        form = {"party": elsewhere, "request_key": "k4", "on": DAY.isoformat()}
        page = signed_in(world, "street_one").post("/cases/on-the-spot/", form)
        assert page.status_code == 422
        assert "该单位不在本街道（镇）" in page.content.decode()
        assert PenaltyCase.objects.of(world.viewer()).count() == 0


class TestPaymentPage:
    def test_starts_from_what_is_still_due(self, world: World) -> None:
        case = world.spot(DAY)
        text = signed_in(world, "yi").get(f"/cases/{case.id}/payment/").content.decode()
        assert 'value="2000.00"' in text
        assert '<button class="b p" type="submit">缴纳罚款</button>' in text
        assert "待缴纳" in text
