"""Order of a file and what must hold before it is filed or lent; no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.archive.choices import SourceOfPaper
from zhunsheng.archive.procedure import ARCHIVING, LENDING
from zhunsheng.archive.rules import FileFacts, LoanFacts, Loose, arranged, is_overdue
from zhunsheng.documents import rules as documents
from zhunsheng.documents.choices import Folder
from zhunsheng.kernel.procedure import DoneAct

DAY = date(2026, 3, 3)
CLOSED = FileFacts(closed_on=DAY, on=DAY, papers=3)
FILED = replace(CLOSED, acts=(DoneAct("filing", DAY, 1),), is_open=False)
INSIDE = {
    "investigation_report", "committee_record", "handling_approval", "legal_review_opinion",
    "collective_discussion_record", "hearing_report", "crime_report", "course_approval",
    "recusal_decision",
}  # fmt: skip


def paper(
    kind: str,
    code: str,
    pages: int = 2,
    day: date = DAY,
    source: SourceOfPaper = SourceOfPaper.DOCUMENT,
) -> Loose:
    return Loose(
        source=source,
        source_id=UUID(int=hash(kind) % 2**64),
        kind=kind,
        code=code,
        title=kind,
        number="1",
        author="示例乙",
        dated_on=day,
        sha256="ab" * 32,
        pages=pages,
    )


def codes(step: str, facts: FileFacts) -> list[str]:
    return [one.code.rpartition(".")[2] for one in ARCHIVING.findings(step, facts)]


def loan_codes(step: str, facts: LoanFacts) -> list[str]:
    return [one.code.rpartition(".")[2] for one in LENDING.findings(step, facts)]


class TestOrder:
    def test_names_a_folder_for_every_kind_of_document(self):
        places = {
            kind.key: documents.place_in_file(kind.key, kind.catalogue)
            for kind in documents.kinds_of(None).values()
        }
        nowhere = [key for key, place in places.items() if place.rank > 40]
        assert nowhere == [], "name the kind or its number in documents/data/order.yaml"
        assert {k for k, place in places.items() if place.folder is Folder.INNER} >= INSIDE

    def test_puts_the_answer_after_the_statement_of_the_party(self):
        """行政处罚法 45.1: what the party said comes before how it was examined."""
        said, answered = (
            documents.place_in_file(f"representation_{one}", "D25").rank
            for one in ("record", "review")
        )
        assert said < answered

    def test_puts_the_approval_of_a_party_beside_that_of_the_case(self):
        for kind, code in (("closing_approval", "D41"), ("deferral_approval", "D36")):
            assert documents.place_in_file(kind, code).folder is Folder.INNER
        for kind in ("deferral_letter", "deferral_refusal"):
            assert documents.place_in_file(kind, "D36").folder is Folder.MAIN
        of_case = documents.place_in_file("opening_approval", "D10")
        assert documents.place_in_file("joining_approval", "D43") == of_case

    @pytest.mark.parametrize("kind", ["reconsideration_answer", "litigation_defence"])
    def test_shows_the_answer_of_the_bureau_to_the_applicant(self, kind):
        """行政复议法 47: the applicant may read the written answer."""
        assert documents.place_in_file(kind, "D43").folder is Folder.MAIN

    def test_keeps_inside_what_nobody_named(self):
        assert documents.place_in_file("unheard_of", "D99").folder is Folder.INNER

    def test_puts_the_decision_first_and_numbers_pages_through_each_folder(self):
        rows = arranged(
            (
                paper("opening_approval", "D10", 1),
                paper("photo", "", 3, source=SourceOfPaper.EVIDENCE),
                paper("legal_review_opinion", "D21", 2),
                paper("penalty_decision", "D31", 4),
                paper("closing_approval", "D41", 1),
                paper("investigation_report", "D20", 5),
            )
        )
        told = [(r.folder.value, r.place, r.paper.kind, r.first_page, r.paper.pages) for r in rows]
        assert told == [
            ("MAIN", 1, "penalty_decision", 1, 4),
            ("MAIN", 2, "opening_approval", 5, 1),
            ("MAIN", 3, "photo", 6, 3),
            ("INNER", 1, "investigation_report", 1, 5),
            ("INNER", 2, "legal_review_opinion", 6, 2),
            ("INNER", 3, "closing_approval", 8, 1),
        ]  # fmt: skip

    def test_puts_a_receipt_right_after_the_papers_that_it_shows_delivered(self):
        """行政处罚法 47, 61: a reader finds the proof of delivery beside what was delivered."""
        decision, repair = paper("penalty_decision", "D31"), paper("credit_repair_notice", "D33")
        notice = paper("prior_notice", "D23")
        numbered = [replace(p, number=f"{n}号") for n, p in enumerate((decision, repair, notice))]
        receipts = (
            replace(paper("of_notice", "D34"), number="7号", delivers=frozenset({"2号"})),
            replace(paper("of_decision", "D34"), number="8号", delivers=frozenset({"0号", "1号"})),
            replace(paper("of_another", "D34"), number="9号", delivers=frozenset({"6号"})),
        )
        rows = arranged((*receipts, *numbered))
        assert [row.paper.kind for row in rows] == [
            "penalty_decision", "credit_repair_notice", "of_decision", "of_another",
            "prior_notice", "of_notice",
        ]  # fmt: skip

    def test_lets_papers_of_one_kind_follow_by_day(self):
        later, first = paper("a", "D34", day=DAY + timedelta(days=1)), paper("b", "D34")
        assert [row.paper.kind for row in arranged((later, first))] == ["b", "a"]


class TestFiling:
    def test_takes_a_closed_case(self):
        assert codes("filing", CLOSED) == []

    def test_names_every_reason(self):
        wrong = FileFacts(on=DAY, lacking=("行政处罚决定书",), years=0)
        assert codes("filing", wrong) == [
            "not_closed", "originals_lacking", "nothing_to_file", "years"
        ]  # fmt: skip

    def test_waits_for_measures_and_remedies_that_still_bring_papers(self):
        """行政处罚法 47: the whole process is kept as one file."""
        assert codes("filing", replace(CLOSED, running=("扣押",))) == ["running"]
        late = replace(FILED, is_open=True, running=("行政诉讼1号",))
        assert codes("supplement", late) == ["running"]

    def test_does_not_wait_for_an_unknown_term_of_keeping(self):
        assert codes("filing", replace(CLOSED, years=None)) == []

    def test_happens_once(self):
        assert codes("filing", FILED) == ["done_already"]

    @pytest.mark.parametrize(("days", "said"), [(0, []), (-1, ["out_of_order"])])
    def test_is_dated_after_the_closing(self, days, said):
        assert codes("filing", replace(CLOSED, on=DAY + timedelta(days=days))) == said


class TestSupplement:
    def test_opens_a_file_of_the_archive_with_a_reason(self):
        assert codes("supplement_opening", FILED) == []
        assert codes("supplement_opening", replace(FILED, has_reason=False)) == ["no_reason"]

    def test_is_not_opened_twice_nor_before_filing(self):
        assert codes("supplement_opening", replace(FILED, is_open=True)) == ["open_already"]
        assert codes("supplement_opening", CLOSED) == ["filing", "not_filed"]

    def test_is_filed_only_where_it_was_opened_and_holds_something(self):
        assert codes("supplement", replace(FILED, is_open=True)) == []
        assert codes("supplement", replace(FILED, papers=0)) == ["no_supplement", "nothing_to_file"]


class TestLoan:
    ASKED = LoanFacts(acts=(DoneAct("request", DAY, 1),), on=DAY, due_on=DAY)

    def test_never_takes_the_inner_folder_outside(self):
        assert loan_codes("request", LoanFacts(outside=True, with_inner=True)) == ["inner"]
        assert loan_codes("request", LoanFacts(outside=True)) == []

    def test_is_not_approved_by_who_asked_nor_while_the_volume_is_out(self):
        wrong = replace(self.ASKED, by_borrower=True, is_out=True)
        assert loan_codes("approval", wrong) == ["own", "out"]
        assert loan_codes("approval", self.ASKED) == []

    def test_whose_day_passed_before_its_approval_names_the_way_out(self):
        """行政处罚法 47: a request that nobody can approve is refused and made anew."""
        late = replace(self.ASKED, on=DAY + timedelta(days=1))
        [found] = LENDING.findings("approval", late)
        assert (found.code, "不批准借阅" in found.next_step) == ("archive.loan.due", True)
        assert loan_codes("refusal", late) == []

    def test_is_decided_once(self):
        lent = replace(self.ASKED, acts=(*self.ASKED.acts, DoneAct("approval", DAY, 2)))
        assert loan_codes("approval", lent) == ["decided"]
        assert loan_codes("refusal", lent) == ["decided"]

    def test_takes_its_steps_in_the_order_of_their_days(self):
        """行政处罚法 47: no approval before the request, no return before the approval."""
        before = DAY - timedelta(days=1)
        lent = replace(self.ASKED, acts=(*self.ASKED.acts, DoneAct("approval", DAY, 2)))
        for step, facts in (
            ("request", LoanFacts(filed_on=DAY, due_on=DAY)),
            ("approval", self.ASKED),
            ("refusal", self.ASKED),
            ("return", lent),
        ):
            assert loan_codes(step, replace(facts, on=before)) == ["out_of_order"]
            assert loan_codes(step, replace(facts, on=DAY)) == []

    def test_comes_back_only_after_it_went_out(self):
        assert loan_codes("return", self.ASKED) == ["not_lent"]

    def test_is_approved_by_heads_alone(self):
        assert LENDING.step("approval").actor == {Role.CHIEF.value, Role.DEPUTY_HEAD.value}

    @pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
    def test_is_overdue_from_the_day_after(self, days, late):
        assert is_overdue(due_on=DAY, returned=False, on=DAY + timedelta(days=days)) is late
