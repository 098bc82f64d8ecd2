"""
No case is decided without what the law asks for, whatever was done before in whatever order.

The search walks every state of the model: with one proposal without a bound, and with a proposal
that is changed once up to a depth. It proves the declaration, not the services; what a service
adds can only refuse more.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import islice
from uuid import UUID

import pytest

from tests.prove.case_model import (
    LAWS,
    Bounds,
    Case,
    done,
    facts_of,
    following,
    may_decide,
    settled,
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


@cache
def reached(start: Case, changes: int, depth: int) -> Reached[Case]:
    """Return what can be reached from a start; each search is made once."""
    return walk([start], partial(following, bounds=Bounds(changes)), depth=depth)


@pytest.mark.parametrize("start", STARTS, ids=lambda s: f"{s.review_all}-{s.complex_case}")
@pytest.mark.parametrize(("changes", "depth"), [(0, 10_000), (1, 15)], ids=["one", "changed"])
class TestDecision:
    def test_is_reached_and_never_without_what_the_law_asks(
        self, start: Case, changes: int, depth: int
    ) -> None:
        found = reached(start, changes, depth)
        decidable = [state for state in found.origin if may_decide(state)]
        assert decidable
        wrong = (
            (law, found.path(state))
            for state in decidable
            for law, holds in LAWS.items()
            if not holds(state)
        )
        assert list(islice(wrong, 3)) == []
        print(f"{len(found.origin)} states, {len(decidable)} decidable")


class TestHearing:
    def test_is_never_called_or_held_without_a_request(self) -> None:
        """行政处罚法 64(1): a hearing begins with the party's request."""
        found = reached(STARTS[0], 0, 12)
        wrong = [
            found.path(state)
            for state in found.origin
            if state.last("hearing_notice", "hearing") and not state.last("hearing_request")
        ]
        assert wrong[:3] == []


class TestStreet:
    def test_cannot_take_a_step_of_the_ordinary_procedure(self) -> None:
        """行政处罚法 24, 应急管理部令 6: what is delegated ends with the summary procedure."""
        for state in islice(reached(STARTS[0], 0, 12).origin, 400):
            for step in PENALTY_ORDINARY.steps:
                with pytest.raises(StepRefused):
                    permit(PENALTY_ORDINARY, step.key, facts_of(state), by=STREET)

    def test_may_decide_on_the_spot(self) -> None:
        step = PENALTY_SUMMARY.step("on_the_spot")
        assert Role.STREET_OFFICER.value in step.actor


class TestModel:
    def test_tells_orders_apart_only_where_something_compares_them(self) -> None:
        """The settled order of a state allows the same steps as the order in which it came."""
        case, order = STARTS[0], []
        for step, outcome in (
            *(("clue", ""), ("opening", ""), ("investigation", ""), ("proposal", "hearing")),
            *(("review_request", ""), ("legal_review", "AGREED"), ("prior_notice", "")),
            *(("notice_delivery", ""), ("hearing_request", ""), ("representation", "")),
            *(("hearing_notice", ""), ("representation_waiver", ""), ("hearing", "HELD")),
            *(("hearing_report", ""), ("representation_answer", "")),
        ):
            order.append((step, outcome))
            case = done(case, step, outcome)
            as_it_came = case._replace(acts=tuple(order))
            for declared in PENALTY_ORDINARY.steps:
                plain = PENALTY_ORDINARY.findings(declared.key, facts_of(as_it_came))
                tidy = PENALTY_ORDINARY.findings(declared.key, facts_of(case))
                assert [f.code for f in plain] == [f.code for f in tidy], declared.key
        assert settled(tuple(order)) != tuple(order)
