"""A file in the archive as a procedure: file it, supplement it, lend it."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import codes
from zhunsheng.archive.choices import BORROWERS, FILERS, KEEPERS, LENDERS
from zhunsheng.archive.rules import guards as g
from zhunsheng.archive.rules.guards import RECORDED, FileFacts, LoanFacts
from zhunsheng.kernel.procedure import Procedure, Step

ARCHIVING: Final[Procedure[FileFacts]] = Procedure(
    key="archiving",
    label="案卷归档",
    basis=RECORDED,
    steps=(
        Step(
            "filing",
            "立卷归档",
            RECORDED,
            codes(FILERS),
            guards=(
                g.case_is_closed,
                g.nothing_runs,
                g.originals_are_here,
                g.there_are_papers,
                g.years_are_possible,
                g.dated_in_order,
            ),
        ),
        Step(
            "supplement_opening",
            "开立续卷",
            RECORDED,
            codes(KEEPERS),
            after=("filing",),
            guards=(g.file_is_in_archive, g.reason_is_given, g.dated_in_order),
            optional=True,
            repeatable=True,
        ),
        Step(
            "supplement",
            "归入续卷",
            RECORDED,
            codes(FILERS),
            after=("supplement_opening",),
            guards=(
                g.supplement_is_open,
                g.nothing_runs,
                g.originals_are_here,
                g.there_are_papers,
                g.dated_in_order,
            ),
            optional=True,
            repeatable=True,
        ),
    ),
)

LENDING: Final[Procedure[LoanFacts]] = Procedure(
    key="archive_lending",
    label="案卷借阅",
    basis=RECORDED,
    steps=(
        Step(
            "request",
            "申请借阅",
            RECORDED,
            codes(BORROWERS),
            guards=(
                g.purpose_is_given,
                g.due_is_later,
                g.loan_is_short,
                g.inner_stays_inside,
                g.loan_in_order,
            ),
        ),
        Step(
            "approval",
            "批准借阅",
            RECORDED,
            codes(LENDERS),
            after=("request",),
            guards=(
                g.awaits_decision,
                g.approved_by_another,
                g.due_is_later,
                g.volume_is_here,
                g.loan_in_order,
            ),
            repeatable=True,
        ),
        Step(
            "refusal",
            "不批准借阅",
            RECORDED,
            codes(LENDERS),
            after=("request",),
            guards=(g.awaits_decision, g.loan_in_order),
            optional=True,
            repeatable=True,
        ),
        Step(
            "return",
            "归还案卷",
            RECORDED,
            codes(KEEPERS),
            after=("request",),
            guards=(g.volume_is_lent, g.loan_in_order),
        ),
    ),
)
