"""Standing phrases of the papers, read from the file that a lawyer edits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from zhunsheng.kernel.money import capitals, yuan_text


@cache
def _phrases() -> Mapping[str, str]:
    text = files("zhunsheng.cases").joinpath("data", "wording.yaml").read_text("utf-8")
    loaded: dict[str, str] = yaml.safe_load(text)
    return loaded


def say(key: str, **values: object) -> str:
    """
    Return a phrase with its places filled.

    :raises KeyError: for an unknown phrase or a place without a value
    """
    return _phrases()[key].format(**values)


def penalty_text(fine_fen: int, *, warning: bool, formal: bool = False) -> str:
    """Return a penalty in words: a warning, a fine, or both; in capitals where formal."""
    fine = say("fine", amount=yuan_text(fine_fen))
    if formal and fine_fen:
        fine = say("fine_capitals", amount=yuan_text(fine_fen), capitals=capitals(fine_fen))
    if not warning:
        return fine
    return say("warning") + (say("and") + fine if fine_fen else "")
