"""Remedies about decided cases of the invented bureau, for the tests of several rooms."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import World, signed
from zhunsheng.remedies import queries, rules, services
from zhunsheng.remedies.choices import Attendance, Outcome, RemedyKind
from zhunsheng.remedies.models import Remedy

DECIDED = date(2025, 3, 10)
RECEIVED = date(2025, 4, 14)
ANSWERED = date(2025, 4, 21)
CONCLUDED = date(2025, 6, 3)


def received(
    world: World, case: PenaltyCase, on: date = RECEIVED, *, by: str = "reviewer", **changes: Any
) -> Remedy:
    """Return a remedy whose copy arrived."""
    values: dict[str, Any] = {
        "kind": RemedyKind.RECONSIDERATION,
        "number": f"示复〔2025〕{world.count}号",
        "body": "示例区人民政府",
        "applicant": "示例区晨安化工有限公司",
        "claims": "请求撤销处罚决定。",
    }
    proof = changes.pop("proof", None)
    draft = rules.ReceiptDraft(case=case.id, **{**values, **changes})
    return services.receive(ctx=world.act(by, on), draft=draft, proof=proof, on=on)


def sued(world: World, case: PenaltyCase, on: date = RECEIVED, **changes: Any) -> Remedy:
    """Return a suit whose complaint arrived."""
    number = f"（2025）示0999行初{world.count}号"
    values: dict[str, Any] = {
        "kind": RemedyKind.LITIGATION,
        "number": number,
        "body": "示例区人民法院",
    }
    return received(world, case, on, **{**values, **changes})


def answer_draft(world: World, remedy: Remedy, *, on: date = ANSWERED) -> rules.AnswerDraft:
    """Return an answer that hands in all that may go outside."""
    offered = queries.material_of(world.viewer("reviewer"), remedy.case_id, on=on)
    chosen = tuple(one.key for one in offered)
    return rules.AnswerDraft("事实清楚。", "依据正确，程序合法。", "请求维持原决定", chosen)


def answered(world: World, remedy: Remedy, on: date = ANSWERED) -> Remedy:
    """Answer or defend."""
    act = services.defend if remedy.kind == RemedyKind.LITIGATION.value else services.answer
    draft = answer_draft(world, remedy, on=on)
    return act(ctx=world.act("reviewer", on), remedy=remedy.id, draft=draft, on=on)


def concluded(
    world: World,
    remedy: Remedy,
    outcome: Outcome,
    on: date = CONCLUDED,
    *,
    fine_fen: int | None = None,
    by: str = "reviewer",
    **said: Any,
) -> Remedy:
    """Record how a reconsideration ended."""
    draft = rules.ResultDraft(outcome, "示复决〔2025〕1号", "理由。", fine_fen, **said)
    ctx = world.act(by, on)
    scan = signed(ctx.new_id("scan"))
    return services.record_result(ctx=ctx, remedy=remedy.id, draft=draft, proof=scan, on=on)


def attended(
    world: World, remedy: Remedy, on: date, attendance: Attendance, reason: str = ""
) -> Remedy:
    """Record a hearing."""
    draft = rules.AttendanceDraft(attendance, "示例辛（分管负责人）", "庭审情况。", reason)
    ctx = world.act("reviewer", on)
    return services.record_hearing(ctx=ctx, remedy=remedy.id, draft=draft, on=on)


def judged(world: World, remedy: Remedy, outcome: Outcome, on: date, **said: Any) -> Remedy:
    """Record a ruling."""
    draft = rules.RulingDraft(outcome, f"（2025）示0999行初{on:%m%d}号", "理由。", None, **said)
    ctx = world.act("reviewer", on)
    scan = signed(ctx.new_id("scan"))
    return services.record_ruling(ctx=ctx, remedy=remedy.id, draft=draft, proof=scan, on=on)
