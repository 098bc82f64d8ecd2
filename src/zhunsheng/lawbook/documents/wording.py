"""Standing sentences of the lawbook, read from the file that a lawyer edits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def _phrases() -> Mapping[str, str]:
    text = files("zhunsheng.lawbook").joinpath("data", "wording.yaml").read_text("utf-8")
    loaded: dict[str, str] = yaml.safe_load(text)
    return loaded


def say(key: str, /, **values: object) -> str:
    """
    Return a phrase with its places filled.

    :raises KeyError: for an unknown phrase or a place without a value
    """
    return _phrases()[key].format(**values)
