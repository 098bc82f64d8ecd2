"""The annual report as a procedure: write, compile, approval by the head, hand in, publish."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import Role
from zhunsheng.annualreport import rules
from zhunsheng.annualreport.choices import COMPILERS, ReportStep
from zhunsheng.annualreport.rules import ReportFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Procedure, Step

_ROLES: Final = frozenset(role.value for role in COMPILERS)
_HEAD: Final = frozenset({Role.CHIEF.value})

ANNUAL_REPORT: Final[Procedure[ReportFacts]] = Procedure(
    key="annualreport",
    label="法治政府建设年度报告",
    basis=cite("PARTY-2019-28:24"),
    steps=(
        Step(
            ReportStep.WRITE.value,
            "撰写报告文字",
            cite("PARTY-2019-28:25"),
            _ROLES,
            guards=(rules.no_typed_number,),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        Step(
            ReportStep.COMMENT.value,
            "批注报告文字",
            cite("PARTY-2019-28:25"),
            _ROLES,
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        Step(
            ReportStep.COMPILE.value,
            "编制年度报告",
            cite("PARTY-2019-28:25"),
            _ROLES,
            guards=(rules.year_is_over, rules.as_of_is_not_ahead, rules.no_typed_number),
            repeatable=True,
        ),
        Step(
            ReportStep.SUBMIT.value,
            "送审年度报告",
            cite("DUTY-2016"),
            _ROLES,
            after=(ReportStep.COMPILE.value,),
            guards=(
                rules.is_latest_draft,
                rules.is_not_waiting,
                rules.no_other_is_waiting,
                rules.no_open_hint,
                rules.every_part_is_written,
                rules.shortcomings_are_answered,
            ),
            of_today=True,
        ),
        Step(
            ReportStep.RETURN.value,
            "退回年度报告",
            cite("DUTY-2016"),
            _HEAD,
            after=(ReportStep.SUBMIT.value,),
            guards=(rules.is_before_the_head,),
            optional=True,
            of_today=True,
        ),
        Step(
            ReportStep.APPROVE.value,
            "审定年度报告",
            cite("DUTY-2016"),
            _HEAD,
            after=(ReportStep.SUBMIT.value,),
            guards=(rules.is_before_the_head, rules.every_part_is_written),
            of_today=True,
        ),
        Step(
            ReportStep.HAND_IN.value,
            "报送年度报告",
            cite("PARTY-2019-28:24"),
            _ROLES,
            after=(ReportStep.APPROVE.value,),
            guards=(rules.is_not_overtaken, rules.approved_text_is_unchanged),
            repeatable=True,
        ),
        Step(
            ReportStep.PUBLISH.value,
            "公开年度报告",
            cite("PARTY-2019-28:24"),
            _ROLES,
            after=(ReportStep.APPROVE.value,),
            guards=(
                rules.no_open_hint,
                rules.is_not_overtaken,
                rules.approved_text_is_unchanged,
            ),
        ),
    ),
)
