"""Names of places, from ``data/places.yaml``, and everyday words, from ``data/search.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from zhunsheng.lawbook.loading.common import Row, parsed


@cache
def place_names() -> Mapping[str, str]:
    """
    Return the names of places by their code, such as ``CN-14``.

    :raises BadLawData: if the file is no YAML, or a code stands twice
    """
    return {str(code): str(name) for code, name in _file("places.yaml").items()}


@cache
def everyday_words() -> Mapping[str, tuple[str, ...]]:
    """
    Return what everyday words stand for in the lawbook's own words, such as 焊工 for 特种作业.

    :raises BadLawData: if the file is no YAML, or a word stands twice
    """
    return {str(word): tuple(map(str, said)) for word, said in _file("search.yaml").items()}


def _file(name: str) -> Row:
    file = files("zhunsheng.lawbook") / "data" / name
    rows: Row = parsed(file.read_text("utf-8"), file=name)
    return rows
