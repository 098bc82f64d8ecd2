"""Rows behind figures: each record as it is named, with the page on which it opens."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from zhunsheng.kernel.figure import Row

_NOBODY: Final = UUID(int=0)


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
            label=" ".join(str(word) for word in one[at:] if word),
            url=page_of(address, one[1]),
        )
        for one in found
    )


def page_of(address: str, one: UUID) -> str:
    """Return the page of a record; the pattern of its address is looked up once."""
    before, after = _halves(address)
    return f"{before}{one}{after}"


@cache
def _halves(address: str) -> tuple[str, str]:
    before, _, after = reverse(address, args=[_NOBODY]).partition(str(_NOBODY))
    return before, after
