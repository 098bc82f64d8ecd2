"""
Figures: numbers that carry their own proof.

A figure's value is computed from the rows that it counts or sums, or from its parts; it is never
given. Rows that nobody has opened yet may be counted where they lie. The keys of the rows are
hashed, so that a later run can tell whether the number still stands on the same records.
"""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import overload

from zhunsheng.kernel.canonical import canonical_bytes
from zhunsheng.kernel.citation import Citation


class FigureUnit(Enum):
    """What is counted; 家 (distinct units) and 家次 (visits) are never mixed."""

    ENTITY = "家"
    VISIT = "家次"
    PIECE = "件"
    CASE = "起"
    ITEM = "项"
    COPY = "份"
    TIME = "次"
    PERSON = "人"
    PERSON_TIME = "人次"
    CAR_TRIP = "车次"
    FEN = "元"
    PERCENT = "%"
    DAY = "工作日"
    HOUR = "学时"


@dataclass(frozen=True, slots=True)
class Row:
    """One record behind a figure: its key (``cases.decision:<uuid>``), weight and label."""

    key: str
    weight: int = 1
    label: str = ""
    url: str = ""
    distinct: str = ""


class Unread(Sequence[Row]):
    """Rows that are read when they are opened; how many there are is known before."""

    __slots__ = ()

    @property
    @abstractmethod
    def number(self) -> int:
        """What ``number_of`` says of the rows."""

    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """Return the rows themselves."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.rows() == tuple(other)

    def __hash__(self) -> int:
        return hash(self.rows())

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows())

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return self.rows()[at]


def number_of(rows: Iterable[Row]) -> int:
    """
    Return the sum of the weights of rows, those of one distinct key counting once.

    >>> number_of([Row("a:1", distinct="b:1"), Row("a:2", distinct="b:1"), Row("a:3", weight=5)])
    6
    """
    return sum({row.distinct or row.key: row.weight for row in rows}.values())


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A number with definition, scope, legal basis, date and the rows or parts behind it.

    ``value`` counts or sums the weights of rows (fen for money); with parts it is their sum.
    Where rows carry ``distinct``, rows of one distinct key count once.
    """

    key: str
    label: str
    unit: FigureUnit
    definition: str
    scope: str
    basis: Citation | None
    as_of: date
    rows: Sequence[Row] = ()
    parts: tuple[Figure, ...] = field(default=())

    @property
    def value(self) -> int:
        """The number itself: a count, or an amount in fen."""
        if self.parts:
            return sum(part.value for part in self.parts)
        return self.rows.number if isinstance(self.rows, Unread) else number_of(self.rows)

    @property
    def is_empty(self) -> bool:
        """Whether no record stands behind the figure."""
        return not self.rows and all(part.is_empty for part in self.parts)

    @property
    def row_keys(self) -> tuple[str, ...]:
        """Keys of all rows behind the figure, sorted, those of its parts included."""
        keys = [row.key for row in self.rows]
        for part in self.parts:
            keys.extend(part.row_keys)
        return tuple(sorted(keys))

    @property
    def rows_hash(self) -> str:
        """SHA-256 over the sorted keys and weights of the rows."""
        pairs = sorted((row.key, row.weight, row.distinct) for row in self.all_rows())
        return hashlib.sha256(canonical_bytes(pairs)).hexdigest()

    def all_rows(self) -> list[Row]:
        """Return the rows of the figure and of all its parts."""
        rows = list(self.rows)
        for part in self.parts:
            rows.extend(part.all_rows())
        return rows

    def walk(self, visit: Callable[[Figure], None]) -> None:
        """Visit the figure and all its parts, parents first."""
        visit(self)
        for part in self.parts:
            part.walk(visit)
