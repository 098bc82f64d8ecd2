"""App config of powers."""

from django.apps import AppConfig


class PowersConfig(AppConfig):
    """The powers room."""

    name = "zhunsheng.powers"
    verbose_name = "权责清单"
