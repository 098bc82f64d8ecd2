"""What the acts bring by which a case turns, and what speaks against them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.cases.choices import (
    Checked,
    CrimeDecision,
    PoliceReply,
    RecusalOutcome,
    RecusalSource,
    SuspensionGround,
    TerminationGround,
)
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.fining import ONCE
from zhunsheng.cases.rules.guards import DECISION, LIMITATION, NINETY_DAYS, OFFICERS, RECUSAL
from zhunsheng.cases.rules.guards.course import term_is_over
from zhunsheng.cases.rules.guards.turning import CRIME, REPLY, TRANSFER
from zhunsheng.cases.rules.limits import LIMITS_MAY_BE_SET_BY, CitedLimit
from zhunsheng.cases.rules.objections import unexplained
from zhunsheng.documents.rules.terms import term_text
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains

#: Ends that after the investigation are a decision not to punish, with its review (57.1).
NEED_A_DECISION: Final = frozenset(
    {TerminationGround.NOT_ESTABLISHED, TerminationGround.WRONGLY_OPENED}
)


@dataclass(frozen=True, slots=True)
class ReasonDraft:
    """An act that needs nothing but a reason in words."""

    reason: str


@dataclass(frozen=True, slots=True)
class RecusalDraft:
    """
    A decision on the recusal of a handler: who asked, why, what was decided.

    ``replacement`` is the officer who takes over; it may be missing where two others remain.
    """

    officer: UUID
    source: RecusalSource
    reason: str
    outcome: RecusalOutcome = RecusalOutcome.GRANTED
    replacement: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReassignmentDraft:
    """A handler who leaves a case for another reason than recusal, and who takes over."""

    officer: UUID
    replacement: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class SuspensionDraft:
    """
    Why the investigation stands still.

    ``basis`` is the article that lets the term of the decision stand still too; without one it
    runs on.
    """

    ground: SuspensionGround
    reason: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class TerminationDraft:
    """
    Why a case ends without a decision on the violation.

    ``harmless`` tells how it was found that nobody's life or health was harmed, where the case ends
    as found too late and no proposal found that (行政处罚法 36); ``other`` is the case in which the
    act is dealt with.
    """

    ground: TerminationGround
    reason: str
    harmless: str = ""
    other: UUID | None = None


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """The authority to which a case goes that is not the bureau's, and why."""

    body: str
    reason: str
    materials: str = ""


@dataclass(frozen=True, slots=True)
class CrimeReportDraft:
    """The report of the special team: the crime suspected, the facts, what proves them."""

    crime: str
    facts: str
    team: tuple[UUID, ...]
    materials: str = ""


@dataclass(frozen=True, slots=True)
class CrimeDecisionDraft:
    """What the chief decides on the report: a refusal is recorded with its reason."""

    outcome: CrimeDecision
    reason: str = ""
    time: str = ""
    late_ground: str = ""


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """The handing over to the police: which, when, what was handed over, on whose receipt."""

    police: str
    materials: str
    receipt: str = ""
    time: str = ""
    late_ground: str = ""


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """What came back: of whom, under which number, in what sense."""

    outcome: PoliceReply
    body: str
    number: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A check inside of the bureau: agreed, or returned with what is to be mended."""

    outcome: Checked
    opinion: str


@dataclass(frozen=True, slots=True)
class CommitteeDraft:
    """A meeting of the case committee on the proposal: who took part, what each said."""

    outcome: Checked
    members: tuple[UUID, ...]
    conclusion: str
    views: tuple[tuple[str, str], ...] = ()
    place: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class SubmissionDraft:
    """The handlers' submission of a case for decision."""

    opinion: str


@dataclass(frozen=True, slots=True)
class HandlersAfter:
    """The handlers that a change leaves: are the two officers known, is the one new?"""

    leaves_known: bool
    joins_known: bool = True
    joins_already: bool = False


def reason_findings(code: str, reason: str, basis: Citation) -> tuple[Finding, ...]:
    """Refuse an act that does not say why."""
    if explains(reason):
        return ()
    return (Finding(f"{code}.no_reason", "没有写明理由", basis, "请写明理由"),)


def handlers_findings(
    after: HandlersAfter, *, reason: str, basis: Citation = RECUSAL
) -> tuple[Finding, ...]:
    """Return what speaks against a change of the handlers."""
    found = [*reason_findings("handlers", reason, basis)]
    if not after.leaves_known:
        found.append(
            Finding(
                "handlers.no_handler",
                "所选人员不是本案承办人",
                OFFICERS,
                "请选择本案现在的承办人",
            )
        )
    if not after.joins_known:
        found.append(
            Finding(
                "handlers.unknown", "没有找到接替的执法人员", OFFICERS, "请选择本局在册执法人员"
            )
        )
    if after.joins_already:
        found.append(
            Finding(
                "handlers.handles_already",
                "接替人员已经是本案承办人",
                OFFICERS,
                "请选择其他执法人员",
            )
        )
    return tuple(found)


def suspension_findings(draft: SuspensionDraft, cited: CitedLimit | None) -> tuple[Finding, ...]:
    """
    Return what a suspension lacks.

    ``cited`` is what the lawbook knows of the article that lets the term stand still; None where
    none is cited, and then the term runs on (行政处罚法 60). One that lets a term be extended lets
    it not stand still: an extension has its own approval and its own longest day.
    """
    found = [*reason_findings("suspension", draft.reason, NINETY_DAYS)]
    if cited is None:
        return tuple(found)
    if cited.rank not in LIMITS_MAY_BE_SET_BY or not cited.stops:
        found.append(
            Finding(
                "suspension.basis_stops_nothing",
                "所引条文不是规定中止期间不计入办案期限的法律、法规、规章条文",
                NINETY_DAYS,
                "不选择依据的，中止期间办案期限继续计算；需要更长期限的，依法办理延长办案期限，"
                "不得以中止代替延长",
            )
        )
    return tuple(found)


