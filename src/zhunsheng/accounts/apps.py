"""App config of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts room."""

    name = "zhunsheng.accounts"
    verbose_name = "机关与账户"
