"""App config of draw."""

from django.apps import AppConfig


class DrawConfig(AppConfig):
    """The draw room."""

    name = "zhunsheng.draw"
    verbose_name = "双随机抽查"
