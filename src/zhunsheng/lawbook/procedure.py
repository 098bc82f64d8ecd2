"""A bureau's own benchmark table as a procedure: the legal section imports, a head adopts."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEAD_CODES, Role
from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.lawbook.choices import TableStep
from zhunsheng.lawbook.rules import own
from zhunsheng.lawbook.rules.own import TableFacts

#: The legal section, by its roles.
LEGAL: Final = frozenset({Role.LEGAL_REVIEWER.value, Role.CASE_SECRETARY.value})
ADOPTERS: Final = HEAD_CODES

BENCHMARK_TABLE: Final[Procedure[TableFacts]] = Procedure(
    key="benchmarks",
    label="本机关裁量基准表",
    basis=own.BASIS,
    steps=(
        Step(
            key=TableStep.IMPORT.value,
            label=TableStep.IMPORT.label,
            basis=own.BASIS,
            actor=LEGAL,
            guards=(
                own.file_is_new,
                own.place_is_around,
                own.days_stand_in_order,
                own.replaced_is_in_force,
            ),
        ),
        Step(
            key=TableStep.ADOPTION.value,
            label=TableStep.ADOPTION.label,
            basis=own.BASIS,
            actor=ADOPTERS,
            after=(TableStep.IMPORT.value,),
            guards=(
                own.adopter_did_not_import,
                own.adoption_follows_the_import,
                own.time_is_not_over,
                own.rows_keep_within_the_law,
                own.replaced_is_in_force,
                own.stands_alone,
            ),
        ),
        Step(
            key=TableStep.WITHDRAWAL.value,
            label=TableStep.WITHDRAWAL.label,
            basis=own.BASIS,
            actor=LEGAL | ADOPTERS,
            after=(TableStep.IMPORT.value,),
            guards=(own.adopted_is_withdrawn_by_a_head, own.adoption_follows_the_import),
            optional=True,
            closes=True,
        ),
    ),
)
