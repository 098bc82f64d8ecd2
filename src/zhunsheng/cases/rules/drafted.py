"""Forms of a case that keep what was typed before it is sent, and under which name."""

from __future__ import annotations

from typing import Final
from uuid import UUID

#: Steps whose forms take long to fill; a broken connection loses nothing of them.
DRAFTED: Final = frozenset(
    {
        "investigation",
        "legal_review",
        "representation",
        "representation_answer",
        "hearing",
        "hearing_report",
        "discussion",
        "no_penalty",
    }
)
#: Steps on which chair and recorder work together, so that they share one draft.
SHARED: Final = frozenset({"hearing"})


def draft_page(case: UUID, step: str) -> str:
    """Return the name under which the draft of a form is kept."""
    return f"cases:act/{case}/{step}"
