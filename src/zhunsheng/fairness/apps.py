"""App config of fairness."""

from django.apps import AppConfig


class FairnessConfig(AppConfig):
    """The fairness room."""

    name = "zhunsheng.fairness"
    verbose_name = "裁量基准测算"
