"""Authorities as papers name them: the bureau itself, and those above it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from zhunsheng.kernel.names import are_outsiders, visible

#: A government or a court, by its full name; the own government may annul as well.
_GOVERNMENT: Final = re.compile(r"(?![本我该]).{2,}(人民政府|法院)|国务院")
#: An authority of the state, and one of a place: the place is what its name begins with.
_CENTRAL: Final = re.compile(r"(国务院|国家|中华人民共和国).+(局|部|委员会)|应急管理部")
_LOCAL: Final = re.compile(r"(?P<place>.{2,}[省市州盟区县旗]|.+兵团).{2,}(局|厅|委员会)")
#: What ends so is a department or a part of one, which is above the bureau or is not.
_DEPARTMENT: Final = re.compile(r".*([局厅科股所]|大队|中队|街道|办事处)")
_OFFICE: Final = re.compile(r"(办公室|办公厅)$")
_OWN: Final = re.compile(r"[本我该].*")


def is_authority(body: str, *, bureau: str) -> bool:
    """
    Return whether a text names a government, a court or an authority above the bureau in full.

    >>> own = "示例市示例区应急管理局"
    >>> above = ("示例区人民政府", "示例市应急管理局", "示例省应急管理厅", "应急管理部")
    >>> [is_authority(one, bureau=own) for one in above]
    [True, True, True, True]
    >>> itself = (own, "示例区应急局", "区应急局", "本局", "应急管理局", "示例应急局")
    >>> any(is_authority(one, bureau=own) for one in itself)
    False
    >>> is_authority("示例市示例区应急局", bureau="示例区应急管理局")
    False
    >>> others = ("某市应急管理局", "-1", "示例甲", "本级人民政府", "示例区公安局", "公司法务部")
    >>> any(is_authority(one, bureau=own) for one in others)
    False
    """
    said = visible(body)
    if not are_outsiders(body, staff=(bureau,)):
        return False
    if _GOVERNMENT.fullmatch(said) or _CENTRAL.fullmatch(said):
        return True
    of, own = _LOCAL.fullmatch(said), _LOCAL.fullmatch(visible(bureau))
    place = own["place"] if own else visible(bureau)
    # Of the same place it is the bureau by a shorter name, or a neighbour that is not above it.
    if of is None or said.startswith(place):
        return False
    return not place.endswith(of["place"]) and not of["place"].endswith(place)


def is_own(body: str, *, bureau: str, units: Collection[str] = ()) -> bool:
    """
    Return whether a text names the bureau, a part of it, a unit of it or a department beside it.

    The government of the place and its committees are above the bureau; ``units`` are the names
    of its teams and streets.

    >>> own, units = "示例市示例区应急管理局", ("执法一队", "示例街道")
    >>> below = (own, "示例区应急局", "应急管理局", "本机关", "示例区应急管理局办公室", "执法一队")
    >>> all(is_own(one, bureau=own, units=units) for one in below)
    True
    >>> below = ("示例街道办事处", "示例区政府示例街道", "示例区应急执法大队", "示例区公安局")
    >>> all(is_own(one, bureau=own, units=units) for one in below)
    True
    >>> above = ("示例区安全生产委员会", "示例区安委会办公室", "示例区人民政府", "示例市应急管理局")
    >>> any(is_own(one, bureau=own, units=units) for one in above)
    False
    """
    said = visible(body)
    part = _OFFICE.sub("", said)
    named = (visible(one) for one in units)
    if _OWN.fullmatch(said) or visible(bureau) in said or any(_holds(said, one) for one in named):
        return True
    return _DEPARTMENT.fullmatch(part) is not None and not is_authority(part, bureau=bureau)


def _holds(said: str, unit: str) -> bool:
    """Return whether a text is the name of a unit, or begins or goes on with that of a street."""
    is_street = unit.endswith(("街道", "镇", "乡", "办事处"))
    return said == unit or (is_street and unit.removesuffix("办事处") in said)
