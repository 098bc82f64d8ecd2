"""What a check hands out as a file: by the command, and by the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from zhunsheng.checker import baseline, extraction
from zhunsheng.checker.check import Checked
from zhunsheng.checker.writing import docx, html


@dataclass(frozen=True, slots=True)
class Source:
    """What was checked: the name of the file, its bytes, and the result."""

    name: str
    data: bytes
    checked: Checked


@dataclass(frozen=True, slots=True)
class Handout:
    """A file that a check hands out."""

    label: str
    suffix: str
    media_type: str
    write: Callable[[Source], bytes]

    def filename(self, source: Source) -> str:
        """Return the name under which it is saved."""
        return f"{Path(source.name).stem}-{self.suffix}"


def findings_of(source: Source) -> dict[str, Any]:
    """Return the findings of one file as an object of JSON."""
    found = [asdict(finding) for finding in source.checked.findings]
    return {"file": source.name, "findings": found}


def as_json(value: object) -> str:
    """Write JSON that a person can read."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _findings(source: Source) -> bytes:
    return as_json(findings_of(source)).encode()


def _html(source: Source) -> bytes:
    return html.page(source.checked, name=Path(source.name).name).encode()


def _docx(source: Source) -> bytes:
    """A Word file keeps its looks, another file is laid out new."""
    if Path(source.name).suffix.lower() == ".docx":
        return docx.commented(source.checked, data=source.data)
    return docx.laid_out(source.checked)


def _figures(source: Source) -> bytes:
    document = source.checked.document
    rows = [extraction.to_row(figure) for figure in extraction.figures(document)]
    said = {"file": source.name, "year": document.year, "figures": rows}
    return as_json(said).encode()


def _scenario(source: Source) -> bytes:
    document = source.checked.document
    title = document.title.norm if document.title else Path(source.name).stem
    return baseline.skeleton(extraction.figures(document), title=title).encode()


WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON: Final = "application/json"
HANDOUTS: Final[Mapping[str, Handout]] = MappingProxyType(
    {
        "docx": Handout("带批注的Word", "核查.docx", WORD, _docx),
        "html": Handout("带标注的网页", "核查.html", "text/html; charset=utf-8", _html),
        "json": Handout("问题清单（JSON）", "问题.json", JSON, _findings),
        "figures": Handout("文中数字（JSON）", "数字.json", JSON, _figures),
        "scenario": Handout("情景初稿（YAML）", "情景.yaml", "application/yaml", _scenario),
    }
)
