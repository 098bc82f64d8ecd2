"""Order, extension, re-inspection."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from zhunsheng.inspection.rules.facts import ORDER_POWER, InspectionFacts
from zhunsheng.inspection.rules.people import something_is_unsettled
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

#: How many days an order proposes for its term; no law names a number, the officer sets it.
PROPOSED_TERM: Final = timedelta(days=15)

# --------------------------------------------------------------------------- order


def something_needs_an_order(facts: InspectionFacts) -> Finding | None:
    """Refuse an order where no finding is open."""
    if facts.unsettled or facts.visited_on is None:
        return None
    return Finding(
        "inspection.order.nothing_unsettled",
        "没有需要责令限期整改的问题",
        ORDER_POWER,
        "未发现问题或者已当场改正的，不制发责令限期整改指令书",
    )


def order_follows_the_visit(facts: InspectionFacts) -> Finding | None:
    """Refuse an order on a day before the visit."""
    if facts.visited_on is None or facts.on >= facts.visited_on:
        return None
    return Finding(
        "inspection.order.before_visit",
        f"责令整改日期{facts.on.isoformat()}早于检查日期{facts.visited_on.isoformat()}",
        ORDER_POWER,
        "请填写实际作出指令的日期",
    )


def late_order_was_on_paper(facts: InspectionFacts) -> Finding | None:
    """Refuse to date an order back on the word of who enters it alone: its paper shows it (42)."""
    late = facts.entered_on is not None and facts.on < facts.entered_on
    if not facts.order_scan_of and (facts.order_scanned or not late):
        return None
    message = f"补记{facts.on.isoformat()}的责令整改，没有上传当时制作、有签名和日期的指令书"
    if facts.order_scan_of:
        message = f"同一份扫描件已经作为其他文书的原件：{facts.order_scan_of}"
    return Finding(
        "inspection.order.no_paper",
        message,
        ORDER_POWER,
        "请上传当日手写、由执法人员和被检查单位签名并载明日期的指令书扫描件；"
        "当时没有制作的，按今天的日期责令，以今天的主体和权限为准",
    )


def order_is_of_who_visited_or_the_bureau(facts: InspectionFacts) -> Finding | None:
    """Refuse an order in others' names; what a street saw, the bureau may order itself (20)."""
    if not facts.unapproved:
        return None
    own = not any(one.of_street for one in facts.officers)
    if facts.street_went and own:
        return None
    return Finding(
        "inspection.order.not_on_site",
        f"{'、'.join(sorted(facts.unapproved))}没有参加本次现场检查，或者已经改派他人办理，不能作为责令整改的执法人员",
        cite("APL-2021:42.1"),
        "请由参加现场检查的执法人员责令，需要换人的由负责人办理“改派后续办理人员”；"
        "街道（镇）人员检查发现的问题，也可以由本局执法人员两名以上责令",
    )


def due_date_follows_the_visit(facts: InspectionFacts) -> Finding | None:
    """Refuse a term that ends on or before the day of the visit, of the order or of its entry."""
    if facts.new_due_on is None or facts.visited_on is None:
        return None
    start = max(facts.visited_on, facts.on, facts.entered_on or facts.on)
    first = facts.first_due_on or facts.new_due_on
    if first > start:
        return None
    return Finding(
        "inspection.order.due_before_visit",
        f"整改期限{first.isoformat()}不晚于{start.isoformat()}",
        ORDER_POWER,
        "整改期限应当在检查、作出指令和登记之后，给被检查单位留出整改时间",
    )


def terms_are_of_the_findings(facts: InspectionFacts) -> Finding | None:
    """Refuse a term for what the order does not take in: fixed on the spot, or of another visit."""
    if not facts.terms_foreign:
        return None
    return Finding(
        "inspection.order.foreign_term",
        f"有{facts.terms_foreign}个整改期限不属于本次责令整改的问题",
        ORDER_POWER,
        "只对列入指令书的问题分别填写期限",
    )


# --------------------------------------------------------------------------- extension


def an_order_stands(facts: InspectionFacts) -> Finding | None:
    """Refuse to extend or re-inspect what was never ordered, where no step before says so."""
    if facts.ordered_on is not None or something_is_unsettled(facts):
        return None
    return Finding(
        "inspection.order.missing",
        "尚未制发责令限期整改指令书",
        ORDER_POWER,
        "先制发责令限期整改指令书",
    )


def order_is_open(facts: InspectionFacts) -> Finding | None:
    """Refuse to act on an order whose matters were all found put right."""
    if not facts.all_done:
        return None
    return Finding(
        "inspection.order.finished",
        "责令整改的问题均已复查合格",
        ORDER_POWER,
        "请在办理经过中查看复查意见书",
    )


