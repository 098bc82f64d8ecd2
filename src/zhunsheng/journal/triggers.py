"""
Database triggers that make tables append-only.

A model declares ``append_only``: the tuples of columns that make a row unique. Update, delete,
replacing insert (SQLite ``INSERT OR REPLACE``) and ``TRUNCATE`` (PostgreSQL) are refused by the
database itself. SQLite drops triggers when a migration remakes a table, so they are installed
again after every migration. So is the layout of tables that declare ``unordered``: SQLite numbers
rows as they come (rowid), and such a table has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_MESSAGE = "append-only"
WITHOUT_ROWID = " WITHOUT ROWID"


def append_only_models() -> list[type[models.Model]]:
    """Return every model that declares itself append-only."""
    return [model for model in apps.get_models() if hasattr(model, "append_only")]


def trigger_names(table: str) -> tuple[str, str, str]:
    """Return the names of a table's triggers against update, delete and replacement."""
    return (f"{table}_no_update", f"{table}_no_delete", f"{table}_no_replace")


def _columns(model: type[models.Model]) -> list[list[str]]:
    keys: tuple[tuple[str, ...], ...] = model.append_only  # type: ignore[attr-defined]  # declared by append-only models
    column = {field.name: str(field.column) for field in model._meta.concrete_fields}
    return [[column[name] for name in key] for key in keys]


def _sqlite(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    no_update, no_delete, no_replace = trigger_names(table)
    abort = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    same = " OR ".join(
        "(" + " AND ".join(f'"{c}" = NEW."{c}"' for c in key) + ")" for key in _columns(model)
    )
    for name in (no_update, no_delete, no_replace):
        yield f'DROP TRIGGER IF EXISTS "{name}"'
    yield f'CREATE TRIGGER "{no_update}" BEFORE UPDATE ON "{table}" {abort}'
    yield f'CREATE TRIGGER "{no_delete}" BEFORE DELETE ON "{table}" {abort}'
    exists = f'SELECT 1 FROM "{table}" WHERE {same}'  # noqa: S608  # names of our own tables
    yield (
        f'CREATE TRIGGER "{no_replace}" BEFORE INSERT ON "{table}" WHEN EXISTS ({exists}) {abort}'
    )


def _postgres(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    no_update, no_delete, no_replace = trigger_names(table)
    yield (
        "CREATE OR REPLACE FUNCTION zhunsheng_append_only() RETURNS trigger AS "
        f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$ LANGUAGE plpgsql"
    )
    call = "EXECUTE FUNCTION zhunsheng_append_only()"
    for name in (no_update, no_delete, no_replace):
        yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
    yield f'CREATE TRIGGER "{no_update}" BEFORE UPDATE ON "{table}" FOR EACH ROW {call}'
    yield f'CREATE TRIGGER "{no_delete}" BEFORE DELETE ON "{table}" FOR EACH ROW {call}'
    yield f'CREATE TRIGGER "{no_replace}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {call}'


def install(connection: BaseDatabaseWrapper, model: type[models.Model]) -> None:
    """Create the triggers of one append-only table, replacing those that exist."""
    statements = _sqlite(model) if connection.vendor == "sqlite" else _postgres(model)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def install_all(*, using: str, **_: Any) -> None:
    """Create the triggers of all append-only tables that exist in the database ``using``."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    for model in append_only_models():
        if model._meta.db_table in present:
            install(connection, model)
    for model in apps.get_models():
        if hasattr(model, "unordered") and model._meta.db_table in present:
            forget_order(connection, model._meta.db_table)


def forget_order(connection: BaseDatabaseWrapper, table: str) -> None:
    """Lay a table of SQLite out without the numbers of its rows, in the order of its keys."""
    if connection.vendor != "sqlite":
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        asked = "SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL"
        cursor.execute(asked, [table])
        found = sorted(cursor.fetchall(), reverse=True)
        (_, made), *indexes = found
        if made.endswith(WITHOUT_ROWID):
            return
        cursor.execute(made.replace(f'"{table}"', f'"new__{table}"', 1) + WITHOUT_ROWID)
        copied = f'INSERT INTO "new__{table}" SELECT * FROM "{table}"'  # noqa: S608  # our own table
        cursor.execute(copied)
        cursor.execute(f'DROP TABLE "{table}"')
        cursor.execute(f'ALTER TABLE "new__{table}" RENAME TO "{table}"')
        for _, index in indexes:
            cursor.execute(index)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that ought to exist and do not."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        present = {row[0] for row in cursor.fetchall()}
    wanted = [n for m in append_only_models() for n in trigger_names(m._meta.db_table)]
    return [name for name in wanted if name not in present]
