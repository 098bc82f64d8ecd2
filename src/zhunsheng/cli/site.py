"""Commands on a site: demo, serve, found, migrate, check, journal, report."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from zhunsheng.cli.edge import (
    CANNOT_READ,
    PORT,
    existing_site,
    open_site,
    refuse_taken_port,
    stop,
)
from zhunsheng.cli.root import app

_SITE = click.option(
    "--site", type=click.Path(path_type=Path, file_okay=False), help="站点文件夹或者演示文件夹"
)


@app.command()
@click.option(
    "--scenario", default="default", show_default=True, help="演示情景，或者情景文件（.yaml）"
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("zhunsheng-demo"),
    show_default=True,
    help="产品和站点放在哪个文件夹",
)
@click.option("--serve/--no-serve", default=True, help="完成后是否启动网站")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="端口")
@click.option("--fresh", is_flag=True, help="重新生成已有的演示")
def demo(scenario: str, out: Path, serve: bool, port: int, fresh: bool) -> None:
    """生成一个虚构应急管理局的完整年度，并启动网站。"""
    from zhunsheng.demo import run

    if serve:
        refuse_taken_port(port)
    try:
        run.build(scenario=scenario, out=out, fresh=fresh, open_site=open_site, say=click.echo)
    except run.DemoRefused as refused:
        stop(str(refused))
    if serve:
        _serve_in_a_new_process(out, port)


def _serve_in_a_new_process(out: Path, port: int) -> NoReturn:
    """Replace this process by the server: settings are read once, and the demo moved its site."""
    environment = {**os.environ, "ZHUNSHENG_SITE_DIR": str(out.resolve() / "site")}
    environment.pop("ZHUNSHENG_SQLITE_SYNCHRONOUS", None)
    sys.stdout.flush()
    command = [sys.executable, "-m", "zhunsheng.cli", "serve", "--port", str(port)]
    os.execve(sys.executable, command, environment)  # noqa: S606  # our own interpreter and module


@app.command()
@_SITE
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="端口")
def serve(site: Path | None, port: int) -> None:
    """在 127.0.0.1 启动网站。"""
    refuse_taken_port(port)
    existing_site(site)
    from django.conf import settings

    if not settings.HAS_OWN_KEY:
        stop("站点没有密钥，不能启动。请用环境变量 ZHUNSHENG_SECRET_KEY 指定，或者先建立站点。")
    from granian import Granian
    from granian.constants import Interfaces

    click.echo(f"网址：http://127.0.0.1:{port}/    按 Ctrl+C 结束")
    for user in settings.ZHUNSHENG_DEMO_USERS:
        click.echo(f"  {user['username']:<14}{user['password']:<14}{user['role']}")
    Granian(
        "zhunsheng.config.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_enabled=False,
    ).serve()


@app.command()
@click.option("--site", type=click.Path(path_type=Path), required=True, help="新站点的文件夹")
@click.option("--name", prompt="机关名称", help="机关全称")
@click.option("--mark", prompt="文书编号中的区划简称", help="区划简称")
@click.option("--division", prompt="行政区划代码（6位）", help="行政区划代码")
@click.option("--government", prompt="本级人民政府全称", help="本级人民政府")
@click.option("--address", prompt="机关地址", help="机关地址")
@click.option("--phone", prompt="联系电话", help="联系电话")
@click.option("--admin", prompt="系统管理员姓名", help="系统管理员姓名")
@click.option("--username", prompt="系统管理员用户名", help="系统管理员用户名")
@click.password_option(
    prompt="系统管理员密码（至少10位）", confirmation_prompt="再输入一次", help="密码"
)
def found(site: Path, **entered: str) -> None:
    """设立一个机关的新站点：密钥、数据库、机关和系统管理员。"""
    from zhunsheng.accounts import newsite

    try:
        newsite.found(site=site, entered=newsite.Entered(**entered), open_site=open_site)
    except newsite.SiteRefused as refused:
        stop(str(refused))
    click.echo(f"站点已设立：{site}。启动：zhunsheng serve --site {site}")


@app.command()
@_SITE
def migrate(site: Path | None) -> None:
    """建立或者升级数据库。"""
    existing_site(site)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    click.echo("数据库已是最新版本。")


@app.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="文件…")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--last-year", type=click.Path(), metavar="文件", help="上年的报告，用来核对同比")
@click.option(
    "--manifest", type=click.Path(), metavar="文件", help="年度报告的 figures.json，用来逐数核对"
)
@click.option("--html", type=click.Path(), metavar="文件", help="写出带标注的网页")
@click.option("--docx", type=click.Path(), metavar="文件", help="写出带批注的Word文件")
@click.option("--figures", type=click.Path(), metavar="文件", help="写出文中的数字（JSON）")
@click.option(
    "--scenario", type=click.Path(), metavar="文件", help="按文中的数字写出演示情景的初稿（YAML）"
)
def check(
    files: tuple[str, ...],
    as_json: bool,
    last_year: str | None,
    manifest: str | None,
    **outputs: str | None,
) -> None:
    """核查他人起草的报告或者计划（.txt、.docx、.pdf、.html）。"""
    from zhunsheng.checker import cli_output
    from zhunsheng.web import clock

    def warn(line: str) -> None:
        click.echo(line, err=True)

    wanted = {kind: path for kind, path in outputs.items() if path}
    asked = cli_output.Asked(
        as_json, last_year or "", manifest or "", wanted, clock.present().date()
    )
    raise SystemExit(cli_output.run(files, asked, click.echo, warn=warn))


@app.group()
def journal() -> None:
    """办理经过。"""


@journal.command("verify")
@_SITE
@click.option(
    "--checkpoint",
    "checkpoint_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="此前另存的校验点",
)
def journal_verify(site: Path | None, checkpoint_file: Path | None) -> None:
    """核对办理经过是否连续、未被改动。"""
    kept = ""
    if checkpoint_file is not None:
        try:
            kept = checkpoint_file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            stop(f"校验点文件“{checkpoint_file}”无法读取。请检查路径。", CANNOT_READ)
    existing_site(site)
    from django.db import connection

    from zhunsheng.journal import queries, triggers

    try:
        breaks = queries.verify(kept)
    except ValueError:
        stop(f"校验点文件“{checkpoint_file}”不是校验点。每行应为：机关 序号 校验值。", CANNOT_READ)
    for found in breaks:
        click.echo(f"机关 {found.bureau} 第 {found.sequence} 条：{_BREAKS[found.what]}", err=True)
    for name in triggers.missing(connection):
        click.echo(f"数据库缺少只增不改的触发器：{name}", err=True)
    if breaks or triggers.missing(connection):
        raise SystemExit(1)
    click.echo("办理经过连续、未被改动。以下校验点请另存于数据库之外。", err=True)
    click.echo(queries.checkpoint(), nl=False)


_BREAKS = {
    "gap": "序号不连续，有记录缺失",
    "link": "与前一条的校验值不衔接",
    "content": "内容与校验值不一致",
    "head": "末条与链尾记录不一致",
    "checkpoint": "与另存的校验点不一致",
}


@app.group()
def report() -> None:
    """年度报告。"""


@report.command("verify")
@_SITE
@click.argument("figures", type=click.Path(path_type=Path, dir_okay=False), metavar="数字清单")
def report_verify(site: Path | None, figures: Path) -> None:
    """按数据库重新计算 figures.json 中的每一个数字。"""
    try:
        content = figures.read_bytes()
    except OSError:
        stop(f"“{figures}”无法读取。请检查路径。", CANNOT_READ)
    beside = figures.resolve().parent / "site"
    existing_site(site or (beside if beside.is_dir() else None))
    from zhunsheng.annualreport import queries

    try:
        differences = queries.verify(content)
    except queries.BadManifest as bad:
        stop(f"“{figures}”不是年度报告的数字清单：{bad}", CANNOT_READ)
    for difference in differences:
        click.echo(difference.sentence, err=True)
    if differences:
        raise SystemExit(1)
    click.echo("报告中的每一个数字都与记录一致。")
