"""App config of execution."""

from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    """The execution room."""

    name = "zhunsheng.execution"
    verbose_name = "罚没款执行"
