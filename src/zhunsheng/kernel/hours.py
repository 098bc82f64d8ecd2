"""Times of day as officers write them; no act is said to be done later than it is entered."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding

_TIME: Final = re.compile(r"(上午|下午)?(\d{1,2})(?:时(?:(\d{1,2})分)?|[:：](\d{2}))")
NOON: Final = 12


def instant(on: date, text: str) -> datetime | None:
    """
    Return the instant that an officer names on a day, nothing where the text is no time.

    >>> instant(date(2025, 3, 3), "下午3时20分").isoformat()
    '2025-03-03T15:20:00+08:00'
    >>> instant(date(2025, 3, 3), "9：05").isoformat()
    '2025-03-03T09:05:00+08:00'
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    half, hour, minute, minutes = found.groups()
    hours = int(hour) + (NOON if half == "下午" and int(hour) < NOON else 0)
    try:
        return datetime.combine(on, time(hours, int(minute or minutes or 0)), tzinfo=SHANGHAI)
    except ValueError:
        return None


def said(at: datetime) -> str:
    """Return an instant as it is printed."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def hour_findings(
    code: str, at: datetime | None, *, now: datetime, basis: Citation, after: datetime | None = None
) -> tuple[Finding, ...]:
    """
    Refuse an hour that has not come when the act is entered, or lies before what it follows.

    ``after`` is the instant of the earlier act, to the minute; no hour, no finding.
    """
    found: list[Finding] = []
    if at is not None and at > now:
        found.append(
            Finding(
                f"{code}.hour_not_yet",
                f"所填时间{said(at)}晚于登记的时间{said(now)}",
                basis,
                "请填写实际办理的时间；尚未办理的，办理之后再登记",
            )
        )
    if at is not None and after is not None and at < after.replace(second=0, microsecond=0):
        found.append(
            Finding(
                f"{code}.hour_before_earlier",
                f"所填时间{said(at)}早于在先事项的时间{said(after)}",
                basis,
                "请核对时间；在先的事项办完之后才能办理",
            )
        )
    return tuple(found)
