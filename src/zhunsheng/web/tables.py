"""Lists: one page of rows in two queries, filters that live in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, cast, overload

from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from zhunsheng.web.forms import EnumField, limit_texts

ANY = "全部"

T = TypeVar("T")
M = TypeVar("M", bound=Model)

PAGE_SIZE = 20
#: A longer page number is no number of a page; Python itself refuses one of 4,300 digits.
MOST_DIGITS = 9
PAGE_NUMBER_IS_WRONG = "页码应为正整数。请从列表的第一页重新打开。"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: its rows, its number (from 1), its size, and the rows of all pages."""

    rows: tuple[T, ...]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """Number of pages, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Number of the first row on this page, from 1; 0 where there is none."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """Number of the last row on this page."""
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def previous(self) -> int | None:
        """Number of the page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Number of the page after."""
        return self.number + 1 if self.number < self.pages else None

    @property
    def window(self) -> tuple[int | None, ...]:
        """Page numbers to offer: the first, the last, those around; ``None`` marks a gap."""
        near = range(max(1, self.number - 2), min(self.pages, self.number + 2) + 1)
        wanted = sorted({1, *near, self.pages})
        shown: list[int | None] = []
        for number in wanted:
            if shown and number - (shown[-1] or 0) > 1:
                shown.append(None)
            shown.append(number)
        return tuple(shown)


class _Counted(Protocol):
    def count(self) -> int: ...


@overload
def paginate(rows: QuerySet[M, T], request: HttpRequest, *, size: int = ...) -> Page[T]: ...
@overload
def paginate(rows: Sequence[T], request: HttpRequest, *, size: int = ...) -> Page[T]: ...
def paginate(
    rows: QuerySet[M, T] | Sequence[T], request: HttpRequest, *, size: int = PAGE_SIZE
) -> Page[T]:
    """
    Cut the page that the address asks for (``?page=3``) out of a list.

    A query set costs one count and one read. A number beyond the end gives the last page.

    :raises BadRequest: if the page number is no positive integer
    """
    text = request.GET.get("page", "1")
    if not is_number(text) or int(text) < 1:
        raise BadRequest(PAGE_NUMBER_IS_WRONG)
    total = len(rows) if isinstance(rows, Sequence) else cast(_Counted, rows).count()
    number = min(int(text), max(1, -(-total // size)))
    start = (number - 1) * size
    return Page(tuple(rows[start : start + size]), number, size, total)


def first_page(rows: Sequence[T], *, size: int = PAGE_SIZE) -> Page[T]:
    """Return the first page of a list that stands beside the one that the address turns."""
    return Page(tuple(rows[:size]), 1, size, len(rows))


def is_number(text: str) -> bool:
    """Return whether a text from an address or a hidden field is a natural number one can count."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


class FilterForm(forms.Form):
    """
    Filters of a list, sent by GET so that the address can be kept and shared.

    Subclasses declare fields with Chinese labels; none is required. A value that does not parse
    is named beside its field, the others still hold.
    """

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data=data, auto_id="f_%s")
        limit_texts(self.fields.values())
        for field in self.fields.values():
            field.required = False
            if isinstance(field, EnumField):
                pairs = cast("Sequence[tuple[str, str]]", field.choices)
                field.choices = [("", ANY), *list(pairs)[1:]]
        self.full_clean()

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set and valid, by field name."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Other parts of the address that stay when the filter changes; never the page number."""
        data = cast(QueryDict, self.data)
        return [
            (key, value)
            for key in data
            if key not in self.fields and key != "page"
            for value in data.getlist(key)
        ]
