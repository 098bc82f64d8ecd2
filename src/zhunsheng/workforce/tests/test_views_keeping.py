"""Pages by which what changes of an officer is noted: who may, what they show and refuse."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from stdnum.cn import uscc

from zhunsheng.accounts.choices import READERS, Role, UnitKind
from zhunsheng.accounts.models import User
from zhunsheng.registry import services as registry
from zhunsheng.registry.rules import EntityFacts
from zhunsheng.workforce import queries
from zhunsheng.workforce.tests.builders import DAY, ctx, events, officer, unit, user
from zhunsheng.workforce.tests.test_keeping import TestEndedDelegation, fact_of
from zhunsheng.workforce.tests.test_views import EDITORS, GRANTORS

BODY = "91999901MA0000001"
CODE = BODY + uscc.calc_check_digit(BODY)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def site(settings, monkeypatch):
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T10:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms


def signed_in(account: User) -> Client:
    browser = Client()
    browser.force_login(account, backend=BACKEND)
    return browser


def entity():
    facts = EntityFacts(name="示例加油站", credit_code=CODE)
    return registry.add_entity(ctx=ctx("entity"), facts=facts, on=DAY)


def interest(code: str = CODE, **changes: str) -> dict[str, str]:
    form = {
        "entity": code,
        "kind": "RELATIVE",
        "reason": "配偶任该站负责人",
        "since": "2025-01-01",
        "request_key": "k1",
    }
    return {**form, **changes}


class TestPermission:
    @pytest.mark.parametrize("role", list(Role))
    def test_of_each_page_is_as_declared(self, team, role):
        row = officer(team)
        declare = reverse("workforce:declare", args=[row.id])
        keeper = user(Role.TEAM_HEAD)
        signed_in(keeper).post(declare, interest(entity().credit_code))
        (declared,) = queries.interests_of(ctx("read"), row.id)
        (held,) = queries.credentials_of(ctx("read"), row.id)
        deed = TestEndedDelegation().grant(unit("示例街道", UnitKind.STREET))
        browser = signed_in(keeper if role is Role.TEAM_HEAD else user(role))
        readers = {
            declare: {Role.TEAM_HEAD, Role.SYSTEM_ADMIN},
            reverse("workforce:amend", args=[row.id]): EDITORS,
            reverse("workforce:lose", args=[held.id]): EDITORS,
            reverse("workforce:end_interest", args=[declared.id]): {
                Role.TEAM_HEAD,
                Role.SYSTEM_ADMIN,
            },
            reverse("workforce:end_delegation", args=[deed.id]): GRANTORS,
        }
        expected = {url: 200 if role in roles else 403 for url, roles in readers.items()}
        assert {url: browser.get(url).status_code for url in expected} == expected


class TestInterestPages:
    """行政处罚法 43: an interest is told where the refusals of other rooms send to."""

    def test_declare_list_and_end_one(self, team):
        row, known = officer(team), entity()
        browser = signed_in(user(Role.TEAM_HEAD))
        page = browser.post(
            reverse("workforce:declare", args=[row.id]), interest(), follow=True
        ).content.decode()
        assert "示例加油站：近亲属关系，配偶任该站负责人" in page
        assert queries.interests(ctx("read")) == frozenset({(row.id, known.id)})
        (declared,) = queries.interests_of(ctx("read"), row.id)
        form = {"ended_on": "2025-03-03", "reason": "配偶已经离职", "request_key": "k2"}
        page = browser.post(
            reverse("workforce:end_interest", args=[declared.id]), form, follow=True
        ).content.decode()
        assert "已解除" in page
        assert "配偶已经离职" in page
        assert queries.interests(ctx("read")) == frozenset()

    def test_take_a_whole_name_and_no_unknown_one(self, team):
        row = officer(team)
        entity()
        browser, url = signed_in(user(Role.TEAM_HEAD)), reverse("workforce:declare", args=[row.id])
        before = events()
        answer = browser.post(url, interest("没有的单位"))
        assert answer.status_code == 422
        assert "没有找到该单位" in answer.content.decode()
        assert events() == before
        browser.post(url, interest("示例加油站"))
        assert len(queries.interests(ctx("read"))) == 1

    def test_of_a_colleague_are_closed_before_anything_is_typed(self, team):
        row = officer(team)
        entity()
        browser, url = (
            signed_in(user(Role.ENFORCEMENT_OFFICER)),
            reverse("workforce:declare", args=[row.id]),
        )
        before = events()
        assert browser.get(url).status_code == 403
        assert browser.post(url, interest()).status_code == 403
        assert (queries.interests(ctx("read")), events()) == (frozenset(), before)

    @pytest.mark.parametrize("role", sorted(READERS - {Role.ENFORCEMENT_OFFICER}))
    def test_tell_the_relation_to_himself_his_leaders_and_who_keeps_it(self, team, role):
        """个人信息保护法 28: a relation of family is told nobody who has no need of it."""
        own = user(Role.ENFORCEMENT_OFFICER)
        row = officer(team, user=own.id)
        entity()
        declare = reverse("workforce:declare", args=[row.id])
        signed_in(own).post(declare, interest())
        url = reverse("workforce:detail", args=[row.id])
        page = signed_in(user(role)).get(url).text
        told = role in {Role.CHIEF, Role.DEPUTY_HEAD, Role.TEAM_HEAD, Role.SYSTEM_ADMIN}
        assert ("配偶任该站负责人" in page, "示例加油站：应当回避" in page) == (told, not told)
        assert "配偶任该站负责人" in signed_in(own).get(url).text

    def test_lead_a_street_officer_to_his_own(self, team):
        account = user(Role.STREET_OFFICER)
        row = officer(unit("示例街道", UnitKind.STREET), user=account.id)
        url = reverse("workforce:declare", args=[row.id])
        page = signed_in(account).get(reverse("workforce:delegations")).content.decode()
        assert url in page


class TestCredentialPage:
    def test_notes_a_withdrawal_and_shows_it(self, team):
        row = officer(team)
        (held,) = queries.credentials_of(ctx("read"), row.id)
        form = {
            "loss": "WITHDRAWN",
            "lost_on": "2025-03-03",
            "paper": "示司收〔2025〕3号",
            "reason": "调离执法岗位",
            "request_key": "k1",
        }
        browser = signed_in(user(Role.TEAM_HEAD))
        page = browser.post(
            reverse("workforce:lose", args=[held.id]), form, follow=True
        ).content.decode()
        assert "收回执法证，示司收〔2025〕3号（调离执法岗位）" in page
        assert fact_of(row).number_on(DAY) == ""


class TestEntryPage:
    def test_links_an_account_and_notes_a_departure(self, team):
        row, account = officer(team), user(Role.ENFORCEMENT_OFFICER)
        form = {
            "unit": str(team.id),
            "user": str(account.id),
            "left_on": "2025-03-03",
            "reason": "调往其他单位",
            "request_key": "k1",
        }
        browser = signed_in(user(Role.TEAM_HEAD))
        page = browser.post(
            reverse("workforce:amend", args=[row.id]), form, follow=True
        ).content.decode()
        assert "账户由“无”变更为“enforcement_officer-a1”" in page
        assert "离岗日期由“无”变更为“2025-03-03”" in page
        assert "已离岗" in page
        assert "已离岗" in browser.get(reverse("workforce:list")).content.decode()


class TestDelegationPage:
    def test_ends_a_deed_and_shows_it(self, team):
        deed = TestEndedDelegation().grant(unit("示例街道", UnitKind.STREET))
        form = {
            "ended_on": "2025-03-03",
            "paper": "示应急〔2025〕9号",
            "reason": "收回委托",
            "request_key": "k1",
        }
        browser = signed_in(user(Role.CHIEF))
        page = browser.post(
            reverse("workforce:end_delegation", args=[deed.id]), form, follow=True
        ).content.decode()
        assert "已提前终止" in page
        assert "示应急〔2025〕9号（收回委托）" in page
