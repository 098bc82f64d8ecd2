"""Every role at every address, with a record of its own bureau and with a stranger's."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.border import samples, table
from tests.border.conftest import Clients, Sessions, browser
from tests.border.table import APART, OUTSIDE, STREET, TABLE
from tests.worlds import World
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.journal.models import Event

# Who may open what is decided in Python: one database shows it.
pytestmark = pytest.mark.sqlite_only

NAMES = sorted(TABLE)
RECORDS = [name for name in NAMES if TABLE[name].foreign is not None]
EMPTY = {"request_key": "border", "version": "0"}
FORMS = [name for name in NAMES if TABLE[name].empty is not None]


def path_of(name: str, world: World) -> str:
    """Return the address with a record of the told bureau in it."""
    return samples.address(name, samples.words()[name], world.told.year.bureau)


def is_sign_in(answer: Any) -> bool:
    """Tell whether the answer sends to the sign-in page."""
    place: str = answer.headers.get("Location", "")
    return bool(answer.status_code == 302) and place.startswith("/accounts/sign-in/")


def answer_to(client: Client, path: str, data: dict[str, str] | None = None) -> Any:
    """Open an address, or send a form to it; nothing of it is kept."""
    with transaction.atomic():
        answer = client.get(path) if data is None else client.post(path, data)
        transaction.set_rollback(True)
    return answer


class TestWorld:
    @pytest.mark.django_db
    def test_leaves_the_database_of_the_suite_empty(self) -> None:
        assert not Event.objects.exists()

    def test_holds_two_bureaus_with_everybody_in_each(self, world: World) -> None:
        assert set(world.own) == set(world.foreign) == set(Role)
        bureaus = {User.objects.get(id=user).bureau_id for user in world.own.values()}
        assert bureaus == {world.told.year.bureau}


class TestTable:
    def test_names_every_address_of_the_site_and_no_other(self) -> None:
        assert set(TABLE) == set(samples.words())

    def test_gives_a_stranger_nothing_of_an_address_with_a_record(self) -> None:
        """What is published is for all; codes, words and numbers of a series name no record."""
        open_words = {
            "code",
            "documents:code",
            "year",
            "month",
            "key",
            "kind",
            "number",
            "instrument_id",
            "form",
            "since",
        }
        for name, words in samples.words().items():
            if set(words) - open_words and not TABLE[name].public:
                assert TABLE[name].foreign == table.MISSING, name

    def test_gives_no_form_of_the_ordinary_procedure_to_a_street(self) -> None:
        """行政处罚法 24, 应急管理部令 6: a street decides on the spot, and hands up the rest."""
        assert not TABLE["cases:evidence"].may & STREET
        assert TABLE["cases:act"].street == table.MISSING

    def test_shows_enterprises_and_the_public_only_law_desk_and_portal(self) -> None:
        """And the checker, which reads a text of their own and keeps nothing."""
        rooms = {name.partition(":")[0] for name in NAMES if TABLE[name].may & OUTSIDE}
        assert rooms == {"accounts", "checker", "lawbook", "desk", "portal", "visitcode"}
        assert all(APART["desk:home", role] == table.TO for role in OUTSIDE)


@pytest.mark.parametrize("name", NAMES)
def test_opening_an_address_answers_as_declared(name: str, world: World, clients: Clients) -> None:
    path, wrong = path_of(name, world), []
    for (side, role), client in clients.items():
        answer = answer_to(client, path)
        wanted = table.expected(name, role, foreign=side == "foreign")
        if answer.status_code != wanted:
            wrong.append((side, role and role.value, answer.status_code, wanted))
        if role is None and not TABLE[name].public:
            assert is_sign_in(answer)
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in NAMES if not TABLE[name].public])
def test_a_form_is_taken_from_nobody_who_may_not_send_it(
    name: str, world: World, clients: Clients
) -> None:
    path, row, events, wrong = path_of(name, world), TABLE[name], Event.objects.count(), []
    assert is_sign_in(answer_to(clients["own", None], path, EMPTY))
    for (side, role), client in clients.items():
        if role is not None and role not in row.may:
            allowed = {table.FORBIDDEN, table.NO_METHOD}
        elif side == "foreign" and row.foreign is not None:
            allowed = {row.foreign, table.NO_METHOD}  # what takes no form says so to everybody
        else:
            continue
        status = answer_to(client, path, EMPTY).status_code
        wrong += [(side, role and role.value, status)] * (status not in allowed)
    assert wrong == []
    assert Event.objects.count() == events


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_is_handed_back(name: str, world: World, clients: Clients) -> None:
    row, path = TABLE[name], path_of(name, world)
    found = {
        role.value: answer_to(clients["own", role], path, EMPTY).status_code
        for role in row.may - STREET
        if (name, role) not in APART
    }
    assert set(found.values()) == {row.empty}, found


@pytest.mark.parametrize("name", RECORDS)
def test_a_form_without_its_token_is_refused(
    name: str, world: World, border: tuple[str, World, Sessions]
) -> None:
    role = min(TABLE[name].may - STREET, key=lambda r: r.value)
    client = browser(border[2]["own", role], checks_tokens=True)
    answer = client.post(path_of(name, world), EMPTY)
    assert answer.status_code == 403
