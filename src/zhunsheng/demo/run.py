"""
Building a demo: a folder beside the wanted one, filled, then renamed; nothing stays half-done.

The folder holds the products (report, figures, plan, draw) and ``site/`` (database, files,
``site.json``). A finished demo is served again; any other non-empty folder is refused.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from zhunsheng.demo import scenario as scenarios

MARK = "demo.json"
UNKNOWN = "没有名为“{name}”的演示情景。可用的情景：{known}。"
BROKEN = "“{name}”不是完整的情景文件：缺少或者多出了项目，或者数字不是整数。请对照内置的情景补全。"
FOREIGN = "“{out}”不是空文件夹，也不是本程序生成的演示。请用 --out 换一个文件夹。"
NOT_A_FOLDER = "“{out}”是一个文件，不是文件夹。请用 --out 换一个名称。"
OTHER = "“{out}”里是情景“{found}”的演示。要改为“{name}”，请加 --fresh，或者用 --out 换一个文件夹。"
NO_ROOM = "写入“{out}”时磁盘空间不足或者不能写入（{why}）。已撤销，未留下半成品。请清理后重试。"
TWICE = "另一个进程正在生成“{out}”。请等它完成，或者用 --out 换一个文件夹。"
REUSED = "“{out}”里已有完成的演示，直接使用。要重新生成，请加 --fresh。"


class DemoRefused(Exception):
    """The demo cannot be built; the text is one clear Chinese line."""


def build(
    *,
    scenario: str,
    out: Path,
    fresh: bool,
    open_site: Callable[[Path], None],
    say: Callable[[str], None],
) -> None:
    """
    Build the demo of a scenario in ``out``, or leave a finished one as it is.

    :raises DemoRefused: for an unknown scenario, a foreign folder, or where writing fails
    """
    try:
        wanted = scenarios.load(scenario)
    except scenarios.UnknownScenario:
        known = "、".join(scenarios.names())
        raise DemoRefused(UNKNOWN.format(name=scenario, known=known)) from None
    except scenarios.BrokenScenario:
        raise DemoRefused(BROKEN.format(name=scenario)) from None
    out = out.resolve()
    if _is_finished(out, scenario, fresh=fresh):
        say(REUSED.format(out=out))
        _say_products(out, say)
        return
    building = out.with_name(f".{out.name}.building")
    try:
        with _alone(out):
            _build_beside(wanted, building, open_site, say)
            _put_in_place(building, out)
    except OSError as error:
        raise DemoRefused(NO_ROOM.format(out=out, why=error.strerror or error)) from None
    except Exception as error:
        if not _is_a_full_disk(error):
            raise
        raise DemoRefused(NO_ROOM.format(out=out, why=error)) from None
    _say_products(out, say)


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """
    Hold the folder of a demo for this process; the system lets go of it when the process dies.

    :raises DemoRefused: if another process builds the same demo
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    held = out.with_name(f".{out.name}.lock")
    with held.open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DemoRefused(TWICE.format(out=out)) from None
        try:
            yield
        finally:
            shutil.rmtree(out.with_name(f".{out.name}.building"), ignore_errors=True)
            held.unlink(missing_ok=True)


def _is_a_full_disk(error: Exception) -> bool:
    """Tell whether a database says that it could not write."""
    from django.db import DatabaseError

    return isinstance(error, DatabaseError) and any(
        word in str(error) for word in ("disk", "full", "I/O")
    )


def _is_finished(out: Path, scenario: str, *, fresh: bool) -> bool:
    if not out.exists():
        return False
    if not out.is_dir():
        raise DemoRefused(NOT_A_FOLDER.format(out=out))
    mark = out / MARK
    if not mark.is_file():
        if any(out.iterdir()):
            raise DemoRefused(FOREIGN.format(out=out))
        return False
    try:
        found = json.loads(mark.read_text("utf-8"))["scenario"]
    except (ValueError, KeyError, TypeError):
        raise DemoRefused(FOREIGN.format(out=out)) from None
    if not fresh and found != scenario:
        raise DemoRefused(OTHER.format(out=out, found=found, name=scenario))
    return not fresh


def _build_beside(
    wanted: scenarios.Scenario,
    building: Path,
    open_site: Callable[[Path], None],
    say: Callable[[str], None],
) -> None:
    shutil.rmtree(building, ignore_errors=True)
    site = building / "site"
    site.mkdir(parents=True)
    write_json(site / "site.json", site_settings(wanted))
    # The folder is renamed only when it is complete: a power cut loses nothing that was accepted.
    os.environ["ZHUNSHENG_SQLITE_SYNCHRONOUS"] = "OFF"
    open_site(site)
    from zhunsheng.demo import products, telling

    world = telling.tell(wanted, say)
    settings = {**site_settings(wanted), "demo_users": [dict(user) for user in world.users]}
    write_json(site / "site.json", settings)
    products.write(world, building)
    products.settle_database()
    note = {
        "scenario": wanted.name,
        "title": wanted.title,
        "stated": dict(wanted.stated),
        "invented": dict(wanted.invented),
    }
    write_json(building / "scenario.json", note)
    mark = {"scenario": wanted.name, "title": wanted.title, "acts": world.year.acts}
    write_json(building / MARK, mark)


def _put_in_place(building: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    building.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def site_settings(wanted: scenarios.Scenario) -> dict[str, Any]:
    """Return what ``site.json`` of a demo holds; its key guards invented data only."""
    return {
        "secret_key": f"demo-{wanted.name}-{'0' * 50}",
        "pinned_now": scenarios.PINNED_NOW.isoformat(),
        "demo_users": [],
    }


def write_json(path: Path, value: object) -> None:
    """Write a JSON file for people to read."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _say_products(out: Path, say: Callable[[str], None]) -> None:
    from zhunsheng.demo import catalogue

    for name, label in catalogue.PRODUCTS.items():
        if (out / name).exists():
            say(f"{label}：{out / name}")
