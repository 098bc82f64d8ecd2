"""
The steps of a decision that is challenged; they belong to both procedures.

The party may apply for reconsideration or sue after the case is closed, and what comes of it
changes the decision then too, so these steps are open after closing. They are entered by the room
that carries on the remedy, and by the record that a decision lost its force.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.cases.procedure.roles import HANDLERS, LEADERS
from zhunsheng.cases.rules import anew as a
from zhunsheng.cases.rules import annulling as n
from zhunsheng.cases.rules import challenged as c
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules.acting import APART, OFFICER
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import Step

RESPONDENTS: Final = frozenset(
    role.value for role in HEADS | {Role.TEAM_HEAD, Role.LEGAL_REVIEWER, Role.CASE_SECRETARY}
)


def _noted(
    key: str, label: str, basis: Citation, *guards: Callable[[CaseFacts], Finding | None]
) -> Step[CaseFacts]:
    """Return a step that notes what came from outside, as often as it comes."""
    return Step(
        key,
        label,
        basis,
        RESPONDENTS,
        guards=guards,
        repeatable=True,
        optional=True,
        after_close=True,
    )


CHALLENGED: Final[tuple[Step[CaseFacts], ...]] = (
    _noted("remedy_opened", "申请复议或者起诉", c.REMEDY, c.something_is_decided),
    _noted("remedy_ended", "复议诉讼终结", c.REMEDY, c.a_remedy_is_open),
    _noted("stay", "登记是否停止执行", c.REMEDY, c.a_remedy_is_open),
    Step(
        "withdrawal",
        "自行撤销决定",
        c.MENDED,
        frozenset({Role.CHIEF.value}),
        guards=(c.something_is_decided, c.decision_stands, *APART, g.in_order),
        documents=("decision_withdrawal",),
        optional=True,
        after_close=True,
        of_today=True,
    ),
    Step(
        "withdrawal_delivery",
        "送达撤销决定书",
        cite("APL-2021:61"),
        HANDLERS,
        after=("withdrawal",),
        guards=(*OFFICER, c.withdrawal_awaits_delivery, g.in_order),
        documents=("delivery_receipt",),
        optional=True,
        after_close=True,
    ),
    _noted("decision_changed", "决定变更或者失效", c.WITHDRAWAL, c.something_is_decided, *APART),
    _noted("annulment_report", "登记决定失效", c.WITHDRAWAL, c.something_is_decided, *APART),
    Step(
        "annulment_confirmation",
        "确认决定失效",
        c.WITHDRAWAL,
        LEADERS,
        after=("annulment_report",),
        guards=(n.annulment_is_reported, n.by_another_person, *APART, g.in_order),
        optional=True,
        after_close=True,
        of_today=True,
    ),
    Step(
        "remaking",
        "重新立案查处",
        a.REVIEWED,
        HANDLERS,
        guards=(a.decision_fell, g.by_without_interest, g.in_order),
        optional=True,
        after_close=True,
        of_today=True,
    ),
)
