"""行政处罚法 42.1: not fewer than two officers; one person entered twice is one."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.workforce import queries, services
from zhunsheng.workforce.models import Credential, Officer
from zhunsheng.workforce.rules import (
    AmendedFacts,
    CredentialFacts,
    OfficerFacts,
    enough_officers,
    persons,
)
from zhunsheng.workforce.tests.builders import DAY, HEADINGS, LASTING, ctx, events, officer, xlsx
from zhunsheng.workforce.tests.test_services import names, refused

SECOND = CredentialFacts("A002", LASTING.valid_from, LASTING.valid_until)
APART = "另一人在执法二队，由市局发证"


def add(team, name: str, **more):
    facts = OfficerFacts(name=name, unit=team.id, credential=SECOND, **more)
    return services.add_officer(ctx=ctx("twin"), facts=facts, on=DAY)


def take(rows, *more: str):
    content = xlsx(rows, headings=(*HEADINGS, *more))
    return services.import_officers(ctx=ctx("in"), filename="人员.xlsx", content=content, on=DAY)


def line(name: str, number: str, *more: str) -> list[object]:
    return [name, "执法一队", "", number, date(2022, 11, 1), date(2027, 10, 31), "", *more]


def facts_of_bureau():
    return queries.all_officer_facts(ctx("read"))


class TestOnePerson:
    def test_is_not_entered_as_a_second_officer_with_a_new_certificate(self, team):
        officer(team, "示例丁")
        for name in ("示例丁", " 示例 丁"):
            assert refused(lambda name=name: add(team, name)) == ["workforce.told_apart.missing"]
        codes = refused(lambda: add(team, "示例丁", told_apart="。"))
        assert codes == ["workforce.told_apart.says_nothing"]
        assert (
            Officer.objects.of(ctx("read")).count(),
            Credential.objects.of(ctx("read")).count(),
        ) == (1, 1)

    @pytest.mark.parametrize("name", ["示例丁·", "示例丁2", "示例丁（二）", "示例丁.", "·示例丁"])
    def test_is_not_entered_as_a_second_officer_by_spelling(self, team, name):
        """行政处罚法 42: two officers are two people, however the name of one is written."""
        officer(team, "示例丁")
        codes = refused(lambda: add(team, name))
        assert codes == ["workforce.name.signs", "workforce.told_apart.missing"]
        assert refused(lambda: add(team, "示例·丁")) == ["workforce.told_apart.missing"]
        Officer.objects.of(ctx("read")).filter(id=add(team, "示例戊").id).update(name="示·例丁")
        assert persons(facts_of_bureau()) == 1  # as old entries stand

    def test_is_not_imported_as_a_second_officer(self, team):
        officer(team, "示例丁")
        run = take([line("示例丁", "A002"), line("示例戊", "A003"), line("示例戊", "A004")])
        assert (run.rows_read, run.rows_taken) == (3, 1)
        assert [(row, column) for row, column, _ in run.errors] == [
            (2, "与同名人员的区别"),
            (4, "姓名"),
        ]
        assert "执法一队，A001" in run.errors[0][2]
        assert "登记执法证" in run.errors[0][2]
        assert names() == ["示例丁", "示例戊"]

    def test_may_leave_and_another_of_the_name_come(self, team):
        row = officer(team, "示例丁")
        left = AmendedFacts(unit=team.id, user=None, left_on=DAY, reason="调离本机关")
        services.amend_officer(ctx=ctx("left"), officer=row.id, facts=left, on=DAY)
        add(team, "示例丁")
        assert persons(facts_of_bureau()) == 1


class TestTwoOfOneName:
    def test_are_two_where_their_difference_is_told(self, team):
        officer(team, "示例丁")
        row = add(team, "示例丁", told_apart=APART)
        assert row.told_apart == APART
        assert enough_officers(facts_of_bureau()) is None

    def test_are_imported_with_their_difference(self, team):
        rows = [line("示例丁", "A001", ""), line("示例丁", "A002", APART)]
        assert take(rows, "与同名人员的区别").rows_taken == 2
        assert enough_officers(facts_of_bureau()) is None

    def test_that_stood_there_before_are_told_apart_at_the_officer(self, team):
        officer(team, "示例丁")
        row = add(team, "示例丁", told_apart=APART)
        Officer.objects.of(ctx("read")).filter(id=row.id).update(told_apart="")
        assert enough_officers(facts_of_bureau()) is not None
        before = events()
        told = AmendedFacts(row.unit_id, None, None, "核对后确认是两人", APART)
        services.amend_officer(ctx=ctx("told"), officer=row.id, facts=told, on=DAY)
        assert enough_officers(facts_of_bureau()) is None
        assert events() == before + 1
