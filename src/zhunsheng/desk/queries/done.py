"""What one person did lately, from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer


@dataclass(frozen=True, slots=True)
class Done:
    """An act that the viewer recorded: when, what, and its past-tense sentence."""

    at: datetime
    label: str
    sentence: str


def done_since(viewer: Viewer, *, since: date, most: int = 12) -> tuple[Done, ...]:
    """Return what the viewer recorded from a day on, newest first; one query."""
    found = journal.recent(viewer, since=since, actor=viewer.by.id, most=most)
    return tuple(Done(entry.at, entry.label, entry.sentence) for entry in found)
