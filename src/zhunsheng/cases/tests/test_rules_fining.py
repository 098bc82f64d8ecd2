"""The fine of each violation: what follows from its derivation, without a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import pytest

from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.rules import fining
from zhunsheng.cases.rules.shares import FineDraft, Share, Stated, fined
from zhunsheng.cases.rules.times import TimesDraft, times_findings, times_of
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook import loading
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import ConductKind, Degree, Fact, Harm, Liable, Question, Waiver
from zhunsheng.lawbook.rules.facts import Known, PenaltyFacts
from zhunsheng.lawbook.rules.versions import Times

DAY = date(2025, 3, 3)
PROOF = UUID(int=1)
NO_LICENCE, NO_SIGN, HEAD = "safety.97-7", "safety.99-1", "safety.94"


def codes(found: Iterable[Finding]) -> list[str]:
    return [one.code for one in found]


def share(key: str, fine_fen: int | None = None, waive: bool | None = None, **facts: Any) -> Share:
    """Return the share of a violation on these facts; nothing was put right in time."""
    known = {"who": Liable.UNIT, "order_expired": False, "corrected": False, **facts}
    values = {Fact.PERSONS: known.pop("persons", 3), **known.pop("facts", {})}
    held = {fact: Known(value) for fact, value in values.items()}
    stated = PenaltyFacts(times=Times(DAY, DAY), facts=held, **known)
    draft = FineDraft(key, fine_fen, waive=waive)
    return Share(draft, lawbook.derived(key, stated), key, stated)


def judged(*shares: Share, **said: Any) -> list[str]:
    values: dict[str, Any] = {
        "warning": False, "same_act": (), "deviation": "", "discretion": "情节一般。", **said
    }  # fmt: skip
    found = fined(shares, values["same_act"] or ())
    return codes(fining.fining_findings(found, **values))


class TestAmount:
    """行政处罚法 5, 34: an amount follows from law, facts and benchmark."""

    @pytest.mark.parametrize(
        ("persons", "fine_fen", "expected"),
        [
            (1, 3_000_000, []),
            (1, 3_000_001, ["fine.deviation_unreasoned"]),
            (1, 10_000_000, ["fine.deviation_unreasoned"]),
            (1, 10_000_001, ["amount.above_range"]),
            (3, 10_000_000, []),
            (3, 0, ["amount.nothing"]),
            (3, None, ["amount.nothing"]),
        ],
    )
    def test_lies_in_the_band(
        self, persons: int, fine_fen: int | None, expected: list[str]
    ) -> None:
        assert judged(share(NO_LICENCE, fine_fen, persons=persons)) == expected

    def test_is_chosen_by_somebody_unless_the_law_leaves_one_alone(self) -> None:
        late = share(NO_LICENCE, None, order_expired=True)
        assert (late.amount, judged(late)) == (0, ["amount.nothing"])
        head = share("safety.95", who=Liable.HEAD, facts={Fact.ACCIDENT: 1, Fact.INCOME: 1_000_000})
        assert (head.amount, judged(head)) == (400_000, [])

    def test_is_refused_before_the_order_ran_out_whether_or_not_a_warning_joins(self) -> None:
        assert judged(share("safety.108", 100), warning=True) == ["penalty.order_first"]
        assert judged(share("safety.108"), warning=True) == ["penalty.order_first"]

    def test_outside_of_the_benchmark_needs_a_reason_and_is_named(self) -> None:
        above = share(NO_LICENCE, 3_000_001, persons=1)
        assert judged(above, deviation="理由") == []
        assert judged(above, deviation=" ") == ["fine.deviation_unreasoned"]
        assert fined((above,)).deviates
        assert codes(fining.spot_deviation_findings(fined((above,)))) == ["summary.deviates"]

    def test_of_a_lighter_degree_keeps_to_its_part_where_no_benchmark_binds(self) -> None:
        cured = loading.circumstances()["harm_removed"]
        half = share(NO_SIGN, 2_500_000, circumstances=(cured,))
        assert judged(half) == []
        beyond = replace(half, draft=replace(half.draft, fine_fen=2_500_001))
        assert judged(beyond, deviation="理由") == ["amount.outside_band"]

    def test_that_no_benchmark_leads_to_has_its_reason_in_writing(self) -> None:
        """行政处罚法 34: without a benchmark the discretion is used in the open all the same."""
        bare = share(NO_SIGN, 2_500_000)
        assert judged(bare, discretion=" ") == ["fine.discretion_unreasoned"]
        assert judged(bare, discretion=None) == judged(bare) == []
        assert judged(share(NO_LICENCE, 3_000_000, persons=1), discretion="") == []
        late = share(NO_SIGN, None, order_expired=True)
        assert "fine.discretion_unreasoned" not in judged(late, discretion="")

    def test_goes_below_the_least_only_where_mitigated(self) -> None:
        cured = loading.circumstances()["harm_removed"]
        least = share(HEAD, 1_999_999, who=Liable.HEAD)
        assert judged(least) == ["amount.below_range"]
        mitigated = share(
            HEAD, 1_999_999, who=Liable.HEAD, circumstances=(cured,), degree=Degree.MITIGATED
        )
        assert judged(mitigated) == []
        assert not mitigated.deviates


class TestQuestion:
    def test_that_is_open_is_the_refusal(self) -> None:
        assert judged(share(NO_SIGN, 100, corrected=None)) == ["fine.unanswered.corrected"]
        assert judged(share(NO_SIGN, 100, corrected=True)) == ["fine.unanswered.harm"]
        nobody = Share(FineDraft(NO_SIGN, 100), None, "未设标志")
        assert judged(nobody) == ["fine.unanswered.who"]

    def test_of_several_violations_is_whether_they_are_one_act(self) -> None:
        two = (share(NO_LICENCE, 100), share(NO_SIGN, 100))
        assert judged(*two, same_act=None) == ["fine.acts_unsaid"]
        assert judged(*two) == []

    def test_of_a_version_asks_for_its_reason(self) -> None:
        one = share(NO_SIGN, 100)
        draft = replace(one.draft, answers={Question.CHOICE: DAY})
        assert judged(replace(one, draft=draft)) == ["fine.choice_unreasoned"]


class TestWarning:
    """易制毒化学品管理条例 40: a warning and a fine of at least ten thousand yuan."""

    def test_beside_which_the_law_demands_a_fine_does_not_stand_alone(self) -> None:
        assert judged(share("precursor.40-1"), warning=True) == ["amount.warning_alone"]
        assert judged(share("precursor.40-1", 1_000_000), warning=True) == []
        assert judged(share("hazard.26-1"), warning=True) == ["amount.warning_alone"]

    def test_of_one_violation_punishes_no_other(self) -> None:
        named = share("precursor.40-1", 1_000_000)
        assert judged(named, share("safety.97-5"), warning=True) == ["amount.nothing"]


class TestWaiver:
    """行政处罚法 33: what the law spares is not fined; a first offence may be spared."""

    MINOR: ClassVar[dict[str, Any]] = {"corrected": True, "harm": Harm.NONE, "minor": True}
    FIRST: ClassVar[dict[str, Any]] = {"corrected": True, "harm": Harm.MINOR, "first_offence": True}

    def test_that_the_law_demands_forbids_fine_and_warning(self) -> None:
        assert judged(share(NO_SIGN, 100, **self.MINOR)) == ["fine.must_not"]
        assert judged(share(NO_SIGN, **self.MINOR)) == []
        assert judged(share(NO_SIGN, **self.MINOR), warning=True) == ["fine.must_not"]
        assert fined((share(NO_SIGN, **self.MINOR),)).is_spared

    def test_of_a_first_offence_is_chosen(self) -> None:
        assert judged(share(NO_SIGN, 100, **self.FIRST)) == ["fine.first_offence_undecided"]
        assert judged(share(NO_SIGN, 100, waive=False, **self.FIRST)) == []
        assert judged(share(NO_SIGN, 100, waive=True, **self.FIRST)) == ["fine.must_not"]
        assert judged(share(NO_SIGN, waive=True, **self.FIRST)) == []


class TestOneAct:
    """行政处罚法 29: one act is fined once, under the norm with the higher fine."""

    def test_counts_the_higher_fine_alone(self) -> None:
        two = (share(NO_LICENCE, 900), share(NO_SIGN, 800))
        one = fined(two, (NO_LICENCE, NO_SIGN))
        assert (one.fine_fen, [s.draft.violation for s in one.absorbed]) == (900, [NO_SIGN])
        assert fined(two).fine_fen == 1_700


class TestProof:
    """行政处罚法 40: facts are established, each by a piece of evidence of the file."""

    def test_is_named_for_every_fact_and_circumstance(self) -> None:
        bare = FineDraft(NO_SIGN, facts={Fact.PLACES: Stated(2)}, circumstances={"merit": PROOF})
        assert codes(fining.proof_findings((bare,), {PROOF})) == ["fine.unproven"]
        assert fining.proof_findings((bare,), ()) == ()
        proven = replace(bare, facts={Fact.PLACES: Stated(2, PROOF)})
        assert fining.proof_findings((proven,), {PROOF}) == ()
        assert codes(fining.proof_findings((proven,), {UUID(int=2)})) == ["fine.unproven"]

    def test_belongs_to_a_violation_of_the_case(self) -> None:
        own = FineDraft(NO_SIGN)
        assert fining.stranger_findings((own,), [NO_SIGN]) == ()
        for wrong in ((FineDraft(HEAD),), (own, own)):
            assert codes(fining.stranger_findings(wrong, [NO_SIGN])) == ["fine.not_of_case"]


class TestTimes:
    """行政处罚法 36, 37: the last day of the act decides the law."""

    EARLY = date(2025, 1, 5)

    def test_are_not_guessed(self) -> None:
        assert times_of(TimesDraft(), found_on=DAY, on=DAY) is None
        assert times_of(TimesDraft(conduct=ConductKind.ONCE), found_on=DAY, on=DAY) is None

    def test_that_end_on_their_first_day_are_once(self) -> None:
        found = times_of(TimesDraft(ended_on=self.EARLY), found_on=DAY, on=DAY)
        assert found == Times(self.EARLY, DAY)

    def test_that_go_on_last_until_the_decision(self) -> None:
        found = times_of(TimesDraft(conduct=ConductKind.CONTINUING), found_on=self.EARLY, on=DAY)
        assert found is not None
        assert found.until == DAY

    def test_stand_in_order(self) -> None:
        def said(began: date, ended: date, conduct: ConductKind | None = None) -> list[str]:
            return codes(times_findings(began_on=began, ended_on=ended, conduct=conduct, on=DAY))

        assert said(DAY, self.EARLY) == ["clue.days_out_of_order"]
        assert said(self.EARLY, DAY) == []
        assert said(self.EARLY, DAY, ConductKind.ONCE) == ["clue.once_has_one_day"]

    def test_of_what_was_over_at_once_have_one_day(self) -> None:
        once = TimesDraft(began_on=DAY, conduct=ConductKind.ONCE).over(TimesDraft())
        assert (once.began_on, once.ended_on) == (DAY, DAY)


class TestGrounds:
    """行政处罚法 29, 30, 31, 33, 57.1: every ground has its article, and what bears it."""

    def test_are_borne_by_their_own_waivers_alone(self):
        def bears(ground: NoPenaltyGround, *waivers: Waiver | None) -> bool:
            return not fining.ground_findings(ground, waivers, [False for _ in waivers])

        assert bears(NoPenaltyGround.MINOR, Waiver.LISTED, Waiver.MINOR_WAIVER)
        assert not bears(NoPenaltyGround.MINOR, Waiver.NO_FAULT)
        assert not bears(NoPenaltyGround.NO_FAULT, Waiver.NO_FAULT, None)
        assert not bears(NoPenaltyGround.FINED_ELSEWHERE, Waiver.MINOR_WAIVER)
        assert bears(NoPenaltyGround.NOT_ESTABLISHED, None)

    def test_have_an_article_each(self):
        articles = {one.value: str(one.basis) for one in NoPenaltyGround}
        assert articles["NOT_ESTABLISHED"] == "APL-2021:57.1(3)"
        assert set(fining.GROUNDS) == {one for one in NoPenaltyGround if one.is_derived}
