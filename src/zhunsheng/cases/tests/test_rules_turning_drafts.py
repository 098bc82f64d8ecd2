"""What the drafts of a turn must say, without a table."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from zhunsheng.cases.choices import Checked, CrimeDecision
from zhunsheng.cases.rules import turning
from zhunsheng.cases.rules.guards import turning as own
from zhunsheng.cases.rules.late import late_findings


class TestDraft:
    def test_of_a_refused_transfer_says_why(self) -> None:
        """移送规定 5: the reason for not transferring is recorded."""
        refused = turning.CrimeDecisionDraft(CrimeDecision.REFUSED)
        found = turning.crime_decision_findings(refused)
        assert [one.code for one in found] == ["crime_decision.no_reason"]
        assert (
            turning.crime_decision_findings(turning.CrimeDecisionDraft(CrimeDecision.APPROVED))
            == ()
        )

    def test_of_a_report_names_a_team_of_two(self) -> None:
        """移送规定 5: two or more officers form the special team."""
        draft = turning.CrimeReportDraft("危险作业罪", "示例事实", (UUID(int=1),))
        found = turning.crime_report_findings(draft, team=1, least=2)
        assert [one.code for one in found] == ["crime.team_too_small"]
        assert turning.crime_report_findings(draft, team=2, least=2) == ()

    def test_of_a_returned_check_says_what_to_mend(self) -> None:
        found = turning.check_findings(turning.CheckDraft(Checked.RETURNED, ""))
        assert [one.code for one in found] == ["check.no_opinion"]
        assert turning.check_findings(turning.CheckDraft(Checked.AGREED, "")) == ()

    @pytest.mark.parametrize(
        ("on", "ground", "expected"),
        [
            (date(2025, 3, 6), "", []),
            (date(2025, 3, 7), "", ["crime_decision.late"]),
            (date(2025, 3, 7), "主要负责人出差", []),
        ],
    )
    def test_after_three_calendar_days_says_why_it_is_late(self, on, ground, expected) -> None:
        due = date(2025, 3, 6)
        found = late_findings("crime_decision", due=due, on=on, ground=ground, basis=own.TRANSFER)
        assert [one.code for one in found] == expected
