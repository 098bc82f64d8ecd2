"""Who may be a further party of a case, and what the minutes of a discussion must say."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import rules
from zhunsheng.cases.choices import Vote
from zhunsheng.lawbook.choices import Liable

UNIT, OTHER_UNIT, THIRD_UNIT = (str(UUID(int=number)) for number in (1, 2, 6))
CHIEF, DEPUTY, REVIEWER = UUID(int=3), UUID(int=4), UUID(int=5)


def party(entity: str = UNIT, **changes: Any) -> list[str]:
    facts = rules.PartyFacts(
        known=frozenset({(UNIT, ""), (THIRD_UNIT, "示例丁")}),
        entity=entity,
        is_alone=bool(changes.pop("is_alone", False)),
        operator="示例甲",
        answering=(("主要负责人未履行职责", (Liable.HEAD,)),),
    )
    values = {"person_name": "示例甲", "role": Liable.HEAD, **changes}
    draft = rules.PartyDraft(("safety.94",), "没有履行职责。", **values)
    return [one.code for one in rules.party_findings(facts, draft)]


class TestParty:
    def test_may_be_the_head_of_the_unit(self) -> None:
        assert party() == []

    def test_is_none_of_another_role_than_the_article_names(self) -> None:
        assert party(role=Liable.RESPONSIBLE) == ["party.role_not_liable"]

    def test_is_named_with_what_it_answers_for(self) -> None:
        assert party(role=None) == ["party.no_role"]
        assert party(OTHER_UNIT, person_name=" ") == ["party.no_role"]

    def test_is_no_second_time_the_unit(self) -> None:
        assert party(person_name="", role=None) == ["party.named_before"]
        assert party(OTHER_UNIT, person_name="", role=None) == []

    @pytest.mark.parametrize("name", ["示例丁", "示 例丁", "示例丁\u200b"])
    def test_is_told_by_what_is_seen_of_the_name(self, name: str) -> None:
        """行政处罚法 29: a space within a name makes no second party."""
        assert party(THIRD_UNIT, person_name=name) == ["party.named_before"]

    def test_is_not_fined_twice_as_trader_and_operator(self) -> None:
        assert party(is_alone=True) == ["party.sole_trader"]
        assert party(is_alone=True, person_name="示例戊") == ["party.sole_trader"]
        assert party(OTHER_UNIT, is_alone=True) == []

    def test_may_be_an_employee_of_a_trader_whom_the_article_names(self) -> None:
        found = party(is_alone=True, person_name="示例戊", role=Liable.RESPONSIBLE)
        assert found == ["party.role_not_liable"]


def minutes(facts: dict[str, Any] | None = None, **changes: Any) -> list[str]:
    about = {
        "members": 2,
        "leaders": 2,
        "handlers_among_members": frozenset(),
        "notified_fen": 5_000_000,
        "proposed_fen": 5_000_000,
        "reviewer_is_due": True,
        **(facts or {}),
    }
    values = {
        "views": (rules.MemberView(DEPUTY), rules.MemberView(CHIEF)),
        "fine_fen": 5_000_000,
        "note": "幅度适当。",
        "reporters": ("示例乙",),
        "reviewer": REVIEWER,
        **changes,
    }
    draft = rules.DiscussionDraft(**values)
    return [one.code for one in rules.discussion_findings(rules.DiscussionFacts(**about), draft)]


DIFFERING = (rules.MemberView(DEPUTY, Vote.OTHER, "建议从低。"), rules.MemberView(CHIEF))


class TestMinutes:
    def test_hold_what_the_members_said(self) -> None:
        assert minutes() == []
        assert minutes(views=DIFFERING, on_dissent="少数意见如实记录在案。") == []

    def test_tell_how_it_was_resolved_where_views_differ(self) -> None:
        assert minutes(views=DIFFERING) == ["discussion.dissent_unexplained"]

    def test_tell_the_view_that_differs(self) -> None:
        found = minutes(
            {"silent": frozenset({"示例辛"})}, views=DIFFERING, on_dissent="少数意见如实记录在案。"
        )
        assert found == ["discussion.view_unsaid"]

    @pytest.mark.parametrize(
        ("facts", "changes", "code"),
        [
            ({}, {"reporters": ()}, "no_report"),
            ({"strangers": frozenset({"示例戊"})}, {}, "reporter_is_stranger"),
            ({}, {"reviewer": None}, "no_reviewer"),
            ({"reviewer_fits": False}, {}, "reviewer_unfit"),
            ({"handlers_among_members": frozenset({"示例乙"})}, {}, "handler_votes"),
            ({"leaders": 1}, {}, "too_few"),
        ],
    )
    def test_name_who_attends_and_who_votes(
        self, facts: dict[str, Any], changes: dict[str, Any], code: str
    ) -> None:
        assert f"discussion.{code}" in minutes(facts, **changes)

    def test_need_no_reviewer_where_no_review_is_due(self) -> None:
        assert minutes({"reviewer_is_due": False}, reviewer=None) == []
