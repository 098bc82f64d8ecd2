"""Legal numbers that a text is compared with, as the lawbook holds them: dated and cited."""

from __future__ import annotations

from datetime import date

from zhunsheng.lawbook.loading import ParameterValue, instruments, parameters
from zhunsheng.lawbook.rules.places import NATIONAL


def in_force(key: str, on: date | None) -> ParameterValue | None:
    """
    Return the national value in force on a day.

    None where the lawbook holds none for the day, or the day is not known: nothing is compared.
    """
    if on is None:
        return None
    known = [v for v in parameters()[key] if v.jurisdiction == NATIONAL and v.since <= on]
    return known[-1] if known else None


def basis(value: ParameterValue) -> str:
    """Name the article of a value, and say so where it was held against no source."""
    title = instruments()[value.basis.instrument].short
    return f"{title}{value.basis.place}{'' if value.verified else '，依据条文待核实'}"
