"""A draw as a procedure: pool, commitments, openings, seed, tickets; then changes and results."""

from __future__ import annotations

from typing import Final

from zhunsheng.draw import rules
from zhunsheng.draw.choices import CHECKERS, DRAWERS, SCRIBES, WITNESSES, DrawStep
from zhunsheng.draw.rules import DrawFacts
from zhunsheng.kernel.procedure import Procedure, Step

_DRAWERS: Final = frozenset(role.value for role in DRAWERS)
_WITNESSES: Final = frozenset(role.value for role in WITNESSES)
_SCRIBES: Final = frozenset(role.value for role in SCRIBES)
_CHECKERS: Final = frozenset(role.value for role in CHECKERS)
_STANDS: Final = (rules.rule_is_of_today, rules.draw_is_not_repeated)
_GOES_ON: Final = (*_STANDS, rules.not_before_the_pool)

RANDOM_DRAW: Final[Procedure[DrawFacts]] = Procedure(
    key="draw",
    label="双随机抽查",
    basis=rules.DRAWS,
    steps=(
        Step(
            key=DrawStep.POOL.value,
            label="公布名录",
            basis=rules.DRAWS,
            actor=_DRAWERS,
            of_today=True,
        ),
        Step(
            key=DrawStep.COMMITMENT.value,
            label="各方承诺",
            basis=rules.DRAWS,
            actor=_WITNESSES,
            after=(DrawStep.POOL.value,),
            required_when=rules.parties_commit,
            guards=_GOES_ON,
            of_today=True,
        ),
        Step(
            key=DrawStep.WITHDRAWAL.value,
            label="撤回承诺值",
            basis=rules.DRAWS,
            actor=_WITNESSES,
            after=(DrawStep.POOL.value,),
            guards=(*_GOES_ON, rules.nobody_has_opened),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        Step(
            key=DrawStep.OPENING.value,
            label="各方公开",
            basis=rules.DRAWS,
            actor=_WITNESSES,
            after=(DrawStep.COMMITMENT.value,),
            required_when=rules.parties_commit,
            guards=(*_GOES_ON, rules.all_have_committed),
            of_today=True,
        ),
        Step(
            key=DrawStep.OUTCOME.value,
            label="录入点数或者结果",
            basis=rules.DRAWS,
            actor=_SCRIBES,
            after=(DrawStep.POOL.value,),
            required_when=rules.outcome_is_written,
            guards=(*_GOES_ON, rules.event_has_happened, rules.seed_is_not_bound),
            repeatable=True,
            of_today=True,
        ),
        Step(
            key=DrawStep.SEED.value,
            label="确定种子",
            basis=rules.DRAWS,
            actor=_CHECKERS,
            after=(DrawStep.POOL.value, DrawStep.OPENING.value, DrawStep.OUTCOME.value),
            guards=(*_GOES_ON, rules.all_have_opened, rules.event_has_happened),
            of_today=True,
        ),
        Step(
            key=DrawStep.RUN.value,
            label="执行抽取",
            basis=rules.DRAWS,
            actor=_DRAWERS,
            after=(DrawStep.SEED.value,),
            guards=(
                *_STANDS,
                rules.run_follows_the_seed,
                rules.visits_have_not_ended,
            ),
            of_today=True,
        ),
        Step(
            key=DrawStep.CHANGE.value,
            label="更换检查人员",
            basis=rules.RECUSAL,
            actor=_DRAWERS,
            after=(DrawStep.RUN.value,),
            guards=(*_STANDS, rules.visits_have_not_ended),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        Step(
            key=DrawStep.RESULT.value,
            label="登记部门结果",
            basis=rules.DRAWS,
            actor=_DRAWERS,
            after=(DrawStep.RUN.value,),
            repeatable=True,
            optional=True,
        ),
        Step(
            key=DrawStep.CLOSED.value,
            label="登记抽中单位不再检查",
            basis=rules.DRAWS,
            actor=_DRAWERS,
            after=(DrawStep.RUN.value,),
            guards=(rules.draw_is_not_repeated,),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
    ),
)
