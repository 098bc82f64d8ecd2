"""Two people on the same act at once: the second is told who did what, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.border.conftest import Clients
from tests.border.table import STREET, TABLE
from tests.border.test_border import answer_to, path_of
from tests.worlds import World
from zhunsheng.journal.models import Event

pytestmark = pytest.mark.sqlite_only

TYPED: Final = "示例情况说明"
#: Rooms with a record in the told year on which somebody acted; credit and registry, where nobody
#: did, show the same in their tests of services.
ROOMS: Final = frozenset(
    {
        "archive", "cases", "compulsion", "execution", "inquiry", "inspection", "planning",
        "powers", "remedies",
    }
)  # fmt: skip
#: Forms whose fields hang together, so that what fits one by one does not fit as a whole; the
#: tests of services of their rooms try two at once.
HANGING: Final = frozenset(
    {"inspection:lifting", "inspection:visit", "planning:new_part", "planning:part"}
)
FORMS: Final = sorted(
    name
    for name, row in TABLE.items()
    if row.empty is not None and name.split(":")[0] in ROOMS and name not in HANGING
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A form on a record that somebody has open."""

    client: Client
    path: str
    values: dict[str, str]


def opened(name: str, world: World, clients: Clients) -> Opened | None:
    """Return a form as the first who may send it sees it, None without a version or with files."""
    path = path_of(name, world)
    for role in sorted(TABLE[name].may - STREET, key=lambda one: one.value):
        client = clients["own", role]
        page = BeautifulSoup(client.get(path).content, "html.parser")
        for form in page.select("form[method=post]"):
            if form.select_one("input[name=version]") and not form.select_one("[type=file]"):
                return Opened(client, path, dict(filled(form)))
    return None


def filled(form: Tag) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form with what stands in them, or with something that fits."""
    for one in form.select("input[name], textarea[name], select[name]"):
        name, kind, given = str(one["name"]), str(one.get("type", "")), str(one.get("value", ""))
        if one.name == "select":
            options = [str(o["value"]) for o in one.select("option[value]") if o["value"]]
            chosen = [str(o["value"]) for o in one.select("option[selected][value]")]
            yield name, next(filter(None, (*chosen, *options)), "")
        elif one.name == "textarea":
            yield name, one.get_text(strip=True) or TYPED
        elif kind in {"checkbox", "radio"}:
            yield name, given or "on"
        elif kind == "number" or one.get("inputmode"):
            yield name, given if given.strip("0.") else "3"
        elif kind == "date":
            yield name, given or "2026-01-15"
        elif kind == "time":
            yield name, given or "10:00"
        else:
            yield name, given or TYPED


@pytest.fixture
def forms(world: World, clients: Clients) -> dict[str, Opened]:
    """Return a form of each address that shows a version above the first."""
    found = {name: opened(name, world, clients) for name in FORMS}
    return {name: one for name, one in found.items() if one and int(one.values["version"])}


def test_the_second_is_told_who_did_what_and_keeps_what_was_typed(
    forms: dict[str, Opened],
) -> None:
    assert {name.split(":")[0] for name in forms} == ROOMS
    events, wrong = Event.objects.count(), []
    for name, form in forms.items():
        seen = str(int(form.values["version"]) - 1)
        answer = answer_to(form.client, form.path, {**form.values, "version": seen})
        page = BeautifulSoup(answer.content, "html.parser")
        told = " ".join(one.get_text(" ", strip=True) for one in page.select(".alarm"))
        kept = TYPED not in form.values.values() or TYPED in answer.content.decode()
        if (
            answer.status_code != 409
            or "已有他人办理" not in told
            or "办理了" not in told
            or not kept
        ):
            wrong.append((name, answer.status_code, told[:200], kept))
    assert wrong == []
    assert Event.objects.count() == events
