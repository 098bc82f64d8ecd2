"""Interests of officers in a party, a ground of recusal (行政处罚法 43). Pure."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains

RECUSAL: Final = cite("APL-2021:43")


def interest_findings(
    *, reason: str, declared: bool, is_entitled: bool, since: date, on: date
) -> tuple[Finding, ...]:
    """Return every reason against declaring an interest: everybody his own, a head anybody's."""
    found = []
    if not is_entitled:
        found.append(
            _finding("person", "只能登记本人的利害关系", "他人的由队（科）负责人或者系统管理员登记")
        )
    if not explains(reason):
        found.append(_finding("reason", "未说明利害关系", "请写明何种关系"))
    if declared:
        found.append(_finding("twice", "该利害关系已登记", "无需重复登记"))
    if since > on:
        found.append(_finding("to_come", f"起始日期{since}晚于登记当日", "请核对起始日期"))
    return tuple(found)


def interest_end_findings(
    *,
    reason: str,
    is_open: bool,
    is_own: bool,
    is_entitled: bool,
    since: date,
    ended_on: date,
    on: date,
) -> tuple[Finding, ...]:
    """
    Return every reason against ending an interest: nobody frees himself from his recusal.

    From its day on it bars no more; what is dated before it stays barred.
    """
    found = []
    if is_own or not is_entitled:
        found.append(
            _finding(
                "own_end",
                "利害关系不能由本人解除，也不能由其他执法人员解除",
                "请由队（科）负责人或者系统管理员核实后解除；其本人的由另一名负责人办理",
            )
        )
    if not is_open:
        found.append(_finding("ended", "该利害关系已经解除", "无需重复办理"))
    if not explains(reason):
        found.append(_finding("end_reason", "未说明解除的理由", "请写明关系何时、因何消除"))
    if ended_on > on:
        found.append(
            _finding("end_to_come", f"解除日期{ended_on}晚于登记当日", "请在关系消除后登记")
        )
    if ended_on < since:
        message = f"解除日期{ended_on}早于利害关系的起始日期{since}"
        found.append(_finding("end_before", message, "请核对解除日期"))
    return tuple(found)


def _finding(code: str, message: str, next_step: str) -> Finding:
    return Finding(f"workforce.interest.{code}", message, RECUSAL, next_step)


def nobody_has_an_interest(
    names: frozenset[str], *, room: str, party: str, next_step: str
) -> Finding | None:
    """Refuse officers who declared an interest in the party, all in one finding (行政处罚法 43)."""
    if not names:
        return None
    message = f"{'、'.join(sorted(names))}与{party}有利害关系，应当回避"
    return Finding(f"{room}.officer.interested", message, RECUSAL, next_step)


def acts_without_interest(
    has_interest: bool, *, code: str, who: str, next_step: str
) -> Finding | None:
    """Refuse who acts with a declared interest in the party (行政处罚法 43)."""
    if not has_interest:
        return None
    return Finding(code, f"{who}与当事人有利害关系，应当回避", RECUSAL, next_step)
