"""App config: finds the event classes of all rooms and keeps the append-only triggers alive."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    """The journal room."""

    name = "zhunsheng.journal"
    verbose_name = "办理经过"

    def ready(self) -> None:
        """
        Register event classes; re-install triggers after migrations (a remake drops them).

        Django sends the signal once for every room, when all tables stand; once is enough.
        """
        from zhunsheng.journal.triggers import install_all

        autodiscover_modules("events")
        post_migrate.connect(install_all, sender=self, dispatch_uid="journal.triggers")
