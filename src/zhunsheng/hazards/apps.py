"""App config of hazards."""

from django.apps import AppConfig


class HazardsConfig(AppConfig):
    """The room of major hazards under public supervision."""

    name = "zhunsheng.hazards"
    verbose_name = "重大隐患督办"