def termination_findings(
    draft: TerminationDraft, facts: CaseFacts, *, fined_before: Collection[str] = ()
) -> tuple[Finding, ...]:
    """
    Return what speaks against ending a case without a decision.

    ``fined_before`` are the recorded cases in which the party was fined for the same act.
    """
    found = [*reason_findings("termination", draft.reason, DECISION)]
    by_crime = draft.ground is TerminationGround.CRIME
    if by_crime and not facts.police_opened:
        found.append(
            Finding(
                "termination.police_did_not_open",
                "没有登记公安机关已经立案的答复",
                REPLY,
                "请先登记公安机关的立案决定",
            )
        )
    if not by_crime and facts.is_with_police:
        found.append(
            Finding(
                "termination.with_police",
                "本案在公安机关办理中，不能以其他理由终止",
                CRIME,
                "请等待公安机关的答复",
            )
        )
    if draft.ground is TerminationGround.FINED_BEFORE and not fined_before:
        found.append(
            Finding(
                "termination.not_fined_before",
                "本局的案件记录中没有对当事人同一违法行为的有效罚款决定",
                ONCE,
                "请核对当事人、违法行为和违法日期；其他机关已经罚款的，在拟处理意见中登记该决定和证据，"
                "作出不予行政处罚决定",
            )
        )
    if draft.ground is TerminationGround.TERM_OVER:
        found += filter(None, (term_is_over(facts),))
    if draft.ground is TerminationGround.LIMITATION:
        found += _limitation_findings(draft, facts)
    if draft.ground in NEED_A_DECISION and facts.done("investigation"):
        found.append(
            Finding(
                "termination.needs_a_decision",
                f"调查终结后认为“{draft.ground.label}”的，应当作出不予行政处罚决定",
                cite("APL-2021:57.1(3)"),
                "请由负责人作出不予行政处罚决定",
            )
        )
    return tuple(found)


def _limitation_findings(draft: TerminationDraft, facts: CaseFacts) -> tuple[Finding, ...]:
    """Refuse an end as found too late within the term, or while the harm is not found (36)."""
    if facts.limitation_open and not explains(draft.harmless):
        longer = term_text(facts.limitation_years_harmful, "年")
        return (
            Finding(
                "termination.harm_open",
                "尚未认定是否涉及公民生命健康安全且有危害后果，"
                f"有危害后果的追责期限为{longer}，没有超过",
                LIMITATION,
                "请继续调查，在拟处理意见中认定；查明没有危害后果的，在终止时写明查明的情况",
            ),
        )
    if facts.limitation_passed or facts.limitation_open:
        return ()
    return (
        Finding(
            "termination.limitation_not_passed",
            "按案卷登记的违法行为终了日期和发现日期，追责期限没有超过",
            LIMITATION,
            "请核对违法行为的时间；确有其他终止原因的，选择相应的情形",
        ),
    )


def transfer_findings(draft: TransferDraft) -> tuple[Finding, ...]:
    """Return what a transfer to another authority lacks."""
    return (
        *unexplained("transfer.no_body", "没有写明受移送机关", draft.body, DECISION, "请填写"),
        *reason_findings("transfer", draft.reason, DECISION),
    )


def crime_report_findings(draft: CrimeReportDraft, *, team: int, least: int) -> tuple[Finding, ...]:
    """Return what a report of a suspected crime lacks: team, facts, the crime."""
    found = [
        *unexplained("crime.no_crime", "没有写明涉嫌的罪名", draft.crime, TRANSFER, "请填写罪名"),
        *unexplained("crime.no_facts", "没有写明涉嫌的犯罪事实", draft.facts, TRANSFER, "请写明"),
    ]
    if team < least:
        found.append(
            Finding(
                "crime.team_too_small",
                f"专案组少于{least}名执法人员（现为{team}名）",
                TRANSFER,
                "请指定专案组人员核实情况后提出书面报告",
            )
        )
    return tuple(found)


def crime_decision_findings(draft: CrimeDecisionDraft) -> tuple[Finding, ...]:
    """Refuse not to transfer a case without the reason that the law wants recorded."""
    if draft.outcome is CrimeDecision.APPROVED:
        return ()
    return reason_findings("crime_decision", draft.reason, TRANSFER)


def handover_findings(draft: HandoverDraft) -> tuple[Finding, ...]:
    """Return what a handing over to the police lacks."""
    return (
        *unexplained(
            "handover.no_police", "没有写明公安机关", draft.police, TRANSFER, "请填写其全称"
        ),
        *unexplained(
            "handover.no_materials",
            "没有列明移送的材料和物品",
            draft.materials,
            cite("CTR-2020:6"),
            "请列明移送书、情况报告、物品清单、检验报告等材料",
        ),
    )


def check_findings(draft: CheckDraft) -> tuple[Finding, ...]:
    """Refuse to return a proposal without saying what is to be mended."""
    if draft.outcome is Checked.AGREED:
        return ()
    return tuple(
        unexplained("check.no_opinion", "退回没有写明意见", draft.opinion, DECISION, "请写明补正")
    )
