"""What ``zhunsheng check`` prints: a list for machines, paragraphs for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from zhunsheng.checker import check
from zhunsheng.checker.finding import SEVERITY_LABELS, ReportFinding, Severity
from zhunsheng.checker.reading import Unreadable

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


def run(
    paths: list[str],
    as_json: bool,
    write: Callable[[str], object],
    warn: Callable[[str], object] | None = None,
    last_year: str | None = None,
) -> int:
    """
    Check files and write what was found; return the exit code.

    0 without errors, 1 with errors, 2 where a file cannot be read (the others are still checked).
    ``warn`` takes the lines on unreadable files where ``write`` must stay clean JSON; each file is
    compared with the report of ``last_year`` where one is given.
    """
    objects: list[dict[str, Any]] = []
    code = EXIT_CLEAN
    before = Path(last_year) if last_year else None
    for name in paths:
        try:
            findings = check.check_file(path=Path(name), previous=before)
        except Unreadable as problem:
            code = EXIT_UNREADABLE
            (warn or write)(f"{name}：无法检查。{problem.reason}\n")
            continue
        if code == EXIT_CLEAN and any(f.severity is Severity.ERROR for f in findings):
            code = EXIT_ERRORS
        if as_json:
            objects.append(to_json(name, findings))
        else:
            write(to_text(name, findings))
    if as_json:
        write(json.dumps(objects, ensure_ascii=False, indent=2) + "\n")
    return code
