"""Standing phrases of the papers, and a penalty in words."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.money import capitals, yuan_text
from zhunsheng.kernel.phrases import Phrases

say: Final = Phrases("zhunsheng.cases").say


def penalty_text(fine_fen: int, *, warning: bool, formal: bool = False) -> str:
    """Return a penalty in words: a warning, a fine, or both; in capitals where formal."""
    fine = say("fine", amount=yuan_text(fine_fen))
    if formal and fine_fen:
        fine = say("fine_capitals", amount=yuan_text(fine_fen), capitals=capitals(fine_fen))
    if not warning:
        return fine
    return say("warning") + (say("and") + fine if fine_fen else "")
