"""What the checker says: the finding a reader gets, and the hit a rule reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zhunsheng.checker.text import Paragraph

QUOTE_LIMIT: Final = 200
WHOLE_TEXT: Final = "全文"


class Severity(StrEnum):
    """How much a finding weighs; only errors change the exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITY_LABELS: Final = {
    Severity.ERROR: "错误",
    Severity.WARNING: "提醒",
    Severity.INFO: "提示",
}


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """One thing that does not hold, told so that a colleague can mend it."""

    rule: str
    severity: Severity
    message: str
    quote: str
    place: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding before its quote and place are written out."""

    rule: str
    severity: Severity
    message: str
    suggestion: str
    paragraph: Paragraph | None = None
    start: int = 0
    end: int = 0

    @property
    def order(self) -> tuple[int, tuple[int, int], int, str]:
        """Sort key: findings on the whole text first, then in reading order."""
        if self.paragraph is None:
            return (0, (0, 0), 0, self.rule)
        return (self.paragraph.number, self.paragraph.row or (0, 0), self.start, self.rule)

    def finding(self) -> ReportFinding:
        """Write out the quote and the place of this hit."""
        quote, place = "", WHOLE_TEXT
        if self.paragraph is not None:
            quote = self.paragraph.quote(self.start, min(self.end, self.start + QUOTE_LIMIT))
            place = self.paragraph.place(self.start, self.end)
        return ReportFinding(self.rule, self.severity, self.message, quote, place, self.suggestion)
