"""The ground the suite stands on: databases of one's own, a served copy of a site."""

from __future__ import annotations

import threading
import urllib.request
from typing import TYPE_CHECKING

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections

if TYPE_CHECKING:
    from playwright.sync_api import Page


def commit_one(label: str) -> None:
    """Write one row from a thread with a connection of its own."""
    try:
        ContentType.objects.create(app_label=label, model="thing")
    finally:
        connections.close_all()


class TestOwnDatabase:
    def test_keeps_what_another_thread_committed(self, own_database: str) -> None:
        thread = threading.Thread(target=commit_one, args=("harness",))
        thread.start()
        thread.join()

        assert connection.settings_dict["NAME"] == own_database
        assert ContentType.objects.filter(app_label="harness").count() == 1

    @pytest.mark.django_db
    def test_leaves_the_database_of_the_suite_alone(self) -> None:
        assert "own" not in str(connection.settings_dict["NAME"]).rsplit("/", 1)[-1]
        assert not ContentType.objects.filter(app_label="harness").exists()


class TestSqlite:
    @pytest.mark.sqlite_only
    @pytest.mark.django_db
    def test_is_a_file_in_write_ahead_mode(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)


class TestPostgres:
    @pytest.mark.postgres_only
    @pytest.mark.django_db
    def test_sorts_by_bytes_so_that_every_machine_sorts_alike(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()")
            assert cursor.fetchone() == ("C",)


class TestLiveSite:
    def test_serves_a_migrated_copy(self, live_site: str) -> None:
        with urllib.request.urlopen(f"{live_site}/static/vendor/icons.svg") as answer:
            assert answer.status == 200
            assert b'id="ti-gavel"' in answer.read()


class TestBrowser:
    @pytest.mark.browser
    def test_reads_the_served_site(self, live_site: str, page: Page) -> None:
        answer = page.goto(f"{live_site}/static/vendor/icons.svg")

        assert answer is not None
        assert answer.status == 200
        assert page.locator("symbol#ti-gavel").count() == 1
