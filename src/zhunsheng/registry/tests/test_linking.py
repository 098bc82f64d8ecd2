"""The account of an enterprise speaks for an entry of the register, never for a bare code."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.journal.models import Event
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import queries, services
from zhunsheng.registry.choices import EntityKind, IdentityStep
from zhunsheng.registry.models import AccountLink, BusinessEntity
from zhunsheng.registry.tests.builders import (
    DAY,
    OTHER_BUREAU,
    code,
    ctx,
    events,
    facts,
    found,
    freed,
    proof,
    user,
)

pytestmark = pytest.mark.usefixtures("bureau")
PAPER = "示市监登记查询〔2025〕7号"
SEEN = "营业执照副本和法定代表人授权委托书"


def add(key: str, number: int, **changes: Any) -> BusinessEntity:
    return services.add_entity(ctx=ctx(key), facts=facts(number, **changes), on=DAY)


def link(account: User, entity: BusinessEntity, key: str = "link") -> AccountLink:
    return services.link_account(
        ctx=ctx(key), user=account.id, entity=entity.id, proof=SEEN, on=DAY
    )


def seen(account: User) -> str:
    """Return the name of the entity that an account sees, nothing where it sees none."""
    row = queries.linked_entity(ctx("read"), account.id)
    return row.name if row else ""


def merge(kept: BusinessEntity, duplicate: BusinessEntity) -> None:
    services.merge_entities(
        ctx=ctx("merge"), kept=kept.id, duplicate=duplicate.id, version=0, on=DAY,
        reason="同一营业执照，代码录错", registration=PAPER,
    )  # fmt: skip


def undo(duplicate: BusinessEntity) -> None:
    services.undo_merge(
        ctx=ctx("undo"), duplicate=duplicate.id, reason="经核实是两家", version=1, on=DAY
    )


@pytest.fixture
def pair(bureau: None) -> tuple[BusinessEntity, BusinessEntity]:
    """Return an entity, and a duplicate of it under a mistyped code."""
    return add("kept", 1), add("twin", 2, name="示例第1化工")


class TestLink:
    """行政处罚法 50: what the bureau knows of an enterprise is kept from every other."""

    def test_by_a_code_that_was_wrong_shows_nothing_until_it_is_confirmed_anew(self, pair):
        """Who showed the wrong code may be the unit that really bears it."""
        kept, twin = pair
        account, other = user(Role.ENTERPRISE), user(Role.SYSTEM_ADMIN)
        link(account, twin)
        assert (seen(account), queries.links_of(ctx("read"), twin.id)) == (twin.name, 1)
        merge(kept, twin)
        read = ctx("read")
        assert (seen(account), queries.suspended_since(read, account.id)) == ("", DAY)
        assert queries.linked_entities(read) == {
            account.id: f"{kept.name}（{code(1)}；关联的记录“{twin.name}”已并入该单位），"
            "2025-03-03起暂停，待系统管理员重新确认"
        }
        told = Event.objects.get(kind="accounts.enterprise_suspended")
        assert f"代码{code(2)}经登记记录证明录错" in told.data
        refused(account, twin, ["registry.account.wrong_code"], links=1)
        link(account, kept, "anew")
        assert (seen(account), queries.suspended_since(read, account.id)) == (kept.name, None)
        assert queries.suspended_since(read, other.id) is None

    def test_stays_suspended_where_the_merge_is_taken_back(self, pair):
        kept, twin = pair
        account = user(Role.ENTERPRISE)
        link(account, twin)
        merge(kept, twin)
        undo(twin)
        assert seen(account) == ""
        link(account, twin, "anew")
        assert seen(account) == twin.name

    def test_by_a_code_that_is_corrected_is_suspended_and_by_another_change_is_not(self, pair):
        kept, _ = pair
        account = user(Role.ENTERPRISE)
        link(account, kept)
        amend = partial(services.amend_entity, entity=kept.id, version=None, on=DAY)
        new = facts(1, name="示例第1新材料有限公司")
        amend(ctx=ctx("name"), facts=new, **proof(IdentityStep.RENAMED))
        assert seen(account) == "示例第1新材料有限公司"
        new = replace(new, credit_code=code(7))
        amend(ctx=ctx("code"), facts=new, **proof(IdentityStep.CODE_CORRECTED))
        assert seen(account) == ""

    def test_never_shows_the_owner_of_a_freed_code_who_registers_later(self, pair):
        kept, twin = pair
        account = user(Role.ENTERPRISE)
        link(account, twin)
        merge(kept, twin)
        bearer = facts(2, name="示例五金有限公司")
        services.add_entity(ctx=ctx("owner"), facts=bearer, on=DAY, **proof())
        assert seen(account) == ""
        link(account, kept, "anew")
        undo(twin)
        assert seen(account) == kept.name

    def test_of_after_a_merge_stays_with_the_kept_entry(self, pair):
        kept, twin = pair
        merge(kept, twin)
        account = user(Role.ENTERPRISE)
        assert queries.entities_to_link(ctx("read").viewer, code(2)) == ()
        link(account, kept)
        undo(twin)
        assert seen(account) == kept.name

    def test_by_the_code_of_a_duplicate_goes_with_the_duplicate(self, bureau: None):
        """The kept entry bears no code of its own: who shows the code is the duplicate."""
        kept = freed(add("kept", 1, name="示例第1店", credit_code="", kind=EntityKind.PERSON))
        twin = add("twin", 2, kind=EntityKind.SOLE_PROPRIETOR)
        merge(kept, twin)
        account = user(Role.ENTERPRISE)
        (meant,) = queries.entities_to_link(ctx("read").viewer, code(2))
        link(account, meant)
        assert (meant.id, seen(account)) == (twin.id, kept.name)
        undo(twin)
        assert seen(account) == twin.name

    def test_to_an_entry_whose_code_is_another_units_is_refused_and_nothing_is_written(self, pair):
        kept, twin = pair
        merge(kept, twin)
        refused(user(Role.ENTERPRISE), twin, ["registry.account.wrong_code"])

    def test_of_whoever_works_in_the_bureau_is_refused_and_nothing_is_written(self, pair):
        refused(user(Role.SYSTEM_ADMIN), pair[0], ["registry.account.not_of_enterprise"])

    def test_made_twice_is_refused_and_nothing_is_written(self, pair):
        account = user(Role.ENTERPRISE)
        link(account, pair[0])
        refused(account, pair[0], ["registry.account.linked_already"], links=1)

    def test_across_the_border_is_none(self, pair):
        found("other", bureau=OTHER_BUREAU, division="999902")
        stranger = user(Role.ENTERPRISE, bureau=OTHER_BUREAU)
        before = events()
        with pytest.raises(User.DoesNotExist):
            link(stranger, pair[0])
        with pytest.raises(BusinessEntity.DoesNotExist):
            services.link_account(
                ctx=ctx("there", bureau=OTHER_BUREAU), user=stranger.id, entity=pair[0].id,
                proof=SEEN, on=DAY,
            )  # fmt: skip
        assert (AccountLink.objects.of(ctx("read")).count(), events()) == (0, before)

    def test_tells_the_journal_what_it_was_before(self, pair):
        account = user(Role.ENTERPRISE)
        link(account, pair[1])
        link(account, pair[0], "again")
        told = Event.objects.filter(kind="accounts.enterprise_linked").order_by("sequence")
        assert f"{pair[1].name}（{code(2)}）" in told[1].data
        assert f"{pair[0].name}（{code(1)}）" in told[1].data
        assert SEEN in told[1].data

    def test_without_a_proof_is_refused_and_nothing_is_written(self, pair):
        """行政处罚法 50: who only says that he is of an enterprise sees nothing of it."""
        account, before = user(Role.ENTERPRISE), events()
        with pytest.raises(StepRefused) as refusal:
            services.link_account(
                ctx=ctx("bare"), user=account.id, entity=pair[0].id, proof="。。", on=DAY
            )
        assert [one.code for one in refusal.value.findings] == ["registry.account.unproven"]
        assert (AccountLink.objects.of(ctx("read")).count(), events()) == (0, before)


def refused(account: User, entity: BusinessEntity, codes: list[str], *, links: int = 0) -> None:
    before = events()
    with pytest.raises(StepRefused) as refusal:
        link(account, entity, "refused")
    assert [one.code for one in refusal.value.findings] == codes
    assert (AccountLink.objects.of(ctx("read")).count(), events()) == (links, before)


def send(browser: Client, page: str, text: str) -> Any:
    return browser.post(page, {"entity": text, "proof": SEEN, "request_key": f"link-{len(text)}"})


class TestPage:
    @pytest.fixture
    def administrator(self, pair: object) -> Client:
        browser = Client()
        browser.force_login(
            user(Role.SYSTEM_ADMIN), backend="django.contrib.auth.backends.ModelBackend"
        )
        return browser

    def test_links_by_code_or_name_and_the_list_tells_to_whom(self, administrator: Client, pair):
        account = user(Role.ENTERPRISE)
        page, every = reverse("registry:account", args=[account.id]), reverse("accounts:list")
        assert "没有关联企业" in administrator.get(every).text
        assert f'href="{page}"' in administrator.get(every).text
        assert send(administrator, page, pair[0].name).status_code == 302
        assert f"{pair[0].name}（{code(1)}）" in administrator.get(every).text
        assert send(administrator, page, code(2).lower()).status_code == 302
        assert seen(account) == pair[1].name

    def test_of_a_merge_tells_that_links_will_be_suspended(self, administrator: Client, pair):
        told, page = "有1个企业账户关联本记录", reverse("registry:merge", args=[pair[1].id])
        assert told not in administrator.get(page).text
        link(user(Role.ENTERPRISE), pair[1])
        assert told in administrator.get(page).text
        merge(*pair)
        listed = administrator.get(reverse("accounts:list")).text
        assert "暂停，待系统管理员重新确认" in listed

    def test_of_a_code_that_nobody_registered_writes_nothing(self, administrator: Client, pair):
        """Who is not registered yet is linked to nothing, and sees nothing when it registers."""
        account, before = user(Role.ENTERPRISE), None
        before = events()
        page = reverse("registry:account", args=[account.id])
        answer = send(administrator, page, code(3))
        assert (answer.status_code, "尚未登记的，请先登记" in answer.text) == (422, True)
        assert (seen(account), events()) == ("", before)
        add("later", 3)
        assert seen(account) == ""

    def test_of_a_name_that_two_units_share_is_refused(self, administrator: Client, pair):
        add("namesake", 4, name=pair[0].name)
        account = user(Role.ENTERPRISE)
        page = reverse("registry:account", args=[account.id])
        answer = send(administrator, page, pair[0].name)
        assert (answer.status_code, "有几家同名单位" in answer.text) == (409, True)
        assert seen(account) == ""


class TestMigration:
    def test_links_only_by_a_code_that_tells_who_it_is(self, pair):
        """A code that was freed by a merge, or is nobody's, gives an account no entry."""
        kept, twin = pair
        merge(kept, twin)
        named = {"sure": code(1), "freed": code(2), "nobody": code(5)}
        rows = []
        for one, credit_code in named.items():
            made = accounts.add_user(
                ctx=ctx(one), username=one, name="示例乙", roles=frozenset({Role.ENTERPRISE}),
                password="", unit=None, on=DAY,
            )  # fmt: skip
            rows.append(SimpleNamespace(pk=made.pk, bureau_id=made.bureau_id, row=made))
            rows[-1].credit_code = credit_code
        module = import_module("zhunsheng.registry.migrations.0012_accounts_speak_for_entries")
        module.link(_Then(rows), None)
        assert [one.entity_id for one in AccountLink.objects.of(ctx("read"))] == [kept.id]


class _Then:
    """The models of the day of the migration: accounts still name their codes."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows

    def get_model(self, app: str, name: str) -> Any:
        return self if name == "User" else _With(apps.get_model(app, name))

    @property
    def _base_manager(self) -> _Then:
        return self

    exclude = order_by = lambda self, *_, **__: self

    def iterator(self) -> list[Any]:
        return self.rows


class _With:
    def __init__(self, model: Any) -> None:
        self.model = model

    @property
    def _base_manager(self) -> Any:
        return self

    def filter(self, **said: Any) -> Any:
        return self.model._base_manager.filter(**said)

    def create(self, *, user: Any, **said: Any) -> Any:
        return self.model._base_manager.create(user_id=user.pk, **said)
