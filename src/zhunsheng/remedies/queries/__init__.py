"""Reads of remedies: records and their facts, terms and duties, material, rows for statistics."""

from zhunsheng.remedies.queries.material import Material, bundle_of, material_of
from zhunsheng.remedies.queries.records import (
    Line,
    RemedyFile,
    RemedyFilters,
    decided_case,
    decision_number,
    decision_text,
    facts_of,
    file_of,
    letter,
    letters,
    lines,
    of_cases,
    policy,
    remedies,
    remedy,
)
from zhunsheng.remedies.queries.rows import (
    attended_rows,
    concluded_rows,
    court_hearing_rows,
    letter_rows,
    received_rows,
)
from zhunsheng.remedies.queries.terms import LetterLine, TermLine, duties, letter_lines, terms_of

__all__ = [
    "LetterLine",
    "Line",
    "Material",
    "RemedyFile",
    "RemedyFilters",
    "TermLine",
    "attended_rows",
    "bundle_of",
    "concluded_rows",
    "court_hearing_rows",
    "decided_case",
    "decision_number",
    "decision_text",
    "duties",
    "facts_of",
    "file_of",
    "letter",
    "letter_lines",
    "letter_rows",
    "letters",
    "lines",
    "material_of",
    "of_cases",
    "policy",
    "received_rows",
    "remedies",
    "remedy",
    "terms_of",
]
