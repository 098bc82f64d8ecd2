"""Steps from clue to investigation report."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.procedure.roles import GOING, HANDLERS, LEADERS, STREET, TWO_OFFICERS
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules import inquiring as i
from zhunsheng.cases.rules.acting import APART, HANDLER
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Step

STEPS: Final[tuple[Step[CaseFacts], ...]] = (
    Step("clue", "登记线索", cite("APL-2021:54.2"), HANDLERS | STREET),
    Step(
        "joining",
        "追加当事人",
        cite("APL-2021:54.1"),
        HANDLERS,
        after=("clue",),
        guards=(
            g.done_for_the_case,
            g.not_investigated,
            g.not_suspended,
            *HANDLER,
            g.in_order,
        ),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "opening",
        "立案",
        cite("APL-2021:54.2"),
        LEADERS,
        after=("clue",),
        guards=(
            g.opened_with_the_case,
            g.not_suspended,
            *TWO_OFFICERS,
            *APART,
            g.within_limitation,
            g.in_order,
        ),
        documents=("opening_approval", "joining_approval"),
        of_today=True,
    ),
    Step(
        "not_opened",
        "不予立案",
        cite("APL-2021:54.2"),
        LEADERS,
        after=("clue",),
        guards=(
            g.not_opened_before,
            g.by_without_interest,
            g.nothing_is_sealed,
            i.preservations_are_settled,
            g.parties_have_ended,
            g.in_order,
        ),
        optional=True,
        closes=True,
        of_today=True,
    ),
    Step(
        "investigation",
        "调查终结",
        cite("APL-2021:54.1"),
        HANDLERS,
        after=("opening",),
        guards=(
            g.done_for_the_case,
            g.parties_are_opened,
            *GOING,
            *TWO_OFFICERS,
            *HANDLER,
            g.evidence_is_admitted,
            i.preservations_are_settled,
            g.in_order,
        ),
        documents=("investigation_report",),
        of_today=True,
    ),
)
