"""Which facts a business entity may be entered with."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from zhunsheng.registry.choices import EntityKind
from zhunsheng.registry.rules import (
    credit_code_finding,
    entity_findings,
    spelling,
    tidy_code,
)
from zhunsheng.registry.tests.builders import code, facts


def codes(findings):
    return [finding.code for finding in findings]


class TestCreditCode:
    def test_is_accepted_with_a_right_check_digit(self):
        assert credit_code_finding("91110000600037341L") is None

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("9111000060003734", "registry.credit_code.length"),
            ("91110000600037341O", "registry.credit_code.sign"),
            ("91A10000600037341L", "registry.credit_code.division"),
            ("911100006000373410", "registry.credit_code.check_digit"),
            ("91110000600037314L", "registry.credit_code.check_digit"),
        ],
    )
    def test_is_refused_with_the_reason(self, text, reason):
        found = credit_code_finding(text)
        assert found is not None
        assert (found.code, str(found.basis)) == (reason, "GB-32100")

    @settings(deadline=None)
    @given(st.from_regex(r"91[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}", fullmatch=True))
    def test_agrees_with_the_library_on_every_code_it_knows(self, text):
        assert (credit_code_finding(text) is None) == uscc.is_valid(text)

    @settings(deadline=None)
    @given(st.integers(0, 9_999_999), st.integers(0, 17), st.sampled_from("0123456789ACXY"))
    def test_notices_every_single_wrong_sign(self, number, place, sign):
        right = code(number)
        wrong = right[:place] + sign + right[place + 1 :]
        assert (credit_code_finding(wrong) is None) == (wrong == right)

    def test_of_a_village_body_begins_with_a_letter(self):
        stem = "N2999901MF1234567"
        assert credit_code_finding(stem + uscc.calc_check_digit(stem)) is None

    def test_is_kept_in_half_width_capitals(self):
        assert tidy_code(" \uff19\uff11110000-6000 37341l ") == "91110000600037341L"


class TestFacts:
    def test_are_accepted_when_complete(self):
        assert entity_findings(facts()) == ()

    def test_of_a_natural_person_need_no_code(self):
        assert entity_findings(facts(name="示例甲", kind=EntityKind.PERSON, credit_code="")) == ()

    def test_are_refused_with_every_reason(self):
        wrong = facts(name=" ", credit_code="", address="长" * 201, employees=-1)
        assert codes(entity_findings(wrong)) == [
            "registry.name.missing",
            "registry.credit_code.missing",
            "registry.employees.out_of_range",
            "registry.address.too_long",
        ]


class TestNames:
    def test_sort_by_syllables(self):
        names = ["示例乙厂", "安示例厂", "Abc示例厂"]
        assert sorted(names, key=lambda name: spelling(name).key) == [
            "Abc示例厂",
            "安示例厂",
            "示例乙厂",
        ]

    def test_are_found_by_their_first_letters(self):
        assert spelling("示例ABC化工").initials == "slabchg"


class TestKinds:
    def test_that_count_as_enterprises_are_five(self):
        assert [kind.value for kind in EntityKind if kind.counts_as_enterprise] == [
            "COMPANY",
            "SOLE_INVESTOR",
            "PARTNERSHIP",
            "SOLE_PROPRIETOR",
            "COOPERATIVE",
        ]
