"""Amounts: the statutory range of a case, the ceiling of the summary procedure, heavier or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhunsheng.cases.choices import Circumstance
from zhunsheng.cases.rules.drafts import ProposalDraft, SummaryDraft
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text

NOT_HEAVIER: Final[Citation] = cite("APL-2021:45.2")
MITIGATION: Final[Citation] = cite("APL-2021:32")
SUMMARY: Final[Citation] = cite("APL-2021:51")


@dataclass(frozen=True, slots=True)
class FineRange:
    """
    The sum of the ranges of the violations of a case, both ends included, in fen.

    ``warning`` tells whether the law punishes one of them with a warning too.
    """

    least: int
    most: int
    basis: Citation
    verified: bool = True
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Intended:
    """
    What the party is told, or what is proposed: the facts, the fine, whether a warning.

    ``late`` tells that it rests on the second stage of a fine, for what was not put right in time.
    """

    facts: str
    fine_fen: int
    warning: bool
    late: bool = False


def notice_covers(told: Intended, proposed: Intended) -> bool:
    """
    Return whether a proposal stays within what the party was told (行政处罚法 44, 62).

    The facts are the same, the fine is no higher, no kind of penalty and no heavier stage joins.
    """
    return (
        told.facts == proposed.facts
        and proposed.fine_fen <= told.fine_fen
        and told.warning >= proposed.warning
        and told.late >= proposed.late
    )


def range_findings(
    *, fine_fen: int, warning: bool, circumstance: Circumstance, limits: FineRange
) -> Iterator[Finding]:
    """Yield why the amount does not lie where the law puts it, or the warning has no basis."""
    if warning and not limits.warning:
        yield Finding(
            "amount.warning_without_basis",
            "所选违法行为的罚则没有规定警告",
            cite("APL-2021:38"),
            "没有依据的处罚无效，请按罚则确定处罚种类",
        )
    if fine_fen == 0 and warning:
        return
    if fine_fen <= 0:
        yield Finding(
            "amount.nothing", "没有写明处罚内容", cite("APL-2021:9"), "请填写罚款数额或者选择警告"
        )
    if fine_fen > limits.most:
        yield Finding(
            "amount.above_range",
            f"罚款{yuan_text(fine_fen)}元超过法定上限{yuan_text(limits.most)}元",
            limits.basis,
            "请在法定幅度内确定数额",
        )
    if 0 < fine_fen < limits.least and circumstance is not Circumstance.MITIGATED:
        yield Finding(
            "amount.below_range",
            f"罚款{yuan_text(fine_fen)}元低于法定下限{yuan_text(limits.least)}元",
            MITIGATION,
            "没有减轻处罚情节的，不得低于法定下限；有减轻情节的请选择并说明",
        )


def proposal_findings(
    draft: ProposalDraft, *, limits: FineRange, notified_fen: int | None, was_heard: bool
) -> tuple[Finding, ...]:
    """Return what speaks against a proposal; a defence never makes it heavier."""
    found = list(
        range_findings(
            fine_fen=draft.fine_fen,
            warning=draft.warning,
            circumstance=draft.circumstance,
            limits=limits,
        )
    )
    heavier = notified_fen is not None and draft.fine_fen > notified_fen
    if heavier and was_heard and not draft.new_facts.strip():
        found.append(
            Finding(
                "amount.heavier_after_defence",
                "当事人陈述申辩、听证之后，拟处罚数额高于已告知的数额",
                NOT_HEAVIER,
                "不得因陈述申辩给予更重的处罚；确有新的事实和证据的请写明并再次告知",
            )
        )
    if not draft.discretion.strip():
        found.append(
            Finding(
                "amount.unreasoned", "没有写明裁量理由", cite("APL-2021:34"), "请写明裁量理由和阶次"
            )
        )
    return tuple(found)


def summary_findings(
    draft: SummaryDraft, *, limits: FineRange, ceiling_fen: int
) -> tuple[Finding, ...]:
    """Return what speaks against a penalty on the spot: its ceiling and the statutory range."""
    found: list[Finding] = []
    if draft.fine_fen > ceiling_fen:
        found.append(
            Finding(
                "summary.above_ceiling",
                f"罚款{yuan_text(draft.fine_fen)}元超过当场处罚上限{yuan_text(ceiling_fen)}元",
                SUMMARY,
                "请按普通程序办理",
            )
        )
    if draft.fine_fen and limits.least > ceiling_fen:
        found.append(
            Finding(
                "summary.minimum_above_ceiling",
                f"法定下限{yuan_text(limits.least)}元高于当场处罚上限{yuan_text(ceiling_fen)}元",
                SUMMARY,
                "不能当场处罚，请按普通程序办理",
            )
        )
    found += range_findings(
        fine_fen=draft.fine_fen,
        warning=draft.warning,
        circumstance=Circumstance.NONE,
        limits=limits,
    )
    if not draft.facts.strip():
        found.append(
            Finding(
                "summary.no_facts",
                "没有写明违法事实",
                SUMMARY,
                "违法事实确凿的方可当场处罚，请写明事实",
            )
        )
    return tuple(found)
