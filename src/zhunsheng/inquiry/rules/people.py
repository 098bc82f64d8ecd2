"""Who takes evidence, for which subject, on which day."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from zhunsheng.inquiry.rules.facts import COLLECTING, CRIME, OFFICERS
from zhunsheng.kernel.finding import Finding
from zhunsheng.workforce import rules as workforce
from zhunsheng.workforce.rules import OfficerFact


class Acting(Protocol):
    """Facts of an act by officers on a subject."""

    @property
    def on(self) -> date: ...
    @property
    def subject_is_open(self) -> bool: ...
    @property
    def subject_is_suspended(self) -> bool: ...
    @property
    def subject_is_with_police(self) -> bool: ...
    @property
    def subject_since(self) -> date | None: ...
    @property
    def officers(self) -> tuple[OfficerFact, ...]: ...
    @property
    def officers_unknown(self) -> int: ...
    @property
    def interested(self) -> frozenset[str]: ...
    @property
    def actor_takes_part(self) -> bool: ...


class Alone(Protocol):
    """Facts of an act by one person."""

    @property
    def actor_has_interest(self) -> bool: ...
    @property
    def actor_handles(self) -> bool: ...


def subject_is_open(facts: Acting) -> Finding | None:
    """Refuse to take evidence where the matter is decided or closed (行政处罚法 54)."""
    if facts.subject_is_open:
        return None
    return Finding(
        "inquiry.subject.closed",
        "该案件（检查）已经作出决定或者办结，不能再收集证据",
        COLLECTING,
        "请核对办理对象；决定前取得的证据应当在决定前登记",
    )


def subject_goes_on(facts: Acting) -> Finding | None:
    """Refuse to begin taking evidence while the case stands still (行政处罚法 54)."""
    if not facts.subject_is_suspended:
        return None
    return Finding(
        "inquiry.subject.suspended",
        "该案件已经中止调查，尚未恢复，不能开始新的取证或者先行登记保存",
        COLLECTING,
        "中止的原因消除后，由负责人在案件页面批准恢复调查，再行办理；已经保存的证据按期处理",
    )


def subject_is_not_with_police(facts: Acting) -> Finding | None:
    """Refuse to begin taking evidence while the police have the case (行政处罚法 27)."""
    if not facts.subject_is_with_police:
        return None
    return Finding(
        "inquiry.subject.with_police",
        "该案件已经移送公安机关，不能开始新的取证或者先行登记保存",
        CRIME,
        "公安机关退回或者不予立案的，在案件页面登记其答复后再行办理；已经保存的证据按期处理",
    )


def follows_the_subject(facts: Acting) -> Finding | None:
    """Refuse a day before the matter began: earlier evidence belongs to the inspection."""
    if facts.subject_since is None or facts.on >= facts.subject_since:
        return None
    return Finding(
        "inquiry.subject.not_begun",
        f"取证日期{facts.on.isoformat()}早于发现（检查）日期{facts.subject_since.isoformat()}",
        COLLECTING,
        "请核对取证日期",
    )


def officers_are_known(facts: Acting) -> Finding | None:
    """Refuse somebody who is no officer of the bureau (行政处罚法 42)."""
    return workforce.all_are_officers(
        facts.officers_unknown, room="inquiry", basis=OFFICERS, next_step="请从本局执法人员中选择"
    )


def two_certified_officers(facts: Acting) -> Finding | None:
    """Refuse fewer than two officers (行政处罚法 42)."""
    return workforce.enough_officers(facts.officers)


def every_credential_is_valid(facts: Acting) -> Finding | None:
    """Refuse where somebody's certificate does not hold on the day; all are named."""
    return workforce.every_credential_holds(facts.officers, facts.on)


def nobody_is_interested(facts: Acting) -> Finding | None:
    """Refuse an officer who declared an interest in the party (行政处罚法 43)."""
    return workforce.nobody_has_an_interest(
        facts.interested,
        room="inquiry",
        party="当事人",
        next_step="请由没有利害关系的执法人员取证",
    )


def actor_takes_part(facts: Acting) -> Finding | None:
    """Refuse a record entered by somebody who was not there (行政处罚法 42)."""
    if facts.actor_takes_part:
        return None
    return Finding(
        "inquiry.actor.absent",
        "登记人不是本次取证的执法人员",
        OFFICERS,
        "请由参加取证的执法人员登录后登记",
    )


def approver_without_interest(facts: Alone) -> Finding | None:
    """Refuse who declared an interest in the party (行政处罚法 43)."""
    return workforce.acts_without_interest(
        facts.actor_has_interest,
        code="inquiry.approver.interested",
        who="审批人",
        next_step="请由没有利害关系的负责人审批",
    )


def actor_without_interest(facts: Alone) -> Finding | None:
    """Refuse who proposes, takes back or gives up with an interest in the party (行政处罚法 43)."""
    return workforce.acts_without_interest(
        facts.actor_has_interest,
        code="inquiry.actor.interested",
        who="办理人",
        next_step="请由没有利害关系的执法人员办理",
    )


def actor_handles_the_matter(facts: Alone) -> Finding | None:
    """Refuse who does not handle the case or the inspection (行政处罚法 42)."""
    if facts.actor_handles:
        return None
    return Finding(
        "inquiry.actor.no_handler",
        "办理人不是该案件（检查）现在的承办人",
        OFFICERS,
        "请由现在的承办人登录后办理；需要换人的，先办理变更承办人",
    )
