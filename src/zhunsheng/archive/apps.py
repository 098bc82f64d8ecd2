"""App config of the archive."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The archive room."""

    name = "zhunsheng.archive"
    verbose_name = "案卷归档"
