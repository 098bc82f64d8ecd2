"""App config of lawbook."""

from django.apps import AppConfig


class LawbookConfig(AppConfig):
    """The lawbook room."""

    name = "zhunsheng.lawbook"
    verbose_name = "法规基准"
