"""App config of statistics."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """The statistics room."""

    name = "zhunsheng.statistics"
    verbose_name = "统计"
