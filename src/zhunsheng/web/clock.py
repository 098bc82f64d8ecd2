"""
The clock: the only place of the program that knows what time it is.

A setting may pin it (a demo shows its year on one day); every page then says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest

from zhunsheng.kernel.act import SHANGHAI

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What a page shows of the clock: the instant, its day, its weekday, whether it is pinned."""

    now: datetime
    pinned: bool

    @property
    def today(self) -> date:
        """The day in China."""
        return self.now.date()

    @property
    def weekday(self) -> str:
        """The weekday as it is printed after a date."""
        return WEEKDAYS[self.now.weekday()]


def pinned_now() -> datetime | None:
    """
    Return the instant that ``ZHUNSHENG_PINNED_NOW`` pins the clock to, or nothing.

    :raises ValueError: if the setting is no ISO 8601 instant
    """
    text = getattr(settings, "ZHUNSHENG_PINNED_NOW", None)
    if not text:
        return None
    instant = datetime.fromisoformat(str(text))
    if instant.tzinfo is None:
        return instant.replace(tzinfo=SHANGHAI)
    return instant.astimezone(SHANGHAI)


def now() -> datetime:
    """Return the present instant, aware, in Asia/Shanghai; the pinned one where there is one."""
    return pinned_now() or present()


def present() -> datetime:
    """Return the instant of the machine, whatever a site pins: for a command without a site."""
    return datetime.now(tz=SHANGHAI)


def today() -> date:
    """Return the present day in China."""
    return now().date()


def clock_context(request: HttpRequest) -> dict[str, object]:
    """Give every page ``clock`` (face), ``now``, ``today`` and ``pinned``."""
    face = ClockFace(now=now(), pinned=pinned_now() is not None)
    return {"clock": face, "now": face.now, "today": face.today, "pinned": face.pinned}
