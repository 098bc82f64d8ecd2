"""Names of places of jurisdiction, from ``data/places.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from zhunsheng.lawbook.loading.common import parsed


@cache
def place_names() -> Mapping[str, str]:
    """
    Return the names of places by their code, such as ``CN-14``.

    :raises BadLawData: if the file is no YAML, or a code stands twice
    """
    file = files("zhunsheng.lawbook") / "data" / "places.yaml"
    rows = parsed(file.read_text("utf-8"), file=file.name)
    return {str(code): str(name) for code, name in rows.items()}
