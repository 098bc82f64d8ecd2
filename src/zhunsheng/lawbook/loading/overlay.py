"""
The site's own law data: ``law/`` in its overlay folder, over the data of the program.

What is in force is read as a whole and only where it holds together. ``law load`` puts a checked
folder in force by a swap and keeps a copy, ``law.good``; if somebody breaks ``law`` by hand, this
copy stays in force, and without one the program's data alone. Either is shouted, never silent.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import RLock
from typing import Final

from django.conf import settings

from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.loading import faults
from zhunsheng.lawbook.loading.reading import (
    FOLDERS,
    LOADERS,
    BadLawData,
    Reading,
    Text,
    chosen,
    current,
    of_site,
    within,
)

IN_FORCE: Final = "law"
GOOD: Final = "law.good"
PREVIOUS: Final = "law.previous"
_TRIES: Final = 3

_log = logging.getLogger(__name__)
_lock = RLock()
_readings: dict[str, Reading] = {}


class NotLoaded(Exception):
    """A folder is not put in force; ``problems`` names everything that is wrong in it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@of_site
def site_reading() -> Reading:
    """Return the law of the site; it is read once for every overlay that a process is told of."""
    named = str(settings.ZHUNSHENG_OVERLAY_DIR)
    held = _readings.get(named)
    if held is not None:
        return held
    with _lock:
        if named not in _readings:
            _readings[named] = _found(Path(named)) if named else Reading()
        return _readings[named]


def forget() -> None:
    """Read the law anew when it is asked for next."""
    with _lock:
        _readings.clear()


def _found(overlay: Path) -> Reading:
    """Return the law as the overlay has it, as it last was sound, or as the program has it."""
    if not any((overlay / name).is_dir() for name in (IN_FORCE, GOOD)):
        return Reading()
    checked = _checked(overlay / IN_FORCE)
    if not checked.problems:
        checked.problems = None
        return checked
    good = _checked(overlay / GOOD) if (overlay / GOOD).is_dir() else None
    if good is not None and not good.problems:
        answer, instead = good, "overlay.good"
    else:
        answer, instead = Reading(), "overlay.program"
    answer.problems = None
    answer.complaints = (say(instead), *map(str, checked.problems or ()))
    for line in answer.complaints:
        _log.error("%s", line)
    return answer


def _checked(folder: Path) -> Reading:
    """Return the law with a folder over it and all its problems gathered."""
    problems: list[BadLawData] = []
    one = Reading(problems=problems)
    with chosen(one):
        with within(folder.name):
            one.own = _snapshot(folder)
        for load in LOADERS.values():
            with within(folder.name):
                load()
        if not problems:
            problems += [BadLawData(f"{f.place}: {f.text}") for f in faults.faults()]
    one.problems = list({str(problem): problem for problem in problems}.values())
    return one


def _snapshot(folder: Path) -> tuple[Text, ...]:
    """
    Return every file of a folder as it stood at one moment: again, where it was swapped meanwhile.

    :raises BadLawData: if a file cannot be read, or stands where no data is looked for
    """
    for _ in range(_TRIES):
        try:
            before = folder.stat()
            found = tuple(_texts(folder))
            after = folder.stat()
        except OSError as problem:
            failed = BadLawData(f"{folder.name}: {problem.strerror}")
            continue
        if before.st_ino == after.st_ino:
            return found
        failed = BadLawData(f"{folder.name}: swapped while it was read")
    raise failed


def _texts(folder: Path) -> Iterator[Text]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_dir() or any(part.startswith(".") for part in inside.parts):
            continue
        place = f"{IN_FORCE}/{inside.as_posix()}"
        with within(place):
            if inside.parts[0] not in FOLDERS or len(inside.parts) < 2:
                _refuse_stray(inside.name, place)
                continue
            if path.suffix != ".yaml":
                raise BadLawData(f"{place}: a file of the data is called *.yaml")
            yield Text(place, path.read_text("utf-8"), own=True)


def _refuse_stray(name: str, place: str) -> None:
    if not name.upper().startswith("README"):
        raise BadLawData(f"{place}: data stands in {', '.join(FOLDERS)}")


def complaints() -> tuple[str, ...]:
    """Return why the site's overlay is not in force as it stands; nothing where it is."""
    return current().complaints


def problems_of(folder: Path) -> tuple[str, ...]:
    """Return everything that is wrong in a folder of law data over the program's."""
    return tuple(map(str, _checked(folder).problems or ()))


def put_in_force(folder: Path, *, overlay: Path) -> int:
    """
    Check a folder of law data and put it in force; return how many files it holds.

    The data that was in force is kept beside. A process that runs keeps the law it has read.

    :raises NotLoaded: if anything is wrong; what was in force stays in force
    """
    if not overlay.is_dir():
        raise NotLoaded((say("overlay.no_folder", folder=overlay),))
    if not folder.is_dir():
        raise NotLoaded((say("overlay.no_folder", folder=folder),))
    checked = _checked(folder)
    if checked.problems:
        raise NotLoaded(tuple(map(str, checked.problems or ())))
    try:
        _swap(checked.own, overlay)
    except OSError as problem:
        raise NotLoaded((say("overlay.not_written", problem=problem.strerror),)) from None
    forget()
    return len(checked.own)


def _swap(texts: tuple[Text, ...], overlay: Path) -> None:
    """
    Write what was checked beside and rename it into its place.

    Between the two renames no ``law`` stands: a process that starts then finds ``law.good``, the
    data that was in force, or what is put in force now where nothing was loaded before. What is
    renamed lies on the disk already, so that a power cut leaves no empty files in both places.
    """
    new = Path(tempfile.mkdtemp(prefix=".law-", dir=overlay))
    try:
        _write(texts, new / IN_FORCE)
        _write(texts, new / GOOD)
        if not (overlay / GOOD).exists():
            (new / GOOD).rename(overlay / GOOD)
        if (overlay / IN_FORCE).exists():
            shutil.rmtree(overlay / PREVIOUS, ignore_errors=True)
            (overlay / IN_FORCE).rename(overlay / PREVIOUS)
        (new / IN_FORCE).rename(overlay / IN_FORCE)
        if (new / GOOD).exists():
            (overlay / GOOD).rename(new / "old")
            (new / GOOD).rename(overlay / GOOD)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write(texts: tuple[Text, ...], folder: Path) -> None:
    folder.mkdir(parents=True)
    for text in texts:
        path = folder / Path(text.place).relative_to(IN_FORCE)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            file.write(text.text)
            file.flush()
            os.fsync(file.fileno())
