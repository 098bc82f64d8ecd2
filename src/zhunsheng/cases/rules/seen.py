"""What the checks of a legal review look at: the record of a case, as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.inquiry.choices import PreservationStage
from zhunsheng.kernel.finding import Finding


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """A piece of evidence: what it proves, whether it is of the party and its file is kept."""

    number: str
    name: str
    proves: str
    is_statement: bool
    is_kept: bool = True

    @property
    def label(self) -> str:
        """How a line names it."""
        return f"{self.number}《{self.name}》"


@dataclass(frozen=True, slots=True)
class KeptSeen:
    """A preservation on which something is to be done: things, stage, last day, number of paper."""

    items: str
    stage: PreservationStage
    until: date | None
    number: str


@dataclass(frozen=True, slots=True)
class ExpertSeen:
    """An expert whose opinion is awaited: who is asked what, since when, by which paper."""

    institution: str
    questions: str
    since: date
    number: str


@dataclass(frozen=True, slots=True)
class FineSeen:
    """A derived fine: amount, statutory range and band in fen, what its derivation rests on."""

    label: str
    fine_fen: int
    least: int
    most: int
    deviates: bool
    is_spared: bool
    is_mitigated: bool
    is_verified: bool
    law_since: date | None
    has_benchmark: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """
    All that the checks look at.

    ``lapsed`` names officer, step and day of acts taken without a valid credential; ``unlisted``
    the violations that the power list in force does not hold, None without a list; ``unproven`` the
    facts of the derivation without evidence of the file; ``missing_papers`` step and title of
    papers that a step should have made; ``findings`` what the procedure holds against the review;
    ``near_acts`` the cases of the same violation at about the same time, ``other_act`` why the
    proposal holds this one for another act; ``fell`` are the decisions on the act that fell,
    ``former_fen`` is their least fine, ``anew`` what changed since; ``has_place`` that the registry
    holds the party in a street of the bureau. ``later`` are number, name and day of the evidence
    that is new to the party since the notice, or the hearing on it; ``later_reason`` is why it does
    not matter. ``served_late`` names the deliveries that were entered later than on their day.
    """

    facts: CaseFacts
    law_day: date
    lapsed: tuple[tuple[str, str, date], ...] = ()
    out_of_order: tuple[tuple[str, str], ...] = ()
    strangers: tuple[tuple[str, str], ...] = ()
    unlisted: tuple[str, ...] | None = ()
    has_place: bool = True
    overdue: tuple[str, ...] = ()
    unknown_terms: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    evidence: tuple[ItemSeen, ...] = ()
    kept: tuple[KeptSeen, ...] = ()
    awaited: tuple[ExpertSeen, ...] = ()
    later: tuple[tuple[str, str, date], ...] = ()
    later_reason: str = ""
    unproven: tuple[str, ...] = ()
    fines: tuple[FineSeen, ...] = ()
    is_approved: bool = False
    papers: int = 0
    missing_papers: tuple[tuple[str, str], ...] = ()
    near_acts: tuple[str, ...] = ()
    other_act: str = ""
    proposed_fen: int = 0
    fell: tuple[str, ...] = ()
    former_fen: int | None = None
    anew: str = ""
    hints: tuple[str, ...] = ()
    served_late: tuple[str, ...] = ()
