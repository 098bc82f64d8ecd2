"""Which entry a code tells: it is of one unit, merged entries and entries without one included."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import queries, services
from zhunsheng.registry.choices import EntityKind, IdentityStep
from zhunsheng.registry.models import BusinessEntity, EntityMerge
from zhunsheng.registry.tests.builders import DAY, code, ctx, events, facts, freed, proof

pytestmark = pytest.mark.usefixtures("bureau")
PLACE: dict[str, Any] = {"name": "示例小吃店", "address": "示例路1号", "credit_code": ""}


def add(key: str, number: int = 1, **changes: Any) -> BusinessEntity:
    said = {"kind": EntityKind.SOLE_PROPRIETOR, **changes}
    if said.get("credit_code") == "":
        said["kind"] = EntityKind.PERSON
    return services.add_entity(ctx=ctx(key), facts=facts(number, **said), on=DAY)


def amend(
    row: BusinessEntity, key: str = "amend", shown: dict[str, Any] | None = None, **changes: Any
) -> BusinessEntity:
    said = {"name": row.name, "address": row.address, "credit_code": row.credit_code, **changes}
    if said["credit_code"] and not row.credit_code:
        said.setdefault("kind", EntityKind.SOLE_PROPRIETOR)
    new = facts(1, **{"kind": EntityKind(row.kind), **said})
    return services.amend_entity(
        ctx=ctx(key), entity=row.id, facts=new, version=None, on=DAY, **shown or {}
    )


def merge(
    key: str, kept: BusinessEntity, duplicate: BusinessEntity, registration: str = ""
) -> None:
    kept = kept if kept.credit_code else freed(kept)
    services.merge_entities(
        ctx=ctx(key), kept=kept.id, duplicate=duplicate.id, reason="同一营业执照，名称录入不全",
        registration=registration, version=None, on=DAY,
    )  # fmt: skip


def refused(act: Any) -> list[str]:
    """Return why an act is refused; nothing is written and no event recorded."""
    rows = BusinessEntity.objects.of(ctx("read")).order_by("id")
    before = (tuple(rows.values()), EntityMerge.objects.of(ctx("read")).count(), events())
    with pytest.raises(StepRefused) as refusal:
        act()
    after = (tuple(rows.values()), EntityMerge.objects.of(ctx("read")).count(), events())
    assert after == before
    return [one.code for one in refusal.value.findings]


class TestAmending:
    """GB 32100: entries without a code are told apart by name and address, however entered."""

    def test_into_the_place_of_another_entry_without_a_code_is_refused(self):
        add("first", **PLACE)
        other = add("other", **{**PLACE, "address": "示例路2号"})
        assert refused(lambda: amend(other, address="示例路１号")) == ["registry.name.taken"]
        coded = add("coded", 3)
        same = {**PLACE, "kind": EntityKind.PERSON}
        assert refused(
            lambda: services.amend_entity(
                ctx=ctx("x"), entity=coded.id, facts=facts(1, **same), version=None, on=DAY
            )
        ) == ["registry.name.taken", "registry.identity.another"]

    def test_of_a_phone_where_two_stood_before_goes_on(self):
        first, other = add("first", **PLACE), add("other", **{**PLACE, "address": "示例路2号"})
        BusinessEntity.objects.of(ctx("read")).filter(id=other.id).update(address="示例路1号")
        assert amend(first, phone="000-2222").phone == "000-2222"

    def test_to_the_code_of_its_own_duplicate_is_done(self):
        kept, twin = add("kept", **PLACE), add("twin", 2)
        merge("merge", kept, twin)
        row = amend(kept, credit_code=code(2))
        assert row.credit_code == code(2)
        assert queries.ids_by_code(ctx("read")) == {code(2): kept.id}

    def test_to_another_code_than_its_duplicate_bears_is_refused(self):
        kept, twin = add("kept", **PLACE), add("twin", 2)
        merge("merge", kept, twin)
        why = refused(lambda: amend(kept, credit_code=code(3)))
        assert why == ["registry.merge.other_code"]

    def test_to_the_code_of_an_entry_merged_elsewhere_is_refused(self):
        kept, twin, other = add("kept", **PLACE), add("twin", 2), add("other", 3)
        merge("merge", kept, twin)
        shown = proof(IdentityStep.CODE_CORRECTED)
        why = refused(lambda: amend(other, credit_code=code(2), shown=shown))
        assert why == ["registry.credit_code.taken"]


class TestCodes:
    def test_of_a_second_duplicate_names_the_record_that_shows_it_wrong(self):
        """GB 32100: an entry without a code is told by the code of what was merged into it."""
        kept, twin, third = add("kept", **PLACE), add("twin", 2), add("third", 3)
        merge("merge", kept, twin)
        assert refused(lambda: merge("bare", kept, third)) == ["registry.merge.codes"]
        merge("again", kept, third, "示市监登记查询〔2025〕7号")
        read = ctx("read")
        assert queries.ids_by_code(read) == {code(2): kept.id}
        ids = [one.id for one in (kept, twin, third)]
        assert queries.codes_of(read, ids) == dict.fromkeys(ids, code(2))
        assert queries.entries_of_code(code(2), reason="test") == set(ids)
        assert queries.entries_of_code(code(3), reason="test") == set()

    def test_typed_leads_to_the_kept_entry(self):
        kept, twin = add("kept", **PLACE), add("twin", 2)
        merge("merge", kept, twin)
        viewer = ctx("read").viewer
        assert [one.id for one in queries.entities_named(viewer, code(2).lower())] == [kept.id]
        assert queries.named(viewer, [code(2), code(3)]) == ((kept.id,), (code(3),))
        assert queries.is_listed(viewer, code(2))


class TestAdding:
    """GB 32100: a natural person without a code is told by name and address, however typed."""

    def test_refuses_one_who_stands_there_and_reads_no_other(self) -> None:
        held = {**PLACE, "name": "示例张某", "address": "示例路１号Ａ座"}
        add("held", **held)
        add("other", **{**held, "name": "示例李某"})
        again = {**held, "name": "示例 张某", "address": "示例路1号a座"}
        assert refused(lambda: add("again", **again)) == ["registry.name.taken"]
        with CaptureQueriesContext(connection) as asked:
            add("elsewhere", **{**held, "address": "示例路2号"})
        assert any("LIKE" in one["sql"] and "张" in one["sql"] for one in asked)

    def test_refuses_one_whose_name_no_sign_tells_in_the_database(self) -> None:
        add("held", **{**PLACE, "name": "WANG YI", "address": "1 - 2"})
        again = {**PLACE, "name": "Wang  Yi", "address": "1-2"}
        assert refused(lambda: add("again", **again)) == ["registry.name.taken"]
