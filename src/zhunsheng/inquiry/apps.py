"""App config of inquiry."""

from django.apps import AppConfig


class InquiryConfig(AppConfig):
    """The inquiry room."""

    name = "zhunsheng.inquiry"
    verbose_name = "调查取证"
