"""App config of inspection."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """The inspection room."""

    name = "zhunsheng.inspection"
    verbose_name = "检查与整改"
