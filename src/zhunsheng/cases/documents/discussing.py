"""Contents of the minutes of a collective discussion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.cases import rules
from zhunsheng.cases.choices import Resolution, Vote
from zhunsheng.cases.documents import parts
from zhunsheng.cases.documents.wording import penalty_text, say
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.parties import PartyLine, party_lines
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.measures import imposed_rows
from zhunsheng.documents.rules import Content, date_text
from zhunsheng.kernel.money import yuan_text
from zhunsheng.legalreview.choices import Outcome


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who said what in the order of speaking, the reviewer who attended, who kept the minutes."""

    views: tuple[tuple[str, rules.MemberView], ...]
    reviewer: str
    recorder: str
    on: date


def minutes(
    file: CaseFile, draft: rules.DiscussionDraft, *, facts: CaseFacts, sitting: Sitting
) -> Content:
    """Return the contents of the minutes; the first person in charge speaks last and presides."""
    names = [name for name, _ in sitting.views]
    return {
        "cause": file.case.titled,
        "case_number": file.case.number,
        "party_name": file.case.party_label,
        "reason": _reason(facts),
        "held_at": f"{date_text(sitting.on)}{draft.time}",
        "place": draft.place or file.bureau.address,
        "chair": names[-1],
        "members": parts.COMMA.join(names),
        "attendees": _attendees(draft, sitting),
        "recorder": sitting.recorder,
        "report": say("discussion_report", reporters=parts.COMMA.join(draft.reporters)),
        "review_opinion": _review_line(file),
        "other_parties": _other_parties(file),
        "statements": [
            {
                "number": str(place),
                "speaker": name,
                "vote": _vote(view),
                "statement": view.text.strip() or view.vote.label,
            }
            for place, (name, view) in enumerate(sitting.views, start=1)
        ],
        "votes": _votes(sitting.views),
        "on_dissent": draft.on_dissent if draft.dissenting else "",
        "conclusion": _conclusion(file, draft),
    }


def _attendees(draft: rules.DiscussionDraft, sitting: Sitting) -> str:
    rows = [say("attends_reporting", name=name) for name in draft.reporters]
    if sitting.reviewer:
        rows.append(say("attends_reviewing", name=sitting.reviewer))
    return parts.COMMA.join([*rows, *([draft.attendees] if draft.attendees else [])])


def _conclusion(file: CaseFile, draft: rules.DiscussionDraft) -> str:
    """Return the sentence of the resolution, made of choice and amount; the note follows."""
    proposed = file.data("proposal")
    penalty = parts.proposal_text(file)
    if draft.resolution is Resolution.OTHER_AMOUNT:
        rows = imposed_rows(proposed)
        penalty = penalty_text(draft.fine_fen, warning=bool(proposed["warning"]), measures=rows)
    line = say(f"resolved.{draft.resolution.value}", penalty=penalty)
    return line + (say("resolved_note", note=draft.note.strip()) if draft.note.strip() else "")


def _vote(view: rules.MemberView) -> str:
    if not view.fine_fen:
        return view.vote.label
    return say("vote_amount", vote=view.vote.label, amount=yuan_text(view.fine_fen))


def _votes(views: tuple[tuple[str, rules.MemberView], ...]) -> str:
    other = [name for name, view in views if view.vote is not Vote.AGREE]
    line = say("votes", count=len(views), agreed=len(views) - len(other), other=len(other))
    return line + say("votes_of", names=parts.COMMA.join(other)) if other else line


def _reason(facts: CaseFacts) -> str:
    reasons = {
        "discussion_reason_heavy": facts.heavy and not facts.grave,
        "discussion_reason_grave": facts.grave,
        "discussion_reason_complex": facts.complex_case,
        "discussion_reason_hearing": facts.hearing_was_held,
    }
    found = [say(key) for key, holds in reasons.items() if holds]
    return parts.COMMA.join(found or [say("discussion_reason_complex")])


def _review_line(file: CaseFile) -> str:
    reviewed = file.last("legal_review")
    if reviewed is None:
        return say("discussion_no_review")
    return say("discussion_review", outcome=Outcome(reviewed.outcome).label)


def _other_parties(file: CaseFile) -> str:
    """Return where the other parties of the case stand, nothing where there are none."""
    return say("semicolon").join(_stands(one) for one in party_lines(file) if not one.is_this)


def _stands(one: PartyLine) -> str:
    line = say("party_stands", party=one.name, stage=one.stage.label)
    if one.change is not None:
        line += say("party_changed", change=one.change.label)
        if one.change.ends_the_decision:
            return line
    if one.fine_fen is None:
        return line
    key = "party_left" if one.change else "party_fined" if one.is_decided else "party_proposed"
    return line + say(key, penalty=penalty_text(one.fine_fen, warning=False))
