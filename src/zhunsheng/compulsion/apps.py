"""App config of compulsion."""

from django.apps import AppConfig


class CompulsionConfig(AppConfig):
    """The room of compulsory measures."""

    name = "zhunsheng.compulsion"
    verbose_name = "行政强制措施"
