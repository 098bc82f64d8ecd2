"""The glossary: one Chinese term, one identifier, from ``data/glossary.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.lawbook.loading.common import Row, parsed


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the glossary: the Chinese term, its one identifier, words to avoid for it."""

    zh: str
    id: str
    avoid: tuple[str, ...]
    basis: Citation | None
    note: str


@cache
def glossary() -> tuple[Term, ...]:
    """
    Return the rows of the glossary in the order of the file.

    :raises BadLawData: if a row does not keep its form
    """
    file = files("zhunsheng.lawbook") / "data" / "glossary.yaml"
    return tuple(term(row) for row in parsed(file.read_text("utf-8"), file=file.name))


def term(row: Row) -> Term:
    """
    Return a row of the glossary as a term.

    :raises BadLawData: if it does not keep its form
    """
    row.only({"zh", "id"}, {"avoid", "basis", "note"})
    basis = cite(row["basis"]) if "basis" in row else None
    return Term(row["zh"], row["id"], tuple(row.get("avoid", ())), basis, row.get("note", ""))
