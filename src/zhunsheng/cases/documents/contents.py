"""Contents of the papers of the ordinary procedure up to the notice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from zhunsheng.cases import rules
from zhunsheng.cases.choices import DeliveryWay
from zhunsheng.cases.documents import parts, reasons
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.limitation import found_on
from zhunsheng.cases.rules.measures import imposed_rows, is_grave
from zhunsheng.documents.rules import Content, date_text
from zhunsheng.kernel.act import instant_of
from zhunsheng.kernel.citation import cite
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Liable, Measure
from zhunsheng.legalreview.rules import Answer, OpinionDraft, defects
from zhunsheng.workforce.rules import OfficerFact

OPENING = cite("APL-2021:54.2")


def officers(handlers: tuple[OfficerFact, ...], on: date) -> list[dict[str, str]]:
    """Return names and certificates of officers as they were on a day."""
    return [{"name": one.name, "certificate": one.number_on(on)} for one in handlers]


def opening(
    file: CaseFile,
    draft: rules.OpeningDraft,
    *,
    by: str,
    on: date,
    joined: tuple[CaseFile, ...] = (),
    said: Mapping[str, Any],
    section_signs: bool = False,
) -> Content:
    """
    Return the contents of the approval to open a case, or to add a party to one.

    ``said`` is what the opening keeps of earlier cases that ended for their term;
    ``section_signs`` tells that the head of the section signs on it by hand before it is approved.
    """
    case, lead = file.case, file.lead
    names = parts.COMMA.join(one.name for one in file.handlers)
    law = parts.law(file)
    alone = "joining_" if lead else ""
    own = (
        {
            "case_number": lead.case.number,
            "case_cause": lead.case.titled,
            "party_role": role_of(file),
        }
        if lead
        else {
            "others": [_other(one, facts=one.case.facts) for one in joined],
            "late_entry": _late_entry(file),
            "section_signs": say("section_signs") if section_signs else "",
        }
    )
    return {
        "cause": case.titled if lead else parts.case_name(file, joined),
        "source": case.source_label,
        **own,
        **parts.party(file),
        "party_phone": case.entity.phone,
        "discovered_on": case.clue_on,
        "facts": case.facts,
        "suspected_breach": law["breach"],
        "opening_basis": lawbook.full_label(OPENING),
        "handlers": officers(file.handlers, on),
        **_proposed(file, say(f"{alone}handler_opinion", breach=law["breach"])),
        "approval_opinion": (
            draft.approval_opinion or say(f"{alone}approval_opinion", handlers=names)
        )
        + parts.reopened_text(said.values()),
        "approver_name": by,
        "approved_on": on,
    }


def _late_entry(file: CaseFile) -> str:
    """Return that the clue was entered later, why, and from which day limitation is counted."""
    reason, day = str(file.data("clue").get("late_reason", "")), found_on(file)
    if not reason:
        return ""
    return say(
        "clue_late" if day > file.case.clue_on else "clue_late_on_record",
        entered=date_text(instant_of(file.case.id).date()),
        reason=reason.strip().rstrip("。"),
        found=date_text(day),
    )


def _proposed(file: CaseFile, opinion: str) -> dict[str, Any]:
    """
    Return who registered the clue and why it should be opened: a handler, or who is none.

    It bears the day on which the clue was entered: of an earlier day, nobody had the form then.
    """
    clue = file.last("clue")
    if clue is None:
        return {}
    handles = clue.by_id in {one.user_id for one in file.handlers}
    if file.lead and not handles:
        return {}  # signed by hand
    told = sentence(str(clue.contents.get("opinion", ""))) or opinion
    signed_on = max(clue.on, instant_of(clue.id).date())
    if handles:
        return {"handler_opinion": told, "handler_name": clue.by_name, "proposed_on": signed_on}
    return {"proposer_opinion": told, "proposer_name": clue.by_name, "registered_on": signed_on}


def role_of(file: CaseFile) -> str:
    """Return what the party of a file answers for: as a unit, or as which person of it."""
    return Liable(file.case.party_role or Liable.UNIT.value).label


def _other(file: CaseFile, *, facts: str) -> dict[str, str]:
    """Return another party of a case as the papers of the whole case list it."""
    return {
        "party": file.case.named,
        "role": role_of(file),
        "facts": facts,
        "law": say("other_law", **parts.law(file)),
    }


#: How a sentence may end.
FULL_STOPS = ("。", "！", "？", "；")


def found_of(file: CaseFile, draft: rules.InvestigationDraft) -> str:
    """Return the facts that a report found of a party which joined the case."""
    said = dict(draft.facts_of).get(file.case.id, "").strip() or str(file.case.facts)
    return said if said.endswith(FULL_STOPS) else f"{said}。"


def investigation(
    file: CaseFile,
    draft: rules.InvestigationDraft,
    *,
    on: date,
    joined: tuple[CaseFile, ...] = (),
) -> Content:
    """Return the contents of the investigation report on all parties of the case."""
    opened = parts.day_of(file, "opening")
    return {
        "cause": parts.case_name(file, joined),
        "others": [_other(one, facts=found_of(one, draft)) for one in joined],
        "opening_number": file.case.number,
        "opened_on": opened or on,
        **parts.party(file),
        "process": _process(draft, on),
        "facts": sentence(draft.facts),
        "evidence": [
            {"number": str(place), "name": item.name, "proves": item.proves}
            for place, item in enumerate(file.evidence, start=1)
        ],
        **parts.law(file),
        "discretion": say("discretion_later"),
        "correction": sentence(draft.correction) or say(_CORRECTED[draft.corrected]),
        "proposal": _suggested(file, draft),
        "handler_names": file.handler_names,
    }


def _suggested(file: CaseFile, draft: rules.InvestigationDraft) -> str:
    """Return what the report suggests: the law by which to go on, or to punish nothing, and why."""
    if draft.ground is None:
        return say("proposal_later", basis=parts.law(file)["penalty_basis"])
    spared = say("spared_because", ground=draft.ground.label)
    return say("proposal_spared", proposal=spared, reason=sentence(draft.ground_reason))


#: What a report found of the correction, where nobody told more of it.
_CORRECTED: Final = {True: "corrected", False: "uncorrected", None: "correction_open"}


def sentence(said: str) -> str:
    """Return what somebody typed with its full stop; nothing stays nothing."""
    text = said.strip()
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"


def _process(draft: rules.InvestigationDraft, on: date) -> str:
    told = sentence(draft.process) or say("process", on=date_text(on))
    reason = draft.no_interview.strip()
    return told + say("no_interview", reason=reason) if reason else told


def review(
    file: CaseFile,
    draft: OpinionDraft,
    *,
    reason: str,
    bound_hash: str,
    anchors: Mapping[str, str],
    by: str,
    on: date,
) -> Content:
    """Return the contents of a legal review opinion; ``anchors`` name what an answer rests on."""
    asked = parts.day_of(file, "review_request")
    return {
        "cause": file.case.titled,
        "case_number": file.case.number,
        "party_name": file.case.party_title,
        "submitted_by": str(file.data("review_request").get("unit", "")) or file.bureau.name,
        "submitted_on": asked or on,
        "proposal": parts.SEMICOLON.join(
            filter(None, (parts.proposal_text(file), parts.resolved_text(file)))
        ),
        "reason": reason,
        "file_hash": bound_hash,
        "questions": [
            {
                "number": str(place),
                "question": answer.question.label,
                "answer": answer.printed,
                "remark": review_remark(answer),
                "rests_on": parts.COMMA.join(anchors[key] for key in answer.anchors),
            }
            for place, answer in enumerate(draft.answers, start=1)
        ],
        "conclusion": draft.outcome.label,
        "opinion": draft.opinion,
        "reviewer_name": by,
        "reviewer_qualification": draft.qualification,
        "reviewed_on": on,
    }


def review_remark(answer: Answer) -> str:
    """Return the remark of an answer as the opinion prints it, after the defects that it names."""
    named = (defects()[code].label for code in answer.defects if code in defects())
    return parts.SEMICOLON.join(filter(None, (*named, answer.remark.strip())))


def notice(file: CaseFile, *, representation_days: int) -> Content:
    """Return the contents of the prior notice."""
    return {
        **parts.party(file),
        **parts.addressed(file),
        **_told(file),
        "representation_days": say("representation_days", days=representation_days),
    }


def statement(file: CaseFile, draft: rules.StatementDraft, *, by: str, on: date) -> Content:
    """Return the contents of the record of what the party said."""
    return {
        "cause": file.case.titled,
        "case_number": file.case.number,
        "party_name": file.case.party_title,
        "notice_number": parts.number_of(file, "prior_notice"),
        "said_by": draft.by,
        "said_on": on,
        "text": draft.text,
        "recorder_name": by,
    }


def waiver(file: CaseFile, draft: rules.RightsWaiverDraft, *, right: str, on: date) -> Content:
    """Return the contents of the paper in which the party waived a right."""
    return {
        "cause": file.case.titled,
        "case_number": file.case.number,
        "party_name": file.case.party_title,
        "notice_number": parts.number_of(file, "prior_notice"),
        "right": right,
        "signed_by": draft.by,
        "authorisation": draft.authorisation,
        "signed_on": on,
        "text": draft.text,
    }


def answer(file: CaseFile, draft: rules.AnswerDraft, *, result: str, on: date) -> Content:
    """Return the contents of the written answer to what the party said."""
    return {
        "cause": file.case.titled,
        "case_number": file.case.number,
        "party_name": file.case.party_title,
        "said": str(file.data("representation").get("text", "")),
        "result": result,
        "text": "\n".join(filter(None, (draft.text, draft.unchanged))),
        "handler_names": file.handler_names,
        "reviewed_on": on,
    }


def hearing_rights(file: CaseFile, *, days: int, threshold_fen: int) -> Content:
    """Return the contents of the notice of the right to a hearing; ``days`` are working days."""
    return {
        "party_name": file.case.party_title,
        **parts.addressed(file),
        **_told(file),
        "hearing_ground": _hearing_ground(file, threshold_fen),
        "hearing_days": say("hearing_days", days=days),
    }


def _hearing_ground(file: CaseFile, threshold_fen: int) -> str:
    """Return which of the kinds that are proposed give the right to a hearing (63.1)."""
    own = {
        Measure.CONFISCATE_GAINS: say("hearing_ground_gains"),
        Measure.CONFISCATE_PROPERTY: say("hearing_ground_property"),
    }
    kinds = [
        own.get(Measure(row["kind"]), Measure(row["kind"]).label)
        for row in imposed_rows(file.data("proposal"))
        if is_grave(row, threshold_fen=threshold_fen)
    ]
    fined = file.proposal_fen >= threshold_fen or not kinds
    return parts.COMMA.join([*([say("hearing_ground")] if fined else []), *kinds])


def _told(file: CaseFile) -> dict[str, str]:
    proposed = file.data("proposal")
    return {
        "facts": proposed["facts"],
        "evidence": parts.evidence_brief(file),
        **parts.law(file),
        "discretion": reasons.proposed(file),
        "proposal": parts.proposal_text(file),
        "contact": parts.contact(file),
    }


def delivery(
    file: CaseFile,
    draft: rules.DeliveryDraft,
    *,
    papers: list[tuple[str, str]],
    servers: str,
    on: date,
) -> Content:
    """Return the contents of a delivery receipt; papers are titles and numbers, who delivered."""
    entity = file.case.entity
    place = draft.place or (
        say("electronic_place") if draft.way is DeliveryWay.ELECTRONIC else entity.address
    )
    return {
        "recipient": file.case.named,
        "place": place,
        "papers": [
            {"title": title, "number": number, "copies": say("copies_one")}
            for title, number in papers
        ],
        "manner": draft.way.label,
        "delivered_at": f"{date_text(on)}{draft.time}",
        "receiver": draft.receiver,
        "relation": draft.relation.label if draft.relation else "",
        "refusal": draft.refusal,
        "witness": draft.witness or draft.recording,
        "servers": servers,
        "remark": _remark(draft),
    }


def _remark(draft: rules.DeliveryDraft) -> str:
    said: list[str] = []
    if draft.recording:
        said.append(say("recording", recording=draft.recording))
    if draft.consent:
        said.append(say("consent", consent=draft.consent))
    if draft.postal_result and draft.received_on:
        day, result = date_text(draft.received_on), draft.postal_result.label
        said.append(say("postal", receipt=draft.postal_receipt, on=day, result=result))
    if draft.posted_on:
        posted = date_text(draft.posted_on)
        said.append(say("posted", posted_on=posted, reason=draft.posted_reason))
    return "；".join(said)
