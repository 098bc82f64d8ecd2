"""Every declared procedure: a step that waits for another is refused while that is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.guards.test_law import procedures
from zhunsheng.annualreport.procedure import ANNUAL_REPORT
from zhunsheng.annualreport.rules import ReportFacts
from zhunsheng.archive.procedure import ARCHIVING, LENDING
from zhunsheng.archive.rules.guards import FileFacts, LoanFacts
from zhunsheng.cases.choices import DecisionChange
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.rules import CaseFacts
from zhunsheng.compulsion.procedure import POWER_CUT, SEAL_SEIZE
from zhunsheng.compulsion.rules import MeasureFacts
from zhunsheng.credit.procedure import CREDIT_RECORD
from zhunsheng.credit.rules import CreditFacts
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.rules import DrawFacts
from zhunsheng.execution.procedure import EXECUTION
from zhunsheng.execution.rules import ExecutionFacts
from zhunsheng.hazards.procedure import LISTED_HAZARD
from zhunsheng.hazards.rules import HazardFacts
from zhunsheng.inquiry.procedure import ADVANCE_PRESERVATION, INQUIRY
from zhunsheng.inquiry.rules.facts import PreservationFacts, TakingFacts
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import InspectionFacts
from zhunsheng.jointwork.procedure import JOINT_TASK, REFERRAL_IN, REFERRAL_OUT, SUPERVISION
from zhunsheng.jointwork.rules import LetterFacts, ReferralFacts, TaskFacts
from zhunsheng.kernel.procedure import DoneAct, Procedure
from zhunsheng.lawbook.procedure import BENCHMARK_TABLE
from zhunsheng.lawbook.rules.own import TableFacts
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.rules import PlanFacts
from zhunsheng.powers.procedure import POWER_LIST
from zhunsheng.powers.rules import ListFacts
from zhunsheng.publication.procedure import PUBLICATION
from zhunsheng.publication.rules import PublicationFacts
from zhunsheng.remedies.procedure import LETTER, LITIGATION, RECONSIDERATION
from zhunsheng.remedies.rules import RemedyFacts
from zhunsheng.statistics.procedure import STAT_RETURN
from zhunsheng.statistics.rules import ReturnFacts
from zhunsheng.visitcode.procedure import ENTRY
from zhunsheng.visitcode.rules import EntryFacts

DAY = date(2025, 6, 3)
#: How an act ended whose end the guards read.
ENDED = {"decision_changed": DecisionChange.CHANGED.value}
Make = Callable[..., Any]
ALL: list[tuple[Procedure[Any], Make]] = [
    (PENALTY_ORDINARY, CaseFacts),
    (PENALTY_SUMMARY, CaseFacts),
    (INSPECTION, InspectionFacts),
    (EXECUTION, ExecutionFacts),
    (ANNUAL_PLAN, partial(PlanFacts, year=2025, officers=10, working_days=248)),
    (RANDOM_DRAW, DrawFacts),
    (PUBLICATION, PublicationFacts),
    (RECONSIDERATION, RemedyFacts),
    (LITIGATION, RemedyFacts),
    (LETTER, RemedyFacts),
    (CREDIT_RECORD, CreditFacts),
    (SEAL_SEIZE, MeasureFacts),
    (POWER_CUT, MeasureFacts),
    (INQUIRY, TakingFacts),
    (ADVANCE_PRESERVATION, PreservationFacts),
    (ARCHIVING, FileFacts),
    (LENDING, LoanFacts),
    (LISTED_HAZARD, HazardFacts),
    (ENTRY, EntryFacts),
    (STAT_RETURN, ReturnFacts),
    (ANNUAL_REPORT, ReportFacts),
    (JOINT_TASK, TaskFacts),
    (REFERRAL_OUT, ReferralFacts),
    (REFERRAL_IN, ReferralFacts),
    (SUPERVISION, LetterFacts),
    (POWER_LIST, ListFacts),
    (BENCHMARK_TABLE, TableFacts),
]


def test_no_declared_procedure_is_left_out() -> None:
    """What the rooms declare, as ``zhunsheng procedure list`` prints it, is proven here."""
    assert sorted(one.key for one, _ in ALL) == sorted(one.key for one in procedures())


def facts_with(kind: Make, acts: tuple[DoneAct, ...]) -> Any:
    """Return facts in which these acts were done and nothing else is known."""
    values: dict[str, Any] = {"acts": acts}
    made: Any = getattr(kind, "func", kind)
    if any(field.name == "on" for field in fields(made)):
        values["on"] = DAY
    return kind(**values)


def waits() -> Iterator[tuple[Procedure[Any], Make, str, str]]:
    """Yield every step that waits for a step which the law always demands."""
    for procedure, kind in ALL:
        for step in procedure.steps:
            for earlier in step.after:
                declared = procedure.step(earlier)
                if declared.required_when is None and not declared.optional:
                    yield procedure, kind, step.key, earlier


@pytest.mark.parametrize(
    ("procedure", "kind", "key", "earlier"),
    list(waits()),
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_step_is_refused_while_an_earlier_one_is_missing(
    procedure: Procedure[Any], kind: Make, key: str, earlier: str
) -> None:
    others = [s.key for s in procedure.steps if s.key not in (key, earlier) and not s.closes]
    acts = tuple(DoneAct(one, DAY, n, ENDED.get(one, "")) for n, one in enumerate(others, 1))
    codes = {f.code for f in procedure.findings(key, facts_with(kind, acts))}
    assert f"{procedure.key}.{key}.needs.{earlier}" in codes


@pytest.mark.parametrize(("procedure", "kind"), ALL, ids=lambda v: getattr(v, "key", ""))
def test_nothing_follows_the_step_that_closes(procedure: Procedure[Any], kind: Make) -> None:
    closing_steps = [step for step in procedure.steps if step.closes]
    if not closing_steps:
        pytest.skip("no step of it closes")
    for closing in closing_steps:
        facts = facts_with(kind, (DoneAct(closing.key, DAY, 1),))
        assert procedure.allowed(facts) == ()
