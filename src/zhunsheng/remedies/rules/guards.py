"""Guards of the two procedures: what must hold before a step."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.remedies.rules.facts import RemedyFacts

ANSWER: Final[Citation] = cite("ARL-2023:48")
NO_EVIDENCE: Final[Citation] = cite("ARL-2023:70")
BURDEN: Final[Citation] = cite("ALP-2017:34")
TWO_INSTANCES: Final[Citation] = cite("ALP-2017:85")
RECORDED: Final[Citation] = cite("APL-2021:47")


def in_order(facts: RemedyFacts) -> Finding | None:
    """Refuse an act that is dated before the last one of the remedy."""
    days = [act.on for act in facts.acts]
    if facts.on is None or not days or facts.on >= max(days):
        return None
    return Finding(
        "remedy.out_of_order",
        f"办理日期{facts.on.isoformat()}早于已办理步骤的日期{max(days).isoformat()}",
        RECORDED,
        "请核对办理日期",
    )


def answer_has_evidence(facts: RemedyFacts) -> Finding | None:
    """Refuse an answer without evidence, which would count as having none (行政复议法 70)."""
    if facts.evidence_items > 0:
        return None
    return Finding(
        "remedy.no_evidence",
        "没有提交作出决定的证据、依据，将视为决定没有证据、依据",
        NO_EVIDENCE,
        "请选择随答复提交的证据和文书",
    )


def defence_has_evidence(facts: RemedyFacts) -> Finding | None:
    """Refuse a defence without evidence, which the bureau has to bring (行政诉讼法 34)."""
    if facts.evidence_items > 0:
        return None
    return Finding(
        "remedy.no_evidence",
        "没有提交作出决定的证据和规范性文件，将视为没有相应证据",
        BURDEN,
        "请选择随答辩状提交的证据和文书",
    )


def ruling_may_go_further(facts: RemedyFacts) -> Finding | None:
    """Refuse a second instance without a ruling of first instance."""
    if facts.ruling_counts and not facts.is_in_second_instance:
        return None
    return Finding(
        "remedy.no_first_ruling",
        "没有可以上诉的一审裁判，或者已经进入二审",
        TWO_INSTANCES,
        "请先登记一审裁判文书",
    )


def one_ruling_an_instance(facts: RemedyFacts) -> Finding | None:
    """Refuse a second ruling of the same instance."""
    if not facts.ruling_counts:
        return None
    return Finding(
        "remedy.judged_already",
        "本审级的裁判文书已经登记",
        TWO_INSTANCES,
        "当事人上诉的，先登记进入二审",
    )


def ruling_exists(facts: RemedyFacts) -> Finding | None:
    """Refuse an effect without a ruling that can have it."""
    if facts.ruling_counts:
        return None
    return Finding(
        "remedy.no_ruling",
        "没有登记可以生效的裁判文书",
        TWO_INSTANCES,
        "请先登记裁判文书",
    )
