"""A draw as a procedure: the pool is published, then a seed is bound, then tickets decide."""

from __future__ import annotations

from typing import Final

from zhunsheng.draw import rules
from zhunsheng.draw.choices import DRAWERS, DrawStep
from zhunsheng.draw.rules import DrawFacts
from zhunsheng.kernel.procedure import Procedure, Step

_ROLES: Final = frozenset(role.value for role in DRAWERS)

RANDOM_DRAW: Final[Procedure[DrawFacts]] = Procedure(
    key="draw",
    label="双随机抽查",
    basis=rules.DRAWS,
    steps=(
        Step(key=DrawStep.POOL.value, label="公布名录", basis=rules.DRAWS, actor=_ROLES),
        Step(
            key=DrawStep.SEED.value,
            label="确定种子",
            basis=rules.DRAWS,
            actor=_ROLES,
            after=(DrawStep.POOL.value,),
            guards=(rules.seed_follows_the_pool,),
        ),
        Step(
            key=DrawStep.RUN.value,
            label="执行抽取",
            basis=rules.DRAWS,
            actor=_ROLES,
            after=(DrawStep.SEED.value,),
            guards=(rules.run_follows_the_seed,),
        ),
    ),
)
