"""App config of credit."""

from django.apps import AppConfig


class CreditConfig(AppConfig):
    """The credit room."""

    name = "zhunsheng.credit"
    verbose_name = "信用记录"
