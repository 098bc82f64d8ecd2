"""Standing phrases of a room, read from ``data/wording.yaml``, which a lawyer may edit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files

import yaml


class Phrases:
    """The phrases of one package, read when the first is said."""

    def __init__(self, package: str) -> None:
        self._package = package

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        text = files(self._package).joinpath("data", "wording.yaml").read_text("utf-8")
        loaded: dict[str, str] = yaml.safe_load(text)
        return loaded

    def say(self, key: str, /, **values: object) -> str:
        """
        Return a phrase with its places filled.

        :raises KeyError: for an unknown phrase or a place without a value
        """
        return self._texts[key].format(**values)
