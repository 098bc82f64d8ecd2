"""An earlier penalty of the record: it is weighed, and no reason speaks of a first violation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from zhunsheng.cases.choices import FirstOffence
from zhunsheng.cases.rules.shares import Share
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains

PROVEN: Final[Citation] = cite("APL-2021:40")
#: Facts, nature and circumstances are what a penalty is measured by (行政处罚法 5.2).
MEASURED: Final[Citation] = cite("APL-2021:5.2")
_FIRST: Final = re.compile(
    r"(?<!不)(?<!非)(?<!不是)(?<!不属)(?<!不属于)(?<!不系)(?<!不再是)"
    r"(?:初犯|首犯"
    r"|(?:初次|首次|第一次)(?:违法|违反|实施违法|发生违法|被查处|被处罚|受到处罚)"
    r"|(?:系|属|属于|为|是)(?:初次|首次|首违))"
)


def speaks_of_a_first(text: str) -> bool:
    """
    Return whether a reason says that the party breaks the law for the first time.

    >>> [speaks_of_a_first(one) for one in ("当事人系初犯。", "初次违法，从轻。", "为首次被查处")]
    [True, True, True]
    >>> [speaks_of_a_first(one) for one in ("并非初次违法。", "不属于初犯", "首次检查时已经告知")]
    [False, False, False]
    """
    return _FIRST.search(text) is not None


def contradicting_findings(shares: Iterable[Share], reasons: Iterable[str]) -> tuple[Finding, ...]:
    """Refuse reasons that speak of a first violation while the record shows an earlier one."""
    if not any(one.first is FirstOffence.NO for one in shares):
        return ()
    if not any(speaks_of_a_first(one) for one in reasons):
        return ()
    return (
        Finding(
            "fine.reason_contradicted",
            "裁量理由写明当事人初次违法，与以往违法记录不符",
            PROVEN,
            "请删去该内容，按以往违法记录写明裁量理由；记录的决定已经失效的，先在该案登记",
        ),
    )


def unweighed_findings(share: Share) -> tuple[Finding, ...]:
    """Refuse to pass over a penalty for the same violation: it weighs, or it is said why not."""
    if not share.repeats_unsaid or explains(share.draft.first_reason):
        return ()
    return (
        Finding(
            "fine.repeat_unsaid",
            f"以往违法记录中当事人因“{share.label}”受过处罚，"
            "没有认定是否属于因同类违法行为受过处罚后再次违法",
            MEASURED,
            "请认定该项从重情节并选择证明的证据；不认定的，"
            "在“与比对结论不一致的理由”中写明该决定为什么不作为从重情节",
        ),
    )
