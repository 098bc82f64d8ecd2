"""What every test of the project runs on: its database, its folder for files, its browser.

The suite runs on SQLite (a file, as in production) and, with `--postgres` or
`ZHUNSHENG_TEST_DATABASE=postgres`, on a real PostgreSQL that is started for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import MISSING, chromium
from tests.postgres import run_with_postgres

DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_setup", "own_database"})
CHILD = "ZHUNSHENG_TEST_CHILD"
# On PostgreSQL acts and reads are tried; of pages only those that put the reads of rooms together.
PAGES_THAT_MIX = frozenset({"desk", "portal"})
# Playwright's driver keeps an event loop in the worker; our own code never runs inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the choice of the database."""
    parser.addoption(
        "--postgres",
        action="store_true",
        default=os.environ.get("ZHUNSHENG_TEST_DATABASE") == "postgres",
        help="run what touches the database on a real PostgreSQL, started for this run",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Run the suite in a child when PostgreSQL is wanted.

    Django's settings are loaded by now: only a new process can be born with the address.
    """
    if not config.getoption("postgres") or CHILD in os.environ:
        return None
    os.environ[CHILD] = "1"
    arguments = [str(argument) for argument in config.invocation_params.args]
    return run_with_postgres([sys.executable, "-m", "pytest", *arguments])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep, for the second database, the tests that touch a database."""
    on_postgres = bool(config.getoption("postgres"))
    belongs = [runs_on(item, on_postgres=on_postgres) for item in items]
    if not all(belongs):
        config.hook.pytest_deselected(
            items=[i for i, own in zip(items, belongs, strict=True) if not own]
        )
        items[:] = [item for item, own in zip(items, belongs, strict=True) if own]


def runs_on(item: pytest.Item, *, on_postgres: bool) -> bool:
    """Say whether the test belongs to the run on this database."""
    if not on_postgres:
        return item.get_closest_marker("postgres_only") is None
    if item.get_closest_marker("sqlite_only") or item.get_closest_marker("browser"):
        return False
    if (
        item.path.name.startswith("test_views")
        and item.path.parent.parent.name not in PAGES_THAT_MIX
    ):
        return False
    fixtures = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    return bool(
        fixtures or item.get_closest_marker("django_db") or item.get_closest_marker("postgres_only")
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a browser test without a browser; in continuous integration that is a failure."""
    if item.get_closest_marker("browser") and chromium() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each worker a database of its own: a file on SQLite, a suffixed name on PostgreSQL."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session", autouse=True)
def files_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep what tests render out of the developer's site."""
    from django.conf import settings

    folder = tmp_path_factory.mktemp("files")
    settings.ZHUNSHENG_FILES_DIR = folder
    return folder


@pytest.fixture(scope="session", autouse=True)
def fast_passwords() -> None:
    """Hash passwords quickly: a year founds dozens of users, and no test guards a password."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def files_when_asked() -> None:
    """Look for a static file when it is asked for: a test's browser would first list them all."""
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def border(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[object]:
    """Tell two bureaus' year once a process, for the border and for the rooms that mix rooms."""
    from tests.border.conftest import told_beside

    with told_beside(django_db_blocker, tmp_path_factory.mktemp("border")) as told:
        yield told
