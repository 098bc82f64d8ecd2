"""
Migrating, with a shorter way to a new database (decision record 0026).

Seventy migrations one after the other take twenty times as long as what they lead to: an empty
database gets its tables from the models at once, and all migrations are recorded as applied.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class Command(migrate.Command):
    """Django's command; an empty database is filled first and then found up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables of an empty database, then do what Django's command does."""
        connection = connections[options["database"]]
        if is_whole(options) and not connection.introspection.table_names():
            make_tables(connection)
        super().handle(*args, **options)


def is_whole(options: dict[str, Any]) -> bool:
    """Say whether all that there is is to be applied, nothing less and nothing else."""
    asked = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied")
    return not any(options[name] for name in (*asked, "prune"))


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Create all tables as the models declare them and record every migration, or do nothing."""
    recorder = MigrationRecorder(connection)
    made: list[type[models.Model]] = [*apps.get_models(), recorder.Migration]
    with connection.schema_editor() as editor:  # one transaction
        for model in made:
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for app_label, name in MigrationLoader(connection).graph.nodes:
            recorder.record_applied(app_label, name)
