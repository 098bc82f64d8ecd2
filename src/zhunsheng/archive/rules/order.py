"""Where a paper stands in a file: folder and place, from the declared order. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from zhunsheng.archive.choices import SourceOfPaper
from zhunsheng.documents.choices import Folder
from zhunsheng.documents.rules import Place, place_in_file
from zhunsheng.kernel.canonical import sha256_hex

#: What tells a paper: where it comes from, its id, the hash of what it says or shows.
Identity = tuple[str, UUID, str]
_EVIDENCE: Final = "evidence"


@dataclass(frozen=True, slots=True)
class Loose:
    """
    A paper before it is filed.

    ``code`` is its number in the catalogue of documents, ``pages`` is how many it has, ``original``
    the signed original that stands for it, ``delivers`` are the numbers of the papers of which it
    is the receipt.
    """

    source: SourceOfPaper
    source_id: UUID
    kind: str
    code: str
    title: str
    number: str
    author: str
    dated_on: date
    sha256: str
    pages: int
    original: UUID | None = None
    has_file: bool = True
    delivers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper in its place: folder, number in the catalogue, first page."""

    paper: Loose
    folder: Folder
    place: int
    first_page: int


def identities(papers: Iterable[Filed]) -> tuple[Identity, ...]:
    """Return what tells the papers of a list, one named twice twice: it is no list of the file."""
    return tuple((p.paper.source.value, p.paper.source_id, p.paper.sha256) for p in papers)


def list_version(papers: Collection[Identity]) -> int:
    """Return a number that differs where two lists of papers do, for the form of a filing."""
    return int(sha256_hex(sorted((kind, str(key), said) for kind, key, said in papers))[:7], 16)


def place_of(paper: Loose) -> Place:
    """Return where a paper stands: evidence has one place for all, a document that of its kind."""
    kind = _EVIDENCE if paper.source is SourceOfPaper.EVIDENCE else paper.kind
    return place_in_file(kind, paper.code)


def _standing(places: Mapping[str, tuple[int, date]], paper: Loose) -> tuple[int, date, int, date]:
    """Return where a paper stands among others; a receipt right after what it delivers."""
    delivered = [places[number] for number in paper.delivers if number in places]
    if delivered:
        return (*max(delivered), 1, paper.dated_on)
    return (place_of(paper).rank, paper.dated_on, 0, paper.dated_on)


def arranged(papers: tuple[Loose, ...]) -> tuple[Filed, ...]:
    """
    Put papers into their folders, in order, and number their pages through each folder.

    Papers of one rank follow each other by day, in the order given; a receipt follows the last of
    the papers that it shows to be delivered.
    """
    filed: list[Filed] = []
    for folder in Folder:
        own = [paper for paper in papers if place_of(paper).folder is folder]
        rows = {(p.number or str(p.source_id)): (place_of(p).rank, p.dated_on) for p in own}
        page = 1
        for count, paper in enumerate(sorted(own, key=partial(_standing, rows)), start=1):
            filed.append(Filed(paper, folder, count, page))
            page += paper.pages
    return tuple(filed)
