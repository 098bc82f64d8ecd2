"""The declared procedure of entering an enterprise with a visit code."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEAD_CODES, OFFICERS, Role
from zhunsheng.inspection.rules import ON_ENTRY
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.visitcode import rules
from zhunsheng.visitcode.rules import EntryFacts

_ANYBODY = frozenset({Role.ENTERPRISE.value, Role.PUBLIC.value})


ENTRY: Final[Procedure[EntryFacts]] = Procedure(
    key="visitcode",
    label="亮码入企",
    basis=cite("GBF-2024-54"),
    steps=(
        Step(
            key="entry",
            label="出示入企码",
            basis=cite("GBF-2024-54"),
            actor=frozenset(role.value for role in OFFICERS),
            guards=(
                rules.inspection_is_approved,
                rules.approval_still_holds,
                rules.visit_is_ahead,
                rules.two_certified_officers,
                rules.every_credential_is_valid,
                rules.actor_is_of_the_unit,
                rules.actor_was_sent,
                *map(rules.as_of_the_visit, ON_ENTRY),
            ),
            of_today=True,
        ),
        Step(
            key="refusal",
            label="声明拒绝检查",
            basis=cite("SPL-2021:66"),
            actor=_ANYBODY,
            after=("entry",),
            guards=(
                rules.place_lets_refuse,
                rules.statement_has_a_ground,
                rules.refusal_rests_on_a_breach,
                rules.visit_is_not_recorded,
            ),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="refusal_settlement",
            label="处理拒绝检查声明",
            basis=cite("GBF-2024-54"),
            actor=HEAD_CODES,
            after=("refusal",),
            guards=(
                rules.a_refusal_is_open,
                rules.answer_says_something,
                rules.answer_follows_the_statement,
            ),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="complaint",
            label="向司法行政部门投诉",
            basis=cite("GBF-2024-54"),
            actor=_ANYBODY,
            after=("entry",),
            guards=(
                rules.statement_has_a_ground,
                rules.complaint_says_what_happened,
                rules.complaints_are_few,
            ),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="complaint_answer",
            label="答复投诉",
            basis=cite("GBF-2024-54"),
            actor=frozenset({Role.JUSTICE_SUPERVISOR.value}),
            after=("complaint",),
            guards=(
                rules.answer_says_something,
                rules.answer_is_the_first,
                rules.answer_follows_the_statement,
            ),
            repeatable=True,
            optional=True,
        ),
    ),
)
