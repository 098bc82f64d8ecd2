"""Pages of two cases for one act, of an extension, and of a proposal that spares (29, 57, 60)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import DAY, steps
from zhunsheng.cases.tests.test_services_spared_first import WHY
from zhunsheng.cases.tests.test_services_twice import ACT, LATER, NEW, OVER, end, ended, open_case
from zhunsheng.cases.tests.test_views_parties import posted, signed_in, text_of
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = f"{LATER}T18:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def link(label: str, case: PenaltyCase) -> str:
    case.refresh_from_db()
    return f'<dt>{label}</dt><dd><a href="/cases/{case.id}/">{case.number}</a></dd>'


def test_an_opening_asks_for_the_ground_and_both_pages_tell_of_the_other(world: World) -> None:
    first, case = ended(world), world.clue(LATER, **ACT)
    reader = signed_in(world, "deputy")
    asked = f"该违法行为曾以{first.number}立案，没有作出决定即终止，该案的办案期限已经届满，必填"
    assert asked in text_of(reader, f"/cases/{case.id}/opening/")
    open_case(world, case, NEW)
    text = text_of(reader, f"/cases/{case.id}/")
    assert link("期限届满的原案", first) in text
    assert "重新立案的情形：原案终止之后取得新的证据" in text
    assert "该期限的依据未核实" in text
    assert link("期限届满后重新立案", case) in text_of(reader, f"/cases/{first.id}/")


def test_a_proposal_asks_for_the_ground_where_the_first_ended_for_its_term(world: World) -> None:
    first = world.opened(DAY, **ACT)
    case = world.investigated(OVER - timedelta(days=20), **ACT)
    reader = signed_in(world, "yi")
    assert 'name="reopening"' not in text_of(reader, f"/cases/{case.id}/proposal/")
    end(world, first, OVER, TerminationGround.TERM_OVER)
    first.refresh_from_db()
    text = text_of(reader, f"/cases/{case.id}/proposal/")
    assert (
        f"该违法行为曾以{first.number}立案，没有作出决定即终止，该案的办案期限已经届满，必填"
        in text
    )
    assert 'name="reopening_reason"' in text


def test_the_end_of_the_second_names_the_first(world: World) -> None:
    first, second = world.opened(DAY, **ACT), world.opened(LATER, **ACT)
    reader = signed_in(world, "deputy")
    offered = f'<option value="{first.id}">'
    assert offered in text_of(reader, f"/cases/{second.id}/termination/")
    end(world, second, LATER, TerminationGround.OTHER_CASE, first.id)
    assert link("另案", first) in text_of(reader, f"/cases/{second.id}/")
    assert link("因本案终止的案件", second) in text_of(reader, f"/cases/{first.id}/")


@pytest.mark.parametrize("on", [LATER, date(2026, 2, 2)])
def test_an_extension_says_who_approves_it(world: World, settings: object, on: date) -> None:
    """旧办法 57, which ended on 1 February 2026; what order 18 says was not read."""
    settings.ZHUNSHENG_PINNED_NOW = f"{on}T18:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    case = world.opened(on - timedelta(days=3))
    text = text_of(signed_in(world, "deputy"), f"/cases/{case.id}/extension/")
    above = "超过90日的必填（《安全生产违法行为行政处罚办法（旧）》第五十七条，未核实）"
    unread = "法规库没有登记须经上一级应急管理部门批准"
    assert [above in text, 'name="approval"' in text, unread in text] == (
        [True, True, False] if on == LATER else [False, False, True]
    )


def test_a_proposal_that_spares_needs_no_fine(world: World) -> None:
    """57.1(3): the page of the proposal asks for the ground and its reasons alone."""
    case = world.investigated(LATER)
    sent = posted(case, LATER, ground="NOT_ESTABLISHED", ground_reason=WHY)
    signed_in(world, "yi").post(f"/cases/{case.id}/proposal/", sent)
    assert steps(world)[-1] == "proposal"
    assert "违法事实不能成立" in text_of(signed_in(world, "yi"), f"/cases/{case.id}/no_penalty/")
