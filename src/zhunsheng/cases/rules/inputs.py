"""What speaks against values of a form, honest or forged: impossible days, sums and people."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.rules.facts import ENDS, CaseFacts
from zhunsheng.cases.rules.guards import (
    HEARD,
    by_a_handler,
    by_certified,
    by_without_interest,
    not_suspended,
    not_with_police,
)
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, own_people

FACTS_FIRST: Final[Citation] = cite("APL-2021:40")
WHOLE_FILE: Final[Citation] = cite("APL-2021:47")
SPOT_HANDED_OVER: Final[Citation] = cite("APL-2021:52.1")
DECIDED_ON: Final[Citation] = cite("APL-2021:57.1")
#: What must hold for evidence to join a file that is not decided.
ADMITTING: Final = (
    not_suspended,
    not_with_police,
    by_a_handler,
    by_certified,
    by_without_interest,
)
PUBLIC_NOTICE: Final[Citation] = cite("CPL-2023:95")


def once(keys: Iterable[str]) -> tuple[str, ...]:
    """
    Return the violations without repetition: one violation is punished once.

    >>> once(("safety.97-7", "safety.97-7"))
    ('safety.97-7',)
    """
    return tuple(dict.fromkeys(keys))


def ended_findings(*, ended_on: date | None, on: date) -> tuple[Finding, ...]:
    """Refuse a violation that is said to have ended after the day of the act."""
    if ended_on is None or ended_on <= on:
        return ()
    return (
        Finding(
            "clue.ends_later",
            f"违法行为终了日期{ended_on.isoformat()}晚于办理日期",
            FACTS_FIRST,
            "违法行为仍在继续的，不填写终了日期",
        ),
    )


def changed_law_findings(changed: Iterable[str]) -> tuple[Finding, ...]:
    """Refuse a decision whose amounts rest on law that is no longer that of the day."""
    labels = "、".join(changed)
    if not labels:
        return ()
    return (
        Finding(
            "decision.law_changed",
            f"自提出拟处理意见以来，适用的法律或者裁量基准已有变化：{labels}",
            cite("APL-2021:37"),
            "请按现行规定重新推算，重新提出拟处理意见",
        ),
    )


def territory_findings(*, entity_street: UUID | None, own: UUID | None) -> tuple[Finding, ...]:
    """Refuse an officer of a street who punishes a party outside of that street."""
    if own is not None and entity_street == own:
        return ()
    return (
        Finding(
            "summary.not_in_own_street",
            "当事人不在本街道（镇）辖区内",
            cite("APL-2021:20.4"),
            "请核对监管对象的所在街道（镇），辖区外的提请本局查处",
        ),
    )


def handed_up_findings(source: SourceKind) -> tuple[Finding, ...]:
    """Refuse an officer of a street who brings a clue in any way but by handing it up."""
    if source is SourceKind.HANDED_UP:
        return ()
    return (
        Finding(
            "clue.not_handed_up",
            "街道（镇）发现的线索应当提请本局查处",
            cite("APL-2021:20.4"),
            f"请将线索来源选择为“{SourceKind.HANDED_UP.label}”",
        ),
    )


def source_findings(*, is_of_party: bool) -> tuple[Finding, ...]:
    """Refuse an inspection as the source of a case that was no inspection of the party."""
    if is_of_party:
        return ()
    return (
        Finding(
            "clue.inspection_of_another",
            "来源检查不是对本案当事人的检查",
            FACTS_FIRST,
            "请从当事人的检查记录登记线索，或者更正线索来源",
        ),
    )


def visit_findings(*, is_advice: bool, unapproved_on: date | None) -> tuple[Finding, ...]:
    """
    Refuse, as the source of a case, advice, resumption, or a visit that no head approved (54号).

    ``unapproved_on`` is the day of an urgent visit whose approval is not made up yet.
    """
    if unapproved_on is not None:
        return (
            Finding(
                "clue.from_unapproved",
                f"来源是{unapproved_on.isoformat()}的紧急检查，负责人还没有补办检查审批，"
                "检查所得的材料不能作为线索登记或者立案的根据",
                cite("GBF-2024-54"),
                "请先由负责人在该次检查的页面补办检查审批，补办以后再登记线索、立案",
            ),
        )
    if not is_advice:
        return ()
    return (
        Finding(
            "clue.from_advice",
            "来源是指导服务或者复工复产检查，不是执法检查，发现的问题不能直接作为处罚线索",
            cite("GBF-2024-54"),
            "请督促该单位整改；需要查处的，另行审批执法检查并依法取证后登记线索",
        ),
    )


def referred_findings(cases: Iterable[str]) -> tuple[Finding, ...]:
    """Refuse what an inspection found as a second case; ``cases`` already hold it (第二十九条)."""
    names = "、".join(cases)
    if not names:
        return ()
    return (
        Finding(
            "clue.referred_before",
            f"本次检查发现的同一违法行为已经登记为案件：{names}",
            cite("APL-2021:29"),
            "请在该案中一并办理；该案决定不予立案后又有新的事实的，可以重新登记",
        ),
    )


def again_findings(before: Iterable[str]) -> tuple[Finding, ...]:
    """Refuse a second penalty for one violation; ``before`` are the numbers of the first ones."""
    numbers = "、".join(before)
    if not numbers:
        return ()
    return (
        Finding(
            "case.punished_before",
            f"对同一来源的同一违法行为已经作出处罚决定：{numbers}",
            cite("APL-2021:29"),
            "同一个违法行为不得给予两次以上罚款的处罚；属于另一违法行为的，按另行发现的事实登记线索",
        ),
    )


def receipt_key(receipt: str) -> str:
    """
    Return the number of a receipt as it is kept and compared: no width, blanks, case, one dash.

    >>> receipt_key("\uff32\uff0d 1\u200b") == receipt_key("r-1")
    True
    >>> receipt_key("R\u20101") == receipt_key("r\u22121") == "R-1"
    True
    """
    folded = unicodedata.normalize("NFKC", receipt).upper()
    kinds = ((c, unicodedata.category(c)) for c in folded if not c.isspace())
    hidden = ("Cc", "Cf")
    minus = "\u2212"
    return "".join("-" if k == "Pd" or c == minus else c for c, k in kinds if k not in hidden)


def representation_findings(*, days: int, least: int, most: int) -> tuple[Finding, ...]:
    """Refuse a notice whose term for a statement is shorter or longer than the lawbook's bounds."""
    if days > most:
        return (
            Finding(
                "notice.term_too_long",
                f"陈述申辩期限{days}个工作日，多于法规库所列的{most}个工作日",
                HEARD,
                "请核对期限，期限过长的案件不能按期作出决定",
            ),
        )
    if days >= least:
        return ()
    return (
        Finding(
            "notice.term_too_short",
            f"陈述申辩期限{days}个工作日，少于法规库所列的{least}个工作日",
            HEARD,
            f"请填写不少于{least}个工作日的期限，或者不填写",
        ),
    )


