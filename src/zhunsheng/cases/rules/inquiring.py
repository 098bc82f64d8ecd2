"""What taking evidence asks of a case: things and opinions are settled, the party was asked."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains

PRESERVATION: Final = cite("APL-2021:56")
COLLECTING: Final = cite("APL-2021:54.1")
FACTS: Final = cite("APL-2021:40")
OR: Final = "或者"
ASKING: Final = cite("APL-2021:55.2")


def preservations_are_settled(facts: CaseFacts) -> Finding | None:
    """Refuse to go on while preserved evidence waits for a decision (行政处罚法 56)."""
    if facts.preservation_lapsed:
        return Finding(
            "case.preservation.lapsed",
            "先行登记保存的证据逾期未处理，措施已自动解除，尚未登记返还或者解除",
            PRESERVATION,
            "请在“调查取证”中登记解除，并将证据返还当事人",
        )
    if facts.preservation_open:
        return Finding(
            "case.preservation.open",
            "先行登记保存的证据尚未处理",
            PRESERVATION,
            "请先在“调查取证”中对保存的证据作出处理决定",
        )
    return None


def opinions_are_settled(facts: CaseFacts) -> Finding | None:
    """Refuse to judge while an expert is at work whose opinion was asked for (行政处罚法 54)."""
    if not facts.experts_awaited:
        return None
    return Finding(
        "case.expert.awaited",
        f"鉴定意见尚未收到：{'、'.join(sorted(facts.experts_awaited))}",
        COLLECTING,
        "请在“调查取证”中登记鉴定意见；不再等待的，由承办人写明理由终止鉴定委托",
    )


def definite_findings(*facts: str) -> tuple[Finding, ...]:
    """Refuse facts in the alternative: what was not found does not stand (行政处罚法 40)."""
    return tuple(
        Finding(
            "case.facts.alternative",
            f"违法事实“{_around(text)}”写了“或者”，没有写明查明的是哪一种情形",
            FACTS,
            "请按证据写明查明的情形：只有一种的写这一种，几种都有的逐一写明",
        )
        for text in facts
        if OR in text
    )


def _around(text: str) -> str:
    """Return the words about the alternative, enough to find it in a long text."""
    at = text.index(OR)
    return text[max(0, at - 20) : at + 20]


def interview_findings(*, required: bool, asked: bool, reason: str) -> tuple[Finding, ...]:
    """Refuse a report without an interview, or why there is none, where the bureau asks so (55)."""
    if not required or asked or explains(reason):
        return ()
    return (
        Finding(
            "case.interview.none",
            "没有询问笔录，也没有说明未能询问的原因（本机关要求普通程序案件询问当事人或者有关人员）",
            ASKING,
            "请询问当事人或者有关人员；无法询问的，在报告中写明原因",
        ),
    )
