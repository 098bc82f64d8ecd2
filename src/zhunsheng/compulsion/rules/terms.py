"""Terms of sealing and seizing: hours of an urgency, thirty days, tests, extension, release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from zhunsheng.compulsion.choices import HandlingKind
from zhunsheng.compulsion.rules.facts import MeasureFacts
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import hours_after
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.period import after_stops

URGENCY = cite("ACL-2011:19")
TERM = cite("ACL-2011:25")
HANDLING = cite("ACL-2011:27")
RELEASE = cite("ACL-2011:28")
_LAW: Final = re.compile(r"《[^《》]{2,}》")


@dataclass(frozen=True, slots=True)
class TestPeriod:
    """A test or an expert's appraisal: its first and its last day, both included."""

    __test__ = False  # no test of pytest's

    first: date
    last: date


def term_end(start: date, days: int, tests: Iterable[TestPeriod] = ()) -> date:
    """
    Return the last day of a term: the day of the measure and the time of tests are not counted.

    An agency's own term of calendar days is never lengthened by a holiday (行政强制法 25, 69); the
    day on which a test begins is a day of the term still (`zhunsheng.kernel.period`).

    >>> term_end(date(2025, 12, 10), 30)
    datetime.date(2026, 1, 9)
    """
    stops = ((one.first, one.last) for one in tests)
    return after_stops(start + timedelta(days=days), started=start, stops=stops)


def approval_due(facts: MeasureFacts) -> datetime | None:
    """Return the instant until which an urgent measure is reported and approved (19)."""
    if not facts.urgent or facts.executed_at is None:
        return None
    return hours_after(instant=facts.executed_at, hours=facts.report_hours)


def taken_while_urgent(facts: MeasureFacts) -> Finding | None:
    """Refuse to take without approval what could wait for it since its urgent record (18, 19)."""
    if not facts.urgent or not facts.kind.seals or facts.begun_at is None or facts.at is None:
        return None
    last = hours_after(instant=facts.begun_at, hours=facts.report_hours)
    if facts.at <= last:
        return None
    return Finding(
        "compulsion.urgency.over",
        f"紧急情况登记后超过{facts.report_hours}小时（{last.astimezone(SHANGHAI):%Y-%m-%d %H:%M}）"
        "仍未实施，不再是来不及事先批准的紧急情况",
        URGENCY,
        "请由负责人登记不采取该措施；仍需采取的，重新申请查封、扣押，经批准后实施",
    )


def _over(facts: MeasureFacts) -> str:
    """Return the instant that has passed by the entry, empty where the hours still run."""
    due, now = approval_due(facts), facts.recorded_at or facts.at
    if due is None or now is None or now <= due:
        return ""
    return f"{due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def approval_comes_first(facts: MeasureFacts) -> Finding | None:
    """Refuse the approval of beforehand where sealing or seizing began in an urgency (19)."""
    if not facts.urgent or not facts.kind.seals:
        return None
    return Finding(
        "compulsion.approval.urgent",
        "该措施因紧急情况当场采取，不适用事先批准",
        URGENCY,
        "请在实施后二十四小时内补办批准",
    )


def taken_in_an_urgency(facts: MeasureFacts) -> Finding | None:
    """Refuse to report or approve afterwards what had to be approved beforehand (18, 19)."""
    if facts.urgent:
        return None
    return Finding(
        "compulsion.late_approval.not_urgent",
        "该措施不是因紧急情况当场采取的措施",
        URGENCY,
        "应当事先批准的，不能补办批准",
    )


def reported_in_time(facts: MeasureFacts) -> Finding | None:
    """Refuse a report after the hours of an urgency (19)."""
    passed = _over(facts)
    if not passed:
        return None
    return Finding(
        "compulsion.report.too_late",
        f"应当在{passed}之前（实施后{facts.report_hours}小时内）向负责人报告",
        URGENCY,
        "未在法定时间内报告的，请立即解除措施",
    )


def approved_in_time(facts: MeasureFacts) -> Finding | None:
    """Refuse an approval that is made up after the hours of an urgency (19)."""
    passed = _over(facts)
    if not passed:
        return None
    return Finding(
        "compulsion.late_approval.too_late",
        f"应当在{passed}之前（实施后{facts.report_hours}小时内）补办批准手续",
        URGENCY,
        "未在法定时间内补办批准的，请立即解除措施",
    )


def approval_was_made_up(facts: MeasureFacts) -> Finding | None:
    """Refuse to go on with an urgent measure that nobody approved (19)."""
    if not facts.urgent or facts.done("late_approval"):
        return None
    return Finding(
        "compulsion.urgency.unapproved",
        "紧急实施的措施尚未补办批准",
        URGENCY,
        "先补办批准；负责人认为不应当采取的，立即解除",
    )


def term_is_running(facts: MeasureFacts) -> Finding | None:
    """Refuse an act that needs the term to run, after its last day (25)."""
    if facts.due_on is None or facts.on <= facts.due_on:
        return None
    return Finding(
        "compulsion.term.over",
        f"查封、扣押期限已于{facts.due_on.isoformat()}届满",
        TERM,
        "期限届满的，应当立即解除查封、扣押",
    )


