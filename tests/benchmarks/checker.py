"""The checker: 20 and 300 pages in a process of its own, and how well each rule does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import docx

from tests.benchmarks.figures import Figure, median

PARAGRAPH: Final = (
    "全年共检查企业120家次，其中危险化学品企业40家次、工贸企业50家次、其他企业30家次，"
    "下达责令限期整改指令书36份，作出行政处罚24起，罚款32.2万元。"
)
#: 22 lines of 28 characters: a page of GB/T 9704.
PAGE: Final = 22 * 28


def checker(folder: Path) -> Iterator[Figure]:
    """Check a report of ordinary length in this process, and as the command does."""
    from zhunsheng.checker import check

    path = folder / "report.docx"
    characters = written(path, pages=20)
    on = f".docx of 20 pages, {characters:,} characters"
    value = median(lambda: check.check_file(path=path), 5)
    yield Figure("checker: 20 pages", value, "ms", 1000, on)
    yield from command(path, "20 pages", seconds=0, megabytes=200)
    written(path, pages=300)
    yield from command(path, "300 pages", seconds=0, megabytes=0)
    yield from labelled()


def written(path: Path, *, pages: int) -> int:
    """Write a report of so many pages and return how many characters it has."""
    document = docx.Document()
    count = pages * PAGE // (len(PARAGRAPH) + 5) + 1
    for number in range(count):
        document.add_paragraph(f"（{number}）{PARAGRAPH}")
    document.save(str(path))
    return sum(len(paragraph.text) for paragraph in document.paragraphs)


def command(path: Path, name: str, *, seconds: float, megabytes: float) -> Iterator[Figure]:
    """Run the command and measure its whole life, the start of Python included."""
    root = Path(__file__).resolve().parents[2]
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "zhunsheng.cli", "check", str(path)],
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    on = f"zhunsheng check, exit {process.returncode}"
    yield Figure(f"checker: {name} by the command", took, "s", seconds, on)
    yield Figure(f"checker: {name}, peak memory", usage.ru_maxrss / 1024, "MB", megabytes, on)


def labelled() -> Iterator[Figure]:
    """Tell how well each rule of the checker does on the labelled set."""
    from zhunsheng.checker.tests import whole

    rows = tuple(whole.texts())
    clean = sum(not row.found for row in rows)
    on = f"{len(rows)} labelled texts, {clean} of them clean"
    false = sum(bool(row.told) for row in rows if not row.found)
    yield Figure("checker: findings on clean texts", false, "texts", 0, on)
    for score in whole.scores(rows):
        told = f"{score.right} found, {score.missed} missed, {score.false} false"
        yield Figure(f"checker: {score.rule} precision", 100 * score.precision, "%", 0, told)
        yield Figure(f"checker: {score.rule} recall", 100 * score.recall, "%", 0, told)
