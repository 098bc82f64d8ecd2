"""What changes of an officer: interests, withdrawn credentials, unit, account, departure, deeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.workforce import queries, services
from zhunsheng.workforce.choices import CredentialLoss, CredentialState, DelegatedPower
from zhunsheng.workforce.rules import (
    AmendedFacts,
    CredentialFacts,
    DelegationFacts,
    LossFacts,
    credential_state,
    credential_valid,
    every_credential_holds,
)
from zhunsheng.workforce.tests.builders import CLERK, DAY, LASTING, ctx, events, officer, unit, user
from zhunsheng.workforce.tests.test_services import refused

BEFORE = DAY - timedelta(days=1)
ENTITY = UUID(int=5)


def fact_of(row):
    (fact,) = queries.officer_facts(ctx("read"), [row.id])
    return fact


class TestLostCredential:
    """行政处罚法 42.1: 行政处罚应当由具有行政执法资格的执法人员实施。"""

    def lose(self, row, key="lose", **changes):
        values = {
            "loss": CredentialLoss.WITHDRAWN,
            "lost_on": DAY,
            "paper": "示司收〔2025〕3号",
            "reason": "调离执法岗位",
        }
        (held,) = queries.credentials_of(ctx("read"), row.id)
        facts = LossFacts(**{**values, **changes})
        services.lose_credential(ctx=ctx(key), credential=held.id, facts=facts, on=DAY)

    def test_holds_no_more_from_its_day_and_held_before(self, team):
        row = officer(team)
        before = events()
        self.lose(row)
        fact = fact_of(row)
        assert [credential_valid(fact, day) for day in (BEFORE, DAY)] == [True, False]
        assert [fact.number_on(day) for day in (BEFORE, DAY)] == ["A001", ""]
        assert credential_state(fact.terms, DAY) is CredentialState.EXPIRED
        assert events() == before + 1

    def test_is_told_to_who_sends_the_officer(self, team):
        row = officer(team)
        self.lose(row)
        finding = every_credential_holds((fact_of(row),), DAY)
        assert finding is not None
        assert "执法证A001因收回执法证自2025-03-03起失效" in finding.message

    def test_before_it_begins_allows_nothing_ever(self, team):
        row = officer(team, credential=replace(LASTING, valid_from=DAY))
        self.lose(row, loss=CredentialLoss.CANCELLED)
        fact = fact_of(row)
        assert not credential_valid(fact, DAY)
        assert credential_state(fact.terms, BEFORE) is CredentialState.EXPIRED

    def test_is_refused_twice_later_without_paper_or_reason(self, team):
        row = officer(team)
        codes = refused(
            lambda: self.lose(row, lost_on=DAY + timedelta(days=1), paper="无", reason="1")
        )
        assert codes == [
            "workforce.credential.loss_to_come",
            "workforce.credential.paper",
            "workforce.credential.loss_reason",
        ]
        assert credential_valid(fact_of(row), DAY)
        self.lose(row, "once")
        assert refused(lambda: self.lose(row, "twice")) == ["workforce.credential.lost"]

    def test_gives_its_days_to_no_older_one(self, team):
        row = officer(team)
        new = CredentialFacts("B1", date(2025, 1, 1), date(2025, 2, 1))
        services.renew_credential(ctx=ctx("renew"), officer=row.id, credential=new, on=DAY)
        fact = fact_of(row)
        days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 2, 1), date(2025, 2, 2))
        assert [fact.number_on(day) for day in days] == ["A001", "B1", "B1", ""]


class TestInterest:
    """行政处罚法 43: 有直接利害关系或者有其他关系可能影响公正执法的，应当回避。"""

    def declare(self, row, key="declare", by=CLERK, **changes):
        return services.declare_interest(
            ctx=ctx(key, by=by),
            officer=row.id,
            entity=ENTITY,
            **{"reason": "近亲属任职", "on": DAY, **changes},
        )

    def end(self, row, key="end", by=CLERK, **changes):
        values = {"ended_on": DAY, "reason": "亲属已经离职"}
        services.end_interest(ctx=ctx(key, by=by), interest=row.id, on=DAY, **{**values, **changes})

    def test_is_declared_by_the_officer_of_himself_and_of_nobody_else(self, team):
        account = user(Role.ENFORCEMENT_OFFICER)
        own, other = officer(team, user=account.id), officer(team, "示例丙", credential=None)
        self.declare(own, by=account.actor)
        codes = refused(lambda: self.declare(other, "other", by=account.actor))
        assert codes == ["workforce.interest.person"]
        assert queries.interests(ctx("read")) == frozenset({(own.id, ENTITY)})

    def test_of_a_day_to_come_is_refused(self, team):
        row = officer(team)
        codes = refused(lambda: self.declare(row, since=DAY + timedelta(days=1)))
        assert codes == ["workforce.interest.to_come"]
        assert queries.interests_of(ctx("read"), row.id) == []

    def test_that_ended_bars_the_days_before_and_stays_visible(self, team):
        row = officer(team)
        self.end(self.declare(row))
        assert queries.interests(ctx("read")) == frozenset()
        assert queries.interests(ctx("read"), on=BEFORE) == frozenset({(row.id, ENTITY)})
        assert queries.interests(ctx("read"), on=DAY) == frozenset()
        (kept,) = queries.interests_of(ctx("read"), row.id)
        assert (kept.ended_on, kept.end_reason) == (DAY, "亲属已经离职")
        again = self.declare(row, "again")
        assert queries.interests_of(ctx("read"), row.id)[0].id in {again.id, kept.id}

    def test_ends_on_no_day_before_it_began(self, team):
        row = officer(team)
        declared = self.declare(row)
        codes = refused(lambda: self.end(declared, ended_on=DAY - timedelta(days=1)))
        assert codes == ["workforce.interest.end_before"]
        assert queries.interests(ctx("read")) == frozenset({(row.id, ENTITY)})
        assert queries.interests_of(ctx("read"), row.id)[0].ended_on is None

    def test_is_ended_by_nobody_of_himself(self, team):
        head = user(Role.TEAM_HEAD)
        row = officer(team, user=head.id)
        declared = self.declare(row, by=head.actor)
        codes = refused(lambda: self.end(declared, by=head.actor, reason="x"))
        assert codes == ["workforce.interest.own_end", "workforce.interest.end_reason"]
        plain = replace(CLERK, roles=frozenset({Role.ENFORCEMENT_OFFICER.value}))
        codes = refused(lambda: self.end(declared, "b", by=plain, ended_on=DAY + timedelta(days=1)))
        assert codes == ["workforce.interest.own_end", "workforce.interest.end_to_come"]
        assert queries.interests(ctx("read")) == frozenset({(row.id, ENTITY)})


class TestAmendedOfficer:
    """行政处罚法 42.1: who has left is no officer of the bureau any more."""

    def amend(self, row, key="amend", **changes):
        current = queries.officer(ctx("read"), row.id)
        values = {"unit": current.unit_id, "user": current.user_id, "left_on": current.left_on}
        facts = AmendedFacts(**{**values, "reason": "岗位调整", **changes})
        services.amend_officer(ctx=ctx(key), officer=row.id, facts=facts, on=DAY)

    def test_is_linked_to_an_account_and_moved_to_a_unit(self, team):
        row, other = officer(team), unit("执法二队")
        account = user(Role.ENFORCEMENT_OFFICER)
        before = events()
        self.amend(row, unit=other.id, user=account.id)
        fact = queries.officer_fact_of_user(ctx("read"), account.id)
        assert fact is not None
        assert (fact.id, fact.unit_id) == (row.id, other.id)
        assert events() == before + 1

    def test_is_refused_the_account_of_another_and_what_changes_nothing(self, team):
        account = user(Role.ENFORCEMENT_OFFICER)
        officer(team, "示例丙", credential=None, user=account.id)
        row = officer(team)
        assert refused(lambda: self.amend(row, user=account.id)) == ["workforce.user.taken"]
        codes = refused(lambda: self.amend(row, "same", reason="1"))
        assert codes == ["workforce.amend.nothing", "workforce.amend.reason"]
        assert refused(lambda: self.amend(row, "unit", unit=UUID(int=9))) == [
            "workforce.unit.unknown"
        ]
        assert queries.officer(ctx("read"), row.id).user_id is None

    def test_keeps_the_account_that_is_his_own_or_with_which_something_was_done(self, team):
        """行政处罚法 43 and 58: who handled and who reviewed are told apart by the account."""
        own, acting = user(Role.ENFORCEMENT_OFFICER), user(Role.TEAM_HEAD)
        row = officer(team, own.name, user=own.id)
        assert refused(lambda: self.amend(row, user=None)) == ["workforce.amend.account"]
        other = officer(team, "示例丙", credential=None, user=acting.id)
        services.record_training(
            ctx=ctx("train", by=acting.actor),
            officers=(other.id,),
            topic="示例培训",
            hours=1,
            held_on=DAY,
            on=DAY,
        )
        assert refused(lambda: self.amend(other, "b", user=None)) == ["workforce.amend.account"]
        assert queries.officer(ctx("read"), other.id).user_id == acting.id

    def test_gives_back_an_account_that_was_linked_by_mistake(self, team):
        wrong = user(Role.ENFORCEMENT_OFFICER)
        row = officer(team, user=wrong.id)
        self.amend(row, user=None)
        assert queries.officer_of_user(ctx("read"), wrong.id) is None

    def test_who_left_is_eligible_no_more_and_was_before(self, team):
        row = officer(team)
        self.amend(row, left_on=DAY)
        fact = fact_of(row)
        assert [credential_valid(fact, day) for day in (BEFORE, DAY)] == [True, False]
        offered = queries.offered_officers(ctx("read"), on=DAY)
        assert offered.choices == ()
        assert queries.all_officer_facts(ctx("read"), on=DAY) == ()
        assert queries.officer_rows(ctx("read"), DAY).number == 0
        (line,) = queries.officer_lines(ctx("read"), on=DAY)
        assert line.is_gone
        assert [number for _, number in queries.counted([line])] == [0] * len(CredentialState)
        self.amend(row, "back", left_on=None)
        assert credential_valid(fact_of(row), DAY)

    def test_leaves_neither_before_the_entry_nor_on_a_day_to_come(self, team):
        row = officer(team)
        codes = refused(lambda: self.amend(row, left_on=DAY + timedelta(days=1)))
        assert codes == ["workforce.amend.to_come"]
        assert refused(lambda: self.amend(row, "b", left_on=BEFORE)) == ["workforce.amend.before"]
        assert queries.officer(ctx("read"), row.id).left_on is None


class TestEndedDelegation:
    """行政处罚法 20: a street acts within what was delegated, and no longer."""

    def grant(self, place, number="示应急委〔2025〕1号"):
        facts = DelegationFacts(
            unit=place.id,
            deed_number=number,
            powers=(DelegatedPower.INSPECTION,),
            valid_from=date(2025, 1, 1),
            valid_until=date(2027, 12, 31),
            published_on=date(2025, 1, 1),
        )
        return services.grant_delegation(ctx=ctx(f"grant {number}"), facts=facts, on=DAY)

    def end(self, deed, key="end", **changes):
        values = {"ended_on": DAY, "paper": "示应急〔2025〕9号", "reason": "收回委托"}
        services.end_delegation(ctx=ctx(key), delegation=deed.id, on=DAY, **{**values, **changes})

    def test_holds_up_to_the_day_before(self, team):
        place = unit("示例街道", UnitKind.STREET)
        deed = self.grant(place)
        before = events()
        self.end(deed)
        held = [queries.delegation_of(ctx("read"), place.id, day) for day in (BEFORE, DAY)]
        assert held == [deed, None]
        assert queries.delegation_rows(ctx("read"), DAY) == ()
        assert events() == before + 1

    def test_is_refused_twice_later_and_without_a_paper(self, team):
        deed = self.grant(unit("示例街道", UnitKind.STREET))
        late = DAY + timedelta(days=1)
        codes = refused(lambda: self.end(deed, ended_on=late, paper="", reason=""))
        assert codes == [
            "workforce.delegation.end_to_come",
            "workforce.delegation.paper",
            "workforce.delegation.end_reason",
        ]
        assert queries.delegation(ctx("read"), deed.id).ended_on is None
        self.end(deed, "once")
        assert refused(lambda: self.end(deed, "twice")) == ["workforce.delegation.ended"]

    def test_of_two_that_begin_on_one_day_the_later_entered_holds(
        self, team, django_assert_num_queries
    ):
        place = unit("示例街道", UnitKind.STREET)
        deeds = [self.grant(place, f"示应急委〔2025〕{number}号") for number in (1, 2)]
        newest = max(deeds, key=lambda deed: deed.id)
        assert queries.delegation_of(ctx("read"), place.id, DAY) == newest
        with django_assert_num_queries(1):
            held = queries.delegated_powers_of(ctx("read"), (place.id, None, ENTITY), DAY)
        everything = frozenset(DelegatedPower)
        assert held == {place.id: newest.delegated, None: everything, ENTITY: frozenset()}
