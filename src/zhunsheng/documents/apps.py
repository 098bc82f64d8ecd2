"""App config of documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The documents room."""

    name = "zhunsheng.documents"
    verbose_name = "执法文书"
