"""The seed: who commits, who opens, what dice and events are taken, in one spelling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.accounts.choices import Role
from zhunsheng.draw import rules
from zhunsheng.draw.choices import SeedMethod
from zhunsheng.draw.rules import (
    Contribution,
    DrawFacts,
)
from zhunsheng.draw.tests.builders import (
    DAY,
    GIVEN,
    NONCES,
    PARTIES,
)

U1, U2, O1, O2, O3 = (UUID(int=n) for n in range(1, 6))


def facts(**changes) -> DrawFacts:
    return replace(DrawFacts(on=DAY, contributors=PARTIES), **changes)


class TestCommitment:
    good = rules.commitment_of("d", GIVEN[0])

    def of(self, said: DrawFacts, who: str = PARTIES[0], what: str = "", **by) -> list[str]:
        legal = frozenset({Role.LEGAL_REVIEWER.value})
        committer = rules.Committer(**{"roles": legal, **by})
        found = rules.commitment_findings(said, who, what or self.good, committer)
        return [f.code for f in found]

    def test_is_handed_in_by_the_party_itself_or_on_paper(self):
        """国发〔2019〕5号: one side that plays all parties could choose the seed."""
        justice = frozenset({Role.JUSTICE_SUPERVISOR.value})
        assert self.of(facts(), PARTIES[1]) == ["draw.commitment.party"]
        assert self.of(facts(), PARTIES[1], roles=justice) == []
        assert self.of(facts(), PARTIES[0], roles=justice) == ["draw.commitment.party"]
        assert self.of(facts(), PARTIES[2]) == ["draw.commitment.paper"]
        assert self.of(facts(), PARTIES[2], has_paper=True) == []
        assert self.of(facts(), is_maker=True) == ["draw.commitment.maker"]

    def test_is_made_once_by_a_party_of_the_pool(self):
        assert self.of(facts()) == []
        assert self.of(facts(committed=frozenset(PARTIES[:1]))) == ["draw.commitment.twice"]
        assert self.of(facts(), "法制科室") == ["draw.contributor.stranger"]
        assert self.of(facts(), what="abc") == ["draw.commitment.form"]
        assert self.of(facts(method=SeedMethod.DICE, contributors=())) == ["draw.method.other"]

    def test_of_two_parties_is_not_taken_down_by_one_account(self):
        assert self.of(facts(), entered=PARTIES[1:2]) == ["draw.commitment.same_account"]

    def test_is_bound_to_one_draw_and_one_party(self):
        value = NONCES[PARTIES[0]]
        made = {
            rules.commitment_of(draw, Contribution(who, value))
            for draw in ("d", "e")
            for who in PARTIES[:2]
        }
        assert len(made) == 4


class TestOpening:
    promised = rules.commitment_of("d", GIVEN[0])

    def of(
        self, given: Contribution, said: DrawFacts | None = None, *, is_own: bool = True
    ) -> list[str]:
        found = rules.opening_findings(
            said or facts(), given, draw="d", commitment=self.promised, is_own=is_own
        )
        return [f.code for f in found]

    def test_comes_from_the_account_that_had_committed(self):
        assert self.of(GIVEN[0], is_own=False) == ["draw.opening.other"]

    def test_is_what_was_promised(self):
        assert self.of(GIVEN[0]) == []
        changed = Contribution(PARTIES[0], "1" * 64)
        assert self.of(changed) == ["draw.opening.broken"]
        assert self.of(Contribution(PARTIES[0], "318204")) == ["draw.opening.form"]
        assert self.of(GIVEN[0], facts(opened=frozenset(PARTIES[:1]))) == ["draw.opening.twice"]

    def test_waits_until_all_have_committed(self):
        """The last to speak could else grind the seed; who is missing is named."""
        found = rules.all_have_committed(facts(committed=frozenset(PARTIES[:2])))
        assert found is not None
        assert found.message == "派驻纪检监察机构尚未提交承诺值"
        assert rules.all_have_committed(facts(committed=frozenset(PARTIES))) is None

    def test_that_is_withheld_hinders_the_seed_and_names_who(self):
        found = rules.all_have_opened(facts(opened=frozenset(PARTIES[1:])))
        assert found is not None
        assert found.message == "法制机构尚未公开内容"
        assert "重新抽取" in found.next_step


class TestOutcome:
    dice = DrawFacts(on=DAY, method=SeedMethod.DICE)

    def of(self, values, said=None, witnesses=("示例甲", "示例乙"), source="示例会议室"):
        found = rules.outcome_findings(
            said or self.dice, values, witnesses=witnesses, source=source
        )
        return [f.code for f in found]

    def test_of_dice_needs_twenty_points_and_two_witnesses(self):
        assert self.of((1, 6) * 10) == []
        assert self.of((1, 6) * 9) == ["draw.dice"]
        assert self.of((1, 7) * 10) == ["draw.dice"]
        assert self.of((1, 6) * 10, witnesses=("示例甲", "示例甲 "), source=" ") == [
            "draw.witnesses",
            "draw.source",
        ]

    def test_of_parties_is_not_typed(self):
        assert self.of((1, 6) * 10, facts()) == ["draw.method.other"]

    def test_of_an_event_waits_for_its_day(self):
        said = DrawFacts(on=DAY, method=SeedMethod.PUBLIC_EVENT, event_on=date(2025, 3, 4))
        found = rules.event_has_happened(said)
        assert found is not None
        assert found.code == "draw.event.early"
        assert rules.event_has_happened(replace(said, on=date(2025, 3, 4))) is None
        assert self.of((), said) == ["draw.event.empty"]

    def test_goes_into_the_seed_in_one_spelling_only(self):
        """Whoever writes it down cannot try spellings until the outcome suits."""
        spelled = {
            rules.spelled(rules.numbers(text)) for text in ("03 12、7", "3,12,07", " 3 12 7")
        }
        assert spelled == {"3 12 7"}
        assert {rules.spelled(rules.dice(text)) for text in ("361", "3 6 1", "36，1")} == {"3 6 1"}
