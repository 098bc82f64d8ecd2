"""Reading YAML that a lawyer edits: every mapping knows its line, unknown keys are refused."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml


class BadLawData(ValueError):
    """A data file of the lawbook contradicts its form; names the file and the line."""


class Row(dict[Any, Any]):
    """A mapping of a data file with the place where it stands, such as ``safety.yaml:12``."""

    where: str = ""

    def only(self, wanted: set[str], optional: set[str]) -> None:
        """
        Refuse a row without a wanted key or with an unknown one.

        :raises BadLawData: naming the keys
        """
        if missing := wanted - self.keys():
            raise self.bad(f"missing {sorted(missing)}")
        if unknown := self.keys() - wanted - optional:
            raise self.bad(f"unknown {sorted(unknown)}")

    def bad(self, what: str) -> BadLawData:
        """Return the error that something is wrong in this row."""
        return BadLawData(f"{self.where}: {what}")


class _Loader(yaml.CSafeLoader):
    """A safe loader whose mappings are rows and whose keys stand once."""

    file = ""


def _row(loader: _Loader, node: yaml.MappingNode) -> Row:
    loader.flatten_mapping(node)
    pairs = loader.construct_pairs(node, deep=True)
    row = Row(pairs)
    row.where = f"{loader.file}:{node.start_mark.line + 1}"
    if len(row) != len(pairs):
        raise row.bad("a key stands twice")
    return row


_Loader.add_constructor("tag:yaml.org,2002:map", _row)


def parsed(text: str, *, file: str) -> Any:  # noqa: ANN401 - YAML says what it says
    """
    Return what a YAML text says, its mappings as rows.

    :raises BadLawData: if the text is no YAML, or a key stands twice
    """
    loader = _Loader(text)
    loader.file = file
    try:
        return loader.get_single_data()
    except yaml.YAMLError as problem:
        raise BadLawData(f"{file}: {problem}") from None
    finally:
        loader.dispose()


def documents(folder: str) -> Iterator[tuple[str, Any]]:
    """Yield name and contents of every YAML file under a folder of the lawbook's data."""
    root = files("zhunsheng.lawbook") / "data" / folder
    for entry in sorted(_walk(root), key=str):
        yield entry.name, parsed(entry.read_text("utf-8"), file=f"{folder}/{entry.name}")


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.name.endswith(".yaml"):
            yield entry
