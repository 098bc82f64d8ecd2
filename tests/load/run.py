"""
Put a bounded load on a served demo and print what it bears.

    python tests/load/run.py [--seconds 15] [--readers 8] [--site DEMO]

Each reader has its own session and opens the pages of a day in turn. The exit code is 1 where an
answer is an error: a slow machine is no failure, a wrong answer is.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import statistics
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

PAGES: Final = ("/", "/inspection/", "/cases/", "/registry/", "/publication/", "/documents/")
USERS: Final = ("zhifa1", "zhifa2", "fujuzhang", "juzhang", "fazhi1", "anshen", "dangan", "caiwu")
PASSWORD: Final = "shili-2025"


@dataclass(slots=True)
class Tally:
    """What one reader met."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def opener(address: str, username: str) -> urllib.request.OpenerDirector:
    """Sign in through the page and return what holds the session."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    browser.open(f"{address}/accounts/sign-in/").read()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    data = {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": token or ""}
    request = urllib.request.Request(
        f"{address}/accounts/sign-in/", urllib.parse.urlencode(data).encode()
    )
    with browser.open(request) as answer:
        assert "sign-in" not in answer.url, f"{username} cannot sign in"
    return browser


def read(address: str, username: str, end: float, tally: Tally) -> None:
    """Open the pages in turn until the time is over."""
    try:
        browser, turn = opener(address, username), 0
    except OSError as error:
        tally.errors.append(f"{username} signs in: {error}")
        return
    while time.perf_counter() < end:
        path = PAGES[turn % len(PAGES)]
        turn += 1
        begin = time.perf_counter()
        try:
            with browser.open(f"{address}{path}", timeout=30) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            tally.errors.append(f"{path}: {error.code}")
        except OSError as error:
            tally.errors.append(f"{path}: {error}")
        tally.times.append((time.perf_counter() - begin) * 1000)


def main(arguments: Sequence[str]) -> int:
    """Serve a demo, let the readers read, print."""
    parser = argparse.ArgumentParser(description="Put a bounded load on a served demo.")
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--readers", type=int, default=len(USERS))
    parser.add_argument("--site", type=Path, help="folder of a finished demo; built if absent")
    args = parser.parse_args(arguments)
    from tests.conftest import copy_site, served
    from tests.demos import zhunsheng

    with tempfile.TemporaryDirectory() as temporary:
        demo = args.site or Path(temporary) / "demo"
        if not (demo / "demo.json").exists():
            said = zhunsheng("demo", "--no-serve", "--out", demo)
            assert said.code == 0, said.err
        with served(copy_site(demo / "site", Path(temporary) / "site")) as address:
            tallies = load(address, args.readers, args.seconds)
            log = Path(temporary) / "site" / "server.log"
            print("\n".join(log.read_text("utf-8", "replace").splitlines()[-8:]))
    return told(tallies, args.seconds)


def load(address: str, readers: int, seconds: float) -> list[Tally]:
    """Let all readers read at once."""
    tallies = [Tally() for _ in range(readers)]
    end = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=read, args=(address, USERS[n % len(USERS)], end, tally))
        for n, tally in enumerate(tallies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tallies


def told(tallies: Sequence[Tally], seconds: float) -> int:
    """Print what was borne; return the exit code."""
    times = sorted(value for tally in tallies for value in tally.times)
    errors = [error for tally in tallies for error in tally.errors]
    if not times:
        print("no answer at all")
        return 1
    print(f"{len(tallies)} readers, {seconds:g} s, granian with 1 worker, SQLite")
    print(f"{len(times) / seconds:.1f} requests/s, {len(times)} answers, {len(errors)} errors")
    median, high = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"median {median:.0f} ms, 95th percentile {high:.0f} ms, longest {times[-1]:.0f} ms")
    for error in dict.fromkeys(errors):
        print(error)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
