"""
Random forms through the pages: any address of cases, as anybody, with what the page offers or not.

A page is opened, its form is filled from its own fields (what stands in them, what can be chosen,
or something that does not belong there) and sent. No answer is ever a fault of the program, and
what was not done changed nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.prove.acting import (
    PEOPLE,
    PLAYS,
    Choice,
    Player,
    chosen,
    found_case,
    judge,
    peopled,
    record_of,
)
from tests.prove.tables import Tables
from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views.acts import ACT_PAGES

#: The answers a page may give: shown, done, not signed in, not allowed, none such, refused, wrong.
SHOWN, DONE = 200, 302
ANSWERS: Final = frozenset({SHOWN, DONE, 400, 403, 404, 405, 409, 422})
#: What does not belong into a field.
ODD: Final = (
    "", " ", "x", "0", "-1", "9" * 40, "1e309", "2025-02-30", "9999-12-31", "0001-01-01", "\x00",
    "<script>", "'; --", "NaN", "\uff10\uff11", "00000000-0000-0000-0000-000000000000", "1.234",
    "示例" * 300,
)  # fmt: skip
OTHER_PAGES: Final = ("evidence", "annulment", "earlier", "detail")


@dataclass(slots=True)
class Poster:
    """Everybody at their desks, on the case of a player."""

    player: Player
    clients: dict[str, Client]
    answers: Counter[int] = field(default_factory=Counter)
    posted: Counter[str] = field(default_factory=Counter)

    def try_page(self, choice: Choice) -> None:
        """
        Open a page and send its form.

        :raises AssertionError: at a fault, or where something was changed that was not done
        """
        name, address, by = self._chosen(choice)
        now = f"{self.player.today}T10:00:00+08:00"
        tables, many = self.player.tables, len(self._acts())
        before = tables.stand
        with override_settings(ZHUNSHENG_PINNED_NOW=now), tables.watched():
            page = self.clients[by].get(address)
            sent = dict(filled(page.content.decode(), choice)) if page.status_code == SHOWN else {}
            if "request_key" not in " ".join(sent) and choice.how % 5:
                sent = {}
            answer = self.clients[by].post(address, sent)
        self.posted[name] += 1
        self.answers[answer.status_code] += 1
        assert page.status_code in ANSWERS, (address, page.status_code)
        assert answer.status_code in ANSWERS, (address, answer.status_code)
        if answer.status_code != DONE:
            assert tables.stand == before, f"{name}: {answer.status_code}, and something changed"
        elif len(self._acts()) > many:
            judge(self.player, by)

    def _acts(self) -> Any:
        rows = CaseAct.objects.of(self.player.world.viewer())
        return rows.filter(case=self.player.case)

    def _chosen(self, choice: Choice) -> tuple[str, str, str]:
        """Return a page with its address and a person, mostly one who may do what it is for."""
        case, people = self.player.case.id, list(PEOPLE)
        pages = (*ACT_PAGES, *OTHER_PAGES, "clue", "on_the_spot")
        name = pages[choice.what % len(pages)]
        by = people[choice.who % len(people)]
        if choice.meant % 4 and any(lawful := self.player.lawful()):
            step = chosen(lawful, choice)
            name, by = step.key, self.player.person(step, choice)
        if name in ACT_PAGES:
            return name, reverse("cases:act", args=[case, name]), by
        if name in OTHER_PAGES:
            return name, reverse(f"cases:{name}", args=[case]), by
        return name, reverse(f"cases:{name}"), by


def filled(page: str, choice: Choice) -> Iterator[tuple[str, Any]]:
    """Yield the fields of the page's form with values, most of them fitting."""
    form = BeautifulSoup(page, "html.parser").select_one("main form[method=post], form.card")
    if form is None:
        return
    number = choice.how
    for one in form.select("input[name], textarea[name], select[name]"):
        number = (number * 7919 + 13) % 100_003
        name, odd = str(one["name"]), choice.meant % 4 == 0 and number % 5 == 0
        if odd:
            yield name, ODD[number % len(ODD)]
        elif one.get("type") == "file":
            yield name, SimpleUploadedFile("示例.txt", b"content" * (number % 9))
        elif one.has_attr("multiple"):
            options = [str(o.get("value", "")) for o in one.select("option") if o.get("value")]
            yield name, options[: 2 + number % 2]
        elif (value := _fitting(one, number)) is not None:
            yield name, value


def _fitting(one: Tag, number: int) -> str | None:
    kind, given = str(one.get("type", "")), str(one.get("value", ""))
    if one.name == "select":
        options = [str(o.get("value", "")) for o in one.select("option")]
        full = [o for o in options if o]
        return full[number % len(full)] if full else ""
    if kind in ("checkbox", "radio"):
        return given or "on" if number % 2 or one.has_attr("checked") else None
    if one.name == "textarea":
        return one.get_text(strip=True) or "示例情况说明。"
    if given or kind == "hidden":
        return given
    if kind == "number" or one.get("inputmode") == "numeric":
        return str(3 + number % 5)
    if kind == "date":
        return "2025-03-20"
    if re.search("fine|amount|yuan", str(one["name"])):
        return ("10000", "50000", "60000")[number % 3]
    return "示例"


def pages_are_tried(
    world: World, *, examples: int, length: int = 40
) -> tuple[Counter[int], Counter[str], Counter[str]]:
    """
    Play cases through services and pages in turn; each is taken back.

    Returned are the answers, the pages that were posted to, and the acts that stood in the end.
    """
    answers, posted, stood = Counter[int](), Counter[str](), Counter[str]()
    peopled(world)
    clients = {key: signed_in(world, key) for key in PEOPLE}
    tables = Tables()

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(PLAYS, min_size=length, max_size=length))
    def play(numbers: list[int]) -> None:
        with transaction.atomic():
            poster = Poster(found_case(world, None, tables), clients)
            for turn, number in enumerate(numbers):
                choice = Choice.of(number, turn)
                if turn % 2:
                    poster.try_page(choice)
                else:
                    poster.player.play(choice, judge)
            poster.player.tables.assert_nothing_escaped()
            stood.update(act.step for act in record_of(poster.player).acts)
            transaction.set_rollback(True)
        answers.update(poster.answers)
        posted.update(poster.posted)

    play()
    return answers, posted, stood


def signed_in(world: World, key: str) -> Client:
    """Return a browser of somebody."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(world.users[key], backend="django.contrib.auth.backends.ModelBackend")
    return client
