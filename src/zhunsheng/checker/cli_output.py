"""What ``zhunsheng check`` prints: a list for machines, paragraphs for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from zhunsheng.checker import baseline, check, extraction, manifest, reading
from zhunsheng.checker.check import Checked
from zhunsheng.checker.finding import SEVERITY_LABELS, ReportFinding, Severity
from zhunsheng.checker.reading import Unreadable
from zhunsheng.checker.writing import docx, html

EXIT_CLEAN: Final = 0
EXIT_ERRORS: Final = 1
EXIT_UNREADABLE: Final = 2


def to_json(file: str, findings: Sequence[ReportFinding]) -> dict[str, Any]:
    """Return the object of one file; the command prints a list of them."""
    return {"file": file, "findings": [asdict(finding) for finding in findings]}


def to_text(file: str, findings: Sequence[ReportFinding]) -> str:
    """Write the findings of one file for a reader."""
    counts = [
        f"{label}{sum(1 for f in findings if f.severity is severity)}条"
        for severity, label in SEVERITY_LABELS.items()
    ]
    if not findings:
        return f"{file}：没有发现问题。\n"
    lines = [f"{file}：{'，'.join(counts)}", ""]
    for number, finding in enumerate(findings, start=1):
        label = SEVERITY_LABELS[finding.severity]
        lines.append(f"{number}. 【{label}】{finding.rule}　{finding.place}")
        lines.append(f"   {finding.message}")
        if finding.quote:
            lines.append(f"   原文：{''.join(finding.quote.split())}")
        lines += [f"   建议：{finding.suggestion}", ""]
    return "\n".join(lines)


def figures_to_json(file: str, checked: Checked) -> str:
    """Return every figure that a text states, as JSON."""
    rows = [extraction.to_row(figure) for figure in extraction.figures(checked.document)]
    return _json({"file": file, "year": checked.document.year, "figures": rows})


def scenario_of(file: str, checked: Checked) -> str:
    """Return the skeleton of a scenario, under the title of the text."""
    title = checked.document.title
    name = title.norm if title else Path(file).stem
    return baseline.skeleton(extraction.figures(checked.document), title=name)


def as_docx(file: str, checked: Checked, data: bytes) -> bytes:
    """Return the text with comments: a Word file keeps its looks, other files are laid out new."""
    if Path(file).suffix.lower() == ".docx":
        return docx.commented(checked, data=data)
    return docx.laid_out(checked)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for beside the findings; each is a path, "" for not asked."""

    as_json: bool = False
    last_year: str = ""
    manifest: str = ""
    html: str = ""
    docx: str = ""
    figures: str = ""
    scenario: str = ""

    @property
    def outputs(self) -> tuple[str, ...]:
        """The files to write."""
        return tuple(filter(None, (self.html, self.docx, self.figures, self.scenario)))


def run(
    paths: Sequence[str],
    asked: Asked,
    write: Callable[[str], object],
    warn: Callable[[str], object] | None = None,
) -> int:
    """
    Check files and write what was found; return the exit code.

    0 without errors, 1 with errors, 2 where a file cannot be read (the others are still checked)
    or an output cannot be written. ``warn`` takes the lines on such files where ``write`` must
    stay clean JSON.
    """
    tell = warn or write
    if asked.outputs and len(paths) > 1:
        tell(f"{ONE_AT_A_TIME}\n")
        return EXIT_UNREADABLE
    objects: list[dict[str, Any]] = []
    code = EXIT_CLEAN
    for name in paths:
        try:
            checked = _examined(name, asked)
            _write_outputs(name, checked, asked)
        except Unreadable as problem:
            code = EXIT_UNREADABLE
            tell(f"{name}：无法检查。{problem.reason}\n")
            continue
        except NotWritten as problem:
            code = EXIT_UNREADABLE
            tell(f"{problem}\n")
            continue
        findings = checked.findings
        if code == EXIT_CLEAN and any(f.severity is Severity.ERROR for f in findings):
            code = EXIT_ERRORS
        if asked.as_json:
            objects.append(to_json(name, findings))
        else:
            write(to_text(name, findings))
    if asked.as_json:
        write(_json(objects))
    return code


ONE_AT_A_TIME: Final = "写出带标注的文件、数字或者情景时，一次只能检查一个文件。"


class NotWritten(Exception):
    """An output cannot be written; the text is one sentence for the person who named it."""


def _examined(name: str, asked: Asked) -> Checked:
    return check.examine(
        items=reading.read(Path(name)),
        previous=reading.read(Path(asked.last_year)) if asked.last_year else None,
        against=manifest.read(reading.bytes_of(Path(asked.manifest))) if asked.manifest else None,
    )


def _write_outputs(name: str, checked: Checked, asked: Asked) -> None:
    if asked.html:
        _save(name, asked.html, html.page(checked, name=Path(name).name).encode())
    if asked.docx:
        _save(name, asked.docx, as_docx(name, checked, reading.bytes_of(Path(name))))
    if asked.figures:
        _save(name, asked.figures, figures_to_json(name, checked).encode())
    if asked.scenario:
        _save(name, asked.scenario, scenario_of(name, checked).encode())


def _save(source: str, target: str, content: bytes) -> None:
    """
    Write an output, never over the file that was checked.

    :raises NotWritten: if it is that file, or cannot be written
    """
    path = Path(target)
    if path.resolve() == Path(source).resolve():
        raise NotWritten(f"“{target}”是被检查的文件，没有覆盖。请换一个文件名。")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotWritten(f"“{target}”写不进去。请检查文件夹是否存在、是否可写。") from error


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
