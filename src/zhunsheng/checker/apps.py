"""The checker as a Django app: it brings no table, only its name."""

from django.apps import AppConfig


class CheckerConfig(AppConfig):
    """Names the room for Django."""

    name = "zhunsheng.checker"
    label = "checker"
    verbose_name = "文稿核查"
