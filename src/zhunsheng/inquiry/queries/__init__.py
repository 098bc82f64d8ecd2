"""
Reads of inquiry.

``taken`` and ``lines_of`` tell what was taken for a subject, ``open_stages`` whether a
preservation waits for a decision, ``stops`` when the matter waited for an expert; ``duties``
feed the desk.
"""

from zhunsheng.inquiry.queries.preserved import (
    Line,
    duties,
    every_line,
    keeping_facts,
    line,
    lines_of,
    open_stages,
    preservation,
)
from zhunsheng.inquiry.queries.subjects import NoSubject, subject
from zhunsheng.inquiry.queries.taken import (
    EXPERT_STOP,
    Taken,
    commission,
    interested_names,
    interview,
    interviewed_meanwhile,
    open_calls,
    rounds,
    stops,
    taken,
    takings_facts,
    waiting_commissions,
)

__all__ = [
    "EXPERT_STOP",
    "Line",
    "NoSubject",
    "Taken",
    "commission",
    "duties",
    "every_line",
    "interested_names",
    "interview",
    "interviewed_meanwhile",
    "keeping_facts",
    "line",
    "lines_of",
    "open_calls",
    "open_stages",
    "preservation",
    "rounds",
    "stops",
    "subject",
    "taken",
    "takings_facts",
    "waiting_commissions",
]
