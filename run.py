#!/usr/bin/env python3
"""Prepare everything that Zhunsheng needs, then start it: `python3 run.py demo`.

Standard library only. The first run makes `.venv`, installs the hash-locked packages and the
project, and builds the front end; later runs find a stamp and start at once. A run that was
interrupted is repaired by the next one, and two runs at the same time wait for each other.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this line is for those who have an older one
    sys.exit("准绳需要 Python 3.11 或更高版本，请安装后用 python3.11 run.py 重新运行。")

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from frontend import build as frontend  # noqa: E402 - found through the line above

VENV: Final = ROOT / ".venv"
BIN: Final = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON: Final = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP: Final = VENV / ".zhunsheng-installed"
UNFINISHED: Final = ROOT / ".run.unfinished"  # beside the folder, which is cleared
LOCKS: Final = {False: "requirements.lock", True: "requirements-dev.lock"}

CHECKS: Final[Sequence[tuple[str, Sequence[str]]]] = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("mypy", ("mypy",)),
    ("import-linter", ("lint-imports",)),
)
# Each is a program or a folder of tests; all need the development lock.
PROGRAMS: Final = {
    "bench": "tests/benchmarks/run.py",
    "mutate": "tests/mutation/run.py",
    "load": "tests/load/run.py",
}
FOLDERS: Final = {"prove": "tests/prove", "chaos": "tests/chaos"}
NO_TESTS_CHOSEN: Final = 5


class PrepareError(Exception):
    """What stopped the preparation, in one line for the person at the terminal."""


# --------------------------------------------------------------------------- installation


def wanted(*, dev: bool) -> dict[str, str]:
    """Return what the stamp says when the environment is complete."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    relevant = {key: settings[key] for key in ("build-system", "project")}
    digest = hashlib.sha256((ROOT / LOCKS[dev]).read_bytes())
    digest.update(json.dumps(relevant, sort_keys=True).encode())
    return {
        "place": str(ROOT),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "dev" if dev else "run": digest.hexdigest(),
    }


