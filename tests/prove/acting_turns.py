"""The contents of the acts by which a case turns, for ``tests.prove.acting``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from zhunsheng.cases import services
from zhunsheng.cases.choices import (
    Checked,
    CrimeDecision,
    FilingBody,
    NoPenaltyGround,
    PoliceReply,
    RecusalOutcome,
    RecusalSource,
    SuspensionGround,
    TerminationGround,
)
from zhunsheng.cases.rules import aside, filing, turning
from zhunsheng.cases.rules.address import AddressDraft
from zhunsheng.cases.rules.sparing import SparingDraft

#: What fits is brought mostly; one in so many says nothing where the law wants a reason.
SILENT: Final = 9


def _said(choice: Any) -> str:
    return "示例理由。" if choice.how % SILENT else ""


def _why(_player: Any, _on: date, choice: Any) -> turning.ReasonDraft:
    return turning.ReasonDraft(_said(choice))


def _officer(player: Any, key: str) -> UUID:
    found: UUID = player.world.officers[key]
    return found


def _leaves(player: Any, choice: Any) -> UUID:
    """Return an officer: mostly the handler who asked to stand aside, else one of them."""
    if choice.what % 7 == 0 or not player.handlers:
        return _officer(player, "lapsing")
    ids = [row["id"] for row in player.handlers]
    asked = player.contents("recusal_request").get("officer")
    return UUID(asked if asked in ids else ids[choice.who % len(ids)])


def _joins(player: Any, choice: Any) -> UUID:
    """Return an officer: mostly a certified one who never handled the case."""
    ids = [_officer(player, key) for key in ("yi", "bing", "wu", "ji", "lapsing")]
    free = [one for one in ids if str(one) not in player.named]
    return free[0] if choice.how % 5 else ids[choice.who % len(ids)]


def _recusal(player: Any, _on: date, choice: Any) -> turning.RecusalDraft:
    outcomes = (RecusalOutcome.GRANTED, RecusalOutcome.REFUSED)
    return turning.RecusalDraft(
        _leaves(player, choice),
        list(RecusalSource)[choice.what % 3],
        _said(choice),
        outcomes[choice.how % 3 == 0],
        _joins(player, choice) if choice.how % 9 else None,
    )


def _reassignment(player: Any, _on: date, choice: Any) -> turning.ReassignmentDraft:
    return turning.ReassignmentDraft(_leaves(player, choice), _joins(player, choice), _said(choice))


def _leader_recusal(player: Any, _on: date, choice: Any) -> aside.LeaderRecusalDraft:
    ids = {key: player.world.users[key].id for key in ("deputy", "vice", "chief", "yi")}
    leader = ("deputy", "vice", "vice", "chief", "yi")[choice.who % 5]
    others = [ids[key] for key in ("deputy", "vice", "chief") if key != leader]
    members = (others, others, others, others[:1], [*others, ids[leader]])[choice.what % 5]
    return aside.LeaderRecusalDraft(
        ids[leader],
        list(RecusalSource)[choice.how % 3],
        _said(choice),
        tuple(members),
        (RecusalOutcome.GRANTED, RecusalOutcome.REFUSED)[choice.how % 2],
    )


def _committee(player: Any, _on: date, choice: Any) -> turning.CommitteeDraft:
    groups = (("deputy", "reviewer"), ("chief", "secretary", "vice"), ("deputy", "vice"))
    odd = (("reviewer", "secretary"), ("deputy",), ("deputy", "yi"), ("deputy", "head"))
    named = groups[choice.who % 3] if choice.how % 5 else odd[choice.who % 4]
    outcome = Checked.AGREED if choice.what % 6 else Checked.RETURNED
    members = tuple(player.world.users[key].id for key in named)
    return turning.CommitteeDraft(outcome, members, "同意。" if choice.how % 11 else "")


def _suspension(_player: Any, _on: date, choice: Any) -> turning.SuspensionDraft:
    grounds = list(SuspensionGround)
    basis = ("", "", "SAWS-15:57", "APL-2021:5.2")[choice.how % 4]
    return turning.SuspensionDraft(grounds[choice.who % len(grounds)], _said(choice), basis)


def _crime(player: Any, _on: date, choice: Any) -> turning.CrimeReportDraft:
    team = tuple(player.world.officers[key] for key in ("yi", "bing", "wu", "ji", "lapsing"))
    return turning.CrimeReportDraft(
        "危险作业罪", _said(choice), team if choice.how % 5 else team[:1], "示例材料"
    )


def _time(choice: Any) -> str:
    """Return a time up to ten o'clock, when all is recorded; sometimes none, or a later one."""
    return ("10时", "10时", "10时", "9时30分", "9时", "", "10时1分")[choice.how % 7]