def extension_has_a_reason(facts: InspectionFacts) -> Finding | None:
    """Refuse an extension without a reason."""
    if facts.reason_given:
        return None
    return Finding(
        "inspection.extension.no_reason", "未写明延期理由", ORDER_POWER, "请写明延期理由"
    )


def extension_is_asked_in_time(facts: InspectionFacts) -> Finding | None:
    """Refuse an extension where no term of the order runs any more: what lapsed stays lapsed."""
    if facts.due_on is None or facts.all_done or facts.running_due_on is not None:
        return None
    return Finding(
        "inspection.extension.late",
        f"整改期限已于{facts.due_on.isoformat()}届满",
        ORDER_POWER,
        "期限届满的应当复查",
    )


def extension_is_of_a_later_day(facts: InspectionFacts) -> Finding | None:
    """Refuse to extend a term on the very day of its order."""
    if facts.ordered_on is None or facts.on > facts.ordered_on:
        return None
    return Finding(
        "inspection.extension.same_day",
        f"指令书于{facts.ordered_on.isoformat()}作出，当日不能延期",
        ORDER_POWER,
        "被检查单位在整改中提出确有困难的，再按其申请延期",
    )


def extension_is_longer(facts: InspectionFacts) -> Finding | None:
    """Refuse a new term that does not end after the first one that still runs."""
    running = facts.running_due_on
    if facts.new_due_on is None or running is None or facts.new_due_on > running:
        return None
    return Finding(
        "inspection.extension.not_longer",
        f"新的整改期限不晚于原期限{running.isoformat()}",
        ORDER_POWER,
        "请填写晚于原期限的日期",
    )


# --------------------------------------------------------------------------- re-inspection


def reinspection_due(term_ends_on: date, days: int) -> date:
    """Return the last day of the re-inspection of an order whose term ends on a day."""
    span = timedelta(days=days)
    return min(term_ends_on, date.max - span) + span


def late_before(on: date, days: int) -> date:
    """
    Return before which day a term has ended that makes a re-inspection late.

    The one meaning of lists, duties and statistics: an order is late on a day where not all of it
    was found put right and its term ended before this day. A re-inspection that found matters
    open ends nothing.
    """
    return on - timedelta(days=days)


def reinspection_follows_the_order(facts: InspectionFacts) -> Finding | None:
    """Refuse a re-inspection on a day before the order."""
    if facts.ordered_on is None or facts.on >= facts.ordered_on:
        return None
    return Finding(
        "inspection.reinspection.before_order",
        f"复查日期{facts.on.isoformat()}早于责令整改日期{facts.ordered_on.isoformat()}",
        ORDER_POWER,
        "请填写实际复查的日期",
    )


def reinspections_run_forward(facts: InspectionFacts) -> Finding | None:
    """Refuse a re-inspection on a day before the last one: the last result counts."""
    last = facts.last_reinspected_on
    if last is None or facts.on >= last:
        return None
    return Finding(
        "inspection.reinspection.before_the_last",
        f"复查日期{facts.on.isoformat()}早于已经登记的复查{last.isoformat()}",
        ORDER_POWER,
        "复查按先后登记，整改情况以最后一次复查为准，请填写实际复查的日期",
    )


def every_matter_has_a_result(facts: InspectionFacts) -> Finding | None:
    """Refuse a re-inspection that passes over an ordered matter, or speaks of another."""
    if not facts.results_missing and not facts.results_foreign:
        return None
    parts = []
    if facts.results_missing:
        parts.append(f"有{facts.results_missing}项责令整改的问题未填复查结果")
    if facts.results_foreign:
        parts.append(f"有{facts.results_foreign}项结果不属于本指令")
    return Finding(
        "inspection.reinspection.incomplete",
        "，".join(parts),
        ORDER_POWER,
        "请对指令书所列问题逐项填写复查结果",
    )


def nothing_is_judged_early(facts: InspectionFacts) -> Finding | None:
    """Refuse to call a matter not put right whose own term still runs (安全生产法 65.1)."""
    if not facts.results_early:
        return None
    return Finding(
        "inspection.reinspection.term_runs",
        f"有{facts.results_early}项问题的整改期限尚未届满，不能填写“未整改”",
        ORDER_POWER,
        "期限届满前，按实际情况填写“已整改”“正在整改”或者“期限未届满”",
    )


def nothing_is_put_off(facts: InspectionFacts) -> Finding | None:
    """Refuse to call a matter not due whose term has ended (安全生产法 65)."""
    if not facts.results_not_due:
        return None
    return Finding(
        "inspection.reinspection.term_over",
        f"有{facts.results_not_due}项问题的整改期限已经届满，不能填写“期限未届满”",
        ORDER_POWER,
        "期限届满的，按复查时的实际情况填写复查结果",
    )
