"""What a reader sees of the law: the order of articles, places by name, spans in plain words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.accounts import services as accounts
from zhunsheng.lawbook import exports
from zhunsheng.lawbook.choices import ChangeKind, Fact, FactUnit, InstrumentRank
from zhunsheng.lawbook.documents.fines import conditions_text
from zhunsheng.lawbook.forms import violation_choices
from zhunsheng.lawbook.rules.law import Condition
from zhunsheng.lawbook.tests.test_views import DAY, ctx, reviewer

pytestmark = pytest.mark.django_db
DAYS = {"earlier": "2026-04-30", "later": "2026-05-01"}


@pytest.fixture
def insider():
    client = Client()
    client.force_login(reviewer(), backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestArticle:
    def test_lists_violations_in_the_order_of_its_items(self, client):
        page = client.get(reverse("lawbook:article", args=["SPL-2021", "97"]))
        items = [one.row.penalty.item for one in page.context["violations"]]
        assert items == [1, 2, 3, 4, 5, 6, 7]


class TestInstruments:
    def test_begin_with_the_laws_and_end_with_what_is_repealed(self, insider):
        rows = insider.get(reverse("lawbook:list")).context["rows"]
        held = [row.rank for row in rows if row.ended_on is None]
        assert held == sorted(held, key=list(InstrumentRank).index)
        assert rows[-1].ended_on is not None


class TestViolation:
    def test_tells_the_code_by_which_commands_and_sheets_name_it(self, client):
        page = client.get(reverse("lawbook:violation", args=["safety.97-7"]))
        assert "编码 safety.97-7" in page.content.decode()

    def test_leads_a_citizen_to_the_lists(self, client):
        page = client.get(reverse("lawbook:violation", args=["safety.97-7"]))
        assert f'<a href="{reverse("lawbook:lists")}">免罚轻罚清单</a>' in page.content.decode()


class TestExplainer:
    def test_says_outside_that_tables_are_left_out_where_there_are_several_bureaus(
        self, client, insider
    ):
        said = "只在本机关适用的裁量基准不在推算之内"
        assert said not in client.get(reverse("lawbook:explainer")).content.decode()
        other = accounts.BureauFacts(
            "示例县应急管理局", "例", "999902", "CN", "示例县人民政府", "示例路2号", "001"
        )
        act = replace(ctx("other"), bureau=UUID("01940000-0000-7000-8000-000000000002"))
        accounts.found_bureau(ctx=act, facts=other, on=DAY)
        assert said in client.get(reverse("lawbook:explainer")).content.decode()
        assert said not in insider.get(reverse("lawbook:explainer")).content.decode()


class TestSoundness:
    def test_names_the_violation_whose_fines_nobody_verified(self):
        said, _ = exports.checked()
        assert "general.45-3：发现违章作业不加制止自2026-02-01起的罚则未经核实" in said


class TestProblems:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("facts: {profit: 1}", "没有“profit”，可以填写：persons 涉及人次、"),
            ("corrected: 否", "“否”应当写作true或者false"),
            ("harm: SOME", "没有“SOME”，可以填写：NONE 没有危害后果、"),
            ("facts: {persons: 1.5}", "persons不能是1.5"),
            ("circumstances: [angry]", "没有名为“angry”的情节"),
            ("choice: x", "“x”不是日期"),
            ("[1, 2]", "事实应当一项一项写明名称和内容"),
        ],
    )
    def test_in_the_facts_are_told_in_chinese(self, tmp_path, text, said):
        (tmp_path / "f.yaml").write_text(text, "utf-8")
        with pytest.raises(exports.NotDerived, match=re.escape(said)):
            exports.penalty(
                key="safety.97-7",
                violated_from=date(2025, 11, 3),
                ended_on=None,
                kind="once",
                decided_on=date(2025, 12, 1),
                facts_file=tmp_path / "f.yaml",
                as_json=False,
            )


class TestChanges:
    def test_keep_the_order_of_the_articles(self, insider):
        groups = dict(insider.get(reverse("lawbook:changes"), DAYS).context["groups"])
        places = [row.basis for row in groups[ChangeKind.VIOLATION]]
        assert places == sorted(places)

    @pytest.mark.parametrize(
        ("earlier", "later", "said"),
        [
            ("2026-01-31", "2026-02-01", "已失效（由《安全生产违法行为行政处罚办法》取代）"),
            ("2028-04-22", "2028-04-23", "已失效"),
        ],
    )
    def test_name_what_replaces_an_instrument(self, insider, earlier, later, said):
        page = insider.get(reverse("lawbook:changes"), {"earlier": earlier, "later": later})
        groups = dict(page.context["groups"])
        assert said in [row.after for row in groups[ChangeKind.INSTRUMENT]]

    def test_never_show_the_same_before_and_after(self, insider):
        page = insider.get(reverse("lawbook:changes"), DAYS)
        rows = [row for _, held in page.context["groups"] for row in held]
        text = page.content.decode()
        assert all(row.before != row.after for row in rows)
        assert "违反《安全生产法》第三十三条第二款，依据《安全生产法》第九十八条第二项：" in text
        assert "3 年（《危险化学品安全管理条例》第二十二条）" in text


class TestBenchmarks:
    def test_name_places_and_whole_percents(self, insider):
        text = insider.get(reverse("lawbook:benchmarks")).content.decode()
        assert "<dd>河南省</dd>" in text
        assert "行政区划代码" not in text
        assert "占比不超过10％" in text
        assert "占比超过10％、不超过30％" in text
        assert "占比超过30％" in text


class TestViolationChoices:
    def test_print_no_empty_brackets(self):
        text = str(violation_choices())
        assert "'违反操作规程或者安全管理规定作业'" in text
        assert "（）" not in text


class TestCondition:
    @pytest.mark.parametrize("fact", [one for one in Fact if one.unit is FactUnit.YES_NO])
    def test_of_yes_or_no_is_told_as_a_statement(self, fact):
        told = [conditions_text((Condition(fact, n, n + 1),)) for n in (0, 1)]
        assert all(text and "是否" not in text for text in told)
        assert told[0] != told[1]
