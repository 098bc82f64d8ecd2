"""Contents of the papers of the acts by which a case turns."""

from __future__ import annotations

from datetime import date

from zhunsheng.cases.choices import RecusalOutcome
from zhunsheng.cases.documents import parts
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.queries import applied
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.address import AddressDraft
from zhunsheng.cases.rules.aside import LeaderRecusalDraft
from zhunsheng.cases.rules.drafts import ExtensionDraft
from zhunsheng.cases.rules.sparing import SparingDraft
from zhunsheng.cases.rules.turning import (
    CommitteeDraft,
    CrimeReportDraft,
    HandoverDraft,
    RecusalDraft,
    TransferDraft,
)
from zhunsheng.documents.rules import Content, date_text
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook


def _case(file: CaseFile) -> dict[str, str]:
    return {
        "cause": file.case.titled,
        "case_number": file.case.number or say("case_numberless"),
        "party_name": file.case.party_title,
    }


def course(
    file: CaseFile, *, matter: str, reason: str, basis: Citation, effect: str, by: str, on: date
) -> Content:
    """Return the contents of an approval by which the course of a case changes."""
    return {
        **_case(file),
        "matter": matter,
        "opened_on": file.opened_on or file.case.clue_on,
        "reason": reason,
        "matter_basis": lawbook.full_label(basis),
        "effect": effect,
        "handler_names": file.handler_names,
        "approval_opinion": say("course_approved"),
        "approver_name": by,
        "approved_on": on,
    }


def recusal(file: CaseFile, draft: RecusalDraft, *, officer: str, replacement: str) -> Content:
    """Return the contents of a decision on recusal."""
    granted = draft.outcome is RecusalOutcome.GRANTED
    return {
        **_case(file),
        "capacity": say("capacity_officer"),
        "decided_by": say("decided_by_leader"),
        "officer_name": officer,
        "source": draft.source.label,
        "reason": draft.reason,
        "outcome": draft.outcome.label,
        "replacement": replacement if granted else "",
    }


def leader_recusal(file: CaseFile, draft: LeaderRecusalDraft, *, leader: str, by: str) -> Content:
    """Return the contents of a decision on the recusal of a person in charge."""
    granted = draft.outcome is RecusalOutcome.GRANTED
    return {
        **_case(file),
        "capacity": say("capacity_leader"),
        "decided_by": say("decided_by_leaders", names=by),
        "officer_name": leader,
        "source": draft.source.label,
        "reason": draft.reason,
        "outcome": draft.outcome.label,
        "aside": say("stands_aside", name=leader) if granted else "",
    }


def crime_report(file: CaseFile, draft: CrimeReportDraft, *, team: str, on: date) -> Content:
    """Return the contents of the report of a suspected crime."""
    return {
        **_case(file),
        "crime": draft.crime,
        "facts": draft.facts,
        "materials": draft.materials or parts.evidence_brief(file),
        "team_names": team,
        "reported_on": on,
    }


def crime_letter(file: CaseFile, draft: HandoverDraft) -> Content:
    """Return the contents of the letter that goes to the police with the case."""
    reported, decided = file.data("crime_report"), file.last("crime_decision")
    return {
        **_case(file),
        "police": draft.police,
        "crime": reported["crime"],
        "facts": reported["facts"],
        "materials": draft.materials,
        "decided_on": decided.on if decided else "",
        "approver_name": decided.by_name if decided else "",
        "contact": parts.contact(file),
    }


def transfer(file: CaseFile, draft: TransferDraft, *, by: str) -> Content:
    """Return the contents of the letter to another authority."""
    named = bool(file.handler_names)
    contact = (
        parts.contact(file)
        if named
        else say("contact", name=by, phone=file.bureau.phone, address=file.bureau.address)
    )
    return {
        **_case(file),
        "body": draft.body,
        "facts": applied.facts_stated(file.case, file.acts),
        "reason": draft.reason,
        "materials": draft.materials or parts.evidence_brief(file) or say("materials_none"),
        "contact": contact,
    }


def committee(
    file: CaseFile, draft: CommitteeDraft, *, members: tuple[str, ...], by: str, on: date
) -> Content:
    """Return the contents of the minutes of the case committee."""
    return {
        **_case(file),
        "place": draft.place,
        "met_on": on,
        "time": draft.time,
        "members": parts.COMMA.join(members),
        "proposal": parts.proposal_text(file),
        "views": [{"name": name, "view": view} for name, view in draft.views],
        "conclusion": draft.conclusion,
        "outcome": draft.outcome.label,
        "recorder_name": by,
    }


def submission(file: CaseFile, *, opinion: str, by: str, on: date) -> Content:
    """Return the contents of the submission of a case for decision."""
    return _submitted(file, parts.proposal_text(file), opinion=opinion, by=by, on=on)


def sparing(file: CaseFile, draft: SparingDraft, *, by: str, on: date) -> Content:
    """Return the contents of the submission of a case in which the handlers see no penalty."""
    proposal = say("spared_because", ground=draft.ground.label)
    return _submitted(file, proposal, opinion=draft.opinion, by=by, on=on)


def _submitted(file: CaseFile, proposal: str, *, opinion: str, by: str, on: date) -> Content:
    told = file.last("prior_notice") is not None
    party = parts.party(file)
    return {
        **_case(file),
        "party_code": party["party_code"],
        "facts": file.data("proposal" if file.last("proposal") else "investigation")["facts"],
        "evidence": parts.evidence_brief(file),
        **parts.law(file),
        "statement": parts.statement_text(file) if told else say("statement_untold"),
        "hearing": parts.hearing_text(file),
        "proposal": proposal,
        "handler_opinion": opinion or say("submission_opinion"),
        "submitted_by": by,
        "submitted_on": on,
    }


def address(file: CaseFile, draft: AddressDraft, *, on: date) -> Content:
    """Return the contents of a confirmation of the address for service."""
    return {
        **_case(file),
        "receiver": draft.receiver,
        "address": draft.address,
        "phone": draft.phone,
        "electronic": say("electronic_agreed" if draft.electronic else "electronic_refused"),
        "electronic_address": draft.electronic_address,
        "confirmed_on": on,
    }


def unsigned_address(file: CaseFile) -> Content:
    """Return what is known of the party for a confirmation to sign, the rest left to the party."""
    party = file.case.entity
    return {
        **_case(file),
        "receiver": party.legal_representative,
        "address": party.address,
        "phone": party.phone,
        "electronic": say("electronic_open"),
        "confirmed_on": say("as_signed"),
    }


def until_text(draft: ExtensionDraft, *, asked: bool) -> str:
    """Return what a longer term means, and by which paper the upper authority approved it."""
    effect = say("course_extended", until=date_text(draft.until))
    if not asked or draft.approved_on is None:
        return effect
    return effect + say("course_above", on=date_text(draft.approved_on), number=draft.approval)
