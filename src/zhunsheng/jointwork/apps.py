"""App config of jointwork."""

from django.apps import AppConfig


class JointworkConfig(AppConfig):
    """The room of work with other departments and streets."""

    name = "zhunsheng.jointwork"
    verbose_name = "联合执法"
