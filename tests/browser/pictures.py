"""
A picture of every page as every role, at the widths of a desk and of a phone.

    python -m tests.browser.pictures --site DEMO --out FOLDER [--role USERNAME …] [--only ROOM]

Every address must answer as the table of the border declares; every page must load without an
error of the console or of the network and hold what is on it: nothing wider than the window, no
text cut, at a desk no table wider than its card. What does not hold is listed; exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

    from tests.browser.addresses import Address

WIDTHS: Final = {1440: 900, 390: 844}
#: Up to this width a table may scroll within its card.
PHONE: Final = 640
NOBODY: Final = "nobody"
OPEN: Final = 200
MEASURES: Final = Path(__file__).with_name("measures.js").read_text("utf-8")


@dataclass(slots=True)
class Looked:
    """What was seen: how many pictures, what does not hold, what the site has no record of."""

    pictures: int = 0
    faults: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)


def open_site(folder: Path) -> None:
    """Set Django up on the site, to find records for the addresses."""
    os.environ["ZHUNSHENG_SITE_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.config.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop of its own
    import django

    django.setup()


def people(site: Path, wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield user names and passwords: those wanted, or one of each office and nobody."""
    offices: set[str] = set()
    for user in json.loads((site / "site.json").read_text("utf-8"))["demo_users"]:
        if user["username"] in wanted or (not wanted and user["role"] not in offices):
            offices.add(user["role"])
            yield user["username"], user["password"]
    if NOBODY in wanted or not wanted:
        yield "", ""


def look(browser: Browser, site: str, folder: Path, args: argparse.Namespace) -> Looked:
    """Sign everybody in and look at every page at every width."""
    from tests.browser.addresses import addresses

    looked = Looked()
    for username, password in people(folder, args.role):
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
        page, said = listened(context.new_page())
        if username:
            sign_in(page, site, username, password)
        for address in addresses(username, args.only, reader(page, site), looked.missing):
            said.clear()
            look_at(page, site, address, args, username or NOBODY, looked)
            where = f"{username or NOBODY} {address.file} {address.path}"
            looked.faults += [f"{where}: {line}" for line in dict.fromkeys(said)]
        context.close()
        print(f"{username or NOBODY}: {looked.pictures} pictures, {len(looked.faults)} faults",
              flush=True)  # fmt: skip
    return looked


def listened(page: Page) -> tuple[Page, list[str]]:
    """Return the page and the list to which it tells its errors."""
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.extend(failed(request)))
    return page, said


def failed(request: Request) -> Iterator[str]:
    """Yield what failed, except what was broken off because the page was left."""
    if request.failure != "net::ERR_ABORTED":
        yield f"failed {request.url}"


def reader(page: Page, site: str) -> Callable[[str], str]:
    """Return what reads a page's text as the person who is signed in."""
    return lambda path: page.request.get(f"{site}{path}").text()


def sign_in(page: Page, site: str, username: str, password: str) -> None:
    """Sign in through the page."""
    page.goto(f"{site}/accounts/sign-in/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("form button[type=submit]")
    page.wait_for_url(lambda url: "sign-in" not in url)


def look_at(
    page: Page, site: str, address: Address, args: argparse.Namespace, who: str, looked: Looked
) -> None:
    """Open an address, compare its answer; measure a page and take its picture at every width."""
    where = f"{who} {address.file} {address.path}"
    status = opened(page, f"{site}{address.path}", is_page=address.is_page)
    if address.wanted not in (None, status):
        looked.faults.append(f"{where}: answers {status}, declared {address.wanted}")
    if not (address.is_page and status == OPEN):
        return
    for width in args.width:
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        place = args.out / f"{who}-{width}"
        place.mkdir(parents=True, exist_ok=True)
        unfit = page.evaluate(f"({MEASURES})({str(width <= PHONE).lower()})")
        looked.faults += [f"{where} at {width} px: {line}" for line in unfit]
        page.screenshot(path=place / f"{address.file}.jpg", full_page=True, type="jpeg", quality=60)
        looked.pictures += 1


def opened(page: Page, address: str, *, is_page: bool) -> int:
    """Open an address and return the status of its first answer."""
    if not is_page:
        return page.request.get(address, max_redirects=0).status
    answer = page.goto(address, wait_until="load")
    assert answer is not None, address
    before = answer.request.redirected_from
    first = before.response() if before else answer
    return first.status if first else answer.status


def main(arguments: Sequence[str]) -> int:
    """Look at a demo and say what does not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--site", type=Path, required=True, help="folder of a demo")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pictures")
    parser.add_argument("--only", default="", help="a room, or the beginning of an address's name")
    parser.add_argument("--role", nargs="*", default=[], help="users of the demo, or nobody")
    parser.add_argument("--width", type=int, nargs="*", default=list(WIDTHS), choices=WIDTHS)
    args = parser.parse_args(arguments)
    from playwright.sync_api import sync_playwright

    from tests.chromium import OPTIONS, chromium
    from tests.conftest import copy_site, served

    with tempfile.TemporaryDirectory() as temporary:
        folder = copy_site(args.site / "site", Path(temporary) / "site")
        open_site(folder)
        with served(folder) as site, sync_playwright() as playwright:
            options = [*OPTIONS, "--lang=zh-CN"]  # dates and files in the reader's language
            browser = playwright.chromium.launch(executable_path=chromium(), args=options)
            looked = look(browser, site, folder, args)
            browser.close()
    print("\n".join([*looked.faults, *(f"not opened, {line}" for line in sorted(looked.missing))]))
    print(f"{looked.pictures} pictures, {len(looked.faults)} faults")
    return 1 if looked.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