def _crime_decision(_player: Any, _on: date, choice: Any) -> turning.CrimeDecisionDraft:
    outcome = CrimeDecision.APPROVED if choice.how % 3 else CrimeDecision.REFUSED
    late = "示例事由" if choice.who % 5 else ""
    return turning.CrimeDecisionDraft(outcome, _said(choice), _time(choice), late_ground=late)


def _handover(_player: Any, _on: date, choice: Any) -> turning.HandoverDraft:
    late = "示例事由" if choice.who % 5 else ""
    materials = "移送书、情况报告" if choice.how % SILENT else ""
    return turning.HandoverDraft("示例区公安局", materials, time=_time(choice), late_ground=late)


def _reply(_player: Any, _on: date, choice: Any) -> turning.ReplyDraft:
    replies = list(PoliceReply)
    number = "示公复〔2025〕1号" if choice.how % SILENT else ""
    return turning.ReplyDraft(replies[choice.who % len(replies)], "示例区公安局", number)


def _termination(player: Any, _on: date, choice: Any) -> turning.TerminationDraft:
    opened = player.contents("crime_reply").get("outcome") == PoliceReply.OPENED
    ground = TerminationGround.CRIME if opened else TerminationGround.WRONGLY_OPENED
    if player.last("investigation") and not opened:  # what was found is decided on while it may be
        ground = TerminationGround.TERM_OVER
    if choice.how % 3 == 0:
        grounds = list(TerminationGround)
        ground = grounds[choice.who % len(grounds)]
    harmless = "示例查明没有危害后果。" if choice.what % 2 else ""
    return turning.TerminationDraft(ground, _said(choice), harmless)


def spared(choice: Any) -> NoPenaltyGround:
    """Return why a party is spared: mostly the ground that needs no proposal of its own."""
    grounds = list(NoPenaltyGround)
    return grounds[choice.who % len(grounds)] if choice.how % 3 == 0 else grounds[-1]


def _transfer(_player: Any, _on: date, choice: Any) -> turning.TransferDraft:
    return turning.TransferDraft("示例区市场监督管理局", _said(choice))


def _check(_player: Any, _on: date, choice: Any) -> turning.CheckDraft:
    outcome = Checked.AGREED if choice.how % 4 else Checked.RETURNED
    return turning.CheckDraft(outcome, "示例意见。" if choice.how % 8 else "")


def _filing(_player: Any, _on: date, choice: Any) -> filing.FilingDraft:
    receipt = "示司备〔2025〕1号" if choice.how % SILENT else ""
    return filing.FilingDraft(FilingBody.JUSTICE, receipt)


def _address(_player: Any, _on: date, choice: Any) -> AddressDraft:
    wire = "shili@example.com" if choice.how % 3 else ""
    phone = "0999－0000003" if choice.how % SILENT else ""
    return AddressDraft("示例甲", "示例区安平路8号", phone, bool(choice.who % 2), wire)


TURNINGS: Final[Mapping[str, tuple[Callable[..., object], Callable[..., object]]]] = (
    MappingProxyType(
        {
            "urgent_inquiry": (services.begin_urgent_inquiry, _why),
            "recusal_request": (services.request_recusal, _why),
            "recusal": (services.decide_recusal, _recusal),
            "leader_recusal": (services.decide_leader_recusal, _leader_recusal),
            "reassignment": (services.reassign, _reassignment),
            "address_confirmation": (services.confirm_address, _address),
            "suspension": (services.suspend, _suspension),
            "resumption": (services.resume, _why),
            "crime_report": (services.report_crime, _crime),
            "crime_decision": (services.decide_crime_transfer, _crime_decision),
            "crime_handover": (services.hand_over_crime, _handover),
            "crime_reply": (services.record_crime_reply, _reply),
            "first_check": (services.check_first, _check),
            "committee": (services.meet_committee, _committee),
            "submission": (
                services.submit_for_decision,
                lambda _p, _on, choice: turning.SubmissionDraft(_said(choice)),
            ),
            "endorsement": (services.endorse, _check),
            "sparing_submission": (
                services.submit_for_sparing,
                lambda _p, _on, choice: SparingDraft(spared(choice), _said(choice)),
            ),
            "sparing_endorsement": (services.endorse_sparing, _check),
            "transfer": (services.transfer, _transfer),
            "termination": (services.terminate, _termination),
            "filing": (services.file_penalty, _filing),
            "withdrawal": (services.withdraw_decision, _why),
        }
    )
)
#: What is waited for, so that a case goes on.
TURNS_BACK: Final = frozenset(
    {"resumption", "crime_decision", "crime_handover", "crime_reply", "endorsement"}
)
#: Signatures and checks: where the bureau asks for them, a case goes on by them.
SIGNED: Final = frozenset({"first_check", "committee", "submission", "filing"})
