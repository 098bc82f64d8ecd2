"""Rows of a form: what is typed is read, what is empty is left out."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from zhunsheng.web.rows import RowForm, Rows


class Thing(RowForm):
    needed = ("name", "place")

    name = forms.CharField(label="名称", required=False)
    place = forms.CharField(label="地点", required=False)


class Things(Rows[Thing]):
    form = Thing
    letter = "t"
    most = 4
    unread_text = "第{number}行未填写完整。"


def typed(text: str) -> Things:
    return Things(QueryDict(text), shown=3)


class TestRows:
    def test_leave_out_what_says_nothing(self) -> None:
        rows = typed("t1-name=甲&t1-place=乙&t3-name=丙&t3-place=丁")
        assert rows.unread == ()
        assert [row.cleaned_data["name"] for row in rows.said] == ["甲", "丙"]

    def test_name_the_row_that_is_not_complete_and_what_it_lacks(self) -> None:
        rows = typed("t1-name=甲&t1-place=乙&t2-name=丙")
        assert rows.unread == ("第2行未填写完整。",)
        assert rows.rows[1].errors == {"place": ["请填写地点。"]}

    def test_keep_what_was_typed_when_more_are_shown_and_complain_of_nothing(self) -> None:
        wider = typed("t2-name=丙").unbound(more=3)
        assert wider.shown == 4
        assert [row.initial.get("name") for row in wider.rows] == [None, "丙", None, None]
        assert not any(row.is_bound for row in wider.rows)

    def test_are_at_least_one(self) -> None:
        assert Things(None, shown=-5).shown == 1
