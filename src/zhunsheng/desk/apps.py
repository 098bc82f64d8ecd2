"""App config of desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk room."""

    name = "zhunsheng.desk"
    verbose_name = "工作台"
