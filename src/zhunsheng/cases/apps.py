"""App config of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The cases room."""

    name = "zhunsheng.cases"
    verbose_name = "行政处罚案件"
