"""Publication as a procedure: publish, and withdraw what no longer stands."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.publication import rules
from zhunsheng.publication.choices import PUBLISHERS
from zhunsheng.publication.rules import PublicationFacts

ROLES: Final = frozenset(role.value for role in PUBLISHERS)

PUBLICATION: Final[Procedure[PublicationFacts]] = Procedure(
    key="publication",
    label="行政执法公示",
    basis=cite("GBF-2018-118"),
    steps=(
        Step(
            "publish",
            "公示",
            cite("GBF-2018-118"),
            ROLES,
            guards=(
                rules.decided_before,
                rules.not_a_natural_person,
                rules.not_out_already,
                rules.decision_stands,
                rules.visits_are_over,
            ),
            repeatable=True,
            of_today=True,
        ),
        Step(
            "withdraw",
            "撤回公示",
            cite("APL-2021:48"),
            ROLES,
            guards=(
                rules.stands_published,
                rules.withdrawal_has_reason,
                rules.withdrawn_after_publishing,
                rules.changed_or_corrected,
            ),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
    ),
)
