"""What makes an opinion lawful: seven answers, the file as it is, no handler."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from zhunsheng.legalreview import rules
from zhunsheng.legalreview.choices import Outcome, Question

REVIEWER, HANDLER = UUID(int=1), UUID(int=2)
ITEM = "evidence:1"
FACTS = rules.ReviewFacts(
    REVIEWER, frozenset({HANDLER}), "a" * 64, "a" * 64, {ITEM: "证据1 现场检查记录"}
)
AGREED = rules.OpinionDraft(
    rules.agreed_to_all(), Outcome.AGREED, "同意。", "法律职业资格证示例0001号"
)
DEFECT = rules.Answer(Question.FACTS, False, "缺少询问笔录", ("F3", "F1"), (ITEM,))
OTHER = rules.Holder(HANDLER, "示例辛", "2025-03-03 10:00")
RETURNED = replace(
    AGREED,
    answers=(*AGREED.answers[:2], DEFECT, *AGREED.answers[3:]),
    outcome=Outcome.RETURNED,
)


def codes(facts: rules.ReviewFacts, draft: rules.OpinionDraft) -> list[str]:
    return [finding.code for finding in rules.opinion_findings(facts, draft)]


def returned(**changes: object) -> rules.OpinionDraft:
    answers = (*AGREED.answers[:2], replace(DEFECT, **changes), *AGREED.answers[3:])  # type: ignore[arg-type]  # fields of an answer
    return replace(RETURNED, answers=answers)


class TestOpinion:
    def test_stands_with_seven_answers_on_the_file_as_it_is(self) -> None:
        assert codes(FACTS, AGREED) == []
        assert codes(FACTS, RETURNED) == []

    def test_says_a_word_where_the_record_waits_for_something(self) -> None:
        """行政处罚法 58.1."""
        waits = replace(FACTS, unsettled=frozenset({Question.FACTS}))
        assert codes(waits, AGREED) == ["review.unsettled_unexplained"]
        said = replace(AGREED, answers=rules.agreed_to_all("不影响定性。"))
        assert codes(waits, said) == []
        assert codes(waits, RETURNED) == []

    def test_is_refused_to_a_handler(self) -> None:
        assert codes(replace(FACTS, reviewer=HANDLER), AGREED) == ["review.reviewer_is_handler"]

    def test_is_refused_on_a_file_that_changed(self) -> None:
        assert codes(replace(FACTS, current_hash="b" * 64), AGREED) == ["review.file_changed"]

    def test_is_refused_with_a_question_open_or_answered_twice(self) -> None:
        six = replace(AGREED, answers=AGREED.answers[1:])
        twice = replace(AGREED, answers=(*AGREED.answers[1:], AGREED.answers[1]))
        assert codes(FACTS, six) == ["review.questions_open"]
        assert codes(FACTS, twice) == ["review.questions_open"]

    def test_does_not_agree_despite_an_objection(self) -> None:
        draft = replace(RETURNED, outcome=Outcome.AGREED)
        assert codes(FACTS, draft) == ["review.agreed_despite_objections"]

    def test_does_not_return_a_file_without_a_defect(self) -> None:
        draft = replace(AGREED, outcome=Outcome.RETURNED)
        assert codes(FACTS, draft) == ["review.returned_without_defect"]

    def test_explains_each_defect(self) -> None:
        assert codes(FACTS, returned(remark=" ")) == ["review.defect_unexplained"]

    def test_names_each_defect_by_a_code_of_its_question(self) -> None:
        assert codes(FACTS, returned(defects=())) == ["review.defect_unnamed"]
        assert codes(FACTS, returned(defects=("L1",))) == ["review.defect_unknown"]
        assert codes(FACTS, returned(defects=("F9",))) == ["review.defect_unknown"]

    def test_names_no_defect_of_what_it_finds_in_order(self) -> None:
        good = replace(DEFECT, without_objection=True)
        draft = replace(AGREED, answers=(*AGREED.answers[:2], good, *AGREED.answers[3:]))
        assert codes(FACTS, draft) == ["review.defect_without_objection"]

    def test_rests_each_objection_on_evidence_or_papers_of_the_file(self) -> None:
        assert codes(FACTS, returned(anchors=())) == ["review.defect_unanchored"]
        assert codes(FACTS, returned(anchors=(ITEM, "paper:9"))) == ["review.anchor_unknown"]

    def test_is_refused_while_another_holds_the_review(self) -> None:
        held = replace(FACTS, holder=OTHER)
        (finding,) = rules.opinion_findings(held, AGREED)
        assert finding.code == "review.taken_by_another"
        assert finding.message == "示例辛已于2025-03-03 10:00认领该审核"
        assert codes(replace(FACTS, holder=replace(OTHER, user=REVIEWER)), AGREED) == []

    def test_holds_its_reasons_and_the_reviewer_s_qualification(self) -> None:
        draft = replace(AGREED, opinion=" ", qualification="")
        assert codes(FACTS, draft) == ["review.no_qualification", "review.no_opinion"]

    @pytest.mark.parametrize("said", ["无", "。", "法律职业资格", "1"])
    def test_of_who_is_not_on_the_roll_names_the_certificate(self, said: str) -> None:
        """行政处罚法 58.2: 初次从事审核的人员，应当取得法律职业资格."""
        draft = replace(AGREED, qualification=said)
        assert codes(FACTS, draft) == ["review.no_qualification"]
        on_the_roll = replace(FACTS, is_qualified=True)
        assert codes(on_the_roll, replace(AGREED, qualification="具有法律职业资格")) == []


class TestClaim:
    FREE = rules.ClaimFacts(REVIEWER, frozenset({"LEGAL_REVIEWER"}), True, frozenset({HANDLER}))

    @staticmethod
    def codes(facts: rules.ClaimFacts, *, back: bool = False) -> list[str]:
        found = rules.release_findings(facts) if back else rules.claim_findings(facts)
        return [finding.code for finding in found]

    def test_is_open_to_a_reviewer_who_does_not_handle_the_matter(self) -> None:
        assert self.codes(self.FREE) == []
        assert self.codes(replace(self.FREE, roles=frozenset({"CHIEF"}))) == ["review.no_reviewer"]
        assert self.codes(replace(self.FREE, by=HANDLER)) == ["review.reviewer_is_handler"]

    def test_tells_the_second_who_holds_it_and_since_when(self) -> None:
        assert self.codes(replace(self.FREE, holder=OTHER)) == ["review.taken_by_another"]
        own = replace(self.FREE, holder=replace(OTHER, user=REVIEWER))
        assert self.codes(own) == ["review.taken_already"]

    def test_ends_with_the_opinion(self) -> None:
        closed = replace(self.FREE, is_open=False)
        assert self.codes(closed) == ["review.not_open"]
        assert self.codes(closed, back=True) == ["review.not_open", "review.not_taken"]

    def test_is_given_back_by_its_holder_or_a_person_in_charge_alone(self) -> None:
        held = replace(self.FREE, holder=OTHER)
        assert self.codes(held, back=True) == ["review.held_by_another"]
        assert self.codes(replace(held, by=HANDLER), back=True) == []
        assert self.codes(replace(held, roles=frozenset({"DEPUTY_HEAD"})), back=True) == []

    def test_is_given_by_a_person_in_charge_who_may_take_it_from_another(self) -> None:
        def given(facts: rules.ClaimFacts, *giver: str) -> list[str]:
            found = rules.assign_findings(facts, giver=frozenset(giver))
            return [finding.code for finding in found]

        held = replace(self.FREE, holder=OTHER)
        assert given(held, "CHIEF") == []
        assert given(held, "LEGAL_REVIEWER") == ["review.no_leader"]
        assert given(replace(held, by=HANDLER), "CHIEF") == [
            "review.reviewer_is_handler",
            "review.held_already",
        ]
        nobody = replace(self.FREE, roles=frozenset(), is_open=False)
        assert given(nobody, "CHIEF") == ["review.no_reviewer", "review.not_open"]


class TestDefects:
    def test_give_every_question_codes_of_its_own(self) -> None:
        assert {kind.question for kind in rules.defects().values()} == set(Question)
        assert [kind.code for kind in rules.defects_of(Question.CRIME)] == ["C1", "C2"]


class TestStaffing:
    def test_asks_for_five_in_a_hundred_and_counts_a_part_as_one(self) -> None:
        def missing(officers: int, reviewers: int) -> int:
            names = ("示例",) * reviewers
            found = rules.staffing(reviewers=names, officers=("示例",) * officers, share=5)
            return found.missing

        assert [missing(n, 1) for n in (0, 1, 20, 21, 40, 41)] == [0, 0, 0, 1, 1, 2]

    def test_prints_the_share_rounded_down(self) -> None:
        found = rules.staffing(reviewers=("甲",), officers=("乙",) * 21, share=5)
        assert (found.shown, found.needed) == ("4.7%", 2)
