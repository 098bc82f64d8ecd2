"""App config of visitcode."""

from django.apps import AppConfig


class VisitcodeConfig(AppConfig):
    """The room of the visit code."""

    name = "zhunsheng.visitcode"
    verbose_name = "亮码入企"
