"""App config of legalreview."""

from django.apps import AppConfig


class LegalreviewConfig(AppConfig):
    """The legalreview room."""

    name = "zhunsheng.legalreview"
    verbose_name = "法制审核"
