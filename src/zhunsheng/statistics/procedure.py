"""A return of statistics as a procedure: hand in, then correct by version."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.statistics import rules
from zhunsheng.statistics.choices import REPORTERS
from zhunsheng.statistics.rules import ReturnFacts

ROLES: Final = frozenset(role.value for role in REPORTERS)
_DAYS: Final = (rules.period_is_over, rules.as_of_is_not_ahead)

STAT_RETURN: Final[Procedure[ReturnFacts]] = Procedure(
    key="stat_return",
    label="统计报表",
    basis=cite("GBF-2018-118"),
    steps=(
        Step(
            "return_submission",
            "报送统计报表",
            cite("GBF-2018-118"),
            ROLES,
            guards=(*_DAYS, rules.not_handed_in, rules.nil_is_confirmed, rules.nil_is_meant),
            repeatable=True,
            of_today=True,
        ),
        Step(
            "return_explanation",
            "说明报表未报送的原因",
            cite("GBF-2018-118"),
            ROLES,
            guards=(rules.period_is_over, rules.is_unsent, rules.absence_is_explained),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        Step(
            "return_correction",
            "更正统计报表",
            cite("GBF-2018-118"),
            ROLES,
            after=("return_submission",),
            guards=(
                *_DAYS,
                rules.as_of_is_not_before_the_last,
                rules.is_changed,
                rules.reason_is_given,
                rules.nil_is_confirmed,
                rules.nil_is_meant,
            ),
            repeatable=True,
            of_today=True,
        ),
    ),
)
