"""
No case is decided without what the law asks for, whatever was done before in whatever order.

The search walks every shape that a model can reach, however often a proposal, a notice or a
review is repeated. It proves the declaration, not the services; what a service adds can only
refuse more, and `test_acts.py` tries those.
"""

from __future__ import annotations

import copy
import time
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

import pytest

from tests.mutation.plugin import without
from tests.prove.case_model import BARRED, LAWS, ORDINARY, SUMMARY
from tests.prove.conftest import Tell
from tests.prove.model import Model, State, Told
from tests.prove.search import Reached, walk
from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.act import Actor, ActorKind
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.kernel.procedure import DoneAct, permit

DAY = date(2025, 6, 3)
STREET = Actor(ActorKind.OFFICER, UUID(int=1), "示例甲", frozenset({Role.STREET_OFFICER.value}))
STARTS = list(Model(ORDINARY).starts())
#: Of the states that are passed over, one in so many is compared with the one of its shape.
COMPARED = 10
#: Of the states that are walked, one in so many is asked of the declaration itself.
ASKED = 400


@cache
def model_of(name: str) -> Model:
    return Model({"ordinary": ORDINARY, "summary": SUMMARY}[name])


@cache
def reached(name: str, start: State) -> tuple[Reached[State], int, float]:
    """Return what can be reached, how many states were passed over, in how many seconds."""
    model, passed, begin = model_of(name), 0, time.perf_counter()

    def compare(one: State, other: State) -> None:
        nonlocal passed
        passed += 1
        if passed % COMPARED == 0:
            assert model.allowed(one) == model.allowed(other), (one, other)
            assert model.broken(one) == model.broken(other), (one, other)
            assert model.future(one) == model.future(other), (one, other)

    found = walk([start], model.following, shape=model.shape, passed=compare)
    return found, passed, time.perf_counter() - begin


def real_facts(model: Model, found: Reached[State], state: State) -> CaseFacts:
    """Return the facts as a room would give them: the acts on the way, and the values."""
    words = [act.partition(" ") for act in found.path(state)]
    taken = [(key, outcome) for key, _, outcome in words if key in model.declared.by_key]
    values = model.values(state)
    plain: dict[str, Any] = {
        name: values[name] for name in model.constant | values if name in FIELDS
    }
    plain |= {
        name: model.answer(rule, state)
        for name, rule in model.told.modelled.items()
        if name in FIELDS
    }
    acts = tuple(DoneAct(key, DAY, n, outcome) for n, (key, outcome) in enumerate(taken, 1))
    return CaseFacts(**plain, acts=acts, on=DAY)


FIELDS = set(CaseFacts.__dataclass_fields__) - {"acts", "on"}


@pytest.mark.parametrize("start", STARTS, ids=lambda s: f"{s.values[0]}-{s.values[1]}")
class TestOrdinary:
    def test_keeps_every_law_in_every_state(self, start: State, tell: Tell) -> None:
        model = model_of("ordinary")
        found, passed, seconds = reached("ordinary", start)
        decidable = [state for state in found.origin if model.may("decision", state)]
        assert decidable
        wrong = (
            (broken, found.path(state))
            for state in found.origin
            for broken in (*model.broken(state), *model.unbarred(state))
        )
        assert list(islice(wrong, 3)) == []
        all_reviewed, complex_case = start.values[:2]
        proof = "ordinary, " + ("all reviewed" if all_reviewed else "reviewed where required")
        proof += ", complex" if complex_case else ""
        tell(proof, "states reached", len(found.origin))
        tell(proof, "acts tried in them", found.acts)
        tell(proof, "shortest paths to them", sum(found.ways.values()))
        tell(proof, "longest of these, in acts", max(len(found.path(s)) for s in decidable))
        tell(proof, "states where a decision is lawful", len(decidable))
        tell(proof, "states taken for another", passed)
        tell(proof, "seconds", f"{seconds:.1f}")

    def test_is_read_as_it_is_declared(self, start: State, tell: Tell) -> None:
        """The trees that are walked say what `Procedure.findings` says on a file's facts."""
        model, (found, _, _) = model_of("ordinary"), reached("ordinary", start)
        for state in islice(found.origin, 0, None, ASKED):
            facts = real_facts(model, found, state)
            declared = [step.key for step in PENALTY_ORDINARY.allowed(facts)]
            assert model.allowed(state) == declared, found.path(state)

    def test_reaches_every_step(self, start: State) -> None:
        """No sentence holds only because a step is never reached."""
        model, (found, _, _) = model_of("ordinary"), reached("ordinary", start)
        taken = {step[0].partition(" ")[0] for step in found.origin.values() if step}
        missing = {step.key for step in model.steps} - taken
        assert missing == set()


