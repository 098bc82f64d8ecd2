"""What speaks against what a party said or signed away: by whom, in which words, on which paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from zhunsheng.cases.rules.drafts import RightsWaiverDraft
from zhunsheng.cases.rules.guards import HEARD
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import (
    are_outsiders,
    explains,
    nameless,
    own_people,
    signers,
    visible,
)

FACTS_FIRST: Final[Citation] = cite("APL-2021:40")
FACTS_TOLD: Final[Citation] = cite("APL-2021:44")
VERIFIED_FIRST: Final[Citation] = cite("APL-2021:46.2")
WHOLE_FILE: Final[Citation] = cite("APL-2021:47")
RECEIVED: Final[Citation] = cite("CPL-2023:88")
LEFT: Final[Citation] = cite("CPL-2023:89")
#: Most characters of what somebody said, of one line, of a number and of a line of names.
MOST_SAID: Final = 5000
MOST_LINE: Final = 200
MOST_NUMBER: Final = 60
MOST_NAME: Final = 60
#: A paper is told from others by its day or its number.
_DATED: Final = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})")
_NUMBERED: Final = re.compile(r"\d号")


def receiver_findings(
    receiver: str, *, speaker: str, staff: Collection[str]
) -> tuple[Finding, ...]:
    """Refuse a paper handed to nobody or to the bureau: it reached no party (61, 民事诉讼法 88)."""
    own = own_people(receiver, speaker=speaker, staff=staff)
    found = []
    if own:
        found.append(
            Finding(
                "delivery.to_staff",
                f"收件人{'、'.join(sorted(own))}是本局工作人员，文书没有送达当事人",
                RECEIVED,
                "请送交当事人、其法定代表人、负责收件的人或者代收人签收；同名的，"
                "在收件人姓名后的括号内写明单位和职务",
            )
        )
    if nobody := nameless(receiver) - signers(speaker):
        found.append(
            Finding(
                "delivery.to_nobody",
                f"收件人“{'、'.join(sorted(nobody))}”不是签收人的姓名",
                RECEIVED,
                "请照送达回证上的签名填写签收人的姓名，单位和职务写在括号内",
            )
        )
    return tuple(found)


def witness_findings(witness: str, *, speaker: str, staff: Collection[str]) -> tuple[Finding, ...]:
    """Refuse a witness of a left delivery who is nobody or of the bureau (民事诉讼法 89)."""
    if not visible(witness) or are_outsiders(witness, speaker=speaker, staff=staff):
        return ()
    return (
        Finding(
            "delivery.witness_unfit",
            f"见证人“{witness.strip()}”不是姓名，或者是本局工作人员，不能见证送达",
            LEFT,
            "请填写到场的基层组织或者受送达人所在单位代表的姓名；同名的，在姓名后的括号内写明"
            "单位和职务；没有见证人的，填写拍照、录像的记录编号",
        ),
    )


def length_findings(*texts: tuple[str, str, int]) -> Iterator[Finding]:
    """Yield of each text (label, text, most characters) that it is too long to be one."""
    for label, text, most in texts:
        if len(text) > most:
            yield Finding(
                "text.too_long",
                f"{label}共{len(text)}字，超过{most}字",
                FACTS_FIRST,
                "请压缩文字，详细内容作为证据材料附卷",
            )


def filler_findings(*texts: str) -> tuple[Finding, ...]:
    """Refuse a text that was filled in and says nothing; what may be left blank still may."""
    return tuple(
        Finding(
            "text.says_nothing",
            f"只填写了“{text.strip()}”，没有说明内容",
            FACTS_FIRST,
            "请写明具体的事实、理由或者意见",
        )
        for text in texts
        if visible(text) and not explains(text)
    )


def said_findings(text: str, by: str | None = None, handlers: str = "") -> tuple[Finding, ...]:
    """
    Refuse a statement, a waiver or an answer without words, of nobody (``by``), or of a handler.

    ``handlers`` are the names of those who handle the case: they speak for no party.
    """
    found = list(
        length_findings(("内容", text, MOST_SAID), ("提出人", by or "", MOST_NAME)),
    )
    if by is not None and not visible(by):
        found.append(Finding("statement.of_nobody", "没有写明提出人", HEARD, "请填写提出人"))
    if by and signers(by) & signers(handlers):
        found.append(
            Finding(
                "statement.of_a_handler",
                f"提出人{by}是本案承办人，不能代当事人陈述、申请或者放弃",
                HEARD,
                "请填写当事人或者其委托代理人的姓名",
            )
        )
    if not explains(text):
        found.append(Finding("statement.empty", "没有写明内容", HEARD, "请写明内容"))
    return tuple(found)


def rights_waiver_findings(
    draft: RightsWaiverDraft,
    *,
    has_scan: bool,
    pages: int,
    speaker: str,
    handlers: str,
    party: str,
    on: date,
    staff: Collection[str] = (),
    used_by: Collection[str] = (),
    used_before: Collection[str] = (),
) -> tuple[Finding, ...]:
    """
    Return what a waiver of a statement or a hearing lacks: it is signed, by who may (45, 47, 64).

    ``speaker`` is who speaks for the party by law: anybody else signs as an agent, and so does
    everybody where the record names no speaker; the authority of an agent is scanned with the
    waiver, so that there are two ``pages`` at least, and given by the day ``on`` of the waiver. The
    name of the ``party`` itself is no signature, but of a natural person. ``staff`` are the names
    of the bureau's own people: none signs for a party, a namesake of the speaker apart. ``used_by``
    are other papers to which the same scan was bound, ``used_before`` those of this
    case that waived the same right, or a right that an earlier notice told.
    """
    found = list(said_findings(draft.text, draft.by, handlers))
    found += length_findings(("授权委托书", draft.authorisation, MOST_LINE))
    by, principal = signers(draft.by), signers(speaker)
    if nobody := (nameless(draft.by) | (by & signers(party))) - principal:
        found.append(
            Finding(
                "waiver.of_nobody",
                f"声明人“{'、'.join(sorted(nobody))}”不是签名人的姓名",
                HEARD,
                "请照声明书上的签名填写当事人、其法定代表人（负责人）或者委托代理人的姓名",
            )
        )
    own = own_people(draft.by, speaker=speaker, staff=staff) - signers(handlers)
    if own:
        found.append(
            Finding(
                "waiver.of_staff",
                f"声明人{'、'.join(sorted(own))}是本局工作人员，不能代当事人放弃权利",
                HEARD,
                "请由当事人或者其委托代理人签名；同名的，在声明人一栏写明单位和职务",
            )
        )
    if used_by:
        found.append(
            Finding(
                "waiver.scan_of_another",
                f"同一份扫描件已经作为其他文书的签名原件：{'、'.join(used_by)}",
                VERIFIED_FIRST,
                "请上传本案当事人签名的书面声明；一份声明只用于一个案件",
            )
        )
    if used_before:
        found.append(
            Finding(
                "waiver.scan_used",
                f"同一份扫描件已经作为此前告知或者同一权利的书面声明：{'、'.join(used_before)}",
                FACTS_TOLD,
                "重新告知后，请上传当事人针对本次告知签名的书面声明",
            )
        )
    if not has_scan:
        found.append(
            Finding(
                "waiver.no_scan",
                "没有上传当事人签名的书面声明",
                WHOLE_FILE,
                "请当事人在声明书上签名或者盖章，扫描后上传；没有书面声明的，等待期限届满",
            )
        )
    if by and by != principal:
        found += _authority(draft, pages=pages, speaker=speaker, on=on)
    return tuple(found)


def _given_by(authorisation: str, on: date) -> bool:
    """Return whether an authority names its day, not after the waiver, or else its number."""
    plain = unicodedata.normalize("NFKC", visible(authorisation))
    dated = _DATED.search(plain)
    if dated is None:
        return _NUMBERED.search(plain) is not None
    try:
        return date(*map(int, dated.groups())) <= on
    except ValueError:
        return False


def _authority(
    draft: RightsWaiverDraft, *, pages: int, speaker: str, on: date
) -> Iterator[Finding]:
    """Yield what the authority of who signs for a party lacks: its day or number, its scan."""
    if not _given_by(draft.authorisation, on):
        whose = f"{speaker}本人" if signers(speaker) else "登记的法定代表人（负责人），案卷没有登记"
        yield Finding(
            "waiver.no_authorisation",
            f"声明人{draft.by}不是{whose}，没有写明授权委托书的日期或者编号，或者日期晚于声明日期",
            HEARD,
            "请填写授权委托书的日期（如2025年3月3日）或者编号（如第2号），并与声明书一并扫描；法定代表人本人签名的，"
            "先在监管对象中登记法定代表人",
        )
    if pages == 1:
        yield Finding(
            "waiver.authorisation_unscanned",
            f"扫描件只有1页，没有声明人{draft.by}的授权委托书",
            WHOLE_FILE,
            "请将声明书和授权委托书扫描成一个PDF文件后上传；没有授权委托书的，由当事人本人签名"
            "或者等待期限届满",
        )
