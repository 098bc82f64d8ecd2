"""The command itself: one line for every wrong call, no traceback for a broken database."""

from __future__ import annotations

from typing import NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from zhunsheng.cli.edge import CANNOT_READ, stop
from zhunsheng.cli.help import ChineseHelp, usage_message

click.Context.formatter_class = ChineseHelp


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="开发者另用 python3 run.py test、bench、prove、mutate、chaos、load。",
)
def app() -> None:
    """准绳：应急管理局依法行政业务系统。"""


def main() -> NoReturn:
    """Run the command; a wrong call is told in one Chinese line, as every refusal is."""
    try:
        code = app(standalone_mode=False)
    except NoArgsIsHelpError as asked:
        click.echo(asked.ctx.get_help())
        code = 0
    except click.UsageError as wrong:
        where = wrong.ctx.command_path if wrong.ctx else "zhunsheng"
        stop(f"{usage_message(wrong)}用法见：{where} --help", CANNOT_READ)
    except (click.Abort, KeyboardInterrupt):
        stop("已中止。", 130)
    except Exception as fault:
        if not _is_a_broken_database(fault):
            raise
        stop(f"数据库无法读取（{fault}）。请检查数据库文件，或者用备份恢复。", CANNOT_READ)
    raise SystemExit(code if isinstance(code, int) else 0)


def _is_a_broken_database(fault: Exception) -> bool:
    """Tell whether a fault comes from a database that is none, damaged, or out of reach."""
    from django.db import DatabaseError, OperationalError

    return type(fault) in {DatabaseError, OperationalError}
