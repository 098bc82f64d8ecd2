"""When an approval is given, withdrawn or made up, how long it holds, what others ask rests on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.rules.facts import INSPECTION_OPINION, InspectionFacts
from zhunsheng.kernel.authorities import is_own
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import SHORTEST_NUMBER, says

#: Grounds that rest on somebody else's act, which is named.
NAMED_SOURCES: Final = frozenset({BasisKind.TIP, BasisKind.REFERRAL, BasisKind.SUPERIOR})

#: Grounds that a number names once for an entity: one paper is one task, one report one look.
ONE_TASK: Final = frozenset({BasisKind.SUPERIOR, BasisKind.RESUMPTION})
#: Grounds whose number may be looked at again with the reason.
AGAIN_WITH_REASON: Final = frozenset({BasisKind.TIP, BasisKind.REFERRAL})
#: Grounds on which somebody may ask, by a paper, to go at once.
_ORDERED: Final = frozenset({BasisKind.SUPERIOR, BasisKind.REFERRAL})
#: A shorter name names no authority.
SHORTEST_BODY: Final = 4


def approval_was_given_before(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit that began before the instant of its approval (国办发〔2024〕54号)."""
    given, began = facts.approved_at, facts.started_at
    if facts.urgent or given is None or began is None or given <= began:
        return None
    if given.date() > facts.on:  # approval_came_first says so
        return None
    return Finding(
        "inspection.visit.before_approval",
        f"检查开始时间{began:%H:%M}早于批准时间{given:%H:%M}，检查时尚未批准",
        INSPECTION_OPINION,
        "请核对开始时间；情况紧急的，按紧急检查办理并补办审批",
    )


