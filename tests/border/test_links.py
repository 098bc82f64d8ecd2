"""A page links nothing that its reader may not open: what every role meets from its desk on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tests.border import table
from tests.border.conftest import Clients
from tests.border.table import OUTSIDE, STREET, TABLE
from tests.border.test_border import answer_to
from zhunsheng.accounts.choices import Role

pytestmark = pytest.mark.sqlite_only

LINK: Final = re.compile(r'(?:href|hx-get|formaction)="(/[^"#]*)')
#: Where a reader begins.
STARTS: Final = ("desk:home", "cases:list", "inspection:list", "registry:list", "documents:list")
#: Pages of one record, on which rooms show what is of others.
RECORDS: Final = frozenset(
    {
        *("archive:detail", "cases:detail", "cases:earlier", "compulsion:detail", "desk:entity"),
        *("documents:detail", "draw:detail", "execution:detail", "inquiry:subject"),
        *("inspection:detail", "legalreview:detail", "planning:detail", "registry:detail"),
        "remedies:detail",
    }
)
INSIDE: Final = sorted(set(Role) - OUTSIDE, key=lambda role: role.value)


def links(body: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each address that a page links, with its path, files left out."""
    for found in LINK.findall(body):
        path = html.unescape(found)
        if not path.startswith("/static/"):
            yield resolve(urlsplit(path).path).view_name, path


def opened(client: Client, paths: Iterable[str], wrong: list[str]) -> list[tuple[str, str]]:
    """Open pages and return what they link; a page that does not open is wrong."""
    found: list[tuple[str, str]] = []
    for path in paths:
        answer = answer_to(client, path)
        if answer.status_code != table.OK:
            wrong.append(f"{path} answers {answer.status_code}")
        elif "html" in answer.headers["Content-Type"]:
            found += links(answer.content.decode())
    return found


def one_each(found: Iterable[tuple[str, str]], names: Iterable[str]) -> list[str]:
    """Return one path of each of these addresses."""
    wanted = set(names)
    return list({name: path for name, path in found if name in wanted}.values())


@pytest.mark.parametrize("role", INSIDE, ids=lambda role: role.value)
def test_no_link_leads_to_a_refusal(role: Role, clients: Clients) -> None:
    client, wrong = clients["own", role], list[str]()
    starts = [reverse(name) for name in STARTS if role in TABLE[name].may]
    found = opened(client, starts, wrong)
    found += opened(client, one_each(found, RECORDS), wrong)
    wrong += sorted(
        {f"{name} is not for {role.value}" for name, _ in found if role not in TABLE[name].may}
    )
    if role in STREET:  # who sees a part of the records is not shown the others
        rest = {name for name, _ in found} - RECORDS - {"accounts:sign_out"}
        opened(client, one_each(found, rest), wrong)
    assert wrong == []
