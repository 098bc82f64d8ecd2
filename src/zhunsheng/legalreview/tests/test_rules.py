"""What makes an opinion lawful: seven answers, the file as it is, no handler."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from zhunsheng.legalreview import rules
from zhunsheng.legalreview.choices import Outcome, Question

REVIEWER, HANDLER = UUID(int=1), UUID(int=2)
FACTS = rules.ReviewFacts(REVIEWER, frozenset({HANDLER}), "a" * 64, "a" * 64)
AGREED = rules.OpinionDraft(rules.agreed_to_all(), Outcome.AGREED, "同意。", "法律职业资格证书")
DEFECT = rules.Answer(Question(list(Question)[2]), False, "缺少询问笔录")
RETURNED = replace(
    AGREED,
    answers=(*AGREED.answers[:2], DEFECT, *AGREED.answers[3:]),
    outcome=Outcome.RETURNED,
)


def codes(facts: rules.ReviewFacts, draft: rules.OpinionDraft) -> list[str]:
    return [finding.code for finding in rules.opinion_findings(facts, draft)]


class TestOpinion:
    def test_stands_with_seven_answers_on_the_file_as_it_is(self) -> None:
        assert codes(FACTS, AGREED) == []
        assert codes(FACTS, RETURNED) == []

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
        answers = (replace(DEFECT, remark=" "), *RETURNED.answers[:2], *RETURNED.answers[3:])
        assert codes(FACTS, replace(RETURNED, answers=answers)) == ["review.defect_unexplained"]

    def test_holds_its_reasons_and_the_reviewer_s_qualification(self) -> None:
        draft = replace(AGREED, opinion=" ", qualification="")
        assert codes(FACTS, draft) == ["review.no_opinion", "review.no_qualification"]
