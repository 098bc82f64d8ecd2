"""What rests on an article: steps, checks, open cases; and the pages of the procedures."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.kernel.procedure import citations_of, declared
from zhunsheng.lawbook.tests.test_views import reviewer

pytestmark = pytest.mark.django_db
ARTICLE = "/lawbook/SPL-2021/97/"


@pytest.fixture
def insider():
    client = Client()
    client.force_login(reviewer(), backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestArticle:
    def test_names_the_steps_that_check_it(self, insider):
        page = insider.get(reverse("lawbook:article", args=["APL-2021", "42"]))
        checked = {one.step.key for one in page.context["steps"] if one.is_checked}
        assert {"opening", "on_the_spot"} <= checked

    def test_asks_for_open_cases_only_for_those_who_may_read_cases(self, insider, client):
        address = reverse("cases:touched", args=["SPL-2021", "97"])
        assert f'hx-get="{address}"' in insider.get(ARTICLE).content.decode()
        assert "hx-get" not in client.get(ARTICLE).content.decode()

    def test_says_that_nothing_rests_on_it(self, client):
        page = client.get(reverse("lawbook:article", args=["APL-2021", "38"]))
        assert "没有内容以本条为依据" in page.content.decode()


class TestProcedure:
    def test_shows_every_step_with_its_article(self, client):
        assert {"penalty.ordinary", "inspection"} <= {one.key for one in declared()}
        for procedure in declared():
            page = client.get(reverse("lawbook:procedure", args=[procedure.key]))
            assert [
                s.key for s in procedure.steps if f'id="{s.key}"' not in page.content.decode()
            ] == []

    def test_names_an_article_for_every_guard(self):
        guards = {guard for one in declared() for step in one.steps for guard in step.guards}
        assert sorted(one.__qualname__ for one in guards if not citations_of(one)) == []

    def test_is_not_found_for_an_unknown_key(self, client):
        assert client.get(reverse("lawbook:procedure", args=["no"])).status_code == 404
