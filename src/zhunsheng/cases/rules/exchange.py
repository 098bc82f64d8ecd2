"""
The exchange of earlier offences between sites: keyed tokens in the place of parties.

Two sites that share a key can ask each other whether a party was punished before without naming
it. A row holds an HMAC-SHA256 of the party, one for each of its violations, and the exact day of
the decision, for a window ends on a day and a coarser date would answer wrongly at its edge. The
day goes into the tokens too, so two rows of one party look alike only if they were decided on one
day. What this hides and what not: decision record 0014.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from zhunsheng.kernel.canonical import canonical_bytes, sha256_hex
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding, StepRefused

FORMAT: Final = "zhunsheng.offences"
VERSION: Final = 1
#: Facts must be clear before anybody is punished, or spared, on them.
CLEAR_FACTS: Final[Citation] = cite("APL-2021:40")
#: A key has at least 32 bytes, written as hexadecimal digits, and is no row of one digit.
SHORTEST_KEY: Final = 64
FEWEST_BYTES: Final = 8
CREDIT_CODE: Final = "CREDIT_CODE"
_HEX: Final = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Offence:
    """An earlier offence as its own bureau knows it."""

    decision: str
    credit_code: str
    violations: tuple[str, ...]
    decided_on: date


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """An earlier offence as another site tells it: tokens and a day."""

    record: str
    party: str
    violations: tuple[str, ...]
    decided_on: date


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """A file that was read and found whole; nothing of the key is in it."""

    origin: str
    made_at: datetime
    covers_since: date | None
    key_check: str
    rows: tuple[ForeignRow, ...]
    withdrawn: tuple[str, ...]
    digest: str


def key_of(text: str) -> bytes:
    """
    Return the key that a setting holds.

    :raises StepRefused: if it is missing, short, or no key at all
    """
    typed = text.strip().lower()
    if len(typed) < SHORTEST_KEY or len(typed) % 2 or not _HEX.fullmatch(typed):
        raise refusal(
            "exchange.weak_key",
            f"没有设置交换密钥，或者密钥不是至少{SHORTEST_KEY}位的十六进制数字",
            "请与对方站点约定随机密钥，经安全渠道交付，写入站点设置",
        )
    key = bytes.fromhex(typed)
    if len(set(key)) < FEWEST_BYTES:
        raise refusal("exchange.plain_key", "交换密钥不是随机的", "请用随机数生成器重新生成密钥")
    return key


def key_check(key: bytes) -> str:
    """Return what tells one key from another without telling anything of it."""
    return _mac(key, "key")[:16]


def party_token(key: bytes, *, credit_code: str, day: date) -> str:
    """Return the token of a party in a row of that day."""
    return _mac(key, "party", CREDIT_CODE, credit_code, day)


def violation_token(key: bytes, *, credit_code: str, violation: str, day: date) -> str:
    """Return the token of one violation of a party in a row of that day."""
    return _mac(key, "violation", CREDIT_CODE, credit_code, violation, day)


def record_token(key: bytes, *, origin: str, decision: str) -> str:
    """Return the token by which a row is withdrawn later."""
    return _mac(key, "record", origin, decision)


def party_tokens(key: bytes, *, credit_code: str, since: date, until: date) -> tuple[str, ...]:
    """Return the tokens of a party for every day of a window, both ends in."""
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return tuple(party_token(key, credit_code=credit_code, day=day) for day in days)


def is_same(
    tokens: Iterable[str], key: bytes, *, credit_code: str, violations: Iterable[str], day: date
) -> bool:
    """Return whether a row of the party and the day tells of one of these violations."""
    own = {
        violation_token(key, credit_code=credit_code, violation=one, day=day) for one in violations
    }
    return bool(own & set(tokens))


def reach(lists: Iterable[tuple[date, date | None]]) -> date | None:
    """
    Return the day since when lists of one bureau tell all, None for from the beginning.

    Each list is the day it was made and the day it begins with, in the order of their making; one
    that begins after the list before it was made leaves a gap, and what lies before is not known.

    >>> reach([(date(2025, 5, 1), None), (date(2025, 8, 1), date(2025, 4, 1))])
    >>> reach([(date(2025, 5, 1), None), (date(2025, 8, 1), date(2025, 6, 1))])
    datetime.date(2025, 6, 1)
    """
    since: date | None = date.max
    last = date.min
    for made_on, begins in lists:
        if begins is None:
            since = None
        elif begins > last:
            since = begins
        elif since is not None:
            since = min(since, begins)
        last = made_on
    return since


def written(
    key: bytes,
    *,
    origin: str,
    made_at: datetime,
    covers_since: date | None,
    offences: Iterable[Offence],
    annulled: Iterable[str],
) -> bytes:
    """Return a file with these offences and the withdrawal of those decisions, sealed."""
    rows = sorted((_row(key, origin, one) for one in offences), key=lambda row: str(row["record"]))
    body: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "origin": origin,
        "made_at": made_at,
        "covers_since": covers_since,
        "key_check": key_check(key),
        "offences": rows,
        "withdrawn": sorted(record_token(key, origin=origin, decision=one) for one in annulled),
    }
    return canonical_bytes({**body, "digest": sha256_hex(body), "seal": seal(key, body)})


def digest_of(content: bytes) -> str:
    """Return the digest that a file states."""
    return str(json.loads(content)["digest"])


def seal(key: bytes, body: Mapping[str, object]) -> str:
    """Return what only a holder of the key can put under these contents."""
    return _mac(key, "seal", body)


def _row(key: bytes, origin: str, one: Offence) -> dict[str, object]:
    code, day = one.credit_code, one.decided_on
    tokens = {
        violation_token(key, credit_code=code, violation=key_of_violation, day=day)
        for key_of_violation in one.violations
    }
    return {
        "record": record_token(key, origin=origin, decision=one.decision),
        "party": party_token(key, credit_code=code, day=day),
        "violations": sorted(tokens),
        "decided_on": day,
    }


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """
    What the site knows when a file comes in.

    ``is_ahead`` tells that it is dated more than a day later than now: it would bar every file
    after it.
    """

    is_known: bool = False
    is_own: bool = False
    is_ahead: bool = False
    newest: datetime | None = None


def import_findings(file: ExchangeFile, facts: ImportFacts) -> tuple[Finding, ...]:
    """Return why a whole file is still not taken: known, the site's own, ahead or outdated."""
    found = []
    if facts.is_known:
        found.append(
            _finding("exchange.known", "该文件此前已经导入", "无需重复导入，没有写入任何内容")
        )
    if facts.is_own:
        found.append(
            _finding(
                "exchange.own_site",
                f"文件由本站点的机关（{file.origin}）导出",
                "本站点各机关的记录直接查询，不需要导入",
            )
        )
    if facts.is_ahead:
        found.append(
            _finding(
                "exchange.ahead", "文件的导出时间晚于现在", "请双方核对服务器时间后由对方重新导出"
            )
        )
    if not facts.is_known and facts.newest is not None and facts.newest >= file.made_at:
        found.append(
            _finding("exchange.outdated", "已经导入该机关更新的清单", "请使用最近一次导出的文件")
        )
    return tuple(found)


def _mac(key: bytes, purpose: str, *parts: object) -> str:
    said = canonical_bytes([FORMAT, VERSION, purpose, list(parts)])
    return hmac.new(key, said, sha256).hexdigest()


def _finding(code: str, message: str, next_step: str) -> Finding:
    return Finding(code, message, CLEAR_FACTS, next_step)


def refusal(code: str, message: str, next_step: str) -> StepRefused:
    """Return the refusal of a key or a file, with what to do about it."""
    return StepRefused((_finding(code, message, next_step),))