def admission_findings(facts: CaseFacts) -> tuple[Finding, ...]:
    """
    Refuse evidence that would join a file after what was decided on it (57, 行政诉讼法 35).

    Nor does any join it while the investigation stands still (60) or the police have it (27); its
    certified officers collect it, none with an interest (42, 43).
    """
    if facts.takes_evidence:
        return tuple(found for guard in ADMITTING if (found := guard(facts)) is not None)
    if any(facts.done(step) for step in ENDS):
        return (
            Finding(
                "case.evidence.closed",
                "案卷已经结案，不能再加入证据",
                WHOLE_FILE,
                "结案后取得的材料另行登记线索",
            ),
        )
    return (
        Finding(
            "case.evidence.decided",
            "本案已经作出决定，决定所依据的案卷不能再加入证据",
            DECIDED_ON,
            "复议、诉讼中的材料在复议诉讼页面提交，执行中的材料在罚没款执行页面登记；"
            "发现新的违法事实的另行登记线索",
        ),
    )


def handed_over_findings(
    *, refusal: str, witness: str, staff: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Refuse to note that a party would not sign on the spot without who saw it (52.1)."""
    seen = explains(witness) and not own_people(witness, staff=staff)
    if (explains(refusal) and seen) or not (refusal.strip() or witness.strip()):
        return ()
    return (
        Finding(
            "spot.refusal_unwitnessed",
            "当事人拒绝签收的，拒收情况和本局以外的见证人（或者音像记录）应当一并写明",
            SPOT_HANDED_OVER,
            "请在决定书上注明拒收情况和见证人，或者填写音像记录编号；已经签收的两项都不填写",
        ),
    )


def obtained_findings(*, obtained_on: date, decided_on: date | None) -> tuple[Finding, ...]:
    """Refuse evidence of a decision on the spot that was obtained after it (40, 46)."""
    if decided_on is None or obtained_on <= decided_on:
        return ()
    return (
        Finding(
            "case.evidence.after_the_spot",
            f"取得日期{obtained_on.isoformat()}晚于当场处罚决定的日期{decided_on.isoformat()}",
            DECIDED_ON,
            "请核对取得日期；作出决定之后取得的材料不是决定的证据",
        ),
    )


def posting_findings(*, posted_on: date | None, issued_on: date | None) -> tuple[Finding, ...]:
    """Refuse a public notice that was posted before the paper that it delivers was issued."""
    if posted_on is None or issued_on is None or posted_on >= issued_on:
        return ()
    return (
        Finding(
            "delivery.posted_before_paper",
            f"公告日期{posted_on.isoformat()}早于文书作出日期{issued_on.isoformat()}",
            PUBLIC_NOTICE,
            "请核对公告日期，公告期自发出公告之日起算",
        ),
    )


def posted_proof_findings(posted_on: date | None, *, has_scan: bool) -> tuple[Finding, ...]:
    """Refuse a public notice of an earlier day on the word of who enters it alone (95)."""
    if posted_on is None or has_scan:
        return ()
    return (
        Finding(
            "delivery.no_posted_scan",
            f"没有上传{posted_on.isoformat()}发出的公告",
            PUBLIC_NOTICE,
            "公告在先、登记在后：请上传载明发布日期的公告（报纸版面、网页或者张贴照片）和记明经过的"
            "送达回证，扫描成一个文件",
        ),
    )
