"""Standing phrases of the papers, and a penalty in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from zhunsheng.kernel.money import capitals, yuan_text
from zhunsheng.kernel.phrases import Phrases
from zhunsheng.lawbook.choices import Measure

say: Final = Phrases("zhunsheng.cases").say


def penalty_text(
    fine_fen: int,
    *,
    warning: bool,
    formal: bool = False,
    measures: Iterable[Mapping[str, Any]] = (),
) -> str:
    """
    Return a penalty in words: a warning, a fine, both; then the other kinds, each by itself.

    ``measures`` are rows of ``rules.measures``; sums stand in capitals where formal.
    """
    own = [measure_text(row, formal=formal) for row in measures]
    if own and not fine_fen and not warning:
        return say("semicolon").join(own)
    return say("semicolon").join([_of_fine(fine_fen, warning=warning, formal=formal), *own])


def measure_text(row: Mapping[str, Any], *, formal: bool = False) -> str:
    """Return one kind of penalty beside fine and warning, with what it consists of."""
    kind, content, days = Measure(row["kind"]), row["content"], int(row["days"])
    if kind is Measure.CONFISCATE_GAINS:
        fen = int(row["amount_fen"])
        amount = yuan_text(fen)
        if formal:
            return say("gains_capitals", amount=amount, capitals=capitals(fen))
        return say("gains", amount=amount)
    text = kind.label + (say("measure_content", content=content) if content else "")
    return text + (say("measure_days", days=days) if days else "")


def _of_fine(fine_fen: int, *, warning: bool, formal: bool) -> str:
    fine = say("fine", amount=yuan_text(fine_fen))
    if formal and fine_fen:
        fine = say("fine_capitals", amount=yuan_text(fine_fen), capitals=capitals(fine_fen))
    if not warning:
        return fine
    return say("warning") + (say("and") + fine if fine_fen else "")
