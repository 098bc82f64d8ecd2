"""What the guards look at: the rooms, their files, their order."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "zhunsheng"

OWN_LISTS = {"kernel", "web", "journal", "accounts", "checker", "config", "demo", "lawbook", "cli"}
PRIVATE = {"models", "forms", "views", "admin", "urls"}
#: What another room may import of a room that has no list of its own: the four public files, how a
#: paper is drawn, what a room hands out as a file, and what tables of other rooms derive from.
PUBLIC = {"services", "queries", "choices", "rules", "records", "rendering", "exports"}


def layers() -> list[set[str]]:
    """Return the rooms from high to low, as the import contract declares them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    lines = next(c["layers"] for c in contracts if c["type"] == "layers")
    return [{name.strip(" ()") for name in line.split("|")} for line in lines]


def height() -> dict[str, int]:
    """Return for each room how high it stands; the lowest is 0."""
    ordered = layers()
    return {room: len(ordered) - i for i, rooms in enumerate(ordered) for room in rooms}


def rooms() -> list[Path]:
    """Return the folders of all rooms."""
    return sorted(p.parent for p in SOURCE.glob("*/__init__.py"))


def python_files() -> list[Path]:
    """Return all source files, migrations left out."""
    return sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)


def is_of(path: Path, *names: str) -> bool:
    """Tell whether a file of a room is one of these, or lies in a package of that name."""
    return bool({*path.relative_to(SOURCE).with_suffix("").parts[1:2]} & {*names})
