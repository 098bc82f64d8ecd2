"""Contents of the papers of an execution, filled from the record; amounts are never typed."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhunsheng.cases.queries import FinedCase
from zhunsheng.cases.rules import Due, Span
from zhunsheng.cases.services import party_content
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import Content, date_text
from zhunsheng.execution.choices import DeferralResult
from zhunsheng.execution.queries.files import ExecutionFile, Standing, paid_since_demand_fen
from zhunsheng.execution.rules import (
    ApplicationDraft,
    CashDraft,
    DeferralDraft,
    DemandDraft,
    EndDraft,
    RefundDraft,
)
from zhunsheng.kernel.money import capitals, yuan_text
from zhunsheng.kernel.phrases import Phrases

say: Final = Phrases("zhunsheng.execution").say
RECONSIDERATION: Final = "RECONSIDERATION"
#: What every paper to the party names: whom, how it speaks to them, the decision.
SPOKEN_TO: Final = ("party_name", "addressed", "decision_number", "decided_on")


def money_text(fen: int) -> str:
    """Return an amount in capitals and figures."""
    return f"{capitals(fen)}（¥{yuan_text(fen)}）"


def plan_text(dues: tuple[Due, ...]) -> str:
    """Return the parts of a plan in one line."""
    lines = [say("plan_line", day=date_text(d.on), amount=yuan_text(d.amount_fen)) for d in dues]
    return say("plan_joint").join(lines) or say("plan_none")


def counterfoil_told(draft: CashDraft) -> str:
    """Return that the counterfoil of cash entered later was compared, nothing where it was not."""
    day = draft.counterfoil_on
    return say("counterfoil_seen", number=draft.counterfoil, on=date_text(day)) if day else ""


def kind_text(kind: str) -> str:
    """Return the name of what stops a surcharge."""
    return say("reconsideration" if kind == RECONSIDERATION else "litigation")


def span_text(span: Span) -> str:
    """Return how the days of a span were counted, so that anybody can count them again."""
    days = {
        "since": date_text(span.since),
        "until": date_text(span.until),
        "days": span.days,
    }
    if span.stopped:
        return say("span_stopped", kind=kind_text(span.stopped), **days)
    if not span.amount_fen:
        return say("span_full", **days)
    daily = span.base_fen * span.law.percent
    capped = span.amount_fen < daily * span.days // 100
    return say(
        "span_capped" if capped else "span",
        base=say("base_unpaid" if span.law.on_unpaid else "base_whole"),
        amount=yuan_text(span.base_fen),
        percent=span.law.percent,
        full=-(-span.amount_fen * 100 // daily),
        added=yuan_text(span.amount_fen),
        **days,
    )


def _head(file: ExecutionFile) -> Content:
    case, decided = file.fined.case, file.fined
    party = party_content(file.fined.file)
    return {
        **{key: party[key] for key in ("party_name", "addressed", "party_code", "contact")},
        "case_number": case.number or decided.decision_number,
        "cause": case.titled,
        "decision_number": decided.decision_number,
        "decided_on": _decided_on(file),
    }


def _decided_on(file: ExecutionFile) -> date:
    held = file.fined.file
    act = held.last("decision") or held.last("on_the_spot")
    assert act is not None
    return act.on


def _only(content: Content, *names: str) -> Content:
    return {name: content[name] for name in names}


def deferral_approval(
    file: ExecutionFile, draft: DeferralDraft, found: Standing, *, by: str, on: date
) -> Content:
    """Return the contents of the form on which a request is answered."""
    asked = file.data("deferral_request")
    request = file.last("deferral_request")
    named = ("party_name", "party_code", "case_number", "cause", "decision_number", "decided_on")
    return {
        **_only(_head(file), *named),
        "fine": money_text(found.fine_fen),
        "unpaid": money_text(found.unpaid_fen),
        "requested_by": str(asked.get("by", "")),
        "requested_on": request.on if request else on,
        "reason": str(asked.get("reason", "")),
        "wish": str(asked.get("wish", "")),
        "proof": str(asked.get("proof", "")) or say("proof_none"),
        "handler_names": file.fined.file.handler_names,
        "result": _result(draft),
        "plan": plan_text(draft.dues),
        "approval_opinion": draft.opinion,
        "approver_name": by,
        "approved_on": on,
    }


def _result(draft: DeferralDraft) -> str:
    return say("approved" if draft.result is DeferralResult.APPROVED else "refused")


def deferral_letter(
    file: ExecutionFile, draft: DeferralDraft, found: Standing, *, on: date
) -> Content:
    """Return the contents of the answer to the party."""
    request = file.last("deferral_request")
    place = file.fined.file.bureau.jurisdiction
    share = documents.law_terms(["surcharge_share"], on=on, jurisdiction=place)
    told: Content = {
        **_only(_head(file), *SPOKEN_TO, "contact"),
        "requested_on": request.on if request else _decided_on(file),
        "unpaid": money_text(found.unpaid_fen),
        "reason": draft.opinion,
    }
    if draft.result is DeferralResult.REFUSED:
        planned = len(file.fined.debt.timetables) > 1
        effect = say("refused_effect_planned" if planned else "refused_effect", **share)
        return {**told, "effect": effect}
    parts = [
        {
            "number": say("plan_part", number=number),
            "day": date_text(due.on),
            "amount": yuan_text(due.amount_fen),
        }
        for number, due in enumerate(draft.dues, start=1)
    ]
    effect = say("approved_effect", **share)
    return {**told, "result": _result(draft), "parts": parts, "effect": effect}


def spans(found: Standing) -> list[dict[str, str]]:
    """Return the rows of the computation."""
    return [
        {"number": str(place), "span": span_text(one), "amount": yuan_text(one.amount_fen)}
        for place, one in enumerate(found.spans, start=1)
    ]


def surcharge_decision(file: ExecutionFile, found: Standing, *, on: date) -> Content:
    """Return the contents of the paper that tells the party of the surcharge."""
    party = party_content(file.fined.file)
    return {
        **_only(_head(file), *SPOKEN_TO, "party_code"),
        "told_on": file.fined.told_on or on,
        "fine": money_text(found.fine_fen),
        "term_end": file.fined.debt.timetables[0].dues[0].on,
        "unpaid": yuan_text(found.unpaid_fen),
        "until": on,
        "spans": spans(found),
        "surcharge": money_text(found.surcharge_owed_fen),
        "cap": yuan_text(found.cap_fen),
        "manner": say("manner"),
        "reconsideration_body": file.fined.file.bureau.government,
        "court": party["court"],
    }


def demand_notice(file: ExecutionFile, draft: DemandDraft, found: Standing, *, on: date) -> Content:
    """Return the contents of a demand: term, manner, amount, and the right to be heard (54, 35)."""
    return {
        **_only(_head(file), *SPOKEN_TO, "contact"),
        "told_on": file.fined.told_on or on,
        "fine": _asked(found.late_fen),
        "gains": _asked(found.gains_late_fen),
        "surcharge": _asked(found.surcharge_owed_fen),
        "until": on if found.surcharge_owed_fen else "",
        "pay_by": draft.pay_by,
        "manner": draft.manner or say("manner"),
    }


def enforcement_application(
    file: ExecutionFile, draft: ApplicationDraft, found: Standing, *, by: str, on: date
) -> Content:
    """Return the contents of the application to a court."""
    fined, said = file.fined, file.data("statement")
    party = party_content(fined.file)
    return {
        "applicant_address": fined.file.bureau.address,
        "applicant_phone": fined.file.bureau.phone,
        **_only(
            party, "party_name", "party_code", "party_address", "party_representative", "contact"
        ),
        **_only(_head(file), "cause", "decision_number", "decided_on"),
        "court_name": draft.court,
        "request": say(_request(found)),
        "fine": _asked(found.unpaid_fen),
        "gains": _asked(found.gains_left_fen),
        "surcharge": _asked(found.surcharge_owed_fen),
        "until": on if found.surcharge_owed_fen else "",
        "total": money_text(found.owed_fen),
        "spans": spans(found),
        "facts": _facts(file, on=on),
        "statement": _statement(file, said),
        "property": draft.property_known or say("property_none"),
        "agent": draft.agent,
        "attachments": say("attachments_agent" if draft.agent else "attachments"),
        "head_name": by,
    }


def _facts(file: ExecutionFile, *, on: date) -> str:
    """Return what the court is told: remedies, demand, and what came in since the demand."""
    fined, demand = file.fined, file.last("demand_delivery")
    demanded = demand.on if demand else on
    remedied = [
        say("remedy_said" if one.get("paper") else "remedy_over", **one)
        for one in fined.remedies_said
    ]
    paid = fined.paid_fen + fined.gains_fen - fined.gains_left_fen
    facts = say(
        "facts_remedied" if remedied else "facts",
        remedies=say("remedy_joint").join(remedied),
        told_on=date_text(fined.told_on or on),
        demanded_on=date_text(demanded),
        demand_number=str(file.data("demand_notice").get("number", "")),
        unmet=say("unmet_part" if paid else "unmet"),
        **documents.law_terms(
            ["reminder_term"], on=demanded, jurisdiction=fined.file.bureau.jurisdiction
        ),
    )
    since = paid_since_demand_fen(file)
    return say("facts_paid", facts=facts, amount=yuan_text(since)) if since else facts


def _asked(fen: int) -> str:
    """Return an amount that is asked for, nothing where none is: no row for it."""
    return money_text(fen) if fen else ""


def _request(found: Standing) -> str:
    """Return the key of what the court is asked for: only a fine goes with a surcharge."""
    if not found.gains_left_fen:
        return "request"
    return "request_with_gains" if found.unpaid_fen or found.surcharge_owed_fen else "request_gains"


def gains_told(fen: int) -> str:
    """Return how an event names gains that are asked for, nothing where there are none."""
    return say("told_gains", amount=yuan_text(fen)) if fen else ""


def interest_told(draft: RefundDraft, fen: int) -> str:
    """Return how an event names the interest on what goes back, nothing where none is paid."""
    rate, source = f"{draft.rate / 100:.2f}", draft.source.strip()
    return say("told_interest", amount=yuan_text(fen), rate=rate, source=source) if fen else ""


def _statement(file: ExecutionFile, said: dict[str, object]) -> str:
    if not said:
        return say("no_statement")
    answer = file.data("statement_answer")
    result = "statement_accepted" if answer.get("accepted") else "statement_rejected"
    heard = say("statement", by=said["by"], text=said["text"])
    return heard + say(result, text=answer.get("text", ""))


def end_text(draft: EndDraft, fined: FinedCase) -> str:
    """Return how the execution ended, as the closing of the case prints it."""
    key = "ended_paper" if draft.number else "ended"
    reason = draft.reason.strip().rstrip("。")
    said = say(key, outcome=draft.outcome.label, number=draft.number, reason=reason)
    if draft.amount_fen:
        said += say("ended_amount", amount=yuan_text(draft.amount_fen))
    if fined.paid_fen:
        said += say("ended_paid", amount=yuan_text(fined.paid_fen))
    if fined.gains_fen:
        amounts = {
            "amount": fined.gains_fen,
            "paid": fined.gains_fen - fined.gains_left_fen,
            "collected": draft.gains_fen,
            "left": fined.gains_left_fen - draft.gains_fen,
        }
        said += say("ended_gains", **{key: yuan_text(fen) for key, fen in amounts.items()})
    return said
