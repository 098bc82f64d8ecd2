"""Sites of an entity: a name, an address, a point inside the country. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says
from zhunsheng.registry.rules.entity import CLASSED_SUPERVISION

#: Degrees between which a point lies in the country.
LONGITUDES: Final = (Decimal(73), Decimal(136))
LATITUDES: Final = (Decimal(3), Decimal(54))


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """A place of an entity; both coordinates in degrees, or none."""

    name: str
    address: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None


def site_findings(draft: SiteDraft) -> tuple[Finding, ...]:
    """Return every reason against entering a site."""
    found = []
    if not says(draft.name):
        found.append(_refusal("name", "未填写场所名称", "请填写场所名称"))
    if (draft.longitude is None) != (draft.latitude is None):
        found.append(_refusal("half", "经度和纬度只填了一个", "请同时填写，或者都不填"))
    for value, (least, most), what, label in (
        (draft.longitude, LONGITUDES, "longitude", "经度"),
        (draft.latitude, LATITUDES, "latitude", "纬度"),
    ):
        if value is not None and not least <= value <= most:
            message = f"{label}{value}不在{least}至{most}之间"
            found.append(_refusal(what, message, "请核对经度和纬度是否填反，以度为单位"))
    return tuple(found)


def _refusal(what: str, message: str, next_step: str) -> Finding:
    return Finding(f"registry.site.{what}", message, CLASSED_SUPERVISION, next_step)
