"""
Take every guard out of every declared procedure, one by one; name those that no test misses.

    python tests/mutation/run.py [--room ROOM] [--step KEY] [--workers 2]

Each mutant is a process of its own that runs the tests of its room and the quick proofs. The exit
code is 1 where a mutant survived.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

FAILED: Final = 1  # what pytest answers where a test failed
QUICK: Final = "not TestDecision"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One guard or awaited step that is taken out."""

    module: str
    procedure: str
    room: str
    step: str
    part: str
    index: int
    label: str

    @property
    def name(self) -> str:
        """The mutant in print."""
        return f"{self.room}: {self.procedure}.{self.step} without {self.label}"

    def dies(self) -> bool:
        """Run the tests of the room and the proofs; say whether one of them failed."""
        chosen = "|".join((self.module, self.procedure, self.step, self.part, str(self.index)))
        return room_fails(self.room, "-p", "tests.mutation.plugin", chosen=chosen)


def room_fails(room: str, *options: str, chosen: str = "") -> bool:
    """Run the tests of a room and the quick proofs in a process of their own."""
    command = (
        *(sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *options),
        *("-k", QUICK, f"src/zhunsheng/{room}/tests", "tests/prove"),
    )
    environment = {**os.environ, "ZHUNSHENG_MUTATE": chosen}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode in (0, FAILED), done.stdout + done.stderr
    return done.returncode == FAILED


def mutants(room: str, step: str) -> Iterator[Mutant]:
    """Yield every mutant of the chosen rooms and steps."""
    from tests.mutation import plugin

    for module, name, place in plugin.PROCEDURES:
        if room not in ("", place):
            continue
        for declared in plugin.procedure_of(module, name).steps:
            if step not in ("", declared.key):
                continue
            for index, guard in enumerate(declared.guards):
                label = getattr(guard, "__name__", str(guard))
                yield Mutant(module, name, place, declared.key, "guards", index, label)
            for index, earlier in enumerate(declared.after):
                label = f"waiting for {earlier}"
                yield Mutant(module, name, place, declared.key, "after", index, label)


def main(arguments: Sequence[str]) -> int:
    """Run the mutants and name the survivors."""
    parser = argparse.ArgumentParser(description="Take guards out; name those nobody misses.")
    parser.add_argument("--room", default="")
    parser.add_argument("--step", default="")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.config.settings")
    import django

    django.setup()
    chosen = list(mutants(args.room, args.step))
    broken = [room for room in sorted({mutant.room for mutant in chosen}) if room_fails(room)]
    if broken:
        print(f"tests fail without a mutant already: {', '.join(broken)}")
        return 2
    with ThreadPoolExecutor(args.workers) as pool:
        results = list(pool.map(Mutant.dies, chosen))
    survivors = [mutant for mutant, died in zip(chosen, results, strict=True) if not died]
    print(f"{len(chosen)} mutants, {len(chosen) - len(survivors)} noticed")
    for mutant in survivors:
        print(f"survives: {mutant.name}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
