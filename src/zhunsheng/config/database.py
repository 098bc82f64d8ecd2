"""Reading a database address into Django's settings, with the options that keep writes safe."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def database(url: str) -> dict[str, Any]:
    """
    Return Django's settings for ``sqlite:///path`` or ``postgresql://user@host/name?host=…``.

    :raises ValueError: for any other scheme
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path))
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgres(url)
    raise ValueError(f"ZHUNSHENG_DATABASE_URL is neither sqlite nor postgresql: {url}")


def _sqlite(path: str) -> dict[str, Any]:
    synchronous = os.environ.get("ZHUNSHENG_SQLITE_SYNCHRONOUS", "FULL")
    if synchronous not in {"FULL", "OFF"}:
        raise ValueError("ZHUNSHENG_SQLITE_SYNCHRONOUS is FULL or OFF")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # 16 MB of pages for each connection, as the indexes of a large register need.
            "init_command": (
                f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous};"
                " PRAGMA cache_size=-16384;"
            ),
        },
        # A file, not memory: threads of a live server must see the same database.
        "TEST": {"NAME": os.environ.get("ZHUNSHENG_TEST_SQLITE", "") or None},
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": query.get("port") or str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
