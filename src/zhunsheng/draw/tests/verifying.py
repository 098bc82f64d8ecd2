"""The stand-alone verifier in the hands of a citizen, and of a forger."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

TOOL = Path(__file__).parents[4] / "tools" / "verify" / "draw.py"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(TOOL), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={"PYTHONUTF8": "1"},
    )


def forged(data: bytes, tool: ModuleType, change: Any) -> bytes:
    """Change a record and give it the hashes that would hide it, as a forger would."""
    record = json.loads(data)
    change(record)
    pool = record["pool"]
    record["digests"] = {
        name: [tool.digest(one) for one in value]
        if isinstance(value, list) and name not in tool.WHOLE_LISTS
        else tool.digest(value)
        for name, value in pool.items()
    }
    record["pool_hash"] = tool.digest(pool)
    left_out = {"record_hash", "pool", "digests"}
    rest = {key: value for key, value in record.items() if key not in left_out}
    made: bytes = tool.canonical({**record, "record_hash": tool.digest(rest)})
    return made
