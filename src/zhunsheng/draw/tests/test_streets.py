"""Officers of delegated streets in a joint draw: every pair drawn can be sent (行政处罚法 20)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.draw import queries
from zhunsheng.draw.choices import DrawKind
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import Partner
from zhunsheng.draw.tests.builders import DAY, LAST_DAY, ctx, entities, found, officers, published
from zhunsheng.draw.tests.builders import bound, ran, refused
from zhunsheng.draw.tests.test_visits import approve, officers_of
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.models import Officer
from zhunsheng.workforce.rules import DelegationFacts

pytestmark = pytest.mark.django_db
STREETS = ("示例东街道", "示例西街道")


@dataclass(frozen=True, slots=True)
class Bodies:
    """Units of two streets and of none; officers of the bureau and of both streets."""

    streets: tuple[UUID, UUID]
    units: tuple[UUID, ...]
    own: tuple[UUID, ...]
    east: tuple[UUID, ...]
    west: tuple[UUID, ...]

    @property
    def staff(self) -> tuple[UUID, ...]:
        return (*self.own, *self.east, *self.west)


def street(number: int, *, delegated: bool = True) -> UUID:
    unit = accounts.add_unit(
        ctx=ctx(f"street {number}"), name=STREETS[number], kind=UnitKind.STREET, on=DAY
    )
    if delegated:
        powers = tuple(DelegatedPower)
        deed = DelegationFacts(unit.id, f"示应急委〔2025〕{number}号", powers, DAY, LAST_DAY, DAY)
        workforce.grant_delegation(ctx=ctx(f"deed {number}"), facts=deed, on=DAY)
    return unit.id


def staff_of(street: UUID, label: str) -> tuple[UUID, ...]:
    made = officers(2, label=label)
    Officer.objects.of(ctx("read")).filter(id__in=made).update(unit_id=street)
    return made


@pytest.fixture
def bodies(db: None) -> Bodies:
    found()
    streets = street(0), street(1)
    units = entities(6)
    for place, one in enumerate(units[:4]):
        rows = BusinessEntity.objects.of(ctx("read")).filter(id=one)
        rows.update(street_id=streets[place // 2])
    made = (staff_of(one, label) for one, label in zip(streets, "东西", strict=True))
    return Bodies(streets, units, officers(2, label="局"), *made)


def joint(bodies: Bodies, **changes: Any) -> Draw:
    partners = tuple(Partner(name, ("日常检查",)) for name in STREETS)
    said = {"kind": DrawKind.JOINT, "partners": partners, "units_to_draw": 6, **changes}
    return published(bodies.units, bodies.staff, **said)


def approved(draw: Draw, bodies: Bodies, unit: UUID) -> bool:
    """Return whether some body may send the pair that was drawn for a unit."""
    for body in (None, *bodies.streets):
        try:
            said = {"entity": unit, "basis_kind": BasisKind.JOINT_DRAW, "unit": body}
            approve(draw, f"{unit} {body}", **said)
        except StepRefused:
            continue
        return True
    return False


class TestPairs:
    def test_that_are_drawn_can_be_sent_by_some_body(self, bodies: Bodies):
        draw = ran(bound(joint(bodies)))
        for unit, _ in queries.drawn(ctx("read"), draw.id):
            assert approved(draw, bodies, unit), unit
