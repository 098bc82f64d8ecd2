"""Amounts: what was told against what is meant, the ceiling of the summary procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhunsheng.cases.rules.drafts import SummaryDraft
from zhunsheng.cases.rules.measures import NEW_FIRST, covered, imposed_rows
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import explains

NOT_HEAVIER: Final[Citation] = cite("APL-2021:45.2")
SUMMARY: Final[Citation] = cite("APL-2021:51")


@dataclass(frozen=True, slots=True)
class FineRange:
    """The sum of the ranges of the violations of a case, both ends included, in fen."""

    least: int
    most: int
    basis: Citation
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Intended:
    """
    What the party is told, or what is proposed: the facts, the fine, whether a warning.

    ``late`` tells that it rests on the second stage of a fine, for what was not put right in time;
    ``law`` names the version of the law of each violation, where it was written down; ``measures``
    are the rows of the kinds beside fine and warning.
    """

    facts: str
    fine_fen: int
    warning: bool
    late: bool = False
    law: tuple[str, ...] = ()
    measures: tuple[Mapping[str, Any], ...] = ()


def intended(data: Mapping[str, Any]) -> Intended:
    """Return what the contents of a notice or of a proposal say of the penalty."""
    return Intended(
        data["facts"],
        int(data["fine_fen"]),
        bool(data.get("warning")),
        late=bool(data["late"]),
        law=tuple(f"{row['violation']} {row['law_since']}" for row in data.get("derivations", ())),
        measures=tuple(imposed_rows(data)),
    )


def notice_covers(told: Intended, proposed: Intended) -> bool:
    """
    Return whether a proposal stays within what the party was told (行政处罚法 44, 62).

    The facts and the law are the same, the fine is no higher, no kind of penalty and no heavier
    stage joins. What a proposal says of its law is only compared where the notice said it too.
    """
    return (
        (not told.law or told.law == proposed.law)
        and told.facts == proposed.facts
        and proposed.fine_fen <= told.fine_fen
        and told.warning >= proposed.warning
        and told.late >= proposed.late
        and covered(told.measures, proposed.measures)
    )


def warning_findings(*, warning: bool, has_basis: bool) -> Iterator[Finding]:
    """Yield that no article of penalty names the warning."""
    if warning and not has_basis:
        yield Finding(
            "amount.warning_without_basis",
            "所选违法行为的罚则没有规定警告",
            cite("APL-2021:38"),
            "没有依据的处罚无效，请按罚则确定处罚种类",
        )


@dataclass(frozen=True, slots=True)
class Band:
    """
    What was derived for the one violation, both ends in, in fen; of several nobody knows shares.

    ``lowers_to`` is the percentage of the proposal down to which a discussion may go where the band
    has no lower end.
    """

    least: int
    most: int
    lowers_to: int = 0

    def lowest(self, proposed_fen: int) -> int:
        """
        Return the lowest amount that may stand in place of a proposed one.

        One that was approved far above the band leaves its upper end.

        >>> Band(0, 100_00, lowers_to=50).lowest(60_01), Band(20_00, 100_00).lowest(60_00)
        (3001, 2000)
        >>> Band(0, 100_00, lowers_to=50).lowest(300_00)
        10000
        """
        if self.least:
            return self.least
        return max(1, min(self.most, -(-proposed_fen * self.lowers_to // 100)))


def changed_share_findings(
    *, fine_fen: int, proposed_fen: int, warning: bool, violations: int, band: Band
) -> tuple[Finding, ...]:
    """
    Refuse an amount beside the proposal that does not lie in the band that was derived (34).

    Where the band has no lower end, what lies far below the proposal goes the way of a proposal:
    its circumstances are found and proven, and the reviewer reads them (32, 33, 58).
    """
    if fine_fen == proposed_fen:
        return ()
    if fine_fen < 0 or (fine_fen == 0 and not warning):
        return (
            Finding(
                "amount.nothing",
                "没有写明处罚内容",
                cite("APL-2021:9"),
                "请填写罚款数额；认为应当不予处罚的，作出不予行政处罚决定",
            ),
        )
    if violations > 1:
        return (
            Finding(
                "amount.shares_unknown",
                "数项违法行为分别裁量，变更合计数额须写明各项数额",
                cite("APL-2021:34"),
                "请承办人按讨论意见重新提出拟处理意见",
            ),
        )
    lowest = band.lowest(proposed_fen)
    if lowest <= fine_fen <= band.most:
        return ()
    span = f"{yuan_text(lowest)}元至{yuan_text(band.most)}元"
    if band.least <= fine_fen < lowest:
        return (
            Finding(
                "amount.lowered_too_far",
                f"数额{yuan_text(fine_fen)}元低于拟处罚款{yuan_text(proposed_fen)}元的"
                f"{band.lowers_to}%，推算的幅度没有下限",
                cite("APL-2021:34"),
                f"可以确定的数额为{span}（该比例为内部控制，依据未核实）。应当从轻、减轻或者不予处罚的，"
                "由承办人认定情节和证据，重新提出拟处理意见并送法制审核（行政处罚法第三十二条、第三十三条）",
            ),
        )
    return (
        Finding(
            "amount.outside_band",
            f"数额{yuan_text(fine_fen)}元不在案卷推算出的裁量幅度内（{span}）",
            cite("APL-2021:34"),
            "请在该幅度内确定数额；有减轻情节的，由承办人认定情节和证据，重新提出拟处理意见并送法制审核",
        ),
    )


def heavier_findings(*, fine_fen: int, notified_fen: int, is_new: bool) -> Iterator[Finding]:
    """
    Yield that a proposal is heavier than what was told, after the party defended itself.

    ``is_new`` tells that it rests on other facts and on evidence that joined after the notice.
    """
    if fine_fen > notified_fen and not is_new:
        yield Finding(
            "amount.heavier_after_defence",
            "当事人陈述申辩、听证之后，拟处罚数额高于已告知的数额",
            NOT_HEAVIER,
            NEW_FIRST,
        )


def summary_findings(
    draft: SummaryDraft, *, fine_fen: int, least_fen: int, ceiling_fen: int
) -> tuple[Finding, ...]:
    """
    Return what speaks against a penalty on the spot by itself: its ceiling, missing facts.

    ``least_fen`` is the least that the law lets be imposed on the facts of the case.
    """
    found: list[Finding] = []
    if fine_fen > ceiling_fen:
        found.append(
            Finding(
                "summary.above_ceiling",
                f"罚款{yuan_text(fine_fen)}元超过当场处罚上限{yuan_text(ceiling_fen)}元",
                SUMMARY,
                "请按普通程序办理；街道（镇）提请本局查处",
            )
        )
    if fine_fen and least_fen > ceiling_fen:
        found.append(
            Finding(
                "summary.minimum_above_ceiling",
                f"法定下限{yuan_text(least_fen)}元高于当场处罚上限{yuan_text(ceiling_fen)}元",
                SUMMARY,
                "不能当场处罚，请按普通程序办理；街道（镇）提请本局查处",
            )
        )
    if not explains(draft.evidence):
        found.append(
            Finding(
                "summary.no_evidence",
                "没有写明证明违法事实的证据",
                cite("APL-2021:40"),
                "请填写现场取得的证据，如现场照片、检查记录",
            )
        )
    if not draft.certificates_shown:
        found.append(
            Finding(
                "summary.not_shown",
                "没有记载执法人员当场出示了执法证件",
                cite("APL-2021:52.1"),
                "请向当事人出示执法证件后勾选",
            )
        )
    if not draft.rights_told:
        found.append(
            Finding(
                "summary.not_told",
                "没有记载当场告知拟处罚内容及事实、理由、依据和陈述申辩的权利",
                cite("APL-2021:44"),
                "请当场告知、听取意见后勾选",
            )
        )
    if not explains(draft.facts):
        found.append(
            Finding(
                "summary.no_facts",
                "没有写明违法事实",
                SUMMARY,
                "违法事实确凿的方可当场处罚，请写明事实",
            )
        )
    return tuple(found)
