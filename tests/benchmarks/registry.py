"""Speed of importing enterprises, and of planning joint visits, beside peers."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from tests.benchmarks.figures import Figure

ROWS: Final = 200_000
UNITS: Final = 500
DEPARTMENTS: Final = 8
PEERS: Final = Path(__file__).with_name("peers")
ROOT: Final = Path(__file__).resolve().parents[2]
#: This module, as a program of its own.
OWN: Final = ("-m", "tests.benchmarks.registry")
DAY: Final = date(2026, 3, 2)
BUREAU: Final = UUID("01950000-0000-7000-8000-0000000000f1")
#: Columns that are filled in, of the 91 of the template.
FILLED: Final = (
    "name", "credit_code", "sector", "risk_class", "address", "legal_representative",
    "person_in_charge", "phone", "employees", "standard_grade", "short_name", "founded_on",
    "operating_state", "industry_code", "scale", "is_above_scale", "safety_head",
    "safety_head_phone", "safety_officers", "special_operators", "floor_area", "building_area",
    "has_dormitory", "confined_spaces", "has_double_prevention",
)  # fmt: skip


def importing(root: Path) -> Iterator[Figure]:
    """Import many enterprises with all checks, in a process of its own; then the readers alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "enterprises.xlsx")
        # A child begins with the peak of its parent, so that the parent must not write the sheet.
        subprocess.run([sys.executable, *OWN, str(path), "write"], check=True, cwd=ROOT)
        on = (
            f"{ROWS:,} rows of 91 columns, {len(FILLED)} filled, {path.stat().st_size / 1e6:.0f} MB"
        )
        own = measured(OWN, "import", path)
        yield Figure("import of enterprises: wall", own["wall"], "s", 60, on)
        yield Figure("import of enterprises: processor", own["busy"], "s", 60, "SQLite")
        yield Figure("import of enterprises: peak memory", own["peak"], "MB", 600, "this process")
        alone = measured(OWN, "calamine", path)
        yield Figure("calamine, reading alone: processor", alone["busy"], "s", 0, "the same file")
        yield Figure("calamine, reading alone: peak memory", alone["peak"], "MB", 0, "")
        python = environment(root / ".peers-tables")
        peer = measured((str(PEERS / "tables.py"),), "", path, python=python)
        yield Figure("pandas with openpyxl: processor", peer["busy"], "s", 0, "reading alone")
        yield Figure("pandas with openpyxl: peak memory", peer["peak"], "MB", 0, "")


def joint() -> Iterator[Figure]:
    """Plan joint visits of many units by eight departments: greedily, then the optimum."""
    from zhunsheng.burden.rules import Due, plan_greedily
    from zhunsheng.burden.rules.exact import is_installed, plan_exactly
    from zhunsheng.demo.engine import pick

    days = tuple(date(2026, 3, 2) + timedelta(days=n) for n in range(26) if n % 7 < 5)
    departments = tuple(f"部门{n}" for n in range(DEPARTMENTS))
    dues = []
    for unit in range(UNITS):
        for who in departments:
            seed = f"{unit}/{who}"
            if pick(seed, 2):
                first = pick(f"{seed}/first", len(days))
                last = min(len(days) - 1, first + 2 + pick(f"{seed}/last", 12))
                dues.append(Due(f"{unit:04}", who, days[first], days[last]))
    capacity = dict.fromkeys(departments, 20)
    on = f"{UNITS} units, {DEPARTMENTS} departments, {len(dues):,} due, {len(days)} days"
    begin = time.perf_counter()
    greedy = plan_greedily(dues, days, capacity)
    yield Figure("joint visits, greedy: time", time.perf_counter() - begin, "s", 30, on)
    told = f"apart {greedy.apart}, bound {greedy.bound}, left {len(greedy.left)}"
    yield Figure("joint visits, greedy: visits", len(greedy.visits), "visits", 0, told)
    if not is_installed():
        return
    begin = time.perf_counter()
    best = plan_exactly(dues, days, capacity, start=greedy)
    proven = "proven the least" if best.is_proven else "not proven"
    yield Figure("joint visits, CP-SAT: time", time.perf_counter() - begin, "s", 30, proven)
    told = f"bound {best.bound}, left {len(best.left)}"
    yield Figure("joint visits, CP-SAT: visits", len(best.visits), "visits", 0, told)


