"""Contents of the papers of hearing and decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from zhunsheng.cases import rules
from zhunsheng.cases.choices import DeliveryWay, HearingOutcome
from zhunsheng.cases.documents import contents, parts, reasons
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents.wording import penalty_text, say
from zhunsheng.cases.queries import applied, files, owing, parties
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.limitation import found_on
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import Content, date_text
from zhunsheng.kernel.act import Actor
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Degree, Question
from zhunsheng.lawbook.documents.fines import amounts as band


def hearing_notice(file: CaseFile, draft: rules.HearingNoticeDraft, *, chair: str) -> Content:
    """Return the contents of the notice of a hearing."""
    requested = parts.day_of(file, "hearing_request")
    return {
        "party_name": file.case.party_title,
        **parts.addressed(file),
        "cause": file.case.titled,
        "requested_on": requested or draft.hearing_on,
        "held_at": f"{date_text(draft.hearing_on)}{draft.time}",
        "place": draft.place,
        "manner": _manner(draft),
        "host": chair,
        "members": draft.members,
        "recorder": draft.recorder,
        "replaces": _replaced(file),
        "contact": parts.contact(file),
    }


def _replaced(file: CaseFile) -> str:
    """Return the notice that this one takes the place of: its hearing is not over (64(2))."""
    former = file.last("hearing_notice")
    if former is None or not files.course_of(file.acts).hearing_notice_stands:
        return ""
    number = parts.number_of(file, "hearing_notice")
    return say("hearing_notice_replaced", on=date_text(former.on), number=number)


def _manner(draft: rules.HearingNoticeDraft) -> str:
    if draft.is_public:
        return say("hearing_public")
    return say("hearing_closed", ground=draft.closed_ground)


def hearing_record(file: CaseFile, draft: rules.HearingDraft, *, on: date) -> Content:
    """Return the contents of the record of a hearing."""
    called, away = file.data("hearing_notice"), draft.outcome is HearingOutcome.ABANDONED
    return {
        "cause": file.case.titled,
        "party_name": file.case.party_title,
        "party_representative": file.case.entity.legal_representative,
        "agents": parts.COMMA.join(draft.agent_names),
        "interpreter": draft.interpreter,
        "investigators": file.handler_names,
        "host": called["chair_name"],
        "members": called["members"],
        "recorder": called["recorder"],
        "held_at": f"{date_text(on)}{called['time']}",
        "place": called["place"],
        "manner": called["manner"],
        "rights_told": say("absent_opened")
        if away
        else say("rights_told") + (draft.recusal or say("recusal_none")),
        "statements": _spoken(_absence(file, draft) if away else _said(draft)),
        "cross_examination": say("absent_unexamined") if away else _examined(file, draft),
        "final_statement": say("absent_silent")
        if away
        else draft.final_statement or say("said_nothing"),
        "not_signed": draft.not_signed,
    }


def ended_text(draft: rules.HearingDraft) -> str:
    """Return how a hearing ended: held, or the party stayed away."""
    away = draft.outcome is HearingOutcome.ABANDONED
    return say("hearing_missed") if away else draft.outcome.label


def _absence(file: CaseFile, draft: rules.HearingDraft) -> tuple[tuple[str, str], ...]:
    """Return what the record says of a party that was called and stayed away (64(6))."""
    served = file.last("hearing_notice_delivery")
    assert served is not None
    said = say(
        "absent_noted",
        served=date_text(served.on),
        way=DeliveryWay(served.outcome).label,
        reason=draft.reason.rstrip("。"),
    )
    return ((file.data("hearing_notice")["chair_name"], said),)


def _said(draft: rules.HearingDraft) -> tuple[tuple[str, str], ...]:
    """Return who said what in the order that the law gives a hearing (行政处罚法 64(7))."""
    rows = (
        (say("speaker_investigators"), draft.investigators_view),
        (say("speaker_party"), draft.party_view),
        *((say("speaker_witness", name=name), said) for name, said in draft.witnesses),
        *draft.statements,
    )
    return tuple((speaker, said) for speaker, said in rows if said)


def _examined(file: CaseFile, draft: rules.HearingDraft) -> str:
    """Return the examination of the evidence, piece by piece, then what was said of it at large."""
    known = {item.id: item for item in file.evidence}
    lines = [
        say("examined", number=known[key].number, name=known[key].name, said=said)
        for key, said in draft.shown
        if key in known
    ]
    return "\n".join([*lines, *filter(None, [draft.cross_examination])])


def _spoken(rows: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [
        {"number": str(place), "speaker": speaker, "statement": text}
        for place, (speaker, text) in enumerate(rows, start=1)
    ]


def hearing_report(
    file: CaseFile, draft: rules.HearingReportDraft, *, by: Actor, on: date
) -> Content:
    """Return the contents of the report on a hearing, which names its chair if that one reports."""
    called, held = file.data("hearing_notice"), file.last("hearing")
    return {
        "cause": file.case.titled,
        "party_name": file.case.party_title,
        "held_at": f"{date_text(held.on if held else on)}{called['time']}",
        "place": called["place"],
        "host": called["chair_name"],
        "recorder": called["recorder"],
        "record_number": parts.number_of(file, "hearing"),
        "investigators_view": draft.investigators_view,
        "party_view": draft.party_view,
        "disputes": draft.disputes or say("no_dispute"),
        "findings": draft.findings,
        "answer": draft.answer,
        "opinion": draft.opinion,
        **({"signed_by": by.name, "reported_on": on} if str(by.id) == called["chair"] else {}),
    }


def _ordered(until: date | None) -> str:
    """Return the order to put it right: by a day, or at once (28.1)."""
    return say("correction_by", until=date_text(until)) if until else say("correction_order")


def _correction(file: CaseFile, until: date | None) -> str:
    """Return the order to put it right, which a penalty never lacks unless it was put right."""
    corrected, noted = parts.correction_found(file)
    found = say("correction_found", noted=telling.reason_text(noted)) if noted else ""
    return found if corrected and noted else found + _ordered(until)


def decision(file: CaseFile, draft: rules.DecisionDraft) -> Content:
    """Return the contents of a penalty decision."""
    proposed, case = file.data("proposal"), file.case
    warning = bool(proposed["warning"])
    rows = applied.applied_of(file)
    return {
        **parts.party(file),
        **parts.addressed(file),
        "course": _course(file),
        **facts_found(proposed["facts"], rows),
        "evidence": parts.proven(file),
        **parts.law(file),
        "notice_number": parts.number_of(file, "prior_notice"),
        "notice_delivered_on": parts.day_of(file, "notice_delivery") or case.clue_on,
        **_heard(file, draft),
        "discretion": reasons.decided(file, draft),
        "tiers": _tiers(proposed, fine_fen=draft.fine_fen),
        "decision": penalty_text(
            draft.fine_fen,
            warning=warning,
            formal=True,
            measures=rules.imposed_rows(proposed),
        ),
        "correction": _correction(file, draft.correct_until),
        "fine_amount": yuan_text(draft.fine_fen) if draft.fine_fen else "",
        "payment_account": say("payment_account") if draft.fine_fen else "",
        "performance": say("warning_performance") if warning else "",
        "reconsideration_body": file.bureau.government,
        "court": parts.court(file),
    }


def _heard(file: CaseFile, draft: rules.DecisionDraft) -> Content:
    """
    Return what came of statement and hearing, and that the amount was lowered after the answer.

    The answer stays as it was given; a decision that is lower than it says, says so.
    """
    said, heard = parts.statement_text(file), parts.hearing_text(file)
    answered = file.last("representation_answer") or file.last("hearing_report")
    lowered = say("lowered") if answered and draft.fine_fen < file.proposal_fen else ""
    return (
        {"representation": said, "hearing": heard + lowered}
        if heard
        else {
            "representation": said + lowered,
            "hearing": "",
        }
    )


def facts_found(facts: str, rows: Sequence[lawbook.Violation]) -> Content:
    """
    Return the facts as they were found, before several violations each of these with its law.

    The catalogue's own words for a violation hold alternatives and are no finding (40, 59.1(2)).
    """
    if len(rows) == 1:
        return {"found": facts, "violations": []}
    laws = (
        say(
            "breach_and_basis",
            breach=lawbook.full_label(row.breach),
            penalty_basis=lawbook.full_label(row.penalty),
        )
        for row in rows
    )
    items = [{"title": row.label, "facts": law} for row, law in zip(rows, laws, strict=True)]
    return {"found": facts, "violations": items}


def _tiers(proposed: dict[str, Any], *, fine_fen: int) -> list[dict[str, str]]:
    """Return a row for each violation where several are fined apart, their amounts a sum."""
    rows = [row for row in proposed.get("derivations", ()) if row["fine_fen"]]
    if len(rows) < 2 or sum(row["fine_fen"] for row in rows) != fine_fen:
        return []
    return [
        {
            "number": str(place),
            "violation": row["label"],
            "tier": band(row["least"], row["most"]),
            "reason": say("tier_reason", tier=row["tier"], degree=Degree(row["degree"]).label)
            if row["benchmark"]
            else Degree(row["degree"]).label,
            "amount": yuan_text(row["fine_fen"]),
        }
        for place, row in enumerate(rows, start=1)
    ]


def _course(file: CaseFile) -> str:
    case, first = file.case, file.data("clue")
    told = say(
        "course",
        source=case.source_label,
        clue_on=date_text(found_on(file)),
        opened_on=date_text(file.opened_on or case.clue_on),
        handlers=file.handler_names,
    )
    if "former" not in first:
        return told
    return told + say("anew_told", decided=first["former"], by=first["former_by"])


def no_penalty(file: CaseFile, draft: rules.NoPenaltyDraft) -> Content:
    """Return the contents of a decision not to punish."""
    found, guilty = file.data("investigation"), draft.ground.calls_for_education
    return {
        **parts.party(file),
        **parts.addressed(file),
        "course": _course(file),
        "facts": found["facts"],
        "evidence": parts.evidence_brief(file),
        "breach": parts.law(file)["breach"] if guilty else "",
        "reason": f"{draft.ground.label}。{draft.reason}",
        "no_penalty_basis": lawbook.full_label(draft.ground.basis),
        "education": draft.education if guilty else "",
        "reconsideration_body": file.bureau.government,
        "court": parts.court(file),
    }


def credit_repair(file: CaseFile, *, number: str, fine_fen: int, on: date) -> Content:
    """Return the contents of the notice on credit repair that goes with a decision."""
    known = parties.credit_terms(file, fine_fen=fine_fen, on=on)
    label, period = (
        (known[0], _shown_for(*known[1:]))
        if known
        else (say("credit_class"), say("publication_period"))
    )
    return {
        "party_name": file.case.party_title,
        **parts.addressed(file),
        "decision_number": number,
        "decided_on": on,
        "credit_class": label,
        "publication_period": period,
        "conditions": say("credit_conditions"),
        "way": say("credit_way"),
        "contact": parts.contact(file),
    }


def _shown_for(least: int, most: int) -> str:
    """Return for how long a record is public by the measures, in months."""
    if not most:
        return say("credit_not_shown")
    return say("credit_period", least=least, most=most) if least else say("credit_most", most=most)


def summary(file: CaseFile, draft: rules.SummaryDraft, *, fine_fen: int, on: date) -> Content:
    """Return the contents of a decision on the spot."""
    case = file.case
    return {
        **parts.party(file),
        **parts.addressed(file),
        **_subject(file, draft.facts),
        "evidence": telling.reason_text(draft.evidence),
        "penalised_at": f"{date_text(on)}{draft.time}",
        "place": draft.place or case.entity.address,
        **parts.law(file),
        "representation": say("summary_told")
        + contents.sentence(draft.statement or say("summary_silent")),
        "decision": penalty_text(fine_fen, warning=draft.warning, formal=True),
        "discretion": contents.sentence(draft.discretion)
        + reasons.other_act({"other_act": draft.other_act}),
        "correction": say("summary_corrected")
        if draft.fine.answers.get(Question.CORRECTED) and draft.correct_until is None
        else say("summary_order", order=_ordered(draft.correct_until)),
        "payment": _collected(draft) + say("summary_payment", **_payment_term(file, on))
        if fine_fen
        else say("warning_performance"),
        "fined": yuan_text(fine_fen) if fine_fen else "",
        "reconsideration_body": file.bureau.government,
        "court": parts.court(file),
        "officers": contents.officers(file.handlers, on),
        "identity_shown": say("summary_shown"),
        "refusal": draft.refusal,
        "witness": draft.witness,
    }


def _collected(draft: rules.SummaryDraft) -> str:
    """Return that the officers take the fine there and then, nothing where it is paid by code."""
    ground = draft.spot_ground
    return say("summary_collected", ground=ground.label) if ground else ""


def _subject(file: CaseFile, facts: str) -> Content:
    """Return the facts with how they speak of the party, once, where they name it themselves."""
    names = (say("party_word"), file.case.named, file.case.party_name)
    named = any(name in facts for name in names)
    return {"facts": telling.reason_text(facts), **({"addressed": ""} if named else {})}


def _payment_term(file: CaseFile, on: date) -> Mapping[str, str]:
    return documents.law_terms(["payment_term"], on=on, jurisdiction=file.bureau.jurisdiction)


def withdrawal(file: CaseFile, reason: str) -> Content:
    """Return the contents of the withdrawal of a decision."""
    decided = file.last("decision") or file.last("no_penalty") or file.last("on_the_spot")
    held = decided.contents if decided else {}
    owed = owing.refund_after_fall_fen(file.acts)
    paid = say("refund_due", amount=yuan_text(owed)) if owed else ""
    return {
        "party_name": file.case.party_title,
        "cause": file.case.titled,
        "case_number": file.case.number or say("case_numberless"),
        "decision_number": str(held.get("number", "")),
        "decided_on": decided.on if decided else "",
        "reason": reason,
        "refund": paid or say("refund_none"),
        "reconsideration_body": file.bureau.government,
        "court": parts.court(file),
    }
