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
    r"(?:初犯|首犯|(?:初次|首次|第一次|头一次)(?:实施|发生)?(?:违法|违反|违规)"
    r"|(?:初次|首次|第一次|头一次)(?:因[^，。；]{1,20})?(?:被|受到?)(?:到)?(?:行政)?(?:查处|处罚|罚)"
    r"|(?:系|属|属于|为|是)(?:初次|首次|首违|第一次)(?!检查|复查|整改|发现))"
)
#: That no penalty and no violation went before, whatever the time is called.
_CLEAN: Final = re.compile(
    r"(?:未曾?|没有?|从未|不曾)(?:因[^，。；]{1,20})?(?:被|受)[到过]{0,2}"
    r"(?:任何|其他|我局的?)?(?:行政)?(?:处罚|查处|罚(?!款|金))(?![以之]外|的)"
    r"|(?:无|没有|未有|不存在|未发现(?:有|其)?)(?:任何|其他|以往的?|同类|既往的?|先前的?)?"
    r"(?:违法违规|违法|违规|行政处罚|处罚|不良)(?:行为)?的?(?:前科|记录|史)"
    r"|(?:此前|以前|以往|过去|从来|既往)[^，。；]{0,6}?(?:没有|未|无)(?:发生|实施|有)?过?(?:任何|其他|同类)?违[法规]"
    r"|从未(?:发生|实施|有)?过?(?:任何)?违[法规]|一[贯向]守法|(?:无|没有)前科"
)
#: A clause that denies what follows: 不能认定为, 并非.
_DENIED: Final = re.compile(r"(?:不能认定|不认定|并非|不属于|不是|不存在)[^，。；]{0,8}$")


def speaks_of_a_first(text: str) -> bool:
    """
    Return whether a reason says that the party breaks the law for the first time.

    >>> [speaks_of_a_first(one) for one in ("当事人系初犯。", "初次违法，从轻。", "为首次被查处")]
    [True, True, True]
    >>> [speaks_of_a_first(one) for one in ("并非初次违法。", "不属于初犯", "首次检查时已经告知")]
    [False, False, False]
    """
    plain = re.sub(r"\s", "", text)
    return any(
        not _DENIED.search(plain[: hit.start()])
        for words in (_FIRST, _CLEAN)
        for hit in words.finditer(plain)
    )


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
