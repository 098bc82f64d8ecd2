"""The main job: a whole year in one command, and what its products can be held to."""

from __future__ import annotations

import contextlib
import fcntl
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demos import ROOT, Demos, environment, only_line, run, zhunsheng

PRODUCTS = ("annual-report.docx", "annual-report.pdf", "figures.json", "plan.pdf", "draw.json")
VERIFIER = ROOT / "tools" / "verify" / "draw.py"


def without_triggers(database: Path, *statements: str) -> None:
    """Change a database as its owner can: drop the triggers, then do it."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in names.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        connection.commit()


class TestBrokenSite:
    def test_is_told_in_one_line(self, demos: Demos, tmp_path: Path) -> None:
        site = tmp_path / "site"
        shutil.copytree(demos.of("default") / "site", site)
        (site / "zhunsheng.sqlite3").write_bytes(b"no database " * 1000)
        answer = zhunsheng("journal", "verify", "--site", str(site))
        only_line(answer, "数据库无法读取")
        assert answer.code == 2
        (site / "site.json").write_text("{", "utf-8")
        answer = zhunsheng("journal", "verify", "--site", str(site))
        only_line(answer, "site.json 已损坏")
        assert answer.code == 2

    @pytest.mark.parametrize("mark", ["{", "[]", "{}"])
    def test_with_a_broken_mark_is_no_demo(self, tmp_path: Path, mark: str) -> None:
        (tmp_path / "demo.json").write_text(mark, "utf-8")
        answer = zhunsheng("demo", "--no-serve", "--out", str(tmp_path))
        only_line(answer, "也不是本程序生成的演示")
        assert (tmp_path / "demo.json").read_text("utf-8") == mark


class TestTwoDemosAtOnce:
    def test_the_second_is_refused_and_leaves_the_first_alone(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        with (tmp_path / ".out.lock").open("w", encoding="utf-8") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            answer = zhunsheng("demo", "--no-serve", "--out", str(out))
        only_line(answer, "另一个进程正在生成")
        assert not out.exists()


class TestServing:
    def test_wants_a_key_of_the_site(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}"
        told = {**environment(), "ZHUNSHENG_DATABASE_URL": url}
        command = [sys.executable, "-m", "zhunsheng.cli", "serve", "--port", "8399"]
        answer = subprocess.run(
            command, cwd=tmp_path, env=told, capture_output=True, text=True, timeout=60, check=False
        )
        assert answer.returncode == 1
        assert "站点没有密钥" in answer.stderr


class TestDefaultDemo:
    def test_leaves_every_product(self, demos: Demos) -> None:
        out = demos.of("default")
        for name in PRODUCTS:
            assert (out / name).stat().st_size > 1000, name
        assert (out / "annual-report.pdf").read_bytes().startswith(b"%PDF-")
        assert (out / "plan.pdf").read_bytes().startswith(b"%PDF-")
        assert (out / "annual-report.docx").read_bytes().startswith(b"PK")

    def test_gives_the_same_bytes_every_time(self, demos: Demos) -> None:
        first, second = demos.of("default"), demos.of("default", "-again")
        for name in (*PRODUCTS, "scenario.json", "demo.json"):
            assert (first / name).read_bytes() == (second / name).read_bytes(), name

    def test_leaves_nothing_beside_its_folder(self, demos: Demos) -> None:
        out = demos.of("default")
        assert not list(out.parent.glob(".default*"))

    def test_is_served_again_when_it_is_finished(self, demos: Demos) -> None:
        out = demos.of("default")
        before = (out / "demo.json").stat().st_mtime_ns
        said = zhunsheng("demo", "--no-serve", "--out", out)
        assert said.code == 0, said.err
        assert "已有完成的演示" in said.out
        assert (out / "demo.json").stat().st_mtime_ns == before

    def test_has_an_unbroken_journal(self, demos: Demos) -> None:
        said = zhunsheng("journal", "verify", "--site", demos.of("default"))
        assert said.code == 0, said.err
        assert "未被改动" in said.out + said.err

    def test_journal_names_the_record_that_was_changed(self, demos: Demos, tmp_path: Path) -> None:
        copy = tmp_path / "demo"
        shutil.copytree(demos.of("default"), copy)
        without_triggers(
            copy / "site" / "zhunsheng.sqlite3",
            "DELETE FROM journal_event WHERE sequence = 40",
        )
        said = zhunsheng("journal", "verify", "--site", copy)
        assert said.code == 1
        assert "第 40 条" in said.err
        assert "触发器" in said.err


class TestDrawRecord:
    def test_is_agreed_to_by_the_stand_alone_verifier(self, demos: Demos) -> None:
        said = run(sys.executable, VERIFIER, demos.of("default") / "draw.json")
        assert said.code == 0, said.out + said.err

    @pytest.mark.parametrize("share", [0.02, 0.2, 0.4, 0.6, 0.8, 0.97])
    def test_is_refused_after_one_byte_was_changed(
        self, share: float, demos: Demos, tmp_path: Path
    ) -> None:
        content = bytearray((demos.of("default") / "draw.json").read_bytes())
        place = int(len(content) * share)
        content[place] = ord("7") if content[place] != ord("7") else ord("8")
        changed = tmp_path / "draw.json"
        changed.write_bytes(content)
        said = run(sys.executable, VERIFIER, changed)
        assert said.code == 1
        assert "Traceback" not in said.err
        assert (said.out + said.err).strip()


class TestReportVerify:
    def test_agrees_with_the_site_beside_the_manifest(self, demos: Demos) -> None:
        said = zhunsheng("report", "verify", demos.of("default") / "figures.json")
        assert said.code == 0, said.err
        assert "一致" in said.out

    def test_names_the_figure_after_a_record_was_deleted(
        self, demos: Demos, tmp_path: Path
    ) -> None:
        copy = tmp_path / "demo"
        shutil.copytree(demos.of("default"), copy)
        without_triggers(
            copy / "site" / "zhunsheng.sqlite3",
            "DELETE FROM cases_payment WHERE id = (SELECT id FROM cases_payment LIMIT 1)",
        )
        said = zhunsheng("report", "verify", copy / "figures.json")
        assert said.code == 1
        assert "Traceback" not in said.err
        assert "罚款" in said.err

    def test_refuses_what_is_no_manifest(self, demos: Demos, tmp_path: Path) -> None:
        other = tmp_path / "figures.json"
        other.write_text("{}", "utf-8")
        said = zhunsheng("report", "verify", "--site", demos.of("default"), other)
        only_line(said, "不是年度报告的数字清单")
        assert said.code == 2


class TestRefusals:
    def test_an_unknown_scenario_is_named_with_those_that_exist(self, tmp_path: Path) -> None:
        said = zhunsheng("demo", "--no-serve", "--scenario", "nothing", "--out", tmp_path / "out")
        only_line(said, "nothing")
        assert "figures-003" in said.err
        assert not (tmp_path / "out").exists()

    def test_a_foreign_folder_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "kept.txt").write_text("kept", "utf-8")
        said = zhunsheng("demo", "--no-serve", "--fresh", "--out", tmp_path)
        only_line(said, "不是空文件夹")
        assert [p.name for p in tmp_path.iterdir()] == ["kept.txt"]

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.write_text("kept", "utf-8")
        only_line(zhunsheng("demo", "--no-serve", "--out", out), "不是文件夹")
        assert out.read_text("utf-8") == "kept"

    def test_another_scenario_is_not_built_over_a_finished_one(self, demos: Demos) -> None:
        out = demos.of("default")
        said = zhunsheng("demo", "--no-serve", "--scenario", "figures-004", "--out", out)
        only_line(said, "figures-004")
        assert json.loads((out / "demo.json").read_text("utf-8"))["scenario"] == "default"

    def test_a_taken_port_is_told_before_anything_is_built(self, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            said = zhunsheng("demo", "--port", port, "--out", tmp_path / "out")
        only_line(said, str(port))
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("kilobytes", [64, 2048])
    def test_a_full_disk_leaves_nothing_behind(self, kilobytes: int, tmp_path: Path) -> None:
        limited = (
            "import resource, signal, sys, runpy;"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes} * 1024, {kilobytes} * 1024));"
            f"sys.argv = ['zhunsheng', 'demo', '--no-serve', '--out', {str(tmp_path / 'out')!r}];"
            "runpy.run_module('zhunsheng.cli', run_name='__main__')"
        )
        only_line(run(sys.executable, "-B", "-c", limited), "磁盘空间不足")
        assert list(tmp_path.iterdir()) == []

    def test_a_missing_site_is_told(self, tmp_path: Path) -> None:
        only_line(zhunsheng("serve", "--site", tmp_path, "--port", 1), "端口", "没有站点")
        only_line(zhunsheng("journal", "verify", "--site", tmp_path), "没有站点")
