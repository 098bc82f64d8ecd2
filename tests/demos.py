"""
Demos built by the command, in a process of its own, once for all workers of a run.

The first worker that asks for a demo builds it under a lock of the file system; the others wait
for it and then read the same folder. Who wants to change something works on a copy.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


def environment() -> dict[str, str]:
    """Return an environment that names no site and no database."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ZHUNSHENG_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), kept.get("PYTHONPATH", ""))))
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1"}


def zhunsheng(*arguments: object, cwd: Path | None = None, seconds: float = 900) -> Said:
    """Run the command to its end."""
    return run(sys.executable, "-m", "zhunsheng.cli", *arguments, cwd=cwd, seconds=seconds)


def run(*command: object, cwd: Path | None = None, seconds: float = 900) -> Said:
    """Run a program to its end in that environment."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True, slots=True)
class Demos:
    """The demos of a run, by scenario and copy."""

    place: Path

    @staticmethod
    def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """Return the folder that all workers of the run share."""
        base = tmp_path_factory.getbasetemp()
        shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        place = shared / "demos"
        place.mkdir(exist_ok=True)
        return place

    def of(self, scenario: str, copy: str = "") -> Path:
        """Return the folder of a finished demo; ``copy`` names a second build of the same."""
        out = self.place / f"{scenario}{copy}"
        with (self.place / f"{out.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (out / "demo.json").exists():
                done = zhunsheng("demo", "--no-serve", "--scenario", scenario, "--out", out)
                assert done.code == 0, done.out + done.err
        return out


def only_line(said: Said, *words: str) -> None:
    """Assert a failure told in one clear Chinese line that holds the words, no traceback."""
    assert said.code != 0
    assert "Traceback" not in said.err + said.out
    lines = [line for line in said.err.splitlines() if line.strip()]
    told: Sequence[str] = [line for line in lines if any(w in line for w in words)]
    assert len(told) == 1, said.err
    assert lines[-1] == told[0], said.err
