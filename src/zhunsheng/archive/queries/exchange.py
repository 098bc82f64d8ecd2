"""Records by their numbers, for what is taken in from the ministry's system and given to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.cases import queries as cases
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.act import Viewer


def known_numbers(viewer: Viewer, numbers: Iterable[str]) -> dict[str, tuple[str, UUID]]:
    """Return the case or else the document that has each of these numbers; two queries."""
    wanted = [number for number in numbers if number]
    found = {
        number: ("document", row.id)
        for number, row in documents.documents_by_number(viewer, wanted).items()
    }
    rows = cases.cases(viewer).filter(number__in=wanted).values_list("number", "id")
    return found | {number: ("case", case_id) for number, case_id in rows}


def numbered_cases(viewer: Viewer, year: int | None = None) -> QuerySet[Any]:
    """Return the cases that have a number, those found in one year where asked."""
    rows = cases.cases(viewer)
    rows = rows if year is None else rows.filter(clue_on__year=year)
    found: QuerySet[Any] = rows.exclude(number="").order_by("number")
    return found
