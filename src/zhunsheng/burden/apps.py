"""App config of burden."""

from django.apps import AppConfig


class BurdenConfig(AppConfig):
    """The room of caps and joint visits."""

    name = "zhunsheng.burden"
    verbose_name = "入企频次"
