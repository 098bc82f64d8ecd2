"""Small pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; bars and line breaks inside a cell are made harmless."""
    lines = [_line(head), _line(["---"] * len(head)), *(_line(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"


def first_sentence(docstring: str | None) -> str:
    """Return the first sentence of a docstring on one line."""
    paragraph = (docstring or "").strip().split("\n\n")[0]
    line = re.sub(r"\s+", " ", paragraph).replace("``", "`")
    return re.split(r"(?<=[a-z\d)）`])\. ", line)[0].rstrip(".")
