"""Steps of proposal and legal review."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.procedure.roles import GOING, HANDLERS, LEADERS, REVIEWERS, TWO_OFFICERS
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules import hearing as h
from zhunsheng.cases.rules.acting import APART, HANDLER
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Step

STEPS: Final[tuple[Step[CaseFacts], ...]] = (
    Step(
        "proposal",
        "拟处理意见",
        cite("APL-2021:57.1"),
        HANDLERS,
        after=("investigation",),
        guards=(*GOING, *TWO_OFFICERS, *HANDLER, g.in_order),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "deviation_approval",
        "批准偏离裁量基准",
        g.BENCHMARK,
        LEADERS,
        after=("proposal",),
        required_when=g.deviates,
        guards=(*GOING, *APART, g.deviation_awaits_approval, g.in_order),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "review_request",
        "送法制审核",
        cite("APL-2021:58.1"),
        HANDLERS,
        after=("proposal", "deviation_approval", "first_check", "committee"),
        required_when=g.needs_review,
        guards=(
            *GOING,
            *HANDLER,
            g.first_check_passed,
            g.committee_agreed,
            g.deviation_is_approved,
            g.no_review_pending,
            h.no_hearing_pending,
            g.in_order,
        ),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "legal_review",
        "法制审核",
        cite("APL-2021:58.1"),
        REVIEWERS,
        after=("review_request",),
        required_when=g.needs_review,
        guards=(*GOING, g.review_is_requested, *APART, g.in_order),
        documents=("legal_review_opinion",),
        repeatable=True,
        of_today=True,
    ),
)
