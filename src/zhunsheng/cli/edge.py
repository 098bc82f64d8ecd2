"""What all commands share: the one clear line, the site they work on, days and ports."""

from __future__ import annotations

import os
import socket
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

PORT = 8000
CANNOT_READ = 2


class Day(click.ParamType[date]):
    """A day written 2026-05-01."""

    name = "日期"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day, or refuse what is none."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日期，请写作2026-05-01的形式。", param, ctx)


DAY = Day()


def stop(message: str, code: int = 1) -> NoReturn:
    """End the command with one clear line."""
    click.echo(message, err=True)
    raise SystemExit(code)


def open_site(site: Path | None = None) -> None:
    """Set Django up on a site's folder, by default the one the environment names."""
    import django

    if site is not None:
        os.environ["ZHUNSHENG_SITE_DIR"] = str(site)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.config.settings")
    django.setup()


def existing_site(site: Path | None) -> None:
    """Set Django up on a site that must exist already; end the command where it does not."""
    folder = (site or Path(os.environ.get("ZHUNSHENG_SITE_DIR", "site"))).resolve()
    if (folder / "site" / "site.json").is_file():
        folder = folder / "site"
    if not os.environ.get("ZHUNSHENG_DATABASE_URL") and not (folder / "site.json").is_file():
        stop(f"“{folder}”里没有站点。请用 --site 指明站点或者演示文件夹。", CANNOT_READ)
    try:
        open_site(folder)
    except ValueError:
        stop(f"“{folder}”里的 site.json 已损坏，无法读取。请用备份恢复。", CANNOT_READ)


def refuse_taken_port(port: int) -> None:
    """End the command where something else listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            stop(f"端口 {port} 已被占用。请关闭占用它的程序，或者用 --port 换一个端口。")
