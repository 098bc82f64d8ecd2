"""What may be done with a credit record."""

from __future__ import annotations

from typing import Final

from zhunsheng.credit import rules
from zhunsheng.credit.choices import CREDIT_DECIDERS, CREDIT_KEEPERS, CreditStep
from zhunsheng.credit.rules import CreditFacts
from zhunsheng.kernel.procedure import Procedure, Step

_DECIDE: Final = frozenset(role.value for role in CREDIT_DECIDERS)
_KEEP: Final = frozenset(role.value for role in CREDIT_KEEPERS)

CREDIT_RECORD: Final[Procedure[CreditFacts]] = Procedure(
    key="credit_record",
    label="信用记录与修复",
    basis=rules.CLASSES,
    steps=(
        Step(
            CreditStep.CLASSIFICATION.key,
            CreditStep.CLASSIFICATION.label,
            rules.CLASSES,
            _DECIDE,
            guards=(
                rules.record_stands,
                rules.class_is_open,
                rules.reason_is_given,
                rules.in_order,
            ),
            optional=True,
            repeatable=True,
        ),
        Step(
            CreditStep.REPAIR_REQUEST.key,
            CreditStep.REPAIR_REQUEST.label,
            rules.REPAIR,
            _KEEP,
            guards=(
                rules.is_shown,
                rules.least_term_is_over,
                rules.duty_is_done,
                rules.promise_is_given,
                rules.no_request_waits,
                rules.in_order,
            ),
            optional=True,
            repeatable=True,
        ),
        Step(
            CreditStep.REPAIR_GRANT.key,
            CreditStep.REPAIR_GRANT.label,
            rules.REPAIR,
            _DECIDE,
            guards=(
                rules.is_shown,
                rules.request_waits,
                rules.least_term_is_over,
                rules.duty_is_done,
                rules.in_order,
            ),
            optional=True,
            closes=True,
        ),
        Step(
            CreditStep.REPAIR_REFUSAL.key,
            CreditStep.REPAIR_REFUSAL.label,
            rules.REPAIR,
            _DECIDE,
            guards=(rules.request_waits, rules.reason_is_given, rules.in_order),
            optional=True,
            repeatable=True,
        ),
    ),
)
