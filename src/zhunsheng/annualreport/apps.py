"""App config of annualreport."""

from django.apps import AppConfig


class AnnualreportConfig(AppConfig):
    """The annualreport room."""

    name = "zhunsheng.annualreport"
    verbose_name = "法治政府建设年度报告"
