"""The site of the journeys: a finished demo with two open matters."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import copy_site, environment_of, free_port, served
from tests.demos import ROOT, Demos

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "shili-2025"


@dataclass(frozen=True, slots=True)
class Site:
    """A served site and its open matters."""

    address: str
    inspection: str
    case: str
    heavy: str
    of_street: str
    days: Days


class Days:
    """Serves a site on one day after the other, under one address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.running = ExitStack()

    def to(self, on: str) -> str:
        """Serve the site with its clock at ten of a day, and return its address."""
        self.running.close()
        settings = json.loads((self.folder / "site.json").read_text("utf-8"))
        settings["pinned_now"] = f"{on}T10:00:00+08:00"
        (self.folder / "site.json").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
        return self.running.enter_context(served(self.folder, self.port))


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Site]:
    """Serve a copy of the demo, with an inspection to make and a case to decide."""
    demo = Demos(Demos.folder(tmp_path_factory)).of("default")
    folder = copy_site(demo / "site", tmp_path / "site")
    said = subprocess.run(
        [sys.executable, "-m", "tests.browser.seed"],
        cwd=ROOT,
        env={**environment_of(folder), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    days = Days(folder)
    address = days.running.enter_context(served(folder, days.port))
    try:
        yield Site(address, **json.loads(said.stdout), days=days)
    finally:
        days.running.close()


@dataclass(frozen=True, slots=True)
class Decided:
    """A served site on which a decision is delivered and published, two months later."""

    address: str
    case: str
    number: str
    decision: str
    publication: str


def decided_site(demo: Path, folder: Path) -> tuple[Path, dict[str, str]]:
    """Copy a demo, bring a case to a published decision, and set the site's clock to June."""
    copied = copy_site(demo / "site", folder)
    settings = json.loads((copied / "site.json").read_text("utf-8"))
    settings["pinned_now"] = "2026-06-10T10:00:00+08:00"
    (copied / "site.json").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "tests.browser.seed", "decided"],
        cwd=ROOT,
        env={**environment_of(copied), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    return copied, json.loads(said.stdout)


@pytest.fixture
def decided(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Decided]:
    """Serve a copy of the demo with a published decision, on 10 June 2026."""
    demo = Demos(Demos.folder(tmp_path_factory)).of("default")
    folder, told = decided_site(demo, tmp_path / "decided")
    with served(folder) as address:
        yield Decided(address, **told)


@pytest.fixture
def respondents(browser: Browser, decided: Decided) -> Iterator[People]:
    """Sign people in on the site with the published decision."""
    everybody = People(browser, decided.address)
    yield everybody
    everybody.close()


class People:
    """Signs people in, each in a browser profile of its own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.pages: dict[str, Page] = {}

    def page(self, username: str) -> Page:
        """Return the page of a person, signed in at first."""
        if username not in self.pages:
            size = {"width": 1440, "height": 900}
            context = self.browser.new_context(locale="zh-CN", viewport=size)  # type: ignore[arg-type]  # a dict of its shape
            page = context.new_page()
            page.goto(f"{self.address}/accounts/sign-in/")
            page.fill("input[name=username]", username)
            page.fill("input[name=password]", PASSWORD)
            page.click("form button[type=submit]")
            page.wait_for_url(f"{self.address}/")
            self.pages[username] = page
        return self.pages[username]

    def name_of(self, username: str) -> str:
        """Return how the bureau calls a person, from the head of each page."""
        return self.page(username).locator(".whom span").inner_text().partition("　")[0]

    def close(self) -> None:
        """Close all profiles."""
        for page in self.pages.values():
            page.context.close()


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[People]:
    """Sign people in on the site."""
    everybody = People(browser, site.address)
    yield everybody
    everybody.close()
