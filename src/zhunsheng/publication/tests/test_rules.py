"""The rules of publication: masking, what stands against it."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.publication import rules
from zhunsheng.publication.procedure import PUBLICATION
from zhunsheng.publication.rules import PublicationFacts


class TestMasking:
    def test_leaves_one_character_of_a_name(self):
        assert rules.mask_name("示例甲") == "示**"
        assert rules.mask_name("") == ""

    def test_takes_personal_numbers_out_of_a_text(self):
        text = "示例甲（110101199003071234，13900000000，0999-1234567）驾驶示A12345到场"
        assert rules.mask_text(text, ("示例甲",)) == "示**（****，****，****）驾驶****到场"

    @pytest.mark.parametrize(
        "number", ["11010119900307123X", "11010119900307123x", "110101900307123"]
    )
    def test_takes_an_identity_number_out_of_running_text(self, number: str):
        assert rules.mask_text(f"身份证{number}系本人提供") == "身份证****系本人提供"

    @pytest.mark.parametrize(
        "number",
        [
            "138 0013 8000", "138-0013-8000", "\uff11\uff13\uff18" + "00138000", "0999－0000003",
            "（0999）0000003", "09990000003",
        ],
    )  # fmt: skip
    def test_takes_a_telephone_number_out_however_it_is_typed(self, number: str):
        assert rules.mask_text(f"电话{number}，属实") == "电话****，属实"

    @pytest.mark.parametrize(
        "number",
        [
            "110101 19900307 1234", "1101 0119 9003 0712 34", "110101-19900307-123X",
            "110101.19900307.1234", "6222 0212 3456 7890 123", "6222-0212-3456-7890",
            "E12345678", "EA1234567", "138.0013.8000", "1 3 8 0 0 1 3 8 0 0 0", "0999 123 4567",
            "".join(chr(ord(one) + 0xFEE0) for one in "110101199003071234"),
        ],
    )  # fmt: skip
    def test_takes_a_number_out_in_whatever_groups_it_is_typed(self, number: str):
        """个人信息保护法 6, 28: a number that tells a person is not shown, blanks or none."""
        assert rules.mask_text(f"号码{number}，属实") == "号码****，属实"

    @pytest.mark.parametrize("left", ["622202/1234/5678/9012/3", "1234 * 56789 1234 5678"])
    def test_is_refused_where_a_long_row_of_digits_is_left(self, left: str):
        """行政处罚法 50: what tells a person is not shown, and what may is looked at first."""
        [found] = rules.numbers_left(rules.mask_text(left))
        assert found.code == "publication.number_left"

    def test_leaves_days_and_sums(self):
        text = "2025年3月3日至2025-03-14，罚款10,000.00元，危险化学品12桶，3.5吨"
        assert rules.mask_text(text) == text
        assert rules.numbers_left(text) == ()

    def test_leaves_credit_codes_and_paper_numbers(self):
        text = "91999900MA0000004K，（示）应急罚〔2025〕12号"
        assert rules.mask_text(text) == text


class TestPublishing:
    def test_is_refused_for_a_natural_person(self):
        found = PUBLICATION.findings("publish", PublicationFacts(party_is_person=True))
        assert [one.code for one in found] == ["publication.natural_person"]

    def test_is_refused_before_the_decision_and_twice_with_both_reasons(self):
        facts = PublicationFacts(decided_on=date(2025, 9, 26), on=date(2025, 9, 25), is_out=True)
        found = PUBLICATION.findings("publish", facts)
        assert [one.code for one in found] == [
            "publication.before_decision",
            "publication.out_already",
        ]


class TestWithdrawal:
    def test_is_refused_without_a_reason_and_where_nothing_is_out(self):
        found = PUBLICATION.findings("withdraw", PublicationFacts(has_reason=False))
        assert [one.code for one in found] == [
            "publication.not_out",
            "publication.withdrawal.no_reason",
        ]
