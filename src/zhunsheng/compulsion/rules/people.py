"""Who may take a measure, for which matter, and in which order of time."""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.compulsion.choices import CHEMICALS, SITES, Ground, MeasureKind
from zhunsheng.compulsion.rules.facts import MeasureFacts
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.workforce import rules as workforce

NO_DELEGATION = cite("ACL-2011:17")
RECUSAL = workforce.RECUSAL
STEPS = cite("ACL-2011:18")
SCOPE = cite("ACL-2011:23")
POWER = cite("SPL-2021:65.1(4)")
CHEMICAL_POWER = cite("CHL-2025:8")
CUT_POWER = cite("SPL-2021:70")
CUT_LIMIT = cite("ACL-2011:43")
RECORD = cite("APL-2021:47")
TO_POLICE = cite("ACL-2011:21")


def power_of(kind: MeasureKind, ground: Ground | None) -> Citation:
    """Return the article that gives the power to take a measure."""
    if not kind.seals:
        return CUT_POWER
    return CHEMICAL_POWER if ground in CHEMICALS else POWER


def is_not_urgent(facts: MeasureFacts) -> bool:
    """Return whether the head of the bureau approves the measure before it is taken."""
    return not facts.urgent


def is_urgent(facts: MeasureFacts) -> bool:
    """Return whether the measure was taken in an urgency, and is approved afterwards."""
    return facts.urgent


# --------------------------------------------------------------------------- people


def never_by_a_delegate(facts: MeasureFacts) -> Finding | None:
    """Refuse whoever acts for a street or town: the power is never delegated (17)."""
    if not facts.delegates and not facts.by_delegate:
        return None
    names = "、".join(sorted(facts.delegates))
    return Finding(
        "compulsion.delegated",
        f"行政强制措施权不得委托，街道（镇）受委托人员{names}不能申请或者实施",
        NO_DELEGATION,
        "请报本局，由本局持证执法人员办理",
    )


def officers_are_known(facts: MeasureFacts) -> Finding | None:
    """Refuse somebody who is no officer of the bureau (17)."""
    return workforce.all_are_officers(
        facts.officers_unknown,
        room="compulsion",
        basis=NO_DELEGATION,
        next_step="请从本局执法人员中选派",
    )


def two_certified_officers(facts: MeasureFacts) -> Finding | None:
    """Refuse fewer than two officers (18(2))."""
    found = workforce.enough_officers(facts.officers)
    return replace(found, basis=STEPS) if found else None


def every_credential_is_valid(facts: MeasureFacts) -> Finding | None:
    """Refuse where somebody's certificate does not hold on the day; all are named (17)."""
    found = workforce.every_credential_holds(facts.officers, facts.on)
    return replace(found, basis=NO_DELEGATION) if found else None


def nobody_is_interested(facts: MeasureFacts) -> Finding | None:
    """Refuse an officer who declared an interest in the entity (行政处罚法 43)."""
    return workforce.nobody_has_an_interest(
        facts.interested,
        room="compulsion",
        party="当事人",
        next_step="请由负责人改派其他执法人员",
    )


def by_certified(facts: MeasureFacts) -> Finding | None:
    """Refuse who holds no valid certificate on the day where officers act (17)."""
    if not facts.by_is_uncertified:
        return None
    return Finding(
        "compulsion.by.certificate_not_valid",
        "办理人在办理当日没有有效的执法证件",
        NO_DELEGATION,
        "请由当日持有有效执法证件的人员办理，或者在证件换发登记后办理",
    )


def by_without_interest(facts: MeasureFacts) -> Finding | None:
    """Refuse who acts with an interest in the party, as an officer or as a head (行政处罚法 43)."""
    return workforce.acts_without_interest(
        facts.by_has_interest,
        code="compulsion.by.interested",
        who="办理人",
        next_step="请由没有利害关系的人员办理",
    )


def approver_is_apart(facts: MeasureFacts) -> Finding | None:
    """Refuse a head who asked for the measure or carries it out: officers report to a head (18)."""
    if not facts.by_takes_part:
        return None
    return Finding(
        "compulsion.approver.takes_part",
        "办理人申请或者实施了该措施，不得审批自己办理的措施",
        STEPS,
        "请由没有参加该措施的负责人办理",
    )


# --------------------------------------------------------------------------- time


def time_is_of_the_day(facts: MeasureFacts) -> Finding | None:
    """Refuse an instant that lies on another day than the act, or after its recording."""
    late = facts.at and facts.recorded_at and facts.at > facts.recorded_at
    if facts.at_is_of_the_day and not facts.ends_before_it_starts and not late:
        return None
    return Finding(
        "compulsion.time.impossible",
        "办理时间不在办理日期当日，或者晚于记录时间，或者结束早于开始",
        RECORD,
        "请填写实际办理的起止时间",
    )


def in_order(facts: MeasureFacts) -> Finding | None:
    """Refuse an instant before the act that it follows."""
    if facts.at is None or facts.last_at is None or facts.at >= facts.last_at:
        return None
    return Finding(
        "compulsion.time.before_last",
        f"办理时间早于上一步（{_last_time(facts)}）",
        STEPS,
        "请核对办理时间；先批准，后实施",
    )


def _last_time(facts: MeasureFacts) -> str:
    """Return the instant of the last act as an officer reads it."""
    assert facts.last_at is not None
    return f"{facts.last_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


