"""Who may enforce on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.kernel.finding import Finding
from zhunsheng.workforce.choices import CredentialState, DelegatedPower
from zhunsheng.workforce.rules import (
    CredentialFacts,
    CredentialTerm,
    DelegationFacts,
    OfficerFact,
    credential_findings,
    credential_state,
    credential_valid,
    delegation_findings,
    enough_officers,
    every_credential_holds,
    months_before,
    training_findings,
)

ON = date(2025, 3, 3)
OLD = CredentialTerm("A000", date(2020, 1, 1), date(2024, 12, 31))


def officer(number: int = 1, **changes) -> OfficerFact:
    values = {
        "id": UUID(int=number),
        "user_id": None,
        "name": f"示例{number}",
        "credential_number": f"A00{number}",
        "valid_from": date(2022, 11, 1),
        "valid_until": date(2027, 10, 31),
        "unit_id": None,
    }
    return OfficerFact(**{**values, **changes})


def said(findings) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.basis)) for finding in findings]


class TestCredential:
    @pytest.mark.parametrize(
        ("on", "valid"),
        [
            (date(2022, 10, 31), False),
            (date(2022, 11, 1), True),
            (date(2027, 10, 31), True),
            (date(2027, 11, 1), False),
        ],
    )
    def test_is_valid_on_its_first_and_its_last_day(self, on, valid):
        assert credential_valid(officer(), on) is valid

    def test_of_an_earlier_day_counts_for_an_act_of_that_day(self):
        renewed = officer(valid_from=date(2025, 1, 1), others=(OLD,))
        assert credential_valid(renewed, date(2024, 6, 1))
        assert renewed.number_on(date(2024, 6, 1)) == "A000"
        assert renewed.number_on(ON) == "A001"
        assert renewed.number_on(date(2019, 1, 1)) == ""

    def test_that_ends_before_it_begins_is_refused(self):
        facts = CredentialFacts("A1", date(2025, 1, 2), date(2025, 1, 1))
        assert said(credential_findings(facts)) == [
            ("workforce.credential.dates_reversed", "APL-2021:42.1")
        ]


def found_of(finding: Finding | None) -> Finding:
    assert finding is not None
    return finding


class TestEnoughOfficers:
    def test_are_two(self):
        assert enough_officers((officer(1), officer(2))) is None

    def test_are_not_fewer_than_two(self):
        found = found_of(enough_officers((officer(1),)))
        assert said((found,)) == [("officers.fewer_than_two", "APL-2021:42.1")]
        assert found_of(enough_officers(())).message == "执法人员为0人，不得少于两人"

    def test_do_not_count_one_officer_twice(self):
        found = found_of(enough_officers((officer(1), officer(1))))
        assert said((found,)) == [("officers.fewer_than_two", "APL-2021:42.1")]

    def test_do_not_count_two_entries_of_one_name_unless_told_apart(self):
        twin = officer(2, name="示例 1")
        found = found_of(enough_officers((officer(1), twin)))
        assert said((found,)) == [("officers.fewer_than_two", "APL-2021:42.1")]
        assert found.message == "执法人员为1人，不得少于两人（同名的登记按一人计算）"
        assert "变更登记" in found.next_step
        assert enough_officers((officer(1), officer(2, name="示例1", told_apart=True))) is None


class TestEveryCredentialHolds:
    LAPSED = officer(2, valid_from=OLD.valid_from, valid_until=OLD.valid_until)
    NONE = officer(3, credential_number="", valid_from=None, valid_until=None)

    def test_on_the_day(self):
        assert every_credential_holds((officer(1), officer(2)), ON) is None

    def test_names_the_officer_and_the_day_of_a_lapsed_certificate(self):
        found = found_of(every_credential_holds((officer(1), self.LAPSED), ON))
        assert found.code == "officers.credential_lapsed"
        assert found.message == "示例2的执法证A002已于2024-12-31到期，2025-03-03无效"

    def test_names_an_officer_without_any_certificate(self):
        found = found_of(every_credential_holds((officer(1), self.NONE), ON))
        assert found.code == "officers.credential_none"
        assert found.message == "示例3没有登记行政执法证"

    def test_names_all_of_them_at_once(self):
        found = found_of(every_credential_holds((self.LAPSED, self.NONE), ON))
        assert said((found,)) == [("officers.credential_lapsed", "APL-2021:42.1")]
        assert found.message == (
            "示例2的执法证A002已于2024-12-31到期，2025-03-03无效；示例3没有登记行政执法证"
        )


class TestState:
    @pytest.mark.parametrize(
        ("on", "state"),
        [
            (date(2022, 10, 31), CredentialState.NOT_YET),
            (date(2025, 3, 3), CredentialState.VALID),
            (date(2027, 4, 29), CredentialState.VALID),
            (date(2027, 4, 30), CredentialState.EXPIRING),
            (date(2027, 10, 31), CredentialState.EXPIRING),
            (date(2027, 11, 1), CredentialState.EXPIRED),
        ],
    )
    def test_follows_from_the_day(self, on, state):
        assert credential_state(officer().terms, on) is state

    def test_without_a_certificate_is_none(self):
        assert credential_state((), ON) is CredentialState.NONE

    @settings(deadline=None)
    @given(st.dates(date(2001, 1, 1), date(2100, 1, 1)), st.integers(0, 24))
    def test_counts_months_back_to_the_same_or_the_last_day(self, day, months):
        back = months_before(day, months)
        assert (day.year * 12 + day.month) - (back.year * 12 + back.month) == months
        assert back.day == day.day or (back.day < day.day and back.day >= 28)


class TestDelegation:
    facts = DelegationFacts(
        unit=UUID(int=1),
        deed_number="示应急委〔2025〕1号",
        powers=(DelegatedPower.INSPECTION,),
        valid_from=date(2025, 1, 1),
        valid_until=date(2027, 12, 31),
        published_on=date(2025, 1, 2),
    )

    def test_is_lawful_with_powers_term_and_publication(self):
        assert delegation_findings(self.facts, is_street=True) == ()

    def test_is_refused_with_every_reason(self):
        empty = DelegationFacts(UUID(int=1), " ", (), date(2025, 1, 2), date(2025, 1, 1), None)
        assert said(delegation_findings(empty, is_street=False)) == [
            ("workforce.delegation.unit", "APL-2021:20"),
            ("workforce.delegation.deed", "APL-2021:20"),
            ("workforce.delegation.powers", "APL-2021:20"),
            ("workforce.delegation.term", "APL-2021:20"),
            ("workforce.delegation.published", "APL-2021:20"),
        ]


class TestTraining:
    def test_needs_people_hours_topic_and_a_past_day(self):
        found = training_findings(officers=0, hours=0, topic=" ", held_on=date(2025, 3, 4), on=ON)
        assert [finding.code for finding in found] == [
            "workforce.training.nobody",
            "workforce.training.hours",
            "workforce.training.topic",
            "workforce.training.to_come",
        ]