def officers_were_sent_before(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit that began before its officers were sent in others' place (54号)."""
    sent, began = facts.sent_at, facts.started_at
    if sent is None or began is None or sent <= began:
        return None
    return Finding(
        "inspection.visit.before_sending",
        f"检查开始时间{began:%m月%d日%H:%M}早于改派检查人员的时间{sent:%m月%d日%H:%M}，"
        "检查时尚未派出这些人员",
        INSPECTION_OPINION,
        "请按改派以后的实际检查时间填写；改派以前已经检查的，由当时派出的人员记录",
    )


def approval_still_holds(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit too long after its approval, or too far from the day it was approved for."""
    if facts.urgent or facts.approved_on is None or not facts.approval_term:
        return None
    term = timedelta(days=facts.approval_term)
    last = max(facts.approved_on, facts.planned_on or facts.approved_on) + term
    first = (facts.planned_on or facts.on) - term
    if first <= facts.on <= last:
        return None
    return Finding(
        "inspection.visit.outside_term",
        f"检查日期{facts.on.isoformat()}不在批准的期限内"
        f"（{max(first, facts.approved_on).isoformat()}至{last.isoformat()}）",
        INSPECTION_OPINION,
        "请重新办理检查审批；原审批不再实施的，请撤销",
    )


def another_day_has_a_reason(facts: InspectionFacts) -> Finding | None:
    """Refuse, without a reason, a visit on another day than its notice names (54号, 68)."""
    planned = facts.planned_on
    if facts.urgent or planned in {None, facts.on} or facts.other_day_reason_given:
        return None
    if approval_still_holds(facts) is not None:  # says already that the day is none
        return None
    return Finding(
        "inspection.visit.another_day",
        f"检查日期{facts.on.isoformat()}与检查通知书载明的{planned}不一致，未写明理由",
        INSPECTION_OPINION,
        "请核对检查日期；确实在另一日检查的，写明改期的理由，记入检查记录",
    )


def visit_follows_the_urgency(facts: InspectionFacts) -> Finding | None:
    """Refuse an urgent visit before its start was entered, or later than the day after it."""
    began = facts.urgent_on
    if began is None or began <= facts.on <= began + timedelta(days=1):
        return None
    return Finding(
        "inspection.visit.not_urgent",
        f"检查日期{facts.on.isoformat()}不是登记紧急情况的{began.isoformat()}或者次日",
        INSPECTION_OPINION,
        "请核对检查日期；不是当场检查的，办理检查审批",
    )


def urgency_is_of_the_list(facts: InspectionFacts) -> Finding | None:
    """Refuse an urgency that is none of the listed situations: lack of time is none (54号)."""
    if facts.urgency_known:
        return None
    return Finding(
        "inspection.urgency.unlisted",
        "没有选择紧急情形；任务多、时间紧不是需要当场实施的紧急情况",
        INSPECTION_OPINION,
        "请选择所列的紧急情形，并写明现场的具体情况；不属于所列情形的，请由负责人先审批",
    )


def order_to_go_is_on_paper(facts: InspectionFacts) -> Finding | None:
    """Refuse an urgency by order of somebody above on a ground that rests on no such paper."""
    if not facts.urgency_ordered or facts.ground in _ORDERED:
        return None
    return Finding(
        "inspection.urgency.no_order",
        "紧急情形是上级机关或者移送机关的文件要求立即检查，任务来源却不是上级部署或者移送交办",
        INSPECTION_OPINION,
        "请选择文件对应的任务来源并写明文号；没有文件的，选择实际的紧急情形或者由负责人先审批",
    )


def earlier_urgency_is_approved(facts: InspectionFacts) -> Finding | None:
    """Refuse a second urgent start at a unit whose first one no head approved yet."""
    if facts.urgency_waits_since is None:
        return None
    return Finding(
        "inspection.urgency.waiting",
        f"该单位{facts.urgency_waits_since.isoformat()}的紧急检查还没有补办审批",
        INSPECTION_OPINION,
        "请先由负责人对前一次紧急检查补办审批，再登记新的紧急检查",
    )


def urgency_is_approved_in_time(facts: InspectionFacts) -> Finding | None:
    """Refuse to act on an urgent visit that no head approved within the term (54号)."""
    if facts.urgent_on is None or facts.approved_on is not None or not facts.late_approval_term:
        return None
    last = facts.urgent_on + timedelta(days=facts.late_approval_term)
    if max(facts.on, facts.entered_on or facts.on) <= last:
        return None
    return Finding(
        "inspection.urgency.unapproved",
        f"{facts.urgent_on.isoformat()}的紧急检查没有在{last.isoformat()}前补办审批",
        INSPECTION_OPINION,
        "请先由负责人补办检查审批，再制发指令书或者采取现场处理措施",
    )


def source_is_named(facts: InspectionFacts) -> Finding | None:
    """Refuse a tip, a referral or an order from above without its record or number (54号)."""
    if facts.ground not in NAMED_SOURCES or facts.source_named:
        return None
    wrong = (
        f"写明的来源编号不是编号或者文号（不少于{SHORTEST_NUMBER}个字，且有数字）"
        if facts.source_given
        else "没有写明来源编号或者文号"
    )
    return Finding(
        "inspection.source.unnamed",
        f"任务来源是“{facts.ground.label}”，{wrong}",
        INSPECTION_OPINION,
        "请从线索、移送件的页面进入审批，或者写明举报登记编号、交办或者部署文件的文号",
    )


def deployment_wrong(
    body: str, day: date | None, on: date, *, bureau: str, units: Collection[str] = ()
) -> str:
    """
    Return what an order from above does not say, or nothing: the bureau is not above itself.

    >>> own, day = "示例区应急管理局", date(2026, 1, 5)
    >>> deployment_wrong("", None, day, bureau=own)
    '没有写明部署机关、部署文件的日期'
    >>> deployment_wrong("示例市应急管理局", day, day, bureau=own)
    ''
    >>> deployment_wrong("示例区应急局", day, day, bureau=own)
    '写明的部署机关“示例区应急局”是本机关及其内设机构、街道（镇）或者同级部门，不是上级机关'
    """
    if day is not None and day > on:
        return f"部署文件的日期{day.isoformat()}晚于办理的日期{on.isoformat()}"
    asked = (("部署机关", says(body, SHORTEST_BODY)), ("部署文件的日期", day is not None))
    missing = "、".join(what for what, is_given in asked if not is_given)
    if missing:
        return f"没有写明{missing}"
    if not is_own(body, bureau=bureau, units=units):
        return ""
    own = "本机关及其内设机构、街道（镇）或者同级部门"
    return f"写明的部署机关“{body.strip()}”是{own}，不是上级机关"


def deployment_finding(ground: BasisKind | None, wrong: str) -> Finding | None:
    """Return that an order from above does not say what it has to say, or nothing."""
    if ground is not BasisKind.SUPERIOR or not wrong:
        return None
    return Finding(
        "inspection.source.deployment",
        f"任务来源是“{ground.label}”，{wrong}",
        INSPECTION_OPINION,
        "请按部署文件原文填写发文机关全称、文号和成文日期；没有文件的，选择实际的任务来源",
    )


def deployment_is_on_paper(facts: InspectionFacts) -> Finding | None:
    """Refuse an order from above without who issued it and its day, or of a day to come (54号)."""
    return deployment_finding(facts.ground, facts.deployment_wrong)


def source_is_known(facts: InspectionFacts) -> Finding | None:
    """Refuse a record as the source that the system does not hold."""
    if not facts.source_unknown:
        return None
    return Finding(
        "inspection.source.unknown",
        "所指的来源记录在系统中查不到",
        INSPECTION_OPINION,
        "请从该线索、移送件或者任务的页面进入检查审批，或者写明来源文件的文号",
    )


def number_is_used_once(facts: InspectionFacts) -> Finding | None:
    """Refuse a second inspection of an entity on one number: one paper is one task (54号)."""
    used, ground = facts.source_used_on, facts.ground
    if used is None or ground is None:
        return _number_is_alike(facts)
    again = ground in AGAIN_WITH_REASON
    if again and facts.repeat_reason_given:
        return None
    return Finding(
        "inspection.source.used",
        f"“{ground.label}”的这一编号已经用于{used.isoformat()}对该单位的检查",
        INSPECTION_OPINION,
        "同一线索确需再次核查的，请在检查审批中写明再次检查的理由"
        if again
        else "同一文件、同一报告对一家单位只检查一次；发现的问题按整改复查办理，不再另行检查",
    )


def _number_is_alike(facts: InspectionFacts) -> Finding | None:
    """Ask why a paper of the same authority, year and serial is another one, by its prefix only."""
    used = facts.source_alike_on
    if used is None or facts.repeat_reason_given:
        return None
    return Finding(
        "inspection.source.alike",
        f"同一机关同一年份、同一序号的文件已经用于{used.isoformat()}对该单位的检查，"
        "两份文件的文号只有代字不同",
        INSPECTION_OPINION,
        "确是两份文件的，请在检查审批中写明两份文件的区别和再次检查的理由；是同一份的，不再另行检查",
    )


def resumption_follows_a_stop(facts: InspectionFacts) -> Finding | None:
    """Refuse to look at the resumption of what never stopped, and reported none (54号)."""
    if not facts.resumption_unfounded:
        return None
    return Finding(
        "inspection.resumption.no_stop",
        "系统中没有该单位停产停业的记录（或者停产之后已经检查过一次），也没有写明其复工复产报告的编号",
        INSPECTION_OPINION,
        "请在“来源编号”中写明单位报送的复工复产报告的收文编号和日期；单位没有停产的，选择实际的任务来源",
    )


def withdrawal_is_ahead(facts: InspectionFacts) -> Finding | None:
    """Refuse to withdraw an approval after the visit: what was done stays on record."""
    if facts.visited_on is None:
        return None
    return Finding(
        "inspection.withdrawal.visited",
        f"已于{facts.visited_on.isoformat()}实施检查，不能撤销检查审批",
        INSPECTION_OPINION,
        "检查违法或者不当的，由负责人另行处理，检查记录保留",
    )


def withdrawal_precedes_the_code(facts: InspectionFacts) -> Finding | None:
    """
    Refuse to withdraw what began with the code: it counts among the visits of the year (54号).

    It may end where the entity refused the visit by its right, so that nothing was inspected, and
    where the visit can no longer be recorded lawfully.
    """
    ends = facts.visit_refused or facts.visit_lost
    if facts.visited_on is not None or not facts.code_shown or ends:
        return None
    return Finding(
        "inspection.withdrawal.code_shown",
        "已经亮码入企，检查已经开始，不能撤销检查审批",
        INSPECTION_OPINION,
        "请如实记录现场检查，没有发现问题的照实填写；单位依法拒绝检查的，登记拒绝后再撤销",
    )


def withdrawal_has_a_reason(facts: InspectionFacts) -> Finding | None:
    """Refuse to withdraw an approval without a reason."""
    if facts.reason_given:
        return None
    return Finding(
        "inspection.withdrawal.no_reason",
        "未写明撤销检查审批的理由",
        INSPECTION_OPINION,
        "请写明不再检查的理由",
    )


def started_in_an_urgency(facts: InspectionFacts) -> Finding | None:
    """Refuse to make up an approval where the inspection did not begin in an urgency."""
    if facts.urgent:
        return None
    return Finding(
        "inspection.late_approval.not_urgent",
        "该检查不是因紧急情况先行实施的检查",
        INSPECTION_OPINION,
        "应当事先审批的检查，不能补办审批",
    )


def approval_came_first(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit on a day before its approval (国办发〔2024〕54号)."""
    if facts.urgent or facts.approved_on is None or facts.approved_on <= facts.on:
        return None
    return Finding(
        "inspection.visit.before_approval",
        f"检查日期{facts.on.isoformat()}早于批准日期{facts.approved_on.isoformat()}",
        INSPECTION_OPINION,
        "请核对检查日期；情况紧急的，按紧急检查办理并补办审批",
    )
