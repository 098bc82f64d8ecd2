"""The labelled set: short texts with their findings, and how well each rule does on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from zhunsheng.checker.check import check_text
from zhunsheng.checker.tests.samples import TODAY, report

FOLDER: Final = Path(__file__).with_name("labelled")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the rules that a careful reader finds broken in it."""

    text: str
    found: tuple[str, ...]
    year: int | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """Return the rules that the checker finds broken, each once."""
        return tuple(
            sorted({f.rule for f in check_text(text=self.text, year=self.year, today=TODAY)})
        )


@dataclass(frozen=True, slots=True)
class Score:
    """How often a rule found what it should, missed it, or found what is not there."""

    rule: str
    right: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        """Share of the findings that are right."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of the faults that are found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def texts() -> Iterator[Labelled]:
    """Yield every labelled text; ``body`` stands in a complete report, ``drop`` is left out."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text("utf-8")):
            text = report(row["body"]) if "body" in row else row["text"]
            text = text.replace(row.get("drop", "\0"), "")
            yield Labelled(text.replace("\\n", "\n"), tuple(sorted(row["found"])), row.get("year"))


def scores(rows: Sequence[Labelled]) -> tuple[Score, ...]:
    """Return the score of each rule over texts."""
    right, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        told, wanted = set(row.told), set(row.found)
        right.update(told & wanted)
        missed.update(wanted - told)
        false.update(told - wanted)
    rules = sorted({*right, *missed, *false})
    return tuple(Score(rule, right[rule], missed[rule], false[rule]) for rule in rules)
