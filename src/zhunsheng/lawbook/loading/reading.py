"""
One reading of the law data: the program's files with those of the site's overlay over them.

A process keeps what it read first; another overlay is in force after a restart. While a folder is
checked, its problems are gathered instead of raised, so that all are named at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: The folders of the data that a site may add to.
FOLDERS: Final = ("instruments", "parameters", "violations", "benchmarks", "leniency", "checklists")
_WRONG: Final = (KeyError, IndexError, ValueError, TypeError, AttributeError, RecursionError)


class BadLawData(ValueError):
    """A data file of the lawbook contradicts its form; names the file and the line."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file of the data: its place as errors name it, what it says, whether it is the site's."""

    place: str
    text: str
    own: bool = False


@dataclass(slots=True)
class Reading:
    """
    The law as it was read once: the site's files, and what each loader made of all files.

    ``problems`` gathers what is wrong; where it is None, the first problem is raised.
    ``complaints`` tell why the site's overlay is not in force as it stands.
    """

    own: tuple[Text, ...] = ()
    problems: list[BadLawData] | None = None
    complaints: tuple[str, ...] = ()
    held: dict[str, Any] = field(default_factory=dict)


#: The readings chosen for a while (a check), and how the reading of the site is found.
_chosen: ContextVar[Reading | None] = ContextVar("reading_of_the_law", default=None)
_site: list[Callable[[], Reading]] = []
#: What is made of the data, by name, in the order in which it is declared.
LOADERS: Final[dict[str, Callable[[], Any]]] = {}


def of_site(find: Callable[[], Reading]) -> Callable[[], Reading]:
    """Name the function that finds the reading of the site."""
    _site[:] = [find]
    return find


def current() -> Reading:
    """Return the reading chosen for a while, else that of the site."""
    return _chosen.get() or _site[0]()


@contextmanager
def chosen(one: Reading) -> Iterator[Reading]:
    """Read the law in this reading for a while."""
    token = _chosen.set(one)
    try:
        yield one
    finally:
        _chosen.reset(token)


def once(load: Callable[[], T]) -> Callable[[], T]:
    """Make a loader keep what it made for as long as the reading lasts."""
    name = load.__name__

    @wraps(load)
    def held() -> T:
        kept = current().held
        if name not in kept:
            kept[name] = load()
        found: T = kept[name]
        return found

    return held


def loader(load: Callable[[], T]) -> Callable[[], T]:
    """Make a function a loader: it is kept with the reading and runs whenever data is checked."""
    held = once(load)
    LOADERS[load.__name__] = held
    return held


@contextmanager
def within(where: str) -> Iterator[None]:
    """
    Read something that stands at a place.

    :raises BadLawData: if it does not keep its form, unless problems are gathered
    """
    try:
        yield
    except BadLawData as problem:
        _take(problem)
    except _WRONG as problem:
        named = "missing " if isinstance(problem, KeyError) else ""
        _take(BadLawData(f"{where}: {named}{problem}"))


def _take(problem: BadLawData) -> None:
    gathered = current().problems
    if gathered is None:
        raise problem from None
    gathered.append(problem)


def texts(folder: str) -> Iterator[Text]:
    """Yield the files of a folder: the program's, then those of the reading's overlay."""
    yield from _packaged(folder)
    for text in current().own:
        if text.place.split("/")[1] == folder:
            yield text


@cache
def _packaged(folder: str) -> tuple[Text, ...]:
    root = files("zhunsheng.lawbook") / "data" / folder
    found = sorted(_walk(root), key=str)
    return tuple(Text(f"{folder}/{one.name}", one.read_text("utf-8")) for one in found)


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.name.endswith(".yaml"):
            yield entry
