"""
Change the law in the program in one small place after another; name what no test notices.

    python tests/mutation/run.py [ROOM] [--file PART] [--stages 3] [--most N] [--fresh]

Two kinds of changes: every guard and every awaited step is taken out of its declaration, and
every comparison, condition and number of the files of `rules` and `procedure` is turned. Each is
tried in a process of its own: by the tests of rules and procedures, then (cases) by the search,
then by all tests of its room (`--stages`). What was found is kept in `.mutation/`: a run that was
interrupted goes on where it stopped, what died stays dead until its file changes, survivors are
tried again. `equivalent.yaml` holds what cannot be noticed, each with its argument. The exit code
is 1 where another change survived.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

import yaml

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.mutation import plugin, sources  # noqa: E402  # found through the line above
from zhunsheng.kernel.procedure import Procedure  # noqa: E402  # found through the line above

KEPT: Final = ROOT / ".mutation"
EQUIVALENT: Final = Path(__file__).with_name("equivalent.yaml")
#: Rooms that are tried through the acts of a higher one.
USED_BY: Final = {
    "legalreview": ("cases",), "accounts": ("cases",), "evidence": ("cases",),
    "documents": ("cases",), "publication": ("cases",), "kernel": ("cases", "publication"),
}  # fmt: skip
#: What pytest answers: all passed, a test failed, collecting failed, nothing was chosen.
PASSED, FAILED, BROKEN, NONE = 0, 1, 2, 5
NOT_ENDING: Final = 600.0


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: its name, the file that it is of, and how the environment names it."""

    key: str
    room: str
    path: Path
    variable: str
    chosen: str

    @property
    def state(self) -> str:
        """Digest of the file that is changed: what was found holds while it stays."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()[:16]

    def dies(self, stages: int) -> bool:
        """Say whether a test notices: those of the rules first, then all of the room."""
        told = {self.variable: self.chosen}
        return any(tests_fail(paths, told) for paths in tests_of(self.room)[:stages])


def tests_of(room: str) -> tuple[tuple[str, ...], ...]:
    """Return the tests of a room in stages, the quick ones first."""
    place = sources.SOURCE / room / "tests"
    quick = [
        str(path.relative_to(ROOT))
        for path in sorted(place.glob("test_*.py"))
        if path.stem.startswith(("test_rules", "test_procedure"))
    ]
    slow = [str(place.relative_to(ROOT)), "tests/prove/test_orders.py"]
    if room in ("cases", "kernel"):
        quick.append("tests/golden")
        quick.append("tests/prove/test_orders.py")
    slow += [f"src/zhunsheng/{other}/tests" for other in USED_BY.get(room, ())]
    slow = [path for path in slow if (ROOT / path).exists()]
    search = (("tests/prove/test_cases.py",),) if room in ("cases", "kernel") else ()
    return (*((tuple(quick),) if quick else ()), *search, tuple(slow))


def tests_fail(paths: Sequence[str], changed: dict[str, str]) -> bool:
    """Run tests in a process of their own; a program that does not load has failed too."""
    command = (
        *(sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider"),
        *("-p", "tests.mutation.plugin", *paths),
    )
    environment = {**os.environ, **changed}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=NOT_ENDING
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (PASSED, NONE)


def of_sources(room: str) -> Iterator[Mutant]:
    """Yield the changes of the files of rules and procedures."""
    for path in sources.files(room):
        own = path.relative_to(sources.SOURCE).parts[0]
        for index, change in enumerate(sources.changes(path)):
            chosen = f"{change.path}|{index}"
            yield Mutant(change.key, own, path, plugin.SOURCE_CHOSEN, chosen)


def of_declarations(room: str) -> Iterator[Mutant]:
    """Yield the declared procedures without one guard, or without one awaited step."""
    for path in sources.files(room):
        own = path.relative_to(sources.SOURCE).parts[0]
        if own == "kernel" or "procedure" not in path.as_posix():
            continue
        name = ".".join(path.relative_to(sources.SOURCE.parent).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        for variable, found in vars(module).items():
            if isinstance(found, Procedure) and path.name != "__init__.py":
                yield from _declared(own, path, module.__name__, variable, found)


def _declared(
    room: str,
    path: Path,
    module: str,
    variable: str,
    procedure: Procedure[object],  # type: ignore[type-var]  # any facts
) -> Iterator[Mutant]:
    for step in procedure.steps:
        for part in ("guards", "after"):
            for index, one in enumerate(getattr(step, part)):
                label = getattr(one, "__name__", str(one))
                key = f"{procedure.key}.{step.key}: without {part} {label}"
                chosen = "|".join((module, variable, step.key, part, str(index)))
                yield Mutant(key, room, path, plugin.DECLARED_CHOSEN, chosen)


class Ledger:
    """What was found so far, one line for each change, written as soon as it is known."""

    def __init__(self, path: Path, *, fresh: bool, stages: int) -> None:
        path.parent.mkdir(exist_ok=True)
        if fresh:
            path.unlink(missing_ok=True)
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        self.died = {(row["key"], row["state"]) for row in map(json.loads, lines) if row["died"]}
        self.path, self.stages, self._lock = path, stages, Lock()

    def is_dead(self, mutant: Mutant) -> bool:
        """Tell whether the change was noticed before, in the file as it is."""
        return (mutant.key, mutant.state) in self.died

    def try_out(self, mutant: Mutant) -> bool:
        """Try a change and keep what came of it."""
        died = mutant.dies(self.stages)
        row = {"key": mutant.key, "state": mutant.state, "died": died}
        with self._lock, self.path.open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(row, ensure_ascii=False) + "\n")
        print("." if died else f"\nsurvives: {mutant.key}", end="", flush=True)
        return died


def equivalent() -> dict[str, str]:
    """Return the changes that cannot be noticed, each with its argument."""
    return {row["change"]: row["why"] for row in yaml.safe_load(EQUIVALENT.read_text("utf-8"))}


def main(arguments: Sequence[str]) -> int:
    """Try the changes that are left and name the survivors."""
    parser = argparse.ArgumentParser(description="Change the law in one place; name the survivors.")
    parser.add_argument("room", nargs="?", default="", help="one room, all where none is named")
    parser.add_argument("--file", default="", help="only changes whose name holds this")
    parser.add_argument("--most", type=int, default=0, help="stop after so many")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--stages", type=int, default=3, help="1: only the tests of the rules")
    parser.add_argument("--fresh", action="store_true", help="forget what was found before")
    args = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.config.settings")
    import django

    django.setup()
    every = [*of_declarations(args.room), *of_sources(args.room)]
    chosen = [one for one in every if args.file in one.key]
    kept = KEPT / f"{args.room or 'all'}.jsonl"
    ledger, argued = Ledger(kept, fresh=args.fresh, stages=args.stages), equivalent()
    left = [one for one in chosen if not ledger.is_dead(one) and one.key not in argued]
    rooms = sorted({one.room for one in left})
    broken = [room for room in rooms if _fails_without(room, args.stages)]
    if broken:
        print(f"tests fail without a change already: {', '.join(broken)}")
        return 2
    tried = left[: args.most] if args.most else left
    print(f"{len(chosen)} changes, {len(chosen) - len(left)} settled before, {len(tried)} to try")
    with ThreadPoolExecutor(args.workers) as pool:
        results = list(pool.map(ledger.try_out, tried))
    survivors = [one for one, died in zip(tried, results, strict=True) if not died]
    known = sum(one.key in argued for one in chosen)
    print(
        f"\n{len(tried)} tried, {len(tried) - len(survivors)} noticed, {len(survivors)} survive; "
        f"{known} argued as equivalent, {len(left) - len(tried)} not tried yet"
    )
    for one in survivors:
        print(f"survives: {one.key}")
    return 1 if survivors else 0


def _fails_without(room: str, stages: int) -> bool:
    return any(tests_fail(paths, {}) for paths in tests_of(room)[:stages])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
