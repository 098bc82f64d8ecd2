"""Commands on the lawbook: the fine of a violation with its derivation."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from zhunsheng.cli.edge import CANNOT_READ, DAY, existing_site, open_site, stop
from zhunsheng.cli.root import app


@app.command()
@click.option("--violation", "key", required=True, help="违法行为的编码，见“法规基准”")
@click.option("--violated-from", required=True, type=DAY, help="违法行为开始之日")
@click.option("--ended-on", type=DAY, help="违法行为终了之日，仍在继续的不填")
@click.option(
    "--kind",
    default="once",
    show_default=True,
    type=click.Choice(["once", "continuous", "continuing"]),
    help="一次性（once）、连续（continuous）或者继续（continuing）",
)
@click.option("--decided-on", required=True, type=DAY, help="作出决定之日")
@click.option(
    "--facts",
    "facts_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="认定的事实（YAML）",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def penalty(
    *,
    key: str,
    violated_from: date,
    ended_on: date | None,
    kind: str,
    decided_on: date,
    facts_file: Path | None,
    as_json: bool,
) -> None:
    """推算罚款数额：适用的法律、幅度、阶次、情节、结论和说理。"""
    open_site()
    from zhunsheng.lawbook import exports

    try:
        said = exports.penalty(
            key=key,
            violated_from=violated_from,
            ended_on=ended_on,
            kind=kind,
            decided_on=decided_on,
            facts_file=facts_file,
            as_json=as_json,
        )
    except exports.NotDerived as problem:
        stop(str(problem), CANNOT_READ)
    click.echo(said.text)
    sys.exit(0 if said.is_settled else 1)


@app.group()
def law() -> None:
    """法规库：核对数据，载入本站的数据，比较两个日期之间的变化。"""


@law.command("check")
@click.option(
    "--site", type=click.Path(path_type=Path, file_okay=False), help="站点文件夹或者演示文件夹"
)
def law_check(site: Path | None) -> None:
    """载入全部法规数据，报告断裂的引用、重叠和空缺、未经核实而起决定作用的内容。"""
    if site is None:
        open_site()
    else:
        existing_site(site)
    from zhunsheng.lawbook import exports

    text, is_sound = exports.checked()
    click.echo(text)
    sys.exit(0 if is_sound else 1)


@law.command("load")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="文件夹")
def law_load(folder: Path) -> None:
    """核对本站的法规数据，无误后生效；有任何错误都不生效，原有数据不变。"""
    open_site()
    from zhunsheng.lawbook import exports

    text, is_in_force = exports.put_in_force(folder)
    if not is_in_force:
        stop(text, CANNOT_READ)
    click.echo(text)


@law.command("template")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
def law_template(file: Path) -> None:
    """写出裁量基准表的导入模板（.xlsx），含填写说明和违法行为编码。"""
    open_site()
    from zhunsheng.lawbook import exports

    try:
        file.write_bytes(exports.benchmark_template())
    except OSError as problem:
        stop(f"“{file}”无法写入（{problem.strerror}）。请检查路径。", CANNOT_READ)
    click.echo(f"模板已写入“{file}”。")


@law.command("diff")
@click.argument("earlier", type=DAY, metavar="较早日期")
@click.argument("later", type=DAY, metavar="较晚日期")
def law_diff(earlier: date, later: date) -> None:
    """列出两个日期之间法规的变化。"""
    if later < earlier:
        stop("较晚日期早于较早日期，请调换。", CANNOT_READ)
    open_site()
    from zhunsheng.lawbook import exports

    click.echo(exports.changed(earlier=earlier, later=later))
