"""Officers, credentials, trainings, interests, deeds; refusals leave nothing behind."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.records import UnscopedRead
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.web.sheets import UnreadableSheet
from zhunsheng.workforce import queries, services
from zhunsheng.workforce.choices import CredentialKind, DelegatedPower
from zhunsheng.workforce.models import Credential, Delegation, Interest, Officer, Training
from zhunsheng.workforce.rules import CredentialFacts, DelegationFacts, credential_valid
from zhunsheng.workforce.tests.builders import (
    BUREAU,
    DAY,
    LASTING,
    OTHER_BUREAU,
    ctx,
    events,
    found,
    officer,
    unit,
    user,
    xlsx,
)


def refused(call) -> list[str]:
    before = events()
    with pytest.raises(StepRefused) as refusal:
        call()
    assert events() == before
    return [finding.code for finding in refusal.value.findings]


def names() -> list[str]:
    return [row.name for row in queries.officers(ctx("read"))]


class TestAddOfficer:
    def test_registers_officer_and_credential_with_one_event(self, team):
        before = events()
        row = officer(team)
        (fact,) = queries.officer_facts(ctx("read"), [row.id])
        assert (fact.name, fact.credential_number, fact.unit_id) == ("示例乙", "A001", team.id)
        assert credential_valid(fact, DAY)
        assert events() == before + 1

    def test_is_refused_with_a_number_or_account_that_is_taken(self, team):
        account = user(Role.ENFORCEMENT_OFFICER).id
        officer(team, user=account)
        codes = refused(lambda: officer(team, "示例丙", user=account))
        assert codes == ["workforce.user.taken", "workforce.credential.number_taken"]
        assert names() == ["示例乙"]

    def test_is_refused_in_a_unit_of_another_bureau(self, team):
        found("other", bureau=OTHER_BUREAU, division="999902")
        codes = refused(
            lambda: services.add_officer(
                ctx=ctx("x", bureau=OTHER_BUREAU),
                facts=services.OfficerFacts(name="示例丙", unit=team.id),
                on=DAY,
            )
        )
        assert codes == ["workforce.unit.unknown"]


class TestRenewCredential:
    def test_keeps_the_old_one_for_acts_of_its_days(self, team):
        row = officer(team, credential=CredentialFacts("A0", date(2020, 1, 1), date(2024, 12, 31)))
        services.renew_credential(ctx=ctx("renew"), officer=row.id, credential=LASTING, on=DAY)
        (fact,) = queries.officer_facts(ctx("read"), [row.id])
        assert (fact.credential_number, fact.number_on(date(2021, 1, 1))) == ("A001", "A0")

    def test_is_refused_with_a_number_that_is_taken(self, team):
        row = officer(team)
        codes = refused(
            lambda: services.renew_credential(
                ctx=ctx("renew"), officer=row.id, credential=LASTING, on=DAY
            )
        )
        assert codes == ["workforce.credential.number_taken"]
        assert Credential.objects.of(ctx("read")).count() == 1

    def test_for_supervision_does_not_allow_enforcement(self, team):
        paper = CredentialFacts(
            "S1", LASTING.valid_from, LASTING.valid_until, CredentialKind.SUPERVISION
        )
        row = officer(team, credential=paper)
        (fact,) = queries.officer_facts(ctx("read"), [row.id])
        assert (fact.credential_number, credential_valid(fact, DAY)) == ("", False)


class TestTraining:
    def train(self, *officers: UUID, **changes):
        values = {"topic": "示例培训", "hours": 16, "held_on": date(2025, 2, 28)}
        services.record_training(
            ctx=ctx("train"), officers=officers, on=DAY, **{**values, **changes}
        )

    def test_adds_the_hours_of_each_officer_with_one_event(self, team):
        first, second = officer(team), officer(team, "示例丙", credential=None)
        before = events()
        self.train(first.id, second.id, first.id)
        hours = queries.training_hours(ctx("read"), year=2025)
        assert hours == {first.id: 16, second.id: 16}
        rows = queries.training_hour_rows(ctx("read"), date(2025, 1, 1), date(2025, 12, 31))
        assert rows.number == sum(hours.values())
        assert len(rows.rows()) == len(hours)
        assert events() == before + 1

    def test_is_refused_for_nobody_of_the_bureau(self, team):
        assert refused(lambda: self.train(UUID(int=9))) == ["workforce.training.nobody"]
        assert Training.objects.of(ctx("read")).count() == 0


class TestInterest:
    def declare(self, row: Officer, key: str = "declare", reason: str = "近亲属任职"):
        return services.declare_interest(
            ctx=ctx(key), officer=row.id, entity=UUID(int=5), reason=reason, on=DAY
        )

    def test_is_read_as_pairs_of_officer_and_entity(self, team):
        row = officer(team)
        self.declare(row)
        assert queries.interests(ctx("read")) == frozenset({(row.id, UUID(int=5))})

    def test_is_refused_twice_or_without_a_reason(self, team):
        row = officer(team)
        self.declare(row)
        codes = refused(lambda: self.declare(row, "again", " "))
        assert codes == ["workforce.interest.reason", "workforce.interest.twice"]
        assert Interest.objects.of(ctx("read")).count() == 1


class TestDelegation:
    def grant(self, place: UUID, key: str = "grant", **changes):
        values = {
            "unit": place,
            "deed_number": "示应急委〔2025〕1号",
            "powers": (DelegatedPower.INSPECTION, DelegatedPower.SUMMARY_PENALTY),
            "valid_from": date(2025, 1, 1),
            "valid_until": date(2027, 12, 31),
            "published_on": date(2025, 1, 10),
        }
        facts = DelegationFacts(**{**values, **changes})
        return services.grant_delegation(ctx=ctx(key), facts=facts, on=DAY)

    def test_holds_from_its_publication_to_the_end_of_its_term(self, team):
        place = unit("示例街道", UnitKind.STREET)
        deed = self.grant(place.id)
        assert deed.power_labels == ["行政检查", "简易程序处罚"]
        days = [date(2025, 1, 9), date(2025, 1, 10), date(2027, 12, 31), date(2028, 1, 1)]
        found_deeds = [queries.delegation_of(ctx("read"), place.id, day) for day in days]
        assert found_deeds == [None, deed, deed, None]

    def test_is_refused_for_a_team_and_for_a_deed_that_is_taken(self, team):
        self.grant(unit("示例街道", UnitKind.STREET).id)
        codes = refused(lambda: self.grant(team.id, "again"))
        assert codes == ["workforce.delegation.unit", "workforce.delegation.deed_taken"]
        assert Delegation.objects.of(ctx("read")).count() == 1


class TestImport:
    def take(self, rows, key="import", **changes):
        return services.import_officers(
            ctx=ctx(key, **changes), filename="人员.xlsx", content=xlsx(rows), on=DAY
        )

    def test_takes_the_good_rows_and_names_the_others(self, team):
        account = user(Role.ENFORCEMENT_OFFICER)
        officer(team, "示例乙")
        before = events()
        day = date(2022, 11, 1)
        run = self.take(
            [
                ["示例一", "执法一队", account.username, "B1", day, "2027年10月31日", "否"],
                ["示例二", "执法一队", "", "", "", "", "是"],
                ["", "没有的队", "nobody", "B1", "2022-13-01", "", "也许"],
                ["示例三", "执法一队", account.username, "A001", "2022/11/1", "2027.10.31", ""],
                ["示例四", "执法一队", "", "", "2022-11-01", "", ""],
                ["示例五", "执法一队", "", "B5", "2027-11-01", "2022-11-01", ""],
            ]
        )
        assert (run.rows_read, run.rows_taken) == (6, 2)
        assert names() == ["示例二", "示例乙", "示例一"]
        assert [(line, column) for line, column, _ in run.errors] == [
            (4, "所属机构"),
            (4, "用户名"),
            (4, "法制审核人员"),
            (4, "有效期自"),
            (4, "有效期至"),
            (4, "姓名"),
            (4, "执法证号"),
            (5, "执法证号"),
            (5, "用户名"),
            (6, "执法证号"),
            (7, "执法证号"),
        ]
        assert events() == before + 1
        one = queries.officer_of_user(ctx("read"), account.id)
        assert one is not None
        assert (one.name, one.import_run_id) == ("示例一", run.id)

    def test_acts_once_and_reports_the_second_time(self, team):
        rows = [["示例一", "执法一队", "", "B1", "2022-11-01", "2027-10-31", ""]]
        first = self.take(rows)
        assert self.take(rows) == first
        again = self.take(rows, key="again")
        assert again.rows_taken == 0
        assert again.errors == [[2, "执法证号", "执法证号B1已登记在示例一名下。请按证件核对号码。"]]
        assert names() == ["示例一"]

    def test_imports_nothing_from_a_file_with_wrong_headings(self, team):
        before = events()
        content = xlsx([["示例一", "执法一队"]], headings=("姓名", "部门"))
        with pytest.raises(UnreadableSheet) as refusal:
            services.import_officers(
                ctx=ctx("import"), filename="人员.xlsx", content=content, on=DAY
            )
        assert refusal.value.message == (
            "表头缺少：所属机构、执法证号、有效期自、有效期至。请使用下载的模板，列的先后不限。"
        )
        assert (names(), events()) == ([], before)


class TestReads:
    def test_of_facts_take_one_query_and_keep_the_order(self, team, django_assert_num_queries):
        first = officer(team)
        second = officer(team, "示例丙", credential=None)
        with django_assert_num_queries(1):
            facts = queries.officer_facts(ctx("read"), [second.id, first.id, UUID(int=1)])
        assert [fact.id for fact in facts] == [second.id, first.id]

    def test_stay_inside_the_bureau(self, team):
        found("other", bureau=OTHER_BUREAU, division="999902")
        row = officer(team)
        stranger = ctx("read", bureau=OTHER_BUREAU)
        assert queries.officer_facts(stranger, None) == ()
        assert queries.officer_facts(stranger, [row.id]) == ()
        with pytest.raises(Officer.DoesNotExist):
            queries.officer(stranger, row.id)

    def test_without_a_scope_raise(self):
        for model in (Officer, Credential, Training, Interest, Delegation):
            with pytest.raises(UnscopedRead):
                model.objects.filter(bureau=BUREAU)

    @pytest.mark.parametrize("count", [1, 12])
    def test_of_the_list_take_three_queries(self, team, count, django_assert_num_queries):
        for number in range(count):
            term = CredentialFacts(f"N{number}", LASTING.valid_from, DAY)
            officer(team, f"示例{chr(0x4E00 + number)}", term)
        with django_assert_num_queries(3):
            lines = queries.officer_lines(ctx("read"), on=DAY)
        assert [line.state.label for line in lines] == ["六个月内到期"] * count
