"""App config of planning."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The planning room."""

    name = "zhunsheng.planning"
    verbose_name = "年度监督检查计划"
