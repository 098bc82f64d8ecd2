"""What speaks against a draft by itself: missing proof, missing reasons, wrong amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, assert_never
from uuid import UUID

from zhunsheng.cases.choices import DeliveryWay
from zhunsheng.cases.rules import guards
from zhunsheng.cases.rules.drafts import (
    DecisionDraft,
    DeliveryDraft,
    NoPenaltyDraft,
    NotOpenedDraft,
)
from zhunsheng.cases.rules.postal import posted_findings
from zhunsheng.cases.rules.saying import LEFT
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import SHORTEST_REASON, explains, names_a_paper, says, visible

FACTS_FIRST: Final[Citation] = cite("APL-2021:40")
PUBLIC_NOTICE: Final[Citation] = cite("CPL-2023:95")
CORRECTION: Final[Citation] = cite("APL-2021:28.1")
#: No rule bounds a term to put right; beyond a year the day is taken for a slip of the pen.
MOST_CORRECTION_DAYS: Final = 366


def clue_findings(
    *, facts: str, unknown: tuple[str, ...], mismatched: tuple[str, ...], none_named: bool
) -> tuple[Finding, ...]:
    """
    Return what a clue lacks.

    ``unknown`` are violations that the lawbook does not hold, ``mismatched`` the labels of those
    that punish a unit where a person was named, or the other way round.
    """
    found: list[Finding] = []
    if not explains(facts):
        found.append(Finding("clue.no_facts", "没有写明事实", FACTS_FIRST, "请写明发现的事实"))
    if none_named or unknown:
        found.append(
            Finding(
                "clue.unknown_violation",
                f"没有选择法规库中的违法行为{'：' if unknown else ''}{'、'.join(unknown)}",
                cite("APL-2021:38"),
                "处罚须有法定依据，请从法规库选择违法行为",
            )
        )
    if mismatched:
        found.append(
            Finding(
                "clue.party_mismatch",
                f"违法行为与当事人不符：{'、'.join(mismatched)}",
                FACTS_FIRST,
                "处罚个人的违法行为请填写责任人姓名，处罚单位的不填写",
            )
        )
    return tuple(found)


def blank(code: str, message: str, value: str, basis: Citation, step: str) -> Iterator[Finding]:
    """Yield the finding that a text was left blank, or nothing."""
    if not visible(value):
        yield Finding(code, message, basis, step)


def unexplained(
    code: str, message: str, value: str, basis: Citation, step: str
) -> Iterator[Finding]:
    """Yield the finding that a reason, facts or an opinion say nothing, or nothing."""
    if not explains(value):
        yield Finding(code, message, basis, step)


def not_opened_findings(draft: NotOpenedDraft) -> tuple[Finding, ...]:
    """Return what a decision not to open a case lacks: its reason."""
    return tuple(
        unexplained(
            "not_opened.no_reason",
            "没有写明不予立案的理由",
            draft.reason,
            cite("APL-2021:54.2"),
            "请写明不符合立案标准的情形",
        )
    )


def delivery_findings(draft: DeliveryDraft, *, on: date, public_days: int) -> tuple[Finding, ...]:
    """Return what the proof of this delivery lacks."""
    return tuple(_delivery(draft, on, public_days))


def second_findings(*, named: bool, fit: bool) -> tuple[Finding, ...]:
    """Refuse a second officer who could not deliver: no valid certificate, barred, who acts."""
    if fit or not named:
        return ()
    return (
        Finding(
            "delivery.second_unfit",
            "共同送达的人员没有当日有效的执法证件、应当回避，或者就是办理人",
            guards.OFFICERS,
            "请选择与办理人共同送达的另一名执法人员",
        ),
    )


def _delivery(draft: DeliveryDraft, on: date, public_days: int) -> Iterator[Finding]:
    basis = guards.DELIVERY
    if draft.way is DeliveryWay.DIRECT:
        yield from blank(
            "delivery.no_receiver", "直接送达没有签收人", draft.receiver, basis, "请填写签收人"
        )
    elif draft.way is DeliveryWay.LEFT:
        yield from unexplained(
            "delivery.no_refusal", "留置送达没有写明拒收事由", draft.refusal, LEFT, "请写明拒收事由"
        )
        if not visible(draft.witness) and not says(draft.recording, SHORTEST_REASON):
            yield Finding(
                "delivery.no_witness",
                "留置送达没有见证人，也没有拍照、录像记录",
                LEFT,
                "请填写见证人，或者填写音像记录编号",
            )
    elif draft.way is DeliveryWay.POST:
        yield from posted_findings(draft, on=on)
    elif draft.way is DeliveryWay.ENTRUSTED:
        yield from _unnumbered(
            "delivery.no_entrusted",
            "委托送达没有写明受委托机关和送达回证的编号",
            draft.entrusted,
            "请填写受委托的机关及其交回的送达回证编号",
        )
    elif draft.way is DeliveryWay.ELECTRONIC:
        yield from blank(
            "delivery.no_consent",
            "当事人没有在送达地址确认书中同意电子送达",
            draft.consent,
            basis,
            "请先登记当事人签署的送达地址确认书，没有同意的改用其他方式",
        )
    elif draft.way is DeliveryWay.PUBLIC:
        yield from _public(draft, on, public_days)
    else:
        assert_never(draft.way)


def _unnumbered(code: str, message: str, paper: str, step: str) -> Iterator[Finding]:
    """Yield the finding that the paper which proves a delivery is not named by a number."""
    if not names_a_paper(paper):
        yield Finding(code, message, cite("CPL-2023:91"), step)


def _public(draft: DeliveryDraft, on: date, public_days: int) -> Iterator[Finding]:
    yield from unexplained(
        "delivery.no_public_reason",
        "公告送达没有写明原因",
        draft.posted_reason,
        PUBLIC_NOTICE,
        "请写明下落不明或者其他方式无法送达的情况",
    )
    if draft.posted_on is None:
        yield Finding(
            "delivery.not_posted", "公告送达没有公告日期", PUBLIC_NOTICE, "请填写发出公告的日期"
        )
    elif (on - draft.posted_on).days < public_days:
        yield Finding(
            "delivery.public_term_runs",
            f"公告自{draft.posted_on.isoformat()}发出，未满{public_days}日",
            PUBLIC_NOTICE,
            "请在公告期满之后登记送达",
        )


def correction_day_findings(until: date | None, *, on: date, ordered: bool) -> tuple[Finding, ...]:
    """Refuse a last day to put right what was put right, or one that is no day to come (28.1)."""
    if until is not None and ordered and (until - on).days > MOST_CORRECTION_DAYS:
        return (
            Finding(
                "correction.day_too_far",
                f"改正期限{until.isoformat()}距决定日期超过{MOST_CORRECTION_DAYS}日",
                CORRECTION,
                "请核对日期；确需更长时间的，期满前另行决定延长",
            ),
        )
    if until is None or (ordered and until > on):
        return ()
    if not ordered:
        return (
            Finding(
                "correction.done_already",
                "案卷记载违法行为已经改正，不再责令限期改正",
                CORRECTION,
                "请不填写改正期限；没有改正的，先在案卷中更正改正情况",
            ),
        )
    return (
        Finding(
            "correction.day_passed",
            f"改正期限{until.isoformat()}不晚于决定日期{on.isoformat()}",
            CORRECTION,
            "请填写决定之后的日期；责令立即改正的不填写",
        ),
    )


#: The fewest characters that say why what was accepted changes nothing; the house sets it.
LEAST_REASON: Final = 4
_NOT_TAKEN_UP: Final = re.compile(r"(不予|未予|没有|不|未|无法)采纳")


def decision_findings(
    draft: DecisionDraft, *, notified_fen: int, resolved_fen: int, proposed_fen: int
) -> tuple[Finding, ...]:
    """
    Return what speaks against the amount decided, in fen.

    ``resolved_fen`` is the amount of the discussion, or of the reviewed proposal without one;
    another one than ``proposed_fen`` needs its own reason (行政处罚法 34, 59).
    """
    found: list[Finding] = []
    if draft.fine_fen > notified_fen:
        found.append(heavier_than_told())
    if draft.fine_fen != resolved_fen:
        found.append(
            Finding(
                "decision.amount_differs",
                "决定的数额与经审核（集体讨论）的拟处理意见不一致",
                guards.REVIEW,
                "请按经审核（集体讨论）的数额作出决定，或者重新提出拟处理意见并送审",
            )
        )
    elif draft.fine_fen != proposed_fen:
        found += unexplained(
            "decision.change_unreasoned",
            f"决定的数额与拟处罚款{yuan_text(proposed_fen)}元不同，没有写明理由",
            draft.note,
            cite("APL-2021:34"),
            "请在裁量理由中写明改变数额所依据的事实和情节，决定书据此说明",
        )
    return tuple(found)


def takes_up(answer: str) -> bool:
    """
    Return whether the report on a hearing accepts something of what the party put forward (65).

    >>> takes_up("部分采纳。"), takes_up("理由不成立，不予采纳。"), takes_up("未采纳")
    (True, False, False)
    """
    return "采纳" in _NOT_TAKEN_UP.sub("", answer)


def accepted_findings(
    *, answers: Iterable[tuple[bool, str]], reports: Iterable[str], reason: str
) -> tuple[Finding, ...]:
    """
    Refuse a decision that leaves open what follows of what was accepted of the party's words (45).

    ``answers`` tell of each statement whether it was accepted and why it changes nothing,
    ``reports`` what was answered to the party's view at a hearing; the decision's own ``reason``
    may say what they leave open.
    """
    unsaid = [unchanged for accepted, unchanged in answers if accepted]
    open_ = any(not says(one, LEAST_REASON) for one in unsaid) or any(map(takes_up, reports))
    if not open_ or says(reason, LEAST_REASON):
        return ()
    return (
        Finding(
            "decision.accepted_unanswered",
            "当事人的陈述申辩或者听证意见已经采纳，没有写明处罚据此如何改变，或者不改变的理由",
            guards.HEARD,
            "请在裁量理由中写明采纳的内容，和处罚据此如何改变、或者不改变的理由",
        ),
    )


def heavier_than_told() -> Finding:
    """Return that an amount is above what the party was told."""
    return Finding(
        "decision.heavier_than_told",
        "处罚数额高于已告知当事人的数额",
        guards.NO_DECISION_UNHEARD,
        "不得高于告知的数额；确有新的事实和证据的，重新提出拟处理意见并再次告知",
    )


def no_penalty_findings(draft: NoPenaltyDraft) -> tuple[Finding, ...]:
    """Return what a decision not to punish lacks; who did nothing unlawful needs no education."""
    reason = unexplained(
        "no_penalty.no_reason",
        "没有写明不予处罚的理由",
        draft.reason,
        cite("APL-2021:57.1"),
        "请逐项说明符合的条件",
    )
    if not draft.ground.calls_for_education:
        return tuple(reason)
    return (
        *reason,
        *unexplained(
            "no_penalty.no_education",
            "没有写明对当事人的教育情况",
            draft.education,
            cite("APL-2021:33.3"),
            "不予处罚的应当教育当事人，请写明教育情况",
        ),
    )


def undelegated_findings(labels: Iterable[str]) -> tuple[Finding, ...]:
    """Refuse to a street the penalties that the bureau's list in force does not delegate."""
    named = "、".join(sorted(labels))
    if not named:
        return ()
    return (
        Finding(
            "summary.not_delegated",
            f"生效的权责清单没有委托街道（镇）实施该项处罚：{named}",
            cite("APL-2021:20.4"),
            "请点“移交：超出委托事项，提请本局查处”",
        ),
    )


def street_findings(*, acts_for: UUID | None, own: UUID | None) -> tuple[Finding, ...]:
    """Refuse an officer of a street who acts for the bureau itself or for another street."""
    if own is not None and acts_for == own:
        return ()
    return (
        Finding(
            "summary.not_own_street",
            "街道（镇）执法人员只能以本街道（镇）受委托的权限当场处罚",
            cite("APL-2021:20.4"),
            "请选择本街道（镇），超出权限的提请本局查处",
        ),
    )
