"""Units, users and roles: who may act is entered once, and somebody always administers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from zhunsheng.accounts import queries, services
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.kernel.finding import StepRefused

pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 3)
BUREAU = UUID("01950000-0000-7000-8000-000000000001")
SYSTEM = Actor(ActorKind.SYSTEM, UUID(int=0), "系统启用")
FACTS = services.BureauFacts(
    "示例区应急管理局", "示", "999901", "CN", "示例区人民政府", "示例路1号", "0"
)


def ctx(key: str) -> Act:
    return Act(SYSTEM, BUREAU, datetime(2025, 3, 3, 2, tzinfo=UTC), key)


def add(key: str, username: str, *roles: Role, password: str = "") -> UUID:
    made = services.add_user(
        ctx=ctx(key), username=username, name="示例甲", roles=frozenset(roles),
        password=password, unit=None, on=DAY,
    )  # fmt: skip
    return made.id


@pytest.fixture(autouse=True)
def administrator(db) -> UUID:
    services.found_bureau(ctx=ctx("found"), facts=FACTS, on=DAY)
    return add("first", "guanli", Role.SYSTEM_ADMIN)


def refused(act) -> list[str]:
    before = Event.objects.count()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert Event.objects.count() == before
    return [finding.code for finding in refusal.value.findings]


class TestAddUser:
    def test_refuses_a_taken_name_a_missing_role_and_a_short_password_at_once(self):
        assert refused(lambda: add("x", "guanli", password="short")) == [
            "accounts.name_is_taken", "accounts.no_role", "accounts.password_is_short",
        ]  # fmt: skip

    def test_keeps_no_password_in_the_journal(self):
        add("with", "zhifa", Role.ENFORCEMENT_OFFICER, password="long-enough-secret")
        assert not Event.objects.filter(data__contains="long-enough-secret").exists()


class TestAddUnit:
    def test_refuses_a_second_unit_of_one_name(self):
        services.add_unit(ctx=ctx("u1"), name="执法一队", kind=UnitKind.TEAM, on=DAY)
        assert refused(
            lambda: services.add_unit(ctx=ctx("u2"), name="执法一队", kind=UnitKind.TEAM, on=DAY)
        ) == ["accounts.name_is_taken"]


class TestChangeRoles:
    def test_gives_these_roles_and_no_others(self, administrator):
        other = add("other", "zhifa", Role.ENFORCEMENT_OFFICER)
        services.change_roles(
            ctx=ctx("change"), user=other, roles=frozenset({Role.FINANCE}), on=DAY
        )
        assert queries.user(ctx("read"), other).roles == {"FINANCE"}

    def test_never_leaves_the_bureau_without_an_administrator(self, administrator):
        assert refused(
            lambda: services.change_roles(
                ctx=ctx("last"), user=administrator, roles=frozenset({Role.FINANCE}), on=DAY
            )
        ) == ["accounts.last_administrator"]
        assert queries.user(ctx("read"), administrator).roles == {"SYSTEM_ADMIN"}
