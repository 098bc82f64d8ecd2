"""What ``zhunsheng check`` prints: a list for machines, paragraphs for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from zhunsheng.checker import check, manifest, reading
from zhunsheng.checker.finding import SEVERITY_LABELS, ReportFinding, Severity
from zhunsheng.checker.reading import Unreadable
from zhunsheng.checker.writing import files
from zhunsheng.checker.writing.files import Source
from zhunsheng.lawbook.loading.reading import Reading, chosen

#: The law of the program: the command needs no site.
LAW: Final = Reading()
EXIT_CLEAN: Final = 0
EXIT_ERRORS: Final = 1
EXIT_UNREADABLE: Final = 2


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for beside the findings; paths are empty where not asked."""

    as_json: bool = False
    last_year: str = ""
    manifest: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)  # handout and path
    today: date | None = None  # whose law counts for a text that names no year


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
            source = _examined(name, asked)
            _write_outputs(source, asked)
        except Unreadable as problem:
            code = EXIT_UNREADABLE
            tell(f"{name}：无法检查。{problem.reason}\n")
            continue
        except NotWritten as problem:
            code = EXIT_UNREADABLE
            tell(f"{name}：{problem}\n")
            continue
        findings = source.checked.findings
        if code == EXIT_CLEAN and any(f.severity is Severity.ERROR for f in findings):
            code = EXIT_ERRORS
        if asked.as_json:
            objects.append(files.findings_of(source))
        else:
            write(to_text(name, findings))
    if asked.as_json:
        write(files.as_json(objects))
    return code


ONE_AT_A_TIME: Final = "写出带标注的文件、数字或者情景时，一次只能检查一个文件。"
OVER_ITSELF: Final = "没有写出“{target}”：它就是被检查的文件。请换一个文件名。"
NO_PLACE: Final = "没有写出“{target}”。请检查文件夹是否存在、是否可写。"


class NotWritten(Exception):
    """An output cannot be written; the text is one sentence for the person who named it."""


def _examined(name: str, asked: Asked) -> Source:
    data = reading.bytes_of(Path(name))
    with chosen(LAW):
        checked = check.examine(
            items=reading.read_bytes(name, data),
            previous=reading.read(Path(asked.last_year)) if asked.last_year else None,
            against=(
                manifest.read(reading.bytes_of(Path(asked.manifest))) if asked.manifest else None
            ),
            today=asked.today,
        )
    return Source(name, data, checked)


def _write_outputs(source: Source, asked: Asked) -> None:
    """
    Write what was asked for, never over the file that was checked.

    :raises NotWritten: if an output is that file, or cannot be written
    """
    for kind, target in asked.outputs.items():
        if Path(target).resolve() == Path(source.name).resolve():
            raise NotWritten(OVER_ITSELF.format(target=target))
        try:
            Path(target).write_bytes(files.HANDOUTS[kind].write(source))
        except OSError as error:
            raise NotWritten(NO_PLACE.format(target=target)) from error
