"""What stands in the tables of the program: a hash for each, read anew where something wrote."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from django.apps import apps
from django.db import connection

from tests.keeping import told_writes

#: Tables that tell of signing in, not of acts.
NOT_ACTS: Final = ("django_session", "axes_")
_INTO: Final = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"')


def _of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        rows = sorted(repr(row) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def _every() -> dict[str, str]:
    models = apps.get_models(include_auto_created=True)
    names = sorted({one._meta.db_table for one in models})
    return {name: _of(name) for name in names if not name.startswith(NOT_ACTS)}


@dataclass(slots=True)
class Tables:
    """A hash over the rows of every table, as they stand after what was watched."""

    stand: dict[str, str] = field(default_factory=_every)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Read the tables anew that are written into meanwhile, also what is taken back."""
        with told_writes() as writes:
            yield
        into = {found[1] for sql, *_ in writes if (found := _INTO.match(sql))}
        # A new value, not a changed one: who kept the former compares it.
        self.stand = self.stand | {name: _of(name) for name in into & self.stand.keys()}

    def assert_nothing_escaped(self) -> None:
        """
        Read every table anew.

        :raises AssertionError: where something changed that no watched statement named
        """
        now = _every()
        assert [name for name in now if now[name] != self.stand[name]] == []
