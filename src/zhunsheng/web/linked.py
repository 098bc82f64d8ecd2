"""
Rows behind figures: each record as it is named, with the page on which it opens.

``Linked`` are rows that the database holds: what says which they are is said once, and either
counts them or reads them. ``linked_rows`` are rows of what a program has read and chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db.models import Aggregate, Count, Q, QuerySet, Sum, Value
from django.urls import reverse

from zhunsheng.kernel.figure import Row, Unread, number_of

_NOBODY: Final = UUID(int=0)


@dataclass(slots=True, eq=False)
class Linked(Unread):
    """
    The rows of a query, in its order, which are counted or read when asked for.

    ``columns`` are the id, the id of the page at ``address``, and the words of the label.
    ``weight`` is a column that is summed; rows alike in the column ``distinct`` count once, under
    a name that begins with ``named``. ``base`` is shared by rows that differ only in what they
    are ``within``: they are counted in one statement.
    """

    record: str
    address: str
    base: QuerySet[Any]
    columns: tuple[str, ...]
    within: Q = field(default_factory=Q)
    weight: str = ""
    distinct: str = ""
    named: str = ""
    _read: tuple[Row, ...] | None = field(default=None, init=False)
    _counted: tuple[int, int] | None = field(default=None, init=False)

    @property
    def is_counted(self) -> bool:
        """Whether the database was asked how many there are."""
        return self._counted is not None

    def where(self, *conditions: Q, **values: object) -> Linked:
        """Return the rows among these that hold conditions as well."""
        return replace(self, within=self.within & Q(*conditions, **values))

    def each(self) -> Linked:
        """Return the same rows, each counting for one."""
        return replace(self, weight="", distinct="", named="")

    def weighed(self, column: str) -> Linked:
        """Return the same rows, summed by a column."""
        return replace(self, weight=column, distinct="", named="")

    def once_for(self, column: str, named: str = "") -> Linked:
        """Return the same rows, of which those alike in a column count once."""
        return replace(self, weight="", distinct=column, named=named)

    @property
    def number(self) -> int:
        """The number of the rows, or the sum of what they weigh."""
        return self._told()[1] if self._read is None else number_of(self._read)

    def __len__(self) -> int:
        # Who asks without having them counted goes on to read them: ``tuple(rows)`` does.
        if self._read is None and self._counted is not None:
            return self._counted[0]
        return len(self.rows())

    def names(self) -> frozenset[str]:
        """Return the names of what counts once, without reading the rows."""
        found = self.base.order_by().filter(self.within).values_list(self.distinct, flat=True)
        return frozenset(f"{self.named}{one}" for one in found.distinct())

    def _told(self) -> tuple[int, int]:
        count_linked((self,))
        assert self._counted is not None
        return self._counted

    def rows(self) -> tuple[Row, ...]:
        """Return the rows, read at the first request."""
        if self._read is None:
            self._read = tuple(self._made())
        return self._read

    def _made(self) -> Iterator[Row]:
        more = tuple(filter(None, (self.weight or self.distinct,)))
        found = self.base.filter(self.within).values_list(*self.columns, *more)
        words = slice(2, len(self.columns))
        for one in found:
            yield Row(
                key=f"{self.record}:{one[0]}",
                weight=one[-1] if self.weight else 1,
                label=_label(one[words]),
                url=page_of(self.address, one[1]),
                distinct=f"{self.named}{one[-1]}" if self.distinct else "",
            )

    def asked(self, at: int) -> dict[str, Aggregate]:
        """Return what the database is asked for: how many rows, and their number."""
        only = self.within or None
        asked: dict[str, Aggregate] = {f"rows_{at}": Count(Value(1), filter=only)}
        if self.distinct:
            asked[f"number_{at}"] = Count(self.distinct, distinct=True, filter=only)
        elif self.weight:
            asked[f"number_{at}"] = Sum(self.weight, filter=only, default=0)
        return asked

    def tell(self, at: int, answer: dict[str, int]) -> None:
        """Take the answer of the database; PostgreSQL says a sum of large integers as a decimal."""
        rows = answer[f"rows_{at}"]
        self._counted = rows, int(answer.get(f"number_{at}", rows))


@dataclass(slots=True, eq=False)
class Joined(Unread):
    """Rows of several kinds one after another, no record of which is in two of them."""

    parts: tuple[Sequence[Row], ...]

    @property
    def number(self) -> int:
        """The sum of the numbers of its parts."""
        return sum(one.number if isinstance(one, Unread) else number_of(one) for one in self.parts)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def rows(self) -> tuple[Row, ...]:
        """Return the rows of its parts, one part after another."""
        return tuple(row for part in self.parts for row in part)


def linked_among(rows: Sequence[Row]) -> Iterator[Linked]:
    """Return what the database holds of rows."""
    if isinstance(rows, Joined):
        for part in rows.parts:
            yield from linked_among(part)
    elif isinstance(rows, Linked):
        yield rows


def count_linked(found: Iterable[Linked]) -> None:
    """Let the database count rows that were not counted, in one statement for each base."""
    bases: dict[int, list[Linked]] = {}
    for one in found:
        if not one.is_counted:
            bases.setdefault(id(one.base), []).append(one)
    for alike in bases.values():
        asked: dict[str, Aggregate] = {}
        for at, one in enumerate(alike):
            asked |= one.asked(at)
        answer = alike[0].base.order_by().aggregate(**asked)
        for at, one in enumerate(alike):
            one.tell(at, answer)


def linked(record: str, address: str, base: QuerySet[Any], *columns: str) -> Linked:
    """
    Return the rows of a query: its columns are the id, the id of the page, words of the label.

    ``record`` is what the rows are (``cases.decision``), ``address`` the name of a page that takes
    one id.
    """
    return Linked(record, address, base, columns)


def linked_rows(
    record: str, address: str, found: Iterable[tuple[Any, ...]], *, weighed: bool = False
) -> tuple[Row, ...]:
    """
    Return a row for each (id, id of its page, [weight,] words of its label).

    ``record`` is what the rows are (``cases.decision``), ``address`` the name of a page that takes
    one id; where weighed, the third value is the weight.
    """
    at = 3 if weighed else 2
    return tuple(
        Row(
            key=f"{record}:{one[0]}",
            weight=one[2] if weighed else 1,
            label=_label(one[at:]),
            url=page_of(address, one[1]),
        )
        for one in found
    )


def _label(words: Iterable[object]) -> str:
    return " ".join(str(word) for word in words if word)


def page_of(address: str, one: UUID) -> str:
    """Return the page of a record; the pattern of its address is looked up once."""
    before, after = _halves(address)
    return f"{before}{one}{after}"


@cache
def _halves(address: str) -> tuple[str, str]:
    before, _, after = reverse(address, args=[_NOBODY]).partition(str(_NOBODY))
    return before, after
