"""
No case is decided without what the law asks for, whatever was done before in whatever order.

The search walks every shape that a model can reach, however often a proposal, a notice or a
review is repeated. It proves the declaration, not the services; what a service adds can only
refuse more, and `test_acts.py` tries those.
"""

from __future__ import annotations

import copy
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

import pytest

from tests.mutation.placing import without
from tests.prove.case_model import ORDINARY, SUMMARY
from tests.prove.conftest import Tell
from tests.prove.model import Model, State, Told
from tests.prove.search import Reached, walk
from tests.prove.turning_model import TURNING
from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import needs_review
from zhunsheng.kernel.act import Actor, ActorKind
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.kernel.procedure import DoneAct, permit

DAY = date(2025, 6, 3)
WALKS = {"ordinary": ORDINARY, "turning": TURNING, "summary": SUMMARY}
STREET = Actor(ActorKind.OFFICER, UUID(int=1), "示例甲", frozenset({Role.STREET_OFFICER.value}))
#: Of the states that are passed over, one in so many is compared with the one of its shape.
COMPARED = 40
#: Of the states that are walked, one in so many is asked of the declaration itself.
ASKED = 400


@dataclass(frozen=True, slots=True)
class Searched:
    """One search: what was reached, in which states a step was lawful, what was not kept."""

    model: Model
    found: Reached[State]
    passed: int
    lawful: Counter[str]
    wrong: list[tuple[str, list[str]]]
    seconds: float  # of the processor: other programs do not count


@cache
def searched(name: str) -> Searched:
    """Search all that follows from every start, and judge every state that was reached."""
    begin, passed = time.process_time(), 0
    model = Model(WALKS[name])

    def compare(one: State, other: State) -> None:
        nonlocal passed
        passed += 1
        if passed % COMPARED == 0:
            assert model.walked(one) == model.walked(other), (one, other)
            assert model.broken(one) == model.broken(other), (one, other)
            assert model.future(one) == model.future(other), (one, other)

    found = walk(model.starts(), model.following, shape=model.shape, passed=compare)
    lawful, wrong = Counter[str](), []
    for state in found.origin:
        lawful.update(model.walked(state))
        for broken in (*model.broken(state), *model.unbarred(state)):
            wrong.append((broken, found.path(state)))
    return Searched(model, found, passed, lawful, wrong, time.process_time() - begin)


def real_facts(search: Searched, state: State) -> CaseFacts:
    """Return the facts as a room would give them: the acts on the way, and the values."""
    model = search.model
    words = [act.partition(" ") for act in search.found.path(state)]
    taken = [(key, outcome) for key, _, outcome in words if key in model.declared.by_key]
    values = model.values(state)
    plain: dict[str, Any] = {name: values[name] for name in values if name in FIELDS}
    for name, rule in model.told.modelled.items():
        if name in FIELDS:
            plain[name] = model.answer(rule, state)
    acts = tuple(DoneAct(key, DAY, n, outcome) for n, (key, outcome) in enumerate(taken, 1))
    return CaseFacts(**plain, acts=acts, on=DAY)


FIELDS = {one.name for one in fields(CaseFacts)} - {"acts", "on"}


