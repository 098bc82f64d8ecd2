"""App of the page shell."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, template tags and static files that all rooms share."""

    name = "zhunsheng.web"
    label = "web"
    verbose_name = "页面"
