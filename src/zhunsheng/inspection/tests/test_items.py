"""No list, no inspection: what is inspected is chosen from the published list of powers."""

from __future__ import annotations

import json

import pytest

from zhunsheng.inspection import services
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, ITEM, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


class TestItems:
    """国办发〔2024〕54号: what was not published may not be inspected."""

    @pytest.mark.parametrize(("codes", "fault"), [((), "none"), ((ITEM, "JC-009"), "unpublished")])
    def test_that_are_not_published_are_refused_and_nothing_is_written(
        self, world: World, codes: tuple[str, ...], fault: str
    ):
        code = [f"inspection.items.{fault}"]
        assert refused(lambda: builders.approved(world, item_codes=codes)) == code
        asked = builders.request(world, item_codes=codes)
        ctx = world.act("urgent", APPROVED)
        assert code == refused(
            lambda: services.start_urgent(
                ctx=ctx, request=asked, urgency="danger", reason="泄漏", on=APPROVED
            )
        )

    def test_of_a_bureau_without_a_list_are_none(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(powers, "inspection_items", lambda *_, **__: None)
        assert refused(lambda: builders.approved(world)) == ["inspection.items.no_list"]

    def test_are_kept_by_code_and_printed_by_name(self, world: World):
        row = builders.approved(world, items="动火作业")
        assert (row.item_codes, row.items) == (ITEM, "安全生产监督检查（动火作业）")

    def test_of_the_approval_stand_on_the_record(self, world: World):
        """国办发〔2024〕54号: the record names what was approved, nothing typed on the spot."""
        row = record(world, builders.approved(world))
        assert row.record_document is not None
        contents = json.loads(row.record_document.content)["contents"]
        assert contents["items"] == row.items == "安全生产监督检查（特种作业人员持证）"

    def test_are_not_asked_of_advice(self, world: World):
        row = builders.approved(world, item_codes=(), basis_kind=BasisKind.SERVICE)
        assert row.items == "特种作业人员持证"

    def test_for_units_of_another_sector_are_refused(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        """国办发〔2024〕54号: an item is inspected where it belongs, and nowhere else."""
        own = registry.entity(world.viewer(), world.entities[0]).sector
        for sector, codes in (("FIREWORKS", ["inspection.items.sector"]), (own, [])):
            bound = {ITEM: frozenset({sector})}
            monkeypatch.setattr(powers, "bound_items", lambda *_, _bound=bound, **__: _bound)
            if codes:
                assert refused(lambda: builders.approved(world)) == codes
            else:
                assert builders.approved(world, "own").item_codes == ITEM


@pytest.mark.parametrize(
    ("ground", "kind"),
    [
        (BasisKind.TIP, "个案检查"),
        (BasisKind.SUPERIOR, "专项检查"),
        (BasisKind.RESUMPTION, "个案检查"),
    ],
)
def test_the_ground_tells_the_kind(world: World, ground: BasisKind, kind: str):
    """国办发〔2024〕54号: daily, case and special inspections differ by what brings them about."""
    assert builders.approved(world, basis_kind=ground).kind_label == kind
