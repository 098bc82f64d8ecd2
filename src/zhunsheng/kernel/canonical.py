"""
Canonical bytes: one text for one value, so that a hash can be recomputed by anybody.

The form is JSON in UTF-8 with sorted keys and no spaces. Allowed are text, integers, booleans,
None, lists, mappings with text keys, and values with one obvious text: dates (``2026-01-15``),
aware instants (UTC, microseconds, ``Z``), UUIDs, enums (their value), citations, decimals (their
digits as they were given) and frozen dataclasses (their fields). Floats are refused: their text
depends on who prints them.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

from zhunsheng.kernel.citation import Citation

_PLAIN = (str, int, type(None))
_EXACTLY = frozenset({str, int, bool, type(None)})
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def instant_text(at: datetime) -> str:
    """
    Return an instant as UTC text with microseconds.

    :raises ValueError: if the instant has no zone
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(value: object) -> object:
    """
    Return the value made of JSON types alone.

    :raises TypeError: for floats and unknown types
    """
    if type(value) in _EXACTLY:  # most values, told apart without asking for each type
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Citation | Decimal):
        return str(value)
    return _plain_container(value)


def _plain_container(value: object) -> object:
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("canonical bytes need text keys")
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((plain(item) for item in value), key=_dump)
    raise TypeError(f"canonical bytes do not hold a {type(value).__name__}")


def _dump(value: object) -> str:
    return _ENCODER.encode(value)


def canonical_text(value: object) -> str:
    """Return the canonical JSON text of a value (see the module's docstring)."""
    return _dump(plain(value))


def canonical_bytes(value: object) -> bytes:
    """Return the canonical UTF-8 bytes of a value."""
    return canonical_text(value).encode("utf-8")


def sha256_hex(value: object) -> str:
    """Return the SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
