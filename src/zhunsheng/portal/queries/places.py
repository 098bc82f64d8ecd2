"""The bureaus whose public pages are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from zhunsheng.accounts import queries as accounts


class NotPublished(ObjectDoesNotExist):
    """The record exists or not, but the public has no right to it (yet); a page answers 404."""


@dataclass(frozen=True, slots=True)
class Place:
    """The bureau whose public pages are read; a scope for the reading functions of the rooms."""

    bureau: UUID
    name: str
    code: str
    address: str
    phone: str


def places() -> tuple[Place, ...]:
    """Return the bureaus of the site."""
    return tuple(_place(row) for row in accounts.bureaus())


def place(code: str) -> Place:
    """
    Return the bureau of a division code.

    :raises Bureau.DoesNotExist: if the site has none
    """
    return _place(accounts.bureau_by_code(code))


def _place(row: Any) -> Place:  # noqa: ANN401  # a bureau of accounts
    return Place(row.id, row.name, row.division_code, row.address, row.phone)
