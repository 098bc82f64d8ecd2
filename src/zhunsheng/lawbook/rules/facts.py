"""What is known of a violation when its fine is derived; what nobody stated stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook.choices import Degree, Fact, FactorEffect, Harm, Liable
from zhunsheng.lawbook.rules.law import Violation
from zhunsheng.lawbook.rules.versions import Times


@dataclass(frozen=True, slots=True)
class Known:
    """A value with the record that proves it (an id, or the words of who stated it)."""

    value: int
    record: str = ""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A circumstance of the case: what it does, on which basis, proven by which record."""

    key: str
    label: str
    effect: FactorEffect
    basis: Citation
    record: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class PenaltyFacts:
    """
    All that the derivation of one fine looks at.

    ``found_on`` to ``first_offence`` are None as long as nobody stated them. ``choice``
    is the first day of the version that was chosen where two come into question, ``weights``
    the options chosen in the percent model.
    """

    times: Times
    who: Liable
    jurisdiction: str = "CN"
    found_on: date | None = None
    endangered: bool | None = None
    order_expired: bool | None = None
    corrected: bool | None = None
    harm: Harm | None = None
    minor: bool | None = None
    first_offence: bool | None = None
    no_fault: bool = False
    facts: Mapping[Fact, Known] = field(default_factory=dict)
    circumstances: tuple[Circumstance, ...] = ()
    degree: Degree | None = None
    choice: date | None = None
    weights: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)

    def chosen(self, versions: tuple[Violation, ...]) -> Violation | None:
        """Return the version that was chosen, None where none was."""
        return next((one for one in versions if one.since == self.choice), None)
