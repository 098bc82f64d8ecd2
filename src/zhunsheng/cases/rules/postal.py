"""What the return receipt of a posted paper proves: only what was signed for was delivered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from zhunsheng.cases.choices import PostalResult
from zhunsheng.cases.rules.drafts import DeliveryDraft
from zhunsheng.cases.rules.saying import LEFT
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import names_a_paper

POSTED: Final[Citation] = cite("CPL-2023:91")
PUBLIC_NOTICE: Final[Citation] = cite("CPL-2023:95")
#: The number of a mail, and nothing of what became of it.
_MAIL: Final = re.compile(r"[0-9A-Za-z－ -]+")


def posted_findings(draft: DeliveryDraft, *, on: date) -> Iterator[Finding]:
    """
    Yield why a posted paper is not delivered, or not on that day (民事诉讼法 91).

    The day of delivery is that of the return receipt. What was refused, or came back, reached
    nobody: it is delivered in another way.
    """
    number, result = draft.postal_receipt, draft.postal_result
    if not names_a_paper(number) or not _MAIL.fullmatch(number.strip()):
        yield Finding(
            "delivery.no_postal_receipt",
            "邮寄送达没有填写邮件号，或者填写了邮件号以外的文字",
            POSTED,
            "请填写邮件号，只填字母和数字；邮件的结果另行选择",
        )
    if result is None:
        yield Finding(
            "delivery.no_postal_result",
            "没有写明邮件的结果",
            POSTED,
            "请照回执选择签收、拒收或者邮件退回；没有收到回执的，等待回执",
        )
    elif result is PostalResult.REFUSED:
        yield Finding(
            "delivery.refused_by_post",
            "邮件被拒收，不是送达",
            LEFT,
            "请到受送达人的住所留置送达，由见证人签名或者拍照、录像记录；邮件和回执存入案卷",
        )
    elif result is PostalResult.RETURNED:
        yield Finding(
            "delivery.returned_by_post",
            "邮件被退回，没有送到受送达人，不是送达",
            PUBLIC_NOTICE,
            "请核对送达地址，改用直接、留置、委托等方式送达；"
            "受送达人下落不明，或者用其他方式无法送达的，公告送达；退回的邮件存入案卷",
        )
    elif draft.received_on != on:
        yield Finding(
            "delivery.postal_day",
            f"送达日期{on.isoformat()}不是回执注明的收件日期，或者没有填写收件日期",
            POSTED,
            "以回执注明的收件日期为送达日期，请照回执填写",
        )
