"""Officers of delegated streets in a joint draw: every pair drawn can be sent (行政处罚法 20)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import ChangeGround, DrawKind, PoolSide
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import Exclusion, Partner
from zhunsheng.draw.tests.builders import (
    DATA,
    DAY,
    LAST_DAY,
    LENT,
    NONCES,
    UNTIL,
    bound,
    ctx,
    entities,
    found,
    officers,
    old_draw,
    published,
    ran,
    refused,
    user,
)
from zhunsheng.draw.tests.test_visits import approve
from zhunsheng.draw.tests.verifying import forged, run
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.models import Delegation, Officer
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


def signed_in(role: Role) -> Client:
    browser = Client()
    browser.force_login(user(role), backend="django.contrib.auth.backends.ModelBackend")
    return browser


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
    """行政处罚法 20: a street acts within its deed, so at the units of its own street alone."""

    def test_that_are_drawn_can_be_sent_by_some_body(self, bodies: Bodies):
        draw = ran(bound(joint(bodies)))
        for unit, _ in queries.drawn(ctx("read"), draw.id):
            assert approved(draw, bodies, unit), unit

    def test_of_a_change_can_be_sent_too(self, bodies: Bodies):
        draw = ran(bound(joint(bodies)))
        near = [one for one in queries.drawn(ctx("read"), draw.id) if one[0] in bodies.units[:4]]
        changed = {}
        for number, (unit, (out, _)) in enumerate(near):
            services.change_officer(
                ctx=ctx(f"change {number}"),
                draw=draw.id,
                unit=unit,
                out=out,
                ground=ChangeGround.ILLNESS,
                reason="病假，检查期内不能到岗",
                on=DAY,
            )
            changed[unit] = out
        for unit, pair in queries.drawn(ctx("read"), draw.id):
            assert changed.get(unit) not in pair
            assert approved(draw, bodies, unit), unit

    def test_that_are_lawful_stay_drawable_and_no_others_are(self, bodies: Bodies):
        """Over many seeds each lawful pair of a unit wins once, and no other ever."""
        pool = queries.pool(joint(bodies))
        won: dict[UUID, set[frozenset[UUID]]] = {}
        for number in range(300):
            for one in rules.outcome(pool, f"{number:064x}", DAY):
                pair = frozenset(map(UUID, one.officers))
                won.setdefault(UUID(one.unit), set()).add(pair)
        for place, unit in enumerate(bodies.units):
            near = (bodies.east, bodies.west, ())[place // 2]
            able = (*bodies.own, *near)
            assert won[unit] == {frozenset(pair) for pair in combinations(able, 2)}

    def test_of_streets_alone_leave_no_unit_without_a_pair(self, bodies: Bodies):
        """国发〔2019〕5号: a unit that nobody could be drawn for is told before the seed."""
        out = tuple(Exclusion(PoolSide.OFFICER, one, *LENT) for one in bodies.own)
        street_alone = partial(joint, replace(bodies, own=()), exclusions=out)
        assert refused(street_alone) == ["draw.pair.none"]
        with pytest.raises(StepRefused) as refusal:
            street_alone()
        assert refusal.value.findings[0].message == (
            "示例第5化工有限公司、示例第6化工有限公司可派的执法检查人员不足两人"
            "（证件有效、不需要回避，街道（镇）的人员只检查本街道（镇）的单位）"
        )


class TestDeed:
    def test_that_does_not_cover_the_visits_keeps_its_officers_out(self, bodies: Bodies):
        """行政处罚法 20: without a deed in term the pair could never be approved."""
        Delegation.objects.of(ctx("read")).filter(unit_id=bodies.streets[1]).update(
            valid_until=UNTIL - timedelta(1)
        )
        assert refused(partial(joint, bodies)) == ["draw.officers.delegation"]


class TestRecord:
    """国发〔2019〕5号: anybody can recompute whom the bounds of streets leave."""

    def test_agrees_and_names_the_streets(self, bodies: Bodies, tool: Any, tmp_path: Path):
        draw = ran(bound(joint(bodies)))
        data = queries.record_of(queries.draw(ctx("read"), draw.id))
        assert tool.problems(data) == []
        file = tmp_path / "draw.json"
        file.write_bytes(data)
        assert "示例东街道：2 人，只检查该街道（镇）的 2 家单位。" in run(file).stdout

    def test_with_other_bounds_or_nobody_known_differs(self, bodies: Bodies, tool: Any):
        draw = ran(bound(joint(bodies)))
        data = queries.record_of(queries.draw(ctx("read"), draw.id))

        def freed(record: dict[str, Any]) -> None:
            record["pool"]["streets"] = []

        def wrong(record: dict[str, Any]) -> None:
            east, west = record["pool"]["streets"]
            west["units"] += [*east["units"], "nobody"]

        assert any(
            "的人员（officers）应为" in one for one in tool.problems(forged(data, tool, freed))
        )
        found = tool.problems(forged(data, tool, wrong))
        assert "街道（镇）所列的检查对象不在名录中。" in found
        assert "同一检查对象列在两个街道（镇）。" in found

    def test_of_the_rule_before_agrees_and_goes_on_by_it(self, tool: Any):
        """A record of format 3 is as it was; it cannot name streets."""
        data = (DATA / "draw-3.json").read_bytes()
        assert tool.problems(data) == []
        found()
        assert queries.pool(old_draw(3)).is_current

        def named(record: dict[str, Any]) -> None:
            record["pool"]["streets"] = []

        assert tool.problems(forged(data, tool, named)) == [
            "多出字段 pool.streets。",
            "多出字段 digests.streets。",
        ]


class TestOffer:
    """行政处罚法 20: who holds a deed for inspections may lend officers to a joint draw."""

    def test_names_the_officers_of_delegated_streets(self, bodies: Bodies):
        lent = queries.lent_officers(ctx("read"), on=DAY)
        assert set(lent) == {*bodies.east, *bodies.west}
        assert all(f"（{STREETS[0]}）" in lent[one] for one in bodies.east)
        Delegation.objects.of(ctx("read")).filter(unit_id=bodies.streets[1]).delete()
        assert set(queries.lent_officers(ctx("read"), on=DAY)) == set(bodies.east)

    def test_stands_on_the_page_of_the_pool_unticked(self, bodies: Bodies, settings: Any):
        settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T18:00:00+08:00"
        form = signed_in(Role.TEAM_HEAD).get(reverse("draw:pool")).context["form"]
        offered = form.fields["street_officers"].choices
        assert [UUID(one) for one, _ in offered] == list(queries.lent_officers(ctx("r"), on=DAY))
        assert form.initial["street_officers"] == []
        assert set(form.initial["officers"]) == {str(one) for one in bodies.own}


class TestSealed:
    """国办发〔2024〕54号, decision 0043: nobody learns before the visits who is visited by whom."""

    def test_is_a_draw_for_a_street_that_is_not_sent(self, bodies: Bodies, settings: Any):
        settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T18:00:00+08:00"
        draw = ran(bound(joint(bodies)))
        row = queries.draw(ctx("read"), draw.id)
        browser = signed_in(Role.STREET_OFFICER)
        page = browser.get(reverse("draw:detail", args=[draw.id])).text
        seed = queries.seed_of(row)
        assert seed is not None
        assert row.run_row.record_hash in page
        assert row.pool_hash in page
        told = [seed.seed, "示例第1化工有限公司", *NONCES.values()]
        assert [one for one in told if one in page] == []
        for name in ("record", "changes_file", "paper"):
            assert browser.get(reverse(f"draw:{name}", args=[draw.id])).status_code == 404
        assert browser.get(reverse("draw:pool_file", args=[draw.id])).status_code == 200
        assert (
            seed.seed in signed_in(Role.TEAM_HEAD).get(reverse("draw:detail", args=[draw.id])).text
        )

    def test_is_open_to_the_officer_who_was_drawn_and_after_the_visits(self, bodies: Bodies):
        draw = queries.draw(ctx("read"), ran(bound(joint(bodies))).id)
        account = user(Role.STREET_OFFICER)
        reader = ctx("read", by=account.actor).viewer
        assert queries.is_sealed_for(reader, draw, on=UNTIL)
        assert not queries.is_sealed_for(reader, draw, on=UNTIL + timedelta(1))
        _, (first, _) = queries.drawn(reader, draw.id)[0]
        Officer.objects.of(ctx("read")).filter(id=first).update(user_id=account.id)
        assert not queries.is_sealed_for(reader, draw, on=UNTIL)


class TestLinks:
    """行政处罚法 20: a street reads its own units and visits; those of others are named alone."""

    def test_of_a_finished_draw_lead_only_where_the_reader_may_go(
        self, bodies: Bodies, settings: Any
    ):
        draw = ran(bound(joint(bodies)))
        row = approve(draw, basis_kind=BasisKind.JOINT_DRAW)
        settings.ZHUNSHENG_PINNED_NOW = f"{UNTIL + timedelta(1)}T18:00:00+08:00"
        where = reverse("draw:detail", args=[draw.id])
        visit = reverse("inspection:detail", args=[row.id])
        unit = reverse("registry:detail", args=[row.entity_id])
        page = signed_in(Role.STREET_OFFICER).get(where).text
        assert row.entity.name in page
        assert not {visit, unit} & set(re.findall(r'href="([^"]+)"', page))
        page = signed_in(Role.TEAM_HEAD).get(where).text
        assert {visit, unit} <= set(re.findall(r'href="([^"]+)"', page))


class TestNamesakes:
    """行政处罚法42：检查人员以姓名和执法证号表明身份，同名的能够区分。"""

    def test_are_told_apart_on_every_page_and_the_record_stays(self, bodies: Bodies, settings: Any):
        settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T18:00:00+08:00"
        draw = ran(bound(joint(bodies)))
        record = queries.record_of(queries.draw(ctx("read"), draw.id))
        alike = (*bodies.own, bodies.east[0])
        Officer.objects.of(ctx("read")).filter(id__in=alike).update(name="示例同")
        browser = signed_in(Role.TEAM_HEAD)
        own = {"示例同（执法一队局，示局0001）", "示例同（执法一队局，示局0002）"}
        form = browser.get(reverse("draw:pool")).context["form"]
        assert own <= {label for _, label in form.fields["officers"].choices}
        lent = {label for _, label in form.fields["street_officers"].choices}
        assert lent >= {"示例同（示例东街道，示东0001）", "示例第丂东（示例东街道）"}
        page = browser.get(reverse("draw:detail", args=[draw.id]))
        shown = {name for line in page.context["lines"] for name in line.officers}
        assert shown & own
        assert "示例同" not in shown
        assert queries.record_of(queries.draw(ctx("read"), draw.id)) == record