def measured(
    program: Sequence[str], part: str, path: Path, python: Path = Path(sys.executable)
) -> dict[str, float]:
    """Return what a process of its own measured: seconds, processor seconds, megabytes."""
    command = [str(python), *program, str(path), part]
    told: dict[str, float] = json.loads(subprocess.check_output(command, text=True, cwd=ROOT))
    return told


def environment(place: Path) -> Path:
    """Return the interpreter of the peers, installed on first use."""
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        lock = str(PEERS / "tables.lock")
        install = ("-m", "pip", "install", "-qq", "--require-hashes", "-r", lock)
        subprocess.run([str(python), *install], check=True)
    return python


def write(path: Path, rows: int) -> None:
    """Write a sheet of the template with invented enterprises; texts are shared, as Excel does."""
    import xlsxwriter
    from stdnum.cn import uscc

    from zhunsheng.registry.imports import COLUMNS

    at = {column.key: number for number, column in enumerate(COLUMNS)}
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for column, number in zip(COLUMNS, at.values(), strict=True):
            sheet.write_string(0, number, column.heading)
        for row in range(1, rows + 1):
            body = f"91999901{row:0>9}"
            values = {
                "name": f"示例区第{row}号{'化工建材机械食品'[row % 7 : row % 7 + 2]}有限公司",
                "credit_code": body + uscc.calc_check_digit(body),
                "sector": ("工贸", "商贸", "危险化学品经营", "其他")[row % 4],
                "risk_class": "ABCD"[row % 4],
                "address": f"示例区示例路{row % 997}号{row % 31}幢",
                "legal_representative": f"示例{row % 5003}",
                "person_in_charge": f"示例{row % 4001}",
                "phone": f"000-{row:08}",
                "employees": str(row % 400),
                "standard_grade": ("一级", "二级", "三级", "未定级")[row % 4],
                "short_name": f"示例{row}号",
                "founded_on": f"20{row % 20:02}-0{row % 9 + 1}-1{row % 9}",
                "operating_state": "正常",
                "industry_code": f"C{row % 4000:04}",
                "scale": ("小型", "微型")[row % 2],
                "is_above_scale": "否",
                "safety_head": f"示例{row % 3001}",
                "safety_head_phone": f"000-{row + 7:08}",
                "safety_officers": str(row % 5),
                "special_operators": str(row % 9),
                "floor_area": f"{row % 9000}.5",
                "building_area": f"{row % 7000}",
                "has_dormitory": "否",
                "confined_spaces": str(row % 3),
                "has_double_prevention": "是",
            }
            for key, value in values.items():
                sheet.write_string(row, at[key], value)


def import_rows(path: Path) -> None:
    """Import the sheet into a new database, and say how long it took."""
    start()
    from django.core.management import call_command

    from zhunsheng.accounts import services as accounts
    from zhunsheng.kernel.act import Act, Actor, ActorKind
    from zhunsheng.registry import queries, services

    call_command("migrate", verbosity=0)
    by = Actor(ActorKind.SYSTEM, UUID("01950000-0000-7000-8000-0000000000f2"), "系统")

    def act(key: str) -> Act:
        return Act(by=by, bureau=BUREAU, at=datetime(2026, 3, 2, 2, tzinfo=UTC), request_key=key)

    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", "999901", "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=act("found"), facts=facts, on=DAY)
    content = path.read_bytes()
    begin, busy = time.perf_counter(), time.process_time()
    run = services.import_entities(ctx=act("take"), filename=path.name, content=content, on=DAY)
    tell(begin, busy)
    assert run.rows_taken == run.rows_read == queries.count(act("read"))


def read_alone(path: Path) -> None:
    """Read the sheet with calamine alone, row by row."""
    from python_calamine import CalamineWorkbook

    begin, busy = time.perf_counter(), time.process_time()
    for _ in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows():
        continue
    tell(begin, busy)


def tell(begin: float, busy: float) -> None:
    """Print what was measured."""
    told = {
        "wall": time.perf_counter() - begin,
        "busy": time.process_time() - busy,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))


def write_rows(path: Path) -> None:
    """Write the sheet that is imported."""
    start()
    write(path, ROWS)


def start() -> None:
    """Start Django on a site of its own, as this process has none yet."""
    os.environ["ZHUNSHENG_SITE_DIR"] = tempfile.mkdtemp()
    os.environ["DJANGO_SETTINGS_MODULE"] = "zhunsheng.config.settings"
    import django

    django.setup()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    parts = {"write": write_rows, "import": import_rows, "calamine": read_alone}
    parts[sys.argv[2]](Path(sys.argv[1]))
