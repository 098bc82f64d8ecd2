"""Which sentence of the law bars which steps of a measure; a guard stands wherever it must."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from zhunsheng.compulsion import rules
from zhunsheng.compulsion.choices import Ground, HandlingKind, ItemStanding, MeasureKind
from zhunsheng.compulsion.procedure import POWER_CUT, SEAL_SEIZE
from zhunsheng.compulsion.tests.test_rules import DAY, LAWFUL, MINUTE, NINE, TWO, done, officer
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit

YESTERDAY: Final = DAY - timedelta(days=1)
LAPSED: Final = (TWO[0], officer("示例丙", until=YESTERDAY))
_SEAL_STEPS: Final = " ".join(step.key for step in SEAL_SEIZE.steps)
_CUT_STEPS: Final = " ".join(step.key for step in POWER_CUT.steps)
_TAKERS: Final = "request urgent_start approval execution"
_CUTTERS: Final = "request approval execution"
_BY: Final = "request urgent_start execution report testing testing_result"
_DECIDERS: Final = "approval abandonment late_approval extension handling"
_BY_CUT: Final = "request notice notice_delivery execution"
_DECIDERS_CUT: Final = "approval confirmation abandonment restoration"

#: The sentence in our words, facts, the code of the refusal, the steps that it bars.
SEAL_BARS: Final[tuple[tuple[str, dict[str, Any], str, str], ...]] = (
    ("依附于检查或者案件", {"matter_known": False}, "compulsion.matter.unknown",
     "request urgent_start"),
    ("案件已经办结", {"matter_is_open": False}, "compulsion.matter.over", _TAKERS),
    ("25.3 检测期间有限", {"test_from": DAY, "test_until": DAY + timedelta(days=90)},
     "compulsion.testing.too_long", "testing"),
    ("25.3 检测期间合计", {"test_from": DAY, "test_until": DAY, "test_days_before": 90},
     "compulsion.testing.too_long", "testing"),
    ("25 不得重新起算", {"held_already": frozenset({"溶剂"})}, "compulsion.items.held_already",
     "execution"),
    ("25、28 期限用完不得再次查封", {"term_spent": frozenset({"溶剂"})},
     "compulsion.items.term_spent", "execution"),
    ("25 同名物品说明区别", {"told_alike": frozenset({"溶剂"})}, "compulsion.items.alike",
     "execution"),
    ("18 中止期间不采取", {"matter_is_suspended": True}, "compulsion.matter.suspended", _TAKERS),
    ("21 移送公安机关的一并移送", {"matter_is_with_police": True}, "compulsion.matter.with_police",
     _TAKERS),
    ("18 写明理由", {"reason_given": False}, "compulsion.reason.missing",
     "request urgent_start abandonment extension"),
    ("法定情形", {"ground": None}, "compulsion.ground.unfit", "request urgent_start"),
    ("依据已经施行", {"ground_in_force": False}, "compulsion.ground.not_in_force",
     "request urgent_start"),
    ("43.2 不影响居民生活", {"serves_residents": True}, "compulsion.cut.residents",
     "request urgent_start"),
    ("17 不得委托", {"by_delegate": True}, "compulsion.delegated",
     "request urgent_start approval execution report testing testing_result"),
    ("17 本局人员", {"officers_unknown": 1}, "compulsion.officer.unknown", _TAKERS),
    ("18(2) 两人以上", {"officers": TWO[:1]}, "officers.fewer_than_two", _TAKERS),
    ("17 证件有效", {"officers": LAPSED}, "officers.credential_lapsed", _TAKERS),
    ("处罚法43 回避", {"interested": frozenset({"示例乙"})}, "compulsion.officer.interested",
     _TAKERS),
    ("17 办理人持证", {"by_is_uncertified": True}, "compulsion.by.certificate_not_valid", _BY),
    ("处罚法43 办理人、审批人回避", {"by_has_interest": True}, "compulsion.by.interested",
     f"{_BY} {_DECIDERS}"),
    ("18(1) 审批人没有参加", {"by_takes_part": True}, "compulsion.approver.takes_part",
     _DECIDERS),
    ("47 时间真实", {"at_is_of_the_day": False}, "compulsion.time.impossible", _SEAL_STEPS),
    ("47 结束不早于开始", {"ends_before_it_starts": True}, "compulsion.time.impossible",
     "execution"),
    ("18 先批准后实施", {"last_at": NINE + MINUTE}, "compulsion.time.before_last", _SEAL_STEPS),
    ("19 写明紧急情况", {"urgent": True, "urgent_reason_given": False},
     "compulsion.urgency.unexplained", "urgent_start"),
    ("19 紧急的事后批准", {"urgent": True}, "compulsion.approval.urgent", "approval"),
    ("19 事先批准的不补办", {}, "compulsion.late_approval.not_urgent", "report late_approval"),
    ("危化 主要负责人批准", {"by_chief": False, "ground": Ground.CHEMICAL_GOODS},
     "compulsion.approval.chief_only", "approval late_approval"),
    ("28 已经实施不作不采取", {"executed_at": NINE}, "compulsion.abandonment.taken_already",
     "abandonment"),
    ("19 紧急登记后当场实施", {"urgent": True, "begun_at": NINE - timedelta(days=2)},
     "compulsion.urgency.over", "execution"),
    ("18(3) 出示证件", {"certificates_shown": False}, "compulsion.scene.no_certificate_shown",
     "execution"),
    ("18(5) 告知权利", {"rights_told": False}, "compulsion.scene.rights_untold", "execution"),
    ("18(6) 听取申辩", {"party_heard": False}, "compulsion.scene.party_unheard", "execution"),
    ("18(9) 见证人", {"party_present": False}, "compulsion.scene.no_witness", "execution"),
    ("18(8) 签名", {"signed": False}, "compulsion.scene.unsigned", "execution"),
    ("24 清单", {"items_missing": True}, "compulsion.items.none", "execution"),
    ("23 涉案", {"standings": frozenset({ItemStanding.UNCONNECTED})},
     "compulsion.items.unconnected", "execution"),
    ("23 生活必需品", {"standings": frozenset({ItemStanding.NECESSITY})},
     "compulsion.items.necessity", "execution"),
    ("23.2 不重复查封", {"standings": frozenset({ItemStanding.SEALED_BEFORE})},
     "compulsion.items.sealed_before", "execution"),
    ("25 期限届满", {"due_on": YESTERDAY}, "compulsion.term.over", "testing extension"),
    ("25.3 一次一项检测", {"test_is_running": True}, "compulsion.testing.running", "testing"),
    ("25.3 书面告知检测期间", {"told_in_writing": False}, "compulsion.testing.uncertain",
     "testing"),
    ("25.3 没有检测不登记结果", {}, "compulsion.testing.none", "testing_result"),
    ("25.1 延长不超过三十日", {"extension_days": 31}, "compulsion.extension.too_long",
     "extension"),
    ("28 解除有情形", {"handling": HandlingKind.RELEASE, "ground_of_release_named": False},
     "compulsion.handling.ungrounded", "handling"),
    ("27 销毁有法律、行政法规规定", {"handling": HandlingKind.DESTRUCTION, "law_named": False},
     "compulsion.handling.no_law", "handling"),
    ("28 已经作出处理决定", {"handling": HandlingKind.RELEASE, "settled_early": True},
     "compulsion.handling.undecided", "handling"),
    ("27 期满只能解除", {"handling": HandlingKind.CONFISCATION, "due_on": YESTERDAY},
     "compulsion.handling.too_late", "handling"),
    ("19 未补办批准的不得没收", {"handling": HandlingKind.CONFISCATION, "urgent": True},
     "compulsion.urgency.unapproved", "handling"),
)  # fmt: skip
CUT_BARS: Final = (
    ("依附于检查或者案件", {"matter_known": False}, "compulsion.matter.unknown", "request"),
    ("案件已经办结", {"matter_is_open": False}, "compulsion.matter.over", f"{_CUTTERS} notice"),
    ("18 中止期间不采取", {"matter_is_suspended": True}, "compulsion.matter.suspended",
     f"{_CUTTERS} notice"),
    ("21 移送公安机关的一并移送", {"matter_is_with_police": True}, "compulsion.matter.with_police",
     f"{_CUTTERS} notice"),
    ("18 写明理由", {"reason_given": False}, "compulsion.reason.missing",
     "request confirmation abandonment restoration"),
    ("依据已经施行", {"ground_in_force": False}, "compulsion.ground.not_in_force", "request"),
    ("70 拒不执行决定", {"order_named": False}, "compulsion.cut.no_defiance", "request"),
    ("70.1 决定有记录", {"order_known": False}, "compulsion.cut.order_unknown",
     "request approval confirmation execution"),
    ("70.1 现实危险仍然存在", {"confirmed_on": DAY - timedelta(days=31)},
     "compulsion.cut.approval_old", "notice execution"),
    ("70.2 通知送达有证明", {"receipt_holds": False}, "compulsion.notice.no_receipt",
     "notice_delivery"),
    ("43.2 不影响居民生活", {"serves_residents": True}, "compulsion.cut.residents", "request"),
    ("70 写明紧急情况", {"urgent": True, "urgent_reason_given": False},
     "compulsion.urgency.unexplained", "request"),
    ("17 不得委托", {"by_delegate": True}, "compulsion.delegated",
     "request approval notice notice_delivery execution"),
    ("17 本局人员", {"officers_unknown": 1}, "compulsion.officer.unknown", _CUTTERS),
    ("18(2) 两人以上", {"officers": TWO[:1]}, "officers.fewer_than_two", _CUTTERS),
    ("17 证件有效", {"officers": LAPSED}, "officers.credential_lapsed", _CUTTERS),
    ("处罚法43 回避", {"interested": frozenset({"示例乙"})}, "compulsion.officer.interested",
     _CUTTERS),
    ("17 办理人持证", {"by_is_uncertified": True}, "compulsion.by.certificate_not_valid", _BY_CUT),
    ("处罚法43 办理人、审批人回避", {"by_has_interest": True}, "compulsion.by.interested",
     f"{_BY_CUT} {_DECIDERS_CUT}"),
    ("18(1) 审批人没有参加", {"by_takes_part": True}, "compulsion.approver.takes_part",
     _DECIDERS_CUT),
    ("47 时间真实", {"at_is_of_the_day": False}, "compulsion.time.impossible", _CUT_STEPS),
    ("18 先批准后实施", {"last_at": NINE + MINUTE}, "compulsion.time.before_last", _CUT_STEPS),
    ("28 已经实施不作不采取", {"executed_at": NINE}, "compulsion.abandonment.taken_already",
     "abandonment confirmation"),
    ("70.2 提前二十四小时通知", {"planned_at": NINE}, "compulsion.notice.too_short", "notice"),
    ("70.2 送达满二十四小时", {"delivered_at": NINE}, "compulsion.cut.too_early", "execution"),
    ("70.2 通知载明的时间", {"planned_at": NINE + MINUTE}, "compulsion.cut.too_early", "execution"),
    ("43.1 夜间", {"at_night": True}, "compulsion.cut.night_or_holiday", "execution"),
    ("70.2 已经履行", {"still_defied": False}, "compulsion.cut.obeyed", "execution"),
    ("18(3) 出示证件", {"certificates_shown": False}, "compulsion.scene.no_certificate_shown",
     "execution"),
    ("18(5) 告知权利", {"rights_told": False}, "compulsion.scene.rights_untold", "execution"),
    ("18(6) 听取申辩", {"party_heard": False}, "compulsion.scene.party_unheard", "execution"),
    ("18(9) 见证人", {"party_present": False}, "compulsion.scene.no_witness", "execution"),
    ("18(8) 签名", {"signed": False}, "compulsion.scene.unsigned", "execution"),
)  # fmt: skip
ROWS: Final = [
    pytest.param(procedure, facts, code, step, id=f"{procedure.key}-{sentence}-{step}")
    for procedure, bars in ((SEAL_SEIZE, SEAL_BARS), (POWER_CUT, CUT_BARS))
    for sentence, facts, code, steps in bars
    for step in steps.split()
]


@pytest.mark.parametrize(("procedure", "facts", "code", "step"), ROWS)
def test_a_sentence_bars_each_step_that_it_is_about(
    procedure: Any, facts: dict[str, Any], code: str, step: str
) -> None:
    kind = MeasureKind.SEIZING if procedure is SEAL_SEIZE else MeasureKind.POWER_CUT
    found = procedure.findings(step, replace(LAWFUL, kind=kind, **facts))
    assert code in {finding.code for finding in found}


#: Step, the step that it waits for: what was not approved, taken or told is not gone on with.
WAITS: Final = (
    (SEAL_SEIZE, "approval", "request"),
    (SEAL_SEIZE, "testing", "execution"),
    (SEAL_SEIZE, "extension", "execution"),
    (SEAL_SEIZE, "handling", "execution"),
    (SEAL_SEIZE, "report", "execution"),
    (POWER_CUT, "approval", "request"),
    (POWER_CUT, "notice", "approval"),
    (POWER_CUT, "execution", "approval"),
    (POWER_CUT, "notice_delivery", "notice"),
    (POWER_CUT, "confirmation", "approval"),
    (POWER_CUT, "execution", "notice"),
    (POWER_CUT, "execution", "notice_delivery"),
    (POWER_CUT, "restoration", "execution"),
)


@pytest.mark.parametrize(("procedure", "step", "earlier"), WAITS)
def test_a_step_waits_for_the_one_that_it_rests_on(procedure: Any, step: str, earlier: str) -> None:
    """行政强制法 18, 19, 25, 27; 安全生产法 70."""
    kind = MeasureKind.SEIZING if procedure is SEAL_SEIZE else MeasureKind.POWER_CUT
    found = procedure.findings(step, replace(LAWFUL, kind=kind))
    assert f"{procedure.key}.{step}.needs.{earlier}" in {finding.code for finding in found}


@pytest.mark.parametrize("earlier", ["execution", "report"])
def test_a_late_approval_follows_the_measure_and_its_report(earlier: str) -> None:
    """行政强制法 19."""
    found = SEAL_SEIZE.findings("late_approval", replace(LAWFUL, urgent=True))
    assert f"compulsion.seal_seize.late_approval.needs.{earlier}" in {one.code for one in found}


class TestPower:
    """安全生产法 65, 70; 危险化学品安全法 8: the article that gives the power is named."""

    @pytest.mark.parametrize(
        ("kind", "ground", "basis"),
        [
            (MeasureKind.SEIZING, Ground.HAZARDOUS_GOODS, "SPL-2021:65.1(4)"),
            (MeasureKind.SEALING, Ground.CHEMICAL_GOODS, "CHL-2025:8"),
            (MeasureKind.POWER_CUT, None, "SPL-2021:70"),
        ],
    )
    def test_rests_on_its_article(
        self, kind: MeasureKind, ground: Ground | None, basis: str
    ) -> None:
        assert rules.power_of(kind, ground) == cite(basis)


class TestUrgency:
    """行政强制法 19."""

    def test_that_is_explained_is_no_objection(self) -> None:
        urgent = replace(LAWFUL, urgent=True)
        assert rules.urgency_has_a_reason(urgent) is None
        calm = replace(LAWFUL, urgent_reason_given=False)
        assert rules.urgency_has_a_reason(calm) is None

    def test_has_no_hours_before_the_measure_or_without_an_urgency(self) -> None:
        assert rules.approval_due(replace(LAWFUL, urgent=True)) is None
        assert rules.approval_due(replace(LAWFUL, executed_at=NINE)) is None


class TestExtension:
    """行政强制法 25.1."""

    @pytest.mark.parametrize(("days", "lawful"), [(0, False), (1, True), (30, True), (31, False)])
    def test_is_of_one_to_thirty_days(self, days: int, lawful: bool) -> None:
        facts = replace(LAWFUL, extension_days=days)
        assert (rules.extension_is_lawful(facts) is None) == lawful


class TestNight:
    """行政强制法 43.1."""

    @pytest.mark.parametrize(("holiday", "code"), [(True, "不得"), (None, "当年放假安排尚未录入")])
    def test_says_why_a_day_is_not_open(self, holiday: bool | None, code: str) -> None:
        found = rules.not_at_night_or_on_a_holiday(replace(LAWFUL, on_holiday=holiday))
        assert found is not None
        assert found.message.startswith(code)


class TestRepeated:
    """行政强制法 25: a test may come again; a measure, its extension and its end come once."""

    @pytest.mark.parametrize(
        ("procedure", "step", "again"),
        [
            (SEAL_SEIZE, "testing", True),
            (SEAL_SEIZE, "testing_result", True),
            (SEAL_SEIZE, "request", False),
            (SEAL_SEIZE, "approval", False),
            (SEAL_SEIZE, "execution", False),
            (SEAL_SEIZE, "extension", False),
            (POWER_CUT, "approval", False),
            (POWER_CUT, "confirmation", True),
            (POWER_CUT, "execution", False),
        ],
    )
    def test_is_what_the_law_lets_repeat(self, procedure: Any, step: str, again: bool) -> None:
        found = procedure.findings(step, replace(LAWFUL, acts=done(step)))
        codes = {finding.code for finding in found}
        assert (f"{procedure.key}.{step}.done_already" not in codes) == again

    @pytest.mark.parametrize(
        ("procedure", "end"),
        [(SEAL_SEIZE, "handling"), (SEAL_SEIZE, "abandonment"),
         (POWER_CUT, "restoration"), (POWER_CUT, "abandonment")],
    )  # fmt: skip
    def test_ends_with_release_or_giving_up(self, procedure: Any, end: str) -> None:
        facts = replace(LAWFUL, acts=done(end))
        assert procedure.allowed(facts) == ()


class TestDemanded:
    """行政强制法 18, 19, 27: what the law demands of every measure, and of one in an urgency."""

    @pytest.mark.parametrize(
        ("procedure", "urgent", "steps"),
        [
            (SEAL_SEIZE, False, "request approval execution handling"),
            (SEAL_SEIZE, True, "execution report late_approval handling"),
            (POWER_CUT, False, "request approval notice notice_delivery execution restoration"),
            (POWER_CUT, True, "request approval notice execution restoration"),
        ],
    )
    def test_are_these_steps(self, procedure: Any, urgent: bool, steps: str) -> None:
        kind = MeasureKind.SEIZING if procedure is SEAL_SEIZE else MeasureKind.POWER_CUT
        required = procedure.required(replace(LAWFUL, kind=kind, urgent=urgent))
        assert [step.key for step in required] == steps.split()

    @pytest.mark.parametrize("step", ["report", "late_approval"])
    def test_are_reported_and_approved_within_twenty_four_hours(self, step: str) -> None:
        deadline = SEAL_SEIZE.step(step).deadline
        assert deadline is not None
        assert (deadline.length, deadline.unit, deadline.since) == (24, DayUnit.HOUR, "execution")

    def test_end_within_thirty_days(self) -> None:
        deadline = SEAL_SEIZE.step("handling").deadline
        assert deadline is not None
        assert (deadline.length, deadline.unit) == (30, DayUnit.CALENDAR)
