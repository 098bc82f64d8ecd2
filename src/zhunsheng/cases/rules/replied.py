"""What speaks against a reply of police or procuratorate on a case that was handed over."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.choices import PoliceReply
from zhunsheng.cases.rules.guards.turning import CRIME, REPLY
from zhunsheng.cases.rules.objections import LEAST_REASON
from zhunsheng.cases.rules.turning import ReplyDraft
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import names_a_paper, says

#: What lets a case go on that the police opened: the reply that returns it.
RETURNS: Final = PoliceReply.RETURNED


def reply_findings(
    draft: ReplyDraft, *, police_opened: bool, has_scan: bool
) -> tuple[Finding, ...]:
    """
    Return what a reply of police or procuratorate lacks: body, number, the paper itself.

    On it hangs whether the case is punished or left to the criminal court (行政处罚法 27, 移送规定
    8): once the police opened a case, nothing but its return lets the bureau go on.
    """
    found = []
    if not says(draft.body, LEAST_REASON):
        found.append(Finding("reply.no_body", "没有写明答复机关", REPLY, "请填写其全称"))
    if not names_a_paper(draft.number):
        found.append(
            Finding("reply.no_number", "没有写明文书号", REPLY, "请照答复文书填写完整的文书号")
        )
    if not has_scan:
        found.append(
            Finding(
                "reply.no_scan",
                "没有上传公安机关、人民检察院的答复文书",
                REPLY,
                "请上传立案、不予立案通知书，或者退回案件的文书的扫描件",
            )
        )
    if police_opened and draft.outcome is not RETURNS:
        found.append(
            Finding(
                "reply.opened_before",
                "公安机关已经决定立案，不能再登记立案或者不予立案的答复",
                CRIME,
                f"公安机关撤销案件、人民检察院不起诉而退回的，登记“{RETURNS.label}”；"
                "没有退回的，等待处理结果",
            )
        )
    return tuple(found)
