"""Guards of notice, statement and hearing: what the party must be told and heard on."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import (
    DELIVERY,
    HEARD,
    HEARING,
    HEARING_STEPS,
    NO_DECISION_UNHEARD,
    TOLD,
)
from zhunsheng.documents.rules.terms import term_text
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

NOTICE_AHEAD: Final = cite("APL-2021:64(2)")


def proposal_is_new(facts: CaseFacts) -> Finding | None:
    """Refuse a second notice of the same proposal on the same evidence."""
    if facts.last("proposal") > facts.notice or not facts.notice or facts.later_evidence:
        return None
    return Finding(
        "case.notice.same_proposal",
        "现有拟处理意见已经告知",
        TOLD,
        "拟处理意见变更、告知后又有新证据的，方需再次告知",
    )


def notice_awaits_delivery(facts: CaseFacts) -> Finding | None:
    """Refuse to deliver a notice twice."""
    if facts.notice > facts.last("notice_delivery"):
        return None
    if not facts.notice:
        return Finding("case.notice.none", "还没有处罚告知书", DELIVERY, "请先制作处罚告知书")
    return Finding(
        "case.notice.delivered_already",
        "现有告知书已经送达",
        DELIVERY,
        "无需再次送达；拟处理意见变更、再次告知以后再办理",
    )


def notice_is_delivered(facts: CaseFacts) -> Finding | None:
    """Refuse where a new notice has not reached the party; ``after`` sees to the first one."""
    if facts.notice_is_delivered or not facts.done("notice_delivery"):
        return None
    return Finding(
        "case.notice.not_delivered",
        "现行处罚告知书尚未送达当事人",
        NO_DECISION_UNHEARD,
        "请送达告知书并登记送达回证；公告送达的等待公告期满",
    )


def notice_covers_proposal(facts: CaseFacts) -> Finding | None:
    """Refuse where facts or amount go beyond what the party was told."""
    if facts.notice_covers_proposal:
        return None
    return Finding(
        "case.notice.exceeded",
        "拟处理意见的事实、违法行为或者数额超出已告知的内容",
        NO_DECISION_UNHEARD,
        "请就现有拟处理意见再次告知并送达",
    )


def later_evidence_is_told(facts: CaseFacts) -> Finding | None:
    """
    Refuse to rest on evidence that joined the file after the notice, of which the party knows not.

    The party is told of it anew, or the reviewer agreed to the handlers' reasons why it does not
    bear against the party (44, 62). After a hearing reasons are not enough.
    """
    if not facts.later_evidence or facts.hearing_was_held:
        return None
    reviewed = facts.last("legal_review") > facts.last("review_request")
    if facts.later_evidence_explained and reviewed and facts.review_is_current:
        return None
    return Finding(
        "case.evidence.untold",
        f"告知之后加入的证据尚未告知当事人：{'、'.join(sorted(facts.later_evidence))}",
        NO_DECISION_UNHEARD,
        "请就现有证据再次告知并送达；不作为不利于当事人的依据的，承办人在送法制审核时写明理由",
    )


def later_evidence_was_heard(facts: CaseFacts) -> Finding | None:
    """Refuse to rest on evidence that the hearing never saw: its record decides (64(7), 65)."""
    if not facts.later_evidence or not facts.hearing_was_held:
        return None
    return Finding(
        "case.evidence.unheard",
        f"听证之后加入的证据没有经过当事人质证：{'、'.join(sorted(facts.later_evidence))}",
        cite("APL-2021:65"),
        "决定应当根据听证笔录作出；请就现有证据再次告知并送达，听取当事人的意见，当事人要求的再次听证",
    )


def statement_awaits_answer(facts: CaseFacts) -> Finding | None:
    """Refuse an answer where no statement waits for one."""
    if facts.has_statement and not facts.statement_is_answered:
        return None
    return Finding(
        "case.statement.none",
        "没有待复核的陈述申辩意见",
        HEARD,
        "当事人提出意见的，先登记陈述申辩再复核",
    )


def statement_answered(facts: CaseFacts) -> Finding | None:
    """Refuse to go on while a statement of the party is unanswered."""
    if not facts.has_statement or facts.statement_is_answered:
        return None
    return Finding(
        "case.statement.unanswered",
        "当事人的陈述申辩意见尚未复核答复",
        HEARD,
        "请对陈述申辩提出的事实、理由和证据复核并书面答复",
    )


#: Ends after which the bureau charges the party with nothing, or the law takes the case from it:
#: nobody is left to be answered (4), there is nothing to punish (36, 57.1), or the statement goes
#: to the police with the file (27), before whose reply nothing may be done in it.
ENDS_UNANSWERED: Final = frozenset(
    {
        TerminationGround.NO_SUCCESSOR,
        TerminationGround.NOT_ESTABLISHED,
        TerminationGround.LIMITATION,
        TerminationGround.CRIME,
    }
)


def ended_heard(ground: TerminationGround, facts: CaseFacts) -> tuple[Finding, ...]:
    """Refuse to end a file with what the party said unanswered while the act may be dealt with."""
    if ground in ENDS_UNANSWERED:
        return ()
    return tuple(filter(None, (statement_answered(facts), held_hearing_is_reported(facts))))


def representation_closed(facts: CaseFacts) -> Finding | None:
    """Refuse before the term for a statement is over or waived; it runs from the delivery."""
    if facts.representation_is_closed or not facts.notice_is_delivered:
        return None
    last = facts.representation_until
    until = f"（至{last.isoformat()}）" if last else ""
    return Finding(
        "case.statement.term_runs",
        "陈述申辩期限未满，当事人也没有书面放弃",
        NO_DECISION_UNHEARD,
        f"请等待告知书载明的期限届满{until}，或者登记当事人的书面放弃",
    )


def hearing_right_exists(facts: CaseFacts) -> Finding | None:
    """Refuse a step of a hearing where the law gives no right to one."""
    if facts.hearing_right:
        return None
    return Finding(
        "case.hearing.no_right",
        "拟处罚未达到应当听证的情形",
        HEARING,
        "当事人的意见按陈述申辩办理",
    )


def hearing_not_requested(facts: CaseFacts) -> Finding | None:
    """Refuse a second request."""
    if not facts.hearing_is_requested:
        return None
    return Finding(
        "case.hearing.requested_already",
        "当事人已经申请听证",
        HEARING_STEPS,
        "请发出听证通知，按申请组织听证",
    )


def representation_not_waived(facts: CaseFacts) -> Finding | None:
    """Refuse a second waiver on the same notice where nothing was said since the first."""
    if not facts.last("representation_waiver") > max(facts.notice, facts.last("representation")):
        return None
    return Finding(
        "case.statement.waived_already",
        "当事人对现行告知书已经书面放弃陈述申辩",
        HEARD,
        "无需重复登记；当事人又提出意见的，登记陈述申辩",
    )


def hearing_not_over(facts: CaseFacts) -> Finding | None:
    """Refuse to take back the request for a hearing that is over; before, it may be (64(1))."""
    if not facts.last("hearing") > facts.notice:
        return None
    return Finding(
        "case.hearing.over",
        "听证已经结束，不能再放弃听证",
        HEARING_STEPS,
        "当事人另有意见的，登记陈述申辩",
    )


def hearing_not_waived(facts: CaseFacts) -> Finding | None:
    """Refuse a second waiver of the hearing on the same notice where none was asked for since."""
    if not facts.last("hearing_waiver") > max(facts.notice, facts.last("hearing_request")):
        return None
    return Finding(
        "case.hearing.waived_already",
        "当事人对现行告知书已经书面放弃听证",
        HEARING_STEPS,
        "无需重复登记；当事人在期限内又申请听证的，登记申请",
    )


def hearing_window_open(facts: CaseFacts) -> Finding | None:
    """Refuse a request after the term that runs from the notice (第六十四条第一项)."""
    if not facts.hearing_window_over:
        return None
    last = facts.hearing_until
    until = f"（至{last.isoformat()}）" if last else ""
    return Finding(
        "case.hearing.window_passed",
        f"已超过听证申请期限{until}",
        cite("APL-2021:64(1)"),
        "期限内收到的，办理日期填写收到申请之日；逾期申请的，意见按陈述申辩复核",
    )


def hearing_was_asked_for(facts: CaseFacts) -> Finding | None:
    """Refuse to call a hearing that the party did not ask for, or one that is over."""
    if facts.hearing_is_requested and not facts.last("hearing") > facts.notice:
        return None
    return Finding(
        "case.hearing.not_requested",
        "没有待举行听证的申请",
        HEARING_STEPS,
        "当事人在期限内申请听证的，先登记申请",
    )


def no_hearing_pending(facts: CaseFacts) -> Finding | None:
    """
    Refuse a new notice or review while a hearing that the party asked for is not over.

    What ends after a notice would else settle the right to a hearing that the notice gives anew;
    and what is heard is reviewed after the hearing (58.1(2)).
    """
    if not facts.hearing_is_requested or facts.last("hearing") > facts.notice:
        return None
    return Finding(
        "case.hearing.pending",
        "当事人申请的听证尚未举行",
        HEARING_STEPS,
        "请先举行听证；当事人书面撤回申请的，登记“放弃听证”之后再办理",
    )


def held_hearing_is_reported(facts: CaseFacts) -> Finding | None:
    """Refuse a new notice while a hearing that was held has no report."""
    held = facts.hearing_was_held
    if not held or facts.last("hearing_report") > facts.last("hearing"):
        return None
    return Finding(
        "case.hearing.unreported",
        "已举行的听证尚未形成听证报告",
        cite("APL-2021:65"),
        "请先提交听证会报告书",
    )


def hearing_is_noticed(facts: CaseFacts) -> Finding | None:
    """Refuse to hold a hearing that the party was not called to, or one that is over."""
    if facts.hearing_notice_stands:
        return None
    return Finding(
        "case.hearing.not_noticed",
        "没有待举行的听证会",
        HEARING_STEPS,
        "请先发出听证会通知书",
    )


def hearing_notice_awaits_delivery(facts: CaseFacts) -> Finding | None:
    """Refuse to deliver the notice of a hearing twice, or of one that is over."""
    if facts.hearing_notice_stands and not _is_served(facts):
        return None
    return Finding(
        "case.hearing.nothing_to_deliver",
        "没有待送达的听证会通知书",
        NOTICE_AHEAD,
        "已经送达的无需再次送达；改期的重新发出听证通知后送达",
    )


def hearing_notice_is_delivered(facts: CaseFacts) -> Finding | None:
    """Refuse a hearing whose notice has not reached the party; ``after`` sees to the first one."""
    if _is_served(facts) or not facts.done("hearing_notice_delivery"):
        return None
    return Finding(
        "case.hearing.not_served",
        "现行听证会通知书尚未送达当事人，不能举行听证，也不能认定当事人放弃听证",
        NOTICE_AHEAD,
        "请送达听证会通知书并登记送达回证；当事人书面撤回申请的，登记“放弃听证”",
    )


def hearing_notice_in_time(facts: CaseFacts) -> Finding | None:
    """Refuse a hearing of which the party was told less than seven working days ahead."""
    if not facts.hearing_notice_late:
        return None
    last = facts.hearing_notice_until
    until = f"（应当不晚于{last.isoformat()}）" if last else ""
    ahead = term_text(facts.hearing_notice_days, "工作日")
    return Finding(
        "case.hearing.served_late",
        f"听证会通知书没有在举行的{ahead}前送达{until}，不能举行听证，也不能认定当事人放弃听证",
        NOTICE_AHEAD,
        "请另定日期，重新发出听证会通知书并送达；送达日期登记有误的，先核对送达回证",
    )


def _is_served(facts: CaseFacts) -> bool:
    return facts.last("hearing_notice_delivery") > facts.last("hearing_notice")


def hearing_after_request(facts: CaseFacts) -> Finding | None:
    """Refuse a hearing, held or given up, that is dated before the party asked for it."""
    asked = facts.day_of("hearing_request")
    if facts.on is None or asked is None or facts.on >= asked:
        return None
    return Finding(
        "case.hearing.before_request",
        f"日期{facts.on.isoformat()}早于申请听证的日期{asked.isoformat()}",
        HEARING_STEPS,
        "请填写不早于申请的日期；申请日期有误的，先核对申请记录",
    )


def hearing_awaits_report(facts: CaseFacts) -> Finding | None:
    """Refuse a report where no hearing waits for one."""
    if facts.hearing_was_held and facts.last("hearing") > facts.last("hearing_report"):
        return None
    return Finding(
        "case.hearing.nothing_to_report",
        "没有待报告的听证",
        cite("APL-2021:65"),
        "听证举行之后制作报告",
    )


def hearing_settled(facts: CaseFacts) -> Finding | None:
    """Refuse to go on while a right to a hearing is open; its window opens with the delivery."""
    if facts.hearing_is_settled or not facts.notice_is_delivered:
        return None
    if facts.hearing_is_requested:
        return Finding(
            "case.hearing.not_finished",
            "当事人申请的听证尚未举行并形成听证报告",
            cite("APL-2021:65"),
            "请举行听证、制作笔录和报告",
        )
    until = f"（至{facts.hearing_until.isoformat()}）" if facts.hearing_until else ""
    return Finding(
        "case.hearing.window_runs",
        "听证申请期限未满，当事人也没有书面放弃听证",
        HEARING_STEPS,
        f"请等待听证申请期限届满{until}，或者登记当事人的书面放弃",
    )


def after_delivery(facts: CaseFacts) -> Finding | None:
    """Refuse an act of the party that is dated before the notice reached it."""
    delivered = facts.day_of("notice_delivery")
    if facts.on is None or delivered is None or facts.on >= delivered:
        return None
    return Finding(
        "case.act.before_delivery",
        f"日期{facts.on.isoformat()}早于告知书送达日期{delivered.isoformat()}",
        TOLD,
        "请填写告知书送达以后的日期；送达日期有误的，先核对送达回证",
    )
