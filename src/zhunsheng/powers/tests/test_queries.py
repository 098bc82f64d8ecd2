"""What belongs to the list in force on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhunsheng.powers import queries
from zhunsheng.powers.choices import DutyKind
from zhunsheng.powers.tests.builders import (
    DAY,
    INSPECTION,
    ITEM,
    LAWYER,
    OTHER,
    adopted,
    ctx,
    drafted,
    filled,
    found,
    published,
)

pytestmark = pytest.mark.django_db
VIEWER = ctx("viewer").viewer
KEYS = ("safety.97-7", "safety.97-3")


@pytest.fixture(autouse=True)
def bureau() -> None:
    found()


def duties(on: date) -> list[str]:
    return [one.label for one in queries.duties(VIEWER, on)]


class TestUnlisted:
    def test_is_nothing_while_no_list_is_in_force(self):
        adopted(filled())
        assert queries.unlisted_violations(VIEWER, KEYS, on=DAY) == ()

    def test_is_what_no_item_of_penalty_names_on_the_day(self):
        published(start=DAY + timedelta(days=1))
        assert queries.unlisted_violations(VIEWER, KEYS, on=DAY) == ()
        after = queries.unlisted_violations(VIEWER, KEYS, on=DAY + timedelta(days=1))
        assert after == ("未按规定对从业人员进行安全生产教育和培训",)

    def test_is_not_asked_of_another_bureau(self):
        published()
        found(OTHER, "999909")
        stranger = ctx("stranger", bureau=OTHER).viewer
        assert queries.unlisted_violations(stranger, KEYS, on=DAY) == ()
        assert queries.version_lines(stranger, on=DAY) == ()

    def test_costs_two_queries(self, django_assert_num_queries):
        published()
        with django_assert_num_queries(2):
            queries.unlisted_violations(VIEWER, KEYS, on=DAY)


class TestItemOfViolation:
    def test_leads_to_the_item_in_the_list_in_force(self):
        row = published()
        assert queries.item_of_violation(VIEWER, KEYS[0], on=DAY) == (row, ITEM)
        assert queries.item_of_violation(VIEWER, KEYS[1], on=DAY) is None


class TestFigures:
    def test_have_the_items_of_their_kind_behind_them(self):
        row = published()
        rows = queries.item_rows(VIEWER, on=DAY)
        assert {kind: len(found) for kind, found in rows.items() if found} == {
            "PENALTY": 1,
            "INSPECTION": 1,
        }
        assert rows["PENALTY"][0].url == f"/powers/{row.id}/items/CF-001/"
        before = queries.item_rows(VIEWER, on=DAY - timedelta(days=1))
        assert not any(before.values())


class TestDuties:
    def test_ask_for_a_list_then_for_its_steps(self):
        assert duties(DAY) == [DutyKind.NO_LIST.label]
        drafted()
        assert duties(DAY) == [DutyKind.ADOPT.label, DutyKind.NO_LIST.label]

    def test_end_with_the_publication(self):
        adopted(filled())
        assert duties(DAY) == [DutyKind.PUBLISH.label, DutyKind.NO_LIST.label]

    def test_name_items_whose_law_has_ended(self):
        published(replace(ITEM, bases=("SOP-30:40",)), INSPECTION)
        assert duties(DAY) == []
        assert duties(date(2026, 6, 1)) == [DutyKind.BASIS_ENDED.label]

    def test_are_the_legal_section_s(self):
        [duty] = queries.duties(VIEWER, DAY)
        assert duty.roles & LAWYER.roles
