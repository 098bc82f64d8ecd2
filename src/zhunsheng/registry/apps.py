"""App config of registry."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry room."""

    name = "zhunsheng.registry"
    verbose_name = "监管对象"
