"""
Random acts by random roles: no refusal changes anything, and nothing unlawful succeeds.

`ZHUNSHENG_EXAMPLES=2000 python3 run.py prove` plays as many cases; the suite plays a few of its own
(`tests/journeys/test_random_acts.py`).
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest

from tests.mutation.placing import without
from tests.prove.acting import ACTS, NOT_PLAYED, services_are_tried
from tests.prove.conftest import Tell
from tests.prove.oracle import Bureau
from tests.prove.posting import pages_are_tried
from zhunsheng.cases.choices import FilingBody
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.queries import standing
from zhunsheng.cases.tests.world import World

MEANINGS = {
    200: "shown again", 302: "done", 400: "no form of ours", 403: "not this person's",
    404: "no such step", 405: "takes no form", 409: "refused", 422: "wrong values",
}  # fmt: skip
EXAMPLES = int(os.environ.get("ZHUNSHENG_EXAMPLES", "100"))


@pytest.mark.django_db
def test_nothing_unlawful_succeeds_through_the_services(tell: Tell) -> None:
    tried, done = services_are_tried(World(), examples=EXAMPLES)
    tell("random acts: services", "cases played", EXAMPLES)
    tell("random acts: services", "acts tried", tried.total())
    tell("random acts: services", "acts done, each judged", done.total())
    tell("random acts: services", "acts refused, nothing changed", tried.total() - done.total())
    for step in ACTS:
        tell("random acts: services", step, f"{done[step]:,} of {tried[step]:,} done")
    assert {"decision", "hearing_report", "discussion", "closing", "payment_paper"} <= set(done)
    assert {"crime_handover", "resumption", "termination", "withdrawal", "recusal"} <= set(done)


def test_the_steps_that_are_not_played_are_named() -> None:
    assert {step.key for step in PENALTY_ORDINARY.steps} - set(ACTS) == NOT_PLAYED


#: Guards whose loss lets something unlawful through, and what is then said of the file.
LOST = (
    ("proposal", "by_a_handler", "proposal by one who does not handle the case"),
    ("decision", "representation_closed", "decision while the party could still be heard"),
    ("opening", "within_limitation", "opening . years after the violation ended"),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("step", "guard", "said"), LOST)
def test_the_oracle_notices_where_a_guard_is_missing(step: str, guard: str, said: str) -> None:
    """Nothing of the oracle comes from the guards: without one, the file itself shows it."""
    held = PENALTY_ORDINARY.steps, PENALTY_ORDINARY._by_key
    guards = [one.__name__ for one in PENALTY_ORDINARY.step(step).guards]
    without(PENALTY_ORDINARY, step, "guards", guards.index(guard))
    try:
        with pytest.raises(AssertionError, match=said):
            services_are_tried(World(), examples=150, shrinks=False)
    finally:
        object.__setattr__(PENALTY_ORDINARY, "steps", held[0])
        object.__setattr__(PENALTY_ORDINARY, "_by_key", held[1])


def asks(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Let the bureau ask for more, or for less, than it does by itself."""
    real = standing.policy

    def policy(**about: Any) -> Any:
        return replace(real(**about), **changes)

    monkeypatch.setattr(standing, "policy", policy)


@pytest.mark.django_db
class TestOtherBureaus:
    def test_one_that_reviews_what_it_must(
        self, tell: Tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """行政处罚法 58.1: great public interest, hearing, complexity; no more is asked for."""
        asks(monkeypatch, review_every_case=False)
        told = "random acts: services of a bureau that reviews what it must"
        done = _played(tell, told, Bureau(reviews_all=False))
        assert {"legal_review", "decision"} <= done

    def test_one_that_has_everything_checked_and_signed(
        self, tell: Tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """行政处罚法 57.1: first check, committee, a deputy's signature before who decides."""
        asks(
            monkeypatch,
            first_check=True,
            case_committee=True,
            endorsement=True,
            closing_request=True,
            filing_bodies=frozenset({FilingBody.JUSTICE.value}),
        )
        told = "random acts: services of a bureau that signs everything"
        done = _played(tell, told, Bureau(signs_all=True), *SIGNATURES)
        assert {*SIGNATURES, "decision", "closing"} <= done


SIGNATURES = ("first_check", "committee", "submission", "endorsement", "closing_request")


def _played(tell: Tell, told: str, bureau: Bureau, *steps: str) -> set[str]:
    tried, done = services_are_tried(World(), examples=-(-EXAMPLES // 2), bureau=bureau)
    tell(told, "acts done, each judged", done.total())
    tell(told, "acts refused, nothing changed", tried.total() - done.total())
    for step in steps:
        tell(told, step, f"{done[step]:,} of {tried[step]:,} done")
    return set(done)


@pytest.mark.django_db
def test_no_form_through_the_pages_is_a_fault_or_changes_what_it_refuses(tell: Tell) -> None:
    answers, posted, stood = pages_are_tried(World(), examples=-(-EXAMPLES // 3))
    tell("random forms: pages", "forms sent", posted.total())
    tell("random forms: pages", "pages of cases", len(posted))
    for status, meaning in MEANINGS.items():
        tell("random forms: pages", f"{status} {meaning}", answers[status])
    tell("random forms: pages", "acts that stood in the end, each judged", stood.total())
    assert set(answers) <= set(MEANINGS)
    assert answers[302] > 0
