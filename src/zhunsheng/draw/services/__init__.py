"""Acts of a draw: pool, commitments, openings, seed, draw, changes, results of departments."""

from zhunsheng.draw.rules import (
    Contribution,
    Exclusion,
    Partner,
    PoolDraft,
    PoolScope,
    Rates,
    SeedPlan,
    commitment_of,
)
from zhunsheng.draw.services.drawing import (
    change_officer,
    note_closed_unit,
    note_partner_result,
    run_draw,
)
from zhunsheng.draw.services.publishing import publish_pool
from zhunsheng.draw.services.seeding import (
    bind_seed,
    commit_contribution,
    enter_outcome,
    open_contribution,
    withdraw_commitment,
)

__all__ = [
    "Contribution",
    "Exclusion",
    "Partner",
    "PoolDraft",
    "PoolScope",
    "Rates",
    "SeedPlan",
    "bind_seed",
    "change_officer",
    "commit_contribution",
    "commitment_of",
    "enter_outcome",
    "note_closed_unit",
    "note_partner_result",
    "open_contribution",
    "publish_pool",
    "run_draw",
    "withdraw_commitment",
]
