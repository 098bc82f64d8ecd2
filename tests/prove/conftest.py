"""The figures of the proofs, told in one table at the end of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unicodedata import east_asian_width

import pytest

Tell = Callable[[str, str, object], None]
FIGURES = pytest.StashKey[list[tuple[str, str, str]]]()


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Return what takes a figure: of which proof, what was counted, how many."""
    rows = request.config.stash.setdefault(FIGURES, [])

    def take(proof: str, what: str, count: object) -> None:
        rows.append((proof, what, f"{count:,}" if isinstance(count, int) else str(count)))

    return take


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that were told."""
    rows = terminalreporter.config.stash.get(FIGURES, [])
    if not rows:
        return
    terminalreporter.section("what was proved")
    for line in _lines(rows):
        terminalreporter.write_line(line)


def _lines(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    widths = [max(_width(row[n]) for row in rows) for n in range(2)]
    last = ""
    for proof, what, count in rows:
        head = proof if proof != last else ""
        last = proof
        cells = (
            text + " " * (wide - _width(text))
            for text, wide in zip((head, what), widths, strict=True)
        )
        yield "  ".join((*cells, count))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
