"""Guards of who may act in a case."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.rules.facts import ActedBy, CaseFacts
from zhunsheng.cases.rules.guards.statements import DECISION, OFFICERS, RECUSAL, REVIEW
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.workforce.rules import FEWEST_OFFICERS

_UNCERTIFIED: Final = Finding(
    "case.by.certificate_not_valid",
    "办理人在办理当日没有有效的执法证件",
    OFFICERS,
    "请由当日持有有效执法证件的人员办理，或者在证件换发登记后办理",
)


def two_handlers(facts: CaseFacts) -> Finding | None:
    """Refuse where fewer than two officers handle the case."""
    if facts.handlers >= FEWEST_OFFICERS:
        return None
    return Finding(
        "case.officers.fewer_than_two",
        f"执法人员少于两人（现为{facts.handlers}人）",
        OFFICERS,
        "请指定两名以上具有执法资格的人员",
    )


def certificates_valid(facts: CaseFacts) -> Finding | None:
    """Refuse where a handler's certificate is not valid on the day of the act."""
    if not facts.lapsed and facts.certified == facts.handlers:
        return None
    names = "、".join(sorted(facts.lapsed)) or "有人员没有执法证件"
    return Finding(
        "case.officers.certificate_not_valid",
        f"办理当日执法资格无效：{names}",
        OFFICERS,
        "请更换人员，或者在证件换发登记后办理",
    )


def handlers_without_interest(facts: CaseFacts) -> Finding | None:
    """Refuse a handler who has an interest in the party, or was recused from the case (43)."""
    if not facts.interested:
        return None
    return Finding(
        "case.officers.interest",
        f"执法人员与当事人有利害关系或者已经决定回避：{'、'.join(sorted(facts.interested))}",
        RECUSAL,
        "请由负责人决定回避并更换承办人",
    )


def by_a_handler(facts: ActedBy) -> Finding | None:
    """Refuse somebody who does not handle the case where the law has its handlers act."""
    if not facts.by_is_stranger:
        return None
    return Finding(
        "case.by.no_handler",
        "办理人不是本案的执法人员",
        OFFICERS,
        "请由立案时指定的承办人办理",
    )


def by_no_handler(facts: ActedBy) -> Finding | None:
    """Refuse a handler where others decide: investigation and decision are apart."""
    if not facts.by_handles:
        return None
    was = "曾经是本案承办人（已经更换）" if facts.by_is_stranger else "是本案承办人"
    return Finding(
        "case.by.handler",
        f"办理人{was}，不得审批、决定自己承办的案件",
        DECISION,
        "请由未承办本案的人员办理",
    )


def recusals_are_decided(facts: CaseFacts) -> Finding | None:
    """Refuse to end a case while the own request of one who handles it is open (43.3)."""
    if not facts.recusal_awaited:
        return None
    return Finding(
        "case.recusal_awaited",
        "承办人申请回避，尚未决定",
        RECUSAL,
        "请由负责人先办理“决定回避”或者“更换承办人”",
    )


def by_without_interest(facts: ActedBy) -> Finding | None:
    """Refuse who has declared an interest in the party, or was recused from the case (43)."""
    if not facts.by_has_interest:
        return None
    return Finding(
        "case.by.interest",
        "办理人与当事人有利害关系，应当回避；已经决定回避的，不再参加本案办理",
        RECUSAL,
        "请由没有利害关系的人员办理",
    )


def by_no_endorser(facts: CaseFacts) -> Finding | None:
    """Refuse the deputy who signed where the bureau has another decide after that signature."""
    if not facts.by_endorsed:
        return None
    return Finding(
        "case.by.endorser",
        "办理人已经就本案审签，本局规定审签与决定分开",
        DECISION,
        "请由没有审签本案的负责人作出决定",
    )


def by_no_reviewer(facts: CaseFacts) -> Finding | None:
    """Refuse who reviewed the case: it is reviewed before a person in charge decides (58.1)."""
    if not facts.by_reviewed:
        return None
    return Finding(
        "case.by.reviewer",
        "办理人已经就本案作出法制审核意见，审核和决定不能由同一人作出",
        REVIEW,
        "请由没有审核本案的负责人办理；没有其他负责人的，报请上级应急管理部门处理",
    )


def by_certified(facts: ActedBy) -> Finding | None:
    """Refuse who holds no valid certificate on the day where the law has officers act (42.1)."""
    return _UNCERTIFIED if facts.by_is_uncertified else None


def by_not_lapsed(facts: ActedBy) -> Finding | None:
    """Refuse an officer whose certificate has lapsed where people without one act too (42.1)."""
    return _UNCERTIFIED if facts.by_has_lapsed else None


def delegation_holds(facts: CaseFacts) -> Finding | None:
    """Refuse a street's act outside a valid deed."""
    if not facts.street_case or facts.delegation_valid:
        return None
    return Finding(
        "case.delegation.invalid",
        "街道（镇）没有当日有效并已公布的委托，不能实施处罚",
        cite("APL-2021:20"),
        "请核对委托书的期限、事项和公布情况，或者提请本局查处",
    )
