"""A record that was changed behind the program's back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from zhunsheng.accounts.records import BureauRecord, OfBureau


@contextmanager
def rewritten(row: BureauRecord, **values: object) -> Iterator[None]:
    """Change a row against its triggers, and give it back after."""
    table = row._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_update"')
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')
        rows = type(row).objects.of(OfBureau(row.bureau_id))
        rows.filter(pk=row.pk).update(**values)
        yield
        transaction.set_rollback(True)
