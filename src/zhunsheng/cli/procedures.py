"""Commands on the declared procedures: which there are, and one as a table or as a diagram."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Column, Table

from zhunsheng.cli.edge import CANNOT_READ, open_site, stop
from zhunsheng.cli.root import app

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhunsheng.kernel.procedure import Procedure


@app.group()
def procedure() -> None:
    """法定程序：列出本系统声明的程序，把其中一个打印为表格或者流程图。"""


@procedure.command("list")
def procedure_list() -> None:
    """列出全部程序。"""
    found = _all()
    from zhunsheng.lawbook import queries as lawbook

    rows = [
        (key, one.label, lawbook.cite_label(one.basis), str(len(one.steps)))
        for key, one in found.items()
    ]
    click.echo(_plain(("编码", "程序", "依据", "步骤数"), rows), nl=False)


@procedure.command("show")
@click.argument("key", metavar="程序编码")
@click.option("--table", "form", flag_value="table", default="table", help="表格（默认）")
@click.option("--markdown", "form", flag_value="markdown", help="Markdown 格式的表格")
@click.option("--svg", "form", flag_value="svg", help="SVG 格式的流程图")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="存为哪个文件，不填则输出到屏幕",
)
def procedure_show(*, key: str, form: str, out: Path | None) -> None:
    """打印一个程序：步骤、依据、岗位、先后、期限和文书。"""
    found = _all()
    if key not in found:
        stop(f"没有编码为“{key}”的程序。现有：{'、'.join(found)}。", CANNOT_READ)
    text = _printed(found[key], form)
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, "utf-8")
    except OSError as problem:
        stop(f"“{out}”无法写入（{problem.strerror}）。请检查路径。", CANNOT_READ)
    click.echo(f"已写入“{out}”。")


def _all() -> dict[str, Procedure[Any]]:
    """Return what the rooms declare, once the pages of all of them are loaded."""
    open_site()
    from django.urls import get_resolver

    from zhunsheng.kernel.procedure import declared

    assert get_resolver().url_patterns
    return {one.key: one for one in declared()}


def _printed(shown: Procedure[Any], form: str) -> str:
    from zhunsheng.cli.declared import HEADS, drawn, told

    if form == "svg":
        return drawn(shown)
    rows = [words.cells for _, words in told(shown)]
    if form == "markdown":
        lines = [HEADS, ["---"] * len(HEADS), *rows]
        return f"# {shown.label}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
    return _plain(HEADS, rows, title=f"{shown.label}（{shown.key}）")


def _plain(heads: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> str:
    """Return a table for the terminal, as wide as it is; 160 columns where there is none."""
    console = Console(width=None if Console().is_terminal else 160, highlight=False)
    columns = (Column(head, overflow="fold") for head in heads)
    table = Table(*columns, title=title, show_lines=title is not None)
    for row in rows:
        table.add_row(*row)
    with console.capture() as shown:
        console.print(table)
    return shown.get()
