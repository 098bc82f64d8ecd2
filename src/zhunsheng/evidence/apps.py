"""App config of evidence."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The evidence room."""

    name = "zhunsheng.evidence"
    verbose_name = "证据"
