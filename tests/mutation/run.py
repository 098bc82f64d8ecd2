"""
Change the law in the program in one small place after another; name what no test notices.

    python tests/mutation/run.py [ROOM ...] [--file PART] [--most N] [--quick] [--fresh]

Two kinds of changes: every guard and every awaited step is taken out of its declaration, and
every comparison, condition and number of the files of `rules` and `procedure` is turned. The tests
of a room are loaded and run once (`engine.py`); each change is then tried in a fork by the tests
that could notice it. What cannot be put in place (`placing.py`) is there at import in a fork that
has no room loaded. What was found is kept in `.mutation/`: a run that was interrupted goes on
where it stopped, what died stays dead until its file changes, survivors are tried again.
`equivalent.yaml` holds what cannot be noticed, each with its argument. The exit code is 1 where
another change survived.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

if TYPE_CHECKING:  # a room is loaded in a child
    from zhunsheng.kernel.procedure import Procedure

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.mutation import placing, sources  # noqa: E402  # found through the line above
from tests.mutation.forks import in_child  # noqa: E402
from tests.mutation.sources import Mutant  # noqa: E402

KEPT: Final = ROOT / ".mutation"
EQUIVALENT: Final = Path(__file__).with_name("equivalent.yaml")
#: Rooms that are tried through the acts of a higher one too.
USED_BY: Final = {
    "legalreview": ("cases",), "accounts": ("cases",), "evidence": ("cases",),
    "documents": ("cases",), "publication": ("cases",), "kernel": ("cases", "publication"),
}  # fmt: skip
#: Seconds: a test that is asked by `--quick`, and all tests of a room in a process of their own.
QUICK, ALONE = 0.5, 600.0
#: What every child would have to load again.
THIRD: Final = ("django.test", "docx", "hypothesis", "yaml")
OPTIONS: Final = (
    *("-q", "-s", "-x", "-n", "0", "--assert=plain", "--no-header", "--no-summary"),
    *("-p", "no:cacheprovider", "-p", "no:logging", "-p", "no:faulthandler"),
)


def tests_of(room: str, *, quick: bool) -> list[str]:
    """Return the tests that are loaded for a room: files and folders."""
    place = sources.SOURCE / room / "tests"
    files = [*place.glob("test_rules*.py"), *place.glob("test_procedure*.py")]
    found = [str(path.relative_to(ROOT)) for path in (sorted(files) if quick else [place])]
    found += ["tests/golden", "tests/prove/test_orders.py"]
    if not quick:
        found += [f"src/zhunsheng/{other}/tests" for other in USED_BY.get(room, ())]
        found += ["tests/prove/test_cases.py"] if room in ("cases", "kernel") else []
    return found


def of_sources(room: str) -> Iterator[Mutant]:
    """Yield the changes of the files of rules and procedures."""
    for path in sources.files(room):
        for index, change in enumerate(sources.changes(path)):
            yield Mutant(change.key, path, index)


def of_declarations(room: str) -> Iterator[Mutant]:
    """Yield the declared procedures without one guard, or without one awaited step."""
    from zhunsheng.kernel.procedure import Procedure

    for path in sources.files(room):
        if room == "kernel" or "procedure" not in path.as_posix() or path.name == "__init__.py":
            continue
        module = import_module(placing.name_of(path))
        for variable, found in vars(module).items():
            if isinstance(found, Procedure):
                yield from _declared(path, variable, found)


def _declared(path: Path, variable: str, procedure: Procedure[Any]) -> Iterator[Mutant]:
    for step in procedure.steps:
        for part in ("guards", "after"):
            for index, one in enumerate(getattr(step, part)):
                if part == "after" and procedure.step(one).optional:
                    continue  # never demanded: the wait orders the diagram and refuses nothing
                label = getattr(one, "__name__", str(one))
                key = f"{procedure.key}.{step.key}: without {part} {label}"
                yield Mutant(
                    key, path, index, (placing.name_of(path), variable, step.key, part, index)
                )


class Ledger:
    """What was found so far, one line for each change, written as soon as it is known."""

    def __init__(self, room: str, *, fresh: bool) -> None:
        KEPT.mkdir(exist_ok=True)
        self.path = KEPT / f"{room}.jsonl"
        if fresh:
            self.path.unlink(missing_ok=True)
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        self.rows = {(row["key"], row["state"]): row for row in map(json.loads, lines)}

    def is_dead(self, mutant: Mutant) -> bool:
        """Tell whether the change was noticed before, in the file as it is."""
        return bool(self.rows.get((mutant.key, mutant.state), {"died": False})["died"])

    def keep(self, mutant: Mutant, by: str) -> None:
        """Keep what noticed a change, nothing where it survives."""
        row = {"key": mutant.key, "state": mutant.state, "died": bool(by), "by": by}
        with self.path.open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(row, ensure_ascii=False) + "\n")
        print("." if by else f"\nsurvives: {mutant.key}", end="", flush=True)


@dataclass(slots=True)
class Tried:
    """What came of a room: numbers, and the names of what survives."""

    room: str
    changes: int = 0
    argued: int = 0
    noticed: int = 0
    untried: int = 0
    survivors: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def told(self) -> str:
        """Return the line of the table."""
        return (
            f"{self.room:14} {self.changes:5} changes {self.noticed:5} noticed {self.argued:4} "
            f"argued as equivalent {len(self.survivors):4} survive {self.untried:4} not tried"
        )


def equivalent() -> frozenset[str]:
    """Return the changes that cannot be noticed; each has its argument."""
    return frozenset(row["change"] for row in yaml.safe_load(EQUIVALENT.read_text("utf-8")))


# --------------------------------------------------------------------------- trying


def tried(room: str, args: argparse.Namespace) -> Tried:
    """Try the changes of a room that are left: in place, and what cannot be so afterwards."""
    found = Tried(**json.loads(in_child(lambda: json.dumps(asdict(in_place(room, args))))))
    ledger = Ledger(room, fresh=False)
    by_key = {one.key: one for one in of_sources(room)}
    for key in found.late:
        by = in_child(partial(noticed_alone, by_key[key], room, quick=args.quick), ALONE)
        ledger.keep(by_key[key], by)
        found.noticed += bool(by)
        found.survivors += [] if by else [key]
    return found


def in_place(room: str, args: argparse.Namespace) -> Tried:
    """Load the tests of a room and try the changes that can be put in place."""
    from tests.mutation.engine import Engine

    result = Tried(room)

    def work(engine: Engine) -> None:
        every = [*of_declarations(room), *of_sources(room)]
        chosen = [one for one in every if args.file in one.key]
        ledger, argued = Ledger(room, fresh=args.fresh), equivalent()
        left = [one for one in chosen if not ledger.is_dead(one) and one.key not in argued]
        left.sort(key=lambda one: ": module: " in one.key)  # constants ask every test: last
        now = left[: args.most] if args.most else left
        result.changes, result.untried = len(chosen), len(left) - len(now)
        result.argued = sum(one.key in argued for one in chosen)
        result.noticed = len(chosen) - len(left) - result.argued
        print(
            f"{room}: {len(engine.items)} tests in {sum(engine.seconds):.0f} s, {len(now)} to try"
        )
        for one in now:
            placed = engine.placed(one)
            by = engine.noticed_by(placed) if placed else ""
            if not by and (placed is None or placed.doubtful):
                result.late.append(one.key)
                continue
            ledger.keep(one, by)
            result.noticed += bool(by)
            result.survivors += [] if by else [one.key]

    engine = Engine(work, slowest=QUICK if args.quick else ALONE)
    code = pytest.main([*OPTIONS, *tests_of(room, quick=args.quick)], plugins=[engine])
    result.broken = engine.failed or ([] if engine.items else [f"pytest: {code}"])
    return result


def noticed_alone(mutant: Mutant, room: str, *, quick: bool) -> str:
    """Load a room with a change in it and run its tests; those of the rules first."""
    sys.meta_path.insert(0, placing.Changed(mutant.path, mutant.index))
    for part in (True, False)[: 1 if quick else 2]:
        code = pytest.main([*OPTIONS, *tests_of(room, quick=part)])
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return f"(at import: {'rules' if part else 'all tests'})"
    return ""


def main(arguments: Sequence[str]) -> int:
    """Try the changes that are left and name the survivors."""
    rooms = sorted({path.relative_to(sources.SOURCE).parts[0] for path in sources.files()})
    parser = argparse.ArgumentParser(description="Change the law in one place; name the survivors.")
    parser.add_argument("rooms", nargs="*", help="all where none is named", metavar="room")
    parser.add_argument("--file", default="", help="only changes whose name holds this")
    parser.add_argument("--most", type=int, default=0, help="stop a room after so many")
    parser.add_argument("--quick", action="store_true", help="only the tests of the rules")
    parser.add_argument("--fresh", action="store_true", help="forget what was found before")
    args = parser.parse_args(arguments)
    if unknown := set(args.rooms) - set(rooms):
        parser.error(f"no such room: {', '.join(sorted(unknown))}")
    os.chdir(ROOT)
    for name in THIRD:
        import_module(name)
    found = [tried(room, args) for room in args.rooms or rooms]
    print()
    for one in found:
        print(one.told())
        print(*(f"  survives: {key}" for key in one.survivors), sep="\n")
        print(*(f"  fails without a change: {test}" for test in one.broken), sep="\n")
    return max((2 if one.broken else 1 if one.survivors else 0 for one in found), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