class TestLaws:
    @pytest.mark.parametrize(
        ("name", "step"), [(name, step) for step, laws in LAWS.items() for name in laws]
    )
    def test_bind_by_name(self, name: str, step: str, tell: Tell) -> None:
        """Build 10(a): each sentence by name, over all starts."""
        model = model_of("ordinary")
        seen = 0
        for start in STARTS:
            for state in reached("ordinary", start)[0].origin:
                if model.may(step, state):
                    seen += 1
                    assert f"{step} without {name}" not in model.broken(state)
        assert seen
        tell(f"no {PENALTY_ORDINARY.step(step).label} without", name, f"{seen:,} states")

    @pytest.mark.parametrize("one", BARRED, ids=lambda one: one.name)
    def test_bar_a_step_in_every_state(self, one: Any, tell: Tell) -> None:
        model = model_of("ordinary")
        states = [s for start in STARTS for s in reached("ordinary", start)[0].origin]
        alone = Model(replace(ORDINARY, barred=(one,)))
        assert alone.questions.bits == model.questions.bits
        assert not any(alone.unbarred(state) for state in states)
        labels = "、".join(PENALTY_ORDINARY.step(key).label for key in one.steps)
        tell(one.name, f"bars {labels}", f"{len(states):,} states")


#: Guards and waits whose loss breaks a law: the search must find the way to it.
TAKEN_OUT = (
    ("decision", "guards", "statement_answered", "statement over and answered"),
    ("decision", "guards", "representation_closed", "statement over and answered"),
    ("decision", "guards", "hearing_settled", "hearing offered"),
    ("decision", "guards", "notice_covers_proposal", "notice"),
    ("decision", "guards", "discussion_is_last", "discussion after"),
    ("decision", "guards", "within_ninety_days", "term of ninety days"),
    ("discussion", "guards", "hearing_settled", "discussion without hearing"),
    ("opening", "guards", "two_handlers", "two officers"),
    ("opening", "guards", "within_limitation", "limitation"),
    ("prior_notice", "guards", "no_hearing_pending", "hearing"),
)


class Found(Exception):
    """A law is not kept: the search can end."""


class TestSearch:
    @pytest.mark.parametrize(("step", "part", "name", "law"), TAKEN_OUT)
    def test_finds_the_way_where_a_guard_is_missing(
        self, step: str, part: str, name: str, law: str
    ) -> None:
        model = Model(replace(ORDINARY, procedure=spoilt(ORDINARY, step, part, name)))
        found: list[str] = []

        def look(state: State) -> tuple[object, ...]:
            found.extend(model.broken(state) + model.unbarred(state))
            if found:
                raise Found
            return model.shape(state)

        with pytest.raises(Found):
            walk(model.starts(), model.following, shape=look)
        assert any(law in one for one in found), found


def spoilt(told: Told, step: str, part: str, name: str) -> Any:
    """Return a copy of a procedure without a guard; the declaration stays as it is."""
    procedure = copy.copy(told.procedure)
    guards = [getattr(one, "__name__", one) for one in getattr(procedure.step(step), part)]
    without(procedure, step, part, guards.index(name))
    return procedure


class TestSummary:
    def test_keeps_every_law_in_every_state(self, tell: Tell) -> None:
        model = model_of("summary")
        states = acts = 0
        for start in model.starts():
            found, _, _ = reached("summary", start)
            for state in found.origin:
                assert model.broken(state) == [], found.path(state)
                assert model.unbarred(state) == [], found.path(state)
                facts = real_facts(model, found, state)
                declared = [step.key for step in PENALTY_SUMMARY.allowed(facts)]
                assert model.allowed(state) == declared, found.path(state)
            states, acts = states + len(found.origin), acts + found.acts
        tell("summary", "states reached", states)
        tell("summary", "acts tried in them", acts)
        for one in SUMMARY.barred:
            tell("summary", f"{one.name} bars 当场处罚决定", f"{states} states")


class TestPower:
    """行政处罚法 17, 57, 58: who may take which step, whatever the file says."""

    @pytest.mark.parametrize(
        "step", ["opening", "not_opened", "deviation_approval", "extension", "decision",
                 "no_penalty", "closing"]
    )  # fmt: skip
    def test_to_decide_is_with_the_persons_in_charge(self, step: str) -> None:
        assert PENALTY_ORDINARY.step(step).actor <= {role.value for role in HEADS}

    def test_to_review_is_with_the_legal_section(self) -> None:
        assert PENALTY_ORDINARY.step("legal_review").actor == {Role.LEGAL_REVIEWER.value}

    def test_a_street_takes_no_step_of_the_ordinary_procedure(self, tell: Tell) -> None:
        """行政处罚法 24, 应急管理部令 6: what is delegated ends with the summary procedure."""
        model, (found, _, _) = model_of("ordinary"), reached("ordinary", STARTS[0])
        tried = 0
        for state in islice(found.origin, 0, None, 50):
            facts = real_facts(model, found, state)
            for step in PENALTY_ORDINARY.steps:
                tried += 1
                with pytest.raises(StepRefused):
                    permit(PENALTY_ORDINARY, step.key, facts, by=STREET)
        tell("power (24)", "steps tried as a street officer, all refused", tried)

    def test_a_street_may_decide_on_the_spot(self) -> None:
        assert Role.STREET_OFFICER.value in PENALTY_SUMMARY.step("on_the_spot").actor
