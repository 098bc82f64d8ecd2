"""Reads of the lawbook: labels of citations, the value that applies on a day, violations."""

from __future__ import annotations

from datetime import date

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook.loading import (
    Article,
    Instrument,
    ParameterValue,
    Violation,
    instruments,
    parameters,
    violations,
)

__all__ = ["Instrument", "ParameterValue", "Violation", "instruments", "parameters", "violations"]

NATIONAL = "CN"


class NoSuchLaw(LookupError):
    """The lawbook holds nothing for what was asked: a citation, parameter or violation."""


def instrument(citation: Citation) -> Instrument:
    """
    Return the instrument that a citation names.

    :raises NoSuchLaw: if the lawbook does not hold it
    """
    try:
        return instruments()[citation.instrument]
    except KeyError:
        raise NoSuchLaw(str(citation)) from None


def article(citation: Citation) -> Article:
    """
    Return the article that a citation names.

    :raises NoSuchLaw: if the lawbook does not hold it
    """
    number = f"{citation.article}" + (f"-{citation.insert}" if citation.insert else "")
    try:
        return instrument(citation).articles[number]
    except KeyError:
        raise NoSuchLaw(str(citation)) from None


def cite_label(citation: Citation) -> str:
    """Return a citation as it is printed: title in book marks, then the place."""
    return f"《{instrument(citation).short}》{citation.place}"


def full_label(citation: Citation) -> str:
    """Return a citation with the full title, as a decision prints it."""
    return f"《{instrument(citation).title}》{citation.place}"


def parameter(key: str, *, on: date, jurisdiction: str = NATIONAL) -> ParameterValue:
    """
    Return the value of a legal number that applies on a day.

    The jurisdiction's own value goes before the national one.

    :raises NoSuchLaw: if no value applies on that day
    """
    values = [v for v in parameters().get(key, ()) if v.since <= on]
    for place in (jurisdiction, NATIONAL):
        own = [v for v in values if v.jurisdiction == place]
        if own:
            return own[-1]
    raise NoSuchLaw(f"{key} on {on}")


def violation(key: str) -> Violation:
    """
    Return a violation of the catalogue.

    :raises NoSuchLaw: if the catalogue does not hold it
    """
    try:
        return violations()[key]
    except KeyError:
        raise NoSuchLaw(key) from None
