"""Commands on the exchange of earlier offences between sites."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhunsheng.cli.edge import CANNOT_READ, DAY, existing_site, stop
from zhunsheng.cli.root import app

if TYPE_CHECKING:
    from zhunsheng.kernel.act import Act

_SITE = click.option(
    "--site", type=click.Path(path_type=Path, file_okay=False), help="站点文件夹或者演示文件夹"
)
_BUREAU = click.option("--bureau", "code", help="机关的行政区划代码，站点只有一个机关的不填")


@app.group()
def offences() -> None:
    """违法记录交换：供初次违法比对，文件中没有姓名、名称、代码和案号。"""


@offences.command("export")
@_SITE
@_BUREAU
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="交换清单存为哪个文件",
)
@click.option("--since", type=DAY, help="自哪一日起的决定，不填则为全部")
def offences_export(*, site: Path | None, code: str | None, out: Path, since: date | None) -> None:
    """导出本机关的违法记录交换清单。"""
    existing_site(site)
    from zhunsheng.cases import exports, services
    from zhunsheng.kernel.finding import StepRefused

    ctx = _act(code)
    try:
        made = exports.offence_file(ctx, made_at=ctx.at, since=since)
        # Nothing leaves the site unrecorded: the record comes before the file gets its name.
        part = out.with_name(f"{out.name}.part")
        part.write_bytes(made.content)
        services.record_offence_export(
            ctx=ctx,
            digest=made.digest,
            rows=made.rows,
            withdrawn=made.withdrawn,
            left_out=made.left_out,
            on=ctx.day,
        )
        part.replace(out)
    except StepRefused as refused:
        _stop(refused)
    except OSError as error:
        stop(f"“{out}”无法写入（{error.strerror}）。请检查路径和权限。")
    click.echo(
        f"已导出{made.rows}条，撤回{made.withdrawn}条，另有{made.left_out}条当事人没有"
        f"统一社会信用代码，未列入。校验值：{made.digest}"
    )


@offences.command("import")
@_SITE
@_BUREAU
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="交换清单")
def offences_import(*, site: Path | None, code: str | None, file: Path) -> None:
    """导入其他站点的违法记录交换清单，全部写入或者全部不写入。"""
    try:
        content = file.read_bytes()
    except OSError:
        stop(f"“{file}”无法读取。请检查路径。", CANNOT_READ)
    existing_site(site)
    from zhunsheng.cases import services
    from zhunsheng.kernel.finding import StepRefused

    ctx = _act(code)
    try:
        done = services.import_offences(ctx=ctx, content=content, on=ctx.day)
    except StepRefused as refused:
        if [one.code for one in refused.findings] == ["exchange.known"]:
            click.echo(_told(refused))
            return
        _stop(refused)
    click.echo(
        f"已导入机关{done.origin}的清单：读取{done.rows_read}条，新增{done.rows_new}条，"
        f"撤回{done.rows_withdrawn}条。校验值：{done.digest}"
    )


def _act(code: str | None) -> Act:
    """Return an act of the system for a bureau of the site."""
    import secrets
    from uuid import UUID

    from zhunsheng.accounts import queries as accounts
    from zhunsheng.accounts.choices import Role
    from zhunsheng.kernel.act import Act, Actor, ActorKind
    from zhunsheng.web import clock

    found = [one for one in accounts.bureaus() if code in {None, one.division_code}]
    if not found:
        stop(f"站点没有行政区划代码为{code}的机关。" if code else "站点还没有机关。")
    if len(found) > 1:
        codes = "、".join(one.division_code for one in found)
        stop(f"站点有多个机关，请用 --bureau 指明其中一个：{codes}。")
    system = Actor(ActorKind.SYSTEM, UUID(int=0), Role.SYSTEM_ADMIN.label)
    return Act(system, found[0].id, clock.now(), secrets.token_urlsafe(24))


def _told(refused: Exception) -> str:
    findings = getattr(refused, "findings", ())
    return "；".join(f"{one.message}。{one.next_step}" for one in findings) + "。"


def _stop(refused: Exception) -> None:
    stop(_told(refused))
