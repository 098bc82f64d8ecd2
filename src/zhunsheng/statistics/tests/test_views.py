"""Pages of statistics: every number opens the rows that it counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.statistics import queries
from zhunsheng.statistics.tests.builders import YearWorld, kept_year

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[YearWorld]:
    with django_db_blocker.unblock(), kept_year() as told:
        yield told


@pytest.fixture
def client(world, settings) -> Client:
    settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T10:00:00+08:00"
    made = Client()
    made.force_login(world.users["chief"], backend="django.contrib.auth.backends.ModelBackend")
    return made


class TestList:
    def test_links_every_figure_of_last_year(self, client):
        page = client.get(reverse("statistics:list"))
        assert page.status_code == 200
        for key in queries.defined():
            assert f"{reverse('statistics:detail', args=[key])}?year=2025" in page.text
        assert "40,000.00" in page.text

    def test_names_the_case_that_is_not_published(self, client):
        assert "至统计日期尚未公示，期限已过" in client.get(reverse("statistics:list")).text

    def test_is_saved_as_a_sheet(self, client):
        page = client.get(reverse("statistics:list"), {"format": "xlsx", "year": "2025"})
        assert page.content[:2] == b"PK"

    def test_asks_nothing_of_an_impossible_year(self, client):
        page = client.get(reverse("statistics:list"), {"year": "1066"})
        assert page.status_code == 200


class TestDetail:
    @pytest.mark.parametrize("key", queries.defined())
    def test_shows_the_number_and_its_scope(self, client, key):
        page = client.get(reverse("statistics:detail", args=[key]), {"year": "2025"})
        assert page.status_code == 200
        assert queries.line_of(page.context["figure"]).text in page.text

    def test_explains_what_counts_once(self, client):
        page = client.get(reverse("statistics:detail", args=["inspection.entities"]))
        assert "其中同一对象只计一次，计 <b>2</b>" in page.text

    def test_is_not_found_for_an_unknown_figure(self, client):
        assert client.get("/statistics/no.such/").status_code == 404

    def test_is_closed_to_a_street(self, world, settings):
        made = Client()
        made.force_login(
            world.users["street_one"], backend="django.contrib.auth.backends.ModelBackend"
        )
        assert made.get(reverse("statistics:list")).status_code == 403
