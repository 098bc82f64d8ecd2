"""Read a sheet with pandas and openpyxl, and print JSON; run by ``benchmarks.registry``."""

from __future__ import annotations

import json
import resource
import sys
import time

import pandas


def main() -> int:
    """Read the sheet that is named first."""
    begin, busy = time.perf_counter(), time.process_time()
    pandas.read_excel(sys.argv[1], dtype=str, engine="openpyxl")
    told = {
        "wall": time.perf_counter() - begin,
        "busy": time.process_time() - busy,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
