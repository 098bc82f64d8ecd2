"""
Time one case in OpenFisca with its country template, and print JSON.

Run by ``tests/benchmarks/law.py`` in an environment of its own: OpenFisca (AGPL) is measured
beside this program and is no part of it.
"""

from __future__ import annotations

import json
import statistics
import sys
import time

from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem

ROUNDS = 400


def main() -> int:
    """Build and calculate one household's case again and again."""
    begin = time.perf_counter()
    system = CountryTaxBenefitSystem()
    loaded = time.perf_counter() - begin
    times = []
    for _ in range(ROUNDS):
        case = {
            "persons": {"one": {"salary": {"2017-01": 4000}, "birth": {"ETERNITY": "1980-01-01"}}},
            "households": {"home": {"adults": ["one"]}},
        }
        begin = time.perf_counter()
        simulation = SimulationBuilder().build_from_entities(system, case)
        simulation.trace = True
        simulation.calculate("income_tax", "2017-01")
        times.append(time.perf_counter() - begin)
    print(json.dumps({"case_us": statistics.median(times) * 1e6, "load_s": loaded}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
