"""Numbers of another year, differences from it, and means: what a total or a count is not."""

from __future__ import annotations

import re
from typing import Final

from zhunsheng.checker.quantities import Quantity, quantities

CHANGE: Final = (
    r"(?:净?增加|净?减少|增长|上升|提高|提升|下降|降低|回落|(?<![最至不更])多|(?<![最至不缺])少)"
)
OTHER_TIME: Final = (
    r"(?:上一?年度?|去年|前年|上一?季度|[一二三四]季度|上半年|上一?个?月|同期"
    r"|(?<!\d)(?:19|20)\d\d年)"
)
_DIFFERENCE: Final = re.compile(rf"{CHANGE}了?$")
_THEN: Final = re.compile(
    r"(?:上一?年度?|去年|前年|上年?同期|上一?季度|上一?个?月)(?:同期)?(?:的|为|是|共)?[^，。；：、（）\d]{0,10}$"
    rf"|(?:[较比与同]){OTHER_TIME}(?:同期)?(?:的)?[^，。；：、（）\d]{{0,10}}$"
)
_MEAN: Final = re.compile(r"(?:平均|[人户件案期次年月日]均|(?<!以)每)[^，。；：、（）\d]{0,6}$")
_NOW_AFTER_THEN: Final = re.compile(r"到$|至$|今年|本年|结转|遗留|受理|移交")
_CLAUSE_LIMIT: Final = 40


def is_compared(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is last year's, a difference from it (同比减少1起、1人), or a mean."""
    before = text[max(0, quantity.start - _CLAUSE_LIMIT) : quantity.start]
    clause = re.split(r"[，。；：（]", before)[-1]
    last = clause.rfind("、")
    if last >= 0 and not clause[last + 1 :]:
        earlier = list(quantities(clause, 0, last))
        return bool(earlier) and is_compared(clause, earlier[-1])
    own = clause[last + 1 :]
    if _NOW_AFTER_THEN.search(own):
        return False
    return any(pattern.search(own) for pattern in (_DIFFERENCE, _THEN, _MEAN))
