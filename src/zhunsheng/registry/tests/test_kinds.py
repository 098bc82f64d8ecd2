"""国办发〔2024〕54号: the caps hold for enterprises; who is one, a paper and the code tell."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from stdnum.cn import uscc

from zhunsheng.journal.models import Event
from zhunsheng.registry import queries, services
from zhunsheng.registry.choices import EntityKind, IdentityStep
from zhunsheng.registry.rules import entity_findings
from zhunsheng.registry.tests.builders import DAY, code, ctx, facts, proof, row, xlsx
from zhunsheng.registry.tests.test_identity import add, amend, refused, written

pytestmark = pytest.mark.usefixtures("bureau")


class TestKind:
    def test_changed_without_a_paper_is_refused(self):
        entity = add("e")
        away: dict[str, Any] = {"kind": EntityKind.SOLE_INVESTOR}
        asked = ["identity.kind_step", "identity.kind_paper", "identity.kind_scan"]
        assert refused(partial(amend, entity, **away)) == asked
        shown = proof(IdentityStep.NAME_CORRECTED)
        assert refused(partial(amend, entity, shown=shown, **away)) == ["identity.kind_step"]
        shown = proof(IdentityStep.KIND_CORRECTED, reason="") | {"scan": None}
        codes = ["identity.kind_scan", "identity.kind_reason"]
        assert refused(partial(amend, entity, shown=shown, **away)) == codes

    def test_changed_by_its_paper_is_kept_with_its_scan(self):
        entity = add("e")
        shown = proof(IdentityStep.KIND_CHANGED)
        assert amend(entity, shown=shown, kind=EntityKind.SOLE_INVESTOR).kind == "SOLE_INVESTOR"
        (change,) = queries.identity_changes(ctx("read"), entity.id)
        said = (change.before, change.after, change.step_label)
        assert said == ("企业法人", "个人独资企业", "类型变更登记")
        assert change.scan is not None
        assert "企业法人" in Event.objects.get(kind="registry.identity_changed").data

    def test_changed_with_the_name_is_shown_by_the_paper_of_the_name(self):
        entity = add("e")
        new: dict[str, Any] = {"name": "示例第1化工厂", "kind": EntityKind.SOLE_INVESTOR}
        shown = proof(IdentityStep.RENAMED)
        assert refused(partial(amend, entity, shown=shown | {"scan": None}, **new)) == [
            "identity.kind_scan"
        ]
        assert amend(entity, shown=shown, **new).kind == "SOLE_INVESTOR"


class TestCodeAndKind:
    """GB 32100: the first sign of the code names the authority that registered the unit."""

    @pytest.mark.parametrize(
        "kind",
        [one for one in EntityKind if not one.counts_as_enterprise],
        ids=lambda one: one.value,
    )
    def test_of_an_enterprise_is_not_taken_out_of_the_caps_with_whatever_paper(self, kind):
        shop: dict[str, Any] = {"name": "示例第1店"}
        entity = add("e", **shop)
        shown = proof(IdentityStep.KIND_CHANGED)
        assert refused(partial(amend, entity, shown=shown, kind=kind, **shop)) == ["kind.code"]
        assert refused(partial(add, "new", 2, kind=kind, **shop)) == ["kind.code"]

    def test_of_an_institution_makes_no_enterprise(self):
        said = "12999901MA0000001"
        (found,) = entity_findings(facts(credit_code=_checked(said)))
        assert (found.code, str(found.basis)) == ("registry.kind.code", "GB-32100")
        assert entity_findings(facts(credit_code=_checked(said), kind=EntityKind.INSTITUTION)) == ()

    def test_that_differ_are_named_in_a_sheet(self):
        content = xlsx([row(1, 类型="事业单位"), row(2)])
        run = services.import_entities(
            ctx=ctx("sheet"), filename="名单.xlsx", content=content, on=DAY
        )
        assert (run.rows_taken, run.errors[0][:2]) == (1, [2, "类型"])
        assert queries.ids_by_code(ctx("read")).keys() == {code(2)}


class TestWithoutACode:
    """国办发〔2024〕54号: each unit is counted once, so nobody enters it again without its code."""

    def test_a_unit_with_a_code_is_not_entered_again_under_its_name_and_address(self):
        coded = add("coded", name="示例甲", address="示例路1号")
        person: dict[str, Any] = {"name": "示例甲", "credit_code": "", "kind": EntityKind.PERSON}
        again = partial(add, "again", address="示例路 １号", **person)
        assert refused(again) == ["name.taken"]
        sheet = {"类型": "自然人", "统一社会信用代码": "", "单位名称": "示例甲"}
        rows = [row(1, **sheet, 地址="示例路1号"), row(2, 地址="示例路2号", 单位名称="示例乙")]
        rows.append(row(3, **{**sheet, "单位名称": "示例乙"}, 地址="示例路2号"))
        run = services.import_entities(
            ctx=ctx("sheet"), filename="名单.xlsx", content=xlsx(rows), on=DAY
        )
        assert [one[:2] for one in run.errors] == [[2, "单位名称"], [4, "单位名称"]]
        assert run.rows_taken == 1
        away = proof(IdentityStep.CODE_CORRECTED)
        assert amend(coded, shown=away, address="示例路1号", **person).credit_code == ""

    @pytest.mark.parametrize(
        "name",
        ["示例化工有限 公司", "示例加油站厂", "示例加油站", "示例五金厂（北区）"],
    )
    def test_a_firm_is_not_typed_in_as_a_natural_person_nor_amended_to_be_one(self, name):
        person: dict[str, Any] = {"name": name, "credit_code": "", "kind": EntityKind.PERSON}
        assert refused(partial(add, "typed", **person)) == ["name.of_firm"]
        told = add("told", credit_code="", name="示例甲", kind=EntityKind.PERSON)
        named = proof(IdentityStep.RENAMED)
        assert refused(partial(amend, told, shown=named, **person)) == ["name.of_firm"]

    @pytest.mark.parametrize("name", ["示例化工有限公司", "示例五金厂", "示例种植专业合作社"])
    def test_a_firm_is_not_imported_as_a_natural_person(self, name):
        before = written()
        sheet = {"类型": "自然人", "统一社会信用代码": "", "单位名称": name}
        run = services.import_entities(
            ctx=ctx("sheet"), filename="名单.xlsx", content=xlsx([row(1, **sheet)]), on=DAY
        )
        assert (run.rows_taken, run.errors[0][:2]) == (0, [2, "单位名称"])
        assert "不是自然人" in run.errors[0][2]
        assert written()[:3] == before[:3]


def _checked(stem: str) -> str:
    return stem + uscc.calc_check_digit(stem)
