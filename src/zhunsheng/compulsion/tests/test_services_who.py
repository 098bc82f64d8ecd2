"""行政强制法 17, 18; 行政处罚法 43: who decides on a measure takes no part in it, and no side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.compulsion import queries, services
from zhunsheng.compulsion.choices import HandlingKind, ReleaseGround
from zhunsheng.compulsion.rules import HandlingDraft
from zhunsheng.compulsion.tests.builders import DAY, World, at, refused
from zhunsheng.kernel.act import Actor

pytestmark = pytest.mark.django_db
RELEASED = HandlingDraft(HandlingKind.RELEASE, ReleaseGround.SETTLED, receiver="示例甲")
LATER = at(9, day=DAY + timedelta(days=20))
LAST = {"opinion": "同意。"}


@pytest.fixture
def enforcing(world: World) -> Actor:
    """Return the deputy, who holds a certificate and is an officer, too."""
    world.add_officer("deputy", world.team)
    return world.people["deputy"]


class TestApprover:
    def test_with_an_interest_in_the_party_decides_nothing(
        self, world: World, enforcing: Actor
    ) -> None:
        """43: neither the approval, nor the extension, nor the release."""
        world.declare("deputy")
        row = world.requested()
        approve = partial(world.take, services.approve, row, "deputy", at(10), **LAST)
        assert refused(approve) == ["compulsion.by.interested"]
        give_up = partial(world.take, services.abandon, row, "deputy", at(10), reason="不再需要。")
        assert refused(give_up) == ["compulsion.by.interested"]
        world.take(services.approve, row, "chief", at(10), **LAST)
        world.execute(row, at(14))
        extend = partial(
            world.take, services.extend, row, "deputy", LATER, days=10, reason="案情复杂。"
        )
        assert refused(extend) == ["compulsion.by.interested"]
        release = partial(world.take, services.handle, row, "deputy", LATER, draft=RELEASED)
        assert refused(release) == ["compulsion.by.interested"]
        world.take(services.handle, row, "chief", LATER, draft=RELEASED)

    def test_is_not_who_asked_for_it(self, world: World) -> None:
        """18(1): two others are named, and yet the request is not its own approval."""
        asking = world.people["yi"]
        world.people["yi"] = replace(asking, roles=asking.roles | {Role.DEPUTY_HEAD.value})
        world.add_person("ding", Role.ENFORCEMENT_OFFICER, world.team)
        third = world.add_officer("ding", world.team)
        row = world.requested(officers=(world.officers["bing"], third))
        approve = partial(world.take, services.approve, row, "yi", at(10), **LAST)
        assert refused(approve) == ["compulsion.approver.takes_part"]

    def test_is_none_of_those_who_carry_the_measure_out(
        self, world: World, enforcing: Actor
    ) -> None:
        """18(1): officers report to a head, who is not one of the two."""
        row = world.requested(officers=(world.officers["yi"], world.officers["deputy"]))
        approve = partial(world.take, services.approve, row, "deputy", at(10), **LAST)
        assert refused(approve) == ["compulsion.approver.takes_part"]
        world.take(services.approve, row, "chief", at(10), **LAST)
        assert queries.file_of(world.viewer(), row.id).course.approved


class TestOfficer:
    def test_with_an_interest_or_without_a_certificate_records_nothing(self, world: World) -> None:
        """17, 43: also where two others are named in the measure."""
        world.add_person("old", Role.ENFORCEMENT_OFFICER, world.team)
        world.add_officer("old", world.team, date(2025, 9, 7))
        row = world.approved()
        lapsed = partial(world.execute, row, at(14), by="old")
        assert refused(lapsed) == ["compulsion.by.certificate_not_valid"]
        world.declare("bing")
        codes = refused(partial(world.execute, row, at(14), by="bing"))
        assert codes == ["compulsion.officer.interested", "compulsion.by.interested"]


class TestWitness:
    """行政强制法 18(9): where the party stays away, somebody from outside is called."""

    @pytest.mark.parametrize("witness", ["", "。", "x", "示例bing"])
    def test_is_named_and_not_of_the_bureau(self, world: World, witness: str) -> None:
        row = world.approved()
        seize = partial(
            world.execute, row, at(14), party_present=False, party_heard=False, signed=False
        )
        codes = refused(partial(seize, witness=witness))
        assert codes == ["compulsion.scene.no_witness"]
        assert seize(witness="示例丁（示例社区居民委员会）").id == row.id
