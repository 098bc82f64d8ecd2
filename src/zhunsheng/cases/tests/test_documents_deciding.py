"""What a decision says of its facts (行政处罚法 59.1(2)), without a database."""

from __future__ import annotations

from zhunsheng.cases.documents.deciding import facts_found
from zhunsheng.cases.rules.inquiring import definite_findings
from zhunsheng.cases.tests.steps import DAY
from zhunsheng.lawbook import queries as lawbook

FACTS = "2025年3月3日检查发现，仓库没有警示标志，作业人员没有持证。"


class TestFactsOfADecision:
    def test_are_those_that_were_found_not_the_alternatives_of_the_catalogue(self) -> None:
        row = lawbook.violation("safety.97-5", on=DAY)
        assert "或者" in row.conduct
        assert facts_found(FACTS, [row]) == {"found": FACTS, "violations": []}

    def test_stand_once_before_several_each_with_its_law(self) -> None:
        rows = [lawbook.violation(key, on=DAY) for key in ("safety.97-7", "safety.99-1")]
        found = facts_found(FACTS, rows)
        assert str(found).count(FACTS) == 1
        items = found["violations"]
        assert isinstance(items, list)
        first, second = (str(one["facts"]) for one in items)
        assert "第九十七条第七项" in first
        assert "第九十九条第一项" in second

    def test_are_refused_in_the_alternative(self) -> None:
        """行政处罚法 40: what is not clear stands as no fact."""
        (found,) = definite_findings("隐患排查治理情况没有如实记录或者没有通报。", FACTS)
        assert (found.code, str(found.basis)) == ("case.facts.alternative", "APL-2021:40")
        assert "没有如实记录或者没有通报" in found.message