@pytest.mark.parametrize("name", list(WALKS))
class TestProcedure:
    def test_keeps_every_law_in_every_state(self, name: str, tell: Tell) -> None:
        search = searched(name)
        assert search.wrong[:3] == []
        found = search.found
        tell(name, "starts", len(list(search.model.starts())))
        tell(name, "states reached", len(found.origin))
        tell(name, "acts tried in them", found.acts)
        tell(name, "shortest paths to them", sum(found.ways.values()))
        tell(name, "longest of these, in acts", max(len(found.path(s)) for s in found.origin))
        tell(name, "states taken for one of these", search.passed)
        tell(name, "questions that the rules ask", len(search.model.questions.bits))
        tell(name, "seconds of the processor", f"{search.seconds:.1f}")

    def test_is_read_as_it_is_declared(self, name: str, tell: Tell) -> None:
        """The trees that are walked say what `Procedure.findings` says on a file's facts."""
        search = searched(name)
        procedure, every = search.model.told.procedure, 1 if name == "summary" else ASKED
        states = list(islice(search.found.origin, 0, None, every))
        for state in states:
            declared = [step.key for step in procedure.allowed(real_facts(search, state))]
            assert search.model.allowed(state) == declared, search.found.path(state)
        tell(name, "states asked of the declaration itself", len(states))

    def test_reaches_every_step(self, name: str) -> None:
        """No sentence holds only because a step is never reached."""
        search = searched(name)
        assert {step.key for step in search.model.steps} - set(search.lawful) == set()

    def test_has_each_sentence_by_name(self, name: str, tell: Tell) -> None:
        """Build 10(a): what was proved, and in how many states it was at stake."""
        search = searched(name)
        told, states = search.model.told, len(search.found.origin)
        for key, laws in told.laws.items():
            label = told.procedure.step(key).label
            for law in laws:
                assert search.lawful[key] > 0
                tell(f"no {label} without", law, f"{search.lawful[key]:,} states")
        for one in told.barred:
            labels = "、".join(told.procedure.step(key).label for key in one.steps)
            tell(one.name, f"bars {labels}", f"{states:,} states")


#: Guards and waits whose loss breaks a law: the search must find the way to it.
TAKEN_OUT = (
    ("decision", "guards", "statement_answered", "statement over and answered"),
    ("decision", "guards", "representation_closed", "statement over and answered"),
    ("decision", "guards", "hearing_settled", "hearing offered"),
    ("decision", "guards", "notice_covers_proposal", "notice"),
    ("decision", "guards", "later_evidence_is_told", "not told of"),
    ("decision", "guards", "discussion_is_last", "discussion after"),
    ("decision", "guards", "within_ninety_days", "term of ninety days"),
    ("discussion", "guards", "hearing_settled", "discussion without hearing"),
    ("opening", "guards", "two_handlers", "two officers"),
    ("opening", "guards", "within_limitation", "limitation"),
    ("prior_notice", "guards", "no_hearing_pending", "hearing"),
    ("hearing", "guards", "hearing_notice_is_delivered", "notice delivered"),
    ("hearing", "guards", "hearing_notice_in_time", "called in time"),
)


#: The same where a case turns.
TURNS = (
    ("decision", "guards", "crime_is_settled", "a decision on the crime reported"),
    ("decision", "guards", "not_with_police", "back from the police"),
    ("decision", "guards", "committee_agreed", "the committee on the present proposal"),
    ("decision", "guards", "first_check_passed", "a first check of the present proposal"),
    ("decision", "guards", "endorsement_stands", "the deputy's signature"),
    ("no_penalty", "guards", "crime_is_settled", "a decision on the crime reported"),
    ("no_penalty", "guards", "not_suspended", "the case resumed"),
    ("prior_notice", "guards", "committee_agreed", "the committee on the present proposal"),
    ("closing", "guards", "police_have_answered", "back from the police"),
    ("closing", "guards", "crime_is_settled", "a decision on the crime reported"),
    ("closing", "guards", "filed_where_due", "the filing of a heavy penalty"),
    ("termination", "guards", "nothing_is_sealed", "sealed things"),
    ("closing", "guards", "withdrawal_is_delivered", "the delivery of its withdrawal"),
    ("crime_decision", "guards", "by_no_handler", "who handles does not decide"),
    ("withdrawal", "guards", "by_no_handler", "who handles does not decide"),
    ("endorsement", "guards", "submission_is_current", "a submission of the present case"),
    ("no_penalty", "guards", "sparing_is_endorsed", "the deputy's signature before sparing"),
    ("sparing_endorsement", "guards", "sparing_is_submitted", "a submission to spare"),
    ("filing", "guards", "penalty_is_to_be_filed", "a decision (75)"),
    ("closing", "guards", "order_is_reinspected", "the order was re-inspected"),
)


#: When a review is due, each time without one head of 58.1 or the bureau's own rule.
HEADS_OF_REVIEW: dict[str, Callable[[CaseFacts], bool]] = {
    "of great public interest": lambda f: (
        f.review_every_case or f.complex_case or f.hearing_ever_held
    ),
    "complex": lambda f: f.review_every_case or f.special_ground or f.hearing_ever_held,
    "every case": lambda f: f.special_ground or f.complex_case or f.hearing_ever_held,
}


