"""An issued document, as the rooms see it whose acts it records."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class Paper(Protocol):
    """An issued document."""

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def kind(self) -> str:
        """The key of its kind."""
        ...

    @property
    def title(self) -> str:
        """Its printed kind."""
        ...

    @property
    def number(self) -> str:
        """Its number."""
        ...

    @property
    def content_hash(self) -> str:
        """The hash of its content."""
        ...
