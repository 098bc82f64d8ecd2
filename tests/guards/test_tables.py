"""A new database, made from the models, is what all migrations one after the other lead to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from tests.conftest import administer, drop_database

#: The numbering of a table of Django that nobody uses is wider in migrations than in the models.
POSTGRES = {
    "columns": """SELECT table_name || '.' || column_name, data_type, character_maximum_length,
        is_nullable, column_default, is_identity FROM information_schema.columns
        WHERE table_schema = 'public'
        AND (table_name, column_name) <> ('auth_group_permissions', 'id')""",
    "constraints": """SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}
SQLITE = "SELECT name, type, sql FROM sqlite_master WHERE type <> 'trigger'"


def clauses(statement: str) -> list[str]:
    """Split what makes a table into its columns and constraints, whose order does not matter."""
    found, depth, quoted = [""], 0, ""
    for sign in statement[statement.index("(") + 1 : statement.rindex(")")]:
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "'\"":
            quoted = sign
        else:
            depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth and not quoted:
            found.append("")
            continue
        found[-1] += sign
    return sorted(clause.strip() for clause in found)


def tables() -> Mapping[str, object]:
    """Return all that the open database declares, by name."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rows = cursor.execute(SQLITE).fetchall()
            return {n: clauses(sql) if kind == "table" else sql for n, kind, sql in rows}
        declared = {}
        for kind, question in POSTGRES.items():
            cursor.execute(question)
            declared.update({f"{kind} {row[0]}": row[1:] for row in cursor.fetchall()})
        return declared


def rows_of_all_tables() -> Mapping[str, int]:
    """Return how many rows each table holds, those that hold none left out."""
    counted = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counted[table] = cursor.fetchone()[0]
    return {table: count for table, count in counted.items() if count}


@pytest.fixture
def empty_database(own_database: str, tmp_path: Path):
    """Give the test a database in which nothing stands, beside the one that it was given."""
    name = str(tmp_path / "empty.sqlite3")
    if connection.vendor == "postgresql":
        name = f"{own_database}_empty"
        administer(f'CREATE DATABASE "{name}"')
    yield name
    drop_database(name, connection.vendor)


def test_a_new_database_is_what_all_migrations_lead_to(own_database: str, empty_database: str):
    made, recorded = tables(), set(MigrationRecorder(connection).applied_migrations())
    connection.close()
    connection.settings_dict["NAME"] = empty_database
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert recorded == set(MigrationRecorder(connection).applied_migrations())
    filled = rows_of_all_tables()
    assert set(filled) == {"django_migrations"}, "no migration may fill a table of a new database"
    # Triggers and tables without an order of their rows are laid out after the migrations.
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert made == tables()
    connection.close()
    connection.settings_dict["NAME"] = own_database
