"""Stopping a supply until an order is obeyed (安全生产法 70, 行政强制法 43)."""

from __future__ import annotations

from datetime import datetime, timedelta

from zhunsheng.compulsion.choices import MeasureKind
from zhunsheng.compulsion.rules.facts import MeasureFacts
from zhunsheng.compulsion.rules.people import CUT_LIMIT, CUT_POWER
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.days import hours_after
from zhunsheng.kernel.finding import Finding


def is_told_hours_before(facts: MeasureFacts) -> bool:
    """Return whether the party is told hours before: of power alone, in no emergency (70.2)."""
    return facts.kind is MeasureKind.POWER_CUT and not facts.urgent


def earliest_cut(facts: MeasureFacts) -> datetime | None:
    """
    Return the first instant at which the supply may be stopped after the notice.

    It is the one that the notice announces; the hours run from its delivery (70.2).
    """
    if facts.urgent:
        return facts.noticed_at
    bounds = [facts.noticed_at, facts.planned_at]
    if facts.delivered_at is not None and is_told_hours_before(facts):
        bounds.append(hours_after(instant=facts.delivered_at, hours=facts.notice_hours))
    return max((one for one in bounds if one is not None), default=None)


def order_is_on_record(facts: MeasureFacts) -> Finding | None:
    """Refuse to stop a supply on an order that nobody can show, or that holds no more (70.1)."""
    if facts.kind.seals or not facts.order_named or facts.order_known:
        return None
    return Finding(
        "compulsion.cut.order_unknown",
        "没有找到对该当事人作出、仍然有效的该种类、该文号的决定",
        CUT_POWER,
        "请选择本系统记录的决定；系统外作出的，先把决定书扫描件作为书证列入所属检查或者案件的"
        "证据目录，再选择该证据",
    )


def approval_is_recent(facts: MeasureFacts) -> Finding | None:
    """Refuse to go on with a cut that was approved long ago: the danger has to be real (70.1)."""
    said = facts.confirmed_on
    if said is None or facts.on <= said + timedelta(days=facts.approval_days):
        return None
    return Finding(
        "compulsion.cut.approval_old",
        f"主要负责人{said.isoformat()}批准或者确认以来已超过{facts.approval_days}日，"
        "现实危险是否仍然存在没有确认",
        CUT_POWER,
        "请由主要负责人再次确认后办理（该期间为内部控制，依据未核实）",
    )


def receipt_is_complete(facts: MeasureFacts) -> Finding | None:
    """Refuse a delivery without its proof: the hours run from it (70.2)."""
    if facts.receipt_holds:
        return None
    return Finding(
        "compulsion.notice.no_receipt",
        "没有当事人一方签收人的姓名，也没有写明拒收事由和本局以外的见证人，不能证明通知已经送达",
        CUT_POWER,
        "请填写签收人的姓名；拒收的，写明拒收事由和见证人的姓名",
    )


def plan_keeps_the_hours(facts: MeasureFacts) -> Finding | None:
    """Refuse a notice that announces the cut for less than the hours ahead."""
    told = facts.recorded_at or facts.at
    if facts.planned_at is None or told is None or not is_told_hours_before(facts):
        return None
    first = hours_after(instant=told, hours=facts.notice_hours)
    if facts.planned_at >= first:
        return None
    return Finding(
        "compulsion.notice.too_short",
        f"应当提前{facts.notice_hours}小时通知，停止供电时间不得早于{_text(first)}",
        CUT_POWER,
        "请推迟停止供电的时间",
    )


def notified_hours_before(facts: MeasureFacts) -> Finding | None:
    """Refuse to stop the power before the hour announced, or the hours after delivery (70.2)."""
    first = earliest_cut(facts)
    if first is None or facts.at is None or facts.at >= first:
        return None
    return Finding(
        "compulsion.cut.too_early",
        f"通知载明的时间未到，或者通知送达未满{facts.notice_hours}小时，"
        f"{_text(first)}之前不得停止供电（供应）",
        CUT_POWER,
        "请到时再实施；有危及生产安全的紧急情形的，应当在申请时写明",
    )


def not_at_night_or_on_a_holiday(facts: MeasureFacts) -> Finding | None:
    """Refuse to stop a supply at night or on a statutory holiday but in an emergency (43.1)."""
    if facts.urgent or (not facts.at_night and facts.on_holiday is False):
        return None
    unknown = facts.on_holiday is None
    return Finding(
        "compulsion.cut.night_or_holiday",
        "当年放假安排尚未录入，不能判断是否为法定节假日"
        if unknown
        else "不得在夜间或者法定节假日实施",
        CUT_LIMIT,
        "请在工作日的白天实施",
    )


def order_is_still_defied(facts: MeasureFacts) -> Finding | None:
    """Refuse to stop a supply where the order was obeyed meanwhile (70.2)."""
    if facts.still_defied:
        return None
    return Finding(
        "compulsion.cut.obeyed",
        "当事人已经履行决定或者消除了事故隐患，不得再停止供电（供应）",
        CUT_POWER,
        "请登记不采取强制措施",
    )


def _text(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
