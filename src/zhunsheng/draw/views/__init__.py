"""Pages of draws."""

from zhunsheng.draw.views.acting import partner_result, pool, run, seed
from zhunsheng.draw.views.reading import detail, draw_list, pool_file, record

__all__ = [
    "detail",
    "draw_list",
    "partner_result",
    "pool",
    "pool_file",
    "record",
    "run",
    "seed",
]
