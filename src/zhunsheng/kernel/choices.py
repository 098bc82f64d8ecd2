"""Enumerations whose members carry a Chinese label."""

from __future__ import annotations

from enum import Enum
from typing import Self


class Labelled(str, Enum):
    """A text enumeration; each member is declared as ``CODE = ("CODE", "中文名称")``."""

    label: str
    # A member is found as the text that it equals; Enum would hash its name, in Python.
    __hash__ = str.__hash__

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make the member whose value is the code and whose label is printed."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def pairs(cls) -> list[tuple[str, str]]:
        """Return code and label of every member, as a model field or a form wants them."""
        return [(member.value, member.label) for member in cls]
