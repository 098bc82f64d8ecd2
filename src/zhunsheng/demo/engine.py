"""
The engine of a year: stories that run side by side, each act at its own instant.

A story is a generator that yields the instant at which it wants to go on; the engine always
continues the story whose instant comes first, so the journal grows in the order of time.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID

from zhunsheng.kernel.act import SHANGHAI, Act, Actor, Viewer
from zhunsheng.kernel.days import Calendar

Story = Iterator[datetime]


def pick(seed: str, count: int) -> int:
    """Return a number below ``count`` that follows from the seed and nothing else."""
    return int.from_bytes(sha256(seed.encode()).digest()[:8], "big") % count


def shares(total: int, count: int, *, least: int, most: int, seed: str, step: int = 1) -> list[int]:
    """
    Split ``total`` into ``count`` multiples of ``step`` (the last one takes the rest).

    :raises ValueError: if the total does not fit between ``least`` and ``most`` for each
    """
    if not least * count <= total <= most * count:
        raise ValueError(f"{total} does not split into {count} of {least} to {most}")
    parts: list[int] = []
    for number in range(count):
        left = count - number - 1
        rest = total - sum(parts)
        low, high = max(least, rest - most * left), min(most, rest - least * left)
        even = rest // (left + 1)
        spread = min(even - low, high - even)
        wish = even - spread // 2 + pick(f"{seed}/{number}", spread + 1)
        part = min(max(wish // step * step, low), high) if left else rest
        parts.append(part)
    return parts


@dataclass(slots=True)
class Year:
    """The bureau, its calendar, and the acts that are yet to come."""

    bureau: UUID
    seed: str
    calendar: Calendar
    until: datetime
    acts: int = 0
    _queue: list[tuple[datetime, int, Story]] = field(default_factory=list)
    _stories: int = 0

    def act(self, by: Actor, at: datetime, late_reason: str = "") -> Act:
        """Return the act that somebody does at an instant; keys follow from the seed."""
        self.acts += 1
        key = f"{self.seed}.{self.acts}"
        return Act(by=by, bureau=self.bureau, at=at, request_key=key, late_reason=late_reason)

    def viewer(self, by: Actor) -> Viewer:
        """Return somebody as a reader."""
        return Viewer(bureau=self.bureau, by=by)

    def begin(self, story: Story) -> None:
        """Let a story begin; it runs up to its first instant at once."""
        self._continue(story)

    def run(self, told: Callable[[date], None]) -> None:
        """Run all stories until none is left or the site's clock is reached."""
        while self._queue:
            at, _, story = heapq.heappop(self._queue)
            if at > self.until:
                continue
            told(at.date())
            self._continue(story)

    def _continue(self, story: Story) -> None:
        for at in story:
            self._stories += 1
            heapq.heappush(self._queue, (at, self._stories, story))
            return

    def workday(self, day: date) -> date:
        """Return the day itself or the next workday after it."""
        return day if self.calendar.is_workday(day) else self.calendar.next_workday(day)

    def spread(self, count: int, *, first: date, last: date) -> list[date]:
        """Return ``count`` workdays between two days, evenly spread, in order."""
        days = [
            first + timedelta(days=n)
            for n in range((last - first).days + 1)
            if self.calendar.is_workday(first + timedelta(days=n))
        ]
        return [days[n * len(days) // count] for n in range(count)]


def instant(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return an instant of a day in China."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)
