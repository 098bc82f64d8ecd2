"""What the words of minutes resolve: an amount that is fined, nothing punished, another day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.kernel.money import amounts_in

#: Of whom else, or of which part, a clause speaks.
_OF_OTHERS: Final = re.compile(
    r"(?:法定代表人|负责人|责任人员)(?!同意|决定|认为|意见)|对其(?!本)|其[他余]|另案|部分|第.项|分别|各[处罚]"
)
#: What somebody asks for or thinks is no resolution.
_ASKED: Final = re.compile(r"请求|申请|要求|当事人.*(?:主张|提出|认为|称)|的(?:意见|主张|理由)")
#: An amount stands where a fine is named.
_FINED: Final = re.compile(
    r"(?:罚款?|处以?|[减降]轻?[为至到]|改[为处]|[定整更]为)"
    r"(?:人民币|共计?|合计|总额|金额|数额|[为:¥])*$"
)
_FINE_AFTER: Final = re.compile(r"(?:人民币|整|的|\([^)]*\))*罚款(?![幅限])")
#: The law's span, what was told before, what is not done.
_NO_RESULT: Final = re.compile(
    r"幅度|最[高低多少]|[上下]限|可以?[处罚]|拟(?:处以|处罚|罚|定)|告知|原(?!则)|违法所得|损失"
    r"|不(?:应当?|宜|能|予|再|同意|得|可)[^,]*(?:减|降|改|罚|处|定)|[\d元万][至到~—-]$"
)
_SPAN: Final = re.compile(r"以[上下内]|[至到~—-]\d|\.?不(?:能|予|应|宜|同意)")
#: How words say that nothing is punished, that something is not, that nothing is resolved yet.
_SPARES: Final = re.compile(
    r"(?:不予|不应当?|不再|不给予|免予|免于|免除|无需|不需要?)(?:给予|予以|作出)?(?:行政)?(?:处罚|罚款)"
    r"|不处罚|不罚|免罚|撤销案件|销案|不同意(?:给予|予以)?(?:行政)?处罚(?![数金幅种较过偏])"
    r"|本案不(?:能)?成立|^(?:予以|直接|同意)?结案$|代替(?:行政)?(?:处罚|罚款)"
    r"|[只仅](?:给予|予以|作|进行)?(?:口头)?(?:批评|教育)"
)
_NOT: Final = re.compile(
    r"(?:不(?:属于?|具[备有]|符合|应当?|能|宜|得|构成|适用|存在|可以?|同意|是|满足|足以)"
    r"|没有|无|并非|未达到)(?:应当?|可以|法定的?|依法|[对给]?[予其]|当事人)*$"
)
_GROUND: Final = re.compile(r"的?(?:情形|条件|规定|标准|请求|意见|主张|申请|理由|要求)")
_DENIED: Final = re.compile(r"不|没有|无|并非|未|缺乏|难以")
_POSTPONED: Final = re.compile(
    r"暂(?:缓|不)(?:给予|作出)?(?:行政)?(?:处罚|罚款|决定)|再行?(?:议|讨论|研究)(?!后)"
    r"|待(?:进一步)?补充(?:调查|证据)"
)
_PART: Final = re.compile(r"减半|(?:百分之[^,]+|%|一半|折)(?:的数额|数额)?(?:罚款|处罚|处以)")


def fined_amounts(text: str) -> frozenset[int]:
    """
    Return the amounts that a text names as what is fined, in fen.

    >>> sorted(fined_amounts("决定罚款1,000；减为五万四千元；处5万4千元罚款。"))
    [100000, 5400000]
    >>> fined_amounts("罚款幅度为5万元以上20万元以下，违法所得2000元，请求减至3万元不予采纳。")
    frozenset()
    """
    return frozenset(
        fen
        for clause in _own_clauses(text)
        for before, fen, after in amounts_in(clause)
        if (_FINED.search(before) or _FINE_AFTER.match(after))
        and not _NO_RESULT.search(before)
        and not _SPAN.match(after)
    )


def says_spared(text: str) -> bool:
    """
    Return whether a clause says that nothing is punished, and not of somebody else.

    >>> [says_spared(one) for one in ("经讨论，不予行政处罚。", "撤销案件，不罚。", "免罚。")]
    [True, True, True]
    >>> [says_spared(one) for one in ("对其主要负责人不予处罚。", "请求不予处罚的意见不能成立。")]
    [False, False]
    """
    return _says(_SPARES, text)


def says_postponed(text: str) -> bool:
    """
    Return whether a clause leaves the resolution to another day.

    >>> [says_postponed(one) for one in ("暂缓处罚，再议。", "经补充调查后，同意处罚。")]
    [True, False]
    """
    return _says(_POSTPONED, text)


def says_a_part(text: str) -> bool:
    """
    Return whether a clause fines a part of what is proposed and names no amount.

    >>> [says_a_part(one) for one in ("减半处罚。", "请求减半处罚的意见不予采纳。")]
    [True, False]
    """
    return _says(_PART, text)


def _says(words: re.Pattern[str], text: str) -> bool:
    """Return whether a clause of the party's own has the words and does not deny them."""
    return any(
        not _is_denied(one[: hit.start()], one[hit.end() :])
        for one in _own_clauses(text)
        for hit in words.finditer(one)
    )


def _own_clauses(text: str) -> Iterator[str]:
    """Yield the clauses that speak of the party itself and tell no more than what is resolved."""
    joined = re.sub(r"(?<=\d)[，,](?=\d{3})", "\0", re.sub(r"[ \t\u3000]", "", text))
    for part in re.split(r"[，,。；;、！!\s]", joined):
        clause = part.replace("\0", ",")
        if not _OF_OTHERS.search(clause) and not _is_asked(clause):
            yield clause


def _is_asked(clause: str) -> bool:
    """Return whether it tells what somebody asks for; that one agrees with is resolved."""
    return bool(_ASKED.search(clause)) and not clause.startswith(("同意", "采纳", "支持"))


def _is_denied(before: str, after: str) -> bool:
    """Return whether words around a hit say that it is not so."""
    if _NOT.search(before):
        return True
    return bool(_GROUND.match(after) and (_DENIED.search(before) or _DENIED.search(after)))
