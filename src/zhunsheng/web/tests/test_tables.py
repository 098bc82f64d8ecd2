"""Lists and their filters."""

from __future__ import annotations

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.template import engines
from pytest_django import DjangoAssertNumQueries

from zhunsheng.web.tables import FilterForm, Page, paginate
from zhunsheng.web.tests.conftest import MakeRequest


class CaseFilter(FilterForm):
    q = forms.CharField(label="案号")
    year = forms.IntegerField(label="年度")


def draw(source: str, **values: object) -> str:
    return str(engines["django"].from_string(source).render(values))


class TestPage:
    def test_cuts_the_page_that_the_address_asks_for(self, ask: MakeRequest) -> None:
        page = paginate(list(range(45)), ask("/page/?page=2"), size=20)

        assert page == Page(tuple(range(20, 40)), 2, 20, 45)
        assert (page.first, page.last, page.pages, page.previous, page.next) == (21, 40, 3, 1, 3)

    def test_gives_the_last_page_beyond_the_end(self, ask: MakeRequest) -> None:
        assert paginate(list(range(45)), ask("/page/?page=99"), size=20).number == 3

    def test_is_empty_where_nothing_is(self, ask: MakeRequest) -> None:
        empty: list[int] = []
        page = paginate(empty, ask())

        assert (page.rows, page.first, page.last, page.pages, page.next) == ((), 0, 0, 1, None)

    @pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "\uff12", "9" * 5000])
    def test_refuses_a_number_that_is_none(self, ask: MakeRequest, text: str) -> None:
        with pytest.raises(BadRequest, match="页码应为正整数"):
            paginate([1], ask(f"/page/?page={text}"))

    def test_offers_first_last_and_near_pages(self) -> None:
        assert Page((1,), 6, 1, 12).window == (1, None, 4, 5, 6, 7, 8, None, 12)

    def test_keeps_the_filter_in_the_address_of_other_pages(self, ask: MakeRequest) -> None:
        request = ask("/page/?q=%E5%8A%A0&page=1")
        text = draw(
            "{% pager page '件' %}", request=request, page=paginate(list(range(41)), request)
        )

        assert "第 1–20 件，共 41 件" in text
        assert 'href="?q=%E5%8A%A0&amp;page=2" rel="next"' in text


class TestFilterForm:
    def test_gives_what_is_set_and_valid(self) -> None:
        form = CaseFilter(QueryDict("q=%E5%8A%A0%E6%B2%B9%E7%AB%99&year=&tab=mine"))

        assert form.chosen == {"q": "加油站"}

    def test_names_a_value_that_does_not_parse_and_keeps_the_others(self, ask: MakeRequest) -> None:
        form = CaseFilter(QueryDict("q=x&year=abc"))
        text = draw("{% filter_bar form %}", request=ask(), form=form)

        assert form.chosen == {"q": "x"}
        assert 'role="alert">年度：' in text

    def test_keeps_the_rest_of_the_address_but_not_the_page(self) -> None:
        form = CaseFilter(QueryDict("q=x&tab=mine&tab=due&page=3"))

        assert form.kept == [("tab", "mine"), ("tab", "due")]


@pytest.mark.django_db
class TestPaginateQuerySet:
    def test_costs_two_queries_however_long_the_list_is(
        self, ask: MakeRequest, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        rows = ContentType.objects.order_by("id")

        with django_assert_num_queries(2):
            page = paginate(rows, ask("/page/?page=2"), size=3)

        assert page.rows == tuple(rows[3:6])
        assert page.total == rows.count()
