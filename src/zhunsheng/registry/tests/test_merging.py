"""Merging: both ids stay open, both histories are kept, and it can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from stdnum.cn import uscc

from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.registry import queries, services
from zhunsheng.registry.choices import EntityKind
from zhunsheng.registry.models import BusinessEntity, EntityMerge
from zhunsheng.registry.tests.builders import (
    BUREAU,
    CLERK,
    DAY,
    code,
    ctx,
    events,
    facts,
    found,
    freed,
    proof,
)

pytestmark = pytest.mark.usefixtures("bureau")


OF_INSTITUTION = "12999901MA0000001" + uscc.calc_check_digit("12999901MA0000001")
READER = Viewer(bureau=BUREAU, by=CLERK)


def add(key: str, **changes: Any) -> BusinessEntity:
    return services.add_entity(ctx=ctx(key), facts=facts(**changes), on=DAY)


@pytest.fixture
def pair(bureau: None) -> tuple[BusinessEntity, BusinessEntity]:
    return (
        add("kept", kind=EntityKind.SOLE_PROPRIETOR),
        add("twin", name="示例第1化工", credit_code="", kind=EntityKind.PERSON),
    )


def merge(pair: tuple[BusinessEntity, BusinessEntity], key: str = "merge", **changes: Any):
    asked: dict[str, Any] = {
        "kept": pair[0].id,
        "duplicate": pair[1].id,
        "reason": "同一营业执照，名称录入不全",
        "version": 0,
    }
    return services.merge_entities(ctx=ctx(key), on=DAY, **{**asked, **changes})


def undo(pair: tuple[BusinessEntity, BusinessEntity], reason: str = "经核实是两家", **said: Any):
    return services.undo_merge(
        ctx=ctx("undo"), duplicate=pair[1].id, reason=reason, version=1, on=DAY, **said
    )


class TestMerge:
    def test_moves_nothing_and_tells_both(self, pair: tuple[BusinessEntity, BusinessEntity]):
        kept, twin = pair
        merge(pair)
        merged = queries.merge_of(ctx("read"), twin.id)
        assert merged is not None
        assert merged.kept_id == kept.id
        assert [one.id for one in queries.merged_entries(ctx("read"), kept.id)] == [twin.id]
        assert queries.families(ctx("read"), [kept.id]) == {
            kept.id: (kept.id,),
            twin.id: (kept.id,),
        }
        assert queries.all_ids(ctx("read")) == (kept.id,)
        for one in pair:
            said = [entry.sentence for entry in journal.timeline(READER, [("entity", one.id)])]
            assert any("并入" in sentence for sentence in said)

    def test_is_taken_back_and_both_stand_again(self, pair: tuple[BusinessEntity, BusinessEntity]):
        merge(pair)
        undo(pair)
        assert queries.merge_of(ctx("read"), pair[1].id) is None
        assert len(queries.all_ids(ctx("read"))) == 2
        record = EntityMerge.objects.of(ctx("read")).get()
        assert (record.reason, record.undone_reason) == (
            "同一营业执照，名称录入不全",
            "经核实是两家",
        )

    def test_of_two_codes_is_refused_and_nothing_is_written(
        self, pair: tuple[BusinessEntity, BusinessEntity]
    ):
        other = add("other", name="示例第2化工有限公司", credit_code=code(2))
        before = events()
        with pytest.raises(StepRefused) as refusal:
            merge(pair, duplicate=other.id)
        assert [f.code for f in refusal.value.findings] == ["registry.merge.codes"]
        assert not EntityMerge.objects.of(ctx("read")).exists()
        assert events() == before

    def test_of_a_code_entered_wrongly_names_the_record_that_shows_it(
        self, pair: tuple[BusinessEntity, BusinessEntity]
    ):
        """国办发〔2024〕54号: an enterprise is counted once, also where its code was mistyped."""
        other = add("other", credit_code=code(2))
        with pytest.raises(StepRefused):
            merge(pair, "bare", duplicate=other.id, registration="无")
        merge(pair, duplicate=other.id, registration="示市监登记查询〔2025〕7号")
        merged = queries.merge_of(ctx("read"), other.id)
        assert merged is not None
        assert merged.registration == "示市监登记查询〔2025〕7号"
        (kept,) = queries.merged_entries(ctx("read"), pair[0].id)
        assert kept.credit_code == code(2)
        told = journal.timeline(READER, [("entity", pair[0].id)])
        assert any(f"错登代码{code(2)}" in one.sentence for one in told)

    def test_frees_the_wrong_code_for_the_unit_that_bears_it(
        self, pair: tuple[BusinessEntity, BusinessEntity]
    ):
        """GB 32100: a code is of one unit; a mistyped one does not bar the unit that bears it."""
        other = add("other", credit_code=code(2))
        merge(pair, duplicate=other.id, registration="示市监登记查询〔2025〕7号")
        read = ctx("read")
        assert queries.entity_by_credit_code(read, code(2)) is None
        assert code(2) not in {**queries.names_by_code(read), **queries.ids_by_code(read)}
        bearer = facts(name="示例五金有限公司", credit_code=code(2))
        owner = services.add_entity(ctx=ctx("owner"), facts=bearer, on=DAY, **proof())
        assert queries.ids_by_code(read)[code(2)] == owner.id
        before = events()
        with pytest.raises(StepRefused) as refusal:
            add("owner again", name="示例五金有限公司", credit_code=code(2))
        assert [f.code for f in refusal.value.findings] == ["registry.credit_code.taken"]
        assert events() == before
        undo((pair[0], other))
        other.refresh_from_db()
        assert (other.credit_code, other.merged_into_id) == ("", None)
        told = journal.timeline(READER, [("entity", other.id)])
        assert any(f"代码{code(2)}已登记为“示例五金有限公司”" in one.sentence for one in told)

    def test_gives_the_code_back_where_nobody_was_registered_under_it(
        self, pair: tuple[BusinessEntity, BusinessEntity]
    ):
        """GB 32100: what was merged by mistake stands again under its own code."""
        other = add("other", credit_code=code(2))
        merge(pair, duplicate=other.id, registration="示市监登记查询〔2025〕7号")
        undo((pair[0], other))
        one = queries.entity_by_credit_code(ctx("read"), code(2))
        assert one is not None
        assert one.id == other.id

    def test_keeps_the_code_of_a_duplicate_of_an_entry_without_one(
        self, pair: tuple[BusinessEntity, BusinessEntity]
    ):
        """GB 32100: the code that tells who the unit is leads to the entry that is kept."""
        other = add("other", credit_code=code(2), kind=EntityKind.SOLE_PROPRIETOR)
        merge(pair, kept=freed(pair[1]).id, duplicate=other.id)
        assert queries.ids_by_code(ctx("read"))[code(2)] == pair[1].id

    def test_taken_back_gives_back_the_code_that_the_kept_entry_took_over(
        self, pair: tuple[BusinessEntity, BusinessEntity]
    ):
        """GB 32100: the code is of the unit that was registered with it."""
        other = add("other", credit_code=code(2), kind=EntityKind.SOLE_PROPRIETOR)
        kept = freed(pair[1])
        merge(pair, kept=kept.id, duplicate=other.id)
        own = facts(1, name=kept.name, credit_code=code(2), kind=EntityKind.SOLE_PROPRIETOR)
        services.amend_entity(ctx=ctx("code"), entity=kept.id, facts=own, version=None, on=DAY)
        before = events()
        with pytest.raises(StepRefused) as refusal:
            undo((kept, other))
        assert [f.code for f in refusal.value.findings] == ["registry.merge.code_kept"]
        assert (events(), queries.ids_by_code(ctx("read"))[code(2)]) == (before, kept.id)
        undo((kept, other), code_returns=True)
        assert queries.ids_by_code(ctx("read"))[code(2)] == other.id
        kept.refresh_from_db()
        assert (kept.credit_code, kept.version) == ("", 2)
        told = journal.timeline(READER, [("entity", kept.id)])
        assert any(f"代码{code(2)}归还本记录" in one.sentence for one in told)

    def test_of_a_person_and_a_company_is_refused_and_nothing_is_written(
        self, pair: tuple[BusinessEntity, BusinessEntity]
    ):
        """行政处罚法 4: a natural person and a legal person are two parties."""
        firm = add("firm", name="示例第3化工有限公司", credit_code=code(3))
        before = events()
        with pytest.raises(StepRefused) as refusal:
            merge(pair, kept=firm.id)
        assert [f.code for f in refusal.value.findings] == ["registry.merge.person"]
        assert not EntityMerge.objects.of(ctx("read")).exists()
        assert events() == before

    @pytest.mark.parametrize("kind", [EntityKind.SOLE_PROPRIETOR, EntityKind.COMPANY])
    def test_of_an_enterprise_into_what_has_no_cap_is_refused_and_nothing_is_written(
        self, pair: tuple[BusinessEntity, BusinessEntity], kind: EntityKind
    ):
        """国办发〔2024〕54号: visits of an enterprise count for its cap, whatever it becomes."""
        shop = add("shop", name="示例第3店", credit_code=code(3), kind=kind)
        office = add(
            "office", name="示例第3站", credit_code=OF_INSTITUTION, kind=EntityKind.INSTITUTION
        )
        kept = pair[1] if kind is EntityKind.SOLE_PROPRIETOR else office
        shown, before = "示市监登记查询〔2025〕7号", events()
        with pytest.raises(StepRefused) as refusal:
            merge(pair, kept=kept.id, duplicate=shop.id, registration=shown)
        assert [f.code for f in refusal.value.findings] == ["registry.merge.cap"]
        assert not EntityMerge.objects.of(ctx("read")).exists()
        assert events() == before
        merge(pair)
        assert queries.classed(READER, [pair[1].id])[pair[1].id].is_enterprise

    def test_from_an_old_form_or_across_the_border_is_no_merge(
        self, pair: tuple[BusinessEntity, BusinessEntity]
    ):
        before = events()
        with pytest.raises(Stale):
            merge(pair, version=7)
        stranger = ctx("stranger", bureau=found_other())
        with pytest.raises(BusinessEntity.DoesNotExist):
            services.merge_entities(
                ctx=stranger,
                kept=pair[0].id,
                duplicate=pair[1].id,
                reason="同一单位",
                version=0,
                on=DAY,
            )
        assert not EntityMerge.objects.of(ctx("read")).exists()
        assert events() == before + 1  # the founding of the other bureau

    def test_closes_the_duplicate_to_changes(self, pair: tuple[BusinessEntity, BusinessEntity]):
        merge(pair)
        with pytest.raises(StepRefused) as refusal:
            services.amend_entity(
                ctx=ctx("amend"), entity=pair[1].id, facts=facts(phone="1"), version=1, on=DAY
            )
        assert [f.code for f in refusal.value.findings] == ["registry.merge.closed"]


def found_other():
    from zhunsheng.registry.tests.builders import OTHER_BUREAU

    found("other", bureau=OTHER_BUREAU, division="999902")
    assert OTHER_BUREAU != BUREAU
    return OTHER_BUREAU
