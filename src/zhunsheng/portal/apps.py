"""App config of portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal room."""

    name = "zhunsheng.portal"
    verbose_name = "公开"
