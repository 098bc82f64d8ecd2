"""The folder of a file in which each kind of paper stands, and where in it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import yaml

from zhunsheng.documents.choices import Folder

_SECTIONS: Final = (("main", Folder.MAIN), ("inner", Folder.INNER))


class OrderFaulty(ValueError):
    """The declared order names something twice, or holds what no folder is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder and how far from its beginning a kind of paper stands."""

    folder: Folder
    rank: int


@lru_cache(maxsize=1)
def order() -> Mapping[str, Place]:
    """
    Return the place of each kind of paper, by key or catalogue number.

    :raises OrderFaulty: if the data names a kind twice
    """
    text = files("zhunsheng.documents").joinpath("data", "order.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    if set(data) != {name for name, _ in _SECTIONS}:
        raise OrderFaulty(f"sections {sorted(data)}")
    found: dict[str, Place] = {}
    for name, folder in _SECTIONS:
        for rank, group in enumerate(data[name]):
            for key in group:
                if key in found:
                    raise OrderFaulty(f"{key} stands twice")
                found[key] = Place(folder, rank)
    return found


def place_in_file(kind: str, code: str) -> Place:
    """
    Return where a kind of paper stands; what the order does not name stays inside, last.

    ``code`` is its number in the catalogue of documents; the key counts before it.
    """
    places = order()
    return places.get(kind) or places.get(code) or Place(Folder.INNER, len(places))
