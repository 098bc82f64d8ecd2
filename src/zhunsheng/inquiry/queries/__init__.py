"""
Reads of inquiry.

``taken`` and ``lines_of`` tell what was taken for a subject, ``pending`` what a matter waits for
(preservations undecided, days of an expert), ``takers`` who investigated; ``duties`` feed the
desk.
"""

from zhunsheng.inquiry.queries.counted import preservation_rows, taken_rows
from zhunsheng.inquiry.queries.pending import (
    EXPERT_STOP,
    NOTHING,
    PAPERS,
    Pending,
    expert_longest,
    pending,
    stops,
)
from zhunsheng.inquiry.queries.preserved import (
    Line,
    duties,
    every_line,
    keeping_facts,
    line,
    lines_of,
    preservation,
    preserved_again,
)
from zhunsheng.inquiry.queries.subjects import NoSubject, handler_names, subject
from zhunsheng.inquiry.queries.taken import (
    Taken,
    anybody_was_asked,
    commission,
    commission_facts,
    interested_names,
    interview,
    open_calls,
    rounds,
    taken,
    taken_meanwhile,
    takings_facts,
    waiting_commissions,
)
from zhunsheng.inquiry.queries.takers import takers

__all__ = [
    "EXPERT_STOP",
    "NOTHING",
    "PAPERS",
    "Line",
    "NoSubject",
    "Pending",
    "Taken",
    "anybody_was_asked",
    "commission",
    "commission_facts",
    "duties",
    "every_line",
    "expert_longest",
    "handler_names",
    "interested_names",
    "interview",
    "keeping_facts",
    "line",
    "lines_of",
    "open_calls",
    "pending",
    "preservation",
    "preservation_rows",
    "preserved_again",
    "rounds",
    "stops",
    "subject",
    "taken",
    "taken_meanwhile",
    "taken_rows",
    "takers",
    "takings_facts",
    "waiting_commissions",
]
