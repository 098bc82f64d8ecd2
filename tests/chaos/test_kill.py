"""A process killed with -9 leaves an unbroken journal, whole acts and no half-made folder."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.demos import environment, zhunsheng

BUILDING = ".out.building"
DEADLINE = 120.0


def demo(out: Path) -> subprocess.Popen[bytes]:
    """Begin to build a demo in a process of its own."""
    command = (sys.executable, "-m", "zhunsheng.cli", "demo", "--no-serve", "--out", str(out))
    return subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def events(database: Path) -> int:
    """Return how many events the journal holds, 0 before it exists."""
    with contextlib.suppress(sqlite3.OperationalError):
        address = f"file:{database}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM journal_event").fetchone()[0])
    return 0


def killed_after(out: Path, wanted: int) -> Path:
    """Kill the building of a demo after so many events; return the site as it then lies there."""
    process = demo(out)
    site = out.with_name(BUILDING) / "site"
    end = time.monotonic() + DEADLINE
    while events(site / "zhunsheng.sqlite3") < wanted:
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    return site


@pytest.mark.parametrize("wanted", [1, 40, 150, 400])
class TestKilledBuild:
    def test_leaves_an_unbroken_journal_and_whole_acts(self, wanted: int, tmp_path: Path) -> None:
        site = killed_after(tmp_path / "out", wanted)
        assert not (tmp_path / "out").exists()
        said = zhunsheng("journal", "verify", "--site", site)
        assert said.code == 0, said.err
        with contextlib.closing(sqlite3.connect(site / "zhunsheng.sqlite3")) as connection:
            count = connection.execute
            # Every paper has its number, every number its paper, every case its acts.
            assert count("PRAGMA integrity_check").fetchone() == ("ok",)
            assert count("PRAGMA foreign_key_check").fetchall() == []
            assert count(
                "SELECT count(*) FROM documents_document d LEFT JOIN documents_numberentry n"
                " ON n.number = d.number WHERE n.id IS NULL"
            ).fetchone() == (0,)
            assert count(
                "SELECT count(*) FROM cases_penaltycase c LEFT JOIN cases_caseact a"
                " ON a.case_id = c.id WHERE a.id IS NULL"
            ).fetchone() == (0,)

    def test_is_followed_by_a_build_that_succeeds(self, wanted: int, tmp_path: Path) -> None:
        if wanted != 150:
            pytest.skip("one rebuild shows it")
        killed_after(tmp_path / "out", wanted)
        said = zhunsheng("demo", "--no-serve", "--out", tmp_path / "out")
        assert said.code == 0, said.err
        assert [p.name for p in tmp_path.iterdir()] == ["out"]
