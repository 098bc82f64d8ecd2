"""Procedures: what may happen next follows from declaration and facts."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.kernel.act import Actor, ActorKind
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.finding import Finding, StepRefused
from zhunsheng.kernel.procedure import (
    BrokenDeclaration,
    Deadline,
    DoneAct,
    Procedure,
    Step,
    citations_of,
    permit,
)

BASIS = cite("APL-2021:54")
CLERK = frozenset({"CLERK"})
DAY = date(2025, 3, 3)


@dataclass(frozen=True)
class Facts:
    acts: tuple[DoneAct, ...] = ()
    heavy: bool = False
    signed: bool = True


def is_heavy(facts: Facts) -> bool:
    return facts.heavy


def signed(facts: Facts) -> Finding | None:
    return None if facts.signed else Finding("x.unsigned", "未签字", BASIS, "请签字")


def step(key: str, **more: Any) -> Step[Facts]:
    return Step(key=key, label=key, basis=BASIS, actor=CLERK, **more)


PROCEDURE: Procedure[Facts] = Procedure(
    key="x",
    label="示例",
    basis=BASIS,
    steps=(
        step("open"),
        step("discuss", after=("open",), required_when=is_heavy),
        step("note", after=("open",), optional=True, repeatable=True),
        step("decide", after=("open", "discuss", "note"), guards=(signed,)),
        step("end", after=("decide",), closes=True),
    ),
)


def did(*keys: str, **more: Any) -> Facts:
    acts = tuple(DoneAct(key, DAY, number) for number, key in enumerate(keys))
    return Facts(acts=acts, **more)


def codes(key: str, facts: Facts) -> list[str]:
    return [finding.code for finding in PROCEDURE.findings(key, facts)]


class TestFindings:
    def test_are_empty_for_a_lawful_step(self):
        assert codes("decide", did("open")) == []

    def test_hold_all_reasons_and_not_only_the_first(self):
        facts = replace(Facts(heavy=True), signed=False)
        assert codes("decide", facts) == [
            "x.decide.needs.open",
            "x.decide.needs.discuss",
            "x.unsigned",
        ]

    def test_ask_for_a_step_only_where_the_law_requires_it(self):
        assert codes("decide", did("open", heavy=True)) == ["x.decide.needs.discuss"]
        assert codes("decide", did("open", "discuss", heavy=True)) == []

    def test_refuse_a_second_time_unless_repeatable(self):
        assert codes("open", did("open")) == ["x.open.done_already"]
        assert codes("note", did("open", "note")) == []

    def test_refuse_everything_after_the_end(self):
        assert "x.closed" in codes("note", did("open", "decide", "end"))

    def test_leave_out_optional_steps_of_what_is_required(self):
        assert [s.key for s in PROCEDURE.required(did())] == ["open", "decide", "end"]
        assert [s.key for s in PROCEDURE.allowed(did("open"))] == ["discuss", "note", "decide"]


class TestPermit:
    def test_refuses_the_wrong_role_together_with_every_other_reason(self):
        stranger = Actor(ActorKind.OFFICER, UUID(int=1), "示例乙", frozenset({"OTHER"}))
        with pytest.raises(StepRefused) as refused:
            permit(PROCEDURE, "decide", did(), by=stranger)
        assert [f.code for f in refused.value.findings] == [
            "step.decide.wrong_role",
            "x.decide.needs.open",
        ]

    def test_refuses_another_day_than_that_of_the_entry_to_a_step_of_today(self):
        own = Procedure(
            key="dated",
            label="示例",
            basis=BASIS,
            steps=(replace(step("print"), of_today=True), step("receive")),
        )
        clerk = Actor(ActorKind.OFFICER, UUID(int=1), "示例甲", CLERK)
        before = DAY - timedelta(days=1)
        with pytest.raises(StepRefused) as refused:
            permit(own, "print", did(), by=clerk, on=before, entered_on=DAY)
        assert [f.code for f in refused.value.findings] == ["step.print.backdated"]
        assert permit(own, "print", did(), by=clerk, on=DAY, entered_on=DAY).key == "print"
        assert permit(own, "receive", did(), by=clerk, on=before, entered_on=DAY).of_today is False

    def test_returns_the_step_that_may_be_taken(self):
        clerk = Actor(ActorKind.OFFICER, UUID(int=1), "示例甲", CLERK)
        assert permit(PROCEDURE, "open", did(), by=clerk).key == "open"


class TestDeclaration:
    @pytest.mark.parametrize(
        "steps",
        [
            (step("a"), step("a")),
            (step("a", after=("b",)),),
            (step("a", after=("b",)), step("b", after=("a",))),
            (step("a", deadline=Deadline(7, DayUnit.WORKING, "b", BASIS)),),
            (Step(key="a", label="a", basis=BASIS, actor=frozenset()),),
        ],
    )
    def test_is_refused_when_it_contradicts_itself(self, steps):
        with pytest.raises(BrokenDeclaration):
            Procedure(key="broken", label="示例", basis=BASIS, steps=steps)


def made(place: str) -> Any:
    basis = cite(place)
    return lambda facts: Finding("x", "未签字", basis) if facts else None


def calls_another(facts: Facts) -> Finding | None:
    return signed(facts) or Finding("x.second", "未签字", cite("APL-2021:58.1"))


class TestCitations:
    def test_are_those_of_a_guard_and_of_what_it_calls(self):
        assert citations_of(signed) == (BASIS,)
        assert citations_of(made("APL-2021:42")) == (cite("APL-2021:42"),)
        assert citations_of(calls_another) == (cite("APL-2021:58.1"), BASIS)
        assert citations_of(str) == ()
