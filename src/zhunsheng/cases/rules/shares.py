"""The fine of each violation of a case: what an officer states of it, beside its derivation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhunsheng.cases.choices import FirstOffence
from zhunsheng.lawbook.choices import Degree, Fact, Harm, Liable, NodeKind, Question, Waiver
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.together import Together, together
from zhunsheng.lawbook.rules.tree import Derivation, Node

Answer = bool | Harm | Degree | date


@dataclass(frozen=True, slots=True)
class Stated:
    """The value of a fact, with the piece of evidence of the file (id) that proves it."""

    value: int
    evidence: UUID | None = None


@dataclass(frozen=True, slots=True)
class FineDraft:
    """
    What an officer states of one violation, beside what the record knows, and the amount chosen.

    ``circumstances`` names each with the evidence that proves it. ``waive`` is the choice where a
    first offence may go unpunished; ``first_reason`` says why the answer on it is not what the
    look-up shows. ``order_evidence`` proves an order to rectify which ran out,
    where the case comes from elsewhere. ``fined_elsewhere`` is the decision (body and number) by
    which another body fined the same act, ``fined_evidence`` the piece that proves it.
    ``harm_evidence`` proves the harm by which an act is punished within the longer term (36).
    """

    violation: str
    fine_fen: int | None = None
    who: Liable | None = None
    answers: Mapping[Question, Answer] = field(default_factory=dict)
    facts: Mapping[Fact, Stated] = field(default_factory=dict)
    circumstances: Mapping[str, UUID | None] = field(default_factory=dict)
    weights: Mapping[str, str] = field(default_factory=dict)
    no_fault: bool = False
    waive: bool | None = None
    choice_reason: str = ""
    first_reason: str = ""
    order_evidence: UUID | None = None
    fined_elsewhere: str = ""
    fined_evidence: UUID | None = None
    harm_evidence: UUID | None = None

    @property
    def proofs(self) -> Iterator[tuple[str, UUID | None]]:
        """Yield what is to be proven, in words, with the evidence named for it."""
        for fact, stated in self.facts.items():
            yield fact.label, stated.evidence
        yield from self.circumstances.items()
        if self.fined_elsewhere.strip():
            yield self.fined_elsewhere.strip(), self.fined_evidence
        if self.answers.get(Question.ENDANGERED) is True:
            yield Question.ENDANGERED.label, self.harm_evidence


@dataclass(frozen=True, slots=True)
class Share:
    """
    One violation: what was stated, what follows; without somebody to punish nothing does.

    ``recorded`` are the questions that the record answers, ``first`` is what the look-up of
    earlier offences shows, None where nobody looked, ``was_punished`` whether it shows a penalty
    for the same violation from before this one.
    """

    draft: FineDraft
    found: Derivation | None
    label: str = ""
    facts: PenaltyFacts | None = None
    order_is_proven: bool = True
    recorded: frozenset[Question] = frozenset()
    first: FirstOffence | None = None
    was_punished: bool = False

    @property
    def departs_from_record(self) -> bool:
        """Whether the answer on a first offence is not the one that the look-up shows."""
        said = self.draft.answers.get(Question.FIRST_OFFENCE)
        if said is None or self.first is None or Question.FIRST_OFFENCE in self.recorded:
            return False
        return said is False or self.first is not FirstOffence.YES

    @property
    def contradicts_record(self) -> str:
        """The decisions of the record against which a first offence is stated, or else nothing."""
        said = self.draft.answers.get(Question.FIRST_OFFENCE)
        shown = self.facts.records if self.facts and Question.FIRST_OFFENCE in self.recorded else {}
        return shown.get(Question.FIRST_OFFENCE.value, "") if said is True else ""

    @property
    def repeats_unseen(self) -> bool:
        """Whether an earlier penalty weighs against the party that the look-up rules out."""
        return "repeated" in self.draft.circumstances and self.first is FirstOffence.YES

    @property
    def repeats_unsaid(self) -> bool:
        """Whether nobody weighed the penalty for the same violation that the look-up shows."""
        return self.was_punished and "repeated" not in self.draft.circumstances

    @property
    def is_spared(self) -> bool:
        """Whether the law forbids the fine, or the officer chose not to impose it."""
        if self.found is None or self.found.waiver is None:
            return False
        may = self.found.waiver is Waiver.FIRST_OFFENSE_WAIVER
        return bool(self.draft.waive) if may else True

    @property
    def is_fined_elsewhere(self) -> bool:
        """Whether another body fined the same act, so that it is not fined again (29)."""
        return bool(self.draft.fined_elsewhere.strip())

    @property
    def amount(self) -> int:
        """The amount chosen in fen; where the law leaves one amount alone, that one."""
        if self.draft.fine_fen is not None:
            return self.draft.fine_fen
        one = self.found is not None and self.found.is_settled
        if not one or self.is_spared or self.is_fined_elsewhere:
            return 0
        assert self.found is not None
        return self.found.least if self.found.least == self.found.most else 0

    @property
    def statutory(self) -> tuple[int, int]:
        """The range of the law, in fen, both ends in."""
        node = node_of(self.found, NodeKind.RANGE)
        return (node.least or 0, node.most or 0) if node else (0, 0)

    @property
    def is_narrowed(self) -> bool:
        """Whether a benchmark narrows the range."""
        node = node_of(self.found, NodeKind.BENCHMARK)
        return node is not None and bool(node.about)

    @property
    def is_open(self) -> bool:
        """Whether no benchmark says where in the range of the law the amount lies."""
        if self.found is None or self.is_spared or not self.amount:
            return False
        return not self.is_narrowed and self.found.least < self.found.most

    @property
    def is_within_law(self) -> bool:
        """Whether the amount lies in the statutory range, or below it where mitigated."""
        least, most = self.statutory
        mitigated = self.found is not None and self.found.degree is Degree.MITIGATED
        return (1 if mitigated else max(least, 1)) <= self.amount <= most

    @property
    def is_within_band(self) -> bool:
        """Whether the amount lies where the derivation puts it."""
        return self.found is not None and self.found.least <= self.amount <= self.found.most

    @property
    def must_be_fined(self) -> bool:
        """Whether the law sets a fine that is not left to choice and was not mitigated."""
        fine = self.found.fine if self.found else None
        mitigated = self.found is not None and self.found.degree is Degree.MITIGATED
        return fine is not None and not fine.may and not mitigated

    @property
    def is_stopped_alone(self) -> bool:
        """Whether the article fines nobody, and stops the unit's business instead."""
        violation = self.found.violation if self.found else None
        return violation is not None and not violation.fines and bool(violation.liable)

    @property
    def may_be_warned(self) -> bool:
        """Whether the law punishes this violation with a warning too."""
        violation = self.found.violation if self.found else None
        return violation is not None and violation.warning

    @property
    def deviates(self) -> bool:
        """Whether a lawful amount lies outside of what a benchmark leaves."""
        if self.is_spared or not self.amount:
            return False
        return self.is_narrowed and self.is_within_law and not self.is_within_band