# --------------------------------------------------------------------------- request


def matter_is_known(facts: MeasureFacts) -> Finding | None:
    """Refuse a measure that belongs to no matter of the bureau."""
    if facts.matter_known:
        return None
    return Finding(
        "compulsion.matter.unknown",
        "没有找到该措施所依附的检查或者案件",
        POWER,
        "请从检查或者案件页面申请",
    )


def matter_is_not_over(facts: MeasureFacts) -> Finding | None:
    """Refuse a measure in a matter that is decided or closed, also an approved one (2, 18, 23)."""
    if facts.matter_is_open:
        return None
    return Finding(
        "compulsion.matter.over",
        "该检查或者案件已经作出决定或者办结，不能再采取强制措施",
        POWER,
        "已经批准尚未实施的，作出不采取强制措施的决定；发现新的违法行为的，请另行检查或者立案",
    )


def matter_goes_on(facts: MeasureFacts) -> Finding | None:
    """Refuse a new measure while the case stands still: its investigation needs none (18)."""
    if not facts.matter_is_suspended:
        return None
    return Finding(
        "compulsion.matter.suspended",
        "该案件已经中止调查，尚未恢复，不能采取新的强制措施",
        STEPS,
        "中止的原因消除后，由负责人在案件页面批准恢复调查，再申请、批准或者实施强制措施",
    )


def matter_is_not_with_police(facts: MeasureFacts) -> Finding | None:
    """Refuse a new measure while the police have the case: theirs is what is sealed (21)."""
    if not facts.matter_is_with_police:
        return None
    return Finding(
        "compulsion.matter.with_police",
        "该案件已经移送公安机关，不能采取新的强制措施",
        TO_POLICE,
        "已经查封、扣押的财物一并移送；公安机关退回的，在案件页面登记其答复后再行办理",
    )


def ground_fits_the_kind(facts: MeasureFacts) -> Finding | None:
    """Refuse sealing or seizing without a ground of the law, and seizing of a place."""
    if not facts.kind.seals:
        return None
    if facts.ground is not None and not (
        facts.kind is MeasureKind.SEIZING and facts.ground in SITES
    ):
        return None
    return Finding(
        "compulsion.ground.unfit",
        "没有法律规定的查封、扣押情形，或者对场所实施了扣押",
        POWER,
        "请选择法律规定的情形；场所只能查封",
    )


def ground_is_in_force(facts: MeasureFacts) -> Finding | None:
    """Refuse a ground of an instrument that is not in force on the day."""
    if facts.ground_in_force:
        return None
    return Finding(
        "compulsion.ground.not_in_force",
        f"{facts.on.isoformat()}所选情形的法律依据尚未施行",
        CHEMICAL_POWER,
        "请选择当日有效的法律依据",
    )


def urgency_has_a_reason(facts: MeasureFacts) -> Finding | None:
    """Refuse an urgency that is not explained (行政强制法 19)."""
    if not facts.urgent or facts.urgent_reason_given:
        return None
    return Finding(
        "compulsion.urgency.unexplained",
        "未写明紧急情况",
        cite("ACL-2011:19"),
        "请写明为什么来不及事先批准",
    )


def cut_answers_defiance(facts: MeasureFacts) -> Finding | None:
    """Refuse to stop a supply without a defied order and a real risk of accident (70)."""
    if facts.kind.seals or (facts.order_named and facts.hazard_named):
        return None
    return Finding(
        "compulsion.cut.no_defiance",
        "未写明当事人拒不执行的决定，或者未写明发生生产安全事故的现实危险",
        CUT_POWER,
        "请写明决定文号、拒不执行的情况和现实危险",
    )


def cut_spares_residents(facts: MeasureFacts) -> Finding | None:
    """Refuse to stop a supply that residents live on (行政强制法 43.2)."""
    if not facts.serves_residents:
        return None
    return Finding(
        "compulsion.cut.residents",
        "不得对居民生活采取停止供电的方式迫使当事人履行",
        CUT_LIMIT,
        "请只停止生产经营用电，或者采取其他措施",
    )


# --------------------------------------------------------------------------- approval


def chief_approves_chemicals(facts: MeasureFacts) -> Finding | None:
    """
    Refuse a deputy's approval of a measure on hazardous chemicals.

    The law's text on who approves is open; approval by the chief is lawful on either reading.
    """
    if facts.by_chief or facts.ground not in CHEMICALS:
        return None
    return Finding(
        "compulsion.approval.chief_only",
        "依据危险化学品安全法的查封、扣押，由主要负责人批准",
        CHEMICAL_POWER,
        "请由主要负责人审批",
    )


def measure_is_not_taken(facts: MeasureFacts) -> Finding | None:
    """Refuse to give up, or to confirm, a measure that was taken already."""
    if facts.executed_at is None:
        return None
    return Finding(
        "compulsion.abandonment.taken_already",
        "强制措施已经实施，不能再办理实施之前的事项",
        cite("ACL-2011:28"),
        "请依法作出解除、恢复或者处理决定",
    )


def reason_is_given(facts: MeasureFacts) -> Finding | None:
    """Refuse an act that needs reasons and names none."""
    if facts.reason_given:
        return None
    return Finding("compulsion.reason.missing", "未写明理由", STEPS, "请写明理由")
