"""
Who does what for which bureau, when, and under which key.

Ids are UUIDs of version 7 made by the program: the time part comes from the instant of the act,
the rest from SHA-256 over bureau, request key, label and number. The same act has the same ids
wherever and however often it is computed, so a row can be born offline and a demo repeats byte
for byte.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID
from zoneinfo import ZoneInfo

from zhunsheng.kernel.canonical import canonical_bytes

SHANGHAI = ZoneInfo("Asia/Shanghai")


class ActorKind(Enum):
    """Who acts: an officer of the bureau, a party to a matter, or the program itself."""

    OFFICER = "OFFICER"
    PARTY = "PARTY"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or reads: id of the account, printed name, codes of the roles held."""

    kind: ActorKind
    id: UUID
    name: str
    roles: frozenset[str] = frozenset()

    def holds(self, roles: frozenset[str]) -> bool:
        """Return whether the actor holds one of the roles."""
        return bool(self.roles & roles)


@dataclass(frozen=True, slots=True)
class Viewer:
    """What a reading function is given: the bureau whose border holds, and who reads."""

    bureau: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class Act:
    """
    What every service is given as ``ctx``.

    ``at`` is the instant of recording (aware); the legal date ``on`` of a step never lies after
    it, and an earlier one needs ``late_reason``. ``request_key`` is unique per bureau: the same
    form sent twice gives the first result.
    """

    by: Actor
    bureau: UUID
    at: datetime
    request_key: str
    late_reason: str = ""

    @property
    def day(self) -> date:
        """The legal day on which the act is recorded: days begin at midnight in China."""
        return self.at.astimezone(SHANGHAI).date()

    @property
    def viewer(self) -> Viewer:
        """The same person as a reader."""
        return Viewer(bureau=self.bureau, by=self.by)

    def new_id(self, label: str, number: int = 0) -> UUID:
        """Return the id of the ``number``-th thing called ``label`` that this act makes."""
        return derived_id(self.at, str(self.bureau), self.request_key, label, number)


def derived_id(at: datetime, *seed: str | int) -> UUID:
    """Return the UUIDv7 whose time is ``at`` (milliseconds) and whose rest is hashed from seed."""
    digest = hashlib.sha256(canonical_bytes(list(seed))).digest()
    millis = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    tail = int.from_bytes(digest[:10], "big")
    value = millis << 80 | tail
    value = value & ~(0xF << 76) | (7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=value)


def instant_of(made: UUID) -> datetime:
    """
    Return when the act happened that made an id of ``derived_id``, to the millisecond.

    >>> at = datetime(2026, 1, 15, 9, 12, tzinfo=SHANGHAI)
    >>> instant_of(derived_id(at, "an act")) == at
    True
    """
    return datetime.fromtimestamp((made.int >> 80) / 1000, tz=SHANGHAI)
