"""What the public sees: published snapshots, power lists, and draws as they were announced."""

from zhunsheng.portal.queries.draws import (
    announced,
    draw_changes,
    draw_lines,
    draw_record,
    pool_file,
    pool_units,
    public_draw,
    verifier,
)
from zhunsheng.portal.queries.own import Own, OwnVisit, own, suspended_since
from zhunsheng.portal.queries.places import NotPublished, Place, place, places
from zhunsheng.portal.queries.powers import (
    power,
    power_bases,
    power_list,
    power_sheet,
    power_violations,
)
from zhunsheng.portal.queries.published import (
    ever_published,
    fallen,
    kind_counts,
    notice,
    notices,
    withdrawn,
    withdrawn_notice,
)

__all__ = [
    "NotPublished",
    "Own",
    "OwnVisit",
    "Place",
    "announced",
    "draw_changes",
    "draw_lines",
    "draw_record",
    "ever_published",
    "fallen",
    "kind_counts",
    "notice",
    "notices",
    "own",
    "place",
    "places",
    "pool_file",
    "pool_units",
    "power",
    "power_bases",
    "power_list",
    "power_sheet",
    "power_violations",
    "public_draw",
    "suspended_since",
    "verifier",
    "withdrawn",
    "withdrawn_notice",
]
