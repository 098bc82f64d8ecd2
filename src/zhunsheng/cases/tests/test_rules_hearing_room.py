"""What the record of a hearing must hold of how it was conducted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from zhunsheng.cases import rules
from zhunsheng.cases.choices import HearingOutcome
from zhunsheng.cases.rules import terms
from zhunsheng.kernel.days import Calendar

DAY = date(2025, 3, 14)
ITEM = UUID(int=7)
ROOM = rules.HearingDraft(
    identities_checked=True,
    rights_told=True,
    investigators_view="提出违法事实、证据和处罚建议。",
    party_view="承认事实，请求从轻。",
    shown=((ITEM, "无异议"),),
)

AWAY = rules.HearingDraft(HearingOutcome.ABANDONED, reason="未到场。")


def codes(draft: rules.HearingDraft) -> list[str]:
    found = rules.hearing_findings(draft, on=DAY, called_on=DAY.isoformat(), most_agents=2)
    return [finding.code for finding in found]


class TestHearingRoom:
    def test_records_a_hearing_in_which_both_sides_spoke_and_evidence_was_examined(self) -> None:
        assert codes(ROOM) == []
        assert codes(replace(ROOM, shown=(), cross_examination="对全部证据无异议。")) == []

    def test_opens_with_identities_rights_and_the_question_of_recusal(self) -> None:
        assert codes(replace(ROOM, identities_checked=False)) == ["hearing.not_opened"]
        assert codes(replace(ROOM, rights_told=False)) == ["hearing.not_opened"]

    def test_admits_two_agents_and_no_third(self) -> None:
        two = replace(ROOM, agents="示例子（授权委托书）\n示例丑")
        assert two.agent_names == ("示例子（授权委托书）", "示例丑")
        assert codes(two) == []
        assert codes(replace(ROOM, agents="示例子、示例丑；示例寅")) == ["hearing.too_many_agents"]

    def test_lets_the_other_side_speak_on_each_piece_that_was_shown(self) -> None:
        assert codes(replace(ROOM, shown=((ITEM, " "),))) == ["hearing.not_examined"]

    def test_hears_investigators_and_party(self) -> None:
        assert codes(replace(ROOM, party_view="")) == ["hearing.no_record"]
        assert codes(replace(ROOM, investigators_view="")) == ["hearing.no_record"]
        assert codes(replace(ROOM, shown=())) == ["hearing.no_record"]

    def test_asks_nothing_of_its_conduct_where_it_was_not_held(self) -> None:
        assert codes(AWAY) == []
        assert codes(replace(AWAY, reason=" ")) == ["hearing.no_reason"]


class TestHearingNotice:
    def test_names_why_a_hearing_is_not_public(self) -> None:
        chair = rules.Chair(frozenset({"LEGAL_REVIEWER"}))

        def called(draft: rules.HearingNoticeDraft) -> list[str]:
            found = rules.hearing_notice_findings(
                draft, latest_notice_day=DAY, on=DAY, chair=chair, ahead=7
            )
            return [finding.code for finding in found]

        public = rules.HearingNoticeDraft(DAY, ITEM, "听证室")
        closed = replace(public, is_public=False)
        assert called(public) == []
        assert called(closed) == ["hearing.closed_without_ground"]
        assert called(replace(closed, closed_ground="涉及商业秘密")) == []

    def test_is_set_for_a_working_day(self) -> None:
        """行政处罚法 64(2), 85: its days are working days, and so is the day of the hearing."""
        chair = rules.Chair(frozenset({"LEGAL_REVIEWER"}))
        (found,) = rules.hearing_notice_findings(
            rules.HearingNoticeDraft(DAY, ITEM, "听证室"),
            latest_notice_day=DAY,
            on=DAY,
            chair=chair,
            ahead=7,
            earliest=date(2025, 3, 17),
            is_workday=False,
        )
        assert found.code == "hearing.rest_day"
        assert "2025-03-17" in found.next_step

    @pytest.mark.parametrize(
        ("on", "first"),
        [
            (date(2025, 3, 5), date(2025, 3, 14)),
            (date(2025, 3, 6), date(2025, 3, 17)),  # the Saturday between is skipped
            (date(2025, 1, 16), date(2025, 1, 26)),  # a Sunday that is worked, 85
        ],
    )
    def test_is_advised_for_a_working_day(self, on: date, first: date) -> None:
        assert terms.earliest_hearing(Calendar.load(), on=on, length=7) == first
