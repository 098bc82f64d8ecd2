"""App config of workforce."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """The workforce room."""

    name = "zhunsheng.workforce"
    verbose_name = "执法队伍"
