"""The facts of a remedy: the acts done and flat values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhunsheng.cases.rules.facts import ActedBy
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.remedies.choices import Instance, Outcome, RemedyStage

#: Steps with which a remedy ends.
ENDING = ("reconsideration_result", "taking_effect")
ANSWERING = ("answer", "defence")


@dataclass(frozen=True, slots=True)
class RemedyFacts(ActedBy):
    """All that the rules of a remedy look at; ``evidence_items`` are those to be handed in now."""

    acts: tuple[DoneAct, ...] = field(default=())
    on: date | None = None
    received_on: date | None = None
    evidence_items: int = 0
    last_instance: str = ""

    def last(self, *steps: str) -> int:
        """Return the sequence of the last act of these steps, 0 where there is none."""
        return max((act.sequence for act in self.acts if act.step in steps), default=0)

    def day_of(self, *steps: str) -> date | None:
        """Return the day of the last act of these steps."""
        days = [act.on for act in self.acts if act.step in steps]
        return days[-1] if days else None

    @property
    def is_answered(self) -> bool:
        """Whether the bureau answered or defended."""
        return self.last(*ANSWERING) > 0

    @property
    def is_ended(self) -> bool:
        """Whether the remedy has ended."""
        return self.last(*ENDING) > 0

    @property
    def ruling_counts(self) -> bool:
        """Whether there is a ruling that was not taken to the second instance."""
        return self.last("ruling") > self.last("second_instance")

    @property
    def is_in_second_instance(self) -> bool:
        """Whether the suit went to the second instance."""
        return self.last("second_instance") > 0

    @property
    def judged_in_second_instance(self) -> bool:
        """Whether the last ruling is one of the second instance, which is final at once."""
        return bool(self.last_instance == Instance.SECOND.value)


def stage_of(facts: RemedyFacts) -> RemedyStage:
    """Return where a remedy stands."""
    if facts.is_ended:
        return RemedyStage.ENDED
    if facts.ruling_counts:
        return RemedyStage.JUDGED
    return RemedyStage.ANSWERED if facts.is_answered else RemedyStage.TO_ANSWER


def outcome_of(facts: RemedyFacts) -> Outcome | None:
    """Return how a remedy ended, nothing while it has not."""
    ended = [act.outcome for act in facts.acts if act.step in ENDING]
    return Outcome(ended[-1]) if ended else None
