"""
Measure what the issue asks for and print each figure with its unit and what it was measured on.

    python tests/benchmarks/run.py [--quick] [--only law] [--postgres]

    --quick leaves figures-000 out, --only measures one of ``PARTS``, --postgres
    measures on a PostgreSQL of its own instead of SQLite

The exit code is 0: a slow machine is no failure. A figure beyond its limit is marked.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.benchmarks import fairness, registry  # noqa: E402  # the line above
from tests.benchmarks.checker import checker  # noqa: E402  # the line above
from tests.benchmarks.dossier import dossier  # noqa: E402  # the line above
from tests.benchmarks.draw import draw  # noqa: E402  # the line above
from tests.benchmarks.figures import ROUNDS, Figure, median  # noqa: E402  # the line above
from tests.benchmarks.law import law  # noqa: E402  # the line above
from tests.postgres import run_with_postgres  # noqa: E402  # the line above

FEW, MANY_ENTITIES, MANY_INSPECTIONS = 20, 5_000, 3_000
BATCH: Final = 500
PARTS: Final = (
    *("demos", "site", "checker", "law", "fairness"),
    *("cases", "dossier", "draw", "import", "joint", "figures", "report"),
)


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the speed that the issue asks for.")
    parser.add_argument("--quick", action="store_true", help="leave the long scenario out")
    parser.add_argument(
        "--only",
        choices=PARTS,
        help="measure one part",
    )
    parser.add_argument(
        "--postgres", action="store_true", help="measure on a PostgreSQL of its own"
    )
    args = parser.parse_args(arguments)
    if args.postgres:
        rest = [one for one in arguments if one != "--postgres"]
        return run_with_postgres((sys.executable, str(Path(__file__)), *rest))
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load before: {load}")
    print("| figure | value | unit | limit | | measured on |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        start(Path(folder) / "site")
        parts = {
            "demos": lambda: demos(Path(folder), quick=args.quick),
            "site": lambda: site(Path(folder) / "site"),
            "checker": lambda: checker(Path(folder)),
            "law": lambda: law(ROOT),
            "fairness": fairness.figures,
            "dossier": dossier,
            "cases": cases_figures,
            "draw": lambda: draw(ROOT),
            "import": lambda: registry.importing(ROOT),
            "joint": registry.joint,
            "figures": figures_of_a_year,
            "report": report_figures,
        }
        for name, measure in parts.items():
            for figure in measure() if args.only in (None, name) else ():
                print(figure.line(), flush=True)
    return 0


def figures_of_a_year() -> Iterator[Figure]:
    """Measure statistics; the module reads models, so that it waits for the site."""
    from tests.benchmarks import figures_of_a_year as statistics

    return statistics.figures_of_a_year()


def cases_figures() -> Iterator[Figure]:
    """Measure cases; the module reads models, so that it waits for the site."""
    from tests.benchmarks import cases

    return cases.figures()


def report_figures() -> Iterator[Figure]:
    """Measure the annual report; the module reads models, so that it waits for the site."""
    from tests.benchmarks import report

    return report.figures()


def demos(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """Build the demos in processes of their own."""
    wanted = [("default", 60.0, 600.0)] + ([] if quick else [("figures-000", 150.0, 0.0)])
    for name, seconds, megabytes in wanted:
        command = (sys.executable, "-m", "zhunsheng.cli", "demo", "--no-serve")
        plain = {k: v for k, v in os.environ.items() if not k.startswith("ZHUNSHENG_")}
        environment = {**plain, "PYTHONPATH": str(ROOT / "src")}
        begin = time.perf_counter()
        done = subprocess.run(
            [*command, "--scenario", name, "--out", str(folder / name)],
            env=environment,
            capture_output=True,
            text=True,
        )
        took = time.perf_counter() - begin
        if done.returncode:
            print(done.stderr, file=sys.stderr)
        on = f"SQLite, scenario {name}, exit {done.returncode}"
        yield Figure(f"demo {name}: time", took, "s", seconds, on)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield Figure(f"demo {name}: peak memory", peak, "MB", megabytes, on)


def start(folder: Path) -> None:
    """Start the program in this process with an empty site of its own."""
    folder.mkdir(parents=True)
    os.environ["ZHUNSHENG_SITE_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "zhunsheng.config.settings"
    os.environ["ZHUNSHENG_PINNED_NOW"] = "2026-01-15T10:00:00+08:00"
    os.environ["ZHUNSHENG_SQLITE_SYNCHRONOUS"] = "OFF"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)


def site(folder: Path) -> Iterator[Figure]:
    """Measure lists and papers in this process."""
    yield from lists()
    yield from papers()


def lists() -> Iterator[Figure]:
    """Open the list pages with few and with many records behind them."""
    from tests.benchmarks.world import Growing

    grown = Growing.found(FEW)
    few = {page: grown.opened(page, ROUNDS) for page in Growing.PAGES}
    grown.grow(entities=MANY_ENTITIES, inspections=MANY_INSPECTIONS, batch=BATCH)
    on = f"SQLite, 20 rows of {MANY_ENTITIES:,} enterprises and {MANY_INSPECTIONS:,} inspections"
    for page in Growing.PAGES:
        many = grown.opened(page, ROUNDS)
        at_few = f"SQLite, {FEW} of each"
        yield Figure(f"{page}: queries at {FEW}", few[page].queries, "queries", 0, at_few)
        yield Figure(f"{page}: queries at many", many.queries, "queries", few[page].queries, on)
        yield Figure(f"{page}: median", many.milliseconds, "ms", 40, on)


def papers() -> Iterator[Figure]:
    """Render a page of an official document, warm."""
    from zhunsheng.documents.rendering import blocks
    from zhunsheng.documents.rendering.pdf import render_pdf

    text = "示例区应急管理局执法人员依法对示例企业进行了现场检查，检查情况如下。" * 4
    rows = tuple((f"第{n}项", "安全生产教育培训记录齐全", "符合") for n in range(1, 9))
    columns = (blocks.Column("项目"), blocks.Column("情况", 60), blocks.Column("结果"))
    paper = blocks.Paper(
        "现场检查记录",
        "（示）应急检记〔2025〕1号",
        "示例区应急管理局",
        date(2025, 6, 3),
        (blocks.Para(text), blocks.Table(columns, rows), blocks.Signatures((("检查人员", ""),))),
    )
    value = median(lambda: render_pdf(paper))
    yield Figure("one-page PDF: median", value, "ms", 30, "typst, warm, fonts loaded")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
