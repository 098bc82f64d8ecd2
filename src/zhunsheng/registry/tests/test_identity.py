"""A name or a code of an entry changes by its paper, and what it was before is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.journal.models import Event
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import queries, services
from zhunsheng.registry.choices import EntityKind, IdentityStep
from zhunsheng.registry.models import BusinessEntity, IdentityChange
from zhunsheng.registry.queries.identity import FormerName
from zhunsheng.registry.tests.builders import DAY, code, csv, ctx, events, facts, proof, row, xlsx

pytestmark = pytest.mark.usefixtures("bureau")
LATER = date(2025, 6, 2)
NEW = "示例第1新材料有限公司"


def add(key: str, number: int = 1, *, shown: Any = None, **changes: Any) -> BusinessEntity:
    return services.add_entity(ctx=ctx(key), facts=facts(number, **changes), on=DAY, **shown or {})


def amend(
    entity: BusinessEntity, key: str = "amend", shown: Any = None, on: date = DAY, **changes: Any
) -> BusinessEntity:
    entity.refresh_from_db()
    said = {"name": entity.name, "credit_code": entity.credit_code, **changes}
    at = datetime(on.year, on.month, on.day, 2, len(key), tzinfo=UTC)
    return services.amend_entity(
        ctx=ctx(key, at=at), entity=entity.id, facts=facts(1, **said), version=None, on=on,
        **shown or {},
    )  # fmt: skip


def written() -> tuple[object, ...]:
    rows = BusinessEntity.objects.of(ctx("read")).order_by("id")
    changes = IdentityChange.objects.of(ctx("read"))
    items = EvidenceItem.objects.of(ctx("read"))
    return tuple(rows.values()), changes.count(), items.count(), events()


def refused(act: Any) -> list[str]:
    """Return why an act is refused; nothing is written and no event recorded."""
    before = written()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert written() == before
    return [one.code.removeprefix("registry.") for one in refusal.value.findings]


class TestName:
    """行政处罚法 40: who the party is, is clear; a name changes by its registration."""

    def test_and_code_at_once_are_another_unit_with_whatever_paper(self):
        entity = add("e")
        for step in (None, IdentityStep.RENAMED, IdentityStep.RECODED):
            new: dict[str, Any] = {"name": "示例五金有限公司", "credit_code": code(2)}
            act = partial(amend, entity, shown=proof(step), **new)
            assert refused(act) == ["identity.another"]

    def test_changed_without_a_paper_is_refused(self):
        entity = add("e")
        assert refused(lambda: amend(entity, name=NEW)) == ["identity.name_step"]
        bare = proof(IdentityStep.RENAMED, paper="无") | {"scan": None}
        assert refused(lambda: amend(entity, shown=bare, name=NEW)) == ["identity.name_paper"]

    def test_changed_by_its_paper_is_kept_as_a_former_name_with_its_span(self):
        entity = add("e")
        shown = proof(IdentityStep.RENAMED, reason="") | {"scan": None}
        assert amend(entity, shown=shown, on=LATER, name=NEW).name == NEW
        told = (FormerName("示例第1化工有限公司", DAY, LATER),)
        assert queries.former_names(ctx("read"), entity) == told
        said = Event.objects.get(kind="registry.identity_changed").data
        assert "示市监登记查询〔2025〕7号" in said

    def test_mistyped_is_corrected_with_a_reason_and_is_no_former_name(self):
        entity = add("e", name="示例第1化工有限公示")
        shown = proof(IdentityStep.NAME_CORRECTED, paper="", reason="") | {"scan": None}
        right = "示例第1化工有限公司"
        assert refused(lambda: amend(entity, shown=shown, name=right)) == ["identity.name_reason"]
        shown = proof(IdentityStep.NAME_CORRECTED, paper="") | {"scan": None}
        assert amend(entity, shown=shown, name=right).name == right
        assert queries.former_names(ctx("read"), entity) == ()

    def test_is_not_made_another_by_many_small_corrections(self):
        entity = add("e", name="示例晨安化工有限公司")
        shown = proof(IdentityStep.NAME_CORRECTED, paper="") | {"scan": None}
        amend(entity, "one", shown, name="示例晨宁化工有限公司")
        amend(entity, "first", shown, name="示例夕宁化工有限公司")
        third = "示例夕宁五工有限公司"
        assert refused(lambda: amend(entity, "third", shown, name=third)) == ["identity.name_paper"]
        amend(entity, "third too", proof(IdentityStep.NAME_CORRECTED), name=third)
        amend(entity, "and fourth", shown, name="示例夕宁五金有限公司")


#: A sign under which a person may trade.
SHOP: dict[str, Any] = {"name": "示例第1店"}


class TestCode:
    """GB 32100: a code is of one unit, and is given once."""

    def test_replaced_or_taken_away_without_record_and_scan_is_refused(self):
        entity = add("e", **SHOP)
        assert refused(lambda: amend(entity, credit_code=code(2), **SHOP)) == [
            "identity.code_step",
            "identity.code_paper",
            "identity.code_scan",
        ]
        away: dict[str, Any] = {**SHOP, "credit_code": "", "kind": EntityKind.PERSON}
        shown = proof(IdentityStep.RECODED)
        assert refused(lambda: amend(entity, shown=shown, **away)) == ["identity.code_step"]
        shown = proof(IdentityStep.CODE_CORRECTED, reason="") | {"scan": None}
        assert refused(lambda: amend(entity, shown=shown, credit_code=code(2), **SHOP)) == [
            "identity.code_scan",
            "identity.code_reason",
        ]

    def test_replaced_by_the_authority_is_kept_with_its_scan_and_never_free_again(self):
        entity = add("e")
        amend(entity, shown=proof(IdentityStep.RECODED), credit_code=code(2))
        (change,) = queries.identity_changes(ctx("read"), entity.id)
        assert (change.before, change.after, change.step_label) == (
            code(1), code(2), "登记机关换发代码",
        )  # fmt: skip
        assert change.scan is not None
        assert change.scan.is_kept
        again = partial(add, "again", name="示例五金有限公司", shown=proof())
        assert refused(again) == ["credit_code.replaced"]

    def test_that_another_entry_bore_asks_whose_it_is(self):
        """国办发〔2024〕54号: no unit begins its year anew under the code that it had before."""
        entity = add("e")
        amend(entity, shown=proof(IdentityStep.CODE_CORRECTED), credit_code=code(2))
        assert refused(lambda: add("again")) == ["credit_code.former"]
        assert refused(lambda: add("bare", shown=proof() | {"scan": None})) == [
            "credit_code.former"
        ]
        run = services.import_entities(
            ctx=ctx("sheet"), filename="名单.xlsx", content=xlsx([row(1), row(3)]), on=DAY
        )
        assert (run.rows_taken, run.errors[0][:2]) == (1, [2, "统一社会信用代码"])
        assert "曾登记在“示例第1化工有限公司”名下" in run.errors[0][2]
        other = add("owner", name="示例五金有限公司", shown=proof())
        (change,) = queries.identity_changes(ctx("read"), other.id)
        assert (change.step, change.after) == ("CODE_CONFIRMED", code(1))
        assert refused(lambda: add("twice")) == ["credit_code.taken"]

    def test_of_before_is_taken_up_again_by_the_entry_itself(self):
        entity = add("e")
        amend(entity, "one", proof(IdentityStep.CODE_CORRECTED), credit_code=code(2))
        back = amend(entity, "back", proof(IdentityStep.CODE_CORRECTED), credit_code=code(1))
        assert back.credit_code == code(1)

    def test_of_who_had_none_is_filled_in_without_a_paper(self):
        entity = add("e", credit_code="", kind=EntityKind.PERSON, **SHOP)
        assert amend(
            entity, credit_code=code(1), kind=EntityKind.SOLE_PROPRIETOR, **SHOP
        ).credit_code

    def test_taken_away_is_no_first_one_when_it_comes_again(self):
        entity = add("e", kind=EntityKind.SOLE_PROPRIETOR, **SHOP)
        away: dict[str, Any] = {**SHOP, "credit_code": "", "kind": EntityKind.PERSON}
        amend(entity, "away", proof(IdentityStep.CODE_CORRECTED), **away)
        assert refused(lambda: amend(entity, "come", credit_code=code(2), **SHOP)) == [
            "identity.code_step",
            "identity.code_paper",
            "identity.code_scan",
        ]


class TestSigns:
    @pytest.mark.parametrize(
        "name",
        ["示例\u202e公司", "示例\u200b公司", "示例\x00公司", "=示例公司", "＋示例公司", "@示例"],
    )
    def test_that_nobody_sees_or_a_table_reckons_with_are_refused(self, name: str):
        assert refused(lambda: add("e", name=name)) == ["name.signs"]
        if "\0" not in name:
            run = services.import_entities(
                ctx=ctx("sheet"), filename="a.csv", content=csv([row(1, 单位名称=name)]), on=DAY
            )
            assert (run.rows_taken, run.errors[0][:2]) == (0, [2, "单位名称"])

    def test_that_no_table_holds_are_named_with_their_row(self):
        content = csv([row(1), row(2, 单位名称="示例\0公司"), row(3, 地址="示例\0路")])
        run = services.import_entities(ctx=ctx("sheet"), filename="a.csv", content=content, on=DAY)
        assert run.rows_taken == 1
        said = "含有无法识别的字符。请在该格重新键入后再上传。"
        assert run.errors == [[3, "单位名称", said], [4, "地址", said]]
