"""Founding a site of a bureau's own: secret key, database, bureau, first administrator."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from zhunsheng.accounts.rules import SHORTEST_PASSWORD
from zhunsheng.kernel.act import Act, Actor, ActorKind, derived_id

DIVISION_DIGITS = 6
EXISTS = "“{site}”不是空文件夹。请换一个文件夹。"
BAD_DIVISION = "行政区划代码应为{digits}位数字。"
WEAK_PASSWORD = "密码至少{length}位。"  # noqa: S105  # a sentence about passwords
BLANK = "各项均不能为空。"
CANNOT_WRITE = "不能在“{site}”建立站点（{why}）。已撤销，未留下半成品。"


class SiteRefused(Exception):
    """The site cannot be founded; the text is one clear Chinese line."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What the founder typed."""

    name: str
    mark: str
    division: str
    government: str
    address: str
    phone: str
    admin: str
    username: str
    password: str


def found(*, site: Path, entered: Entered, open_site: Callable[[Path], None]) -> None:
    """
    Make the site's folder, its database, the bureau and its first administrator.

    :raises SiteRefused: for a folder in use, a blank or wrong entry, or where writing fails
    """
    _check(site, entered)
    made = not site.exists()
    try:
        site.mkdir(parents=True, exist_ok=True)
        key = {"secret_key": secrets.token_urlsafe(50)}
        (site / "site.json").touch(mode=0o600)  # it holds the secret key
        (site / "site.json").write_text(json.dumps(key), "utf-8")
        open_site(site)
        _enter(entered)
    except OSError as error:
        if made:
            shutil.rmtree(site, ignore_errors=True)
        raise SiteRefused(CANNOT_WRITE.format(site=site, why=error.strerror)) from None


def _check(site: Path, entered: Entered) -> None:
    if site.exists() and (not site.is_dir() or any(site.iterdir())):
        raise SiteRefused(EXISTS.format(site=site))
    if not all(str(getattr(entered, name)).strip() for name in Entered.__slots__):
        raise SiteRefused(BLANK)
    if not (len(entered.division) == DIVISION_DIGITS and entered.division.isdecimal()):
        raise SiteRefused(BAD_DIVISION.format(digits=DIVISION_DIGITS))
    if len(entered.password) < SHORTEST_PASSWORD:
        raise SiteRefused(WEAK_PASSWORD.format(length=SHORTEST_PASSWORD))


def _enter(entered: Entered) -> None:
    from django.core.management import call_command

    from zhunsheng.accounts import services
    from zhunsheng.accounts.choices import Role
    from zhunsheng.web import clock

    call_command("migrate", verbosity=0, interactive=False)
    now = clock.now()
    bureau = derived_id(now, secrets.token_hex(16))
    system = Actor(ActorKind.SYSTEM, UUID(int=0), Role.SYSTEM_ADMIN.label)

    def act() -> Act:
        return Act(by=system, bureau=bureau, at=now, request_key=secrets.token_urlsafe(24))

    services.found_bureau(
        ctx=act(),
        facts=services.BureauFacts(
            name=entered.name,
            short_mark=entered.mark,
            division_code=entered.division,
            jurisdiction="CN",
            government=entered.government,
            address=entered.address,
            phone=entered.phone,
        ),
        on=now.date(),
    )
    services.add_user(
        ctx=act(),
        username=entered.username,
        name=entered.admin,
        roles=frozenset({Role.SYSTEM_ADMIN}),
        password=entered.password,
        unit=None,
        on=now.date(),
    )
