"""
No case is decided without what the law asks for, whatever was done before in whatever order.

The search walks every shape that the model can reach, however often a proposal, a notice or a
review is repeated. It proves the declaration, not the services; what a service adds can only
refuse more.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from uuid import UUID

import pytest

from tests.prove.case_model import (
    LAWS,
    Case,
    facts_of,
    following,
    may_decide,
    shape,
    starts,
)
from tests.prove.search import Reached, walk
from zhunsheng.accounts.choices import Role
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.kernel.act import Actor, ActorKind
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.kernel.procedure import permit

STARTS = list(starts())
STREET = Actor(ActorKind.OFFICER, UUID(int=1), "示例甲", frozenset({Role.STREET_OFFICER.value}))


#: Of the states that are passed over, one in so many is compared.
COMPARED = 20


def answers(case: Case) -> tuple[list[str], list[bool]]:
    """Return the steps that may be taken in this state, and which laws it keeps."""
    facts = facts_of(case)
    allowed = [step.key for step in PENALTY_ORDINARY.allowed(facts)]
    return allowed, [law(case) for law in LAWS.values()]


@cache
def reached(start: Case) -> tuple[Reached[Case], int]:
    """
    Return what can be reached from a start, and how many states were passed over.

    Many of those are compared with the state that is walked in their stead: the same steps must
    be lawful. Each search is made once.
    """
    passed = 0

    def compare(one: Case, other: Case) -> None:
        nonlocal passed
        passed += 1
        if passed % COMPARED == 0:
            assert answers(one) == answers(other), (one, other)

    return walk([start], following, shape=shape, passed=compare), passed


@pytest.mark.parametrize("start", STARTS, ids=lambda s: f"{s.review_all}-{s.complex_case}")
class TestDecision:
    def test_is_reached_and_never_without_what_the_law_asks(self, start: Case) -> None:
        found, passed = reached(start)
        decidable = [state for state in found.origin if may_decide(state)]
        assert decidable
        wrong = (
            (law, found.path(state))
            for state in decidable
            for law, holds in LAWS.items()
            if not holds(state)
        )
        assert list(islice(wrong, 3)) == []
        print(f"{len(found.origin)} shapes, {passed} passed over, {len(decidable)} decidable")


class TestHearing:
    def test_is_never_called_or_held_without_a_request(self) -> None:
        """行政处罚法 64(1): a hearing begins with the party's request."""
        found, _ = reached(STARTS[0])
        wrong = [
            found.path(state)
            for state in found.origin
            if state.last("hearing_notice", "hearing") and not state.last("hearing_request")
        ]
        assert wrong[:3] == []


class TestStreet:
    def test_cannot_take_a_step_of_the_ordinary_procedure(self) -> None:
        """行政处罚法 24, 应急管理部令 6: what is delegated ends with the summary procedure."""
        for state in islice(reached(STARTS[0])[0].origin, 400):
            for step in PENALTY_ORDINARY.steps[1:]:  # a clue is handed up, and punishes nobody
                with pytest.raises(StepRefused):
                    permit(PENALTY_ORDINARY, step.key, facts_of(state), by=STREET)

    def test_may_decide_on_the_spot(self) -> None:
        step = PENALTY_SUMMARY.step("on_the_spot")
        assert Role.STREET_OFFICER.value in step.actor
