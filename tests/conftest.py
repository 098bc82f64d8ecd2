"""Fixtures of the tests that cross rooms: own databases, a served site, a browser."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.chromium import OPTIONS, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

START_SECONDS = 30.0
COPIES = itertools.count(1)


LONGEST = "tests/journeys/test_scenarios.py"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the scenarios: one of them takes longer than all else beside it."""
    items.sort(key=lambda item: LONGEST not in item.nodeid.replace(os.sep, "/"))


# --------------------------------------------------------------------------- databases


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: object, tmp_path: Path) -> Iterator[str]:
    """Give a test a migrated database of its own, whose commits are real.

    For threads, locks and triggers. The journal forbids emptying tables, so nothing is flushed:
    the template is copied before and the copy is thrown away after.
    """
    from django.db import connection

    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django exports no type
        if connection.settings_dict["NAME"] != connection.creation._get_test_db_name():  # type: ignore[attr-defined]  # the stubs lack it
            # A run of such tests alone: nothing told pytest-django that a database is wanted.
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
    template = str(connection.settings_dict["NAME"])
    connection.close()
    copy = copy_of_database(template, connection.vendor, tmp_path)
    connection.settings_dict["NAME"] = copy
    try:
        with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django exports no type
            yield copy
    finally:
        connection.close()
        connection.settings_dict["NAME"] = template
        drop_database(copy, connection.vendor)


def copy_of_database(template: str, vendor: str, folder: Path) -> str:
    """Copy the migrated test database and return the name of the copy."""
    if vendor == "sqlite":
        copy = folder / "own.sqlite3"
        copy_sqlite(Path(template), copy)
        return str(copy)
    # A world that lives through the whole run and a test's own database may stand side by side.
    name = f"{template}_own{next(COPIES)}"
    administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def drop_database(name: str, vendor: str) -> None:
    """Throw the copy away; a file goes with the folder of its test."""
    if vendor == "postgresql":
        administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def administer(statement: str) -> None:
    """Run one statement of the server's administrator."""
    import psycopg
    from django.db import connection

    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"], user=settings["USER"], dbname="postgres", autocommit=True
    ) as administrator:
        administrator.execute(statement.encode())


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database whole, with what still lies in its write-ahead log."""
    with (
        contextlib.closing(sqlite3.connect(source)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


# --------------------------------------------------------------------------- a served site


@pytest.fixture(scope="session")
def site_seed() -> Sequence[Sequence[str]]:
    """Name the commands (of `zhunsheng`) that fill the template; a folder of tests overrides it."""
    return ()


@pytest.fixture(scope="session")
def site_template(
    tmp_path_factory: pytest.TempPathFactory, site_seed: Sequence[Sequence[str]]
) -> Path:
    """Make a migrated and seeded site once; every test then works on a copy."""
    folder = tmp_path_factory.mktemp("template") / "site"
    folder.mkdir()
    in_site(folder, sys.executable, "-m", "django", "migrate", "--verbosity", "0")
    for command in site_seed:
        in_site(folder, sys.executable, "-m", "zhunsheng.cli", *command)
    return folder


def environment_of(folder: Path) -> Mapping[str, str]:
    """Return the environment in which a program works on this site and no other."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ZHUNSHENG_")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "zhunsheng.config.settings",
        "ZHUNSHENG_SITE_DIR": str(folder),
        "ZHUNSHENG_SECRET_KEY": "only-for-tests-" + "0" * 50,
    }


def in_site(folder: Path, *command: str) -> None:
    """Run a program on a site and show what it said when it failed."""
    done = subprocess.run(
        command, env=environment_of(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def copy_site(source: Path, target: Path) -> Path:
    """Copy a site: its files as they are, its databases through their write-ahead log."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.sqlite3*"))
    for database in source.glob("*.sqlite3"):
        copy_sqlite(database, target / database.name)
    return target


def free_port() -> int:
    """Ask the system for a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Say whether a server speaks HTTP there, whatever it says."""
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextlib.contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a site with the production server, under a port if one is named; give its address."""
    port = port or free_port()
    command = (
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--no-ws", "--log-level", "warning", "zhunsheng.config.wsgi:application"),
    )
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, env=environment_of(folder), stdout=output, stderr=output)
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + START_SECONDS
        while not answers(address):
            said = log.read_text(encoding="utf-8", errors="replace")
            assert server.poll() is None, said
            assert time.monotonic() < end, said
            time.sleep(0.05)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@pytest.fixture
def live_site(site_template: Path, tmp_path: Path) -> Iterator[str]:
    """Serve a fresh copy of the seeded site; its database is thrown away, never flushed."""
    with served(copy_site(site_template, tmp_path / "site")) as address:
        yield address


# --------------------------------------------------------------------------- a browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once a worker."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=chromium(), args=list(OPTIONS))
        yield instance
        instance.close()


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a fresh profile in Chinese, at the width of a desk."""
    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900}
    )
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """Open a page."""
    return browser_context.new_page()
