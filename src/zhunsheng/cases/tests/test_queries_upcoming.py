"""What a case waits for: what was returned keeps its term, a hearing has its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.queries import Upcoming
from zhunsheng.cases.queries.upcoming import ahead, returned_by
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.returned import is_sent_back
from zhunsheng.cases.tests.guard_rows import acts
from zhunsheng.cases.tests.steps import BELOW, DAY, HEARD_ON, called
from zhunsheng.cases.tests.world import World
from zhunsheng.kernel.citation import cite
from zhunsheng.legalreview.choices import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def waits(world: World, on: date = DAY) -> Upcoming:
    [found] = queries.upcoming(world.viewer(), on=on)
    return found


def test_a_returned_review_waits_for_the_handlers_within_the_term_to_decide(world: World) -> None:
    """行政处罚法 60: ninety days run on while what was returned is mended."""
    case = world.investigated(DAY)
    world.propose(case, BELOW, DAY)
    before = waits(world)
    world.review(case, DAY, Outcome.RETURNED)
    found = waits(world)
    assert found.step is None
    assert found.obstacle is not None
    assert (found.obstacle.code, found.opinion is None) == ("case.review.returned", False)
    assert found.term is not None
    assert (found.term.key, found.term.due) == ("decision", DAY + timedelta(days=90))
    assert found.term == before.term
    assert world.users["yi"].id in found.handlers


@pytest.mark.parametrize(
    ("step", "code"),
    [("first_check", "case.first_check.not_passed"), ("committee", "case.committee.not_agreed")],
)
def test_a_check_that_returned_waits_for_a_new_proposal_not_for_itself(
    step: str, code: str
) -> None:
    """行政处罚法 57.1: the decision rests on the result of the investigation, mended first."""

    def after(*done: str) -> CaseFacts:
        return CaseFacts(acts=acts(*done), first_check_required=True, committee_required=True)

    def asked(*done: str) -> bool:
        return step in {one.key for one in ahead(PENALTY_ORDINARY, after(*done))}

    returned = returned_by(after("proposal", f"{step}=RETURNED"))
    assert returned is not None
    assert returned.code == code
    assert returned_by(after("proposal", f"{step}=AGREED")) is None
    assert returned_by(after("proposal", f"{step}=RETURNED", "proposal")) is None
    assert [asked("proposal"), asked("proposal", f"{step}=RETURNED")] == [True, False]
    assert [asked("proposal", f"{step}=AGREED")] == [False]
    assert asked("proposal", f"{step}=RETURNED", "proposal")


def test_a_hearing_waits_for_its_day_not_for_the_end_of_the_term_to_decide(world: World) -> None:
    """行政处罚法 64(2): the party was told the day on which it is held."""
    called(world)
    found = waits(world, HEARD_ON - timedelta(days=1))
    assert found.step is not None
    assert found.term is not None
    assert (found.step.key, found.term.key, found.term.due) == ("hearing", "hearing", HEARD_ON)
    assert found.term.basis == cite("APL-2021:64")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("review_request", "legal_review"),
        ("proposal", "first_check"),
        ("proposal", "committee"),
        ("submission", "endorsement"),
        ("sparing_submission", "sparing_endorsement"),
    ],
)
def test_a_case_is_sent_back_until_its_handlers_hand_it_in_again(asked: str, answered: str) -> None:
    """行政处罚法 57, 58: a review, a check and a signature are answered by those who handle it."""

    def is_back(*done: str) -> bool:
        return is_sent_back(CaseFacts(acts=acts(*done)))

    assert not is_back(asked)
    assert is_back(asked, f"{answered}=RETURNED")
    assert not is_back(asked, f"{answered}=RETURNED", asked)
    assert not is_back(asked, f"{answered}=AGREED")
    assert not is_back(asked, f"{answered}=RETURNED", "decision")
