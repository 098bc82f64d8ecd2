"""That a decision fell by a paper of others which no remedy of the house brought (48, 75.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from zhunsheng.cases.choices import AnnulmentKind, DecisionChange
from zhunsheng.cases.rules.challenged import (
    MENDED,
    REMEDY,
    WITHDRAWAL,
    ChangeDraft,
    change_findings,
    open_remedies,
)
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.authorities import is_authority
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import names_a_paper, visible


@dataclass(frozen=True, slots=True)
class AnnulmentDraft:
    """How a decision lost its force, who said so, and the number of that paper."""

    kind: AnnulmentKind
    body: str
    number: str


def annulment_findings(
    draft: AnnulmentDraft,
    facts: CaseFacts,
    *,
    has_scan: bool,
    bureau: str,
    papers: Collection[str] = (),
    on: date,
) -> tuple[Finding, ...]:
    """
    Return why it cannot be entered that others ended the decision.

    It is asked for what a remedy is asked for; ``papers`` are those with which remedies ended.
    """
    change = ChangeDraft(DecisionChange(draft.kind.value), draft.body, draft.number)
    found = list(change_findings(change, facts, fine_fen=0, on=on))
    if draft.kind is AnnulmentKind.WITHDRAWN:
        found.insert(
            0,
            Finding(
                "annulment.own_withdrawal",
                "本机关自行撤销决定，不能只作登记",
                MENDED,
                "请由主要负责人办理“自行撤销决定”，制作撤销决定书并送达当事人",
            ),
        )
    if not is_authority(draft.body, bureau=bureau):
        found.append(
            Finding(
                "annulment.no_authority",
                "没有写明有权撤销的机关的全称：本机关、本级其他部门不在其列",
                WITHDRAWAL,
                "请按文书填写上级机关、复议机关或者人民法院的全称；本机关自行撤销的，办理“自行撤销决定”",
            )
        )
    if not names_a_paper(draft.number):
        found.append(
            Finding(
                "annulment.no_number",
                "没有填写完整的文书号",
                WITHDRAWAL,
                "请按文书填写文书号",
            )
        )
    if not has_scan:
        found.append(
            Finding(
                "annulment.no_scan",
                "没有上传撤销决定或者确认决定无效的文书",
                WITHDRAWAL,
                "原决定据此失去效力，请上传该文书的扫描件",
            )
        )
    running = "、".join(kind.label for kind in open_remedies(facts))
    if running or visible(draft.number) in set(map(visible, papers)):
        found.append(
            Finding(
                "annulment.of_a_remedy",
                f"对本案决定的{running}尚未终结" if running else "该文书已经登记为复议、诉讼的结果",
                REMEDY,
                "复议、诉讼的结果在“复议诉讼”中登记，原决定据此变更或者失去效力",
            )
        )
    return tuple(found)


def annulment_is_reported(facts: CaseFacts) -> Finding | None:
    """Refuse to confirm what nobody entered."""
    if facts.last("annulment_report") > facts.last("decision_changed"):
        return None
    return Finding(
        "annulment.none",
        "没有待确认的决定失效登记",
        WITHDRAWAL,
        "收到撤销决定的文书的，先“登记决定失效”并上传文书",
    )


def by_another_person(facts: CaseFacts) -> Finding | None:
    """Refuse who entered the paper to confirm it alone."""
    if not facts.by_reported:
        return None
    return Finding(
        "annulment.same_person",
        "登记决定失效的人员不能自行确认",
        WITHDRAWAL,
        "请由另一名负责人核对文书以后确认",
    )
