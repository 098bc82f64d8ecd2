"""Rules of caps and joint visits: pure functions of frozen facts."""

from zhunsheng.burden.rules.frequency import (
    GENERAL,
    Cap,
    CapClass,
    Counting,
    NoticeDraft,
    Standing,
    Warned,
    clean_visits,
    not_a_head,
    notice_findings,
    standing,
    strictest,
    warnings,
    window_of,
)

__all__ = [
    "GENERAL",
    "Cap",
    "CapClass",
    "Counting",
    "NoticeDraft",
    "Standing",
    "Warned",
    "clean_visits",
    "not_a_head",
    "notice_findings",
    "standing",
    "strictest",
    "warnings",
    "window_of",
]
