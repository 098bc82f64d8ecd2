"""Reading YAML that a lawyer edits: every mapping knows its line, unknown keys are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from typing import Any, Final

import yaml

from zhunsheng.lawbook.loading import reading
from zhunsheng.lawbook.loading.reading import BadLawData

__all__ = ["BadLawData", "Once", "Row", "parsed", "rows"]


#: What names a record: it stands in the address of its page.
_NAME: Final = re.compile(r"[\w.-]+")


class Row(dict[Any, Any]):
    """
    A mapping of a data file with the place where it stands, such as ``safety.yaml:12``.

    ``own`` tells that it stands in the site's overlay and may take the place of the program's.
    """

    where: str = ""
    own: bool = False

    def only(self, wanted: set[str], optional: set[str]) -> None:
        """
        Refuse a row without a wanted key or with an unknown one.

        :raises BadLawData: naming the keys
        """
        if missing := wanted - self.keys():
            raise self.bad(f"missing {sorted(missing)}")
        if unknown := self.keys() - wanted - optional:
            raise self.bad(f"unknown {sorted(map(str, unknown))}")

    def bad(self, what: str) -> BadLawData:
        """Return the error that something is wrong in this row."""
        return BadLawData(f"{self.where}: {what}")

    def day(self, key: str) -> date:
        """
        Return the day that a key states.

        :raises BadLawData: if it is none
        """
        value = self[key]
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.bad(f"{key}: {value} is no day")
        return value

    def last_day(self, key: str, since: date) -> date | None:
        """
        Return the last day that a key states, None where it is open.

        :raises BadLawData: if it is no day, or lies before the first
        """
        if self.get(key) is None:
            return None
        last = self.day(key)
        if last < since:
            raise self.bad(f"{key}: {last} lies before {since}")
        return last

    def flag(self, key: str, default: bool) -> bool:
        """
        Return what a key answers with true or false.

        :raises BadLawData: if it answers otherwise
        """
        value = self.get(key, default)
        if not isinstance(value, bool):
            raise self.bad(f"{key}: {value} is neither true nor false")
        return value

    @contextmanager
    def within(self) -> Iterator[None]:
        """
        Read this row; whatever it does wrong is named with its place.

        :raises BadLawData: unless the problems of all rows are gathered
        """
        with reading.within(self.where):
            yield


class _Loader(yaml.CSafeLoader):
    """A safe loader whose mappings are rows and whose keys stand once."""

    file = ""
    own = False


def _row(loader: _Loader, node: yaml.MappingNode) -> Row:
    loader.flatten_mapping(node)
    pairs = loader.construct_pairs(node, deep=True)
    row = Row(pairs)
    row.where = f"{loader.file}:{node.start_mark.line + 1}"
    row.own = loader.own
    if len(row) != len(pairs):
        raise row.bad("a key stands twice")
    return row


def _day(loader: _Loader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        line = node.start_mark.line + 1
        raise BadLawData(f"{loader.file}:{line}: {node.value} is no day") from None


_Loader.add_constructor("tag:yaml.org,2002:map", _row)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def parsed(text: str, *, file: str, own: bool = False) -> Any:  # noqa: ANN401 - YAML says what it says
    """
    Return what a YAML text says, its mappings as rows.

    :raises BadLawData: if the text is no YAML, or a key stands twice
    """
    loader = _Loader(text)
    loader.file, loader.own = file, own
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as problem:
        line = f":{problem.problem_mark.line + 1}" if problem.problem_mark else ""
        raise BadLawData(f"{file}{line}: {problem.problem}") from None
    except (yaml.YAMLError, ValueError) as problem:
        if isinstance(problem, BadLawData):
            raise
        raise BadLawData(f"{file}: {problem}") from None
    finally:
        loader.dispose()


def rows(folder: str) -> Iterator[Row]:
    """
    Yield the rows of every file in a folder of the data, the program's before the site's.

    A file holds one row or a list of them.

    :raises BadLawData: if a file is no YAML or holds something else
    """
    for text in reading.texts(folder):
        found: Any = ()
        with reading.within(text.place):
            found = _parsed(text)
        for row in found if isinstance(found, list) else (found or ()) and [found]:
            if isinstance(row, Row):
                yield row
            else:
                with reading.within(text.place):
                    raise BadLawData(f"{text.place}: {str(row)[:40]} is no row of keys and values")


def _parsed(text: reading.Text) -> Any:  # noqa: ANN401 - YAML says what it says
    return parsed(text.text, file=text.place, own=True) if text.own else of_the_program(text)


@cache
def of_the_program(text: reading.Text) -> Any:  # noqa: ANN401 - YAML says what it says
    """Return what a file of the program says; it stays the same whatever a site adds."""
    return parsed(text.text, file=text.place)


class Once:
    """Refuses that one file or two name a record twice; the site's may replace the program's."""

    def __init__(self) -> None:
        self._seen: set[tuple[bool, str]] = set()

    def named(self, row: Row, key: str) -> str:
        """
        Return the name of a record.

        :raises BadLawData: if it stands twice, or is no text that can stand in an address
        """
        name = row[key]
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise row.bad(f"{key}: {name} is no name")
        if (row.own, name) in self._seen:
            raise row.bad(f"{name} stands twice")
        self._seen.add((row.own, name))
        return name
