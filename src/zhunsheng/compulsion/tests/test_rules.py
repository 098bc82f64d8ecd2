"""Golden days and instants of measures, and each guard just inside and just outside the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.compulsion import rules
from zhunsheng.compulsion.choices import Ground, HandlingKind, ItemStanding, MeasureKind
from zhunsheng.compulsion.procedure import POWER_CUT, SEAL_SEIZE
from zhunsheng.compulsion.rules import MeasureFacts, TestPeriod, term_end
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.workforce.rules import OfficerFact

DAY = date(2026, 3, 4)
NINE = datetime(2026, 3, 4, 9, 0, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)
DAYS_24 = timedelta(hours=24)


def officer(name: str, until: date = date(2027, 12, 31)) -> OfficerFact:
    return OfficerFact(
        id=UUID(int=len(name) * 1000 + ord(name[-1])),
        user_id=None,
        name=name,
        credential_number=f"SL{ord(name[-1])}",
        valid_from=date(2024, 1, 1),
        valid_until=until,
        unit_id=None,
    )


TWO = (officer("示例乙"), officer("示例丙"))
LAWFUL = MeasureFacts(
    on=DAY,
    at=NINE,
    recorded_at=NINE,
    kind=MeasureKind.SEIZING,
    ground=Ground.HAZARDOUS_GOODS,
    officers=TWO,
)
CUT = replace(LAWFUL, kind=MeasureKind.POWER_CUT, ground=None)


def done(*steps: str) -> tuple[DoneAct, ...]:
    return tuple(DoneAct(step, DAY, n) for n, step in enumerate(steps, start=1))


def seal(step: str, **facts: object) -> list[str]:
    given = replace(LAWFUL, **facts)  # type: ignore[arg-type]  # any fact
    return [finding.code for finding in SEAL_SEIZE.findings(step, given)]


def cut(step: str, **facts: object) -> list[str]:
    given = replace(CUT, **facts)  # type: ignore[arg-type]  # any fact
    return [finding.code for finding in POWER_CUT.findings(step, given)]


class TestTermEnd:
    @pytest.mark.parametrize(
        ("start", "days", "tests", "end"),
        [
            # Thirty calendar days; the day of the measure is not counted (25, 69).
            (date(2026, 3, 4), 30, (), date(2026, 4, 3)),
            (date(2026, 3, 4), 60, (), date(2026, 5, 3)),
            # Over a February of 28 and of 29 days.
            (date(2026, 2, 1), 30, (), date(2026, 3, 3)),
            (date(2028, 2, 1), 30, (), date(2028, 3, 2)),
            # Over the end of a year.
            (date(2025, 12, 10), 30, (), date(2026, 1, 9)),
            (date(2025, 12, 31), 30, (), date(2026, 1, 30)),
            # An end on a holiday (1 October) and on a Sunday stays: the agency's own term.
            (date(2026, 9, 1), 30, (), date(2026, 10, 1)),
            (date(2026, 3, 6), 30, (), date(2026, 4, 5)),
            # The days after a test began do not count, the last included (25.3, 民法典 201).
            (
                date(2026, 3, 4),
                30,
                (TestPeriod(date(2026, 3, 10), date(2026, 3, 14)),),
                date(2026, 4, 7),
            ),
            (
                date(2026, 3, 4),
                30,
                (TestPeriod(date(2026, 3, 10), date(2026, 3, 10)),),
                date(2026, 4, 3),
            ),
            # A test from the day of the measure on.
            (
                date(2026, 3, 4),
                30,
                (TestPeriod(date(2026, 3, 4), date(2026, 3, 5)),),
                date(2026, 4, 4),
            ),
            # Two tests that touch count once; one that begins on the last day changes nothing.
            (
                date(2026, 3, 4),
                30,
                (
                    TestPeriod(date(2026, 3, 10), date(2026, 3, 12)),
                    TestPeriod(date(2026, 3, 12), date(2026, 3, 14)),
                ),
                date(2026, 4, 7),
            ),
            (
                date(2026, 3, 4),
                30,
                (TestPeriod(date(2026, 4, 3), date(2026, 4, 20)),),
                date(2026, 4, 3),
            ),
            # A test from the day before it pushes the end behind it.
            (
                date(2026, 3, 4),
                30,
                (TestPeriod(date(2026, 4, 2), date(2026, 4, 10)),),
                date(2026, 4, 11),
            ),
            # Test and extension over the end of a year.
            (
                date(2025, 12, 10),
                60,
                (TestPeriod(date(2025, 12, 30), date(2026, 1, 2)),),
                date(2026, 2, 11),
            ),
        ],
    )
    def test_counts_calendar_days_without_days_of_tests(
        self, start: date, days: int, tests: tuple[TestPeriod, ...], end: date
    ) -> None:
        assert term_end(start, days, tests) == end


class TestWhoMayAct:
    def test_is_lawful_for_two_certified_officers(self) -> None:
        assert seal("request") == []
        assert cut("request") == []

    def test_is_never_a_delegate(self) -> None:
        assert seal("request", delegates=frozenset({"示例子"})) == ["compulsion.delegated"]
        assert cut("request", by_delegate=True) == ["compulsion.delegated"]
        assert str(rules.never_by_a_delegate(replace(LAWFUL, by_delegate=True)).basis) == (  # type: ignore[union-attr]  # it is a finding
            "ACL-2011:17"
        )

    def test_is_no_street_role_in_any_step(self) -> None:
        for procedure in (SEAL_SEIZE, POWER_CUT):
            assert not any(Role.STREET_OFFICER.value in step.actor for step in procedure.steps)

    def test_is_not_one_officer_nor_one_whose_certificate_ended_the_day_before(self) -> None:
        assert seal("request", officers=TWO[:1]) == ["officers.fewer_than_two"]
        yesterday = (TWO[0], officer("示例丙", until=DAY - timedelta(days=1)))
        assert seal("request", officers=yesterday) == ["officers.credential_lapsed"]
        today = (TWO[0], officer("示例丙", until=DAY))
        assert seal("request", officers=today) == []

    def test_is_nobody_with_an_interest_and_no_stranger(self) -> None:
        found = seal("request", interested=frozenset({"示例乙"}), officers_unknown=1)
        assert found == ["compulsion.officer.unknown", "compulsion.officer.interested"]

    def test_is_the_chief_alone_where_a_supply_is_stopped(self) -> None:
        assert POWER_CUT.step("approval").actor == {Role.CHIEF.value}
        heads = {Role.CHIEF.value, Role.DEPUTY_HEAD.value}
        assert SEAL_SEIZE.step("approval").actor == heads

    def test_is_the_chief_alone_on_hazardous_chemicals(self) -> None:
        asked = {"acts": done("request"), "by_chief": False}
        assert seal("approval", **asked) == []
        assert seal("approval", ground=Ground.CHEMICAL_GOODS, **asked) == [
            "compulsion.approval.chief_only"
        ]


class TestRequest:
    def test_names_a_ground_of_the_law_and_seizes_no_place(self) -> None:
        assert seal("request", ground=None) == ["compulsion.ground.unfit"]
        assert seal("request", ground=Ground.HAZARDOUS_SITE) == ["compulsion.ground.unfit"]
        assert seal("request", kind=MeasureKind.SEALING, ground=Ground.HAZARDOUS_SITE) == []
        assert seal("request", ground_in_force=False) == ["compulsion.ground.not_in_force"]

    def test_belongs_to_a_matter_that_is_open(self) -> None:
        found = seal("request", matter_known=False, matter_is_open=False)
        assert found == ["compulsion.matter.unknown", "compulsion.matter.over"]
        assert "compulsion.matter.suspended" in seal("urgent_start", matter_is_suspended=True)

    def test_explains_an_urgency(self) -> None:
        urgent = {"urgent": True, "urgent_reason_given": False}
        assert seal("urgent_start", **urgent) == ["compulsion.urgency.unexplained"]
        assert cut("request", **urgent) == ["compulsion.urgency.unexplained"]

    def test_stops_a_supply_only_where_an_order_is_defied_and_no_resident_suffers(self) -> None:
        assert cut("request", order_named=False) == ["compulsion.cut.no_defiance"]
        assert cut("request", hazard_named=False) == ["compulsion.cut.no_defiance"]
        assert cut("request", serves_residents=True) == ["compulsion.cut.residents"]


class TestTime:
    def test_is_not_before_the_last_act_nor_after_its_recording(self) -> None:
        asked = {"acts": done("request"), "last_at": NINE}
        assert seal("approval", **asked) == []
        assert seal("approval", **{**asked, "last_at": NINE + MINUTE}) == [
            "compulsion.time.before_last"
        ]
        assert seal("request", at=NINE + MINUTE) == ["compulsion.time.impossible"]
        assert seal("request", at_is_of_the_day=False) == ["compulsion.time.impossible"]


class TestExecution:
    APPROVED = done("request", "approval")

    def test_waits_for_the_approval_unless_urgent(self) -> None:
        assert seal("execution", acts=done("request")) == [
            "compulsion.seal_seize.execution.needs.approval"
        ]
        assert seal("execution", acts=self.APPROVED) == []
        assert seal("execution", acts=done("urgent_start"), urgent=True) == []

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"certificates_shown": False}, "compulsion.scene.no_certificate_shown"),
            ({"rights_told": False}, "compulsion.scene.rights_untold"),
            ({"party_heard": False}, "compulsion.scene.party_unheard"),
            ({"party_present": False}, "compulsion.scene.no_witness"),
            ({"signed": False}, "compulsion.scene.unsigned"),
            ({"items_missing": True}, "compulsion.items.none"),
            ({"standings": frozenset({ItemStanding.UNCONNECTED})}, "compulsion.items.unconnected"),
            ({"standings": frozenset({ItemStanding.NECESSITY})}, "compulsion.items.necessity"),
            (
                {"standings": frozenset({ItemStanding.SEALED_BEFORE})},
                "compulsion.items.sealed_before",
            ),
        ],
    )
    def test_keeps_the_steps_of_article_18_and_the_scope_of_article_23(
        self, facts: dict[str, object], code: str
    ) -> None:
        assert seal("execution", acts=self.APPROVED, **facts) == [code]

    def test_goes_on_without_the_party_before_a_witness(self) -> None:
        absent = {"party_present": False, "party_heard": False, "signed": False}
        assert seal("execution", acts=self.APPROVED, witness_named=True, **absent) == []

    def test_goes_on_where_a_refusal_to_sign_is_noted(self) -> None:
        assert seal("execution", acts=self.APPROVED, signed=False, refusal_noted=True) == []


class TestUrgency:
    BEGUN = done("urgent_start", "execution")

    def urgent(self, step: str, at: datetime, *acts: str) -> list[str]:
        given = (*self.BEGUN, *(DoneAct(one, DAY, 3) for one in acts))
        return seal(
            step,
            acts=given,
            urgent=True,
            executed_at=NINE,
            at=at,
            recorded_at=at,
            last_at=NINE,
        )

    def test_is_reported_and_approved_within_24_hours_to_the_minute(self) -> None:
        assert self.urgent("report", NINE + DAYS_24) == []
        assert self.urgent("report", NINE + DAYS_24 + MINUTE) == ["compulsion.report.too_late"]
        assert self.urgent("late_approval", NINE + DAYS_24, "report") == []
        assert self.urgent("late_approval", NINE + DAYS_24 + MINUTE, "report") == [
            "compulsion.late_approval.too_late"
        ]

    def test_is_approved_afterwards_and_nothing_else_is(self) -> None:
        assert seal("approval", acts=self.BEGUN, urgent=True) == ["compulsion.approval.urgent"]
        planned = done("request", "approval", "execution")
        wrong = ["compulsion.late_approval.not_urgent"]
        assert seal("report", acts=planned) == wrong
        assert seal("late_approval", acts=planned) == wrong

    def test_counts_no_night_and_no_holiday_out(self) -> None:
        eve = datetime(2025, 9, 30, 23, 30, tzinfo=SHANGHAI)
        facts = replace(LAWFUL, urgent=True, executed_at=eve)
        assert rules.approval_due(facts) == datetime(2025, 10, 1, 23, 30, tzinfo=SHANGHAI)

    def test_leaves_only_release_where_nobody_approved(self) -> None:
        facts = {"acts": self.BEGUN, "urgent": True, "executed_at": NINE}
        assert seal("handling", handling=HandlingKind.RELEASE, **facts) == []
        assert seal("handling", handling=HandlingKind.CONFISCATION, **facts) == [
            "compulsion.urgency.unapproved"
        ]
        assert seal("extension", extension_days=30, **facts) == [
            "compulsion.seal_seize.extension.needs.late_approval"
        ]


class TestTerm:
    TAKEN = done("request", "approval", "execution")

    def held(self, step: str, on: date, **facts: object) -> list[str]:
        return seal(step, acts=self.TAKEN, executed_at=NINE, due_on=DAY, on=on, **facts)

    def test_is_extended_once_before_its_end_by_thirty_days_at_most(self) -> None:
        late = DAY + timedelta(days=1)
        assert self.held("extension", DAY, extension_days=30) == []
        assert self.held("extension", late, extension_days=30) == ["compulsion.term.over"]
        assert self.held("extension", DAY, extension_days=31) == ["compulsion.extension.too_long"]
        assert self.held("extension", DAY, extension_days=0) == ["compulsion.extension.too_long"]
        assert self.held("extension", DAY, reason_given=False) == ["compulsion.reason.missing"]
        again = seal("extension", acts=(*self.TAKEN, DoneAct("extension", DAY, 4)), due_on=DAY)
        assert again == ["compulsion.seal_seize.extension.done_already"]

    def test_ends_with_nothing_but_release(self) -> None:
        late = DAY + timedelta(days=1)
        assert self.held("handling", DAY, handling=HandlingKind.CONFISCATION) == []
        assert self.held("handling", late, handling=HandlingKind.CONFISCATION) == [
            "compulsion.handling.too_late"
        ]
        assert self.held("handling", late, handling=HandlingKind.RELEASE) == []

    def test_ends_by_a_ground_of_the_law_or_a_paper(self) -> None:
        ungrounded = ["compulsion.handling.ungrounded"]
        released = {"handling": HandlingKind.RELEASE, "ground_of_release_named": False}
        assert self.held("handling", DAY, **released) == ungrounded
        destroyed = {"handling": HandlingKind.DESTRUCTION, "paper_holds": False}
        assert self.held("handling", DAY, **destroyed) == ungrounded

    def test_stands_still_only_for_tests_with_days_told_in_writing(self) -> None:
        days = {"test_from": DAY, "test_until": DAY}
        assert self.held("testing", DAY, **days) == []
        assert self.held("testing", DAY, told_in_writing=False, **days) == [
            "compulsion.testing.uncertain"
        ]
        before = {**days, "test_from": DAY - timedelta(days=1)}
        assert self.held("testing", DAY, **before) == ["compulsion.testing.uncertain"]
        turned = {**days, "test_until": DAY - timedelta(days=1)}
        assert self.held("testing", DAY, **turned) == ["compulsion.testing.uncertain"]
        assert self.held("testing", DAY, test_is_running=True, **days) == [
            "compulsion.testing.running"
        ]

    def test_has_no_end_of_a_test_that_is_not_running(self) -> None:
        assert self.held("testing_result", DAY) == ["compulsion.testing.none"]
        assert self.held("testing_result", DAY, test_is_running=True) == []

    def test_is_followed_by_nothing(self) -> None:
        over = (*self.TAKEN, DoneAct("handling", DAY, 4))
        assert "compulsion.seal_seize.closed" in seal("extension", acts=over)


class TestCut:
    TOLD = done("request", "approval", "notice")

    def test_is_announced_24_hours_before_to_the_minute(self) -> None:
        asked = {"acts": done("request", "approval"), "at": NINE}
        assert cut("notice", planned_at=NINE + DAYS_24, **asked) == []
        early = NINE + DAYS_24 - MINUTE
        assert cut("notice", planned_at=early, **asked) == ["compulsion.notice.too_short"]
        assert cut("notice", planned_at=NINE, urgent=True, **asked) == []

    def cut_at(self, at: datetime, **facts: object) -> list[str]:
        return cut(
            "execution",
            acts=(*self.TOLD, DoneAct("notice_delivery", DAY, 4)),
            noticed_at=NINE,
            delivered_at=NINE,
            last_at=NINE,
            at=at,
            recorded_at=at,
            **facts,
        )

    def test_waits_for_24_hours_after_the_notice_to_the_minute(self) -> None:
        assert self.cut_at(NINE + DAYS_24) == []
        assert self.cut_at(NINE + DAYS_24 - MINUTE) == ["compulsion.cut.too_early"]
        assert self.cut_at(NINE, urgent=True) == []
        assert self.cut_at(NINE, kind=MeasureKind.EXPLOSIVES_CUT) == []

    def test_is_not_made_at_night_or_on_a_holiday_but_in_an_emergency(self) -> None:
        wrong = ["compulsion.cut.night_or_holiday"]
        later = NINE + DAYS_24
        assert self.cut_at(later, at_night=True) == wrong
        assert self.cut_at(later, on_holiday=True) == wrong
        assert self.cut_at(later, on_holiday=None) == wrong
        assert self.cut_at(later, at_night=True, on_holiday=True, urgent=True) == []

    def test_is_not_made_where_the_order_was_obeyed(self) -> None:
        assert self.cut_at(NINE + DAYS_24, still_defied=False) == ["compulsion.cut.obeyed"]

    def test_ends_with_the_reason_for_which_the_supply_comes_back(self) -> None:
        acts = (*self.TOLD, DoneAct("execution", DAY, 5))
        assert cut("restoration", acts=acts, executed_at=NINE) == []
        assert cut("restoration", acts=acts, reason_given=False) == ["compulsion.reason.missing"]

    def test_is_given_up_only_before_it_is_made(self) -> None:
        assert cut("abandonment", acts=self.TOLD) == []
        assert cut("abandonment", acts=self.TOLD, executed_at=NINE) == [
            "compulsion.abandonment.taken_already"
        ]