def stamped() -> dict[str, str]:
    """Return what the last finished installation wrote, nothing where there was none."""
    try:
        content = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def is_installed(*, dev: bool) -> bool:
    """Say whether the environment holds what the lock names; the larger set serves both."""
    found = stamped()
    return PYTHON.exists() and (found == wanted(dev=True) or (not dev and found == wanted(dev=dev)))


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Hold the lock of this folder; the system releases it even when the run is killed."""
    with (ROOT / ".run.lock").open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("另一个 run.py 正在准备运行环境，请稍候……")
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def say(line: str) -> None:
    """Tell the person at the terminal; standard output stays with the command."""
    print(line, file=sys.stderr, flush=True)


def succeeds(*command: str) -> bool:
    """Run a program of the preparation and say whether it ended well."""
    # pip trusts the system's certificates by itself, uv is told to.
    environment = {**os.environ, "UV_SYSTEM_CERTS": "true"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def make_venv() -> None:
    """Make the virtual environment anew where it is missing, foreign or half-made."""
    found = stamped()
    expected = wanted(dev=False)
    foreign = any(key in found and found[key] != expected[key] for key in ("place", "python"))
    whole = PYTHON.exists() and not UNFINISHED.exists()
    UNFINISHED.touch()
    if whole and not foreign:
        return
    has_pip = importlib.util.find_spec("ensurepip") is not None
    if not has_pip and shutil.which("uv") is None:
        raise PrepareError("本机 Python 缺少 venv 组件，请先执行：apt-get install python3-venv")
    options = ["--clear"] if has_pip else ["--clear", "--without-pip"]
    if not succeeds(sys.executable, "-m", "venv", *options, str(VENV)):
        raise PrepareError(f"无法建立虚拟环境 {VENV}，请检查磁盘空间和目录权限")


def install(*arguments: str) -> bool:
    """Install with uv when it is there (pip where uv cannot), else with pip."""
    uv = shutil.which("uv")
    with_pip = (BIN / ("pip.exe" if os.name == "nt" else "pip")).exists()
    if uv and succeeds(uv, "pip", "install", "--quiet", "--python", str(PYTHON), *arguments):
        return True
    quiet = ("-qq", "--disable-pip-version-check", "--no-input")
    return with_pip and succeeds(str(PYTHON), "-m", "pip", "install", *quiet, *arguments)


def install_all(*, dev: bool) -> None:
    """Install the locked packages and the project; the stamp is written last."""
    say("正在准备运行环境（首次运行需要联网，约几分钟）……")
    make_venv()
    STAMP.unlink(missing_ok=True)
    if not install("--require-hashes", "-r", LOCKS[dev]):
        raise PrepareError("依赖包安装未完成，请检查网络或磁盘空间后重新运行同一命令")
    if not install("--no-build-isolation", "--no-deps", "-e", "."):
        raise PrepareError("准绳自身安装未完成，请根据上面的提示处理后重新运行同一命令")
    UNFINISHED.unlink()
    beside = STAMP.with_suffix(".new")
    beside.write_text(json.dumps(wanted(dev=dev)), encoding="utf-8")
    beside.replace(STAMP)


def prepare(*, dev: bool) -> None:
    """Bring the environment and the front end up to date; do nothing when they are."""
    if is_installed(dev=dev) and frontend.is_fresh():
        return
    with only_one():
        if not is_installed(dev=dev):
            # Who once had the development tools keeps them.
            install_all(dev=dev or "dev" in stamped())
        if not frontend.is_fresh():
            say("正在构建前端文件……")
            if not succeeds(str(PYTHON), str(ROOT / "frontend" / "build.py")):
                raise PrepareError("前端构建未完成，请根据上面的提示处理后重新运行同一命令")


# --------------------------------------------------------------------------- commands


def become(*command: str) -> NoReturn:
    """Hand this process over to the command."""
    sys.stdout.flush()
    if sys.platform == "win32":
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)


def environment() -> dict[str, str]:
    """
    Return an environment in which the tools of ours come first.

    What is compiled is kept, whatever the machine's habit: a run starts a hundred processes.
    """
    path = os.pathsep.join((str(BIN), os.environ.get("PATH", "")))
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PATH": path}


def in_root(*command: str) -> int:
    """Run a tool of the environment in the folder of the project."""
    return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode


def checks() -> list[tuple[str, int, str]]:
    """Run linters, types and import contracts; return name, exit code and output of each."""
    done = []
    for label, (tool, *rest) in CHECKS:
        run = subprocess.run(
            [str(BIN / tool), *rest],
            cwd=ROOT,
            env=environment(),
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        done.append((label, run.returncode, run.stdout))
    return done


def pytest(*arguments: str) -> int:
    """Run pytest; a choice (-k) that meets no test of this half is no failure by itself."""
    return in_root(str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "worksteal", *arguments)


def test(arguments: Sequence[str]) -> int:
    """Run the tests on both databases; linters, types and import contracts beside the first.

    All parts run even where one fails; pytest's closing line is the last line.
    """
    print("PostgreSQL：", flush=True)
    with ThreadPoolExecutor(max_workers=1) as beside:
        checking = beside.submit(checks)  # one core of two is enough for them
        on_postgres = pytest("--postgres", *arguments)
    for label, _, output in checking.result():
        print(f"{label}：\n{output}", end="", flush=True)
    failed = [label for label, code, _ in checking.result() if code]
    if on_postgres not in (0, NO_TESTS_CHOSEN):
        failed.append("pytest（PostgreSQL）")
    if failed:
        print("未通过：" + "、".join(failed))
    print("SQLite：", flush=True)
    on_sqlite = pytest(*arguments)
    chosen = {on_sqlite, on_postgres} - {NO_TESTS_CHOSEN}
    if not chosen:
        return NO_TESTS_CHOSEN
    if on_sqlite not in (0, NO_TESTS_CHOSEN):
        return on_sqlite
    return 1 if failed else 0


def developer_command(name: str, arguments: Sequence[str]) -> int:
    """Run a measurement or a long proof where its files exist."""
    place = PROGRAMS.get(name) or FOLDERS[name]
    if not (ROOT / place).exists():
        say(f"本版本没有 {place}，命令 {name} 无法运行。")
        return 2
    if name in PROGRAMS:
        return in_root(str(PYTHON), place, *arguments)
    named = any((ROOT / one.split("::")[0]).exists() for one in arguments if one[:1] != "-")
    return in_root(str(PYTHON), "-m", "pytest", *(() if named else (place,)), *arguments)


def main(arguments: Sequence[str]) -> int:
    """Prepare, then run a developer command here or become the zhunsheng command."""
    name = arguments[0] if arguments else ""
    dev = name == "test" or name in PROGRAMS or name in FOLDERS
    try:
        prepare(dev=dev)
    except (PrepareError, OSError) as problem:
        say(f"准备未完成：{problem}")
        return 1
    if name == "test":
        return test(arguments[1:])
    if dev:
        return developer_command(name, arguments[1:])
    command = BIN / ("zhunsheng.exe" if os.name == "nt" else "zhunsheng")
    become(str(command), *arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("已中断。重新运行同一命令即可继续。")
        sys.exit(130)
