"""The annual report as a procedure: compile, then publish."""

from __future__ import annotations

from typing import Final

from zhunsheng.annualreport import rules
from zhunsheng.annualreport.choices import COMPILERS
from zhunsheng.annualreport.rules import ReportFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Procedure, Step

ROLES: Final = frozenset(role.value for role in COMPILERS)

ANNUAL_REPORT: Final[Procedure[ReportFacts]] = Procedure(
    key="annualreport",
    label="法治政府建设年度报告",
    basis=cite("PARTY-2019-28:24"),
    steps=(
        Step(
            "compile",
            "编制年度报告",
            cite("PARTY-2019-28:25"),
            ROLES,
            guards=(rules.year_is_over, rules.as_of_is_not_ahead, rules.no_typed_number),
            repeatable=True,
        ),
        Step(
            "publish",
            "公开年度报告",
            cite("PARTY-2019-28:24"),
            ROLES,
            after=("compile",),
            guards=(rules.no_open_hint,),
        ),
    ),
)
