"""Stopping a supply until an order is obeyed (安全生产法 70, 行政强制法 43)."""

from __future__ import annotations

from datetime import datetime

from zhunsheng.compulsion.choices import MeasureKind
from zhunsheng.compulsion.rules.facts import MeasureFacts
from zhunsheng.compulsion.rules.people import CUT_LIMIT, CUT_POWER
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.days import hours_after
from zhunsheng.kernel.finding import Finding


def earliest_cut(facts: MeasureFacts) -> datetime | None:
    """
    Return the first instant at which the supply may be stopped after the notice.

    Only power is notified hours before, and in an emergency not even that (70.2).
    """
    if facts.noticed_at is None or facts.urgent or facts.kind is not MeasureKind.POWER_CUT:
        return facts.noticed_at
    return hours_after(instant=facts.noticed_at, hours=facts.notice_hours)


def plan_keeps_the_hours(facts: MeasureFacts) -> Finding | None:
    """Refuse a notice that announces the cut for less than the hours ahead."""
    told = facts.recorded_at or facts.at
    if facts.planned_at is None or told is None or facts.urgent:
        return None
    if facts.kind is not MeasureKind.POWER_CUT:
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
    """Refuse to stop the power before the hours after the notice are over (70.2)."""
    first = earliest_cut(facts)
    if first is None or facts.at is None or facts.at >= first:
        return None
    return Finding(
        "compulsion.cut.too_early",
        f"通知未满{facts.notice_hours}小时，{_text(first)}之前不得停止供电",
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