@dataclass(frozen=True, slots=True)
class Fined:
    """All violations of a case: their shares, which are absorbed, the fine together in fen."""

    shares: tuple[Share, ...]
    absorbed: tuple[Share, ...] = ()
    sums: Together | None = None

    @property
    def counted(self) -> tuple[Share, ...]:
        """The shares whose fines are added."""
        return tuple(one for one in self.shares if one not in self.absorbed)

    @property
    def fine_fen(self) -> int:
        """The fine together."""
        return sum(one.amount for one in self.counted)

    @property
    def is_settled(self) -> bool:
        """Whether every derivation came to a result."""
        return all(one.found is not None and one.found.is_settled for one in self.shares)

    @property
    def is_spared(self) -> bool:
        """Whether nothing of the case is punished."""
        return bool(self.counted) and all(one.is_spared for one in self.counted)

    def ends_without_penalty(self, *, warning: bool) -> bool:
        """Return whether all is spared, or fined elsewhere and not warned of either (29)."""
        if self.is_spared:
            return True
        left = [one for one in self.counted if not one.is_spared]
        return bool(left) and not warning and all(one.is_fined_elsewhere for one in left)

    @property
    def deviates(self) -> bool:
        """Whether an amount lies outside of its benchmark."""
        return any(one.deviates for one in self.counted)


def node_of(found: Derivation | None, kind: NodeKind) -> Node | None:
    """Return the step of a kind, None where there is none."""
    nodes = found.nodes if found else ()
    return next((node for node in nodes if node.kind is kind), None)


def fined(shares: Sequence[Share], same_act: Collection[str] = ()) -> Fined:
    """
    Return the violations of a case decided apart and added.

    ``same_act`` are the violations that one act led to: of those the higher fine counts (29).
    """
    found = [one.found for one in shares if one.found is not None and one.found.is_settled]
    if len(found) < len(shares):
        return Fined(tuple(shares))
    act = frozenset(at for at, one in enumerate(shares) if one.draft.violation in same_act)
    sums = together(found, same_act=(act,) if len(act) > 1 else ())
    absorbed = tuple(s for s in shares if any(s.found is one for one in sums.absorbed))
    return Fined(tuple(shares), absorbed, sums)
