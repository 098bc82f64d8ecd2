"""Lists of lenient treatment: what they ask of a case, and whether it meets that (law.md 5.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook.choices import Fact, Harm, LeniencyKind, Question
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.law import Condition, Violation
from zhunsheng.lawbook.rules.places import places


@dataclass(frozen=True, slots=True)
class Leniency:
    """
    An item of a list: for which violation (empty: shown, never applied), under which conditions.

    ``first`` asks for a first offence, ``harm`` for no more than that harm; correction in time is
    asked of every item. All conditions of ``when`` must hold.
    """

    list_id: str
    number: int
    kind: LeniencyKind
    title: str
    label: str
    violation: str
    basis: Citation
    place: str
    jurisdiction: str
    since: date
    until: date | None
    first: bool
    harm: Harm
    when: tuple[Condition, ...]
    verified: bool
    source: str
    checked_on: date

    @property
    def id(self) -> str:
        """The item inside its list."""
        return f"{self.list_id}-{self.number}"

    @property
    def binds(self) -> bool:
        """Whether the item is tied to a violation; what is not is shown, not applied."""
        return bool(self.violation)

    def in_force(self, on: date) -> bool:
        """Return whether the list holds for a decision of the day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Compared:
    """
    A case held against an item: met where nothing is open and nothing missed.

    ``missed`` are the facts that speak against it, ``questions`` what is still to be stated.
    """

    item: Leniency
    met: tuple[Fact, ...] = ()
    missed: tuple[Fact | Question, ...] = ()
    questions: tuple[Fact | Question, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the item grants its treatment to this case."""
        return not self.missed and not self.questions


def listed(
    items: Sequence[Leniency], violation: Violation, facts: PenaltyFacts, kind: LeniencyKind
) -> Leniency | None:
    """Return the item for a violation that binds: in force when deciding, most specific place."""
    around = places(facts.jurisdiction)
    found = [
        one
        for one in items
        if one.kind is kind
        and one.violation == violation.key
        and one.in_force(facts.times.decided_on)
        and one.jurisdiction in around
    ]
    return max(found, key=lambda one: len(one.jurisdiction), default=None)


def compared(item: Leniency, facts: PenaltyFacts) -> Compared:
    """Hold a corrected case against an item; what is missed is told before anything is asked."""
    missed: list[Fact | Question] = []
    asked: list[Fact | Question] = []
    _harm(item, facts, missed, asked)
    if item.first:
        _answer(facts.first_offence, Question.FIRST_OFFENCE, missed, asked)
    for one in item.when:
        known = facts.facts.get(one.fact)
        if known is None:
            asked.append(one.fact)
        elif not one.holds(known.value):
            missed.append(one.fact)
    known_facts = tuple(one.fact for one in item.when if one.fact in facts.facts)
    met = tuple(one for one in known_facts if one not in missed)
    return Compared(item, met, tuple(missed), () if missed else tuple(asked))


def _harm(
    item: Leniency,
    facts: PenaltyFacts,
    missed: list[Fact | Question],
    asked: list[Fact | Question],
) -> None:
    allowed = (Harm.NONE, Harm.MINOR) if item.harm is Harm.MINOR else (Harm.NONE,)
    if facts.harm is None:
        asked.append(Question.HARM)
    elif facts.harm not in allowed:
        missed.append(Question.HARM)


def _answer(
    stated: bool | None,
    question: Question,
    missed: list[Fact | Question],
    asked: list[Fact | Question],
) -> None:
    if stated is None:
        asked.append(question)
    elif not stated:
        missed.append(question)
