"""Pages of draws."""

from zhunsheng.draw.views.acting import change, closed_unit, partner_result, run
from zhunsheng.draw.views.publishing import pool
from zhunsheng.draw.views.reading import changes_file, detail, draw_list, paper, pool_file, record
from zhunsheng.draw.views.seeding import commitment, opening, outcome, seed, withdrawal

__all__ = [
    "change",
    "changes_file",
    "closed_unit",
    "commitment",
    "detail",
    "draw_list",
    "opening",
    "outcome",
    "paper",
    "partner_result",
    "pool",
    "pool_file",
    "record",
    "run",
    "seed",
    "withdrawal",
]
