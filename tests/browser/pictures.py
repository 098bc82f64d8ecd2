"""
A picture of every page as every role, at the widths of a desk and of a phone.

    python -m tests.browser.pictures --site DEMO --out FOLDER [--only ROOM] [--role USERNAME]

Every page must answer as the table of the border declares, be no wider than its window, and load
without an error of the console or of the network. What does not hold is listed; exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS: Final = {1440: 900, 390: 844}
OPEN: Final = 200
OUTSIDER: Final = ""
#: Addresses that end what is being looked at, or that hand out files.
NO_PICTURE: Final = {"accounts:sign_out"}


@dataclass(frozen=True, slots=True)
class Address:
    """A page to look at: its name, a mark that tells variants apart, its path."""

    name: str
    mark: str
    path: str

    @property
    def file(self) -> str:
        """The stem of the picture's name."""
        return f"{self.name.replace(':', '-')}{self.mark}"


@dataclass(slots=True)
class Looked:
    """What was seen: how many pictures, and what does not hold."""

    pictures: int = 0
    faults: list[str] = field(default_factory=list)


def open_site(folder: Path) -> None:
    """Set Django up on the site, to find records for the addresses."""
    os.environ["ZHUNSHENG_SITE_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.config.settings")
    import django

    django.setup()


def addresses(only: str, faults: list[str]) -> list[Address]:
    """Return every address of the site with a record in it; some pages with several records."""
    from tests.border import samples
    from zhunsheng.accounts.models import Bureau

    bureau = Bureau.objects.get().id
    found = []
    for name, words in samples.words().items():
        if name in NO_PICTURE or not name.startswith(only):
            continue
        try:
            found.append(Address(name, "", samples.address(name, words, bureau)))
        except samples.NoRecord as missing:
            faults.append(f"{name}: the site holds no {missing}")
    variants = (v for v in samples.variants(bureau) if v[0].startswith(only))
    return found + [Address(name, f"-{mark}", path) for name, mark, path in variants]


def people(site: Path, only: str) -> Iterator[tuple[str, str]]:
    """Yield user names and passwords of the demo, and nobody."""
    for user in json.loads((site / "site.json").read_text("utf-8"))["demo_users"]:
        if only in ("", user["username"]):
            yield user["username"], user["password"]
    if only in ("", "nobody"):
        yield OUTSIDER, ""


def expected(name: str, username: str) -> int | None:
    """Return the status of the border's table, None where several roles of one person differ."""
    from tests.border import table
    from zhunsheng.accounts.choices import Role
    from zhunsheng.accounts.models import User

    if not username:
        return table.expected(name, None, foreign=False)
    roles = User.objects.get(username=username).roles
    answers = {table.expected(name, Role(role), foreign=False) for role in roles}
    answers -= {table.FORBIDDEN} if len(answers) > 1 else set()
    return answers.pop() if len(answers) == 1 else None


def look(browser: Browser, site: str, out: Path, args: argparse.Namespace, folder: Path) -> Looked:
    """Sign everybody in and look at every page at every width."""
    looked = Looked()
    pages = addresses(args.only, looked.faults)
    for username, password in people(folder, args.role):
        for width in args.width:
            size = {"width": width, "height": WIDTHS[width]}
            context = browser.new_context(locale="zh-CN", viewport=size)  # type: ignore[arg-type]  # a dict of its shape
            page, said = listened(context.new_page())
            if username:
                sign_in(page, site, username, password)
            place = out / f"{username or 'nobody'}-{width}"
            place.mkdir(parents=True, exist_ok=True)
            for address in pages:
                wanted = expected(address.name, username)
                said.clear()
                look_at(page, site, address, wanted, place, looked)
                where = f"{place.name} {address.file}"
                looked.faults += [f"{where}: {line}" for line in dict.fromkeys(said)]
            context.close()
        print(f"{username or 'nobody'}: {looked.pictures} pictures, {len(looked.faults)} faults",
              flush=True)  # fmt: skip
    return looked


def listened(page: Page) -> tuple[Page, list[str]]:
    """Return the page and the list to which it tells its errors."""
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed {request.url}"))
    return page, said


def sign_in(page: Page, site: str, username: str, password: str) -> None:
    """Sign in through the page."""
    page.goto(f"{site}/accounts/sign-in/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("form button[type=submit]")
    page.wait_for_url(lambda url: "sign-in" not in url)


def look_at(
    page: Page, site: str, address: Address, wanted: int | None, place: Path, looked: Looked
) -> None:
    """Open a page, compare its answer, measure it, take its picture."""
    where = f"{place.name} {address.file} {address.path}"
    answer = page.request.get(f"{site}{address.path}", max_redirects=0)
    if answer.status != wanted and wanted is not None and not (address.mark and answer.ok):
        looked.faults.append(f"{where}: answers {answer.status}, declared {wanted}")
    is_page = "text/html" in answer.headers.get("content-type", "")
    attached = "attachment" in answer.headers.get("content-disposition", "")
    if answer.status != OPEN or not is_page or attached:
        return
    page.goto(f"{site}{address.path}", wait_until="load")
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    page.screenshot(path=place / f"{address.file}.jpg", full_page=True, type="jpeg", quality=60)
    looked.pictures += 1
    if wide > window:
        looked.faults.append(f"{where}: {wide} px wide in a window of {window} px")


def main(arguments: Sequence[str]) -> int:
    """Look at a demo and say what does not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--site", type=Path, required=True, help="folder of a demo")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pictures")
    parser.add_argument("--only", default="", help="a room, or the beginning of an address's name")
    parser.add_argument("--role", default="", help="one user of the demo, or nobody")
    parser.add_argument("--width", type=int, nargs="*", default=list(WIDTHS), choices=WIDTHS)
    args = parser.parse_args(arguments)
    from playwright.sync_api import sync_playwright

    from tests.chromium import OPTIONS, chromium
    from tests.conftest import copy_site, served

    with tempfile.TemporaryDirectory() as temporary:
        folder = copy_site(args.site / "site", Path(temporary) / "site")
        open_site(folder)
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop of its own
        with served(folder) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(OPTIONS))
            looked = look(browser, site, args.out, args, folder)
            browser.close()
    print("\n".join(looked.faults))
    print(f"{looked.pictures} pictures, {len(looked.faults)} faults")
    return 1 if looked.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
