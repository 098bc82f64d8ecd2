"""Deeds by which streets are delegated (行政处罚法 20 and 21). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, names_a_paper
from zhunsheng.workforce.choices import DelegatedPower

DELEGATION: Final = cite("APL-2021:20")


@dataclass(frozen=True, slots=True)
class DelegationFacts:
    """What a deed of delegation says; both days are included in its term."""

    unit: UUID
    deed_number: str
    powers: tuple[DelegatedPower, ...]
    valid_from: date
    valid_until: date
    published_on: date | None
    published_at: str = ""


def delegation_findings(facts: DelegationFacts, *, is_street: bool) -> tuple[Finding, ...]:
    """Return every reason against a delegation (行政处罚法 20 and 21)."""
    checks: tuple[tuple[bool, str, str, str], ...] = (
        (is_street, "unit", "受委托的机构不是本机关登记的街道（镇）", "请选择街道（镇）"),
        (bool(facts.deed_number.strip()), "deed", "未填写委托书文号", "请填写书面委托书的文号"),
        (bool(facts.powers), "powers", "委托书未载明委托事项和权限", "请至少选择一项"),
        (
            facts.valid_from <= facts.valid_until,
            "term",
            "委托期限的截止日期早于起始日期",
            "请按委托书核对期限",
        ),
        (facts.published_on is not None, "published", "委托书未向社会公布", "请公布后填写公布日期"),
    )
    return tuple(
        Finding(f"workforce.delegation.{code}", message, DELEGATION, next_step)
        for holds, code, message, next_step in checks
        if not holds
    )


def deed_taken() -> Finding:
    """Return the refusal of a deed number that is registered already."""
    return Finding(
        "workforce.delegation.deed_taken",
        "该委托书文号已登记",
        DELEGATION,
        "请核对文号；续期的请用新的委托书",
    )


def deed_end_findings(
    *, valid_until: date, is_ended: bool, ended_on: date, paper: str, reason: str, on: date
) -> tuple[Finding, ...]:
    """Return every reason against ending a delegation before its term."""
    checks: tuple[tuple[bool, str, str, str], ...] = (
        (not is_ended, "ended", "该委托已经提前终止", "无需重复办理"),
        (
            ended_on <= valid_until,
            "over",
            f"委托已于{valid_until}届满，不需要提前终止",
            "请核对委托书",
        ),
        (
            ended_on <= on,
            "end_to_come",
            f"终止日期{ended_on}晚于登记当日",
            "请在终止当日登记",
        ),
        (names_a_paper(paper), "paper", "未填写终止委托的文书文号", "请填写书面决定的文号"),
        (explains(reason), "end_reason", "未说明终止委托的理由", "请写明理由"),
    )
    return tuple(
        Finding(f"workforce.delegation.{code}", message, DELEGATION, next_step)
        for holds, code, message, next_step in checks
        if not holds
    )
