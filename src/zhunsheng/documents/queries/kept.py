"""Files that are made at the first request and kept below the site's folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


def kept_or_made(folder: Path, key: str, ending: str, make: Callable[[], bytes], /) -> Path:
    """
    Give the file that was made for a key, or make it.

    Its name holds the key and the hash of the file; one that does not have its hash any more is
    set aside and made again.

    :raises OSError: if the disk refuses; nothing half-written stays
    """
    for kept in sorted(folder.glob(f"{key}.*.{ending}")):
        if sha256(kept.read_bytes()).hexdigest() == kept.name.split(".")[1]:
            return kept
        kept.rename(kept.with_name(f"{kept.name}.damaged"))
    data = make()
    place = folder / f"{key}.{sha256(data).hexdigest()}.{ending}"
    write_whole(place, data)
    return place


def write_whole(place: Path, data: bytes, /) -> None:
    """
    Write beside and rename last: a reader never meets half a file.

    :raises OSError: if the disk refuses (full, read-only); nothing half-written stays
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).replace(place)
    except OSError:
        with suppress(OSError):
            Path(beside).unlink()
        raise
