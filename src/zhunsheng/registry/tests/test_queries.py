"""Reads of entities: filters, the border of the bureau and of the street."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries, services
from zhunsheng.registry.choices import EntityKind, IdentityStep, RiskClass, Sector
from zhunsheng.registry.models import BusinessEntity, IdentityChange
from zhunsheng.registry.queries import EntityFilters
from zhunsheng.registry.tests.builders import (
    BUREAU,
    CLERK,
    DAY,
    OTHER_BUREAU,
    code,
    ctx,
    facts,
    found,
    street,
    user,
)

pytestmark = pytest.mark.usefixtures("bureau")
VIEWER = Viewer(BUREAU, CLERK)
STRANGER = Viewer(OTHER_BUREAU, CLERK)


@pytest.fixture
def three():
    place = street()
    changes: tuple[dict[str, Any], ...] = (
        {"name": "示例甲化工厂", "street": place.id},
        {"name": "示例乙加油站", "sector": Sector.GAS_STATION, "risk_class": RiskClass.D},
        {"name": "示例丙", "kind": EntityKind.PERSON, "credit_code": "", "risk_class": RiskClass.A},
    )
    return place, [
        services.add_entity(ctx=ctx(f"e{n}"), facts=replace(facts(n), **change), on=DAY)
        for n, change in enumerate(changes)
    ]


def names(viewer=VIEWER, **filters):
    return [row.name for row in queries.entities(viewer, EntityFilters(**filters))]


class TestLicences:
    def test_are_told_with_what_ran_out_the_day_before(self, bureau):
        said = (
            ("hazchem_licence", "示危化经〔示例〕0001"),
            ("hazchem_licence_until", "2026-01-14"),
            ("grade_until", "2026-01-15"),
            ("has_safety_body", "是"),
        )
        row = services.add_entity(ctx=ctx("e"), facts=facts(particulars=said), on=DAY)
        assert queries.licence_lines(row, on=date(2026, 1, 15)) == (
            ("危险化学品经营许可证编号", "示危化经〔示例〕0001", False),
            ("危险化学品经营许可证有效期至", "2026-01-14", True),
            ("标准化等级有效期至", "2026-01-15", False),
        )


class TestEntities:
    def test_come_in_the_order_of_their_names(self, three):
        assert names() == ["示例丙", "示例甲化工厂", "示例乙加油站"]

    def test_are_found_by_name_initials_and_code(self, three):
        assert names(text="加油") == ["示例乙加油站"]
        assert names(text="SLJH") == ["示例甲化工厂"]
        assert names(text=code(1)[:15]) == ["示例甲化工厂", "示例乙加油站"]
        assert names(text=code(1)) == ["示例乙加油站"]
        assert names(text="没有") == []

    def test_are_found_by_what_they_were_called_and_by_what_was_merged(self, three):
        """行政处罚法 40: who is meant is told by every name and code that a paper may bear."""
        _, (first, second, third) = three
        IdentityChange.objects.create(
            id=UUID(int=7),
            bureau_id=BUREAU,
            entity=first,
            step=IdentityStep.RENAMED.value,
            before="示例旧名化工厂",
            after=first.name,
            on=DAY,
            by_name="示例登记人",
        )
        BusinessEntity.objects.of(VIEWER).filter(id=third.id).update(merged_into=second.id)
        assert names(text="旧名") == [first.name]
        assert names(text="示例丙") == [second.name]
        rows = list(queries.entities(VIEWER))
        assert queries.formerly(VIEWER, rows, "旧名") == {first.id: "曾用名示例旧名化工厂"}
        assert queries.formerly(VIEWER, rows, "示例丙") == {second.id: "并入的记录示例丙"}
        assert queries.formerly(VIEWER, rows, "没有") == queries.formerly(VIEWER, rows, " ") == {}

    def test_corrected_from_a_wrong_name_never_bore_it(self, three):
        _, (first, *_) = three
        IdentityChange.objects.create(
            id=UUID(int=8),
            bureau_id=BUREAU,
            entity=first,
            step=IdentityStep.NAME_CORRECTED.value,
            before="示例错名化工厂",
            after=first.name,
            on=DAY,
            by_name="示例登记人",
        )
        assert names(text="错名") == []

    def test_of_one_full_name_are_told_apart_by_their_codes(self, three):
        """行政处罚法 40: who is meant is clear before an act; a shared name tells of none."""
        _, (first, second, third) = three
        BusinessEntity.objects.of(VIEWER).filter(id=second.id).update(name=first.name)
        told = f"{first.name}（{code(0)}、{code(1)}同名）"
        assert queries.named(VIEWER, [first.name, third.name]) == ((third.id,), (told,))
        assert queries.named(VIEWER, [code(1)]) == ((second.id,), ())
        assert [one.id for one in queries.entities_named(VIEWER, first.name)] == [
            first.id,
            second.id,
        ]
        assert [one.id for one in queries.entities_named(VIEWER, code(1))] == [second.id]

    def test_are_narrowed_by_each_filter(self, three):
        place, _ = three
        assert names(sector=Sector.GAS_STATION) == ["示例乙加油站"]
        assert names(risk_class=RiskClass.A) == ["示例丙"]
        assert names(street=place.id) == ["示例甲化工厂"]

    def test_are_totalled_as_filtered(self, three):
        totals = queries.totals(queries.entities(VIEWER))
        assert (totals.entities, totals.enterprises, totals.higher_risk) == (3, 2, 2)

    def test_of_another_bureau_are_not_seen(self, three):
        found("other", bureau=OTHER_BUREAU, division="999902")
        _, (first, *_) = three
        assert names(STRANGER) == []
        assert queries.entities_by_ids(STRANGER, [first.id]) == {}
        assert queries.entity_by_credit_code(STRANGER, first.credit_code) is None
        assert queries.all_ids(STRANGER) == ()
        with pytest.raises(BusinessEntity.DoesNotExist):
            queries.entity(STRANGER, first.id)

    def test_of_other_streets_are_not_seen_by_a_street_officer(self, three):
        place, (_, other, _) = three
        viewer = Viewer(BUREAU, user(Role.STREET_OFFICER, unit=place.id).actor)
        assert names(viewer) == ["示例甲化工厂"]
        with pytest.raises(BusinessEntity.DoesNotExist):
            queries.visible_entity(viewer, other.id)

    def test_of_no_street_are_seen_by_a_street_officer_without_one(self, three):
        assert names(Viewer(BUREAU, user(Role.STREET_OFFICER).actor)) == []


class TestIds:
    def test_are_those_of_a_sector_and_of_enterprises(self, three):
        _, (first, second, person) = three
        assert queries.all_ids(VIEWER) == (person.id, first.id, second.id)
        assert queries.all_ids(VIEWER, sector=Sector.GAS_STATION) == (second.id,)
        assert queries.all_ids(VIEWER, enterprises_only=True) == (first.id, second.id)

    def test_give_their_entities_in_one_query(self, three, django_assert_num_queries):
        _, rows = three
        with django_assert_num_queries(1):
            found_rows = queries.entities_by_ids(VIEWER, [row.id for row in rows])
        assert set(found_rows) == {row.id for row in rows}