def extension_is_lawful(facts: MeasureFacts) -> Finding | None:
    """Refuse an extension of no day or of more days than the law allows (25.1)."""
    if facts.extension_days is None or 1 <= facts.extension_days <= facts.extension_most:
        return None
    return Finding(
        "compulsion.extension.too_long",
        f"延长{facts.extension_days}日，应当为1日至{facts.extension_most}日",
        TERM,
        "请填写不超过法定上限的延长天数",
    )


def test_has_its_days(facts: MeasureFacts) -> Finding | None:
    """Refuse a test whose days are not certain, or were not told in writing (25.3)."""
    first, last = facts.test_from, facts.test_until
    reversed_ = first is not None and last is not None and last < first
    early = first is not None and first < facts.on
    if not reversed_ and not early and facts.told_in_writing:
        return None
    return Finding(
        "compulsion.testing.uncertain",
        "检测、检验、检疫或者技术鉴定的期间不明确、早于告知之日，或者没有书面告知当事人",
        TERM,
        "期间应当明确并书面告知；期间自告知之日或者其后起算",
    )


def test_is_not_endless(facts: MeasureFacts) -> Finding | None:
    """Refuse tests that together outlast the bureau's bound: meanwhile the term waits (25.3)."""
    if facts.test_from is None or facts.test_until is None:
        return None
    days = facts.test_days_before + (facts.test_until - facts.test_from).days + 1
    if days <= facts.test_most:
        return None
    return Finding(
        "compulsion.testing.too_long",
        f"检测、检验、检疫或者技术鉴定的期间合计{days}日，超过{facts.test_most}日",
        TERM,
        f"请按委托书约定的期间填写，合计不超过{facts.test_most}日（该上限为内部控制，依据未核实）；"
        "不能按期完成的，依法延长查封、扣押期限或者解除",
    )


def one_test_at_a_time(facts: MeasureFacts) -> Finding | None:
    """Refuse a second test while one is running."""
    if not facts.test_is_running:
        return None
    return Finding(
        "compulsion.testing.running",
        "上一次检测、检验、检疫或者技术鉴定尚未结束",
        TERM,
        "请先登记其结束",
    )


def a_test_is_running(facts: MeasureFacts) -> Finding | None:
    """Refuse the end of a test where none is running."""
    if facts.test_is_running:
        return None
    return Finding(
        "compulsion.testing.none",
        "没有正在进行的检测、检验、检疫或者技术鉴定",
        TERM,
        "请先告知检测、检验的期间",
    )


def goods_are_kept_in_time_only(facts: MeasureFacts) -> Finding | None:
    """Refuse to confiscate, destroy or hand over after the term: then it is released (27, 28)."""
    if facts.handling in (None, HandlingKind.RELEASE):
        return None
    if facts.due_on is None or facts.on <= facts.due_on:
        return None
    return Finding(
        "compulsion.handling.too_late",
        f"期限已于{facts.due_on.isoformat()}届满，只能解除查封、扣押",
        RELEASE,
        "请作出解除决定，退还场所、设施或者财物",
    )


def handling_is_grounded(facts: MeasureFacts) -> Finding | None:
    """Refuse a release without its ground, and anything else without the decision it rests on."""
    if facts.handling is None:
        return None
    released = facts.handling is HandlingKind.RELEASE
    if facts.ground_of_release_named if released else facts.paper_holds:
        return None
    return Finding(
        "compulsion.handling.ungrounded",
        "解除未选择法定情形"
        if released
        else f"本案没有据以{facts.handling.label}的文书：没收、销毁须有已经送达的没收非法财物"
        "（销毁也可以是责令无害化处置）的处罚决定书，移送须有已经登记的涉嫌犯罪案件移送书",
        RELEASE if released else HANDLING,
        "请选择解除的情形"
        if released
        else "请先在案件中作出并送达处罚决定，或者登记移送，再选择该文书；否则解除查封、扣押",
    )


def names_a_law(text: str) -> bool:
    """
    Return whether a text names a law or a regulation.

    >>> names_a_law("依据《示例条例》第十条销毁"), names_a_law("已销毁")
    (True, False)
    """
    return _LAW.search(text) is not None


def clause(text: str) -> str:
    """Return a text as part of a sentence, without its last stop."""
    return text.strip().rstrip("。")


def destruction_names_its_law(facts: MeasureFacts) -> Finding | None:
    """Refuse to destroy what no law or regulation says is to be destroyed (27)."""
    if facts.handling is not HandlingKind.DESTRUCTION or facts.law_named:
        return None
    return Finding(
        "compulsion.handling.no_law",
        "没有写明规定应当销毁的法律、行政法规",
        HANDLING,
        "请在退还或者处置情况中写明法律、行政法规的名称和条款（用书名号），没有规定的不予销毁",
    )


def decision_was_made(facts: MeasureFacts) -> Finding | None:
    """Refuse to release because the violation is decided on while it is not (28)."""
    if facts.handling is not HandlingKind.RELEASE or not facts.settled_early:
        return None
    return Finding(
        "compulsion.handling.undecided",
        "对违法行为尚未作出处理决定，不能以已经作出处理决定为由解除",
        RELEASE,
        "请先作出处理决定，或者选择其他解除的情形",
    )


def nothing_unapproved_is_kept(facts: MeasureFacts) -> Finding | None:
    """Refuse to confiscate, destroy or hand over what was sealed without approval (19)."""
    if facts.handling in (None, HandlingKind.RELEASE):
        return None
    return approval_was_made_up(facts)
