"""Whoever is shown an address may open it: no page leads its reader to a refusal or to nothing."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from typing import TYPE_CHECKING, Final

import pytest
from django.urls import resolve

from tests.browser.conftest import Decided, People

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext

pytestmark = pytest.mark.browser
SHOWN: Final = re.compile(r'(?:href|action|hx-get)="(/[^"#]*)')
#: Addresses that end what is being looked at, and what a server of static files answers.
LEFT_OUT: Final = ("/accounts/sign-out", "/static/")
#: How many records of a kind are opened, and how many pages and filters of a list.
RECORDS, LISTS = 1, 2
BROKEN: Final = frozenset({403, 404, 500})


def broken(request: APIRequestContext, site: str) -> list[str]:
    """Open what a person is led to from the desk, and return what does not open, with its page."""
    waiting, seen, opened = deque([("/", "")]), {"/"}, Counter[tuple[str, str]]()
    found = []
    while waiting:
        address, shown_on = waiting.popleft()
        place = resolve(address.partition("?")[0])
        kind = (place.view_name, str(place.kwargs.get("step", "")))
        opened[kind] += 1
        if opened[kind] > (RECORDS if place.kwargs else LISTS):
            continue
        answer = request.get(f"{site}{address}", max_redirects=0)
        if answer.status in BROKEN:
            found.append(f"{answer.status} {address} on {shown_on}")
        if "html" not in answer.headers.get("content-type", ""):
            continue
        for link in map(html.unescape, SHOWN.findall(answer.text())):
            if link not in seen and not link.startswith(LEFT_OUT):
                seen.add(link)
                waiting.append((link, address))
    return found


@pytest.mark.parametrize("username", ["zhifa1", "fujuzhang", "chuangkou"])
def test_nobody_is_led_to_what_does_not_open(
    respondents: People, decided: Decided, username: str
) -> None:
    page = respondents.page(username)
    assert broken(page.request, decided.address) == []
