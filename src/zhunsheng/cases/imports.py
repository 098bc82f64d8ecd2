"""Reading a file of earlier offences from another site: whole and sealed, or refused by name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from zhunsheng.cases.rules import exchange
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.finding import StepRefused

_TOKEN: Final = re.compile(r"[0-9a-f]{64}")
_ORIGIN: Final = re.compile(r"[0-9]{6,12}")
_KEYS: Final = frozenset(
    {"format", "version", "origin", "made_at", "covers_since", "key_check"}
    | {"offences", "withdrawn", "digest", "seal"}
)


def read(content: bytes, key: bytes) -> exchange.ExchangeFile:
    """
    Return what a file tells, after everything in it was checked.

    :raises StepRefused: for another format or version, an altered file, or one of another key
    """
    body = _body(content)
    digest, seal = body.pop("digest"), body.pop("seal")
    if digest != _digest(body):
        raise exchange.refusal(
            "exchange.altered", "文件内容与校验值不一致，可能被改动或者损坏", "请对方重新导出并传送"
        )
    if body["key_check"] != exchange.key_check(key):
        raise exchange.refusal(
            "exchange.foreign_key",
            "文件使用的密钥与本站点的交换密钥不同",
            "请与对方核对密钥；更换密钥后双方都要重新导出",
        )
    if seal != exchange.seal(key, body):
        raise exchange.refusal(
            "exchange.forged", "文件没有用交换密钥签封", "请对方用约定的密钥重新导出"
        )
    return _file(body, digest)


def _body(content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or body.get("format") != exchange.FORMAT:
        raise exchange.refusal("exchange.format", "文件不是违法记录交换文件", "请核对选择的文件")
    if body.get("version") != exchange.VERSION:
        raise exchange.refusal(
            "exchange.version",
            f"文件的格式版本是{body.get('version')}，本系统只能读取版本{exchange.VERSION}",
            "请双方升级到相同版本后重新导出",
        )
    if body.keys() != _KEYS:
        raise _faulty()
    return body


def _file(body: Mapping[str, Any], digest: str) -> exchange.ExchangeFile:
    since = body["covers_since"]
    try:
        found = exchange.ExchangeFile(
            origin=body["origin"],
            made_at=_instant(body["made_at"]),
            covers_since=date.fromisoformat(since) if since else None,
            key_check=body["key_check"],
            rows=tuple(
                exchange.ForeignRow(
                    one["record"],
                    one["party"],
                    tuple(one["violations"]),
                    date.fromisoformat(one["decided_on"]),
                )
                for one in body["offences"]
            ),
            withdrawn=tuple(body["withdrawn"]),
            digest=digest,
        )
        tokens = [*found.withdrawn]
        for row in found.rows:
            tokens += [row.record, row.party, *row.violations]
        is_good = all(_TOKEN.fullmatch(one) for one in tokens) and _ORIGIN.fullmatch(found.origin)
    except (TypeError, ValueError, KeyError, AttributeError):
        is_good = None
    if not is_good or len({row.record for row in found.rows}) != len(found.rows):
        raise _faulty()
    return found


def _digest(body: Mapping[str, Any]) -> str:
    try:
        return sha256_hex(body)
    except (TypeError, ValueError, RecursionError):
        raise _faulty() from None


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def _faulty() -> StepRefused:
    return exchange.refusal(
        "exchange.faulty", "文件缺少内容或者内容不合格式", "请对方重新导出并传送"
    )