class Found(Exception):
    """A law is not kept: the search can end."""


class TestSearch:
    @pytest.mark.parametrize(
        ("told", "step", "part", "name", "law"),
        [*((ORDINARY, *row) for row in TAKEN_OUT), *((TURNING, *row) for row in TURNS)],
        ids=lambda one: one if isinstance(one, str) else "",
    )
    def test_finds_the_way_where_a_guard_is_missing(
        self, told: Told, step: str, part: str, name: str, law: str
    ) -> None:
        assert lost(replace(told, procedure=spoilt(told, step, part, name)), law)

    @pytest.mark.parametrize("head", list(HEADS_OF_REVIEW))
    def test_finds_the_way_where_a_head_of_58_is_forgotten(
        self, head: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """行政处罚法 58.1: each of its heads is enough, and each is in the model."""
        monkeypatch.setattr(needs_review, "__code__", HEADS_OF_REVIEW[head].__code__)
        assert lost(ORDINARY, "legal review where required (58)")


def lost(told: Told, law: str) -> bool:
    """Tell whether the search finds a state in which a law is not kept."""
    model = Model(told)

    def look(state: State) -> tuple[object, ...]:
        if any(law in one for one in model.broken(state) + model.unbarred(state)):
            raise Found
        return model.shape(state)

    try:
        walk(model.starts(), model.following, shape=look)
    except Found:
        return True
    return False


def spoilt(told: Told, step: str, part: str, name: str) -> Any:
    """Return a copy of a procedure without a guard; the declaration stays as it is."""
    procedure = copy.copy(told.procedure)
    guards = [getattr(one, "__name__", one) for one in getattr(procedure.step(step), part)]
    without(procedure, step, part, guards.index(name))
    return procedure


class TestPower:
    """行政处罚法 17, 57, 58: who may take which step, whatever the file says."""

    @pytest.mark.parametrize(
        "step", ["opening", "not_opened", "deviation_approval", "extension", "decision",
                 "no_penalty", "closing"]
    )  # fmt: skip
    def test_to_decide_is_with_the_persons_in_charge(self, step: str) -> None:
        assert PENALTY_ORDINARY.step(step).actor <= {role.value for role in HEADS}

    @pytest.mark.parametrize("step", ["crime_decision", "withdrawal"])
    def test_to_hand_over_a_crime_or_withdraw_a_decision_is_with_the_chief_alone(
        self, step: str
    ) -> None:
        """移送规定 5, 行政处罚法 75.2."""
        assert PENALTY_ORDINARY.step(step).actor == {Role.CHIEF.value}

    @pytest.mark.parametrize("step", ["suspension", "resumption", "transfer", "termination"])
    def test_to_let_a_case_stand_or_end_is_with_the_persons_in_charge(self, step: str) -> None:
        assert PENALTY_ORDINARY.step(step).actor <= {role.value for role in HEADS}

    def test_to_review_is_with_the_legal_section(self) -> None:
        assert PENALTY_ORDINARY.step("legal_review").actor == {Role.LEGAL_REVIEWER.value}

    def test_a_street_takes_no_step_of_the_ordinary_procedure(self, tell: Tell) -> None:
        """行政处罚法 24, 应急管理部令 6: what is delegated ends with the summary procedure."""
        search, tried = searched("ordinary"), 0
        for state in islice(search.found.origin, 0, None, ASKED):
            facts = real_facts(search, state)
            for step in PENALTY_ORDINARY.steps[1:]:  # a clue is handed up, and punishes nobody
                tried += 1
                with pytest.raises(StepRefused):
                    permit(PENALTY_ORDINARY, step.key, facts, by=STREET)
        tell("power (24)", "steps tried as a street officer, all refused", tried)

    def test_a_street_may_decide_on_the_spot(self) -> None:
        assert Role.STREET_OFFICER.value in PENALTY_SUMMARY.step("on_the_spot").actor
