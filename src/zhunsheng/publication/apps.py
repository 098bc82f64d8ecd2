"""App config of publication."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """The publication room."""

    name = "zhunsheng.publication"
    verbose_name = "执法公示"
