"""Filters of the calendar and of the route of a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from uuid import UUID

from zhunsheng.web import forms as fields
from zhunsheng.web import tables

EVERYBODY = ("", "全部人员")


class CalendarFilter(tables.FilterForm):
    """Whose calendar, around which day."""

    on = fields.DayField(label="日期")
    who = fields.UuidChoice(label="执法人员")

    def offer(self, people: Mapping[UUID, str], *, everybody: bool) -> None:
        """Name the officers to choose from, and read the address again."""
        named = [(str(one), name) for one, name in people.items()]
        first = [EVERYBODY] if everybody else []
        cast(fields.UuidChoice, self.fields["who"]).choices = [*first, *named]
        self.full_clean()
