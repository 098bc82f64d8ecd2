"""Which kind of penalty is lighter than which, read from the file that a lawyer edits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from zhunsheng.lawbook.choices import Measure


@cache
def weights() -> Mapping[Measure, int]:
    """Return the weight of each kind that another may take the place of, the lightest lowest."""
    text = files("zhunsheng.cases").joinpath("data", "weights.yaml").read_text("utf-8")
    lines = enumerate(yaml.safe_load(text))
    return {Measure(kind): weight for weight, line in lines for kind in line["kinds"]}
