"""App config of remedies."""

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    """The remedies room."""

    name = "zhunsheng.remedies"
    verbose_name = "复议应诉"
